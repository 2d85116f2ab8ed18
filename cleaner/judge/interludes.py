"""Interludes: lines that stand between the paragraphs of a text as well as around it.

The label of an advert, a button that unfolds the rest, an offer of one other article: where the text goes on behind
them they tell nothing of where it ends, and shut nothing out of it. Where a list stands behind one that is unlike what
stands before it, or a long one, the text is over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from cleaner.judge.compiled import Compiled, Marks
from cleaner.judge.facts import BlockFacts

#: So many lines without a sentence may stand between an interlude and the text, or the furniture behind it: headings,
#: a signature, the last verse.
FEW = 3
#: So many short lines on one side make a text of short lines: verse, a list; more than so many in a row are a menu.
TERSE, MENU = 2, 16


class _Side(NamedTuple):
    """What stands on one side of an interlude: whether a sentence or the end of the text is close, and whether its
    lines are those of verse, or a list."""

    close: bool
    terse: bool


def find_interludes(facts: Sequence[BlockFacts], marks: Marks) -> frozenset[int]:
    """The blocks that a rule knows to stand amid texts, and that stand amid this one."""
    known = [i for i, held in enumerate(marks) if held and any(mark.rule.interlude for mark in held)]
    if not known:
        return frozenset()
    skipped = frozenset(known)
    lines = [i for i, f in enumerate(facts) if f.units and i not in skipped]
    return frozenset(i for i in known if _stands_amid(facts, marks, lines, bisect_left(lines, i)))


def _stands_amid(facts: Sequence[BlockFacts], marks: Marks, lines: Sequence[int], at: int) -> bool:
    """Whether what stands on both sides of the place `at` among the other lines is close to the text, or of one
    kind."""
    above = _side(facts, marks, (lines[i] for i in range(at - 1, -1, -1)))
    below = _side(facts, marks, (lines[i] for i in range(at, len(lines))))
    return (above.close and below.close) or (above.terse and below.terse)


def _side(facts: Sequence[BlockFacts], marks: Marks, way: Iterable[int]) -> _Side:
    """What the lines along a way from an interlude are, up to the next furniture."""
    lines = takewhile(lambda i: not _is_known(marks[i]), islice(way, MENU + 1))
    said = [_is_said(facts[i]) for i in lines]
    first = said.index(True) if True in said else len(said)
    if first > MENU:
        return _Side(close=False, terse=False)
    short = said.count(False)
    return _Side(first <= FEW, short >= max(TERSE, len(said) - short))


def _is_known(held: Sequence[Compiled]) -> bool:
    return any(mark.beyond_doubt or mark.knows_words for mark in held)


def _is_said(facts: BlockFacts) -> bool:
    """Whether a line is a sentence, or a field with its value, which in Latin letters a headline may be, too."""
    field = facts.label and facts.wide and not facts.headline
    return (facts.prose or facts.ends_sentence or field) and not facts.links
