"""Reading clippings and writing articles: errors name the file and the cause, nothing is ever half written."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO

#: The suffixes of clippings, one in a file: what is taken from a folder, beside archives. In the name of an article its
#: own stands in their place.
SUFFIXES = frozenset(".txt .text .md .markdown .html .htm .xhtml .shtml .mhtml .mht .eml .webarchive".split())
#: What of a stream is looked at to tell what it is, in bytes; streams are read in pieces of this size.
HEAD_BYTES = PIECE_BYTES = 65_536


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


def open_regular(path: Path) -> BufferedReader:
    """A regular file, open for reading; it is closed by the caller. Raises `FileError` for one that is missing or
    unreadable, a folder, a pipe or a device."""
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            os.listdir(path)  # says why when it may not be read
        if not stat.S_ISREG(info.st_mode):
            raise FileError(path, "not a regular file")
        return BufferedReader(open(path, "rb", buffering=0), HEAD_BYTES)
    except OSError as error:
        raise FileError(path, _cause(error)) from error
    except ValueError as error:  # a NUL in the name
        raise FileError(path, str(error)) from error


def read_bytes(path: Path, max_bytes: int, *, blank: bool = False) -> bytes:
    """The content of a regular file. Raises `FileError` for one that is missing, unreadable or too large, and for one
    that is empty, unless it may be `blank`."""
    with open_regular(path) as stream:
        try:
            return read_content(stream, max_bytes, os.fstat(stream.fileno()).st_size, blank=blank)
        except OSError as error:
            raise FileError(path, _cause(error)) from error
        except ValueError as error:
            raise FileError(path, str(error)) from error


def read_content(stream: IO[bytes], max_bytes: int, size: int | None = None, *, blank: bool = False) -> bytes:
    """All of a stream that holds one clipping of `size` bytes (None: not known). Raises `ValueError` for one that is
    too large, of which no more than the limit is read, or empty, unless it may be `blank`."""
    if size is not None and size > max_bytes:
        raise ValueError(f"{size:,} bytes are more than the limit of {max_bytes:,}")
    pieces: list[bytes] = []
    left = max_bytes + 1
    while left > 0 and (piece := stream.read(min(left, PIECE_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise ValueError(f"more than the limit of {max_bytes:,} bytes")
    data = b"".join(pieces)
    if not blank and not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ValueError("the file is empty")
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
        handle = _opened_to_sync(path)
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


def _opened_to_sync(path: Path) -> int:
    """A handle that can be synced: Windows wants one that may write; elsewhere any will do, which is all that a file
    gives that may not be written."""
    try:
        return os.open(path, os.O_RDWR)
    except PermissionError:
        return os.open(path, os.O_RDONLY)


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
