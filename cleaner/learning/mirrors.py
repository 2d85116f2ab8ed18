"""Clippings of one article: mirrors, copies with a word changed. What they share says nothing of their site."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from cleaner.learning.study import Study

#: Two bodies are one article when so much of what either says is said by both, measured in units of clauses.
SAME = 0.5


def without_mirrors(studies: Sequence[Study]) -> list[Study]:
    """The first clipping of each article, in their order."""
    groups = Groups(len(studies))
    for one, other in candidates([list(study.clauses) for study in studies]):
        if groups.of(one) != groups.of(other) and _alike(studies[one], studies[other]):
            groups.join(one, other)
    return [study for i, study in enumerate(studies) if groups.of(i) == i]


def candidates(marks: Iterable[Iterable[int | str]]) -> Counter[tuple[int, int]]:
    """Pairs of neighbours among those that bear a mark, with how many marks they share: as many pairs as there are
    marks, though thousands bear the same."""
    bearers: dict[int | str, int] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for i, borne in enumerate(marks):
        for mark in borne:
            last = bearers.get(mark)
            if last is not None and last != i:
                pairs[last, i] += 1
            bearers[mark] = i
    return pairs


def _alike(one: Study, other: Study) -> bool:
    common = sum(size for clause, size in one.clauses.items() if clause in other.clauses)
    either = one.body + other.body - common
    return either > 0 and common >= SAME * either


class Groups:
    """Numbers in groups; each group is called by its smallest number."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, number: int) -> int:
        """The group of a number."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two numbers."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low

    def members(self) -> list[list[int]]:
        """The groups, each with its numbers in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            found[self.of(number)].append(number)
        return list(found.values())
