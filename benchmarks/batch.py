"""A whole folder: how many clippings a second against one process that does nothing but `clean`, how much memory, and
whether every way there leads to the same bytes.

The clippings are made of given ones (a corpus, and the repository's seeds) by repetition, each with a line of its own,
so that no two are the same. Rates are those of this machine; what counts are the ratios.
"""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

from benchmarks.clippings import seeds
from benchmarks.corpus import find, rows
from benchmarks.table import Table
from benchmarks.watch import Ran, surroundings, watched
from cleaner import clean

#: How many of the clippings `clean` is timed with, drawn by lot, the same ones each time.
SAMPLE = 1_000
_COMMAND = (sys.executable, "-m", "cleaner.cli.main", "clean")


def batch(corpora: Sequence[str], count: int, jobs: int) -> Table:
    """All measurements, in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="cleaner-batch-") as place:
        return _measured(Path(place), corpora, count, jobs)


def _measured(place: Path, corpora: Sequence[str], count: int, jobs: int) -> Table:
    size = make(place / "in", corpora, count)
    before, first, after = _alone(place / "in"), _run(place, "jobs", "--jobs", str(jobs)), _alone(place / "in")
    clock, cpu = (sum(both) / 2 for both in zip(before, after, strict=True))  # the machine's speed drifts
    runs = {
        "jobs": first,
        "again": _run(place, "jobs", "--jobs", str(jobs)),
        "one": _run(place, "one", "--jobs", "1"),
    }
    kills = _killed(place, jobs, runs["jobs"].seconds)
    same = digest(place / "one") == digest(place / "jobs")
    resumed = digest(place / "killed") == digest(place / "jobs")
    many, again = runs["jobs"], runs["again"]
    rate = count / many.seconds
    lines = [
        ("clippings", f"{count:,} of {size / count:,.0f} bytes on average"),
        ("clean() in one process", f"{1 / clock:.1f} a second, {1000 * cpu:.1f} ms of CPU time each"),
        (f"the command with --jobs {jobs}", f"{rate:.1f} a second, {rate * clock:.2f} times as many"),
        ("CPU time of all its processes", f"{many.cpu_seconds / count / cpu:.2f} times that of clean() alone"),
        ("the command with --jobs 1", f"{count / runs['one'].seconds:.1f} a second"),
        ("peak memory of all processes", f"{_mb(many.first_bytes)} first quarter, {_mb(many.last_bytes)} last quarter"),
        (f"the same bytes with --jobs 1 and {jobs}", "yes" if same else "NO"),
        (f"killed (-9) {kills} times and resumed: the same bytes", "yes" if resumed else "NO"),
        ("a second run", f"{again.seconds:.2f} s, {many.seconds / again.seconds:.1f} times as fast"),
        ("exit codes", f"{many.code} {again.code} {runs['one'].code}"),
    ]
    return Table("A whole folder", ("what", "figure"), tuple(lines))


def make(folder: Path, corpora: Sequence[str], count: int) -> int:
    """Write the clippings, in folders of a hundred; their bytes together."""
    size = 0
    for i, (suffix, data) in enumerate(islice(cycle(sources(corpora)), count)):
        place = folder / f"{i // 100:04}" / f"{i:06}{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        own = changed(data, suffix, i)
        place.write_bytes(own)
        size += len(own)
    return size


def sources(corpora: Sequence[str]) -> list[tuple[str, bytes]]:
    """Suffix and bytes of what the clippings are made of: flat ones and pages by turns."""
    flat = [(Path(name).suffix, text.encode()) for name, text in seeds()]
    pages = [(".html", row.page.data) for name in corpora for path in find(name) for row in rows(path)]
    if not pages:
        return flat
    flats = cycle(flat)
    return [one for page in pages for one in (page, next(flats))]


def changed(data: bytes, suffix: str, number: int) -> bytes:
    """The clipping with a sentence of its own at its end, in ASCII, which every encoding of a page has."""
    said = f"Letter {number} was sent in spring, and nobody opened it before the autumn."
    if suffix != ".html":
        return data.rstrip() + f"\n\n{said}\n".encode()
    head, body, foot = data.rpartition(b"</body>")
    return head + f"<p>{said}</p>".encode() + body + foot if body else data + said.encode()


def _alone(folder: Path) -> tuple[float, float]:
    """What one clipping takes through `clean` and its Markdown, in a loop, in this process: seconds of the clock, and
    of CPU time."""
    paths = _files(folder)
    sample = [path.read_bytes() for path in Random(1).sample(paths, min(SAMPLE, len(paths)))]
    clean(sample[0]).to_markdown()
    begun, spent = time.perf_counter(), time.process_time()
    for data in sample:
        clean(data).to_markdown()
    return (time.perf_counter() - begun) / len(sample), (time.process_time() - spent) / len(sample)


def _run(place: Path, output: str, *options: str) -> Ran:
    """The command over all clippings."""
    return watched([*_COMMAND, "in", "-o", output, "--quiet", *options], place)


def _killed(place: Path, jobs: int, seconds: float) -> int:
    """Kill runs after a while, the next after a longer one, and let the last come to its end; how many were killed."""
    kills = 0
    for share in (0.25, 0.4, 0.3):
        command = [*_COMMAND, "in", "-o", "killed", "--quiet", "--jobs", str(jobs)]
        process = subprocess.Popen(command, cwd=place, stderr=subprocess.DEVNULL, env=surroundings())
        try:
            process.wait(max(2.0, share * seconds))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    _run(place, "killed", "--jobs", str(jobs))
    return kills


def digest(folder: Path) -> str:
    """A hash of all articles of a folder, with their names."""
    total = hashlib.sha256()
    for path in _files(folder):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and ".cleaner" not in path.parts)


def _mb(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
