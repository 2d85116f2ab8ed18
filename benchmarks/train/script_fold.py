"""Make cleaner/text/script_fold.tsv: traditional and variant characters, their simplified forms, and the characters
that only simplified text has.

The table serves comparing (the folded key) and telling the scripts apart. Source: the character dictionaries
TSCharacters and STCharacters of the OpenCC project as opencc-python-reimplemented carries them (Apache-2.0); where
there are several simplified forms the first is taken. Only single characters go in, so that folding keeps the
length of the text. A character that traditional text has as well (只, 家) is none that only simplified text has.

    python -m benchmarks.train.script_fold cleaner/text/script_fold.tsv
"""

from __future__ import annotations

import sys
from pathlib import Path


def pairs(dictionary: str) -> list[tuple[str, str]]:
    """Sorted (traditional, simplified) pairs of single, differing characters."""
    found = set()
    for line in dictionary.splitlines():
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0].strip()
        if len(traditional) == len(first) == 1 and traditional != first:
            found.add((traditional, first))
    return sorted(found)


def only_simplified(dictionary: str) -> str:
    """Characters of simplified script that are never their own traditional form, sorted."""
    found = {}
    for line in dictionary.splitlines():
        simplified, _, traditional = line.partition("\t")
        if len(simplified) == 1:
            found[simplified] = simplified not in traditional.split()
    return "".join(sorted(character for character, only in found.items() if only))


def main(argv: list[str]) -> int:
    """Write the table to the path given; print how many pairs it holds."""
    import opencc  # noqa: PLC0415 - needed to make the table, never to use it

    folder = Path(opencc.__file__).parent / "dictionary"
    table = pairs((folder / "TSCharacters.txt").read_text(encoding="utf-8"))
    simplified = only_simplified((folder / "STCharacters.txt").read_text(encoding="utf-8"))
    lines = ["".join(t for t, _ in table), "".join(s for _, s in table), simplified]
    Path(argv[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table)} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
