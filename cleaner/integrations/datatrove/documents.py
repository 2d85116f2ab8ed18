"""Documents as clippings, and what became of them: what a document says is read here, what it says afterwards is
written here."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin, Unreadable
from cleaner.batch.result import Result
from cleaner.integrations.datatrove.record import ARTICLE_KEYS
from cleaner.model import Markup, Stated, Warn
from cleaner.text.moments import iso_moment

#: Where `ClippingReader` keeps what an archive states of a clipping, beside its address and its day, and where the
#: reason why it could not be read.
STATED, UNREADABLE = "clipping", "unreadable"
#: What stands in the metadata of every document that has been cleaned, whatever became of it; README says what it is.
KEYS = (*ARTICLE_KEYS, "body_id", "crawled", "warnings", "given", "input", "trace")
_NOWHERE = Origin(STANDARD_INPUT)


class Medium(Protocol):
    """What is asked of datatrove's `Media`."""

    media_bytes: bytes | None


class Document(Protocol):
    """What is asked of datatrove's `Document`."""

    text: str
    id: str
    media: list[Any]
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Where the metadata of a document say what is known of it: its address, and when it was fetched (ISO 8601, or a
    datetime), which makes days of `3天前`. `markup` and `encoding` are those of all documents; None: found out."""

    url: str = "url"
    crawled: str = "date"
    markup: Markup | None = None
    encoding: str | None = None


def clipping_of(document: Document, known: Known) -> Clipping | Unreadable:
    """The clipping that a document holds: its text or, where it has none, the bytes of the first medium with some."""
    metadata = document.metadata
    if metadata.get(UNREADABLE):
        return Unreadable(_NOWHERE, str(metadata[UNREADABLE]))
    page = page_of(document)
    data = document.text or "" if page is None else _bytes(page)
    if not isinstance(data, str | bytes):
        return Unreadable(_NOWHERE, f"its text is no text but of the type {type(data).__name__}")
    stated = metadata.get(STATED) or {}
    url = metadata.get(known.url)
    return Clipping(
        _NOWHERE,
        data,
        url if isinstance(url, str) else None,
        iso_moment(metadata.get(known.crawled)),
        known.markup or stated.get("markup"),
        known.encoding or stated.get("encoding"),
        tuple(Stated(*one) for one in stated.get("stated") or ()),
        tuple(Warn(*one) for one in stated.get("warnings") or ()),
    )


def page_of(document: Document) -> Medium | None:
    """The medium that holds the page of a document without text."""
    return None if document.text else next((one for one in document.media if one.media_bytes), None)


def _bytes(page: Medium) -> Any:
    """The bytes of a medium; those that JSON holds are in base64."""
    data: object = page.media_bytes
    if not isinstance(data, str):
        return data
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return data


def account(document: Document, result: Result, known: Known) -> tuple[str, dict[str, Any]]:
    """The text of the article, and all `KEYS`: the same for every document, so that tables have the same columns."""
    record = json.loads(result.text) if result.text is not None else {}
    stated = record.get("metadata", {})
    told: dict[str, Any] = {key: stated.get(key) for key in ARTICLE_KEYS}
    crawled = iso_moment(document.metadata.get(known.crawled))
    told |= {
        "url": told["url"] or document.metadata.get(known.url),
        "tags": told["tags"] or [],
        "status": result.status,
        "confidence": result.confidence,
        "body_id": record.get("id"),
        "crawled": crawled.isoformat() if crawled else None,
        "warnings": [{"code": writable(one.code), "message": writable(one.message)} for one in result.warnings],
        "input": None,
        "trace": result.trace or None,
    }
    told["given"] = _given(document, told, known.crawled if crawled else None)
    return record.get("text", ""), told


def _given(document: Document, told: Mapping[str, Any], kept: str | None) -> str | None:
    """What the document said under our names and says no more, as JSON; what it said of `kept` stands elsewhere."""
    given = {
        key: value
        for key, value in document.metadata.items()
        if key in told and key != kept and value is not None and value != told[key]
    }
    return json.dumps(given, ensure_ascii=True, default=str) if given else None


def as_it_came(document: Document, excluded: bool) -> str | None:
    """Leave a document of which nothing was made as it is, where it is `excluded`; else take its text out, for what
    comes behind cleaning wants none that is not clean, and give it back. What is no text is given back in any case."""
    text: object = document.text
    if isinstance(text, str) and excluded:
        document.text = writable(text)
        return None
    document.text = ""
    return writable(text if isinstance(text, str) else repr(text)) or None


def writable(text: str) -> str:
    """A text that can be written as UTF-8: halves of pairs of characters, as an escape."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
