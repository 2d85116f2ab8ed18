"""What is known of one site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cleaner.model.rule import Rule


class SharedLine(NamedTuple):
    """A line that the pages of a site share: `text` as it stands on one of them, ``{date}``, ``{time}``, ``{n}`` and
    ``{address}`` for what changes from page to page; on how many of the documents it was learned from it stands (0: it
    was not learned), and `examples` that it must be found in."""

    text: str
    on: int = 0
    examples: tuple[str, ...] = ()


class SharedBox(NamedTuple):
    """The boxes of a site's pages that have one path (see `judge/paths.py`): on how many of the documents learned from
    there are any, and the share of what is their own in text (not the site's) that is main text, 0.0 to 1.0."""

    path: str
    on: int
    kept: float
    examples: tuple[str, ...] = ()


class Finder(NamedTuple):
    """Where the pages of a site state a field (title, date or author): in the elements that `select` selects, in the
    meta called `meta`, or in any line where neither is given; of that the group of `pattern` (RE2), all without one."""

    field: str
    select: str = ""
    meta: str = ""
    pattern: str = ""


class SiteExample(NamedTuple):
    """A clipping of a site's make, the pieces that must be kept of it and the lines that must go."""

    text: str
    keeps: tuple[str, ...]
    drops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one site. Data, never code.

    It holds for the pages of its `hosts` and the hosts below them, and for flat texts that name none and bear its
    lines. `documents` is how many it was learned from, 0 when it was written by hand. `main` are selectors of the
    element that holds the main text, the first that finds one counts; `strip` select what never belongs to it. `origin`
    is the file it is from.
    """

    name: str
    hosts: tuple[str, ...] = ()
    documents: int = 0
    main: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    lines: tuple[SharedLine, ...] = ()
    boxes: tuple[SharedBox, ...] = ()
    finders: tuple[Finder, ...] = ()
    rules: tuple[Rule, ...] = ()
    examples: tuple[SiteExample, ...] = ()
    origin: str = ""

    def __hash__(self) -> int:
        """Of what tells profiles apart: they are looked up for every clipping, and may hold thousands of lines."""
        return hash((self.name, self.hosts, self.documents, self.origin))
