"""A worker process seen from outside: given clippings, it answers in their order, breaks, or takes too long.

Each worker has pipes of its own and shares nothing, not even a lock, with the others: whatever becomes of one, killed
from outside or by the machine for want of memory, the others go on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from multiprocessing import Pipe, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

from cleaner.batch.files import cause_of
from cleaner.batch.job import Job, Work
from cleaner.batch.order import Limits, Order, WorkerError
from cleaner.batch.result import Result, failed
from cleaner.batch.serve import serve

#: A worker that is not ready after so many seconds never will be.
_START_S = 120.0
#: How long a process may take to end, in seconds, before it is made to.
_END_S = 2.0
#: One process starts at a time: meanwhile the script that runs is out of sight, and threads must not find it so.
_STARTING = threading.Lock()
#: How much a pipe should hold that nobody has read yet, in bytes; a system may grant less.
_ROOM_BYTES = 1_000_000
#: What sending adds to the content and all else of an order, in bytes, and to spare.
_FRAMING_BYTES = 1_024
#: How much of what a process said when it broke is read, in bytes.
_TRACE_BYTES = 65_536


class Worker:
    """One process. `given` are the orders it has, the oldest is in work."""

    def __init__(self, work: Work, job: Job, limits: Limits) -> None:
        self.given: deque[Order] = deque()
        self.served = 0
        self.ready = False
        self.remark: str | None = None
        self._limits = limits
        self._since = time.monotonic()
        self.channel, theirs = Pipe()
        self._room = _room_in(self.channel)
        self._trace, their_trace = Pipe(duplex=False)
        with _without_main(work):
            given = (theirs, their_trace, work, job, limits)
            self._process = _context().Process(target=serve, args=given, daemon=True)
            self._process.start()
        theirs.close()
        their_trace.close()

    @property
    def due(self) -> float:
        """The moment (of the monotonic clock) at which it has taken too long; infinity while it has nothing to do."""
        if not self.ready:
            return self._since + _START_S
        return self._since + self._limits.seconds if self.given else float("inf")

    @property
    def worn(self) -> bool:
        """Whether it has served its time."""
        return self.served + len(self.given) >= self._limits.clippings

    def give(self, order: Order) -> None:
        """Send an order. A process that has just died is found out when its answer is asked for."""
        if not self.given:
            self._since = time.monotonic()
        self.given.append(order)
        with contextlib.suppress(OSError):
            self.channel.send((order.clipping, order.duplicate_of))

    def has_room_for(self, order: Order) -> bool:
        """Whether an order fits into the pipe as a whole: the one who sends it would wait for the worker otherwise, and
        the worker perhaps for him."""
        content = order.clipping.data
        size = len(content) if isinstance(content, bytes) else 4 * len(content)  # the most that UTF-8 makes of it
        if size > self._room:
            return False
        beside = pickle.dumps((replace(order.clipping, data=b""), order.duplicate_of))
        return size + len(beside) + _FRAMING_BYTES <= self._room

    def answer(self) -> Order | None:
        """The order that has its result now; None for the word that the process is ready, which may come with a
        `remark`. Raises EOFError when it has died."""
        try:
            said = self.channel.recv()
        except OSError as error:
            raise EOFError from error
        self._since = time.monotonic()
        if not self.ready:
            self.ready, self.remark = True, said
            return None
        self.served += 1
        order = self.given.popleft()
        order.result = said
        return order

    def abort(self) -> Result:
        """End a process that takes too long; the result says where it was."""
        seconds = f"{self._limits.seconds:g} s"
        if sys.platform != "win32" and self._process.pid:
            with contextlib.suppress(OSError):  # gone at this moment
                os.kill(self._process.pid, signal.SIGABRT)  # answered with where it is
            self._process.join(_END_S)
        trace = self._said()
        self.end()
        return failed("deadline", f"took longer than {seconds}", trace, self._limits.seconds)

    def autopsy(self) -> Result:
        """What a process died of."""
        self._process.join(_END_S)
        code, trace = self._process.exitcode, self._said()
        self.end()
        return failed("crashed", f"the process that cleaned it {_death(code)}", trace)

    def end(self) -> None:
        """Let go of the process, whatever it does."""
        self.channel.close()
        if not self.given:
            self._process.join(_END_S)
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._trace.close()

    def _said(self) -> str:
        """What the process wrote when it broke."""
        if sys.platform == "win32":
            return ""
        said = b""
        with contextlib.suppress(OSError):
            while len(said) < _TRACE_BYTES and self._trace.poll():
                piece = os.read(self._trace.fileno(), _TRACE_BYTES)
                if not piece:
                    break
                said += piece
        return said.decode("utf-8", "replace")


def _room_in(channel: Connection[Any, Any]) -> int:
    """What a pipe is made to hold, in bytes; 0 where that cannot be told."""
    if sys.platform == "win32":
        return 0
    with socket.socket(fileno=os.dup(channel.fileno())) as pipe:
        with contextlib.suppress(OSError):  # BSD refuses what is more than it grants
            pipe.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ROOM_BYTES)
        granted = pipe.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
    return granted // 2  # Linux counts its own bookkeeping in


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"died of {signal.Signals(-code).name}"
    return f"ended with exit code {code}"


@contextlib.contextmanager
def _without_main(work: Work) -> Iterator[None]:
    """Processes that start here do not load the script that runs, unless the work is in it: what that imports may cost
    each of them a second and fifty megabytes (datatrove), and what it does it would do again."""
    with _STARTING:
        main = sys.modules["__main__"]
        if getattr(work, "__module__", None) != "__main__":
            sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@cache
def _context() -> Any:
    """How processes start: forked from a server that has everything loaded, and no threads; afresh where the system has
    no such servers, or this one cannot be reached, as where the path of temporary files is too long for its socket."""
    afresh = get_context("spawn")
    if "forkserver" not in get_all_start_methods():
        return afresh
    from multiprocessing import forkserver  # noqa: PLC0415 - not everywhere

    context = get_context("forkserver")
    context.set_forkserver_preload(["cleaner.batch.warm"])
    try:
        forkserver.ensure_running()
    except OSError:
        return afresh
    return context


def start(work: Work, job: Job, limits: Limits) -> Callable[[], Worker]:
    """What starts a worker for this work. Raises `WorkerError` where the system gives no more processes."""

    def started() -> Worker:
        _see_that_they_can_start_here()
        try:
            return Worker(work, job, limits)
        except (OSError, EOFError) as error:
            raise WorkerError(f"no worker process can be started: {error}") from error

    return started


def _see_that_they_can_start_here() -> None:
    """Raises `WorkerError` where the working directory, in which processes start, is no more or may not be entered."""
    try:
        if not os.access(os.getcwd(), os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise WorkerError(f"worker processes start in the working directory: {cause_of(error)}") from error
