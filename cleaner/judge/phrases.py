"""All phrases of all rules, found in one scan of a block's key by an Aho-Corasick automaton."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

#: What may stand behind and before a phrase that `is` the whole text or stands at its end: bullets, arrows,
#: brackets, colons, as they are folded.
TAIL = ":.> |~-·!)]+"
HEAD = "· >|-*[(#+<~"

#: The phrase conditions. What `lacks` must not occur is found like what a text `says`.
PHRASE_CONDITIONS = ("says", "starts", "ends", "is", "lacks")


class _Wanted(NamedTuple):
    """The numbers that a phrase meets: wherever it stands, at the start, at the end, as the whole text."""

    anywhere: set[int]
    start: set[int]
    end: set[int]
    whole: set[int]


class Phrases:
    """Phrases of numbered conditions. A number is met when one of its phrases stands where its condition wants it."""

    def __init__(self, conditions: Iterable[tuple[str, str, int]]) -> None:
        """`conditions` are (condition, folded phrase, number)."""
        wanted: dict[str, _Wanted] = defaultdict(lambda: _Wanted(set(), set(), set(), set()))
        for how, phrase, number in conditions:
            {"starts": wanted[phrase].start, "ends": wanted[phrase].end, "is": wanted[phrase].whole}.get(
                how, wanted[phrase].anywhere
            ).add(number)
        self._wanted = tuple(wanted.values())
        # not as a full table (DFA): that takes eight times as long to make, a tenth of a second at every start of the
        # command, and saves a twelfth of a scan that is a hundredth of the cleaning
        self._automaton = AhoCorasick(list(wanted), implementation=Implementation.ContiguousNFA)

    def met(self, key: str) -> set[int]:
        """The numbers that a key meets."""
        hit: set[int] = set()
        length = len(key)
        head, tail = length - len(key.lstrip(HEAD)), len(key.rstrip(TAIL))
        for phrase, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            wanted = self._wanted[phrase]
            starts, ends = start in (0, head), end in (length, tail)
            hit |= wanted.anywhere
            if starts:
                hit |= wanted.start
            if ends:
                hit |= wanted.end
            if starts and ends:
                hit |= wanted.whole
        return hit
