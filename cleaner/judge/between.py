"""What stands between pieces of main text and belongs to them, whatever its own words say: code, formulas, pictures
with their captions, what an element holds among its paragraphs.

The weights judge a block mostly by itself, and an entry of two words reads like a menu's wherever it stands. An element
that goes on with text behind it, or that announced it by a colon, says more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.judge.alike import with_terms
from cleaner.judge.boxes import CONTAINERS
from cleaner.judge.insets import with_insets
from cleaner.judge.leads import with_lead
from cleaner.judge.notes import with_notes
from cleaner.judge.own_links import leads_on, own_site
from cleaner.judge.unfolding import with_unfolding
from cleaner.model import Block, Document
from cleaner.text.prose import is_prose

#: Kinds of blocks that an element holds among its paragraphs. Paragraphs that are no sentences are no such kind:
#: those that the weights leave out between two others are days, buttons and replies as often as body.
_AMONG = frozenset(("list_item", "heading", "table"))
#: A displayed formula, with the number that it has or without. Must not match a sentence with a formula.
_FORMULA = re.compile(r"\$\$[^$]+\$\$[\s.,;]*(?:[(（][\w.]{1,8}[)）])?")
#: That number, in a cell of its own.
_NUMBER = re.compile(r"[(（][\w.]{1,8}[)）]")
#: Between a heading and its text may stand a button of so many characters.
BUTTON_CHARACTERS = 12
#: A table of data has so many lines at least: its heads, the line below them, some rows.
TABLE_LINES = 5


def with_between(document: Document, free: Sequence[bool], chosen: Sequence[bool]) -> tuple[bool, ...]:
    """For each block whether it is chosen, or stands between what is and belongs to it. `free` are the blocks that
    nothing but the weights speaks against."""
    holders = _holders(document)
    texts = [one and block.text != "" for one, block in zip(chosen, document.blocks, strict=True)]
    kept = _with_verbatim(document, free, texts)
    kept = _with_sentences(document, holders, free, kept)
    kept = with_insets(document, holders, free, kept)
    kept = _with_headings(document, free, kept)
    kept = _with_alike(document, holders, free, kept)
    kept = _with_entries(document, holders, free, kept)
    kept = with_lead(document, free, kept)
    kept = with_terms(document, free, kept)
    kept = with_unfolding(document, free, kept)
    kept = with_notes(document, free, kept)
    return _with_pictures(document, kept)


def _with_verbatim(document: Document, free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """The blocks chosen, and code and formulas that stand between them: they have no sentence, and what they are made
    of are words that page furniture says as well."""
    first = next((i for i, one in enumerate(chosen) if one), len(chosen))
    last = len(chosen) - next((i for i, one in enumerate(reversed(chosen)) if one), len(chosen))
    formulas = [_FORMULA.fullmatch(block.text) is not None for block in document.blocks]
    numbers = (_NUMBER.fullmatch(block.text) is not None for block in document.blocks)
    verbatim = [
        block.kind == "code" or is_one or (number and (above or below))
        for block, is_one, number, above, below in zip(
            document.blocks, formulas, numbers, [False, *formulas], [*formulas[1:], False], strict=False
        )
    ]
    return [
        one or (is_so and may and first < i < last)
        for i, (one, is_so, may) in enumerate(zip(chosen, verbatim, free, strict=True))
    ]


def _with_sentences(
    document: Document, holders: Sequence[int], free: Sequence[bool], chosen: Sequence[bool]
) -> list[bool]:
    """The blocks chosen, and the sentences without a link that stand between two of them in the same element: what a
    page names a paragraph tells less than its neighbours do."""
    blocks, kept = document.blocks, list(chosen)
    texts = [i for i, block in enumerate(blocks) if _speaks(block, chosen)]
    for above, at, below in zip(texts, texts[1:], texts[2:], strict=False):
        if kept[at] or not free[at] or not (kept[above] and chosen[below]) or blocks[at].links:
            continue
        kept[at] = holders[above] == holders[at] == holders[below] and is_prose(blocks[at].text)
    return kept


def _with_headings(document: Document, free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """The blocks chosen, and headings right between two of them, a button below each heading aside: they head the lower
    one. So do the headings of a section and of its first part. What heads other pages has those below."""
    kept = list(chosen)
    for _, run, below in _runs(document.blocks, chosen):
        if below is None:
            continue
        above = [None, *run]
        headings = [one for one, over in zip(run, above, strict=False) if not (over and _is_button(one, over))]
        deeper = all(a.level < b.level for a, b in pairwise(headings))
        if deeper and all(one.kind == "heading" and free[one.index] for one in headings):
            for heading in headings:
                kept[heading.index] = True
    return kept


def _is_button(block: Block, above: Block) -> bool:
    """Whether a block below a heading reads like a button of it: ``[edit]``."""
    return above.kind == "heading" != block.kind and 0 < len(block.text) <= BUTTON_CHARACTERS


def _with_alike(document: Document, holders: Sequence[int], free: Sequence[bool], chosen: Sequence[bool]) -> list[bool]:
    """The blocks chosen, and the headings made like one of those, in the same element, that stand right above a block
    chosen, a button aside: a table of contents stands above the first heading, and a link to change each in it."""
    kept = list(chosen)
    shown = [block for block in document.blocks if _speaks(block, chosen)]
    makes = {_make(document, holders, block) for block in shown if block.kind == "heading" and chosen[block.index]}
    for at, block in enumerate(shown):
        if block.kind == "heading" and free[block.index] and _make(document, holders, block) in makes:
            linked = sum(len(link.text) for link in block.links)
            below = shown[at + 1 : at + 3]
            button = len(below) > 1 and _is_button(below[0], block)
            heads = any(chosen[one.index] for one in below[: 1 + button])
            kept[block.index] = kept[block.index] or (heads and 2 * linked < len(block.text))
    return kept


def _make(document: Document, holders: Sequence[int], heading: Block) -> tuple[object, ...]:
    box = document.boxes[max(heading.hints.box, 0)]
    return holders[heading.index], heading.level, box.tag, box.words


def _with_entries(
    document: Document, holders: Sequence[int], free: Sequence[bool], chosen: Sequence[bool]
) -> list[bool]:
    """The blocks chosen, and entries, headings and tables, where the element that holds them holds the blocks chosen
    above and below as well; and the entries that the line above them announces. What leads to other pages of the site
    is none of it."""
    blocks, own = document.blocks, own_site(document)
    kept = list(chosen)
    for above, run, below in _runs(blocks, chosen):
        home = holders[above.index]
        enclosed = below is not None and holders[below.index] == home
        announced = above.text.endswith((":", "："))
        for block in run:
            announced = announced and block.kind == "list_item" and holders[block.index] == home
            among = enclosed and block.kind in _AMONG and holders[block.index] == home
            told = _heads_columns(block) or not leads_on(block, own)
            kept[block.index] = (announced or among) and free[block.index] and told
    return kept


def _heads_columns(block: Block) -> bool:
    """Whether a block is a table of data, whatever its cells lead to: each of its columns has a head, and there are
    several rows."""
    if block.kind != "table":
        return False
    lines = block.text.split("\n")
    heads = lines[0].strip("| ").split(" | ")
    return len(lines) >= TABLE_LINES and len(heads) > 1 and all(head.strip(" |") for head in heads)


def _runs(blocks: Sequence[Block], chosen: Sequence[bool]) -> Iterator[tuple[Block, list[Block], Block | None]]:
    """The runs of blocks with text that are not chosen, below one that is: that one, the run, and the one chosen below
    it, None for the last run."""
    above: Block | None = None
    run: list[Block] = []
    for block in blocks:
        if not _speaks(block, chosen):
            continue
        if not chosen[block.index]:
            run.append(block)
            continue
        if above is not None and run:
            yield above, run, block
        above, run = block, []
    if above is not None and run:
        yield above, run, None


def _holders(document: Document) -> list[int]:
    """For each block the element that holds the paragraphs beside it, its list or its table among them. An element
    that holds a heading and its button alone stands for the heading."""
    held = [0] * max(len(document.boxes), 1)
    for i, (parent, tag, _) in enumerate(document.boxes):
        held[i] = i if tag in CONTAINERS or parent < 0 else held[parent]
    holders = [held[max(block.hints.box, 0)] for block in document.blocks]
    holding: dict[int, list[Block]] = {}
    for holder, block in zip(holders, document.blocks, strict=True):
        holding.setdefault(holder, []).append(block)
    headed = {box: held[max(document.boxes[box].parent, 0)] for box, blocks in holding.items() if _are_heading(blocks)}
    return [headed.get(holder, holder) for holder in holders] if headed else holders


def _are_heading(blocks: Sequence[Block]) -> bool:
    """Whether all blocks of an element are a heading, or one and its button."""
    first, *rest = blocks
    return (
        first.hints.box > 0
        and first.kind == "heading"
        and len(rest) < 2
        and all(_is_button(one, first) for one in rest)
    )


def _speaks(block: Block, chosen: Sequence[bool]) -> bool:
    """Whether a block has a text that a reader sees: what is hidden stands between nothing."""
    return block.text != "" and (not block.hints.hidden or chosen[block.index])


def _with_pictures(document: Document, chosen: Sequence[bool]) -> tuple[bool, ...]:
    """The blocks chosen, and pictures that stand right between two of them."""
    texts = [i for i, block in enumerate(document.blocks) if _speaks(block, chosen)]
    kept = list(chosen)
    for above, below in pairwise(texts):
        for i in range(above + 1, below):
            kept[i] = kept[i] or (chosen[above] and chosen[below] and not document.blocks[i].text)
    return tuple(kept)
