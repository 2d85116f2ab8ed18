"""How fast each extractor goes through the pages of corpora, and in how much memory."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from benchmarks.peers import YARDSTICK
from benchmarks.table import Table, figure
from benchmarks.worker import Outcome

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Lap:
    """One page through one extractor: CPU milliseconds (None: a failure) and the peak memory of its process so far."""

    ms: float | None
    peak_bytes: int


#: The laps of each extractor, by its name. Lap i of each is the same page.
Laps = dict[str, list[Lap]]


def lap(outcome: Outcome) -> Lap:
    """The lap of one page; its text is let go of."""
    return Lap(None if outcome.failure else outcome.ms, outcome.peak_bytes)


def table(run: Laps) -> Table:
    """One row for each extractor, in CPU time; the last column is how many times as fast as the yardstick it is."""
    head = ("", "pages\na second", "ms\nmedian", "ms\np95", "peak\nMB", "failed", "times as\nfast")
    rows = [(name, *_cells(figures(name, run))) for name in run]
    pages = len(next(iter(run.values()), []))
    notes = (
        f"CPU time, page by page in turn; times as fast as {YARDSTICK}, on the pages that both finished.",
        "The cleaner is given bytes and decodes them, the peers are given the decoded string.",
    )
    return Table(f"Speed: {pages} pages, one core", head, tuple(rows), notes)


def _cells(got: dict[str, Any]) -> tuple[str, ...]:
    return (
        figure(got["pages_per_s"], 1),
        figure(got["ms_median"], 2),
        figure(got["ms_p95"], 1),
        figure(got["peak_mb"], 0),
        str(got["failed"]),
        figure(got["times_as_fast"], 2),
    )


def figures(name: str, run: Laps) -> dict[str, Any]:
    """The figures of one extractor; failures are left out of every time. None where nothing was finished."""
    times = [lap.ms for lap in run[name] if lap.ms is not None]
    return {
        "pages_per_s": 1000 * len(times) / sum(times) if sum(times) else None,
        "ms_median": statistics.median(times) if times else None,
        "ms_p95": sorted(times)[int(0.95 * (len(times) - 1) + 0.5)] if times else None,
        "peak_mb": max(lap.peak_bytes for lap in run[name]) / _MEGABYTE if times else None,
        "failed": len(run[name]) - len(times),
        "times_as_fast": ratio(run.get(YARDSTICK, []), run[name]),
    }


def ratio(theirs: list[Lap], ours: list[Lap]) -> float | None:
    """The time of `theirs` over that of `ours`, on the pages that both finished; None where there are none."""
    both = [(a.ms, b.ms) for a, b in zip(theirs, ours, strict=False) if a.ms is not None and b.ms is not None]
    spent = sum(ms for _, ms in both)
    return sum(ms for ms, _ in both) / spent if spent else None
