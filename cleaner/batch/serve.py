"""The inside of a worker process: one clipping after the other, until nobody asks any more."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any

from cleaner.batch.job import Job, Work, attempt
from cleaner.batch.order import Limits

#: So long after its deadline a worker ends by itself, in seconds: whoever should have ended it is gone.
_ORPHAN_S = 30.0


def serve(channel: Connection[Any, Any], trace: Connection[Any, Any], work: Work, job: Job, limits: Limits) -> None:
    """Say None when ready, then answer each clipping with its result. Where the process breaks goes to `trace`."""
    _settle(trace, limits)
    _load(job)
    channel.send(None)
    while True:
        try:
            clipping, duplicate_of = channel.recv()
        except (EOFError, OSError):
            return
        _set_alarm(limits.seconds + _ORPHAN_S)
        result = attempt(work, clipping, job, duplicate_of)
        _set_alarm(0)
        channel.send(result)


def _set_alarm(seconds: float) -> None:
    """End the process by itself after so long, whatever it does then; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _settle(trace: Connection[Any, Any], limits: Limits) -> None:
    """Leave interrupts to the parent, be silent, keep to the memory allowed, and say where when it breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not everywhere

    faulthandler.enable(trace.fileno())
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    # Linux counts what is really a process's own under DATA; address space (AS) would count libraries as well.
    which = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    hard = resource.getrlimit(which)[1]
    if limits.memory_bytes and (hard < 0 or limits.memory_bytes < hard):
        resource.setrlimit(which, (limits.memory_bytes, hard))


def _load(job: Job) -> None:
    """What the first clipping would have to wait for, and should not be timed for."""
    from cleaner.judge.rulebook import rulebook  # noqa: PLC0415

    rulebook(job.options.rules)
