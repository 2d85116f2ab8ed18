"""MHTML (RFC 2557): a page and its pictures as one message, the way Chrome, Edge, Internet Explorer and Word save it;
and letters (RFC 5322), as mail programs save newsletters.

The fields are read by the email package. The parts are not: its parser takes time by lines times depth, builds every
picture, and a hostile file can hold it for minutes. Parts are cut at their boundaries here, and only the page's own is
decoded.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from cleaner.model import Markup, Stated, Warn
from cleaner.readers.saved import SavedPage
from cleaner.text.fields import fields_of
from cleaner.text.moments import mail_moment

#: Messages within messages are read so deep: browsers write one level, Word and mail programs up to three.
MAX_DEPTH = 4
#: The fields of a part end within so many bytes.
FIELD_BYTES = 64_000
_PAGES = ("text/html", "application/xhtml+xml")
_END_OF_FIELDS = re.compile(rb"\r?\n\r?\n")
#: A word that could not be decoded.
_ENCODED = re.compile(r"=\?[\w-]+\?[BbQq]\?")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Part(NamedTuple):
    """One part of a message: its fields, and its content as it is written."""

    fields: Message
    content: bytes


def page_of_message(data: bytes) -> SavedPage | None:
    """The main page of an MHTML file: the part that the message names as its root or whose address is the message's,
    else the first page; its text where there is no page. None when there is neither."""
    whole = _part(data.lstrip(b"\r\n\xef\xbb\xbf"))
    parts = list(_leaves(whole, 0))
    pages = [part for part in parts if part.fields.get_content_type() in _PAGES]
    texts = [part for part in parts if part.fields.get_content_type() == "text/plain"]
    main = _main(whole.fields, pages) or next(iter(texts), None)
    if main is None:
        return None
    markup: Markup = "html" if main in pages else "text"
    stated = tuple(_stated(whole.fields, main))
    saved = mail_moment(_field(whole.fields, "Date"))
    return SavedPage(_kind(whole.fields), _decoded(main), markup, stated, saved, _warned(main, pages))


def _part(data: bytes) -> Part:
    end = _END_OF_FIELDS.search(data[: FIELD_BYTES + 4])
    fields = data[: end.start()] if end else data[:FIELD_BYTES]
    return Part(fields_of(fields), data[end.end() :] if end else b"")


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    """The parts that hold no parts, in their order."""
    boundary = part.fields.get_boundary() if part.fields.get_content_maintype() == "multipart" else None
    if not boundary or depth >= MAX_DEPTH:
        yield part
        return
    for piece in _pieces(part.content, boundary.encode("utf-8", "surrogateescape")):
        yield from _leaves(_part(piece), depth + 1)


def _pieces(content: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines of a boundary. A message that was cut off has no last line: its last piece ends
    where the file does."""
    lines = re.finditer(rb"^--" + re.escape(boundary) + rb"(?P<last>--)?[ \t]*(?:\r?\n|\Z)", content, re.MULTILINE)
    start = None
    for line in lines:
        if start is not None:
            yield content[start : line.start()].removesuffix(b"\n").removesuffix(b"\r")
        start = line.end()
        if line["last"]:
            return
    if start is not None:
        yield content[start:]


def _main(message: Message, pages: list[Part]) -> Part | None:
    root = _parameter(message, "start")
    address = _field(message, "Snapshot-Content-Location") or _field(message, "Content-Location")
    for page in pages:
        if root and _field(page.fields, "Content-ID") == root:
            return page
    for page in pages:
        if address and _field(page.fields, "Content-Location") == address:
            return page
    return next(iter(pages), None)


def _decoded(part: Part) -> bytes:
    """The content of a part, its transfer encoding undone. What breaks its rules is read as far as it goes."""
    how = _field(part.fields, "Content-Transfer-Encoding").lower()
    if how == "quoted-printable":
        return quopri.decodestring(part.content)
    if how != "base64":
        return part.content
    digits = _NO_BASE64.sub(b"", part.content)
    try:
        return base64.b64decode(digits[: len(digits) // 4 * 4] + _padded(digits[len(digits) // 4 * 4 :]))
    except binascii.Error:
        return b""


def _padded(rest: bytes) -> bytes:
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _stated(message: Message, page: Part) -> Iterator[Stated]:
    """What the message and its part say of the page: its encoding, its address, its title; of a letter who wrote it
    and when."""
    kind = _kind(message)
    charset = _parameter(page.fields, "charset")
    if charset:
        yield Stated("encoding", charset, f"{kind}: Content-Type")
    for fields, name in ((page.fields, "Content-Location"), (message, "Snapshot-Content-Location")):
        address = _field(fields, name)
        if address.startswith(("http://", "https://")):
            yield Stated("url", address, f"{kind}: {name}")
            break
    if title := _words(message, "Subject"):
        yield Stated("title", title, f"{kind}: Subject")
    if kind == "letter":
        yield Stated("author", parseaddr(_words(message, "From"))[0].strip(), "letter: From")
        sent = mail_moment(_field(message, "Date"))
        yield Stated("date", sent.isoformat(timespec="minutes") if sent else "", "letter: Date")


def _kind(message: Message) -> str:
    """Whether somebody sent a message ("letter") or a browser saved it ("mhtml"): browsers name a sender, too, but give
    it no number of its own."""
    sent = _field(message, "Message-ID") and not _field(message, "Snapshot-Content-Location")
    return "letter" if sent else "mhtml"


def _warned(main: Part, pages: list[Part]) -> tuple[Warn, ...]:
    others = [page for page in pages if page is not main]
    if not others:
        return ()
    places = ", ".join(place for page in others[:3] if (place := _field(page.fields, "Content-Location")))
    one = f"{len(others)} more page{'s' if len(others) > 1 else ''} within the file (frames) left out"
    return (Warn("frames_left_out", f"{one}: {places}" if places else one),)


def _field(fields: Message, name: str) -> str:
    """A field in one line, its words decoded; "" when it is not there."""
    raw = fields.get(name, "")
    try:
        return str(make_header(decode_header(raw))).strip()
    except (LookupError, ValueError, HeaderParseError):
        return str(raw).strip()


def _words(fields: Message, name: str) -> str:
    """What a field says in words; "" where its encoding is none that can be read."""
    said = " ".join(_field(fields, name).split())
    return "" if _ENCODED.search(said) else said


def _parameter(fields: Message, name: str) -> str:
    value = fields.get_param(name)
    text = value[2] if isinstance(value, tuple) else value
    return text.strip() if isinstance(text, str) else ""
