"""What else the bytes of one place in a realigned run may have been, each as likely as the text is with it.

A search follows a few ways and finds the likeliest text. How sure one character of it is, only all that its bytes may
have been can tell: one character, or two whose other bytes made a pair that was dropped.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from cleaner.repairs.gbk import by_lead, by_trail, character_of, dropped, pair_of
from cleaner.repairs.language import Single, State, extended, likelihoods, single
from cleaner.repairs.ways import RAREST
from cleaner.text.script import script_characters

#: The marks that any text has.
CLAUSE = "，。、：；！？"
#: How many options, the likeliest, are weighed with what stands behind them.
WEIGHED = 40
#: What a mark gains at the beginning of a run, where programs break characters. Less than in the search, which finds
#: runs and settles nothing: with more, 。 and ， stood for characters that end with the same byte.
BEGUN = 3.0

_SCORE = itemgetter(0)


class Reading(NamedTuple):
    """The characters that a place may be: `seconds`, each behind `first` ("": alone), and what they gain."""

    first: str
    seconds: Sequence[Single]
    gain: float = 0.0


class Option(NamedTuple):
    """What may have stood in a place, and how likely the text is with it."""

    score: float
    text: str


class Options(tuple[Option, ...]):
    """The likeliest options of a place, the likeliest first; there is at least one."""

    __slots__ = ()

    def odds(self, ending: str, whole: bool = False) -> float:
        """How much likelier it is that the place ended so, or was that as a `whole`, than that it was not."""
        fitting = [o.text == ending if whole else o.text.endswith(ending) for o in self]
        right = [o.score for o, fits in zip(self, fitting, strict=True) if fits]
        return _total(right) - _total([o.score for o, fits in zip(self, fitting, strict=True) if not fits])


def options(readings: Sequence[Reading], before: State, behind: str) -> Options:
    """What a place may have been by its `readings`, between the text `before` and the characters `behind`."""
    found = []
    for first, seconds, gain in readings:
        begun = extended(before, first)
        scores = likelihoods(begun, seconds)
        found += [(score + gain, begun, gain, first, one.text) for score, one in zip(scores, seconds, strict=True)]
    likely = nlargest(WEIGHED, found, key=_SCORE)
    weighed = (
        Option(extended(begun, last + behind).score + gain, first + last) for _, begun, gain, first, last in likely
    )
    return Options(sorted(weighed, reverse=True))


@lru_cache(maxsize=1 << 12)
def between(lead: int, trail: int) -> Sequence[Reading]:
    """The readings of a place with these bytes: one character, or two with a dropped pair between the bytes."""
    whole = _common([character_of(lead, trail) or ""], -math.inf)
    firsts = [(character_of(lead, middle), followers) for middle, followers in dropped().items()]
    return (Reading("", whole), *_pairs([(first, x) for first, x in firsts if first and _common([first])], trail))


@lru_cache(maxsize=1 << 8)
def beginning(trail: int, marked: bool) -> Sequence[Reading]:
    """The readings of a run's beginning, of which only the last byte is left: one character, or a mark whose second
    byte made a dropped pair with the first byte of one; only those with a mark, if the place is `marked` by a comma
    that was strewn there."""
    alone = _common(by_trail(trail).values())
    marks = [one for one in alone if one.text in CLAUSE]
    others = () if marked else (Reading("", [one for one in alone if one.text not in CLAUSE]),)
    firsts = [(mark, dropped().get((pair_of(mark) or (0, 0))[1], frozenset())) for mark in CLAUSE]
    return (*others, Reading("", marks, BEGUN), *_pairs(firsts, trail, BEGUN))


@lru_cache(maxsize=1 << 8)
def ending(lead: int) -> Sequence[Reading]:
    """The readings of a run's end, of which only the first byte is left."""
    return (Reading("", _common(by_lead(lead))),)


def _pairs(firsts: Iterable[tuple[str, frozenset[int]]], trail: int, gain: float = 0.0) -> Iterator[Reading]:
    """The readings with a pair dropped behind one of `firsts`, each with the bytes that such a pair may end with."""
    ends = by_trail(trail)
    for first, followers in firsts:
        if seconds := _common(c for lead, c in ends.items() if lead in followers):
            yield Reading(first, seconds, gain)


def _common(characters: Iterable[str], rarest: float = RAREST) -> Sequence[Single]:
    """Those of traditional text that are common enough to be guessed."""
    simplified = script_characters().simplified
    found = [single(c) for c in characters if c and c not in simplified]
    return [one for one in found if one.score > rarest]


def _total(scores: Sequence[float]) -> float:
    """The logarithm of the sum of what the `scores` are the logarithms of."""
    most = max(scores, default=-math.inf)
    return most + math.log(sum(math.exp(score - most) for score in scores)) if scores else most
