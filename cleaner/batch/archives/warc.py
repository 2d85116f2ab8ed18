"""Web archives (WARC 1.0 and 1.1, ISO 28500), record by record.

The grammar is a line, fields, and a counted block; it is read here and not by a library, because nothing that is lost
may be lost in silence: warcio passes over a gzip member that is cut off and writes its own remarks to standard error,
fastwarc 2.0 loses its place behind a body that was read in part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import IO, NamedTuple

from cleaner.batch.archives.http import Head, body_of, head_of
from cleaner.batch.archives.place import ArchiveError, Found, Place
from cleaner.batch.files import PIECE_BYTES
from cleaner.model import Markup, Stated, Warn
from cleaner.text.fields import fields_of
from cleaner.text.moments import iso_moment
from cleaner.text.numbers import whole_number

#: The fields of a record, or of the response in it, end within so many bytes.
FIELD_BYTES = 65_536
#: The length of a record has at most so many digits: that is an exabyte.
LENGTH_DIGITS = 18
_VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
#: Types of records that never hold a page.
_BESIDE = frozenset(("warcinfo", "request", "metadata"))
#: Types of records that hold one, if their content is of these types. Others (revisit, continuation) are counted.
_HOLDING = frozenset(("response", "resource", "conversion"))
#: Types of content that are pages, and the markup that each tells; None where only the content does.
MARKUPS: dict[str, Markup | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": None,
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}


class Record(NamedTuple):
    """A record's number, its fields, and the length of its block in bytes."""

    number: int
    fields: Message
    length: int

    @property
    def kind(self) -> str:
        """Its type: response, resource, conversion, ..."""
        return str(self.fields.get("WARC-Type", "")).strip().lower()


class Block:
    """The block of a record: what is left of it in the stream."""

    def __init__(self, stream: IO[bytes], length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int) -> bytes:
        """At most `size` bytes. Raises `ArchiveError` where the archive ends before the block does."""
        data = self.stream.read(min(size, self.left))
        self.left -= len(data)
        if self.left and len(data) < size:
            raise ArchiveError(f"cut off: {self.left:,} bytes of the record are not there")
        return data

    def pass_over(self) -> None:
        """Leave the rest of the block."""
        while self.left:
            self.read(PIECE_BYTES)


def read_warc(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The pages of an archive: responses, resources and conversions that are HTML or text. Others are counted. A
    record whose length is wrong is told, and reading goes on where the next one begins."""
    others: Counter[str] = Counter()
    number = read = 0
    broken = False
    while (start := _next_start(stream, broken)) is not None:
        number += 1
        if start and not broken:
            yield place.unreadable(f"record-{number}", f"{start:,} bytes before it belong to no record: a wrong length")
        found, broken = None, False
        try:
            record = _record(stream, number)
            block = Block(stream, record.length)
            found = _page(record, block, place, others)
            block.pass_over()
            _check_end(stream)
        except ArchiveError as error:
            found, broken = place.unreadable(f"record-{number}", str(error)), True
        if found is not None:
            read += 1
            yield found
    yield from place.left_out(others, read)


def _next_start(stream: IO[bytes], broken: bool) -> int | None:
    """Go behind the line that the next record begins with: how many bytes were passed over that are no blank lines;
    None at the end of the archive. Raises `ArchiveError` for such bytes at the end, unless they are known to be the
    rest of a `broken` record."""
    passed = 0
    while line := stream.readline(PIECE_BYTES):
        if _VERSION.fullmatch(line):
            return passed
        passed += len(line) if line.strip() else 0
    if passed and not broken:
        raise ArchiveError(f"damaged: the last {passed:,} bytes belong to no record")
    return None


def _record(stream: IO[bytes], number: int) -> Record:
    lines = []
    size = 0
    while (line := stream.readline(FIELD_BYTES)).strip():
        size += len(line)
        if size > FIELD_BYTES:
            raise ArchiveError("fields without an end")
        lines.append(line)
    fields = fields_of(b"".join(lines))
    length = whole_number(str(fields.get("Content-Length", "")).strip(), LENGTH_DIGITS)
    if not line:
        raise ArchiveError("cut off within the fields of the record")
    if length is None:
        raise ArchiveError("a record that does not state its length")
    return Record(number, fields, length)


def _check_end(stream: IO[bytes]) -> None:
    """Raise `ArchiveError` unless a blank line, or the end, follows a block."""
    line = stream.readline(PIECE_BYTES)
    if line.strip():
        raise ArchiveError("the record's length is wrong: its text would be cut off or run into the next")


def _page(record: Record, block: Block, place: Place, others: Counter[str]) -> Found | None:
    """The clipping of a record; None for one that is none, which is counted."""
    if record.kind in _BESIDE:
        return None
    if record.kind not in _HOLDING:
        others[record.kind or "records without a type"] += 1
        return None
    name = f"record-{record.number}"
    first = block.read(min(FIELD_BYTES, record.length))
    head, described = _head(record, first)
    if (why := _no_page(head, described, record)) is not None:
        others[why] += 1
        return None
    if block.left + len(first) - head.length > place.max_bytes:
        return place.unreadable(name, f"{record.length:,} bytes are more than the limit of {place.max_bytes:,}")
    try:
        body, whole = body_of(head, first[head.length :] + block.read(block.left), place.max_bytes)
    except ArchiveError as error:
        if block.left:  # the archive ends here
            raise
        return place.unreadable(name, str(error))
    if not body.strip(b"\0 \t\r\n"):
        return place.unreadable(name, "the page is empty", lost=False)
    return place.clipping(
        name,
        body,
        markup=MARKUPS.get(described.get_content_type()) if "Content-Type" in described else None,
        crawled=iso_moment(str(record.fields.get("WARC-Date", ""))),
        stated=_stated(record, described),
        warnings=_warned(record, whole),
    )


def _head(record: Record, first: bytes) -> tuple[Head, Message]:
    """The head of the response in a record, and the fields that describe its content: those of HTTP, or without any
    the record's own."""
    described = str(record.fields.get("Content-Type", "")).strip().lower()
    if record.kind == "response" or described.startswith("application/http"):
        head = head_of(first)
        return head, head.fields
    return Head(None, Message(), 0), record.fields


def _no_page(head: Head, described: Message, record: Record) -> str | None:
    """What a record counts as that is no page; None for a page. What states no type is looked at by its content."""
    if head.status is not None and not 200 <= head.status < 300:
        return f"answers with status {head.status}"
    if "Content-Type" in described and described.get_content_type() not in MARKUPS:
        return str(described.get_content_type())
    address = str(record.fields.get("WARC-Target-URI", "")).strip("<> ")
    return "robots.txt" if address.endswith("/robots.txt") else None


def _stated(record: Record, described: Message) -> tuple[Stated, ...]:
    charset = described.get_param("charset") if "Content-Type" in described else None
    address = str(record.fields.get("WARC-Target-URI", "")).strip("<> ")
    return (
        Stated("url", address, "warc: WARC-Target-URI"),
        Stated("encoding", charset.strip() if isinstance(charset, str) else "", "http: Content-Type"),
    )


def _warned(record: Record, whole: bool) -> tuple[Warn, ...]:
    why = str(record.fields.get("WARC-Truncated", "")).strip()
    if why:
        return (Warn("truncated", f"the crawler cut the page off: {why}"),)
    return () if whole else (Warn("truncated", "the page is cut off: its transfer did not come to its end"),)
