"""All phrases of all rules, found in one scan of a block's key.

What may stand anywhere is found by an Aho-Corasick automaton; what is the whole text, or stands at one of its ends,
is looked up by its first or last character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import ahocorasick

#: What may stand behind and before a phrase that `is` the whole text or stands at its end: bullets, arrows,
#: brackets, colons, as they are folded.
TAIL = ":.> |~-·!)]+"
HEAD = "· >|-*[(#+<~"

#: The phrase conditions. What `lacks` must not occur is found like what a text `says`.
PHRASE_CONDITIONS = ("says", "starts", "ends", "is", "lacks")


class Phrases:
    """Phrases of numbered conditions. A number is met when one of its phrases stands where its condition wants it."""

    def __init__(self, conditions: Iterable[tuple[str, str, int, bool]]) -> None:
        """`conditions` are (condition, folded phrase, number, whether a long block can meet it)."""
        anywhere: dict[str, set[int]] = defaultdict(set)
        long: dict[str, set[int]] = defaultdict(set)
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._starts: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._ends: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for how, phrase, number, patient in conditions:
            if how == "is":
                self._whole[phrase].add(number)
            elif how == "starts":
                self._starts[phrase[0]][phrase].add(number)
            elif how == "ends":
                self._ends[phrase[-1]][phrase].add(number)
            else:
                anywhere[phrase].add(number)
                if patient:
                    long[phrase].add(number)
        self._anywhere, self._anywhere_long = _automaton(anywhere), _automaton(long)

    def met(self, key: str, is_long: bool) -> frozenset[int]:
        """The numbers that a key meets; of a long block only those that a long block can meet are sought inside it."""
        hit: set[int] = set()
        automaton = self._anywhere_long if is_long else self._anywhere
        if automaton is not None:
            for _, numbers in automaton.iter(key):
                hit |= numbers
        behind = key.lstrip(HEAD)
        before = key.rstrip(TAIL)
        for text in {key, behind}:
            for phrase, numbers in self._starts.get(text[:1], _NO_PHRASES).items():
                if text.startswith(phrase):
                    hit |= numbers
            hit |= self._whole.get(text, _NONE) | self._whole.get(text.rstrip(TAIL), _NONE)
        for text in {key, before}:
            for phrase, numbers in self._ends.get(text[-1:], _NO_PHRASES).items():
                if text.endswith(phrase):
                    hit |= numbers
        return frozenset(hit)


_NONE: frozenset[int] = frozenset()
_NO_PHRASES: Mapping[str, set[int]] = {}


def _automaton(phrases: Mapping[str, set[int]]) -> Any:
    """An automaton that finds all phrases in one scan, None for no phrase."""
    if not phrases:
        return None
    automaton = ahocorasick.Automaton()
    for phrase, numbers in phrases.items():
        automaton.add_word(phrase, frozenset(numbers))
    automaton.make_automaton()
    return automaton
