"""The files of seeds: read with what they were at that moment, and rewritten only while they still are it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner.batch.files import FileError, read_bytes, told_of
from cleaner.batch.writing import replace, write_atomic, write_new

#: What tells one state of a file from another: device, number, size, time of the last change, mode.
State = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was read: its place, links followed, its content, and its state."""

    place: Path
    data: bytes
    state: State

    @property
    def mode(self) -> int:
        """The permissions of the file."""
        return stat.S_IMODE(self.state[4])


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that goes with a seed: what it is to hold, and what it was when it was read, None where there was none."""

    path: Path
    data: bytes
    seen: Seen | None = None


def read_seed(path: Path, max_bytes: int) -> Seen:
    """A seed with its content. Raises `FileError`: for what cannot be read, for a link that leads out of the tree, and
    for a file that somebody writes at this moment."""
    return _read(path, lambda place: read_bytes(place, max_bytes))


def read_beside(path: Path, max_bytes: int) -> Seen | None:
    """A file that goes with a seed, an empty one, too; None where there is none. Raises `FileError` as `read_seed`."""
    return _read(path, lambda place: read_bytes(place, max_bytes, blank=True)) if os.path.lexists(path) else None


def _read(path: Path, read: Callable[[Path], bytes]) -> Seen:
    place = _within_tree(path)
    before = _state(path, place)
    try:
        data = read(place)
    except FileError as error:  # the place that a link leads to is nobody's word for it
        raise FileError(path, str(error)) from error
    if _state(path, place) != before:
        raise FileError(path, "changed while it was read; left as it is")
    return Seen(place, data, before)


def refuse_read_only(path: Path, seen: Seen | None) -> None:
    """Raise `FileError` for a file that may not be rewritten."""
    if seen is not None and not seen.mode & stat.S_IWUSR:
        raise FileError(path, "is read-only; left as it is")


def write_beside(beside: Beside) -> None:
    """Write a file that goes with a seed, as `rewrite_seed` does; where there was none, there must be none still."""
    if beside.seen is not None:
        rewrite_seed(beside.path, beside.seen, beside.data)
        return
    if os.path.lexists(beside.path):
        raise FileError(beside.path, "is there meanwhile; left as it is")
    write_atomic(beside.path, beside.data)


def rewrite_seed(path: Path, seen: Seen, data: bytes) -> None:
    """Put `data` in the place of what was read, in one step, with the mode that the file had.

    Raises `FileError`, and leaves the file as it is, when it is read-only, or is not what was read any more.
    """
    refuse_read_only(path, seen)

    def write(part: Path) -> None:
        write_new(part, data, seen.mode)
        if _state(path, seen.place) != seen.state:
            raise FileError(path, "changed while it was cleaned; left as it is")

    with told_of(path):
        replace(seen.place, write)


def _state(path: Path, place: Path) -> State:
    with told_of(path):
        info = place.stat()
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns, info.st_mode


def _within_tree(path: Path) -> Path:
    """Where a file really lies. Its tree is the repository that it stands in, or its own folder outside of one."""
    here = Path(os.path.abspath(path))
    place = Path(os.path.realpath(path))
    tree = next((folder for folder in here.parents if os.path.exists(folder / ".git")), here.parent)
    if not place.is_relative_to(os.path.realpath(tree)):
        raise FileError(path, "leads out of the tree, through a link; left as it is")
    return place


def conflict_line(text: str) -> int | None:
    """The line on which an unresolved merge begins; None where there is none, or only code that shows one."""
    wanted = ("<<<<<<< ", "=======", ">>>>>>> ")
    found: list[int] = []
    for number, line in _outside_fences(text):
        sign = wanted[len(found)]
        if line.startswith("<<<<<<< "):
            found = [number]
        elif line.startswith(sign) and (sign != "=======" or line.rstrip() == sign):
            found.append(number)
        if len(found) == len(wanted):
            return found[0]
    return None


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """The lines that stand in no fenced code, with their numbers."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip(" >")
        if not fence and bare.startswith(("```", "~~~")):
            fence = bare[:3]
        elif fence and bare.startswith(fence):
            fence = ""
        elif not fence:
            yield number, line
