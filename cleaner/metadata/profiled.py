"""What the profile of a site says where to find: as values of fields, before all other evidence on the page."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.metadata.dates import exact_date, find_date
from cleaner.metadata.fields import Fields
from cleaner.metadata.people import split_names


def read_profiled(given: Iterable[tuple[str, str, str]], found: Fields) -> None:
    """Date and authors of the fields found by a profile: each a field, its text, and where that is from."""
    for field, text, origin in given:
        if field == "date":
            dated = find_date(text)
            found.put("date", exact_date(text) or (dated and dated.iso), origin)
            found.put("date_raw", dated.raw if dated else None, origin)
        elif field == "author":
            found.put("authors", tuple(split_names(text)), origin)
