"""What a profile says where to find: title, date and author, as they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from cleaner.judge.selectors import parse_selector, selected
from cleaner.model import Document, Finder, Profile, last_boxes
from cleaner.text.naming import words_of

#: A field is read so far, in characters.
FIELD_CHARACTERS = 300
#: So many elements of a selector are looked into: more are entries of a list, and state no field of the page.
ELEMENTS = 100


class FoundField(NamedTuple):
    """A field as it stands on the page, and where it comes from."""

    field: str
    text: str
    origin: str


def found_fields(document: Document, profiles: Sequence[Profile]) -> tuple[FoundField, ...]:
    """The fields that the profiles find, of each the first that is there."""
    found: dict[str, FoundField] = {}
    for profile in profiles:
        for finder in profile.finders:
            if finder.field not in found and (text := _text(document, finder)):
                where = finder.select or finder.meta or finder.pattern
                found[finder.field] = FoundField(finder.field, text, f"profile {profile.name}: {where}")
    return tuple(found.values())


def _text(document: Document, finder: Finder) -> str:
    """What a finder finds: the first of its places where something stands and the pattern, if there is one, matches."""
    for said in _places(document, finder):
        text = said if not finder.pattern else _group(finder.pattern, said)
        if text.strip():
            return " ".join(text.split())[:FIELD_CHARACTERS]
    return ""


def _places(document: Document, finder: Finder) -> Iterator[str]:
    if finder.meta:
        yield document.head.meta(finder.meta) or ""
    elif finder.select:
        yield from _elements(document, finder.select)
    else:
        yield from (block.text for block in document.blocks if len(block.text) <= FIELD_CHARACTERS)


def _elements(document: Document, selector: str) -> Iterator[str]:
    """The text of each element that a selector selects, in their order; then that of elements within lines whose names
    say what they hold, by the names alone."""
    if roots := selected(selector, document.boxes)[:ELEMENTS]:
        last = last_boxes(document.boxes)
        texts = [(max(block.hints.box, 0), block.text) for block in document.blocks]
        for root in roots:
            yield " ".join([text for box, text in texts if root <= box <= last[root]])
    wanted = parse_selector(selector)[-1].words
    if wanted:
        yield from (one.text or one.value for one in document.head.marked if wanted.issubset(_words(one.names)))


def _words(names: str) -> tuple[str, ...]:
    """The words of names as they are kept: ``itemprop=author class=post-author``."""
    return words_of(" ".join(name.partition("=")[2] for name in names.split(" ")))


def _group(pattern: str, text: str) -> str:
    found = _compiled(pattern).search(text)
    return "" if found is None else found[1] or "" if found.re.groups else found[0]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)
