"""The step of datatrove's pipelines on its local executor: the same articles as `clean` gives, at what cost.

Documents are made as `benchmarks.batch` makes clippings, in shards of JSON lines. ``python -m benchmarks.trove IN OUT
WORKERS [bare]`` is the pipeline by itself, so that it can be watched and killed; "bare" is what it is measured by,
`clean` in a loop over the same shards in as many processes.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path

from benchmarks.batch import changed, sources
from benchmarks.table import Table
from benchmarks.watch import Party, Ran, by_turns, surroundings, watched
from cleaner import clean
from cleaner.model import Clip
from cleaner.readers import open_clip

SHARDS = 4
_FETCHED = "2026-03-09T06:05:11+00:00"
#: How often a run is looked at until its first shard is done, in seconds.
_TICK_S = 0.1


@dataclass(frozen=True)
class Alone:
    """What `clean` makes of all documents in one process: a hash of each article by id, and how long it was at work in
    all, in seconds of CPU time."""

    articles: dict[str, str]
    cpu_seconds: float


def trove(corpora: Sequence[str], count: int) -> Table:
    """All measurements, in a folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="cleaner-trove-") as place:
        return _measured(Path(place), corpora, count)


def _measured(place: Path, corpora: Sequence[str], count: int) -> Table:
    size = make(place / "in", corpora, count)
    ran = by_turns(
        {
            "alone": Party(_command("alone.json", 1, bare=True)),
            "both": Party(_command("both.json", 2, bare=True), share=0.5),
            "out1": Party(_command("out1", 1)),
            "out2": Party(_command("out2", 2), share=0.5),
        },
        place,
    )
    alone = Alone(**json.loads((place / "alone.json").read_text()))
    one, two = ran["out1"], ran["out2"]
    found = {name: dict(_articles(place / name)) for name in ("out1", "out2")}
    completed = _killed(place)
    rate, bare = count / two.seconds, count / ran["alone"].seconds
    megabytes = size / 1e6
    lines = [
        ("documents", f"{count:,} of {size / count:,.0f} bytes on average, in {SHARDS} shards"),
        ("clean() in one process", f"{bare:.1f} a second, {1000 * alone.cpu_seconds / count:.1f} ms of CPU time each"),
        ("cost of a MB", f"{alone.cpu_seconds / megabytes:.2f} s of CPU time"),
        ("1 worker", f"{count / one.seconds:.1f} a second: {one.seconds / ran['alone'].seconds - 1:+.0%} time"),
        ("2 workers", f"{rate:.1f} a second: {two.seconds / ran['both'].seconds - 1:+.0%} time beside two clean()"),
        ("CPU time of all processes", ", ".join(_cpu(done, alone) for done in (one, two)) + " (1, 2 workers)"),
        ("peak memory of all processes", f"{_mb(one)} with 1 worker, {_mb(two)} with 2"),
        ("articles as clean() gives them", _verdict(found["out1"] == found["out2"] == alone.articles)),
        (f"killed (-9) with {completed} of {SHARDS} shards done, resumed", _verdict(_same(place, "killed", "out2"))),
        ("exit codes", f"{one.code} {two.code}"),
    ]
    return Table("datatrove's local executor", ("what", "figure"), tuple(lines))


def make(folder: Path, corpora: Sequence[str], count: int) -> int:
    """Write the shards; the bytes of their documents together."""
    folder.mkdir(parents=True)
    size = 0
    files = [(folder / f"{shard}.jsonl").open("w", encoding="utf-8") for shard in range(SHARDS)]
    for i, (suffix, data) in enumerate(islice(cycle(_decoded(corpora)), count)):
        text = changed(data.encode(), suffix, i).decode()
        size += len(text.encode())
        row = {"text": text, "id": f"d{i}", "url": f"https://example.com/{i}", "date": _FETCHED}
        files[i % SHARDS].write(json.dumps(row, ensure_ascii=False) + "\n")
    for file in files:
        file.close()
    return size


def _decoded(corpora: Sequence[str]) -> list[tuple[str, str]]:
    """What documents are made of, as text: datatrove's own form."""
    found = ((suffix, open_clip(data, Clip("", "html"), None, None, len(data))) for suffix, data in sources(corpora))
    return [(suffix, clip.text.encode("utf-8", "replace").decode()) for suffix, clip in found]


def _alone(paths: Sequence[Path]) -> Alone:
    clean("渡口的灯")
    articles: dict[str, str] = {}
    cpu = 0.0
    for path in paths:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            fetched = datetime.fromisoformat(row["date"])
            spent = time.process_time()
            article = clean(row["text"], url=row["url"], crawled=fetched)
            cpu += time.process_time() - spent
            stated = [article.title, article.metadata.date, article.metadata.author, article.status]
            articles[row["id"]] = _hash(article.text, stated)
    return Alone(articles, cpu)


def _hash(text: str, stated: list[str | None]) -> str:
    return hashlib.sha256(json.dumps([text, stated]).encode()).hexdigest()


def _articles(out: Path) -> Iterator[tuple[str, str]]:
    """Id and hash of every document that came out."""
    for path in sorted((out / "clean").iterdir()):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            said = row["metadata"]
            yield row["id"], _hash(row.get("text", ""), [said[key] for key in ("title", "date", "author", "status")])


def _command(out: str, workers: int, bare: bool = False) -> list[str]:
    return [sys.executable, "-m", "benchmarks.trove", "in", out, str(workers), *(["bare"] if bare else [])]


def _killed(place: Path) -> int:
    """Kill a run, all its processes at once, when its first shard is done, and run it again; how many were done."""
    process = subprocess.Popen(
        _command("killed", 2), cwd=place, stderr=subprocess.DEVNULL, env=surroundings(), start_new_session=True
    )
    while process.poll() is None and not _completed(place):
        time.sleep(_TICK_S)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    completed = _completed(place)
    watched(_command("killed", 2), place)
    return completed


def _completed(place: Path) -> int:
    return len(list((place / "killed/logs").glob("completions/*")))


def _same(place: Path, one: str, other: str) -> bool:
    files = [{path.name: path.read_bytes() for path in (place / name / "clean").iterdir()} for name in (one, other)]
    return files[0] == files[1]


def _verdict(same: bool) -> str:
    return "the same" if same else "NOT THE SAME"


def _cpu(ran: Ran, alone: Alone) -> str:
    return f"{ran.cpu_seconds / alone.cpu_seconds:.2f}"


def _mb(ran: Ran) -> str:
    return f"{max(ran.first_bytes, ran.last_bytes) / 1e6:.0f} MB"


def pipeline(documents: str, out: str, workers: int) -> None:
    """Clean JSON lines into JSON lines."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415 - an extra
    from datatrove.pipeline.readers import JsonlReader  # noqa: PLC0415
    from datatrove.pipeline.writers import JsonlWriter  # noqa: PLC0415

    from cleaner.integrations.datatrove import CleanerStep  # noqa: PLC0415

    LocalPipelineExecutor(
        [JsonlReader(documents), CleanerStep(), JsonlWriter(f"{out}/clean", compression=None)],
        tasks=SHARDS,
        workers=workers,
        logging_dir=f"{out}/logs",
    ).run()


def loop(documents: str, out: str, processes: int) -> None:
    """`clean` in a loop over the same documents, in so many processes with as many shards each."""
    paths = sorted(Path(documents).iterdir())
    with ProcessPoolExecutor(processes) as pool:
        parts = list(pool.map(_alone, [paths[i::processes] for i in range(processes)]))
    whole = Alone(
        {name: one for part in parts for name, one in part.articles.items()}, sum(p.cpu_seconds for p in parts)
    )
    Path(out).write_text(json.dumps(asdict(whole)))


if __name__ == "__main__":
    (loop if sys.argv[4:] == ["bare"] else pipeline)(sys.argv[1], sys.argv[2], int(sys.argv[3]))
