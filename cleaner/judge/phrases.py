"""All phrases of all rules, found in one scan of a block's key by an Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation

#: What may stand behind and before a phrase that `is` the whole text or stands at its end: bullets, arrows,
#: brackets, colons, as they are folded.
TAIL = ":.> |~-·!)]+"
HEAD = "· >|-*[(#+<~"

_NONE: frozenset[int] = frozenset()


class Phrases:
    """Phrases of numbered conditions. A number is met when one of its phrases stands where its condition wants it."""

    def __init__(self, conditions: Sequence[tuple[str, str, int]]) -> None:
        """`conditions` are (condition, folded phrase, number); what a text `lacks` is found like what it `says`."""
        places = {phrase: i for i, phrase in enumerate(dict.fromkeys(phrase for _, phrase, _ in conditions))}
        # for each phrase the numbers that it meets: wherever it stands, at the start, at the end, as the whole text
        self._anywhere, self._start, self._end, self._whole = ([_NONE] * len(places) for _ in range(4))
        wanted = {"starts": self._start, "ends": self._end, "is": self._whole}
        known: dict[frozenset[int], frozenset[int]] = {}  # most phrases of a condition are met by it alone
        for how, phrase, number in conditions:
            met, place = wanted.get(how, self._anywhere), places[phrase]
            numbers = met[place] | {number}
            met[place] = known.setdefault(numbers, numbers)
        placed = zip(self._start, self._end, self._whole, strict=True)
        self._placed = frozenset(i for i, numbers in enumerate(placed) if any(numbers))
        # not as a full table (DFA): that takes eight times as long to make, a tenth of a second at every start of the
        # command, and saves a twelfth of a scan that is a hundredth of the cleaning
        self._automaton = AhoCorasick(list(places), implementation=Implementation.ContiguousNFA)

    def met(self, key: str) -> set[int]:
        """The numbers that a key meets."""
        hit: set[int] = set()
        length = len(key)
        heads, tails = (0, length - len(key.lstrip(HEAD))), (length, len(key.rstrip(TAIL)))
        anywhere, placed = self._anywhere, self._placed
        for phrase, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            hit |= anywhere[phrase]
            if phrase not in placed:  # most
                continue
            starts, ends = start in heads, end in tails
            if starts:
                hit |= self._start[phrase]
            if ends:
                hit |= self._end[phrase]
            if starts and ends:
                hit |= self._whole[phrase]
        return hit
