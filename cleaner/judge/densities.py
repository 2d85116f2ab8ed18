"""What the tree of a page tells of each block: densities of text and links around it, in numbers that can be weighed.

Every number is defined once, in `DENSITIES`, and is the same when the weights are trained and when they are used.
All are made in passes over the boxes and the blocks, so that a page costs what its blocks cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log1p
from typing import NamedTuple

from cleaner.model import Block, Box, Document
from cleaner.text.prose import clauses, ends_sentence
from cleaner.text.units import units

#: The numbers of a block in their order, with what each one says to people.
DENSITIES: Mapping[str, str] = {
    "length": "length",
    "link_density": "link density",
    "clauses": "marks between clauses",
    "sentence_end": "end of a sentence",
    "kind": "kind of block",
    "place": "place on the page",
    "text_before": "share of the text before it",
    "words_sum": "names of the elements around it",
    "words_min": "a name around it that speaks of page furniture",
    "words_max": "a name around it that speaks of an article",
    "words_own": "name of its own element",
    "said": "its words",
    "inside": "being inside the main element",
    "from_main_start": "distance from the start of the main text",
    "from_main_end": "distance from the end of the main text",
    "main_share": "share of the text in the main element",
    "box_links": "link density of the element around it",
    "box_share": "share of the text in the element around it",
    "box_blocks": "blocks in the element around it",
    "outer_links": "link density further out",
    "outer_share": "share of the text further out",
    "outer_blocks": "blocks further out",
    "third_links": "link density of the part of the page",
    "third_share": "share of the text in its part of the page",
    "alike": "blocks of its make",
    "alike_length": "length of the blocks of its make",
    "alike_links": "link density of the blocks of its make",
    "alike_share": "share of the text in blocks of its make",
    "around": "text around it",
    "above_length": "length of the block above",
    "above_links": "link density of the block above",
    "below_length": "length of the block below",
    "below_links": "link density of the block below",
    "from_heading": "distance from the title",
    "depth": "depth in the page",
    "page_text": "text on the page",
    "page_blocks": "blocks on the page",
    "page_links": "link density of the page",
    "aside": "standing in a menu, an aside or a footer",
    "article": "standing in an article",
    "gap_above": "distance from running text above",
    "gap_below": "distance from running text below",
    "digits": "share of digits",
    "repeated": "being one of several parts alike",
    "repeated_place": "place among the parts alike",
    "repeated_share": "share of the text in the parts alike",
    "repeated_size": "length of its part against the others",
    "forum": "names and addresses of forums",
    "titled": "standing in the element that the title heads",
    "titled_share": "share of the text that the title heads",
    "comment": "standing among comments",
    "offer": "standing among offers and other articles",
}
NAMES = tuple(DENSITIES)

#: Elements that hold paragraphs rather than being one.
_CONTAINERS = frozenset(
    "div section article main td body html form center aside header footer nav details dialog fieldset".split()
)
_ASIDE = frozenset("nav aside footer header menu form dialog".split())
#: Elements that are parts alike even without a name.
_PARTS = frozenset("li tr article section dd".split())
_ARTICLE = frozenset(("article", "main"))
_KIND_CODES = {"paragraph": 0.0, "heading": 1.0, "list_item": 2.0, "quote": 3.0, "table": 4.0, "code": 5.0}
#: Words that name comments, and words that name what is offered beside an article.
_COMMENT = frozenset("comment comments commentlist commentary reply replies respond disqus review reviews 评论".split())
_OFFER = frozenset(
    """related recommend recommended recommendation recommends more popular hot trending widget sidebar promo promotion
    ad ads advert advertisement sponsor sponsored newsletter subscribe share social sharing tags breadcrumb author bio
    recirc teaser also like next prev""".split()
)
#: A title heads the first element around it that holds so much running text, in units.
HEADED_UNITS = 60
#: A heading of more characters that the page's title repeats is the title of the text.
TITLE_CHARACTERS = 4
#: How many blocks above and below are looked at, and how far distances are told apart.
WINDOW, FAR = 4, 60
#: Running text has so many units at least, and at most this share of it linked.
LONG_UNITS, LINKED = 25, 0.4
#: The words of longer blocks are not weighed: what they say is what the page is about.
SHORT_UNITS = 40
_LATIN = re.compile(r"[a-z]{2,}")
_WIDE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_DIGITS = re.compile(r"\d+")


class Odds(NamedTuple):
    """Learned log-odds of standing in a body: of the words in classes and ids, and of the words of short blocks; and
    those of being a forum's page, of all the words in classes, ids and addresses."""

    names: Mapping[str, float]
    said: Mapping[str, float]
    forum: Mapping[str, float]


def densities(document: Document, odds: Odds) -> list[tuple[float, ...]]:
    """The numbers of `DENSITIES` for each block of a page, in order."""
    if not document.blocks:
        return []
    lines = _Lines(document.blocks, odds.said)
    boxes = _Boxes(document, lines, odds.names)
    return _rows(document, lines, boxes, _forum(document, odds.forum))


class _Lines:
    """What each block tells by itself, and running sums over them."""

    def __init__(self, blocks: Sequence[Block], said: Mapping[str, float]) -> None:
        texts = [block.text for block in blocks]
        self.units = [units(text) for text in texts]
        self.linked = [
            min(1.0, sum(len(link.text) for link in block.links) / len(block.text))
            if block.links and block.text
            else 0.0
            for block in blocks
        ]
        self.plain = [size * (1 - share) for size, share in zip(self.units, self.linked, strict=True)]
        self.clauses = [clauses(text) for text in texts]
        self.ends = [ends_sentence(text) for text in texts]
        self.said = [
            _said(text, said) if size <= SHORT_UNITS else 0.0 for text, size in zip(texts, self.units, strict=True)
        ]
        self.running = [
            size >= LONG_UNITS and share < LINKED and (marks > 0 or ends)
            for size, share, marks, ends in zip(self.units, self.linked, self.clauses, self.ends, strict=True)
        ]
        self.before = [0.0, *accumulate(self.plain)]
        self.total = self.before[-1] or 1.0

    def around(self, i: int) -> float:
        """The text within a few blocks of a block."""
        return self.before[min(i + WINDOW + 1, len(self.units))] - self.before[max(0, i - WINDOW)]


class _Boxes:
    """What each box holds, its descendants included, and which of them holds the main text."""

    def __init__(self, document: Document, lines: _Lines, names: Mapping[str, float]) -> None:
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
        self._inherit(names)
        self.main = self._voted(lines)
        self.repeated = self._parts(lines)

    def _inherit(self, names: Mapping[str, float]) -> None:
        """What a box has from those around it: its container, its depth, the odds of names, the tags."""
        self.container, self.depth = [0], [0]
        self.odds, self.aside, self.article = [(0.0, 0.0, 0.0, 0.0)], [False], [False]
        self.comment, self.offer = [False], [False]
        for i, (parent, tag, words) in enumerate(self.boxes[1:], 1):
            own = sum(names.get(word, 0.0) for word in words) if words else 0.0
            total, least, most, _ = self.odds[parent]
            self.odds.append((total + own, min(least, own), max(most, own), own) if own else (total, least, most, 0.0))
            self.container.append(i if tag in _CONTAINERS else self.container[parent])
            self.depth.append(self.depth[parent] + 1)
            self.aside.append(self.aside[parent] or tag in _ASIDE)
            self.article.append(self.article[parent] or tag in _ARTICLE)
            self.comment.append(self.comment[parent] or not _COMMENT.isdisjoint(words))
            self.offer.append(self.offer[parent] or not _OFFER.isdisjoint(words))

    def _voted(self, lines: _Lines) -> int:
        """The container that holds most running text: each block votes for its own, and half for the one around."""
        votes: dict[int, float] = {}
        for box, weight, running in zip(self.of, lines.plain, lines.running, strict=True):
            if running:
                near = self.container[box]
                votes[near] = votes.get(near, 0.0) + weight
                far = self.container[max(self.boxes[near].parent, 0)]
                votes[far] = votes.get(far, 0.0) + weight / 2
        return max(votes, key=lambda box: votes[box]) if votes else 0

    def _parts(self, lines: _Lines) -> list[tuple[float, float, float, float]]:
        """For each box what is known of the parts alike that it stands in: posts, comments, entries of a list. How
        many there are, which of them it is, their share of the text, and its own length against the longest."""
        self.running = running = [0.0] * len(self.boxes)
        for box, weight, runs in zip(self.of, lines.plain, lines.running, strict=True):
            if runs:
                running[box] += weight
        for box in range(len(running) - 1, 0, -1):
            running[self.boxes[box].parent] += running[box]
        makes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for i, (_, tag, words) in enumerate(self.boxes):
            if running[i] and (tag in _PARTS or (words and tag in _CONTAINERS)):
                makes.setdefault((tag, words), []).append(i)
        parts: list[tuple[float, float, float, float]] = [(0.0, 0.0, 0.0, 0.0)] * len(running)
        for members in makes.values():
            if len(members) > 1:
                share = min(1.0, sum(running[i] for i in members) / lines.total)
                longest = max(running[i] for i in members)
                for place, i in enumerate(members):
                    parts[i] = (log1p(len(members)), log1p(place), share, running[i] / longest)
        for i, box in enumerate(self.boxes[1:], 1):
            if parts[box.parent][2] >= parts[i][2]:
                parts[i] = parts[box.parent]
        return parts

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


def page_words(document: Document) -> set[str]:
    """The words of a page's classes and ids and of its address."""
    words = {word for box in document.boxes for word in box.words}
    return words.union(_LATIN.findall(f"{document.clip.url or ''} {document.head.canonical or ''}".lower()))


def _forum(document: Document, odds: Mapping[str, float]) -> float:
    return max(-20.0, min(20.0, sum(odds.get(word, 0.0) for word in page_words(document))))


def _rows(document: Document, lines: _Lines, boxes: _Boxes, forum: float) -> list[tuple[float, ...]]:
    blocks, count = document.blocks, len(document.blocks)
    inside = [boxes.holds(boxes.main, box) for box in boxes.of]
    first = inside.index(True) if True in inside else 0
    last = count - 1 - inside[::-1].index(True) if True in inside else count - 1
    alike = _alike(boxes, lines)
    above, below = _gaps(lines.running), _gaps(lines.running[::-1])[::-1]
    heading = _heading(document)
    headed = boxes.headed(heading)
    headed_share = boxes.plain[headed] / lines.total
    page_links = 1 - lines.total / (sum(lines.units) or 1.0)
    page = (log1p(lines.total), log1p(count), page_links)
    ways = {
        container: _ways(boxes, container, lines.total) for container in set(map(boxes.container.__getitem__, boxes.of))
    }
    main_share = boxes.plain[boxes.main] / lines.total
    logs = [log1p(size) for size in lines.units]
    rows = []
    for i, block in enumerate(blocks):
        box = boxes.of[i]
        size, link_density = lines.units[i], lines.linked[i]
        total, least, most, own = boxes.odds[box]
        rows.append(
            (
                logs[i],
                link_density,
                min(lines.clauses[i], 10) / (1 + 0.02 * size),
                float(lines.ends[i]),
                _KIND_CODES.get(block.kind, 6.0),
                i / count,
                lines.before[i] / lines.total,
                total,
                least,
                most,
                own,
                lines.said[i],
                float(inside[i]),
                float(max(-FAR, min(FAR, i - first))),
                float(max(-FAR, min(FAR, last - i))),
                main_share,
                *ways[boxes.container[box]],
                *alike[i],
                log1p(lines.around(i)),
                logs[i - 1] if i else -1.0,
                lines.linked[i - 1] if i else 0.0,
                logs[i + 1] if i + 1 < count else -1.0,
                lines.linked[i + 1] if i + 1 < count else 0.0,
                float(max(-FAR, min(FAR, i - heading))),
                float(boxes.depth[box]),
                *page,
                float(boxes.aside[box]),
                float(boxes.article[box]),
                above[i],
                below[i],
                _digits(block.text) / (size + 1.0),
                *boxes.repeated[box],
                forum,
                float(boxes.holds(headed, box)),
                headed_share,
                float(boxes.comment[box]),
                float(boxes.offer[box]),
            )
        )
    return rows


def _ways(boxes: _Boxes, container: int, total: float) -> tuple[float, ...]:
    """Link density, share of the text and number of blocks of a container and the two around it."""
    second = boxes.outer(container)
    third = boxes.outer(second)
    numbers: list[float] = []
    for box in (container, second, third):
        held = boxes.units[box]
        numbers += (1 - boxes.plain[box] / held if held else 0.0, boxes.plain[box] / total, log1p(boxes.blocks[box]))
    return tuple(numbers[:8])


def _alike(boxes: _Boxes, lines: _Lines) -> list[tuple[float, ...]]:
    """For each block how many blocks stand in elements of the same make, their length, links and share of the text."""
    makes: dict[object, list[int]] = {}
    for i, box in enumerate(boxes.of):
        near = boxes.boxes[box]
        outer = boxes.boxes[max(near.parent, 0)]
        makes.setdefault((near.tag, near.words, outer.tag, outer.words), []).append(i)
    rows: list[tuple[float, ...]] = [()] * len(boxes.of)
    for members in makes.values():
        size = sum(lines.units[i] for i in members)
        plain = sum(lines.plain[i] for i in members)
        row = (
            log1p(len(members)),
            log1p(size / len(members)),
            1 - plain / size if size else 0.0,
            plain / lines.total,
        )
        for i in members:
            rows[i] = row
    return rows


def _gaps(running: Sequence[bool]) -> list[float]:
    """For each block how many blocks back the last running text stands, itself left out."""
    gaps, gap = [], float(FAR)
    for runs in running:
        gaps.append(gap)
        gap = 1.0 if runs else min(gap + 1.0, float(FAR))
    return gaps


def _heading(document: Document) -> int:
    """The block that most looks like the title: the first heading that the page's own title says, else the first of
    the highest level, else the first block."""
    headings = [block for block in document.blocks if block.kind == "heading" and block.text]
    page_title = document.head.title or ""
    said = [block.index for block in headings if len(block.text) > TITLE_CHARACTERS and block.text in page_title]
    return said[0] if said else min(((block.level, block.index) for block in headings), default=(0, 0))[1]


def _said(text: str, odds: Mapping[str, float]) -> float:
    """The summed odds of a short block's words, Latin ones whole and Han characters in pairs."""
    return sum(odds.get(word, 0.0) for word in tokens(text))


def tokens(text: str) -> set[str]:
    """The different words of a short text as they are weighed: Latin words in lower case, pairs of other letters."""
    if text.isascii():
        return set(_LATIN.findall(text.lower()))
    words = set(_LATIN.findall(text.lower()))
    for run in _WIDE.findall(text):
        words.update(map("".join, zip(run, run[1:], strict=False)) if len(run) > 1 else (run,))
    return words


def _digits(text: str) -> int:
    return len(_DIGITS.findall(text))
