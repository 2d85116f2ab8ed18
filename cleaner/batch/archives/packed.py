"""Files that are compressed as a whole: gzip, bzip2, xz, zstd."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
from typing import IO, Any

from cleaner.batch.archives.place import ArchiveError
from cleaner.batch.archives.streams import Counted, Counter, Readable, buffered

#: A frame of zstd that is skipped: in a WARC (``.warc.zst``) the first one holds the dictionary of all others.
SKIPPABLE = b"\x5d\x2a\x4d\x18"
#: The first bytes of each kind. Of zstd any frame that is skipped may come first.
MAGIC = {
    "gzip": (b"\x1f\x8b",),
    "bzip2": (b"BZh",),
    "xz": (b"\xfd7zXZ\x00",),
    "zstd": (b"\x28\xb5\x2f\xfd", *(bytes((0x50 + i,)) + b"\x2a\x4d\x18" for i in range(16))),
}
#: The largest dictionary, in bytes.
_DICTIONARY_BYTES = 16_000_000
#: What is shorter is no dictionary, in bytes.
_SHORTEST = 8


def unpacked(stream: IO[bytes], kind: str) -> io.BufferedReader:
    """What a compressed stream holds, all of its members or frames one after the other."""
    inside = Counted(stream)
    return buffered(_decompressor(inside, kind, stream), Counter(lambda: inside.given))


def _decompressor(inside: Counted, kind: str, stream: IO[bytes]) -> Readable:
    if kind == "gzip":
        return gzip.GzipFile(fileobj=io.BufferedReader(inside))
    if kind == "bzip2":
        return bz2.BZ2File(io.BufferedReader(inside))
    if kind == "xz":
        return lzma.LZMAFile(io.BufferedReader(inside))
    return _Zstd(inside, stream)


class _Zstd:
    """What a file of zstd holds. Its errors are those of archives, as its module may not be there."""

    def __init__(self, inside: Counted, stream: IO[bytes]) -> None:
        zstd = zstandard()
        dictionary = _dictionary(stream, zstd)
        self.file = zstd.ZstdFile(io.BufferedReader(inside), zstd_dict=dictionary)
        self.error: type[Exception] = zstd.ZstdError

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes: what is there before there is an error."""
        try:
            data: bytes = self.file.read1(size)
        except self.error as error:
            raise ArchiveError(f"damaged: {error}") from error
        return data


def zstandard() -> Any:
    """The library for zstd: Python's own from 3.14 on, before that its backport. Raises `ArchiveError` without it."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415
    except ImportError:
        try:
            from backports import zstd  # type: ignore[no-redef,unused-ignore] # noqa: PLC0415
        except ImportError as error:
            raise ArchiveError("compressed with zstd: pip install 'clipping-cleaner[warc]' reads it") from error
    return zstd


def _dictionary(stream: IO[bytes], zstd: Any) -> Any:
    """The dictionary at the head of a ``.warc.zst``, which may be compressed itself; None without one."""
    head: bytes = stream.peek(8)[:8]  # type: ignore[attr-defined]
    if not head.startswith(SKIPPABLE) or len(head) < 8:
        return None
    size = struct.unpack("<I", head[4:])[0]
    if size > _DICTIONARY_BYTES:
        raise ArchiveError(f"its dictionary of {size:,} bytes is too large")
    stream.read(8)
    raw = stream.read(size)
    if raw.startswith(MAGIC["zstd"][0]):
        try:
            raw = zstd.ZstdDecompressor().decompress(raw, _DICTIONARY_BYTES)
        except zstd.ZstdError as error:
            raise ArchiveError(f"its dictionary is damaged: {error}") from error
    return zstd.ZstdDict(raw) if len(raw) >= _SHORTEST else None
