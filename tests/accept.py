"""Write what the program makes of fixtures as what is expected of it: ``python -m tests.accept FOLDER...``.

The only way in which expected files are written. Prints what changes; read it before it is committed.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cleaner import Article, clean

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def clip_of(folder: Path) -> Path:
    """The one clipping of a fixture. Raises ValueError when there is none, or more than one."""
    clips = sorted(folder.glob("clip.*"))
    if len(clips) != 1:
        raise ValueError(f"{folder}: one file clip.html, clip.md or clip.txt is needed, not {len(clips)}")
    return clips[0]


def cleaned(clip: Path) -> Article:
    """The article of a fixture's file; only the file's own name is given, not where it stands."""
    return clean(clip.read_bytes(), path=clip.name)


def removed_table(article: Article) -> str:
    """What was removed, a line for each piece: its class, a tab, its text with line ends written as ``\\n``."""
    lines = [f"{piece.noise_class}\t{_on_one_line(piece.text)}\n" for piece in article.removed]
    return "".join(lines)


def expected_files(article: Article) -> Mapping[str, str]:
    """Name and content of the files in which a fixture says what is expected."""
    return {"article.md": article.to_markdown(), "removed.tsv": removed_table(article)}


def accept(folder: Path) -> Iterator[str]:
    """Write the expected files of one fixture; the lines that changed."""
    for name, content in expected_files(cleaned(clip_of(folder))).items():
        path = folder / name
        before = path.read_bytes().decode() if path.exists() else ""
        if before != content or not path.exists():
            yield from difflib.unified_diff(
                before.splitlines(), content.splitlines(), f"{folder.name}/{name}", "now", "", "", 1, ""
            )
            path.write_bytes(content.encode())


def main(names: Sequence[str]) -> int:
    """Accept the fixtures named, by folder or by name. Exit code 2 for one that is not there."""
    folders = [Path(name) if Path(name).is_dir() else FIXTURES / name for name in names]
    if not folders or not all(folder.is_dir() for folder in folders):
        print("usage: python -m tests.accept FOLDER...  (a folder, or its name in fixtures/)", file=sys.stderr)
        return 2
    for folder in folders:
        for line in accept(folder):
            print(line)
    return 0


def _on_one_line(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
