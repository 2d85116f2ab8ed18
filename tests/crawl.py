"""A crawl of the site of `tests.test_scrapy` with real Scrapy, in a process of its own: a reactor runs only once.

``python -m tests.crawl URL FEED SETTINGS``: items go to FEED as JSON lines; settings (as JSON) are those of the crawl.
Standard output gets the statistics and the settings that the crawl had, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from cleaner.integrations.scrapy import CleanerPipeline, extract
from tests.faults import break_or_clean


class Breaking(CleanerPipeline):
    """The pipeline with workers that break where a page says so."""

    work = staticmethod(break_or_clean)


class Workerless(CleanerPipeline):
    """The pipeline with work that no process can load."""

    work = staticmethod(lambda clipping, job, duplicate_of=None: break_or_clean(clipping, job, duplicate_of))


@dataclass
class Declared:
    """An item that declares its fields."""

    response: Any
    title: str | None = None
    status: str | None = None
    warnings: list[Any] = field(default_factory=list)


class Spider(scrapy.Spider):
    """Follows all links of the first page, and yields what its setting CRAWL_YIELDS says."""

    name = "site"

    def parse(self, response: Response) -> Iterator[Any]:
        """The links, and pages that break what cleans them."""
        faults = [f"/{fault}-1.html" for fault in self.settings.getlist("CRAWL_FAULTS")]
        yield from response.follow_all(faults, callback=self.parse_page)
        yield from response.follow_all(css="a", callback=self.parse_page)

    def parse_page(self, response: Response) -> Iterator[Any]:
        """The page."""
        made = {
            "response": lambda: {"response": response},
            "declared": lambda: Declared(response),
            "html": lambda: {"url": response.url, "html": response.text, "title": "as the spider says"},
            "text": lambda: {"url": response.url, "text": response.text},
            "extracted": lambda: extract(response),
            "other": lambda: {"price": 3},
            "address": lambda: {"url": response.url},
        }
        yield made[self.settings["CRAWL_YIELDS"]]()


def main(url: str, feed: str, settings: str) -> None:
    """Crawl."""
    process = CrawlerProcess({"FEEDS": {feed: {"format": "jsonlines"}}, "LOG_LEVEL": "ERROR", **json.loads(settings)})
    crawler = process.create_crawler(Spider)
    process.crawl(crawler, start_urls=[url])
    process.start()
    assert crawler.stats is not None
    told = {"stats": crawler.stats.get_stats(), "settings": crawler.settings.copy_to_dict()}
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
