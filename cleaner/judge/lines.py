"""What each block of a page tells by itself to the densities, and running sums over the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log1p

from cleaner.judge.words import SHORT_UNITS, Odds, said
from cleaner.model import Block
from cleaner.text.prose import clauses, ends_sentence
from cleaner.text.units import units

#: How many blocks above and below are looked at.
WINDOW = 4
#: Running text has so many units at least, and at most this share of it linked.
LONG_UNITS, LINKED = 25, 0.4


class Lines:
    """For each block its units and their logarithm, the share of it that is linked, the units that are not, its clause
    marks, whether it ends like a sentence, the odds of its words, whether it is running text; and the text before
    each block."""

    def __init__(self, blocks: Sequence[Block], odds: Odds) -> None:
        texts = [block.text for block in blocks]
        self.units = [units(text) for text in texts]
        self.logs = [log1p(size) for size in self.units]
        self.linked = [block.linked_share if block.links else 0.0 for block in blocks]
        self.plain = [size * (1 - share) for size, share in zip(self.units, self.linked, strict=True)]
        self.clauses = [clauses(text) for text in texts]
        self.ends = [ends_sentence(text) for text in texts]
        self.said = [
            said(text, odds) if 0 < size <= SHORT_UNITS else 0.0 for text, size in zip(texts, self.units, strict=True)
        ]
        self.running = [
            size >= LONG_UNITS and share < LINKED and (marks > 0 or ends)
            for size, share, marks, ends in zip(self.units, self.linked, self.clauses, self.ends, strict=True)
        ]
        self.before = [0.0, *accumulate(self.plain)]
        self.total = self.before[-1] or 1.0

    def around(self, block: int) -> float:
        """The text within a few blocks of a block, in units."""
        return self.before[min(block + WINDOW + 1, len(self.units))] - self.before[max(0, block - WINDOW)]
