"""What a run came to, added up as it goes: a run of a hundred thousand takes no more room than one of ten."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field

from cleaner.batch.run import Done

#: How many of the documents to review are remembered.
REVIEWED = 50


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. Counts are in characters where they say so, else in documents. `known` were done in an
    earlier run; `alike` say what an earlier one of this run says, `sharing` have a paragraph of one. `review` has the
    name, why, and the confidence of those to look at first, least confidence first."""

    statuses: Counter[str] = field(default_factory=Counter)
    kept_characters: int = 0
    removed_characters: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    review: tuple[tuple[str, str, float], ...] = ()
    known: int = 0
    alike: int = 0
    sharing: int = 0

    @property
    def documents(self) -> int:
        """How many there were."""
        return self.statuses.total()


class Tally:
    """Adds up results as they come."""

    def __init__(self) -> None:
        self._statuses: Counter[str] = Counter()
        self._removed: Counter[str] = Counter()
        self._rules: Counter[str] = Counter()
        self._kept = self._known = self._alike = self._sharing = 0
        self._review: list[tuple[float, int, str, str]] = []

    def add(self, done: Done) -> None:
        """One more; a remark on what is no clipping counts nowhere."""
        if done.aside:
            return
        result = done.result
        self._statuses[result.status] += 1
        self._kept += result.kept
        self._known += done.known
        self._alike += done.like is not None
        self._sharing += bool(done.shares)
        self._removed.update(dict(result.removed))
        self._rules.update(dict(result.rules))
        if result.status != "ok":
            row = (-result.confidence, -self._statuses.total(), done.origin.name, result.remarks or result.status)
            (heapq.heappush if len(self._review) < REVIEWED else heapq.heappushpop)(self._review, row)

    @property
    def failures(self) -> int:
        """How many gave no article to speak of."""
        return self._statuses["failed"] + self._statuses["empty"]

    @property
    def documents(self) -> int:
        """How many there were so far."""
        return self._statuses.total()

    def summary(self) -> Summary:
        """What it came to so far; what is added later is none of it."""
        review = tuple((name, why, -confidence) for confidence, _, name, why in sorted(self._review, reverse=True))
        statuses, removed, rules = map(Counter, (self._statuses, self._removed, self._rules))
        return Summary(statuses, self._kept, removed, rules, review, self._known, self._alike, self._sharing)
