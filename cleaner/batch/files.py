"""Reading clippings and writing articles: errors name the file and the cause, nothing is ever half written."""

from __future__ import annotations

import errno
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


def write_atomic(path: Path, content: str | bytes, durable: bool = True, mode: int | None = None) -> None:
    """Write `content` (text as UTF-8) in one step: whoever reads `path`, even after a crash, sees the old file or the
    new one.

    With `durable` it is on the disk when this returns; without, the caller sees to that (`make_durable`). The file's
    mode is `mode`, or what the process's mask makes it. A lone surrogate, which UTF-8 does not know, is written as "?".
    Raises `FileError`.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else memoryview(content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".cleaner-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask() if mode is None else mode)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise FileError(path, _cause(error)) from error


def make_durable(path: Path) -> None:
    """See to it that the content of `path` survives a loss of power. One that has gone is nobody's loss."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    except OSError as error:
        raise FileError(path, _cause(error)) from error
    try:
        os.fsync(handle)
    except OSError as error:
        raise FileError(path, _cause(error)) from error
    finally:
        os.close(handle)


#: What makes writing anything else there senseless: no room, no right, no device.
_ENDS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV))


def ends_the_run(error: FileError) -> bool:
    """Whether what kept one file from being written will keep the others from it, too: a full disk, say."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _ENDS


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """The process's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
