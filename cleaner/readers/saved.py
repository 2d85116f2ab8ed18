"""Pages as browsers save them, and letters: one file around a page, with what it says of the page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from cleaner.model import Markup, Stated, Warn

#: How far into a file its kind is looked for, in bytes.
HEAD_BYTES = 16_384
#: The first line of a message: a field's name. Must not match "http://" nor "Note: x".
_MESSAGE = re.compile(
    rb"(?:From|Subject|Date|MIME-Version|Content-[A-Za-z-]{1,40}|Snapshot-Content-Location|X-[A-Za-z-]{1,40}|Message-ID|To)"
    rb":[ \t\r\n]",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^MIME-Version:[ \t]*1", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPE = re.compile(
    rb"^Content-Type:[ \t\r\n]*(?:multipart/(?:related|alternative|mixed)|text/html|application/xhtml\+xml)",
    re.IGNORECASE | re.MULTILINE,
)
#: The fields that a letter has when a mail program saved it. Must not match one that somebody copied.
_OF_LETTER = tuple(
    re.compile(rb"^%s:" % name, re.IGNORECASE | re.MULTILINE) for name in (b"From", b"Date", b"Message-ID")
)
_PLAIN = re.compile(rb"^Content-Type:[ \t\r\n]*text/plain", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PLIST = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE plist\b|<plist\b)")


#: Evernote's exports and web archives: text that is no clipping. Must not match an article that speaks of them.
_MANY = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:WARC/\d\.\d\r?\nWARC-"
    rb"|(?:<\?xml[^>]{0,200}>\s*)?(?:<!DOCTYPE [^>]{0,300}>\s*)?<en-export\b)"
)


class SavedPage(NamedTuple):
    """A page taken out of its file: the file's kind, the page's bytes, what the file says of it, when it was saved, and
    what a reader of the article should know of the rest of the file."""

    container: str
    data: bytes
    markup: Markup | None
    stated: tuple[Stated, ...]
    crawled: datetime | None
    warnings: tuple[Warn, ...]


def saved_page(data: bytes | str) -> SavedPage | None:
    """The page in an MHTML file, a letter or a Safari web archive, told by the content; None for anything else, and for
    such a file without a page, which is then read as it is. Raises `ReadError` for a web archive that is damaged."""
    head = data[:HEAD_BYTES].encode("utf-8", "replace") if isinstance(data, str) else data[:HEAD_BYTES]
    if _is_message(head):
        from cleaner.readers.mhtml import page_of_message  # noqa: PLC0415 - the email package is only for these

        return page_of_message(_bytes(data))
    if head.startswith(b"bplist") or _PLIST.match(head):
        from cleaner.readers.webarchive import page_of_webarchive  # noqa: PLC0415

        return page_of_webarchive(_bytes(data))
    return None


def holds_many(data: bytes | str) -> bool:
    """Whether what looks like text is an archive of many clippings: one article cannot hold them."""
    head = data[:HEAD_BYTES]
    return _MANY.match(head.encode("utf-8", "replace") if isinstance(head, str) else head) is not None


def _bytes(data: bytes | str) -> bytes:
    return data.encode("utf-8", "replace") if isinstance(data, str) else data


def _is_message(head: bytes) -> bool:
    """Whether a file begins with the fields of a message in MIME that holds a page, alone or with other parts, or with
    those of a letter of nothing but text."""
    if not _MESSAGE.match(head.lstrip(b"\r\n\xef\xbb\xbf")[:64]):
        return False
    fields = _BLANK_LINE.split(head.lstrip(b"\r\n\xef\xbb\xbf"), maxsplit=1)[0]
    if _PAGE_TYPE.search(fields) is not None:
        return _MIME.search(fields) is not None
    return _PLAIN.search(fields) is not None and all(field.search(fields) for field in _OF_LETTER)
