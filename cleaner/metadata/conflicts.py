"""Where a clipping contradicts itself: what was not taken, and why somebody should look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from cleaner.metadata.fields import Fields
from cleaner.model import Warn
from cleaner.text.moments import day_behind

#: Evidence that states a field outright; what only looks like one contradicts nothing.
_STATED = ("json-ld: datePublished", "json-ld: author", "meta: article:published_time", "meta: pubdate", "front matter")
#: Days apart that are no contradiction: time zones, and a page that went online after midnight.
DAYS_APART = 1
#: The longest value that a warning repeats, in characters.
SHOWN = 60


def contradictions(found: Fields) -> tuple[Warn, ...]:
    """A warning for each field of which two pieces of evidence state different things."""
    return tuple(
        Warn(
            "metadata_conflict",
            f"{field}: {_said(found.values[field])} ({found.provenance[field]}), but {_said(value)} ({origin})",
        )
        for field in ("date", "authors")
        if field in found.values
        for value, origin in [next(_rivals(found, field), (None, ""))]
        if origin
    )


def _rivals(found: Fields, field: str) -> Iterator[tuple[Any, str]]:
    for value, origin in found.rivals.get(field, ()):
        stated = origin.startswith(_STATED) or (origin.startswith("line") and ": " in origin)
        if stated and _differ(field, found.values[field], value):
            yield value, origin


def _differ(field: str, one: Any, other: Any) -> bool:
    if field == "date":
        apart = date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])
        return abs(apart.days) > DAYS_APART
    return not set(one) & set(other)


def drop_future(found: Fields, crawled: datetime | None) -> tuple[Warn, ...]:
    """Take back a date later than the day after the page was fetched: it is kept as printed."""
    day = found.values.get("date")
    if crawled is None or day is None or day[:10] <= day_behind(crawled).isoformat():
        return ()
    origin = found.provenance["date"]
    del found.values["date"], found.provenance["date"]
    found.force("date_raw", found.values.get("date_raw") or day, origin)
    return (Warn("date_future", f"{day} ({origin}) is later than the day the page was fetched, {crawled:%Y-%m-%d}"),)


def _said(value: Any) -> str:
    said = "、".join(value) if isinstance(value, tuple) else str(value)
    return said if len(said) <= SHOWN else said[:SHOWN] + "…"
