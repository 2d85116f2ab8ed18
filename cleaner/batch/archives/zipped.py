"""Zip files, read by their directory; nothing of them touches the disk."""

from __future__ import annotations

import os
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import IO

from cleaner.batch.archives import opening, streams
from cleaner.batch.archives.place import DAMAGE, ArchiveError, Found, Place, plain_cause
from cleaner.batch.walk import is_known

#: Names of a zip that are not marked as UTF-8 were written in one of these, or in code page 437.
_ENCODINGS = ("utf-8", "gb18030")
#: A directory of more entries is refused: each costs 700 bytes of memory before the first is read.
MAX_MEMBERS = 1_000_000
_UTF8, _ENCRYPTED = 0x800, 0x1
_END = b"PK\x05\x06"


def read_zip(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The clippings of a zip file, in the order of its directory: members whose names are known from folders. A member
    that is encrypted, damaged or too large is told, and the others are read."""
    file = streams.seekable(stream, place.max_bytes)
    entries = _entries(file)
    others: Counter[str] = Counter()
    read = 0
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise ArchiveError("cut off or damaged: the directory at the end of a zip file is not there") from error
    except NotImplementedError as error:
        raise ArchiveError(f"a zip file of a kind that is not read: {error}") from error
    size = file.seek(0, os.SEEK_END)
    counter = streams.Counter(lambda: size)
    with archive:
        for info in archive.infolist():
            name = member_name(info)
            if name.endswith("/"):
                continue
            if not is_wanted(name):
                others[kind_by_name(name)] += 1
                continue
            read += 1
            yield from _member(archive, info, place.member(name), counter)
    if (len(archive.infolist()) - entries) % 65_536:  # old programs count no further
        yield place.unreadable(None, f"its directory names {len(archive.infolist())} members, and should {entries}")
    yield from place.left_out(others, read)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place, counter: streams.Counter) -> Iterator[Found]:
    if info.flag_bits & _ENCRYPTED:
        yield place.unreadable(None, "encrypted: it takes a password to read it")
        return
    try:
        with archive.open(info) as inner:
            yield from opening.found_in(streams.buffered(inner, counter), place)
    except (*DAMAGE, NotImplementedError, RuntimeError) as error:  # overlapping members, unknown compression
        yield place.unreadable(None, plain_cause(error))
    counter.add(0)


def _entries(file: IO[bytes]) -> int:
    """How many entries the directory of a zip file should have. Raises `ArchiveError` for one that would fill the
    memory before the first member is read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(_END)
    directory = struct.unpack("<I", tail[at + 12 : at + 16])[0] if 0 <= at <= len(tail) - 22 else 0
    entries = struct.unpack("<H", tail[at + 10 : at + 12])[0] if 0 <= at <= len(tail) - 22 else 0
    if entries == 0xFFFF or directory == 0xFFFFFFFF:  # a large directory: its size stands in the record before
        at = tail.rfind(b"PK\x06\x06")
        entries = struct.unpack("<Q", tail[at + 32 : at + 40])[0] if 0 <= at <= len(tail) - 56 else 0
    file.seek(0)
    if entries > MAX_MEMBERS:
        raise ArchiveError(f"{entries:,} members are more than the limit of {MAX_MEMBERS:,}")
    return int(entries)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member. Programs on Chinese Windows write it in GBK and say nothing of that."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return decoded_name(info.filename.encode("cp437"))
    except UnicodeEncodeError:  # it was not code page 437
        return info.filename


def decoded_name(raw: bytes) -> str:
    """A name whose encoding nothing states."""
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def is_wanted(name: str) -> bool:
    """Whether a member is taken, by its name: as in folders, what is hidden is not."""
    parts = name.replace("\\", "/").split("/")
    return is_known(parts[-1]) and not any(part.startswith(".") and part not in (".", "..") for part in parts)


def kind_by_name(name: str) -> str:
    """What a member that is no clipping counts as: its suffix."""
    last = name.replace("\\", "/").rpartition("/")[2]
    if last.startswith("."):
        return "hidden"
    suffix = os.path.splitext(last)[1].lower()
    return suffix if 1 < len(suffix) <= 12 else "without a suffix"
