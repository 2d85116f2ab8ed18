"""What each element of a page holds, and which of them holds the main text.

Boxes are numbered in document order, the outer ones first, so what they hold is summed up in one pass from the last
to the first, and what they have from those around them comes down in one from the first to the last.
"""

from __future__ import annotations

from math import log1p
from typing import NamedTuple

from cleaner.judge.lines import Lines
from cleaner.judge.words import Odds
from cleaner.model import Box, Document

#: Elements that hold paragraphs rather than being one.
_CONTAINERS = frozenset(
    "div section article main td body html form center aside header footer nav details dialog fieldset".split()
)
_ASIDE = frozenset("nav aside footer header menu form dialog".split())
_ARTICLE = frozenset(("article", "main"))
#: Elements that are parts alike even without a name.
_PARTS = frozenset("li tr article section dd".split())
#: Words that name comments, and words that name what is offered beside an article.
_COMMENT = frozenset("comment comments commentlist commentary reply replies respond disqus review reviews".split())
_OFFER = frozenset(
    """related recommend recommended recommendation recommends more popular hot trending widget sidebar promo promotion
    ad ads advert advertisement sponsor sponsored newsletter subscribe share social sharing tags breadcrumb author bio
    recirc teaser also like next prev""".split()
)
#: A title heads the first element around it that holds so much running text, in units.
HEADED_UNITS = 60


class Part(NamedTuple):
    """What is known of the parts alike that a box stands in (posts, comments, entries of a list): how many there are
    and which of them it is, both as logarithms, their share of the text, and its length against the longest."""

    number: float
    place: float
    share: float
    size: float


NO_PART = Part(0.0, 0.0, 0.0, 0.0)


class Boxes:
    """What each box holds, its descendants included, and which of them holds the main text."""

    def __init__(self, document: Document, lines: Lines, odds: Odds) -> None:
        boxes = document.boxes or (Box(-1, "", ()),)
        self.boxes = boxes
        count = len(boxes)
        self.last = list(range(count))
        self.units = [0.0] * count
        self.plain = [0.0] * count
        self.blocks = [0] * count
        self.of = [max(block.hints.box, 0) for block in document.blocks]
        for i, box in enumerate(self.of):
            self.units[box] += lines.units[i]
            self.plain[box] += lines.plain[i]
            self.blocks[box] += 1
        for box in range(count - 1, 0, -1):
            parent = boxes[box].parent
            self.units[parent] += self.units[box]
            self.plain[parent] += self.plain[box]
            self.blocks[parent] += self.blocks[box]
            self.last[parent] = max(self.last[parent], self.last[box])
        self._inherit(odds)
        self.main = self._voted(lines)
        self.parts = self._parts(lines)

    def _inherit(self, odds: Odds) -> None:
        """What a box has from those around it: its container, its depth, the odds of names, the tags."""
        self.container, self.depth = [0], [0]
        self.odds, self.aside, self.article = [(0.0, 0.0, 0.0, 0.0)], [False], [False]
        self.comment, self.offer = [False], [False]
        for i, (parent, tag, words) in enumerate(self.boxes[1:], 1):
            own = sum(odds.names.get(word, 0.0) for word in words) if words else 0.0
            total, least, most, _ = self.odds[parent]
            self.odds.append((total + own, min(least, own), max(most, own), own) if own else (total, least, most, 0.0))
            self.container.append(i if tag in _CONTAINERS else self.container[parent])
            self.depth.append(self.depth[parent] + 1)
            self.aside.append(self.aside[parent] or tag in _ASIDE)
            self.article.append(self.article[parent] or tag in _ARTICLE)
            self.comment.append(self.comment[parent] or not _COMMENT.isdisjoint(words))
            self.offer.append(self.offer[parent] or not _OFFER.isdisjoint(words))

    def _voted(self, lines: Lines) -> int:
        """The container that holds most running text: each block votes for its own, and half for the one around."""
        votes: dict[int, float] = {}
        for box, weight, running in zip(self.of, lines.plain, lines.running, strict=True):
            if running:
                near = self.container[box]
                votes[near] = votes.get(near, 0.0) + weight
                far = self.container[max(self.boxes[near].parent, 0)]
                votes[far] = votes.get(far, 0.0) + weight / 2
        return max(votes, key=lambda box: votes[box]) if votes else 0

    def _parts(self, lines: Lines) -> list[Part]:
        """For each box the parts alike that it stands in; of several those that hold the most text."""
        self.running = [0.0] * len(self.boxes)
        for box, weight, runs in zip(self.of, lines.plain, lines.running, strict=True):
            if runs:
                self.running[box] += weight
        for box in range(len(self.boxes) - 1, 0, -1):
            self.running[self.boxes[box].parent] += self.running[box]
        parts = [NO_PART] * len(self.boxes)
        for members in self._makes():
            held = [self.running[box] for box in members]
            share, longest = min(1.0, sum(held) / lines.total), max(held)
            for place, box in enumerate(members):
                parts[box] = Part(log1p(len(members)), log1p(place), share, self.running[box] / longest)
        for box in range(1, len(parts)):
            outer = parts[self.boxes[box].parent]
            if outer.share >= parts[box].share:
                parts[box] = outer
        return parts

    def _makes(self) -> list[list[int]]:
        """The boxes with running text that are parts alike: of one tag and name, more than one."""
        makes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for i, box in enumerate(self.boxes):
            if self.running[i] and (box.tag in _PARTS or (box.words and box.tag in _CONTAINERS)):
                makes.setdefault((box.tag, box.words), []).append(i)
        return [members for members in makes.values() if len(members) > 1]

    def headed(self, heading: int) -> int:
        """The first container around a block that holds some running text: what the block heads."""
        box = self.container[self.of[heading]]
        while box and self.running[box] < HEADED_UNITS:
            box = self.outer(box)
        return box

    def holds(self, outer: int, box: int) -> bool:
        """Whether `box` stands in `outer` or is it: boxes are numbered in document order."""
        return outer <= box <= self.last[outer]

    def outer(self, container: int) -> int:
        """The container around a container; the page's for the outermost."""
        return self.container[max(self.boxes[container].parent, 0)]
