"""Reading clippings and writing articles: errors name the file and the cause, nothing is ever half written."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path, PurePath
from typing import IO

#: The suffixes of clippings, one in a file: what is taken from a folder, beside archives. In the name of an article its
#: own stands in their place.
SUFFIXES = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".webarchive")
)
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


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The content of a regular file. Raises `FileError` for one that is missing, unreadable, too large or empty."""
    with open_regular(path) as stream:
        try:
            return read_content(stream, max_bytes, os.fstat(stream.fileno()).st_size)
        except OSError as error:
            raise FileError(path, _cause(error)) from error
        except ValueError as error:
            raise FileError(path, str(error)) from error


def read_content(stream: IO[bytes], max_bytes: int, size: int | None = None) -> bytes:
    """All of a stream that holds one clipping of `size` bytes (None: not known). Raises `ValueError` for one that is
    too large, of which no more than the limit is read, or empty."""
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
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ValueError("the file is empty")
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


class Naming:
    """Where articles go within the output folder, one after the other: each to its clipping's own place with another
    suffix.

    Places that would meet at one name (``a.txt`` and ``a.md``, or names that differ in case alone) are numbered in
    their order, the same way every run.
    """

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        self.taken: dict[str, int] = {}

    def of(self, place: PurePath) -> Path:
        """The name of the next article."""
        known = place.suffix.lower() in SUFFIXES
        wanted = Path(place.with_suffix(self.suffix) if known else place.with_name(place.name + self.suffix))
        count = self.taken.get(wanted.as_posix().casefold(), 0) + 1
        while count > 1 and _numbered(wanted, count).as_posix().casefold() in self.taken:
            count += 1
        self.taken[wanted.as_posix().casefold()] = count
        name = wanted if count == 1 else _numbered(wanted, count)
        self.taken.setdefault(name.as_posix().casefold(), 1)
        return name


def output_names(sources: Sequence[Source], suffix: str) -> list[Path]:
    """Where the article of each source goes within the output folder."""
    naming = Naming(suffix)
    return [naming.of(source.relative) for source in sources]


def _numbered(path: Path, count: int) -> Path:
    return path.with_name(f"{path.stem}-{count}{path.suffix}")


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    """The process's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
