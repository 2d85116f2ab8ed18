"""What unfolds right below a text, questions with their answers: a part of it that reads like a menu, each answer in a
box of its own, far from the text's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.judge.boxes import ASIDE
from cleaner.model import Block, Document
from cleaner.text.prose import is_prose

#: How elements are named whose parts a reader unfolds one by one.
NAMES = frozenset(("accordion", "accordions", "faq", "faqs", "toggles"))
#: What readers said of a text, or of what is sold, is none of it.
_READERS = frozenset(("comment", "comments", "review", "reviews"))
#: A list of links that unfolds is a menu: so much of its text, at the most, is in links that lead away.
LINKED = 0.3


def with_unfolding(document: Document, free: Sequence[bool], kept: Sequence[bool]) -> list[bool]:
    """For each block whether it is kept, or stands in an element that unfolds right below what is kept, where it holds
    sentences and is no menu. `free` are the blocks that nothing but the weights speaks against."""
    grown = list(kept)
    for members in unfolding(document):
        blocks = [document.blocks[i] for i in members if document.blocks[i].text]
        if blocks and _is_text(blocks) and _follows(document, grown, members[0]):
            for block in blocks:
                grown[block.index] = grown[block.index] or free[block.index]
    return grown


def unfolding(document: Document) -> Iterator[list[int]]:
    """The blocks of each outermost element that is named for unfolding."""
    if all(NAMES.isdisjoint(words) for words in {box.words for box in document.boxes}):  # as on most pages
        return
    outermost: list[int] = []
    for i, (parent, tag, words) in enumerate(document.boxes):
        above = outermost[parent] if parent >= 0 else 0
        within = -1 if above < 0 or tag in ASIDE or not _READERS.isdisjoint(words) else above
        outermost.append(within or (0 if NAMES.isdisjoint(words) else i))
    held: dict[int, list[int]] = {}
    for block in document.blocks:
        box = outermost[max(block.hints.box, 0)] if outermost else 0
        if box > 0:
            held.setdefault(box, []).append(block.index)
    yield from held.values()


def _is_text(blocks: Sequence[Block]) -> bool:
    away = sum(len(link.text) for block in blocks for link in block.links if link.url[:1] not in ("", "#"))
    return any(is_prose(block.text) for block in blocks) and away <= LINKED * sum(len(block.text) for block in blocks)


def _follows(document: Document, kept: Sequence[bool], first: int) -> bool:
    """Whether the last text that a reader sees above a block is kept."""
    above = (i for i in range(first - 1, -1, -1) if document.blocks[i].text and not document.blocks[i].hints.hidden)
    return next((kept[i] for i in above), False)
