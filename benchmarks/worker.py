"""A process of its own for each peer, fed a page at a time: what a peer raises, hangs in or dies of costs it alone.

The time is taken inside, as CPU time of the process; the memory is the peak of the process, so everything that the
peer loads counts and nothing else does. The process may use `MEMORY_BYTES`, write to nowhere and reach no network.
For POSIX systems.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.corpus import Page
from benchmarks.peers import Extract, Peer

#: Address space that a peer may take: a page that needs more is a failure, not the end of the machine.
MEMORY_BYTES = 4 << 30
#: How long a peer may take to load, in seconds of the clock: some read a dictionary first.
LOAD_S = 60.0
#: A message is cut at this many characters; so many of those that are logged for one page are kept.
MESSAGE_LENGTH, REMARKS = 160, 10
#: Seen by a peer before the first page is timed: patterns, stop words and dictionaries are loaded at the first use.
#: The last has so little to say that whoever has a second way tries it.
_WARM_UP = (
    ("en", 7 * "The ferry left the harbour at seven, and for an hour nobody on deck said a word about the weather. "),
    ("zh", 7 * "清晨的渡轮离开码头，甲板上的人整整一个小时都没有谈起天气，只是望着远处的灯塔。"),
    ("en", "Ferry times"),
)
#: Processes start afresh, not as a copy of this one: its memory is not theirs.
_CONTEXT = get_context("spawn")


@dataclass(frozen=True)
class Outcome:
    """What became of one page: its text, CPU milliseconds, peak memory of the process so far in bytes, what was said
    in logs and warnings, and the failure ("" = none), of which text and time are no result.
    """

    text: str = ""
    ms: float = 0.0
    peak_bytes: int = 0
    remarks: tuple[str, ...] = ()
    failure: str = ""


class Worker:
    """The process of one peer; started with the first page, started again after it was lost. A context manager."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self._process: Any = None
        self._channel: Connection[Any, Any]
        self._broken = ""

    def ask(self, page: Page, limit_s: float) -> Outcome:
        """What the peer makes of the page within `limit_s` seconds of the clock. Never raises for what it does."""
        if not self._process and not self._broken:
            self._start()
        if self._broken:
            return Outcome(failure=self._broken)
        try:
            self._channel.send(self.peer.given(page))
            if self._channel.poll(limit_s):
                return self._answer()
            self._process.kill()
            self._stop()
            return Outcome(failure=f"took longer than {limit_s:g} s")
        except (EOFError, OSError):
            return Outcome(failure=f"died, exit code {self._stop()}")

    def _answer(self) -> Outcome:
        answer = self._channel.recv()
        assert isinstance(answer, Outcome)
        return answer

    def _start(self) -> None:
        """Start the process and wait until its peer is loaded; one that does not load is not tried again."""
        self._channel, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=serve, args=(theirs, self.peer), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._broken = self._channel.recv() if self._channel.poll(LOAD_S) else f"not loaded in {LOAD_S:g} s"
        except (EOFError, OSError):
            self._broken = "died while loading"
        if self._broken:
            self._stop()

    def _stop(self) -> int | None:
        """End the process; gives its exit code (negative: the signal that ended it)."""
        process, self._process = self._process, None
        if process is None:
            return None
        self._channel.close()
        process.join(1.0)
        if process.is_alive():
            process.kill()
            process.join()
        code: int | None = process.exitcode
        return code

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()


def serve(channel: Connection[Any, Any], peer: Peer) -> None:
    """The process: load the peer, say "" (or why not), then answer each page with an `Outcome`, until there is none."""
    heard = _fence()
    try:
        extract = peer.load()
    except Exception as error:  # whatever a peer's import can raise is told, not raised here where nobody looks
        channel.send(f"not loaded: {_said(error)}")
        return
    for lang, words in _WARM_UP:
        text = f"<html><head><title>Ferry</title></head><body><div><p>{words}</p></div></body></html>"
        _outcome(extract, Page(text.encode(), text, "https://example.com/ferry", "utf-8", lang), heard)
    channel.send("")
    while True:
        try:
            page = channel.recv()
        except EOFError:
            return
        channel.send(_outcome(extract, page, heard))


def _outcome(extract: Extract, page: Page, heard: list[str]) -> Outcome:
    """One page through the peer. An exception is a failure that leaves the process as it is."""
    heard.clear()
    begun = time.process_time()
    try:
        text, failure = str(extract(page)), ""
    except Exception as error:  # the peer's own: it is counted, with its words
        text, failure = "", f"raised {_said(error)}"
    ms = 1000 * (time.process_time() - begun)
    return Outcome(text, ms, _peak_bytes(), tuple(heard), failure)


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:MESSAGE_LENGTH]


class _Ear(logging.Handler):
    """Notes what is logged as a warning or worse: the first few messages of a page, and never an error of its own."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if len(self._heard) < REMARKS:
            try:
                said = record.getMessage()
            except (TypeError, ValueError):  # a message that does not fit its arguments is the peer's mistake
                said = str(record.msg)
            self._heard.append(said[:MESSAGE_LENGTH])


def _fence() -> list[str]:
    """Shut the process in; gives the list into which everything goes that is logged or warned of."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES if hard < 0 else min(MEMORY_BYTES, hard), hard))
    sys.addaudithook(_no_network)
    heard: list[str] = []
    logging.captureWarnings(True)
    logging.getLogger().addHandler(_Ear(heard))
    return heard


def _no_network(event: str, _: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError("the page is given; nothing is fetched while measuring")


def _peak_bytes() -> int:
    """The largest memory of this process. /proc first: elsewhere the figure includes the process that started it."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
