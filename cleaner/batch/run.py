"""A run over many clippings: found, named, cleaned by workers, and handed on in the order in which they were found."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cleaner.batch.clippings import Clipping, Origin, Unreadable, clippings_of
from cleaner.batch.files import Source
from cleaner.batch.job import Job, Work, attempt, clean_one, digest_of
from cleaner.batch.order import Limits, Order
from cleaner.batch.result import Result, failed
from cleaner.batch.walk import Inputs
from cleaner.model import Warn

if TYPE_CHECKING:
    from cleaner.batch.near import Seen
    from cleaner.batch.pool import Pool

#: How far reading runs ahead of the oldest clipping that is not done, in clippings for each worker and in bytes.
_AHEAD, _AHEAD_BYTES = 32, 64_000_000


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one clipping, in its place in the run. `data` is what it held, None where it could not be read;
    `known` says that it was done in an earlier run, `aside` that it is a remark on what is no clipping. `like` is the
    earlier article that says the same; where there is none, `shares` are those that have some of its paragraphs, with
    their number."""

    origin: Origin
    name: str
    result: Result
    data: bytes | str | None = None
    digest: bytes = b""
    known: bool = False
    like: str | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """How a run is run: what cleans a clipping, what it may cost, in how many processes (0: in this one, without
    limits), what an earlier run knows of it (by the name of its article and the hash of the clipping), and who is told
    what workers remark."""

    job: Job = field(default_factory=Job)
    work: Work = clean_one
    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    name: Callable[[Origin], str] = lambda origin: origin.name
    known: Callable[[str, bytes], Result | None] = lambda name, digest: None
    tell: Callable[[str], object] = lambda remark: None


@dataclass(slots=True)
class _Place:
    """A clipping on its way through the run."""

    done: Done
    order: Order | None


def run(found: Iterable[Clipping | Unreadable], how: Running, seen: Seen | None = None) -> Generator[Done]:
    """What came of each clipping, in their order, the same whatever the number of processes.

    No more than a few clippings for each worker are held at a time. Where the body, or some of it, was `seen` before,
    `like` and `shares` say where; with the job's `dedup` an article that says the same is written once more and says
    so, too. Raises `WorkerError` where no process can be started.
    """
    places = (_placed(one, how) for one in found)
    with closing(_in_processes(places, how) if how.jobs else _here(places, how)) as steps:
        for place, again in steps:
            done = _with_result(place)
            like = seen.first_like(done.name, done.result) if seen else None
            if how.job.dedup and like != done.result.duplicate_of:
                done = replace(_with_result(again(place, like)), known=False)
            shares = seen.shared(done.name, done.result) if seen and like is None else {}
            yield replace(done, like=like, shares=shares)


Again = Callable[[_Place, "str | None"], _Place]


def found_in(
    sources: Iterable[Source], max_bytes: int, inputs: Inputs | None = None
) -> Iterator[Clipping | Unreadable]:
    """The clippings of all sources, one after the other."""
    for source in sources:
        yield from clippings_of(source, max_bytes, inputs or Inputs())


def _placed(found: Clipping | Unreadable, how: Running) -> _Place:
    """Where a clipping stands before it is cleaned: done already, because it cannot be read or was done before, or an
    order."""
    if isinstance(found, Unreadable) and not found.lost:
        aside = Result("ok", warnings=(Warn("left_out", found.cause),))
        return _Place(Done(found.origin, found.origin.name, aside, aside=True), None)
    name = how.name(found.origin)
    if isinstance(found, Unreadable):
        return _Place(Done(found.origin, name, failed("unreadable", found.cause)), None)
    digest = digest_of(found)
    known = how.known(name, digest)
    result = known or failed("raised", "not cleaned yet")
    done = Done(found.origin, name, result, found.data, digest, known is not None)
    return _Place(done, Order(found, result=known))


def _with_result(place: _Place) -> Done:
    if place.order is None or place.order.result is None:
        return place.done
    return replace(place.done, result=place.order.result)


def _here(places: Iterator[_Place], how: Running) -> Generator[tuple[_Place, Again]]:
    """One after the other, in this process."""

    def again(place: _Place, like: str | None) -> _Place:
        assert place.order is not None
        place.order.result = attempt(how.work, place.order.clipping, how.job, like)
        return place

    for place in places:
        yield (place if place.order is None or place.order.result else again(place, None)), again


def _in_processes(places: Iterator[_Place], how: Running) -> Generator[tuple[_Place, Again]]:
    """By workers, some places ahead of the oldest that is not done."""
    from cleaner.batch.pool import Pool  # noqa: PLC0415 - one clipping alone needs no processes
    from cleaner.batch.process import start  # noqa: PLC0415

    window: deque[_Place] = deque()
    with Pool(start(how.work, how.job, how.limits), how.jobs, how.tell) as pool:

        def finished(place: _Place) -> _Place:
            while place.order and place.order.result is None:
                pool.turn()
            return place

        def again(place: _Place, like: str | None) -> _Place:
            assert place.order is not None
            place.order = Order(place.order.clipping, like)
            pool.give_first(place.order)
            return finished(place)

        more = True
        while more or window:
            more = more and _fill(window, places, pool, how.jobs * _AHEAD)
            if window:
                yield finished(window[0]), again
                window.popleft()


def _fill(window: deque[_Place], places: Iterator[_Place], pool: Pool, most: int) -> bool:
    """Look ahead as far as it goes; whether there may be more."""
    held = sum(len(place.order.clipping.data) for place in window if place.order)
    while len(window) < most and held < _AHEAD_BYTES:
        place = next(places, None)
        if place is None:
            return False
        window.append(place)
        if place.order:
            held += len(place.order.clipping.data)
            if place.order.result is None:
                pool.give(place.order)
    return True
