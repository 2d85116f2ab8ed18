"""How many clippings a second one core cleans, where the time goes, and how the cost grows.

python -m benchmarks speed     clippings of 4 kB a second, and the share of each stage
python -m benchmarks linear    cost from 1 kB to 10 MB: milliseconds, and the ratio at each doubling
python -m benchmarks start     how long the command takes to say its help, and to clean one small file
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from benchmarks.clippings import SEEDS, grown, seeds
from cleaner import clean
from cleaner.judge.judge import judge
from cleaner.judge.rulebook import rulebook
from cleaner.judge.survey import survey
from cleaner.metadata.read import read_metadata
from cleaner.metadata.title import find_title
from cleaner.model import Clip
from cleaner.readers import open_clip, read

T = TypeVar("T")

#: The size of a clipping, in bytes, and how often each is cleaned.
SIZE, PASSES = 4_096, 7


def speed() -> int:
    """Clippings of 4 kB a second through clean(), everything included: the median of several passes."""
    clips = [(name, grown(text, SIZE).encode()) for name, text in seeds()]
    for name, data in clips:
        clean(data, path=name)
    rates, yardstick = [], []
    for _ in range(PASSES):
        rates.append(len(clips) / _spent(lambda: [clean(data, path=name) for name, data in clips]))
        text = "".join(data.decode() for _, data in clips)
        yardstick.append(_spent(lambda text=text: unicodedata.normalize("NFKC", text)))  # type: ignore[misc]
    sizes = [len(data) for _, data in clips]
    print(f"{len(clips)} clippings of {min(sizes)} to {max(sizes)} bytes, {PASSES} passes, one core")
    print(f"clippings a second: median {statistics.median(rates):.0f}, from {min(rates):.0f} to {max(rates):.0f}")
    one_pass = len(clips) / statistics.median(rates)
    print(f"the time of NFKC over the same text, times {one_pass / statistics.median(yardstick):.0f}")
    _stages(clips)
    return 0


def _stages(clips: list[tuple[str, bytes]]) -> None:
    """The share of each stage in the time of cleaning."""
    spent: Counter[str] = Counter()
    book = rulebook(())

    def timed(stage: str, call: Callable[..., T], *args: Any) -> T:
        begun = time.perf_counter()
        result = call(*args)
        spent[stage] += int(1e9 * (time.perf_counter() - begun))
        return result

    for name, data in clips * 3:
        clip = timed("decode", open_clip, data, Clip("", "text", None, name), None, None, 10**9)
        document = timed("read", read, clip)
        page = timed("measure and ask", survey, document, book)
        title = timed("title", find_title, document, page.region.start, page.suspects, page.keys)
        verdicts = timed("judge", judge, document, page, title.blocks, title.keys)
        timed("metadata", read_metadata, document, verdicts, title)
    total = sum(spent.values())
    print("of that: " + ", ".join(f"{stage} {100 * part / total:.0f} %" for stage, part in spent.most_common()))


def linear() -> int:
    """Cost from 640 bytes to 10 MB, doubled each time: the best of some runs, and the ratio at each doubling."""
    text = dict(seeds())["001-city-news-cms.txt"]
    size, before, worst = 640, 0.0, 0.0
    clean(text)
    print(f"{'bytes':>12} {'ms':>10} {'us per kB':>10} {'ratio':>6}")
    while size <= 10_500_000:
        data = (
            grown(text, size) if size > len(text.encode()) else text.encode()[:size].decode("utf-8", "ignore")
        ).encode()
        spent = min(_spent(lambda data=data: clean(data)) for _ in range(3))  # type: ignore[misc]
        ratio = spent / before if before else 0.0
        worst = max(worst, ratio)
        print(f"{len(data):12,} {1000 * spent:10.2f} {1e9 * spent / len(data):10.1f} {ratio or float('nan'):6.2f}")
        size, before = size * 2, spent
    print(f"largest ratio at a doubling: {worst:.2f}")
    return 0


def start() -> int:
    """How long `cleaner --help` and `cleaner clean` of one small file take, against an interpreter that does nothing.

    Processor time and time by the clock, the least of some runs: others may want the machine, too.
    """
    clipping = str(SEEDS / "001-city-news-cms.txt")
    commands = {
        "python alone": ["-c", ""],
        "cleaner --help": ["-m", "cleaner.cli.main", "--help"],
        "cleaner clean FILE": ["-m", "cleaner.cli.main", "clean", clipping],
    }
    for name, arguments in commands.items():
        runs = [_process([sys.executable, *arguments]) for _ in range(PASSES)]
        clock, processor = (min(times) for times in zip(*runs, strict=True))
        print(f"{name:20} {clock:.3f} s, of processors {processor:.3f} s")
    return 0


def _process(command: list[str]) -> tuple[float, float]:
    """How long a command takes, in seconds: by the clock and of processors."""
    before = os.times()
    clock = _spent(lambda: subprocess.run(command, check=True, capture_output=True))
    after = os.times()
    processors = after.children_user + after.children_system - before.children_user - before.children_system
    return clock, processors


def _spent(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
