"""The lead of an article: the sentence between its title and its text, among lines that are none of that."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Document
from cleaner.text.prose import is_prose

#: How elements are named that hold a lead.
NAMES = frozenset("lead intro standfirst dek chapo vorspann subline excerpt".split())
#: It stands so many lines below the title, and so many above the text, at the most.
BELOW_TITLE, ABOVE_TEXT = 3, 6


def with_lead(document: Document, free: Sequence[bool], kept: Sequence[bool]) -> list[bool]:
    """For each block whether it is kept, or the lead of what is: a sentence without a link, in an element named for
    one, between the page's first heading and the first text kept below that. `free` are the blocks that nothing but the
    weights speaks against."""
    grown = list(kept)
    shown = [block for block in document.blocks if block.text and not block.hints.hidden]
    heading = next((i for i, block in enumerate(shown) if block.kind == "heading" and block.level == 1), len(shown))
    text = next((i for i in range(heading + 1, len(shown)) if kept[shown[i].index]), 0)
    for i in range(heading + 1, min(text, heading + 1 + BELOW_TITLE)):
        block = shown[i]
        if text - i <= ABOVE_TEXT and free[block.index] and not block.links and is_prose(block.text):
            grown[block.index] = _is_called_lead(document, block.hints.box)
    return grown


def _is_called_lead(document: Document, box: int) -> bool:
    """Whether an element or the one around it is named for a lead."""
    around = (box, document.boxes[box].parent) if box > 0 else ()
    return any(i > 0 and not NAMES.isdisjoint(document.boxes[i].words) for i in around)
