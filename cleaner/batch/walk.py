"""What is taken from folders, and the names of what is taken."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath

from cleaner.batch.files import SUFFIXES, Source
from cleaner.batch.ignored import Ignored

#: Many clippings in a file.
ARCHIVES = frozenset((".zip", ".tar", ".enex", ".jsonl", ".ndjson", ".parquet", ".warc"))
#: Behind one of both: compressed. Then tar files by their short names.
PACKED = frozenset((".gz", ".bz2", ".xz", ".zst"))
_TARS = frozenset((".tgz", ".tbz2", ".tbz", ".txz", ".tzst"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is taken, beside what is named: of folders only files that match a glob of `include`, whatever their
    suffix, when it is given, else those with one of `suffixes` (in small letters; None: all that are known); also what
    ``.gitignore`` and ``.cleanerignore`` leave out, with `ignored`. `column` names the column of tables (JSONL,
    Parquet) that holds the clippings; None finds it."""

    include: tuple[str, ...] = ()
    ignored: bool = False
    column: str | None = None
    suffixes: frozenset[str] | None = None


_ANY = Inputs()


def bare_name(name: str) -> str:
    """A file's name without what says that it is compressed: ``a.jsonl`` of ``a.jsonl.gz``."""
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in PACKED and os.path.splitext(stem)[1] else name


def is_known(name: str) -> bool:
    """Whether a file of this name is taken from folders and archives: a clipping, an archive, or one compressed."""
    suffix = os.path.splitext(bare_name(name))[1].lower()
    return suffix in SUFFIXES or suffix in ARCHIVES or suffix in _TARS


def find_sources(
    paths: Iterable[Path], exclude: Sequence[str] = (), output: Path | None = None, inputs: Inputs = _ANY
) -> Iterator[Source]:
    """The files to clean: files as named, folders with all that lies in them, sorted by name.

    Left out of folders are hidden files and folders, links, what matches a pattern of `exclude` (against the name or
    the path within the folder), what ``.gitignore`` and ``.cleanerignore`` leave out, the `output` folder, and files
    of other kinds, by their suffixes or by `inputs`. What does not exist or may not be entered is yielded: reading it
    tells.
    """
    for path in paths:
        if os.path.isdir(path):  # unlike the path's own method, no error for a name that is too long
            yield from (Source(path / inner, inner) for inner in _walk(path, exclude, output, inputs))
        else:
            yield Source(path, Path(path.name))


def _walk(folder: Path, exclude: Sequence[str], output: Path | None, inputs: Inputs) -> Iterator[Path]:
    shut: list[Path] = []
    own = os.path.realpath(output) if output is not None else None
    ignored = Ignored(folder, active=not inputs.ignored)
    for parent, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        here = Path(parent).relative_to(folder)
        rules = ignored.within(here, names)
        folders[:] = sorted(
            name for name in folders if _visible(here / name, exclude) and not rules.leave_out(here / name, True)
        )
        folders[:] = [name for name in folders if os.path.realpath(os.path.join(parent, name)) != own]
        for name in sorted(names):
            inner = here / name
            taken = _wanted(inner, inputs) and _visible(inner, exclude)
            if taken and not (folder / inner).is_symlink() and not rules.leave_out(inner, False):
                yield inner
    yield from (path.relative_to(folder) for path in shut)


def _wanted(inner: Path, inputs: Inputs) -> bool:
    if inputs.include:
        return _matches(inner, inputs.include)
    return is_known(inner.name) if inputs.suffixes is None else inner.suffix.lower() in inputs.suffixes


def _visible(inner: Path, exclude: Sequence[str]) -> bool:
    return not inner.name.startswith(".") and not _matches(inner, exclude)


def _matches(inner: PurePath, patterns: Sequence[str]) -> bool:
    return any(fnmatch(inner.name, pattern) or fnmatch(inner.as_posix(), pattern) for pattern in patterns)
