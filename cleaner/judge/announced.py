"""What the text announces with a colon: a quotation, a short list. It speaks of such words, and does not use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cleaner.judge.facts import BlockFacts
from cleaner.judge.region import Region
from cleaner.judge.survey import Survey

#: A line that announces a list has at least so many units; the list at most so many lines.
ANNOUNCING_UNITS, ANNOUNCED = 4, 8


def find_announced(page: Survey, region: Region, repeats: Callable[[int], int]) -> frozenset[int]:
    """The quotes and the lines of short lists that the text announces with a colon; `region` is where its body is,
    `repeats` says how often the page says what a block says."""
    lists = (i for i in _lists(page, region) if repeats(i) == 1)  # what stands twice is a button
    return frozenset(_quotes(page.facts)).union(lists)


def _quotes(facts: Sequence[BlockFacts]) -> Iterator[int]:
    """The quotes below a line that ends in a colon."""
    last = -1
    for i, (above, quote) in enumerate(pairwise(facts), 1):
        if quote.kind == "quote" and (last == i - 1 if above.kind == "quote" else above.key.endswith(":")):
            last = i
            yield i


def _lists(page: Survey, region: Region) -> Iterator[int]:
    """The lines of short lists within the text, each under a line of it that ends in a colon, with running text of no
    other class behind."""
    facts = page.facts
    for at in range(1, min(region.end + 1, len(facts) - 1)):
        if _announces(page, region, at):
            end = _end(facts, at)
            if page.suspects[end] is None and page.furniture[end] is None:
                yield from range(at + 1, end)


def _end(facts: Sequence[BlockFacts], at: int) -> int:
    """Where the list below the line at `at` ends: at running text, else at the last sentence close below; `at` for
    none."""
    below = range(at + 1, min(at + ANNOUNCED + 2, len(facts)))
    said = (i for i in reversed(below) if facts[i].ends_sentence and facts[i].wide)
    return next((i for i in below if facts[i].prose), next(said, at))


def _announces(page: Survey, region: Region, at: int) -> bool:
    """Whether a line ends in its only colon, and is of the text: in its body, or below running text of no class."""
    facts = page.facts[at]
    if not facts.key.endswith(":") or facts.key.count(":") > 1:
        return False
    above_is_text = page.facts[at - 1].prose and page.suspects[at - 1] is None
    own = page.suspects[at] is None and facts.units >= ANNOUNCING_UNITS
    return own and (at >= region.start or above_is_text)
