"""Notes at the end of a text: each leads back to its place there, by an arrow or by the number that leads to it.

The last of several notes, or the only one, is short, and without this it goes as what stands below a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block, Document, Link

#: What a link back to the place of a note shows, variation selectors aside.
_BACK = frozenset("↩↑^⤴⏎↵")
_SELECTORS = "\ufe0e\ufe0f"
#: The longest number of a note: "[12]", "*1".
LABEL_CHARACTERS = 5


def with_notes(document: Document, free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """For each block whether it is chosen, or a note of a text that is. `free` are the blocks that nothing but the
    weights speaks against. A text without a number that leads to a place on its page has no notes."""
    kept = list(chosen)
    labels: set[str] = set()
    for block, one, may in zip(document.blocks, chosen, free, strict=True):
        if one:
            labels.update(link.text for link in block.links if _leads_to_place(link) and _is_label(link.text))
        elif may and labels:
            kept[block.index] = _is_note(block, labels)
    return kept


def _is_note(block: Block, labels: set[str]) -> bool:
    """Whether a block leads back to the text and says more than that."""
    back = [link for link in block.links if _leads_to_place(link) and (_is_arrow(link.text) or link.text in labels)]
    return bool(back) and len(block.text) > sum(len(link.text) for link in block.links) + 1


def _leads_to_place(link: Link) -> bool:
    """Whether a link leads to a place on its own page."""
    return link.url[:1] == "#" and len(link.url) > 1


def _is_label(said: str) -> bool:
    return len(said) <= LABEL_CHARACTERS and any(map(str.isdecimal, said))


def _is_arrow(said: str) -> bool:
    return said.strip(_SELECTORS) in _BACK
