"""Lines that clipping programs and browsers write above or into what they save: the page's address and the day."""

from __future__ import annotations

import re
from datetime import datetime

from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.labelled import URL
from cleaner.metadata.people import split_names
from cleaner.text.moments import browser_moment

#: A clipping program's line: its words, the address it names, and the account's name behind the picture.
_CLIPPER = re.compile(
    r"(?:转码\s?,?\s*原文地址|clipped from|saved from|剪藏自|クリップ元)\s*:?\s*(?P<host>\S+)(?:\s+(?P<rest>.{1,40}))?$"
)
#: The comment that SingleFile writes at the head of a page, and the one that Internet Explorer and Chrome do.
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)(?:\s+saved date:\s*(?P<date>[^\r\n<]{10,60}))?"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(?P<url>\S+)\s*-->")
#: The comments stand within the first so many characters.
HEAD_CHARACTERS = 3_000


def read_links(piece: Said, found: Fields) -> None:
    """The page's address behind a clipping program's line or the linked title; the account named in the former."""
    clipper = _CLIPPER.search(piece.folded)
    if clipper is None and piece.noise_class == "meta_line":
        return
    targets = [url for url in piece.links if url.startswith(("http:", "https:")) and "simpread" not in url]
    found.put("url", targets[-1] if targets else None, piece.origin)
    if clipper and (url := URL.search(piece.text)):
        found.put("url", url[0], piece.origin)
    if clipper and clipper["rest"]:
        found.put("authors", tuple(split_names(piece.text[clipper.start("rest") :])), piece.origin)


def read_saved(text: str, found: Fields) -> datetime | None:
    """The address in the comment of a program that saved the page, and the moment when it did, None if not stated."""
    head = text[:HEAD_CHARACTERS]
    saved = _SINGLE_FILE.search(head) or _SAVED_FROM.search(head)
    if saved is None:
        return None
    if saved["url"].startswith("http"):
        found.put("url", saved["url"], "comment: saved from")
    said = saved.groupdict().get("date")
    return browser_moment(said) if said else None
