"""The inside of a worker process: one clipping after the other, until nobody asks any more."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

from cleaner.batch.job import Job, Work, attempt
from cleaner.batch.order import Limits
from cleaner.batch.result import failed
from cleaner.memory import TOO_LITTLE

#: So long after its deadline a worker ends by itself, in seconds: whoever should have ended it is gone.
_ORPHAN_S = 30.0
_UNLIMITED = "what a worker may take cannot be limited here"


def serve(channel: Connection[Any, Any], trace: Connection[Any, Any], work: Work, job: Job, limits: Limits) -> None:
    """Say when ready what keeps a limit from being kept (None: nothing), then answer each clipping with its result.
    Where the process breaks goes to `trace`."""
    _settle(trace)
    remark = _limit_memory(limits.memory_bytes)
    _load(job)
    channel.send(remark)
    with suppress(EOFError, OSError):  # nobody asks any more
        while _answer(channel, work, job, limits):
            pass


def _answer(channel: Connection[Any, Any], work: Work, job: Job, limits: Limits) -> bool:
    """Answer the next clipping; whether the process is fit for another one. Memory may end while one is received, and
    while the result is told."""
    try:
        clipping, duplicate_of = channel.recv()
        _set_alarm(limits.seconds + _ORPHAN_S)
        result = attempt(work, clipping, job, duplicate_of)
        _set_alarm(0)
        channel.send(replace(result, limit=limits.memory_bytes) if result.failed_by(TOO_LITTLE.code) else result)
        return True
    except MemoryError:
        clipping = result = None  # they may be what fills it
    _set_alarm(0)
    channel.send(failed(TOO_LITTLE.code, TOO_LITTLE.message, limit=limits.memory_bytes))
    return False


def _set_alarm(seconds: float) -> None:
    """End the process by itself after so long, whatever it does then; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _settle(trace: Connection[Any, Any]) -> None:
    """Leave interrupts to the parent, be silent, and say where when it breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    faulthandler.enable(trace.fileno())
    with suppress(ValueError, OSError):  # a core is a nuisance, not a fault
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _limit_memory(most: int) -> str | None:
    """Keep to so many bytes of memory (0: as many as there are). Why that cannot be done, where the system does not
    take such a limit: current ones of macOS refuse each, Windows knows none for a process by itself."""
    if not most:
        return None
    if sys.platform == "win32":
        return f"{_UNLIMITED}: Windows knows no such limit"
    import resource  # noqa: PLC0415 - not everywhere

    # Linux counts what is really a process's own under DATA; address space (AS) would count libraries as well.
    which = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    try:
        hard = resource.getrlimit(which)[1]
        if hard < 0 or most < hard:
            resource.setrlimit(which, (most, hard))
    except (ValueError, OSError, OverflowError) as error:
        return f"{_UNLIMITED}: {error}"
    return None


def _load(job: Job) -> None:
    """What the first clipping would have to wait for, and should not be timed for."""
    from cleaner.judge.rulebook import rulebook  # noqa: PLC0415

    rulebook(job.options.rules)
