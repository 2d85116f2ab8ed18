"""What an open stream is, told by its content, and who reads it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import IO

from cleaner.batch.archives.packed import MAGIC, unpacked
from cleaner.batch.archives.place import MAX_DEPTH, Found, Place, told
from cleaner.batch.archives.streams import buffered
from cleaner.batch.clippings import Clipping, Unreadable
from cleaner.batch.files import read_content
from cleaner.batch.walk import bare_name
from cleaner.readers import markup_of_name

#: Kind → the module and function that reads it.
READERS = {
    "zip": ("zipped", "read_zip"),
    "tar": ("tarred", "read_tar"),
    "enex": ("enex", "read_enex"),
    "jsonl": ("jsonl", "read_jsonl"),
    "parquet": ("parquet", "read_parquet"),
    "warc": ("warc", "read_warc"),
}
_ENEX = re.compile(rb"<en-export[\s>]")
_WARC = re.compile(rb"(?:\r?\n)*WARC/\d\.\d\r?\n")
_WARC_WITHIN = re.compile(rb"\nWARC/\d\.\d\r?\n")
_LINES = (".jsonl", ".ndjson")


def kind_of(head: bytes, name: str = "") -> str:
    """What a stream is by its first bytes: a kind of `READERS`, a kind of compression, or "page" for one clipping.

    The name is asked in two cases: lines of JSON without ``.jsonl`` behind it need a known column, and ``.warc`` with
    damage in front is still a web archive.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    packing = next((kind for kind, magic in MAGIC.items() if head.startswith(magic)), None)
    if packing == "bzip2" and head[4:10] not in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"):
        packing = None  # "BZhang" begins a text
    if packing is not None:
        return packing
    if head.startswith(b"PAR1"):
        return "parquet"
    if _WARC.match(head) or (bare_name(name).lower().endswith(".warc") and _WARC_WITHIN.search(head)):
        return "warc"
    if _is_tar(head):
        return "tar"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and _ENEX.search(head[:4096]):
        return "enex"
    return "jsonl" if _is_jsonl(head, name) else "page"


def _is_tar(head: bytes) -> bool:
    """Whether a stream begins with the header of a tar file: the magic of today's, or the sum of all others."""
    if len(head) < 512:
        return False
    if head[257:262] == b"ustar":
        return True
    written = head[148:156].strip(b" \0")
    return bool(re.fullmatch(rb"[0-7]{1,7}", written)) and int(written, 8) == sum(head[:148] + b" " * 8 + head[156:512])


def _is_jsonl(head: bytes, name: str) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"{"):
        return False
    if os.path.splitext(bare_name(name))[1].lower() in _LINES:
        return True
    line, ended, _ = start.partition(b"\n")
    try:
        row = json.loads(line) if ended else None
    except (ValueError, RecursionError):
        return False
    from cleaner.batch.archives.columns import is_table  # noqa: PLC0415

    return isinstance(row, dict) and is_table(row)


def is_page(stream: IO[bytes]) -> bool:
    """Whether a stream that can be peeked into is one clipping, without a name and as it is."""
    return kind_of(_head(stream)) == "page"


def is_archive(stream: IO[bytes], name: str) -> bool:
    """Whether a stream holds many clippings, in a compressed file or not; False for what cannot be told."""
    from cleaner.batch.archives.place import DAMAGE  # noqa: PLC0415

    stream = peekable(stream)
    kind = kind_of(_head(stream), name)
    try:
        if kind in MAGIC:
            kind = kind_of(_head(unpacked(stream, kind)), name)
    except DAMAGE:
        return False
    return kind in READERS


def found_in(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The clippings in a stream: of one clipping, of an archive, of a compressed file of either."""
    return told(_found(peekable(stream), place), place)


def _found(stream: IO[bytes], place: Place) -> Iterator[Found]:
    kind = kind_of(_head(stream), place.name)
    if kind == "page":
        yield _page(stream, place)
    elif kind in MAGIC and place.packed:
        yield place.unreadable(None, "compressed more than once")
    elif kind in MAGIC:
        name = bare_name(place.name)
        yield from _found(unpacked(stream, kind), replace(place, packed=True, name=name))
    elif place.depth >= MAX_DEPTH:
        yield place.unreadable(None, "an archive within an archive within an archive: unpack the outer one first")
    else:
        module, name = READERS[kind]
        read: Callable[[IO[bytes], Place], Iterator[Found]]
        read = getattr(import_module(f"cleaner.batch.archives.{module}"), name)
        yield from read(stream, place)


def _page(stream: IO[bytes], place: Place) -> Clipping | Unreadable:
    """One clipping, the whole of a stream. The name under a ``.gz`` tells its markup as that of a file does."""
    try:
        size = os.fstat(stream.fileno()).st_size if stream.seekable() else None
    except OSError:  # in memory
        size = None
    try:
        data = read_content(stream, place.max_bytes, size)
    except ValueError as error:
        return place.unreadable(None, str(error))
    return Clipping(place.origin, data, markup=markup_of_name(place.name) if place.packed else None)


def peekable(stream: IO[bytes]) -> IO[bytes]:
    """A stream, or one around it, whose first bytes can be looked at all at once."""
    return stream if stream.seekable() and hasattr(stream, "peek") else buffered(stream)


def _head(stream: IO[bytes]) -> bytes:
    head: bytes = stream.peek(1)  # type: ignore[attr-defined]
    return head
