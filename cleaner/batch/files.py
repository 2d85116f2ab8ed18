"""Reading clippings and writing articles: errors name the file and the cause, nothing is ever half written."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

#: What is taken from a folder. A file that is named by itself is taken whatever its suffix.
SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"))


class FileError(Exception):
    """A file that cannot be read or written; the message names the cause, `path` the file."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(cause)
        self.path = path


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, and where it lies within the folder that was asked for (its name, for a file by itself)."""

    path: Path
    relative: Path


def find_sources(paths: Iterable[Path], exclude: Sequence[str] = (), output: Path | None = None) -> Iterator[Source]:
    """The files to clean: files as named, folders with all that lies in them, sorted by name.

    Hidden files and folders, links, what matches a pattern of `exclude` (against the name or the path within the
    folder), and the `output` folder are left out of folders. What does not exist or may not be entered is yielded:
    reading it tells.
    """
    for path in paths:
        if os.path.isdir(path):  # unlike the path's own method, no error for a name that is too long
            yield from (Source(path / inner, inner) for inner in _walk(path, exclude, output))
        else:
            yield Source(path, Path(path.name))


def _walk(folder: Path, exclude: Sequence[str], output: Path | None) -> Iterator[Path]:
    shut: list[Path] = []
    own = os.path.realpath(output) if output is not None else None
    for parent, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename))):
        here = Path(parent).relative_to(folder)
        folders[:] = sorted(name for name in folders if _taken(here / name, exclude))
        folders[:] = [name for name in folders if os.path.realpath(os.path.join(parent, name)) != own]
        for name in sorted(names):
            inner = here / name
            if inner.suffix.lower() in SUFFIXES and _taken(inner, exclude) and not (folder / inner).is_symlink():
                yield inner
    yield from (path.relative_to(folder) for path in shut)


def _taken(inner: Path, exclude: Sequence[str]) -> bool:
    return not inner.name.startswith(".") and not _excluded(inner, exclude)


def _excluded(inner: Path, exclude: Sequence[str]) -> bool:
    return any(fnmatch(inner.name, pattern) or fnmatch(inner.as_posix(), pattern) for pattern in exclude)


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The content of a regular file. Raises `FileError` for one that is missing, unreadable, too large or empty."""
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            os.listdir(path)  # says why when it may not be read
        if not stat.S_ISREG(info.st_mode):
            raise FileError(path, "not a regular file")
        if info.st_size > max_bytes:
            raise FileError(path, f"{info.st_size:,} bytes are more than the limit of {max_bytes:,}")
        data = path.read_bytes()
    except OSError as error:
        raise FileError(path, _cause(error)) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FileError(path, "the file is empty")
    return data


def write_atomic(path: Path, text: str) -> None:
    """Write `text` as UTF-8 in one step: whoever reads `path`, even after a crash, sees the old file or the new one.

    A lone surrogate, which UTF-8 does not know, is written as "?". Raises `FileError`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".cleaner-", dir=path.parent)
        try:
            with open(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise FileError(path, _cause(error)) from error


def output_names(sources: Sequence[Source], suffix: str) -> list[Path]:
    """Where each source's article goes within the output folder: its own place with another suffix.

    Sources that would meet at one name (``a.txt`` and ``a.md``, or names that differ in case alone) are numbered
    in their order, the same way every run.
    """
    taken: dict[str, int] = {}
    names = []
    for source in sources:
        known = source.relative.suffix.lower() in SUFFIXES
        wanted = (
            source.relative.with_suffix(suffix) if known else source.relative.with_name(source.relative.name + suffix)
        )
        count = taken.get(wanted.as_posix().casefold(), 0) + 1
        while count > 1 and _numbered(wanted, count).as_posix().casefold() in taken:
            count += 1
        taken[wanted.as_posix().casefold()] = count
        name = wanted if count == 1 else _numbered(wanted, count)
        taken.setdefault(name.as_posix().casefold(), 1)
        names.append(name)
    return names


def _numbered(path: Path, count: int) -> Path:
    return path.with_name(f"{path.stem}-{count}{path.suffix}")


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """The process's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
