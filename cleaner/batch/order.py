"""Between a run and its workers: a clipping that waits for its result, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.batch.clippings import Clipping
from cleaner.batch.result import Result


class WorkerError(Exception):
    """Workers cannot be started; the message says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one clipping may cost: seconds of the clock, and bytes of memory of the worker that cleans it (0: no
    limit). A worker is replaced after `clippings` of them."""

    seconds: float = 60.0
    memory_bytes: int = 0
    clippings: int = 1_000


@dataclass(eq=False, slots=True)
class Order:
    """A clipping that waits for its result."""

    clipping: Clipping
    duplicate_of: str | None = None
    result: Result | None = None
    again: bool = False
