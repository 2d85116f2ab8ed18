"""What an address tells of the day: a last resort, and marked as one."""

from __future__ import annotations

import re
from datetime import date

from cleaner.metadata.fields import Fields

#: Year, month and day in a path: /2024/03/05/, /2024-03/05/, /20240305/, t20240305_1. Must not match an id's digits.
_PATH_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/_]?)(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def read_url_date(found: Fields) -> None:
    """The day in the page's address, for a page that states none; its provenance says "url"."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", found.values.get("url") or "")
    match = _PATH_DAY.search(path)
    if match is None or "date" in found.values:
        return
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return
    found.put("date", day.isoformat(), "url")
