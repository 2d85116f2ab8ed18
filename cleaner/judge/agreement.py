"""Two engines on one page: how far they agree on its body, and where they do not.

Measured by the shingles of their texts, four reading units long each (a unit is a Han or kana character or a run of
other letters and digits), on the folding key: the F1 of the two bags. Lists, spacing and line ends make no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cleaner.model import Block, Document, Verdict, Warn
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import HAN_KANA

Shingle = tuple[str, ...]

#: How many units a shingle has.
LENGTH = 4
#: Engines that agree by less than this disagree. Measured on development pages, see README.
AGREED = 0.5
#: A block is told of when so much of it stands in one text only, and it has so many units.
ALONE, BLOCK_UNITS = 0.7, 12
#: How many stretches of lines are named of each kind, the longest first.
STRETCHES = 2
_UNIT = lazy_pattern(f"[{HAN_KANA}]|[^\\W_{HAN_KANA}]+")


def disagreement(document: Document, verdicts: Sequence[Verdict], other: str) -> Warn | None:
    """A warning that says by how much and where another engine's text differs from what the verdicts keep; None where
    the two agree."""
    kept = [document.blocks[verdict.block] for verdict in verdicts if verdict.keep]
    body = [block for block in kept if verdicts[block.index].role == "body"]
    theirs = _bag(other.splitlines())
    agreed = f1(_bag(block.text for block in body), theirs)
    if agreed >= AGREED:
        return None
    ours = _bag(block.text for block in kept)
    dropped = [block for block in document.blocks if not verdicts[block.index].keep]
    said = [f"the densities and trafilatura agree on the body by {agreed:.2f} only"]
    said += _told("trafilatura leaves out", _stretches(body, None, theirs))
    said += _told("trafilatura keeps, of what is dropped,", _stretches(dropped, theirs, ours))
    return Warn("engines_disagree", "; ".join(said))


def f1(ours: Counter[Shingle], theirs: Counter[Shingle]) -> float:
    """The F1 of two bags of shingles, the same from both sides; 1.0 for two empty ones."""
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def shingles(text: str) -> Iterator[Shingle]:
    """The shingles of a text; of a text shorter than one all of it, of nothing none."""
    found = _UNIT.findall(fold(text))
    if len(found) <= LENGTH:
        return iter([tuple(found)] if found else [])
    return zip(*(found[start:] for start in range(LENGTH)), strict=False)


def _bag(lines: Iterable[str]) -> Counter[Shingle]:
    return Counter(shingle for line in lines for shingle in shingles(line))


def _stretches(
    blocks: Iterable[Block], within: Counter[Shingle] | None, without: Counter[Shingle]
) -> list[list[Block]]:
    """Blocks that stand in one text (None: all do) and not in the other, those that follow one another
    together. Short blocks, which tell nothing, neither make a stretch nor end one."""
    runs: list[list[Block]] = [[]]
    before = -1
    for block in blocks:
        own = list(shingles(block.text))
        told = len(own) > BLOCK_UNITS - LENGTH
        here = told and _share(own, without) < 1 - ALONE and (within is None or _share(own, within) > ALONE)
        if block.index > before + 1 or (told and not here):
            runs.append([])
        if here:
            runs[-1].append(block)
        before = block.index
    return [run for run in runs if run]


def _share(own: Sequence[Shingle], other: Counter[Shingle]) -> float:
    """The share of a block's shingles that a text has."""
    return sum(shingle in other for shingle in own) / len(own)


def _told(what: str, stretches: Sequence[Sequence[Block]]) -> list[str]:
    """Where such stretches of blocks stand: the longest, as lines."""
    longest = sorted(stretches, key=lambda stretch: -sum(len(block.text) for block in stretch))[:STRETCHES]
    lines = [_lines(stretch) for stretch in sorted(longest, key=lambda stretch: stretch[0].index)]
    return [f"{what} {' and '.join(lines)}"] if lines else []


def _lines(stretch: Sequence[Block]) -> str:
    first, last = stretch[0].line, stretch[-1].line
    return f"line {first}" if first == last else f"lines {first} to {last}"
