"""Fields that a page leaves open, asked of trafilatura's metadata and of htmldate; imported only where asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cleaner.metadata.dates import exact_date
from cleaner.metadata.people import split_names
from cleaner.model import Clip, Metadata, Warn

#: Our field by theirs.
_FIELDS: Mapping[str, str] = {
    "title": "title",
    "sitename": "site",
    "description": "description",
    "license": "license",
    "image": "images",
    "tags": "tags",
}


def ask_others(clip: Clip, metadata: Metadata) -> tuple[Metadata, tuple[Warn, ...]]:
    """The metadata with what trafilatura and htmldate find for its open fields; their provenance says whose they are.
    What goes wrong in them is a warning."""
    try:
        found = _asked(clip, metadata)
    except Exception as error:  # other people's code on hostile pages: no page may cost its own metadata
        return metadata, (
            Warn("thorough_failed", f"the page could not be asked thoroughly: {type(error).__name__}: {error}"),
        )
    values = {field: value for field, (value, _) in found.items()}
    origins = {field: origin for field, (_, origin) in found.items()}
    return replace(metadata, **values, provenance={**metadata.provenance, **origins}), ()


def _asked(clip: Clip, metadata: Metadata) -> dict[str, tuple[Any, str]]:
    from htmldate import find_date  # noqa: PLC0415 - heavy, and only asked for
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    theirs = extract_metadata(clip.text, default_url=clip.url, extensive=True)
    found: dict[str, tuple[Any, str]] = {}
    for name, field in _FIELDS.items():
        value = getattr(theirs, name, None)
        if value and not getattr(metadata, field):
            found[field] = (
                tuple(value) if isinstance(value, list) else (value,) if field == "images" else value,
                "trafilatura",
            )
    names = tuple(split_names((getattr(theirs, "author", None) or "").replace(";", "、")))
    if names and not metadata.authors:
        found["authors"] = (names, "trafilatura")
    if metadata.date is None:
        day = find_date(clip.text, url=clip.url, original_date=True, outputformat="%Y-%m-%d")
        if day and exact_date(day):
            found["date"] = (day, "htmldate")
    return found
