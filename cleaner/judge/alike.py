"""What stands in an element made like those that hold the text: the short posts of a thread, and the terms of a list
whose other terms are text.

The weights judge a block mostly by itself, and a post of three words reads like a button. The program that made a
thread puts what its members write, and nothing else, into elements of one make: that of most of the text, or one
whose name `threads.toml` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.judge.boxes import ASIDE, PAGE
from cleaner.judge.threads import post_names
from cleaner.model import NO_BOXES, Block, Box, Document, handed_down

#: The elements of a make hold posts when this share of their text, in characters, is main text.
SHARE = 0.8
#: A block with so much linked text is none of a post's own.
LINKED = 0.5
#: So many elements of a make are several.
SEVERAL = 2
#: How elements are named that quote, or stand beside the posts.
_OTHERS = frozenset(
    "quote quotation quotes bbcodequote quotecontainer side sidebar rightbar cookie cookies unfurl onebox exif".split()
)
_BESIDE = ASIDE | {"blockquote"}
_TERMS = frozenset(("dt", "dd"))


def with_posts(document: Document, free: Sequence[bool], kept: Sequence[bool]) -> tuple[bool, ...]:
    """For each block of a thread whether it is kept, or stands in an element made like those whose text is, or named
    for what a member wrote. `free` are the blocks that nothing but the weights speaks against."""
    boxes = document.boxes or NO_BOXES
    named, written, others = _named(document), handed_down(boxes, _is_written), handed_down(boxes, _is_of_others)
    makes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for block in document.blocks:
        box = document.boxes[named[_box(block)]] if document.boxes else None
        if block.text and box is not None and box.words:
            makes.setdefault((box.tag, box.words), []).append(block.index)
    posts = {i for members in makes.values() if _hold_text(document, named, kept, members) for i in members}
    return tuple(
        one
        or (
            may
            and (i in posts or written[_box(document.blocks[i])] is not None)
            and others[_box(document.blocks[i])] is None
            and not _leads(document.blocks[i])
        )
        for i, (one, may) in enumerate(zip(kept, free, strict=True))
    )


def _hold_text(document: Document, named: Sequence[int], kept: Sequence[bool], members: Sequence[int]) -> bool:
    """Whether several elements hold the blocks of a make, and most of their text is kept."""
    if len({named[_box(document.blocks[i])] for i in members}) < SEVERAL:
        return False
    sizes = [(len(document.blocks[i].text), kept[i]) for i in members]
    return sum(size for size, one in sizes if one) >= SHARE * sum(size for size, _ in sizes)


def _is_written(box: Box) -> bool | None:
    """True for an element that is named for what a member of a forum wrote; None for any other."""
    return " ".join((*box.words, "")).startswith(post_names()) or None


def _is_of_others(box: Box) -> bool | None:
    """True for an element that quotes another post, or stands beside all of them: what a quotation says stands on the
    page already. None for any other."""
    return box.tag in _BESIDE or (box.tag not in PAGE and not _OTHERS.isdisjoint(box.words)) or None


def _named(document: Document) -> list[int]:
    """For each element the innermost one around it that has a name, or the outermost."""
    named = [0] * max(len(document.boxes), 1)
    for i, (parent, _, words) in enumerate(document.boxes):
        named[i] = i if words or parent < 0 else named[parent]
    return named


def _box(block: Block) -> int:
    return max(block.hints.box, 0)


def _leads(block: Block) -> bool:
    return sum(len(link.text) for link in block.links) >= LINKED * len(block.text)


def with_terms(document: Document, free: Sequence[bool], kept: Sequence[bool]) -> list[bool]:
    """For each block whether it is kept, or one of the terms and values of a list most of which are."""
    grown = list(kept)
    for members in _lists(document):
        if 2 * sum(kept[i] for i in members) > len(members):
            for i in members:
                grown[i] = grown[i] or (free[i] and not _leads(document.blocks[i]))
    return grown


def _lists(document: Document) -> Iterator[list[int]]:
    """The blocks of each list of terms."""
    lists: dict[int, list[int]] = {}
    for block in document.blocks:
        box = document.boxes[block.hints.box] if block.hints.box >= 0 and document.boxes else None
        if block.text and box is not None and box.tag in _TERMS:
            lists.setdefault(box.parent, []).append(block.index)
    yield from lists.values()
