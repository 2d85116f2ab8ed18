"""What many pages take, reckoned from what one takes here: cores, hours, storage, shards. docs/scale.md says how the
figures were measured, and what fails first."""

from __future__ import annotations

import random
from dataclasses import dataclass
from heapq import heapreplace

from benchmarks.table import Table

#: Measured with `python -m benchmarks datatrove CORPUS...` (docs/scale.md): CPU time and size of a page, and what the
#: pipeline takes beside `clean`, as a share of that.
PAGE_MS, PAGE_KB, OVERHEAD = 34.0, 74.0, 0.40
#: Assumed, not measured: packed, the pages of web archives take about a quarter of their size, clean documents in zstd
#: a fiftieth.
PACKED, CLEAN = 0.25, 0.02
#: Memory of a core: a task's own process, and its worker with a large page, in GB.
CORE_GB = 1.0
#: A shard takes about so long, in minutes: what a kill costs at the most, and long against the seconds of a start.
SHARD_MIN = 30.0
#: Seconds until a task cleans, and the spread of the time that shards of the same size take (1: none).
START_S, SPREAD = 3.0, 1.3
#: Pages, and the cores that they are planned for.
PLANS = ((10**6, (2, 16)), (10**8, (256, 1_024)), (10**9, (1_024, 8_192)))


@dataclass(frozen=True)
class Measured:
    """A page's CPU time in milliseconds and size in kilobytes, and the pipeline's share on top."""

    ms: float = PAGE_MS
    kb: float = PAGE_KB
    overhead: float = OVERHEAD

    @property
    def seconds(self) -> float:
        """What a page takes of one core."""
        return self.ms / 1000 * (1 + self.overhead)


def plan(measured: Measured) -> Table:
    """A row for each number of pages and of cores."""
    head = (
        "pages",
        "cores",
        "core\nhours",
        "hours",
        "idle\nat the end",
        "shards",
        "pages\na shard",
        "in\nTB",
        "out\nTB",
        "GB of\nmemory",
    )
    rows = [row(pages, cores, measured) for pages, many in PLANS for cores in many]
    note = f"{measured.ms:g} ms and {measured.kb:g} kB a page, {measured.overhead:.0%} on top for the pipeline."
    return Table("Cleaning many pages", head, tuple(rows), (note,))


def row(pages: int, cores: int, measured: Measured) -> tuple[str, ...]:
    """What so many pages take on so many cores."""
    shards = shards_of(pages, cores, measured)
    seconds = pages * measured.seconds
    took = elapsed(shards, seconds / shards, cores)
    idle = max(0.0, 1 - (seconds + shards * START_S) / (took * cores))
    size = pages * measured.kb / 1e9
    figures = (seconds / 3600, took / 3600, 100 * idle)
    return (
        f"{pages:,}",
        f"{cores:,}",
        f"{figures[0]:,.0f}",
        f"{figures[1]:,.1f}",
        f"{figures[2]:.0f} %",
        f"{shards:,}",
        f"{pages // shards:,}",
        f"{size * PACKED:,.2f}",
        f"{size * CLEAN:,.3f}",
        f"{cores * CORE_GB:,.0f}",
    )


def shards_of(pages: int, cores: int, measured: Measured) -> int:
    """Shards of about `SHARD_MIN`, but four for each core at the least: the last ones must not keep all waiting."""
    return max(4 * cores, round(pages * measured.seconds / (60 * SHARD_MIN)))


def elapsed(shards: int, seconds: float, cores: int, seed: int = 1) -> float:
    """A simulation: shards that take about so many seconds each, in whose way nobody stands, given to the next free
    core; when the last one is done, in seconds. Always the same for the same `seed`."""
    chance = random.Random(seed)
    free = [0.0] * cores
    for _ in range(shards):
        took = START_S + seconds * chance.triangular(2 - SPREAD, SPREAD, 1)
        heapreplace(free, free[0] + took)
    return max(free)
