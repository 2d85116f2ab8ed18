"""Insets: pictures, tables and code that stand among the paragraphs in an element of their own, with the lines said of
them there: a caption, a number, the name of a file.

Such a line reads like page furniture, short and without a sentence, and with it went the picture. What is said of
tables and code is text; the captions of pictures are told beside it, as the metadata has them: on labelled pages they
are no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from cleaner.judge.own_links import leads_on, own_site
from cleaner.model import Block, Document
from cleaner.text.prose import is_prose
from cleaner.text.units import units

#: An inset has so many lines beside what it shows, each so long.
LINES, LINE_CHARACTERS = 2, 200
#: An inset stands so many elements within the one that holds the paragraphs, at the most.
STEPS = 8
_SHOWN = frozenset(("table", "code"))
#: What is said of these is text: a table, code, somebody's words.
_SAYS = frozenset("table pre code blockquote ul ol dl".split())
#: How elements are named that are captions.
_CALLED = frozenset(("caption", "captions", "figcaption"))
#: A page has so much text beside its captions, in units, or its captions may be its text.
TEXT_UNITS = 60
#: Words in the name of a line below a picture that call it a caption.
_CAPTION = frozenset("caption captions figcaption pic picture photo img image intro".split())
#: The number of a picture among others. Must not match "Figure 1" or a year within words.
_COUNTER = re.compile(r"[\W\d]*(?:of|von|sur|de|из)?[\W\d]*")


def with_insets(document: Document, holders: Sequence[int], free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """For each block whether it is chosen, or belongs to an inset between two that are, in the element that `holders`
    gives for both. `free` are the blocks that nothing but the weights speaks against."""
    kept, own = list(chosen), own_site(document)
    for home, between in _gaps(document.blocks, holders, chosen):
        for inset in _insets(document, home, between):
            if _shows(inset) and all(_may_stay(block, free, own) for block in inset if block.text):
                said = any(block.kind in _SHOWN for block in inset)
                for block in inset:
                    line = block.text and not block.images
                    kept[block.index] = not line or (said and _COUNTER.fullmatch(block.text) is None)
    return kept


def find_captions(document: Document, kept: Sequence[bool]) -> frozenset[int]:
    """The lines below the pictures that are kept, or above them, in one element with them, which are not kept."""
    blocks = document.blocks
    pictures = [i for i, block in enumerate(blocks) if kept[i] and block.images and not block.text]
    beside = {(i, j) for i in pictures for j in range(max(0, i - 1), min(i + 1 + LINES, len(blocks)))}
    return frozenset(j for i, j in beside if not kept[j] and _is_said_of(document, blocks[j], blocks[i]))


def stated_captions(document: Document, kept: Sequence[bool]) -> frozenset[int]:
    """The lines kept amid the text that the page itself calls captions, of figures that show neither a table nor code
    nor somebody's words; none where little else is kept, or where a caption goes on for paragraphs: such a page tells
    its story below its pictures. Above the text's second paragraph labelled pages take the caption of the first picture
    for text as often as not."""
    boxes, blocks = document.boxes, document.blocks
    outer = {box.parent for box in boxes if box.tag in _SAYS}
    shows = outer | {boxes[i].parent for i in outer}
    found: set[int] = set()
    captions: Counter[int] = Counter()
    paragraphs = (block.index for block in blocks if kept[block.index] and is_prose(block.text))
    second = next(islice(paragraphs, 1, None), len(blocks))
    for block in blocks[second:]:
        box = block.hints.box
        if kept[block.index] and block.kind == "paragraph" and box > 0 and len(block.text) <= LINE_CHARACTERS:
            caption = next((i for i in (box, boxes[box].parent) if boxes[i].tag == "figcaption"), -1)
            named = not _CALLED.isdisjoint(boxes[box].words) and _is_beside_picture(blocks, block.index)
            if boxes[caption if caption > 0 else box].parent not in shows and (caption > 0 or named):
                found.add(block.index)
                captions[caption] += caption > 0
    if max(captions.values(), default=0) > 1:
        return frozenset()
    other = sum(units(block.text) for block in blocks if kept[block.index] and block.index not in found)
    return frozenset(found) if other >= TEXT_UNITS else frozenset()


def _is_beside_picture(blocks: Sequence[Block], line: int) -> bool:
    """Whether a picture stands right above a line or right below it."""
    beside = blocks[max(0, line - 1) : line + 2]
    return any(block.images and not block.text for block in beside)


def _is_said_of(document: Document, line: Block, picture: Block) -> bool:
    if not 0 < len(line.text) <= LINE_CHARACTERS or line.links or line.hints.hidden or line.hints.box <= 0:
        return False
    outer = document.boxes[line.hints.box].parent
    return picture.hints.box in (line.hints.box, outer) or document.boxes[max(picture.hints.box, 0)].parent == outer > 0


def _gaps(
    blocks: Sequence[Block], holders: Sequence[int], chosen: Sequence[bool]
) -> Iterator[tuple[int, Sequence[Block]]]:
    """What a reader sees between two paragraphs chosen that stand in one element, and that element."""
    above = -1
    for at, one in enumerate(chosen):
        if not one or not blocks[at].text or blocks[at].kind in _SHOWN:
            continue
        if 0 <= above < at - 1 and holders[above] == holders[at]:
            yield holders[at], [block for block in blocks[above + 1 : at] if not block.hints.hidden]
        above = at


def _insets(document: Document, home: int, between: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks between two paragraphs, by the elements within `home` that hold them; a caption that stands right
    below the element of its picture is of that."""
    inset: list[Block] = []
    for outer, held in groupby(between, key=lambda block: _within(document, home, block.hints.box)):
        of_it = list(held)
        if outer is None:
            continue
        if not (inset and not any(block.text for block in inset) and _is_caption(document, outer)):
            if inset:
                yield inset
            inset = []
        inset += of_it
    if inset:
        yield inset


def _within(document: Document, home: int, box: int) -> int | None:
    """The element right within `home` that holds a box; None where it is `home` itself, or stands deep in it."""
    for _ in range(STEPS):
        if box <= home:
            return None
        if (parent := document.boxes[box].parent) == home:
            return box
        box = parent
    return None


def _is_caption(document: Document, box: int) -> bool:
    return not _CAPTION.isdisjoint(document.boxes[box].words)


def _shows(inset: Sequence[Block]) -> bool:
    """Whether blocks show a picture, a table or code, and say little beside it."""
    lines = [block for block in inset if block.text and block.kind not in _SHOWN]
    return len(lines) <= LINES and any(block.images or block.kind in _SHOWN for block in inset)


def _may_stay(block: Block, free: Sequence[bool], own: str | None) -> bool:
    """Whether a line may be said of an inset: it leads to no other page of the site, and is no paragraph."""
    short = block.kind in _SHOWN or len(block.text) <= LINE_CHARACTERS
    return free[block.index] and short and not leads_on(block, own)
