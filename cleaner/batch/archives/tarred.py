"""Tar files, plain or compressed, read from front to back; links, devices and their kin are named, never followed."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from cleaner.batch.archives import opening
from cleaner.batch.archives.place import DAMAGE, ArchiveError, Found, Place, plain_cause
from cleaner.batch.archives.streams import buffered
from cleaner.batch.archives.zipped import decoded_name, is_wanted, kind_by_name
from cleaner.batch.files import PIECE_BYTES

#: The longest header that is read, in bytes: names and comments, which a hostile file makes as long as a disk.
HEADER_BYTES = 1_000_000


class Forward:
    """A stream for tarfile that only goes forward, and remembers the last block it gave."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.at, self.last = stream, 0, b""

    def tell(self) -> int:
        """How many bytes were given or passed over."""
        return self.at

    def read(self, size: int = -1) -> bytes:
        """`size` bytes. Raises `ArchiveError` for a header that asks for too many."""
        if not 0 <= size <= HEADER_BYTES:
            raise ArchiveError(f"a header of {size:,} bytes: refused")
        data = self.stream.read(size)
        self.at += len(data)
        if data or size:
            self.last = data[-tarfile.BLOCKSIZE :]
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Pass over what stands before `offset`."""
        if offset < self.at or whence:
            raise ArchiveError("damaged: a member begins before its header")
        while self.at < offset and (piece := self.stream.read(min(PIECE_BYTES, offset - self.at))):
            self.at += len(piece)
        return self.at


def read_tar(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The clippings of a tar file, in its order. tarfile stops at a damaged header as at the end: what stands there is
    looked at, and told when it is not the end."""
    feed = Forward(stream)
    others: Counter[str] = Counter()
    read = 0
    with tarfile.open(fileobj=feed, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:  # type: ignore[call-overload]
        while (info := archive.next()) is not None:
            archive.members = []  # it would keep them all
            name = decoded_name(info.name.encode("utf-8", "surrogateescape"))
            if info.isdir():
                continue
            if not info.isreg() or not is_wanted(name):
                others[kind_by_name(name) if info.isreg() else "links and devices"] += 1
                continue
            read += 1
            yield from _member(archive, info, place.member(name))
    _check_end(feed)
    yield from place.left_out(others, read)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, place: Place) -> Iterator[Found]:
    inner = archive.extractfile(info)
    if inner is None:
        return
    try:
        yield from opening.found_in(buffered(inner), place)
    except DAMAGE as error:
        yield place.unreadable(None, plain_cause(error))


def _check_end(feed: Forward) -> None:
    """Raise `ArchiveError` unless what was read last is the end of a tar file: a block of zeros."""
    if not feed.last:
        raise ArchiveError("ends without the mark of its end: it may have been cut off")
    if feed.last.strip(b"\0") or len(feed.last) < tarfile.BLOCKSIZE:
        raise ArchiveError(f"damaged at byte {max(0, feed.at - tarfile.BLOCKSIZE):,}")
