"""A system that limits no process, as current ones of macOS do not: for workers that load their work from here.

Only what asks for a limit of memory is answered so; what the real system says to the rest it says.
"""

from __future__ import annotations

import resource
import sys

from cleaner.batch.clippings import Clipping
from cleaner.batch.job import Job, clean_one
from cleaner.batch.result import Result

_set = resource.setrlimit


def _refuse(which: int, limits: tuple[int, int]) -> None:
    if which in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        raise ValueError("current limit exceeds maximum limit")
    _set(which, limits)


if "pytest" not in sys.modules:  # in a worker
    resource.setrlimit = _refuse


def clean_unlimited(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """What `clean_one` gives. Whoever loads this has the system above."""
    return clean_one(clipping, job, duplicate_of)
