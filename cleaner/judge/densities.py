"""What the tree of a page tells of each block: densities of text and links around it, in numbers that can be weighed.

Every number is defined once, in `DENSITIES`, and is the same when the weights are trained and when they are used.
All are made in passes over the boxes and the blocks, so that a page costs what its blocks cost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log1p

from cleaner.judge.boxes import Boxes
from cleaner.judge.lines import Lines
from cleaner.judge.words import Odds, forum
from cleaner.model import Document

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


_KIND_CODES = {"paragraph": 0.0, "heading": 1.0, "list_item": 2.0, "quote": 3.0, "table": 4.0, "code": 5.0}
#: A heading of more characters that the page's title repeats is the title of the text.
TITLE_CHARACTERS = 4
#: How far distances are told apart, in blocks.
FAR = 60
_DIGITS = re.compile(r"\d+")


def densities(document: Document, odds: Odds) -> tuple[list[tuple[float, ...]], Lines]:
    """The numbers of `DENSITIES` for each block of a page, in order, and what they were counted from."""
    lines = Lines(document.blocks, odds)
    boxes = Boxes(document, lines, odds)
    return _rows(document, lines, boxes, forum(document, odds)) if document.blocks else [], lines


def _rows(document: Document, lines: Lines, boxes: Boxes, of_forum: float) -> list[tuple[float, ...]]:
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
                len(_DIGITS.findall(block.text)) / (size + 1.0),
                *boxes.parts[box],
                of_forum,
                float(boxes.holds(headed, box)),
                headed_share,
                float(boxes.comment[box]),
                float(boxes.offer[box]),
            )
        )
    return rows


def _ways(boxes: Boxes, container: int, total: float) -> tuple[float, ...]:
    """Link density, share of the text and number of blocks of a container and the two around it."""
    second = boxes.outer(container)
    third = boxes.outer(second)
    numbers: list[float] = []
    for box in (container, second, third):
        held = boxes.units[box]
        numbers += (1 - boxes.plain[box] / held if held else 0.0, boxes.plain[box] / total, log1p(boxes.blocks[box]))
    return tuple(numbers[:8])


def _alike(boxes: Boxes, lines: Lines) -> list[tuple[float, ...]]:
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
