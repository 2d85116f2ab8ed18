"""Selecting elements of a page by what its boxes tell: tags, and the words of their names.

The language is the part of CSS that boxes can answer: ``article``, ``div.post-body``, ``#content p``, ``.share > ul``.
Names are compared by their words (``.post-body`` selects ``class="postBody wide"``, and ``id="post-body"`` as well:
boxes do not tell class, id, role and itemprop apart).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.model import Box
from cleaner.text.naming import words_of

#: A selector has so many steps and characters at the most: what a person writes, and no work for a page.
STEPS, CHARACTERS = 8, 300
#: One step: a tag, names, or both. Must not match pseudo-classes, attributes or a universal step alone.
_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<names>(?:[.#][A-Za-z0-9_-]+)*)")
_GAP = re.compile(r"\s*>\s*|\s+")


class SelectorError(ValueError):
    """A selector that boxes cannot answer; the message says what of it."""


class Step(NamedTuple):
    """One step: the tag ("" for any), the words that the names must have, and whether it stands right in the step
    before."""

    tag: str
    words: frozenset[str]
    child: bool


@lru_cache(maxsize=4096)
def parse_selector(text: str) -> tuple[Step, ...]:
    """The steps of a selector, the outermost first. Raises `SelectorError`."""
    if len(text) > CHARACTERS:
        raise SelectorError(f"a selector has at most {CHARACTERS} characters")
    gaps = [gap.strip() == ">" for gap in _GAP.findall(text.strip())]
    parts = _GAP.split(text.strip())
    if len(parts) > STEPS:
        raise SelectorError(f"a selector has at most {STEPS} steps: {text}")
    return tuple(_step(part, child, text) for part, child in zip(parts, [False, *gaps], strict=True))


def _step(part: str, child: bool, text: str) -> Step:
    found = _STEP.fullmatch(part)
    if not part or found is None:
        raise SelectorError(f"{part!r} in {text!r} is no tag with .names or #names")
    words = frozenset(words_of(found["names"]))
    if not words and (found["names"] or not found["tag"]):
        raise SelectorError(f"{part!r} in {text!r} has no word of two letters to look for")
    return Step(found["tag"] or "", words, child)


def selected(selector: str, boxes: Sequence[Box]) -> list[int]:
    """The boxes that a selector selects, in document order. Takes time linear in the boxes."""
    steps = parse_selector(selector)
    last = 1 << (len(steps) - 1)
    ended = [0] * len(boxes)  # for each box the steps that end at it, as bits
    above = [0] * len(boxes)  # the steps that end at it or at a box around it
    found = []
    for i in range(1, len(boxes)):
        parent = max(boxes[i].parent, 0)
        ended[i] = _ending(steps, boxes[i], ended[parent], above[parent])
        above[i] = above[parent] | ended[i]
        if ended[i] & last:
            found.append(i)
    return found


def _ending(steps: Sequence[Step], box: Box, parent: int, above: int) -> int:
    """The steps that end at a box, as bits, by those that end at the box around it and at any box above."""
    bits = 0
    for n, (tag, words, child) in enumerate(steps):
        before = n == 0 or (parent if child else above) >> (n - 1) & 1
        if before and tag in ("", box.tag) and words.issubset(box.words):
            bits |= 1 << n
    return bits


def within(roots: Sequence[int], boxes: Sequence[Box]) -> list[bool]:
    """For each box whether it is one of `roots` or stands in one."""
    inside = [False] * len(boxes)
    for root in roots:
        inside[root] = True
    for i in range(1, len(boxes)):
        inside[i] = inside[i] or inside[max(boxes[i].parent, 0)]
    return inside
