"""Several workers at once: what is ordered first is worked first, and whatever a clipping does costs it alone."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import wait

from cleaner.batch.order import Order, WorkerError
from cleaner.batch.process import Worker
from cleaner.batch.result import Result

#: So many workers that die before they are ready mean that none ever will be.
_STILLBORN = 3
#: Windows waits for no more than 63 things at once.
_MOST_WORKERS = 60 if sys.platform == "win32" else sys.maxsize


class Pool:
    """Workers, started as they are needed, replaced when they break or have served their time. A context manager: at
    its end no process is left.

    A clipping that kills its worker, or that finds no memory, is tried once more in a fresh one where others had been
    cleaned in the same process before: what they left behind is none of its fault. One that takes too long is not.
    What workers remark, such as a limit that cannot be kept, is told once.
    """

    def __init__(
        self, start: Callable[[], Worker], jobs: int, tell: Callable[[str], object] = lambda remark: None
    ) -> None:
        self._start = start
        self._jobs = min(jobs, _MOST_WORKERS)
        self._tell = tell
        self._told: set[str] = set()
        self._workers: list[Worker] = []
        self._waiting: deque[Order] = deque()
        self._fresh: deque[Order] = deque()
        self._stillborn = 0

    def give(self, order: Order) -> None:
        """Put an order behind the others."""
        self._waiting.append(order)
        self._hand_out()

    def give_first(self, order: Order) -> None:
        """Put an order before the others."""
        self._waiting.appendleft(order)
        self._hand_out()

    def turn(self) -> None:
        """Wait until something happens, and see to it. Orders get their results here. Raises `WorkerError`."""
        self._hand_out()
        patience = max(0.0, min(worker.due for worker in self._workers) - time.monotonic())
        spoken = wait([worker.channel for worker in self._workers], min(patience, 60.0))
        for worker in [worker for worker in self._workers if worker.channel in spoken]:
            self._hear(worker)
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.due <= now and not worker.channel.poll()]:
            self._bury(worker, worker.abort())
        self._hand_out()

    def _hear(self, worker: Worker) -> None:
        try:
            order = worker.answer()
        except EOFError:
            self._bury(worker, worker.autopsy())
            return
        if order is None:
            self._stillborn = 0
            self._pass_on(worker.remark)
        elif order.result and order.result.failed_by("memory"):
            self._retire(worker)
            if worker.served > 1 and not order.again:
                self._try_again(order)
        elif worker.worn and not worker.given:
            self._retire(worker)

    def _pass_on(self, remark: str | None) -> None:
        if remark is not None and remark not in self._told:
            self._told.add(remark)
            self._tell(remark)

    def _bury(self, worker: Worker, result: Result) -> None:
        """A worker is gone: the clipping that it was at has its result, or another try; the others go to others."""
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise WorkerError(f"worker processes do not start: {result.remarks}; {result.trace}".strip("; "))
        given, worker.given = worker.given, deque()
        if not given:
            return
        culprit = given.popleft()
        self._waiting.extendleft(reversed(given))
        died = result.warnings[0].code == "crashed"
        if not worker.ready or (died and worker.served and not culprit.again):
            self._try_again(culprit)
        else:
            culprit.result = result

    def _try_again(self, order: Order) -> None:
        order.result, order.again = None, True
        self._fresh.append(order)

    def _retire(self, worker: Worker) -> None:
        """Let a worker go; what it has not begun, or not ended, goes to others."""
        self._workers.remove(worker)
        worker.end()
        self._waiting.extendleft(reversed(worker.given))

    def _hand_out(self) -> None:
        """Give what waits to whoever is free, and to each its next clipping while it is at one, so that it never waits;
        where nobody is free and there is room for one more, start it."""
        self._make_room_for_the_fresh()
        for worker in self._workers:
            if worker.ready and not worker.given:
                if self._fresh and not worker.served:
                    worker.give(self._fresh.popleft())
                elif self._waiting:
                    worker.give(self._waiting.popleft())
        for worker in self._workers:
            if (
                self._waiting
                and len(worker.given) == 1
                and not worker.worn
                and not worker.given[0].again
                and worker.has_room_for(self._waiting[0])
            ):
                worker.give(self._waiting.popleft())
        free = [worker for worker in self._workers if not worker.given]
        fresh = [worker for worker in free if not worker.served]
        wanting = len(self._fresh) > len(fresh) or len(self._fresh) + len(self._waiting) > len(free)
        if wanting and len(self._workers) < self._jobs:
            self._workers.append(self._start())

    def _make_room_for_the_fresh(self) -> None:
        """Where a clipping waits for a fresh worker, one that is free and not fresh goes."""
        free = [worker for worker in self._workers if not worker.given]
        if len(self._workers) == self._jobs and len(self._fresh) > sum(not worker.served for worker in free):
            used = next((worker for worker in free if worker.served), None)
            if used:
                self._retire(used)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()
