"""How an extractor's time grows with a hostile page: each page twice as large as the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from benchmarks.corpus import Page
from benchmarks.hostile_cases import GROWTHS, Growth
from benchmarks.peers import Peer
from benchmarks.table import Table, figure
from benchmarks.worker import Worker

#: How often the size doubles up to the largest, and how often each page is cleaned: the fastest counts.
DOUBLINGS, RUNS = 4, 2


@dataclass(frozen=True)
class Rise:
    """One make of page in growing sizes: CPU seconds for each, None for a failure."""

    name: str
    counts: tuple[int, ...]
    seconds: tuple[float | None, ...]

    @property
    def worst(self) -> float | None:
        """The largest ratio of the time of a page to that of one half its size; None where nothing was finished."""
        both = [(a, b) for a, b in pairwise(self.seconds) if a and b is not None]
        return max((b / a for a, b in both), default=None)


def rises(peer: Peer, limit_s: float, growths: Iterable[Growth] = GROWTHS) -> list[Rise]:
    """Every make of page in every size through one extractor."""
    with Worker(peer) as worker:
        return [_rise(worker, growth, limit_s) for growth in growths]


def _rise(worker: Worker, growth: Growth, limit_s: float) -> Rise:
    counts = tuple(growth.largest >> (DOUBLINGS - step) for step in range(DOUBLINGS + 1))
    return Rise(growth.name, counts, tuple(_seconds(worker, growth.page_of(count), limit_s) for count in counts))


def _seconds(worker: Worker, data: bytes, limit_s: float) -> float | None:
    page = Page(data, data.decode(), "https://example.com/harbour", "utf-8", "en")
    done = [worker.ask(page, limit_s) for _ in range(RUNS)]
    return min((one.ms / 1000 for one in done if not one.failure), default=None)


def table(risen: Sequence[Rise], peer: str) -> Table:
    """One row for each make of page: seconds for each size, and the largest ratio at a doubling."""
    sizes = [f"1/{1 << (DOUBLINGS - step)}" for step in range(DOUBLINGS)]
    rows = [
        (f"{rise.counts[-1]:,} {rise.name}", *(figure(s, 2) for s in rise.seconds), figure(rise.worst, 2))
        for rise in risen
    ]
    notes = ("CPU seconds for a page of so many parts, for half of them, and so on; 2.0 is linear.",)
    return Table(f"Growth: {peer}", ("", *sizes, "whole", "largest\nratio"), tuple(rows), notes)


def figures(risen: Sequence[Rise]) -> list[dict[str, Any]]:
    """The rises as plain values."""
    return [asdict(rise) | {"worst": rise.worst} for rise in risen]
