"""Ranges of characters, put together: every list of them is in order, and every function takes one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from cleaner.model import Span


def union(*several: Iterable[Span]) -> tuple[Span, ...]:
    """What any of the lists covers; spans that overlap are one."""
    whole: list[Span] = []
    for span in merge(*several):
        if not whole or span.start >= whole[-1].end:
            whole.append(span)
        elif span.end > whole[-1].end:
            whole[-1] = Span(whole[-1].start, span.end)
    return tuple(whole)


def common(one: Sequence[Span], other: Sequence[Span]) -> Iterator[Span]:
    """What both lists cover; neither overlaps itself."""
    first = second = 0
    while first < len(one) and second < len(other):
        start = max(one[first].start, other[second].start)
        end = min(one[first].end, other[second].end)
        if start < end:
            yield Span(start, end)
        if one[first].end < other[second].end:
            first += 1
        else:
            second += 1
