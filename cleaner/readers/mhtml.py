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
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from cleaner.model import Markup, Stated, Warn
from cleaner.readers.decode import ReadError
from cleaner.readers.saved import HEAD_BYTES, SavedPage
from cleaner.text.fields import fields_of
from cleaner.text.moments import mail_moment

#: Messages within messages are read so deep: browsers write one level, Word and mail programs up to three.
MAX_DEPTH = 4
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = (*_PAGES, "text/plain")
#: Where the fields of a part end. There may be none.
_END_OF_FIELDS = re.compile(rb"(?:\A|\r?\n)\r?\n")
#: A word that could not be decoded.
_ENCODED = re.compile(r"=\?[\w-]+\?[BbQq]\?")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Part(NamedTuple):
    """One part of a message: its fields, and its content as it is written."""

    fields: Message
    content: bytes


def page_of_message(data: bytes) -> SavedPage | None:
    """The main page of an MHTML file: the part that the message names as its root or whose address is the message's,
    else the first page; of a letter the first of its parts that is a page or a text. None when parts cannot be told.

    Raises `ReadError` for a message of other parts alone, a picture or a document: as text it says nothing to anybody.
    """
    whole = _part(data)
    parts = list(_leaves(whole, 0))
    texts = [part for part in parts if part.fields.get_content_type() in _TEXTS]
    shown = [part for part in texts if part.fields.get_content_disposition() != "attachment"]
    main = _main(whole.fields, shown or texts)
    if main is None:
        kinds = sorted(
            {one.fields.get_content_type() for one in parts if one.fields.get_content_maintype() != "multipart"}
        )
        if kinds:
            raise ReadError("binary", f"the message holds {', '.join(kinds)}, and neither a page nor a text")
        return None
    markup: Markup = "html" if _is_page(main) else "text"
    stated, warnings = tuple(_stated(whole.fields, main)), tuple(_warned(whole, main, parts))
    saved = mail_moment(_field(whole.fields, "Date"))
    return SavedPage(_kind(whole.fields), _decoded(main), markup, stated, saved, warnings)


def _part(data: bytes) -> Part:
    end = _END_OF_FIELDS.search(data[: HEAD_BYTES + 4])
    fields = data[: end.start()] if end else data[:HEAD_BYTES]
    return Part(fields_of(fields), data[end.end() :] if end else b"")


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    """The parts that hold no parts, in their order. A text beside a page says the same as the page, or is one of the
    things that it loads, and is left out; but not where the parts stand one behind the other."""
    if not _is_parted(part) or depth >= MAX_DEPTH:
        yield part
        return
    within = [leaf for piece in _pieces(part) for leaf in _leaves(_part(piece), depth + 1)]
    paged = part.fields.get_content_subtype() != "mixed" and any(map(_is_page, within))
    yield from (leaf for leaf in within if not paged or leaf.fields.get_content_type() != "text/plain")


def _is_parted(part: Part) -> bool:
    return part.fields.get_content_maintype() == "multipart" and bool(part.fields.get_boundary())


def _is_page(part: Part) -> bool:
    return part.fields.get_content_type() in _PAGES


def _pieces(part: Part) -> Iterator[bytes]:
    """What stands between the lines of a part's boundary. A message that was cut off has no last line: its last piece
    ends where the file does."""
    start = None
    for line in _boundary_lines(part):
        if start is not None:
            yield part.content[start : line.start()].removesuffix(b"\n").removesuffix(b"\r")
        start = line.end()
        if line["last"]:
            return
    if start is not None:
        yield part.content[start:]


def _behind(part: Part) -> bytes:
    """What stands behind the last line of a part's boundary, where mail programs write nothing."""
    last = next((line for line in _boundary_lines(part) if line["last"]), None) if _is_parted(part) else None
    return part.content[last.end() :].strip() if last else b""


def _boundary_lines(part: Part) -> Iterator[re.Match[bytes]]:
    boundary = re.escape((part.fields.get_boundary() or "").encode("utf-8", "surrogateescape"))
    return re.finditer(rb"^--" + boundary + rb"(?P<last>--)?[ \t]*(?:\r?\n|\Z)", part.content, re.MULTILINE)


def _main(message: Message, bodies: Sequence[Part]) -> Part | None:
    root = _parameter(message, "start")
    address = _field(message, "Snapshot-Content-Location") or _field(message, "Content-Location")
    for page in filter(_is_page, bodies):
        if root and _field(page.fields, "Content-ID") == root:
            return page
    for page in filter(_is_page, bodies):
        if address and _field(page.fields, "Content-Location") == address:
            return page
    return next(filter(_says_something, bodies), next(iter(bodies), None))


def _says_something(part: Part) -> bool:
    return bool(_decoded(part).strip())


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
        yield Stated("author", _sender(message), "letter: From")
        sent = mail_moment(_field(message, "Date"))
        yield Stated("date", sent.isoformat(timespec="minutes") if sent else "", "letter: Date")


def _kind(message: Message) -> str:
    """Whether somebody sent a message ("letter") or a browser saved it ("mhtml"): browsers name a sender, too, but
    with neither a number of its own nor the address of somebody."""
    sent = _field(message, "Message-ID") or "@" in _field(message, "From")
    return "letter" if sent and not _field(message, "Snapshot-Content-Location") else "mhtml"


def _sender(message: Message) -> str:
    """The name of who sent a letter; "" where none stands beside the address."""
    try:
        return parseaddr(_words(message, "From"))[0].strip()
    except RecursionError:  # brackets within brackets
        return ""


def _warned(whole: Part, main: Part, parts: Sequence[Part]) -> Iterator[Warn]:
    """What of a message its reader does not get: it may be more of the text."""
    others = [part for part in parts if part is not main and part.fields.get_content_type() in _TEXTS]
    framed = _kind(whole.fields) != "letter"
    if frames := [part for part in others if framed and _is_page(part)]:
        places = ", ".join(place for page in frames[:3] if (place := _field(page.fields, "Content-Location")))
        one = f"{_counted(frames, 'page')} within the file (frames) left out"
        yield Warn("frames_left_out", f"{one}: {places}" if places else one)
    texts = [part for part in others if not (framed and _is_page(part)) and _says_something(part)]
    letters = [part for part in parts if part.fields.get_content_type() == "message/rfc822"]
    for found, what in ((texts, "text"), (letters, "letter")):
        if found:
            yield Warn("parts_left_out", f"{_counted(found, what)} within the message left out")
    if behind := _behind(whole):
        yield Warn("parts_left_out", f"{len(behind):,} bytes behind the last part of the message left out")


def _counted(parts: Sequence[Part], what: str) -> str:
    return f"{len(parts)} more {what}{'s' if len(parts) > 1 else ''}"


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
