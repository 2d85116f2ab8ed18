"""Between a run and its workers: a clipping that waits for its result, and what it may cost."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.batch.clippings import Clipping
from cleaner.batch.result import Result
from cleaner.settings.declared import ConfigurationError

#: The largest limits: eleven days, and a petabyte. Alarms and limits of systems end not far beyond.
MOST_SECONDS, MOST_BYTES = 1_000_000, 1 << 50


class WorkerError(Exception):
    """Workers cannot be started; the message says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one clipping may cost: seconds of the clock, and bytes of memory of the worker that cleans it (0: no
    limit). A worker is replaced after `clippings` of them. Raises `ConfigurationError` for numbers that no clock or
    system takes."""

    seconds: float = 60.0
    memory_bytes: int = 0
    clippings: int = 1_000

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= MOST_SECONDS:  # nan is neither
            raise ConfigurationError(f"a deadline is above 0 and at most {MOST_SECONDS:,} seconds, not {self.seconds}")
        if not 0 <= self.memory_bytes <= MOST_BYTES:
            raise ConfigurationError(f"memory is at most {MOST_BYTES:,} bytes, not {self.memory_bytes:,}")

    def allow_more_than(self, result: Result) -> bool:
        """Whether a clipping failed for a limit that is larger now, or is none any more."""
        if result.failed_by("deadline"):
            return 0 < result.limit < self.seconds
        if result.failed_by("memory"):
            return result.limit > 0 and not 0 < self.memory_bytes <= result.limit
        return False


@dataclass(eq=False, slots=True)
class Order:
    """A clipping that waits for its result."""

    clipping: Clipping
    duplicate_of: str | None = None
    result: Result | None = None
    again: bool = False
