"""What a response of Scrapy tells of its page: address, encoding, markup, when it was fetched, whether it is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cleaner.batch.archives.warc import MARKUPS
from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin
from cleaner.model import Stated, Warn
from cleaner.text.fields import fields_of
from cleaner.text.moments import mail_moment

#: Flags of Scrapy on a response whose body is not all that the server had.
_CUT_OFF = frozenset(("dataloss", "partial"))


def clipping_of(response: Any, now: datetime) -> Clipping:
    """The page in a response. Its bytes are taken as they came, and its header's encoding is one hint among others: it
    is wrong often enough. What a spider set by ``response.replace(encoding=...)`` is asked for, and counts."""
    described = fields_of(b"Content-Type: " + (response.headers.get(b"Content-Type") or b""))
    charset = described.get_param("charset")
    stated = (Stated("encoding", charset.strip(), "http: Content-Type"),) if isinstance(charset, str) else ()
    whole = _CUT_OFF.isdisjoint(response.flags)
    return Clipping(
        Origin(STANDARD_INPUT),
        response.body,
        response.url,
        fetched(response, now),
        MARKUPS.get(described.get_content_type()) if response.headers.get(b"Content-Type") else None,
        getattr(response, "_encoding", None),
        stated,
        () if whole else (Warn("truncated", "the page is cut off: its transfer did not come to its end"),),
    )


def fetched(response: Any, now: datetime) -> datetime:
    """When the server gave out the page, by its own word: a page out of a cache is as old as it was; `now` where it
    does not say so, or names a moment that is yet to come."""
    said = (response.headers.get(b"Date") or b"").decode("latin-1")
    moment = mail_moment(said) or now
    return min(moment if moment.tzinfo else moment.replace(tzinfo=UTC), now)
