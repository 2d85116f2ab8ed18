"""What the tree of a page tells of each block: densities of text and links around it, in numbers that can be weighed.

Every number is defined once, in `DENSITIES`, and is the same when the weights are trained and when they are used.
Those of a block stand first, then those that the blocks of an element share, then those of the page; all are made in
passes over the boxes and the blocks, so that a page costs what its blocks cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log1p

from cleaner.judge.boxes import Boxes
from cleaner.judge.lines import Lines
from cleaner.judge.words import Odds, forum
from cleaner.model import Block, Document

#: The numbers of a block in their order, with what each one says to people.
DENSITIES: Mapping[str, str] = {
    "length": "length",
    "link_density": "link density",
    "clauses": "marks between clauses",
    "sentence_end": "end of a sentence",
    "kind": "kind of block",
    "said": "its words",
    "place": "place on the page",
    "text_before": "share of the text before it",
    "running_before": "share of the running text before it",
    "from_main_start": "distance from the start of the main text",
    "from_main_end": "distance from the end of the main text",
    "from_title": "distance from the title",
    "from_heading": "distance from the heading above it",
    "headings": "headings as high as the title between the title and it",
    "around": "text around it",
    "above_length": "length of the block above",
    "above_links": "link density of the block above",
    "gap_below": "distance from running text below",
    "from_make_start": "distance from the first block of its make",
    "tag": "its element",
    "words_sum": "names of the elements around it",
    "words_min": "a name around it that speaks of page furniture",
    "words_max": "a name around it that speaks of an article",
    "words_own": "name of its own element",
    "way": "steps through the elements to the main one",
    "way_share": "share of the text in the element that holds both it and the main one",
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
    "repeated": "being one of several parts alike",
    "repeated_share": "share of the text in the parts alike",
    "aside": "standing in a menu, an aside or a footer",
    "article": "standing in an article",
    "comment": "standing among comments",
    "titled": "standing in the element that the title heads",
    "titled_share": "share of the text that the title heads",
    "main_share": "share of the text in the main element",
    "page_text": "text on the page",
    "page_blocks": "blocks on the page",
    "page_links": "link density of the page",
    "uncommented": "share of the running text that is no comment",
    "forum": "names and addresses of forums",
}
NAMES = tuple(DENSITIES)

_KINDS = {"paragraph": 0.0, "heading": 1.0, "list_item": 2.0, "quote": 3.0, "table": 4.0, "code": 5.0}
_TAGS = {
    tag: float(number)
    for number, tag in enumerate("p div td li h1 h2 h3 h4 section article body dd dt blockquote figcaption".split(), 1)
}
#: A heading of more characters that the page's title repeats is the title of the text.
TITLE_CHARACTERS = 4
#: How far distances are told apart, in blocks.
FAR = 60
#: The highest levels of headings: what stands under one of them is a part of the page.
_HIGH = 2
#: Headings as high as the title are counted up to this.
_MANY = 6

Numbers = tuple[float, ...]


def densities(document: Document, odds: Odds) -> tuple[list[Numbers], Lines]:
    """The numbers of `DENSITIES` for each block of a page, in order, and what they were counted from."""
    lines = Lines(document.blocks, odds)
    if not document.blocks:
        return [], lines
    boxes = Boxes(document, lines, odds)
    title = _title(document)
    makes = _makes(boxes)
    shared = _of_elements(boxes, lines, makes, boxes.headed(title))
    page = _of_page(boxes, lines, title, forum(document, odds))
    own = zip(
        *_of_blocks(document.blocks, lines), *_of_places(document.blocks, lines, boxes, title, makes), strict=True
    )
    return [(*block, *shared[box], *page) for block, box in zip(own, boxes.of, strict=True)], lines


def _of_blocks(blocks: Sequence[Block], lines: Lines) -> tuple[Sequence[float], ...]:
    """What each block says by itself: the columns from `length` to `said`."""
    dense = [min(marks, 10) / (1 + 0.02 * size) for marks, size in zip(lines.clauses, lines.units, strict=True)]
    kinds = [_KINDS.get(block.kind, 6.0) for block in blocks]
    return lines.logs, lines.linked, dense, lines.ends, kinds, lines.said


def _of_places(
    blocks: Sequence[Block], lines: Lines, boxes: Boxes, title: int, makes: Mapping[int, Sequence[int]]
) -> tuple[Sequence[float], ...]:
    """Where each block stands: the columns from `place` to `from_make_start`."""
    count, total = len(blocks), lines.total
    first, last = _main_ends(boxes)
    running = [weight if runs else 0.0 for weight, runs in zip(lines.plain, lines.running, strict=True)]
    before = [0.0, *accumulate(running)]
    below = _gaps(lines.running[::-1])[::-1]
    return (
        [i / count for i in range(count)],
        [text / total for text in lines.before[:-1]],
        [text / (before[-1] or 1.0) for text in before[:-1]],
        [_near(i - first) for i in range(count)],
        [_near(last - i) for i in range(count)],
        [_near(i - title) for i in range(count)],
        *_headings(blocks, title),
        [log1p(lines.around(i)) for i in range(count)],
        [-1.0, *lines.logs[:-1]],
        [0.0, *lines.linked[:-1]],
        below,
        [min(i - makes[box][0], FAR) for i, box in enumerate(boxes.of)],
    )


def _of_elements(boxes: Boxes, lines: Lines, makes: Mapping[int, Sequence[int]], headed: int) -> dict[int, Numbers]:
    """What the blocks of each element share: the numbers from `tag` to `titled`, by its box."""
    alike: dict[int, Numbers] = {}  # by the first block of the make
    around: dict[int, Numbers] = {}
    shared = {}
    for box, members in makes.items():
        had = boxes.had[box]
        if members[0] not in alike:
            alike[members[0]] = _alike(members, lines)
        if had.container not in around:
            around[had.container] = _around(boxes, had.container, lines.total)
        flags = float(had.aside), float(had.article), float(had.comment), float(boxes.holds(headed, box))
        tag = _TAGS.get(boxes.boxes[box].tag, 0.0)
        shared[box] = (tag, *had.odds, *around[had.container], *alike[members[0]], *boxes.parts[box], *flags)
    return shared


def _around(boxes: Boxes, container: int, total: float) -> Numbers:
    """The way from a container to the main one; link density, share of the text and number of blocks of it and the two
    around it."""
    steps, common = boxes.ways[container]
    numbers: list[float] = [float(min(steps, FAR)), boxes.plain[common] / total]
    second = boxes.outer(container)
    for box in (container, second, boxes.outer(second)):
        held = boxes.units[box]
        numbers += (1 - boxes.plain[box] / held if held else 0.0, boxes.plain[box] / total, log1p(boxes.blocks[box]))
    return tuple(numbers[:-1])


def _makes(boxes: Boxes) -> dict[int, list[int]]:
    """For each element that holds blocks the blocks in elements of the same make: of its tag and name, in one of such
    a tag and name."""
    makes: dict[object, list[int]] = {}
    found: dict[int, list[int]] = {}
    for i, box in enumerate(boxes.of):
        if box not in found:
            parent, tag, words = boxes.boxes[box]
            _, outer_tag, outer_words = boxes.boxes[max(parent, 0)]
            found[box] = makes.setdefault((tag, words, outer_tag, outer_words), [])
        found[box].append(i)
    return found


def _alike(members: Sequence[int], lines: Lines) -> Numbers:
    """The number of some blocks, their mean length, link density and share of the text."""
    size = sum([lines.units[i] for i in members])
    plain = sum([lines.plain[i] for i in members])
    links = 1 - plain / size if size else 0.0
    return log1p(len(members)), log1p(size / len(members)), links, plain / lines.total


def _of_page(boxes: Boxes, lines: Lines, title: int, of_forum: float) -> Numbers:
    """What all blocks of a page share: the numbers from `titled_share` on."""
    running = boxes.running[0] or 1.0
    said = zip(boxes.of, lines.plain, lines.running, strict=True)
    uncommented = sum([weight for box, weight, runs in said if runs and not boxes.had[box].comment])
    return (
        boxes.plain[boxes.headed(title)] / lines.total,
        boxes.plain[boxes.main] / lines.total,
        log1p(lines.total),
        log1p(len(lines.units)),
        1 - lines.total / (sum(lines.units) or 1.0),
        uncommented / running,
        of_forum,
    )


def _main_ends(boxes: Boxes) -> tuple[int, int]:
    """The first and the last block of the main element."""
    inside = [i for i, box in enumerate(boxes.of) if boxes.holds(boxes.main, box)]
    return (inside[0], inside[-1]) if inside else (0, len(boxes.of) - 1)


def _near(distance: int) -> int:
    return max(-FAR, min(FAR, distance))


def _headings(blocks: Sequence[Block], title: int) -> tuple[list[float], list[float]]:
    """For each block how far the last high heading above it (or itself) is, -1.0 for none; and how many headings as
    high as the title stand between the title and it, -1.0 above the title."""
    level = blocks[title].level if blocks[title].kind == "heading" else 1
    far, passed = [], []
    last, count = -1, 0
    for i, block in enumerate(blocks):
        if block.kind == "heading" and block.text:
            count += i > title and block.level <= level
            last = i if block.level <= _HIGH else last
        far.append(float(min(i - last, FAR)) if last >= 0 else -1.0)
        passed.append(-1.0 if i < title else float(min(count, _MANY)))
    return far, passed


def _gaps(running: Sequence[bool]) -> list[float]:
    """For each block how many blocks back the last running text stands, itself left out."""
    gaps, gap = [], float(FAR)
    for runs in running:
        gaps.append(gap)
        gap = 1.0 if runs else min(gap + 1.0, float(FAR))
    return gaps


def _title(document: Document) -> int:
    """The block that most looks like the title: the first heading that the page's own title says, else the first of
    the highest level, else the first block."""
    headings = [block for block in document.blocks if block.kind == "heading" and block.text]
    page_title = document.head.title or ""
    said = [block.index for block in headings if len(block.text) > TITLE_CHARACTERS and block.text in page_title]
    return said[0] if said else min(((block.level, block.index) for block in headings), default=(0, 0))[1]
