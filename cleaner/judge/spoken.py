"""The body of a page whose sentences are all of a few words: told by children, a notice, talk, in languages that need
few words. None of them is running text, and yet they are what the page says."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.compiled import Marks
from cleaner.judge.facts import BlockFacts
from cleaner.judge.runs import heaviest_run

#: Shortest sentence that counts, in units, and how many there are at least.
SAID_UNITS, SAID = 3, 3
#: What a sentence weighs beside its units, and what another plain line does: a name, a number or a heading between two
#: sentences does not keep them apart, a menu does.
SENTENCE, PLAIN = 4.0, -2.0


def find_spoken(
    facts: Sequence[BlockFacts], marks: Marks, weights: Sequence[float], plain: Sequence[bool]
) -> tuple[int, int, Sequence[bool]] | None:
    """Start and end of the run with the most of such sentences, and which blocks are text like them; None on a page
    with fewer, and on one without furniture, which is its own body from end to end."""
    said = [
        one and f.ends_sentence and f.units >= SAID_UNITS and not (f.links or f.shared_on)
        for f, one in zip(facts, plain, strict=True)
    ]
    if sum(said) < SAID or not any(mark.beyond_doubt for held in marks for mark in held):
        return None
    start, end = heaviest_run(
        [
            f.units + SENTENCE if says else PLAIN if one and f.units else min(w, 0.0)
            for f, says, one, w in zip(facts, said, plain, weights, strict=True)
        ]
    )
    return (start, end, said) if sum(said[start:end]) >= SAID else None
