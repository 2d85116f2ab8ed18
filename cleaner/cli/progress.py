"""How far a run is, for whoever looks on."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from cleaner.batch.files import Source
from cleaner.batch.run import Done
from cleaner.batch.summary import Tally


class Progress:
    """A line on standard error with sources done, rate, time left and failures; a context manager. What is written to
    standard error meanwhile stands above it."""

    def __init__(self, sources: int) -> None:
        self._bar = Bar(
            TextColumn("cleaning"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failures]}"),
            console=Console(stderr=True, highlight=False),
            transient=True,
        )
        self._task = self._bar.add_task("", total=sources, rate="", failures="")
        self._source: Source | None = None

    def done(self, done: Done, tally: Tally) -> None:
        """One more. A source counts when the first of its clippings is done."""
        ahead = 1 if done.origin.source != self._source else 0
        self._source = done.origin.source
        task = self._bar.tasks[0]
        rate = f"{tally.documents / task.elapsed:.0f}/s" if task.elapsed else ""
        failures = f"[red]{tally.failures:,} failed[/]" if tally.failures else ""
        self._bar.update(self._task, advance=ahead, rate=rate, failures=failures)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
