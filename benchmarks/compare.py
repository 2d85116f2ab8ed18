"""One run of all extractors over the pages of corpora, and what is drawn from it: accuracy, speed, all the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks import accuracy, page_speed
from benchmarks.accuracy import Marks
from benchmarks.corpus import Row, find, rows
from benchmarks.page_speed import Laps
from benchmarks.peers import Peer
from benchmarks.rounds import rounds, told
from benchmarks.table import Table


@dataclass(frozen=True)
class Run:
    """What the extractors did: marks, laps and failures (page and reason) by the extractor's name."""

    marks: Marks = field(default_factory=lambda: defaultdict(list))
    laps: Laps = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def run(pages: Iterator[Row], peers: Sequence[Peer], limit_s: float) -> Run:
    """All pages through all peers; of each page only the figures are kept."""
    done = Run()
    for row, made in told(rounds(pages, peers, limit_s)):
        for name, outcome in made.items():
            done.marks[name].append(accuracy.mark(row, outcome))
            done.laps[name].append(page_speed.lap(outcome))
            if outcome.failure:
                done.failures[name].append(f"{row.corpus} {row.id}: {outcome.failure}")
    return done


def pages_of(names: Sequence[str], limit: int | None) -> Iterator[Row]:
    """The rows of all the files that `names` mean, in their order, `limit` of each. Files are looked for at once."""
    files = [path for name in names for path in find(name)]
    return (row for path in files for row in rows(path, limit))


def table(done: Run, what: str) -> Table:
    """The table of `what`: "accuracy" or "speed"."""
    return accuracy.table(done.marks) if what == "accuracy" else page_speed.table(done.laps)


def figures(done: Run, peers: Sequence[Peer]) -> dict[str, Any]:
    """Everything that was measured, by the extractor's name, as plain values."""
    return {
        peer.name: {
            "version": peer.version,
            "accuracy": accuracy.figures(done.marks[peer.name]),
            "speed": page_speed.figures(peer.name, done.laps),
            "failures": done.failures[peer.name],
        }
        for peer in peers
    }
