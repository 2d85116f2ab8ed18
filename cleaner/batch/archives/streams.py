"""Streams of bytes out of compressed files and archives, counted: what swells beyond all measure is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Protocol

from cleaner.batch.archives.place import ArchiveError
from cleaner.batch.files import HEAD_BYTES

#: An archive may give so many bytes whatever its size, and beyond them so many times its size. Pages pack to a tenth,
#: the members of a forum alike to a hundredth; the bombs of deflate give a thousand times their size.
FREE_BYTES, MAX_RATIO = 256_000_000, 300


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Counter:
    """How many bytes came out of an archive, against how many went into it."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self.packed, self.given = packed, 0

    def add(self, count: int) -> None:
        """Count bytes that came out. Raises `ArchiveError` when they are too many for what went in."""
        self.given += count
        if self.given > FREE_BYTES and self.given > MAX_RATIO * self.packed():
            raise ArchiveError(f"more than {MAX_RATIO} times its size comes out of it: refused as a bomb")


class Counted(io.RawIOBase):
    """A stream whose bytes are counted. It fills what is asked for as far as there is something, and tells of an error
    only when all before it was given."""

    def __init__(self, inner: Readable, counter: Counter | None = None) -> None:
        self.inner, self.counter, self.given = inner, counter, 0
        self.trouble: Exception | None = None
        # Where there is read1, it gives what is there before it tells of an error; read gives nothing then.
        self.read_some: Callable[[int], bytes] = getattr(inner, "read1", inner.read)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill `buffer` as far as the stream goes."""
        if self.trouble is not None:
            raise self.trouble
        filled = 0
        while filled < len(buffer):
            try:
                piece = self.read_some(len(buffer) - filled)
                if self.counter is not None:
                    self.counter.add(len(piece))
            except Exception as error:
                if not filled:
                    raise
                self.trouble = error
                break
            if not piece:
                break
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        self.given += filled
        return filled


def buffered(inner: Readable, counter: Counter | None = None) -> io.BufferedReader:
    """A stream that can be peeked into as far as its kind is told by."""
    return io.BufferedReader(Counted(inner, counter), HEAD_BYTES)


def seekable(stream: IO[bytes], max_bytes: int) -> IO[bytes]:
    """A stream that can be read in any order: itself, or where it cannot a copy in memory. Raises `ArchiveError` for
    one that is too large to be copied."""
    if stream.seekable():
        return stream
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ArchiveError(f"within an archive or a pipe it may have {max_bytes:,} bytes, no more: unpack it first")
    return io.BytesIO(data)
