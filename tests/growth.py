"""How much longer something takes for twice the input: ratios of the processor's time, which neighbours on the machine
do not spend. Never a limit in seconds."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: What takes less processor time than this, in seconds, cannot be told from what stands around it.
SHORT = 0.01
#: A ratio of that of a line and that of a square, 2 and 4: the noise of a machine makes none of the one the other.
STEEP = 3.0
#: What is steep must be so each time.
TRIES = 3
#: So much processor time, in seconds, is given to what may never end: a thousand times what a line takes.
ENDLESS = 8.0


class Endless(BaseException):
    """What was measured took more time than it was given. No `Exception`: `clean` makes articles of those."""


def steep(work: Callable[[int], object], size: int, short: float = SHORT, endless: float = ENDLESS) -> bool:
    """Whether `work` takes more than `STEEP` times as long for twice the size, or does not end: more than `endless`.
    What takes less than `short` is not steep."""
    try:
        with _given(endless):
            return all(_growth(work, size, short) > STEEP for _ in range(TRIES))
    except Endless:
        return True


def _growth(work: Callable[[int], object], size: int, short: float) -> float:
    """How many times as long twice the size takes; 1 for what is done at once."""
    double = _seconds(work, 2 * size)
    return 1.0 if double < short else double / max(_seconds(work, size), 1e-6)


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.thread_time()
    work(size)
    return time.thread_time() - began


@contextmanager
def _given(seconds: float) -> Iterator[None]:
    """Stop what stands in it by `Endless` when it has used the processor for so long."""

    def stop(_: int, __: FrameType | None) -> None:
        raise Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
