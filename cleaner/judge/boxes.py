"""What each element of a page holds, and which of them holds the main text.

Boxes are numbered in document order, the outer ones first, so what they hold is summed up in one pass from the last
to the first, and what they have from those around them comes down in one from the first to the last.
"""

from __future__ import annotations

from math import log1p
from typing import NamedTuple

from cleaner.judge.lines import Lines
from cleaner.judge.words import Odds
from cleaner.model import NO_BOXES, Document, last_boxes

#: Elements that hold paragraphs rather than being one.
CONTAINERS = frozenset(
    "div section article main td body html form center aside header footer nav details dialog fieldset".split()
)
#: What stands in these is the page's rather than a text's.
ASIDE = frozenset("nav aside footer header menu form dialog".split())
#: Elements that are the page, or what it is about, whatever they are named: `main.right-sidebar` has one beside it.
PAGE = frozenset("html body main article".split())
_ARTICLE = frozenset(("article", "main"))
#: Elements that are parts alike even without a name.
_PARTS = frozenset("li tr article section dd".split())
#: Words that name comments.
_COMMENT = frozenset("comment comments commentlist commentary reply replies respond disqus review reviews".split())
#: A title heads the first element around it that holds so much running text, in units.
HEADED_UNITS = 60


class Inherited(NamedTuple):
    """What a box has from those around it and from its own name: the container that it is or stands in; the summed
    odds of the names, the least and the most of them, and its own; whether it stands in a menu, an aside or a footer,
    in an article, among comments."""

    container: int
    odds: tuple[float, float, float, float]
    aside: bool
    article: bool
    comment: bool


class Part(NamedTuple):
    """What is known of the parts alike that a box stands in (posts, comments, entries of a list): how many there are,
    as a logarithm, and their share of the text."""

    number: float
    share: float


class Way(NamedTuple):
    """The way from a container to the main one: the steps out of it and into the main one, and the first container
    that holds both."""

    steps: int
    common: int


NO_PART = Part(0.0, 0.0)
_OUTERMOST = Inherited(0, (0.0, 0.0, 0.0, 0.0), False, False, False)


class Boxes:
    """What each box holds, its descendants included, and which of them holds the main text."""

    def __init__(self, document: Document, lines: Lines, odds: Odds) -> None:
        self.boxes = document.boxes or NO_BOXES
        self.of = [max(block.hints.box, 0) for block in document.blocks]
        self._sum_up(lines)
        self.had = self._inherited(odds)
        self.main = self._voted(lines)
        self.ways = self._ways()
        self.parts = self._parts(lines)

    def _sum_up(self, lines: Lines) -> None:
        """What the boxes hold: units, those that are not linked, those of running text, blocks; their last box."""
        count = len(self.boxes)
        self.last = last_boxes(self.boxes)
        self.units, self.plain, self.running, self.blocks = [0.0] * count, [0.0] * count, [0.0] * count, [0] * count
        for box, size, weight, runs in zip(self.of, lines.units, lines.plain, lines.running, strict=True):
            self.units[box] += size
            self.plain[box] += weight
            self.blocks[box] += 1
            if runs:
                self.running[box] += weight
        for box in range(count - 1, 0, -1):
            if self.blocks[box]:
                parent = self.boxes[box].parent
                self.units[parent] += self.units[box]
                self.plain[parent] += self.plain[box]
                self.running[parent] += self.running[box]
                self.blocks[parent] += self.blocks[box]

    def _inherited(self, odds: Odds) -> list[Inherited]:
        had = [_OUTERMOST]
        names: dict[tuple[str, ...], tuple[float, bool]] = {(): (0.0, False)}
        for i, (parent, tag, words) in enumerate(self.boxes[1:], 1):
            if words not in names:
                names[words] = sum([odds.names.get(word, 0.0) for word in words]), not _COMMENT.isdisjoint(words)
            own, of_comments = names[words]
            container, (total, least, most, _), aside, article, comment = had[parent]
            had.append(
                Inherited(
                    i if tag in CONTAINERS else container,
                    (total + own, min(least, own), max(most, own), own),
                    aside or tag in ASIDE,
                    article or tag in _ARTICLE,
                    comment or of_comments,
                )
            )
        return had

    def container(self, box: int) -> int:
        """The container that a box is or stands in."""
        return self.had[box].container

    def outer(self, container: int) -> int:
        """The container around a container; the page's for the outermost."""
        return self.had[max(self.boxes[container].parent, 0)].container

    def holds(self, outer: int, box: int) -> bool:
        """Whether `box` stands in `outer` or is it: boxes are numbered in document order."""
        return outer <= box <= self.last[outer]

    def _voted(self, lines: Lines) -> int:
        """The container that holds most running text: each block votes for its own, and half for the one around."""
        votes: dict[int, float] = {}
        for box, weight, running in zip(self.of, lines.plain, lines.running, strict=True):
            if running:
                near = self.container(box)
                votes[near] = votes.get(near, 0.0) + weight
                far = self.outer(near)
                votes[far] = votes.get(far, 0.0) + weight / 2
        return max(votes, key=lambda box: votes[box]) if votes else 0

    def _ways(self) -> dict[int, Way]:
        """For each container the way to the main one."""
        ways, box, steps = {}, self.main, 0
        while box not in ways:
            ways[box] = Way(steps, box)
            box, steps = self.outer(box), steps + 1
        for i, had in enumerate(self.had):
            if had.container == i and i not in ways:
                out = ways[self.outer(i)]
                ways[i] = Way(out.steps + 1, out.common)
        return ways

    def _parts(self, lines: Lines) -> list[Part]:
        """For each box the parts alike that it stands in; of several those that hold the most text."""
        parts = [NO_PART] * len(self.boxes)
        for members in self._makes():
            share = min(1.0, sum([self.running[box] for box in members]) / lines.total)
            for box in members:
                parts[box] = Part(log1p(len(members)), share)
        for box in range(1, len(parts)):
            outer = parts[self.boxes[box].parent]
            if outer.share >= parts[box].share:
                parts[box] = outer
        return parts

    def _makes(self) -> list[list[int]]:
        """The boxes with running text that are parts alike: of one tag and name, more than one."""
        makes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for i, held in enumerate(self.running):
            if held:
                _, tag, words = self.boxes[i]
                if tag in _PARTS or (words and tag in CONTAINERS):
                    makes.setdefault((tag, words), []).append(i)
        return [members for members in makes.values() if len(members) > 1]

    def headed(self, heading: int) -> int:
        """The first container around a block that holds some running text: what the block heads."""
        box = self.container(self.of[heading])
        while box and self.running[box] < HEADED_UNITS:
            box = self.outer(box)
        return box
