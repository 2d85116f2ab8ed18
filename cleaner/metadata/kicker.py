"""What a heading sets above its title in an element of its own, so that it reads as the title's first words: a kicker,
the day, whose message it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.suffix import MIN_UNITS
from cleaner.model import Document
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: What the head sets between a kicker and the title, or behind it, where the heading has nothing.
_SET_APART = lazy_pattern(r"(?:(?<!\s)\s++)?:\s+|(?<!\s)\s++[-–—|]\s+")
#: Elements that are named for the headline alone.
_HEADLINE = re.compile(r"headline|(?:^|[\s=_-])title--?(?:inner|text|main)")


def less_kicker(text: str, document: Document, stated: Sequence[str]) -> str:
    """A heading's text without what stands above the title in it. Known by three things: an element within it that is
    named for the headline; a title `stated` in the head that begins later, where the head does not say the whole, too;
    a mark in the head where the heading has only a gap, with the shorter part before it."""
    spaced = " ".join(text.split())
    inner = [one.text for one in document.head.marked if _HEADLINE.search(one.names)]
    repeated = any(key(text) in key(title) for title in stated)
    for title in (" ".join(title.split()) for title in (inner if repeated else (*inner, *stated))):
        if _ends_with(spaced, title):
            return title
    for title in stated:
        if behind := _behind_mark(spaced, " ".join(title.split())):
            return behind
    return text


def _ends_with(text: str, title: str) -> bool:
    """Whether a heading ends with a title that is more than a word of it, at a gap or where a new word begins."""
    if not (len(title) < len(text) and text.endswith(title) and units(title) > 2 * MIN_UNITS):
        return False
    edge = text[-len(title) - 1]
    return key(text) != key(title) and (not edge.isalnum() or (edge.islower() and title[0].isupper()))


def _behind_mark(text: str, title: str) -> str | None:
    """The heading's part behind the mark that the head's title has in it and the heading has not."""
    for mark in _SET_APART.finditer(title):
        before = title[: mark.start()]
        behind = text[len(before) :].lstrip() if text.startswith(before) else ""
        goes_on = title[mark.end() + len(behind) :]
        together = behind and title.startswith(behind, mark.end()) and (not goes_on or _SET_APART.match(goes_on))
        if together and units(before) < units(behind):
            return behind
    return None
