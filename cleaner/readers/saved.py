"""Pages as browsers save them, and letters: one file around a page, with what it says of the page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from cleaner.model import Markup, Stated, Warn
from cleaner.readers.decode import ReadError

#: How far into a file its kind is looked for, in bytes: fields of a letter that went a long way fill some thousands, a
#: long list of readers many more.
HEAD_BYTES = 128_000
#: The first line of a page that a browser saved: a field's name. Must not match "http://" nor "Note: x".
_OF_BROWSER = re.compile(
    rb"(?:From|Subject|Date|MIME-Version|Content-[A-Za-z-]{1,40}|Snapshot-Content-Location|X-[A-Za-z-]{1,40}|Message-ID|To)"
    rb":[ \t\r\n]",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^MIME-Version:[ \t]*1", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPE = re.compile(
    rb"^Content-Type:[ \t\r\n]*(?:multipart/(?:related|alternative|mixed)|text/html|application/xhtml\+xml)",
    re.IGNORECASE | re.MULTILINE,
)
#: The fields that every letter has when a mail program saved it. Must not match one that somebody copied.
_OF_LETTER = tuple(
    re.compile(rb"^%s" % field, re.IGNORECASE | re.MULTILINE)
    for field in (rb"From:", rb"Date:", rb"Message-ID:[ \t\r\n]*<")
)
#: What a letter holds as it says, or, where it says nothing, that it was on its way and is more than a quotation.
_HOLDS_TEXT = re.compile(
    rb"^Content-Type:[ \t\r\n]*(?:multipart/|text/plain|text/html|application/xhtml\+xml)", re.IGNORECASE | re.MULTILINE
)
_TYPE = re.compile(rb"^Content-Type:", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(rb"^Received:", re.IGNORECASE | re.MULTILINE)
#: What one of these says, a file that is named as a letter is.
_OF_NAMED = re.compile(rb"^(?:From|Received|MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE)
_LETTER_NAME = re.compile(r"\.eml(?:\.(?:gz|bz2|xz|zst))?$", re.IGNORECASE)
#: A line of a field, or one more of it. Must not match a line of a text without a colon.
_FIELD = re.compile(rb"[!-9;-~]{1,100}:|[ \t]+\S")
#: The line above a letter in a mailbox: "From lin@example.com Sat Mar  9 14:05:11 2024". Must not match "From there he
#: went home".
_ENVELOPE = rb"From \S{1,300} {1,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{0,40}\d{4}.{0,20}\r?\n"
_IN_MAILBOX = re.compile(_ENVELOPE)
_NEXT_IN_MAILBOX = re.compile(rb"\n\r?\n" + _ENVELOPE + rb"[!-9;-~]{1,100}:")
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


def saved_page(data: bytes | str, path: str | None = None) -> SavedPage | None:
    """The page in an MHTML file, a letter or a Safari web archive, told by the content; None for anything else, and for
    such a file without a page, which is then read as it is. A letter by the name of `path` need not have all that else
    tells one.

    Raises `ReadError` for a web archive that is damaged, a letter without a text, and a mailbox of many letters.
    """
    head = _bytes(data[:HEAD_BYTES]).lstrip(b"\r\n\xef\xbb\xbf")
    if (start := _message_start(head, path)) is not None:
        from cleaner.readers.mhtml import page_of_message  # noqa: PLC0415 - the email package is only for these

        whole = _bytes(data).lstrip(b"\r\n\xef\xbb\xbf")
        if start and _NEXT_IN_MAILBOX.search(whole):
            raise ReadError("archive", "a mailbox of many letters, which is not read: save each as a file (.eml)")
        return page_of_message(whole[start:])
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


def _message_start(head: bytes, path: str | None) -> int | None:
    """Where a message begins with its fields, which end at a blank line: a page that a browser saved, or a letter. At
    the very beginning, or below the line that a mailbox sets above a letter. None for a text, also for one that begins
    with lines that look like fields."""
    in_mailbox = _IN_MAILBOX.match(head)
    start = in_mailbox.end() if in_mailbox else 0
    end = _BLANK_LINE.search(head, start) if _FIELD.match(head, start) else None
    if end is None:
        return None
    fields = head[start : end.start()]
    named = path is not None and _LETTER_NAME.search(path) is not None and _OF_NAMED.search(fields) is not None
    return start if named or _is_saved(fields) or _is_letter(fields) else None


def _is_saved(fields: bytes) -> bool:
    """Whether fields are those of a page in MIME, alone or with other parts, as browsers and Word write it."""
    known = _OF_BROWSER.match(fields) and _PAGE_TYPE.search(fields)
    return known is not None and _MIME.search(fields) is not None


def _is_letter(fields: bytes) -> bool:
    """Whether fields are those of a letter, whichever comes first: nothing but fields, those of every letter among
    them, and what says that a text or a page stands below them."""
    if not all(field.search(fields) for field in _OF_LETTER):
        return False
    if not (_HOLDS_TEXT.search(fields) or (_SENT.search(fields) and not _TYPE.search(fields))):
        return False
    return all(_FIELD.match(line) for line in fields.splitlines() if line.strip())
