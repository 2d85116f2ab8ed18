"""Where the posts of a thread stand, as its elements tell: by their names, and by what others of their make hold.

The weights judge a block mostly by itself. A program writes every post with the same elements, so that what they hold
is judged half together; where most of the text stands in elements named for posts, what stands outside of them is less
likely to be one; and elements of a make that hold a word or two, or say the same again and again, are names, numbers
and buttons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.judge.chances import chance_of, log_odds
from cleaner.judge.threads import holds_posts
from cleaner.model import NO_BOXES, Document, handed_down

#: Elements named for posts hold them when this share of the text that is expected stands there; what a chance outside
#: of them is worth then. Measured on development pages, cross-validated by site, as all numbers here.
NAMED, OUTSIDE = 0.6, 0.6
#: By how much the chances of blocks in elements of one make move towards their mean.
TOGETHER = 0.5
#: So many elements of a make hold no posts where they hold no more units each, in the mean, or where of the lines in
#: them no more than this share differ, numbers aside; what a chance there is worth.
MANY, FEW_UNITS, VARIED, SHORT = 5, 3, 1 / 3, 0.4
#: A number. Must not match a word.
_NUMBER = re.compile(r"\d+")

#: What makes an element: tag and name of it and of the one around it, of those that have a name or quote.
Make = tuple[tuple[str, tuple[str, ...]], ...]


class _Place(NamedTuple):
    """Where a block stands: the make of the element that holds it, and the number of that element."""

    make: Make
    holder: int


def among_posts(document: Document, chances: Sequence[float], sizes: Sequence[int]) -> list[float]:
    """The chances of a thread's blocks with what the places of its posts say, by their lengths in units."""
    places = _places(document)
    standing = [places[max(block.hints.box, 0)] for block in document.blocks] if places else []
    return _together(document, standing, _inside(document, chances, sizes), sizes) if places else list(chances)


def in_posts(document: Document) -> list[bool]:
    """For each block whether an element named for posts holds it."""
    held = handed_down(document.boxes or NO_BOXES, lambda box: holds_posts(box.words) or None)
    return [held[max(block.hints.box, 0)] is not None for block in document.blocks]


def _places(document: Document) -> list[_Place]:
    """For each element the place of what stands right in it."""
    places: list[_Place] = []
    for i, (parent, tag, words) in enumerate(document.boxes):
        around = places[parent] if parent >= 0 else _Place((), 0)
        marked = words or tag == "blockquote"
        places.append(_Place(((tag, words), *around.make[:1]), i) if marked else around)
    return places


def _inside(document: Document, chances: Sequence[float], sizes: Sequence[int]) -> Sequence[float]:
    """The chances, those outside of the posts lowered where elements named for posts hold most of the text."""
    expected = [chance * size for chance, size in zip(chances, sizes, strict=True)]
    named = in_posts(document)
    held = sum([there for there, inside in zip(expected, named, strict=True) if inside])
    if not held or held < NAMED * sum(expected):
        return chances
    return [chance if inside else chance * OUTSIDE for chance, inside in zip(chances, named, strict=True)]


def _together(
    document: Document, standing: Sequence[_Place], chances: Sequence[float], sizes: Sequence[int]
) -> list[float]:
    """The chances with those of every make moved together, and lowered where its elements hold next to nothing."""
    makes: dict[Make, list[int]] = {}
    for block in document.blocks:
        if block.text:
            makes.setdefault(standing[block.index].make, []).append(block.index)
    moved = list(chances)
    for members in makes.values():
        holders = len({standing[i].holder for i in members})
        total = sum([sizes[i] for i in members])
        if holders < 2 or not total:
            continue
        mean = sum([log_odds(chances[i]) * sizes[i] for i in members]) / total
        few = holders >= MANY and (total <= FEW_UNITS * holders or _say_the_same(document, members))
        for i in members:
            moved[i] = chance_of((1 - TOGETHER) * log_odds(chances[i]) + TOGETHER * mean) * (SHORT if few else 1.0)
    return moved


def _say_the_same(document: Document, members: Sequence[int]) -> bool:
    """Whether blocks say the same but for numbers, most of them."""
    most = VARIED * len(members)
    said: set[str] = set()
    for i in members:
        said.add(_NUMBER.sub("0", document.blocks[i].text))
        if len(said) > most:
            return False
    return True
