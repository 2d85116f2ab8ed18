"""What the file or record around a clipping says of it: an Evernote note, a WARC record, a saved page."""

from __future__ import annotations

from cleaner.metadata.dates import exact_date
from cleaner.metadata.fields import Fields
from cleaner.metadata.found_title import Title
from cleaner.metadata.people import split_names
from cleaner.model import Clip, Document


def read_address_stated(clip: Clip, found: Fields) -> None:
    """The address that the page was fetched from. Who saved or crawled it knows that best."""
    address = clip.said("url")
    if address is not None and address.value.startswith(("http://", "https://")):
        found.put("url", address.value, address.origin)


def read_rest_stated(clip: Clip, found: Fields) -> None:
    """Title, writer and day, where the clipping itself states none: a note's author may be who clipped it."""
    for name in ("title", "author", "date"):
        said = clip.said(name)
        field = "authors" if name == "author" else name
        if said is not None:
            value = said.value.strip()
            found.put(field, {"authors": _names(value), "date": exact_date(value)}.get(field, value), said.origin)


def _names(value: str) -> tuple[str, ...]:
    return tuple(split_names(value)) or ((value,) if value else ())


def title_origin(document: Document, title: Title) -> str:
    """Where a title comes from: what stands in the head of a page without a title of its own is its file's."""
    named = document.clip.said("title")
    if named is not None and title.provenance == "head: title" and document.head.title == named.value:
        return named.origin
    return title.provenance
