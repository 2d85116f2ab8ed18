"""What ``.gitignore`` and ``.cleanerignore`` leave out of a folder, by the rules of git."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.batch.files import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Says what is left out even where it is named, and counts more than git's where both lie in one folder.
OWN = ".cleanerignore"
#: The files that say what is left out of folders, the one that counts more behind the other.
FILES = (".gitignore", OWN)


class Rules:
    """The patterns that hold in one folder: those of the folders above it, and its own, which count more."""

    def __init__(self, folder: Path, specs: Sequence[tuple[Path, GitIgnoreSpec]]) -> None:
        self.folder, self.specs = folder, tuple(specs)

    def leave_out(self, inner: Path, is_folder: bool) -> bool:
        """Whether a file or folder, by its path within the folder asked for, is left out."""
        for base, spec in reversed(self.specs):
            where = (self.folder / inner).relative_to(base).as_posix()
            decided = spec.check_file(where + "/" if is_folder else where).include
            if decided is not None:
                return decided
        return False


class Ignored:
    """The rules of a folder and all below it, read as they are come by.

    Those of the folders above it hold, too, up to the top of its git repository (without one only its own). A folder
    that they leave out as a whole is asked for by name: then they do not count.
    """

    def __init__(self, folder: Path, *, active: bool) -> None:
        self.folder, self.active = Path(os.path.abspath(folder)), active
        self.known: dict[Path, Rules] = {}
        self.above = Rules(self.folder, list(_above(self.folder)) if active else ())

    def within(self, here: Path, names: Sequence[str]) -> Rules:
        """The rules in the folder at `here` (within the folder asked for) that holds the files `names`; the folders
        above it were asked for before."""
        upper = self.known.get(here.parent, self.above) if here != Path() else self.above
        own = [name for name in FILES if name in names] if self.active else []
        added = [(self.folder / here, spec) for name in own if (spec := _read(self.folder / here / name)) is not None]
        rules = Rules(self.folder, (*upper.specs, *added)) if added else upper
        self.known[here] = rules
        return rules


def not_ignored(sources: Iterable[Source]) -> Iterator[Source]:
    """The sources, named ones too, that no ``.cleanerignore`` leaves out: none in the folder of the file, and none
    above it up to the top of its git repository (without one, in any folder above it)."""
    known: dict[Path, Rules] = {}
    for source in sources:
        path = Path(os.path.abspath(source.path))
        if path.parent not in known:
            places = _around(path.parent) or [*path.parents]
            known[path.parent] = Rules(path.parent, list(_patterns(places, (OWN,))))
        if not known[path.parent].leave_out(Path(path.name), False):
            yield source


def _above(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """The patterns of the folders above `folder` in its repository, the topmost first, each with its folder."""
    found = list(_patterns(_around(folder)[1:], FILES))
    if not any(spec.match_file(folder.relative_to(place).as_posix() + "/") for place, spec in found):
        yield from found


def _around(folder: Path) -> list[Path]:
    """A folder of a git repository and those above it, up to the top; none where there is no repository."""
    places = [folder, *folder.parents]
    top = next((i for i, place in enumerate(places) if os.path.exists(place / ".git")), None)
    return [] if top is None else places[: top + 1]


def _patterns(places: Sequence[Path], names: Sequence[str]) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """The patterns of files of these names, those of the last place first, each with its folder."""
    for place in reversed(places):
        for name in names:
            spec = _read(place / name)
            if spec is not None:
                yield place, spec


def _read(path: Path) -> GitIgnoreSpec | None:
    """The patterns of a file; None for one that is not there, says nothing or cannot be read. As for git, a line that
    is no pattern says nothing."""
    try:
        lines = [line for line in path.read_text("utf-8-sig", "replace").splitlines() if line.strip()]
    except OSError:
        return None
    if not lines:
        return None
    return _spec(lines) or _spec([line for line in lines if _spec([line])])


def _spec(lines: Sequence[str]) -> GitIgnoreSpec | None:
    """The patterns of lines; None when one of them is none."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where such a file is

    try:
        spec = GitIgnoreSpec.from_lines(lines)
        spec.check_file("a")  # only then is it compiled
    except Exception:  # the engines of regular expressions below it each raise an error of their own
        return None
    return spec
