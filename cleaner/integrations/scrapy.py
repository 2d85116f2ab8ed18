"""A crawler's pages as articles: `CleanerPipeline` for what spiders yield, `extract` for one response at once.

The crawl is Scrapy's own: no setting of it is touched, and no page is fetched for our sake. Extra `[scrapy]`.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from itemadapter import ItemAdapter
from scrapy import Item
from scrapy.http import Response
from scrapy.utils.asyncio import is_asyncio_available

from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin, Unreadable
from cleaner.batch.job import Work
from cleaner.batch.order import Limits, WorkerError
from cleaner.integrations.records import FIELDS, Record, Recorder, broken, checked_fields, work_for
from cleaner.integrations.responses import clipping_of
from cleaner.options import Options
from cleaner.settings.effective import effective, made
from cleaner.settings.files import Written

__all__ = ["CleanerPipeline", "extract"]

_LOG = logging.getLogger(__name__)
_DEFAULTS = Options()


def extract(response: Response, options: Options = _DEFAULTS, fields: Sequence[str] = FIELDS) -> Record:
    """What a page says, for a spider that wants to know it at once: its ``url``, when it was ``crawled`` (ISO 8601),
    and the fields asked for. Never raises for what is in the page. The crawl waits while a page is cleaned, some
    milliseconds; it does not wait for the pipeline."""
    clipping = clipping_of(response, datetime.now(UTC))
    asked = checked_fields(fields)
    record = Recorder(options, work=work_for(asked)).records([clipping])[0]
    return {**_known(clipping), **{name: record[name] for name in asked}}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """The settings ``CLEANER_...`` of a crawl."""

    field: str
    fields: tuple[str, ...]
    prefix: str
    options: Options
    limits: Limits | None
    jobs: int


def _wishes(settings: Any) -> _Wishes:
    """Raises `ConfigurationError` for what is not known."""
    seconds = settings.getfloat("CLEANER_DEADLINE", 60.0)
    memory = settings.getint("CLEANER_MEMORY", 4096) * 1_000_000
    return _Wishes(
        settings.get("CLEANER_FIELD", "response"),
        checked_fields(settings.getlist("CLEANER_FIELDS") or FIELDS),
        settings.get("CLEANER_PREFIX", ""),
        _options(settings.get("CLEANER_OPTIONS") or {}),
        Limits(seconds, memory) if seconds else None,
        max(1, settings.getint("CLEANER_JOBS", 2)),
    )


def _options(said: object) -> Options:
    """Options by name, as JSON, or in a configuration file. Raises `ConfigurationError`."""
    if isinstance(said, Options):
        return said
    if isinstance(said, str) and said.lstrip().startswith("{"):
        said = json.loads(said)
    if not isinstance(said, Mapping):
        return Options.from_file(str(said))
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    return made(Options, effective(Options, Written(Path("CLEANER_OPTIONS"), values), {}, {}))


class CleanerPipeline:
    """An item pipeline. The field ``CLEANER_FIELD`` of an item ("response") holds a response, or the page as text or
    bytes; the item comes out with the article's fields, and without the response.

    No item is dropped: where a page could not be cleaned its ``status`` is "failed", and ``warnings`` say why. What a
    spider has filled in itself stays. Items without that field pass as they are. docs/engines.md tells the settings.
    """

    #: What cleans one page, where not what its fields ask for. A function of a module: workers load it by its name.
    work: Work | None = None

    def __init__(self, settings: Any, stats: Any) -> None:
        self._wishes = wishes = _wishes(settings)
        self._stats = stats
        self._threads = ThreadPoolExecutor(wishes.jobs, "cleaner")
        self._recorders: SimpleQueue[Recorder] = SimpleQueue()
        for _ in range(wishes.jobs):
            self._recorders.put(Recorder(wishes.options, wishes.limits, work=self.work or work_for(wishes.fields)))

    @classmethod
    def from_crawler(cls, crawler: Any) -> CleanerPipeline:
        """The pipeline of a crawl. Raises `ConfigurationError` for settings that are not known, which ends it."""
        return cls(crawler.settings, crawler.stats)

    async def process_item(self, item: Any) -> Any:
        """The item with its article's fields; the crawl goes on while it is cleaned."""
        adapter = ItemAdapter(item)
        if self._wishes.field not in adapter:
            self._stats.inc_value("cleaner/items_without_page")
            return item
        clipping = _clipping(adapter[self._wishes.field], adapter.get("url"))
        record = await _awaited(self._threads.submit(self._clean, clipping))
        known = _known(clipping)
        self._fill(adapter, {**known, **self._asked(record)})
        self._count(record, known.get("url"))
        return item

    def close_spider(self) -> None:
        """Let threads and processes go; all items are through by then."""
        self._threads.shutdown()
        while not self._recorders.empty():
            self._recorders.get().close()

    def _clean(self, clipping: Clipping | Unreadable) -> Record:
        """In a thread of ours: the record of one page."""
        recorder = self._recorders.get()
        try:
            return recorder.records([clipping])[0]
        except Exception as error:  # an exception would drop the item, and it is none of the page's
            return broken("no_worker", str(error) if isinstance(error, WorkerError) else repr(error))
        finally:
            self._recorders.put(recorder)

    def _asked(self, record: Record) -> Record:
        return {self._wishes.prefix + name: record[name] for name in self._wishes.fields}

    def _fill(self, adapter: ItemAdapter, values: Record) -> None:
        """Put the article into the item, as far as that declares its fields. A response goes, now that it is read; a
        text goes where another comes into its place, and never for nothing."""
        page = adapter[self._wishes.field]
        replaced = self._wishes.field in values and values[self._wishes.field] not in ("", None)
        if isinstance(page, Response) or replaced:
            _take_away(adapter, self._wishes.field)
        declared = None if isinstance(adapter.item, dict) else set(adapter.field_names())
        for name, value in values.items():
            if (declared is None or name in declared) and adapter.get(name) is None:
                adapter[name] = value

    def _count(self, record: Record, url: object) -> None:
        self._stats.inc_value(f"cleaner/status/{record['status']}")
        for piece in record["removed"]:
            self._stats.inc_value(f"cleaner/removed_characters/{piece['class']}", len(piece["text"]))
        if record["status"] == "failed":
            why = "; ".join(warning["message"] for warning in record["warnings"])
            _LOG.warning("%s: could not be cleaned: %s", url, why)


def _clipping(page: object, url: object) -> Clipping | Unreadable:
    """What an item's field holds."""
    now = datetime.now(UTC)
    if isinstance(page, Response):
        return clipping_of(page, now)
    if isinstance(page, str | bytes):
        return Clipping(Origin(STANDARD_INPUT), page, url if isinstance(url, str) else None, now)
    return Unreadable(Origin(STANDARD_INPUT), f"the item holds no page but {type(page).__name__}")


def _known(found: Clipping | Unreadable) -> Record:
    """What is known of a page beside its article."""
    if isinstance(found, Unreadable):
        return {}
    return {"url": found.url, "crawled": found.crawled.isoformat(timespec="seconds") if found.crawled else None}


def _take_away(adapter: ItemAdapter, name: str) -> None:
    """A dict, or an item of Scrapy's, can do without a field; others hold nothing in it."""
    if isinstance(adapter.item, dict | Item):
        del adapter[name]
    else:
        adapter[name] = None


async def _awaited(future: Future[Record]) -> Record:
    """What a thread works out, awaited with whichever loop runs the crawl."""
    if is_asyncio_available():
        return await asyncio.wrap_future(future)
    from twisted.internet import reactor  # noqa: PLC0415 - whoever imports it first chooses it
    from twisted.internet.defer import Deferred  # noqa: PLC0415

    deferred: Deferred[Future[Record]] = Deferred()
    future.add_done_callback(lambda ended: reactor.callFromThread(deferred.callback, ended))
    done: Future[Record] = await deferred
    return done.result()
