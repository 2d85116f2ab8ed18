"""Which blocks of a page are body, from the chance of each: a cut by what the page lets expect, lists as a whole, and
a body that is contiguous where nothing speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from cleaner.judge.chances import log_odds
from cleaner.model import Document, Mode

#: The chance from which a block is body, by the F1 that the chances let expect of the page: pages that are sure of
#: themselves are articles with one body, the others are lists and shells where a doubtful block is body as often as
#: not. Measured on development pages, cross-validated by site.
CUTS: Sequence[tuple[float, float]] = ((0.6, 0.2), (0.7, 0.25), (0.8, 0.4), (0.93, 0.5), (1.1, 0.6))
#: No cut is lower than this.
LEAST_CUT = 0.1
#: How far a mode moves the cut.
MODES: Mapping[Mode, float] = {"balanced": 0.0, "precision": 0.2, "recall": -0.2}
#: What a change from body to rest, or back, costs against what the blocks say: a body is contiguous, as a rule. The
#: log-odds of a block's chance over the cut, times the logarithm of its length, against this.
CHANGE = 0.5
#: The same in a thread: between its posts stand names, days and buttons.
CHANGE_IN_THREAD = 0.2
#: So many short blocks of one make are a list, whose entries are judged half by themselves and half together.
LIST_BLOCKS, ENTRY_UNITS = 5, 25


def chosen(chances: Sequence[float], sizes: Sequence[int], mode: Mode, thread: bool = False) -> list[bool]:
    """For each block whether it is body, by the chances of all and their lengths in units; `thread` says that the page
    is one."""
    expected = _best(chances, sizes)
    cut = max(LEAST_CUT, next(cut for limit, cut in CUTS if expected < limit) + MODES[mode])
    return _contiguous(chances, sizes, cut, CHANGE_IN_THREAD if thread else CHANGE)


def together(document: Document, chances: Sequence[float], sizes: Sequence[int]) -> list[float]:
    """The chances with those of lists evened out: by half towards the mean of the entries, by their length."""
    makes: dict[tuple[object, ...], list[int]] = {}
    for i, block in enumerate(document.blocks):
        box = document.boxes[max(block.hints.box, 0)]
        makes.setdefault((box.tag, box.words, document.boxes[max(box.parent, 0)].words), []).append(i)
    evened = list(chances)
    for members in makes.values():
        total = sum([sizes[i] for i in members]) if len(members) >= LIST_BLOCKS else 0
        if total and total < ENTRY_UNITS * len(members):
            mean = sum([chances[i] * sizes[i] for i in members]) / total
            for i in members:
                evened[i] = (chances[i] + mean) / 2
    return evened


def _best(chances: Sequence[float], sizes: Sequence[int]) -> float:
    """The best F1 that the chances let expect, whatever the cut."""
    there = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    right = taken = best = 0.0
    for chance, size in sorted(zip(chances, sizes, strict=True), reverse=True):
        right += chance * size
        taken += size
        best = max(best, 2 * right / (taken + there)) if taken else best
    return best


def expected_f1(chances: Sequence[float], sizes: Sequence[int], chosen: Sequence[bool]) -> float:
    """The F1 that the chances let expect: of the text chosen against the text that is body."""
    right = sum(chance * size for chance, size, kept in zip(chances, sizes, chosen, strict=True) if kept)
    taken = sum(size for size, kept in zip(sizes, chosen, strict=True) if kept)
    there = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    return 2 * right / (taken + there) if taken else 0.0


def _contiguous(chances: Sequence[float], sizes: Sequence[int], cut: float, change: float) -> list[bool]:
    """For each block whether it is body, by the choice that the chances speak for most when every `change` from body to
    rest, or back, costs so much (the Viterbi algorithm over two states)."""
    limit = log_odds(cut)
    rest = body = 0.0
    stays: list[tuple[bool, bool]] = []  # whether the best way to rest, and to body, came from the same
    for chance, size in zip(chances, sizes, strict=True):
        stays.append((rest >= body - change, body >= rest - change))
        rest, body = max(rest, body - change), max(body, rest - change)
        body += (log_odds(chance) - limit) * log(size + 2)
    taken, state = [], body > rest
    for stayed in reversed(stays):
        taken.append(state)
        state = state if stayed[state] else not state
    return taken[::-1]
