"""Parts of a block that go while the rest stays: from places in what is read to places in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from cleaner.judge.compiled import Compiled
from cleaner.model import Block, Cut
from cleaner.text.characters import fold, plain_spaces
from cleaner.text.units import units


def find_cuts(block: Block, held: Sequence[Compiled]) -> tuple[Cut, ...]:
    """What the rules' parts match in `block`, in order, none overlapping; where they do, the longer one counts."""
    found = []
    folded = fold(block.text)
    for compiled in held:
        rule = compiled.rule
        spans = []
        if compiled.part is not None:
            spans = [_in_source(block, *_part(match)) for match in compiled.part.pattern.finditer(folded)]
        elif compiled.part_source is not None:
            spans = [_part(match) for match in compiled.part_source.pattern.finditer(plain_spaces(block.source))]
        found += [Cut(a, b, rule.noise_class, rule.id, rule.reason) for a, b in spans if a < b]
    return _disjoint(found)


def leaves_nothing(block: Block, cuts: Sequence[Cut]) -> bool:
    """Whether what the cuts leave of a block holds nothing to read and no picture."""
    return units(without(block, cuts)) == 0 and not any(_outside(block.source.find(i.url), cuts) for i in block.images)


def _outside(place: int, cuts: Sequence[Cut]) -> bool:
    return not any(cut.start <= place < cut.end for cut in cuts)


def without(block: Block, cuts: Sequence[Cut]) -> str:
    """What a reader sees of `block` less `cuts`, which are in order and apart."""
    if not cuts:
        return block.text
    places = block.offsets if block.offsets is not None else range(len(block.text))
    kept, start = [], 0
    for cut in cuts:
        kept.append(block.text[start : bisect_left(places, cut.start, start, len(block.text))])
        start = bisect_left(places, cut.end, start, len(block.text))
    return "".join([*kept, block.text[start:]])


def places_without(block: Block, cuts: Sequence[Cut]) -> list[int]:
    """Where the characters of `without` stand in the source less `cuts`."""
    places = block.offsets if block.offsets is not None else range(len(block.text))
    kept, start, gone = [], 0, 0
    for cut in cuts:
        end = bisect_left(places, cut.start, start, len(block.text))
        kept += [place - gone for place in places[start:end]]
        start, gone = bisect_left(places, cut.end, end, len(block.text)), gone + cut.end - cut.start
    return kept + [place - gone for place in places[start : len(block.text)]]


def _part(match: Any) -> tuple[int, int]:
    """The span of the group named "part", or of the whole match."""
    span: tuple[int, int] = match.span(match.re.groupindex.get("part", 0))
    return span


def _in_source(block: Block, start: int, end: int) -> tuple[int, int]:
    """The place in the source of ``text[start:end]``, taking in the marks that belong to it alone."""
    if block.offsets is None:
        return start, end
    offsets = block.offsets
    tight = (offsets[start], offsets[end - 1] + 1)
    first = offsets[start - 1] + 1 if start else offsets[0]
    last = offsets[end] if end < len(block.text) else len(block.source)
    for a, b in ((first, last), (tight[0], last), (first, tight[1])):
        if _balanced(block.source[a:b]):
            return a, b
    return tight


def _balanced(piece: str) -> bool:
    """Whether a piece of Markdown closes what it opens."""
    return (
        piece.count("[") == piece.count("]")
        and piece.count("(") == piece.count(")")
        and piece.count("**") % 2 == 0
        and piece.count("`") % 2 == 0
    )


def _disjoint(cuts: list[Cut]) -> tuple[Cut, ...]:
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end, c.rule)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
        elif cut.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=cut.end)
    return tuple(kept)
