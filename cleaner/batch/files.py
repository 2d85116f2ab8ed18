"""Reading clippings, and what is told of files that cannot be read or written: an error that names the file and the
cause."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def told_of(path: Path, kinds: type[Exception] | tuple[type[Exception], ...] = OSError) -> Iterator[None]:
    """What goes wrong within is told of `path`: errors of these `kinds` become its `FileError`. Others pass, a
    `FileError` among them: it was told where it happened."""
    try:
        yield
    except kinds as error:
        raise FileError(path, cause_of(error)) from error


def cause_of(error: Exception) -> str:
    """Why something failed, in one line: in the system's own words, in small letters, where the system refused it."""
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, and where it lies within the folder that was asked for (its name, for a file by itself)."""

    path: Path
    relative: Path


def open_regular(path: Path) -> BufferedReader:
    """A regular file, open for reading; it is closed by the caller. Raises `FileError` for one that is missing or
    unreadable, a folder, a pipe or a device."""
    with told_of(path, (OSError, ValueError)):  # the latter for a NUL in the name
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            os.listdir(path)  # says why when it may not be read
        if not stat.S_ISREG(info.st_mode):
            raise FileError(path, "not a regular file")
        return BufferedReader(open(path, "rb", buffering=0), HEAD_BYTES)


def read_bytes(path: Path, max_bytes: int, *, blank: bool = False) -> bytes:
    """The content of a regular file. Raises `FileError` for one that is missing, unreadable or too large, and for one
    that is empty, unless it may be `blank`."""
    with open_regular(path) as stream, told_of(path, (OSError, ValueError)):
        return read_content(stream, max_bytes, os.fstat(stream.fileno()).st_size, blank=blank)


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
