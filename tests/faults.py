"""A worker's function that breaks where a clipping says so; and the command with it in the place of the real one."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from cleaner.batch.clippings import Clipping
from cleaner.batch.job import Job, clean_one
from cleaner.batch.result import Result
from cleaner.integrations.datatrove.record import clean_to_record

#: What was leaked; it stays for the life of the process.
_LEAK: list[bytearray] = []


def _hang() -> None:
    while True:
        time.sleep(0.01)


def _raise() -> None:
    raise RuntimeError("this clipping is cursed")


def _break_when_spoilt() -> None:
    if _LEAK:
        ctypes.string_at(0)


def _leave_a_note_and_die() -> None:
    """Say which process it was, in the working directory, and be killed."""
    Path("died").write_text(str(os.getpid()), "utf-8")
    os.kill(os.getpid(), signal.SIGKILL)


#: What the first line of a clipping may say, and what the worker does then, before it cleans.
FAULTS: Mapping[str, Callable[[], object]] = {
    "SEGFAULT": lambda: ctypes.string_at(0),
    "KILLED": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "KILLED WITH A NOTE": _leave_a_note_and_die,
    "EXIT": lambda: os._exit(3),
    "HANG": _hang,
    "HANG IN C": lambda: max(range(10**12)),
    "LEAK": lambda: _LEAK.append(bytearray(10**9)),
    "HALF LEAK": lambda: _LEAK.append(bytearray(150_000_000)),
    "RAISE": _raise,
    "SPOIL": lambda: _LEAK.append(bytearray()),
    "ONLY WHEN FRESH": _break_when_spoilt,
    "SLOWLY": lambda: time.sleep(0.05),
}


def break_or_clean(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """Do what the first line of the clipping says, then clean it."""
    break_if_told(clipping)
    return clean_one(clipping, job, duplicate_of)


def echo(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """The clipping as it is, twice over, so that as much travels back as came."""
    return Result("ok", text=str(clipping.data) * 2)


def break_or_record(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """The same for the documents of other people's pipelines."""
    break_if_told(clipping)
    return clean_to_record(clipping, job, duplicate_of)


def break_if_told(clipping: Clipping) -> None:
    """Do what the first line of the clipping says."""
    data = clipping.data if isinstance(clipping.data, bytes) else clipping.data.encode()
    FAULTS.get(data.split(b"\n", 1)[0].decode("utf-8", "replace"), lambda: None)()


def remove_the_last(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """Take the file ``z.txt`` away from beside the clipping, then clean it."""
    (clipping.origin.source.path.parent / "z.txt").unlink(missing_ok=True)
    return clean_one(clipping, job, duplicate_of)


def main() -> None:
    """The command, with workers that break."""
    import cleaner.cli.clean  # noqa: PLC0415 - workers load this module, too
    import cleaner.cli.main  # noqa: PLC0415

    cleaner.cli.clean.clean_one = break_or_clean  # type: ignore[attr-defined]
    cleaner.cli.main.main()
