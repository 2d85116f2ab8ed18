"""Tables of clippings: which column holds the text, which the address and the name of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.batch.archives.place import ArchiveError, Found, Place
from cleaner.model import Markup, Stated

#: Columns by which data sets call pages, then texts; the first that a table has counts. Of "content" and its kin only
#: the content tells what it is.
PAGES = ("html", "raw_html", "page_html", "html_content", "content_html")
TEXTS = ("markdown", "text", "raw_text", "content", "raw_content", "page_content", "body", "article", "document")
ADDRESSES = ("url", "uri", "link", "source_url", "page_url", "warc_target_uri", "target_uri")
NAMES = ("id", "_id", "doc_id", "docid", "document_id", "uuid")
#: The longest name of a row that is taken for one, in characters.
_NAME_CHARACTERS = 200
#: So many columns are named to who asks for another.
_SHOWN = 12


def is_table(row: Mapping[str, Any]) -> bool:
    """Whether a row has a column that is known to hold clippings."""
    return any(name in row for name in (*PAGES, *TEXTS))


def column_of(names: Mapping[str, Any], asked: str | None) -> str:
    """The column that holds the clippings of a table with these columns. Raises `ArchiveError` when it has not the
    column asked for, or none that is known."""
    wanted = (asked,) if asked is not None else (*PAGES, *TEXTS)
    for name in wanted:
        if name in names:
            return name
    known = ", ".join(list(map(str, names))[:_SHOWN]) or "none"
    if asked is not None:
        raise ArchiveError(f"no column {asked!r}; its columns: {known}")
    raise ArchiveError(f"no column that is known to hold text: name one with --column; its columns: {known}")


def clipping_of(row: Mapping[str, Any], number: int, place: Place) -> Found:
    """The clipping of a row, by its number from 1. It goes by its own name where it has one, else by its number."""
    name = _text(row, NAMES)[:_NAME_CHARACTERS] or f"row-{number}"
    column = column_of(row, place.column)
    data = row[column]
    if not isinstance(data, str | bytes):
        kind = "empty" if data is None else f"no text but {type(data).__name__}"
        return place.unreadable(name, f"column {column!r} is {kind}")
    if not data.strip():
        return place.unreadable(name, f"column {column!r} is empty")
    if len(data) > place.max_bytes:
        return place.unreadable(name, f"{len(data):,} bytes are more than the limit of {place.max_bytes:,}")
    stated = (Stated("url", _text(row, ADDRESSES), f"column: {_first(row, ADDRESSES)}"),)
    return place.clipping(name, data, markup=markup_of(column), stated=stated)


def markup_of(column: str) -> Markup | None:
    """The markup that a column's name tells; None where only the content does."""
    return "html" if column in PAGES else "markdown" if column == "markdown" else None


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if isinstance(row.get(name), str | int) and str(row[name]).strip()), None)


def _text(row: Mapping[str, Any], names: tuple[str, ...]) -> str:
    name = _first(row, names)
    return str(row[name]).strip() if name is not None else ""
