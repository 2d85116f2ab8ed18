"""Clippings in, records out, whatever the clippings do: what all steps for other people's pipelines share."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from cleaner.article import Article
from cleaner.batch.clippings import Clipping, Unreadable, clean_clipping
from cleaner.batch.job import Job, Work, attempt, clean_one
from cleaner.batch.order import Limits, Order, WorkerError
from cleaner.batch.pool import Pool
from cleaner.batch.process import start
from cleaner.batch.result import Result, failed, result_of
from cleaner.model import Clip, Document
from cleaner.options import Options
from cleaner.settings.declared import ConfigurationError

#: An article as values that JSON knows, under the public names: what `Article.to_dict` gives.
Record = dict[str, Any]
#: What is told of an article when nothing else is asked for.
FIELDS = tuple("status confidence title text author date source site language script id units warnings".split())
#: The field of an article's Markdown, which is written for those alone who ask for it.
MARKDOWN = "markdown"
_LOG = logging.getLogger(__name__)
_DEFAULTS = Options()


def clean_with_markdown(clipping: Clipping, job: Job, duplicate_of: str | None = None) -> Result:
    """What `clean_one` gives as a line of JSON, with the article's title and body as Markdown in it."""
    article = clean_clipping(clipping, job.crawled, job.options)
    if article.status == "failed":
        return result_of(article, None)
    record = {**article.to_dict(), MARKDOWN: article.to_markdown(front_matter=False)}
    return result_of(article, json.dumps(record, ensure_ascii=False))


def work_for(fields: Sequence[str]) -> Work:
    """What cleans a clipping so that its record has these fields."""
    return clean_with_markdown if MARKDOWN in fields else clean_one


class Recorder:
    """Cleans clippings, and gives a record for each, in their order.

    With `limits` a process of its own does the work (`jobs` of them), started by the first clippings and kept for the
    next: one that crashes, hangs or takes too much memory costs itself alone, and its record has the status "failed".
    Without limits the work is done here. May be pickled (its processes stay where they are) and
    shared by threads, which wait for one another; forked only before it has processes.
    """

    def __init__(
        self, options: Options = _DEFAULTS, limits: Limits | None = None, jobs: int = 1, work: Work = clean_one
    ) -> None:
        self._given = (options, limits, jobs, work)
        self._job = Job(options, form="jsonl")
        self._pool: Pool | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._given

    def records(self, found: Iterable[Clipping | Unreadable]) -> list[Record]:
        """A record for each clipping; what could not be read, or broke, has the status "failed", and says why in its
        warnings. Raises `WorkerError` where no process can be started, and nothing for what is in a clipping."""
        with self._lock:
            orders = [_order(one) for one in found]
            limits = self._given[1]
            if limits is None:
                for order in orders:
                    order.result = order.result or attempt(self._given[3], order.clipping, self._job)
            else:
                self._work_off([order for order in orders if order.result is None], limits)
        return [_record(order) for order in orders]

    def close(self) -> None:
        """Let go of the processes. The next clippings start others."""
        pool, self._pool = self._pool, None
        if pool is not None and self._owner == os.getpid():
            pool.__exit__()

    def _work_off(self, orders: list[Order], limits: Limits) -> None:
        pool = self._pool_here(limits)
        try:
            for order in orders:
                pool.give(order)
            while any(order.result is None for order in orders):
                pool.turn()
        except BaseException:  # what it is at nobody waits for any more
            self.close()
            raise

    def _pool_here(self, limits: Limits) -> Pool:
        """The processes, started where there are none. Raises `WorkerError` where none can be."""
        if self._pool is None:
            if multiprocessing.current_process().daemon:
                raise WorkerError("a daemon of multiprocessing may not start processes: give no limits here")
            _options, _limits, jobs, work = self._given
            self._pool, self._owner = Pool(start(work, self._job, limits), jobs, _LOG.warning), os.getpid()
        elif self._owner != os.getpid():
            raise WorkerError("forked from a process whose workers these are: fork first, or give no limits here")
        return self._pool


def _order(found: Clipping | Unreadable) -> Order:
    if isinstance(found, Unreadable):
        return Order(Clipping(found.origin, ""), result=failed("unreadable", found.cause))
    return Order(found)


def _record(order: Order) -> Record:
    """The record that the work wrote; of what broke one that says so. Halves of pairs of characters, which UTF-8 does
    not know, become "?"."""
    result = order.result
    assert result is not None
    if result.text is None:
        return _broken(order.clipping, result)
    record: Record = json.loads(result.text.encode("utf-8", "replace"))
    return record


def checked_fields(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields that are asked for. Raises `ConfigurationError` for one that no record has."""
    known = tuple(_nothing(Clip("", "text"), failed("", "")))
    for field in fields:
        if field not in known:
            raise ConfigurationError(f"an article has no field {field!r}; its fields: {', '.join(known)}")
    return tuple(fields)


def broken(code: str, cause: str) -> Record:
    """The record of a clipping that nobody could clean."""
    return _nothing(Clip("", "text"), failed(code, cause))


def _broken(clipping: Clipping, result: Result) -> Record:
    if result.trace:
        _LOG.warning("%s: %s\n%s", clipping.url or clipping.origin.name, result.remarks, result.trace)
    return _nothing(Clip("", clipping.markup or "text", clipping.url), result)


def _nothing(known: Clip, result: Result) -> Record:
    """The record of an article of which nothing was made."""
    article = Article(result.status, result.confidence, Document(known, "", ()), warnings=result.warnings)
    return {**article.to_dict(), MARKDOWN: ""}
