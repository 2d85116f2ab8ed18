"""Following a run at the terminal: what is told of each clipping, and how it ends."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.batch.files import FileError
from cleaner.batch.order import WorkerError
from cleaner.batch.outlets import Outlet
from cleaner.batch.paragraphs import Common
from cleaner.batch.result import failed
from cleaner.batch.run import Done
from cleaner.batch.summary import Summary, Tally
from cleaner.batch.writing import ends_the_run
from cleaner.cli.inputs import named
from cleaner.cli.standard import StreamError, complain, print_error

#: Exit codes of what was broken off: 128 and the number of the signal.
_INTERRUPTED, _TERMINATED = 130, 143


class _Terminated(KeyboardInterrupt):
    """The signal to end, which ends a run as an interrupt does, with another exit code."""


@dataclass(frozen=True, slots=True)
class Following:
    """How a run is told: its output (None: standard output, and no summary), what it needs to show how far it is, and
    what knows the paragraphs that most articles have."""

    output: Path | None
    quiet: bool
    log_format: str
    count: Callable[[], int]
    commonest: Callable[[int], Sequence[Common]] = lambda most: ()

    @property
    def as_json(self) -> bool:
        """Whether standard error is for programs."""
        return self.log_format == "json"

    @property
    def shows_progress(self) -> bool:
        """Whether somebody looks on."""
        return sys.stderr.isatty() and not self.quiet and not self.as_json and self.output is not None


def follow(run: Generator[Done], outlet: Outlet, how: Following) -> int:
    """Write and tell what comes, to the end, to what ends it, or to an interrupt. The exit code."""
    tally = Tally()
    code, why = 0, ""
    try:
        with _termination():
            with _progress(how) as progress, closing(run):
                for done in run:
                    tally.add(_put(done, outlet, how))
                    if progress:
                        progress.done(done, tally)
            outlet.close(whole=True)
    except KeyboardInterrupt as error:
        terminated = isinstance(error, _Terminated)
        code, why = (_TERMINATED, "terminated") if terminated else (_INTERRUPTED, "interrupted")
        _closed(outlet)
    except (FileError, WorkerError) as error:
        code, why = 1, str(error)
        complain(str(getattr(error, "path", how.output or "workers")), f"{error}; the run ends here")
        with suppress(FileError):  # it has been told
            outlet.close(whole=False)
    except StreamError:
        with suppress(FileError):  # nobody can be told
            outlet.close(whole=False)
        raise
    _tell_end(tally.summary(), how, why if code > 1 else "", code)
    return code or (1 if tally.failures else 0)


def _put(done: Done, outlet: Outlet, how: Following) -> Done:
    """Hand on one clipping; where it cannot be written nothing came of it. Raises `FileError` where no other can be
    written either."""
    try:
        remark = outlet.put(done)
    except FileError as error:
        if ends_the_run(error):
            raise
        done = Done(done.origin, done.name, failed("unwritable", str(error)))
        _tell(done, None, how, str(error.path))
        return done
    _tell(done, remark, how)
    return done


def _tell(done: Done, remark: str | None, how: Following, place: str | None = None) -> None:
    """Why nothing came of a clipping; or what its reader should know of the article, such as bytes that were lost."""
    if how.as_json:
        print_error(json.dumps(_record(done, remark)))
        return
    name = place or named(done.origin)
    if done.result.trouble:
        complain(name, done.result.trouble)
    elif not done.known:
        for warning in done.result.warnings:
            complain(name, warning.message)
    if remark:
        complain(name, remark)


def _record(done: Done, remark: str | None) -> dict[str, Any]:
    result = done.result
    return {
        "event": "document",
        "clipping": done.origin.name,
        "file": str(done.origin.source.path),
        "article": done.name if result.status != "failed" else None,
        "status": result.status,
        "confidence": result.confidence,
        "known": done.known,
        "like": done.like,
        "shares": dict(done.shares),
        "warnings": [{"code": warning.code, "message": warning.message} for warning in result.warnings],
        "remark": remark,
    }


def _tell_end(summary: Summary, how: Following, why: str, code: int) -> None:
    """The last words of a run: one line when it was broken off, else the summary."""
    if how.as_json:
        said = {
            "event": "end",
            "ended": why or ("stopped" if code else "whole"),
            "documents": summary.documents,
            "known": summary.known,
            "alike": summary.alike,
            "sharing": summary.sharing,
            "statuses": dict(summary.statuses),
            "kept_characters": summary.kept_characters,
            "removed_characters": dict(summary.removed_characters),
            "rules": dict(summary.rules),
        }
        print_error(json.dumps(said))
    elif code:
        go_on = "; the same command goes on from there" if how.output else ""
        print_error(f"cleaner: {why or 'stopped'} after {summary.documents:,} clippings{go_on}")
    elif how.output is not None and not how.quiet:
        from cleaner.cli.summary import print_summary  # noqa: PLC0415 - rich is heavy

        print_summary(summary, how.output, how.commonest)


def _closed(outlet: Outlet) -> None:
    """What was written so far counts, as far as that can still be said."""
    try:
        outlet.close(whole=False)
    except FileError as error:
        complain(str(error.path), str(error))


def _progress(how: Following) -> Any:
    if not how.shows_progress:
        return nullcontext()
    from cleaner.cli.progress import Progress  # noqa: PLC0415 - rich is heavy

    return Progress(how.count())


@contextmanager
def _termination() -> Iterator[None]:
    """The signal to end raises `_Terminated` here: at the end of a run as of an interrupt nothing is half done."""

    def end(*_: object) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
