"""What is found out about a title."""

from __future__ import annotations

from dataclasses import dataclass

#: A title has at most so many units.
MAX_UNITS = 70


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its text (None: the clipping states none), the blocks that state it, all its spellings as
    folding keys, the site's name that stood behind it, where it comes from, and the writer's name that stood between
    the two, "" for none."""

    text: str | None
    blocks: frozenset[int]
    keys: frozenset[str]
    site: str | None
    provenance: str
    writer: str = ""


NO_TITLE = Title(None, frozenset(), frozenset(), None, "")
