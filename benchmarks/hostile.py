"""What each extractor makes of hostile pages: its time, what it keeps, whether it says what it could not do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.hostile_cases import CASES, Case
from benchmarks.peers import Peer
from benchmarks.table import Table
from benchmarks.worker import Outcome, Worker

#: How long an extractor may take for one page, in seconds of the clock.
LIMIT_S = 30.0
#: White space between Han characters is no difference: it is left out on both sides.
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Trial:
    """One hostile page through one extractor: CPU seconds, the share of the wanted sentences that came out (of a page
    that wants none: 1 if nothing came out), what was said about it in warnings or logs, and the failure, if any.
    """

    case: str
    peer: str
    seconds: float = 0.0
    kept: float = 0.0
    remarks: tuple[str, ...] = ()
    failure: str = ""
    asked: bool = True


def trials(peers: Sequence[Peer], cases: Iterable[Case] = CASES, limit_s: float = LIMIT_S) -> list[Trial]:
    """Every case through every peer, case by case."""
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(peer)) for peer in peers]
        return [trial for case in cases for trial in _case(case, workers, limit_s)]


def _case(case: Case, workers: Sequence[Worker], limit_s: float) -> list[Trial]:
    page = case.page()
    print(case.name, file=sys.stderr)
    done = []
    for worker in workers:
        name = worker.peer.name
        if page.text is None and not worker.peer.reads_bytes:
            done.append(Trial(case.name, name, asked=False))
            continue
        done.append(_trial(case, name, worker.ask(page, limit_s)))
    return done


def _trial(case: Case, name: str, outcome: Outcome) -> Trial:
    if outcome.failure:
        return Trial(case.name, name, failure=outcome.failure)
    return Trial(case.name, name, outcome.ms / 1000, kept(outcome.text, case.wanted), outcome.remarks)


def kept(text: str, wanted: Sequence[str]) -> float:
    """The share of the wanted sentences that stand in the text; where none is wanted, 1 for an empty text, else 0."""
    body = _SPACE.sub("", text)
    if not wanted:
        return float(not body)
    return sum(_SPACE.sub("", sentence) in body for sentence in wanted) / len(wanted)


def table(done: Sequence[Trial], limit_s: float = LIMIT_S) -> Table:
    """One row for each case, one column for each extractor: share kept, CPU seconds, "!" where something was said."""
    peers, cases = (list(dict.fromkeys(column)) for column in zip(*((one.peer, one.case) for one in done), strict=True))
    by_place = {(one.case, one.peer): one for one in done}
    rows = [(case, *(_cell(by_place[case, peer]) for peer in peers)) for case in cases]
    lost = [_sums([one for one in done if one.peer == peer]) for peer in peers]
    rows.append(("all kept / some lost / failed", *lost))
    notes = (
        f"Share of the sentences kept, CPU seconds, ! where a warning was given; the limit of a case is {limit_s:g} s.",
        "A page of only scripts has nothing to keep: 100 % is an empty answer. - : takes no bytes, not asked.",
    )
    return Table("Hostile pages", ("", *(peer.replace("-", "-\n") for peer in peers)), tuple(rows), notes)


def _cell(trial: Trial) -> str:
    if not trial.asked:
        return "-"
    if trial.failure:
        return "too long" if trial.failure.startswith("took") else trial.failure.partition(":")[0].partition(",")[0]
    return f"{'! ' if trial.remarks else ''}{trial.kept:.0%} {trial.seconds:.2f}"


def _sums(given: list[Trial]) -> str:
    asked = [one for one in given if one.asked]
    failed = sum(bool(one.failure) for one in asked)
    whole = sum(one.kept == 1.0 for one in asked if not one.failure)
    return f"{whole}/{len(asked) - failed - whole}/{failed}"


def figures(done: Sequence[Trial]) -> list[dict[str, Any]]:
    """The trials as plain values."""
    return [asdict(one) for one in done]
