"""Commands seen from outside: how long they take, what CPU time and memory all their processes need.

`by_turns` lets each run for some seconds while the others stand still: a machine that grows slower or faster in the
middle does so for all of them, which no run after another can say.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: How often memory is looked at, in seconds.
_TICK_S = 0.25
#: How long a turn lasts, in seconds, for a command that has one share of the time.
TURN_S = 5.0


@dataclass(frozen=True)
class Ran:
    """One run of a command: seconds in which it was let run and seconds of CPU time of all its processes, exit code,
    the peak of their memory in the first and the last quarter of the time, in bytes."""

    seconds: float
    cpu_seconds: float
    code: int
    first_bytes: int = 0
    last_bytes: int = 0


@dataclass(frozen=True)
class Party:
    """A command, and its share of the time: one that is twice as fast as another is done as soon with half of it."""

    command: Sequence[str]
    share: float = 1.0


def watched(command: Sequence[str], place: Path) -> Ran:
    """Run a command in a folder."""
    return by_turns({"": Party(command)}, place)[""]


def by_turns(parties: Mapping[str, Party], place: Path, turn_s: float = TURN_S) -> dict[str, Ran]:
    """Run commands in a folder by turns until all have ended."""
    begun: dict[str, _Running] = {}
    ran: dict[str, Ran] = {}
    try:
        while len(ran) < len(parties):
            for name in [name for name in parties if name not in ran]:
                running = begun.get(name) or begun.setdefault(name, _Running(parties[name].command, place))
                done = running.turn(turn_s * parties[name].share)
                if done:
                    ran[name] = done
    finally:
        for running in begun.values():
            running.kill()
    return ran


class _Running:
    """A command at work, all its processes in a session of their own, so that they can be stopped at once."""

    def __init__(self, command: Sequence[str], place: Path) -> None:
        self._process = subprocess.Popen(
            command, cwd=place, stderr=subprocess.DEVNULL, env=surroundings(), start_new_session=True
        )
        self._seconds = 0.0
        self._seen: list[int] = []
        self._spent: dict[int, float] = {}
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def turn(self, seconds: float) -> Ran | None:
        """Let it run for so long, and then stand still; what it came to, if it has ended meanwhile."""
        begun = time.perf_counter()
        self._signal(signal.SIGCONT)
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGSTOP)
            return None
        finally:
            self._seconds += time.perf_counter() - begun
        self._watch.join()
        quarter = max(1, len(self._seen) // 4)
        first, last = (max(seen, default=0) for seen in (self._seen[:quarter], self._seen[-quarter:]))
        return Ran(self._seconds, sum(self._spent.values()), code, first, last)

    def kill(self) -> None:
        """Leave none of its processes behind."""
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):  # all have ended
            os.killpg(self._process.pid, number)

    def _look(self) -> None:
        while self._process.poll() is None:
            family = list(_family(self._process.pid))
            self._seen.append(sum(map(_resident, family)))
            self._spent.update((pid, seconds) for pid in family if (seconds := _cpu_seconds(pid)))
            time.sleep(_TICK_S)


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """The memory that is a process's own share, in bytes: what several have in common counts once for all of them."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text().partition("Pss:")[2].split()
        return int(said[0]) * 1024
    except (OSError, IndexError):
        return 0


def _cpu_seconds(pid: int) -> float:
    """What a process has spent so far, in seconds; 0 for one that has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def surroundings() -> dict[str, str]:
    """The environment of a command that uses this checkout."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
