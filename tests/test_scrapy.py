"""Scrapy crawls a small site, served on loopback, and nothing of it is lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleaner import ConfigurationError, Options, clean
from tests.conftest import ROOT, table
from tests.pools import HEADLINES, PROSE

pytest.importorskip("scrapy", reason="Scrapy is not installed: pip install 'clipping-cleaner[scrapy]'")

#: Language of the page, encoding of its bytes, and who says so: its header, the page itself, or nobody.
ENCODINGS = (
    ("hans", "utf-8", "header"),
    ("hans", "gb18030", "header"),
    ("hans", "gbk", "page"),
    ("hans", "gbk", "nobody"),
    ("hant", "big5", "page"),
    ("ja", "shift_jis", "header"),
    ("ja", "euc_jp", "page"),
    ("hans", "utf-16", "nobody"),
    ("en", "cp1252", "header"),
    ("hans", "utf-8", "nobody"),
)
#: When the site says it gives out its pages; they say that they are three days older.
DATE, DAY = "Tue, 05 Mar 2024 08:00:00 GMT", "2024-03-02"
COUNT, LARGEST = 200, 1_000_000
#: Pages that are something else: their bodies, and what is said of them (None: their article is well).
ODD: dict[int, tuple[bytes, str]] = {
    150: (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
    151: (b"<html><body><p>" + b"The ferry waits. " * 150_000, "too_large"),
    152: (b"", "empty"),
}
CUT_OFF = 153


class Page(NamedTuple):
    """A page of the site: its text, and how it is served."""

    text: str
    data: bytes
    kind: str


def page(number: int) -> Page:
    """A page: an article by number, between a menu and a foot."""
    language, encoding, told = ENCODINGS[number % len(ENCODINGS)]
    lines = [PROSE[language][(number + step) % len(PROSE[language])] for step in range(4)]
    title = f"{HEADLINES[language][number % 2]} {number}"
    meta = f'<meta charset="{encoding}">' if told == "page" else ""
    ago = "<p>来源：河口晚报 3天前</p>" if language == "hans" else ""
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<html><head>{meta}<title>{title}</title></head>"
    menu = '<div class="nav"><a href="/">首页</a></div>' if language == "hans" else ""
    text = f"{head}<body>{menu}<article><h1>{title}</h1>{ago}{body}</article></body></html>"
    kind = f"text/html; charset={encoding}" if told == "header" else "text/html"
    return Page(text, text.encode(encoding), kind)


class Site(ThreadingHTTPServer):
    """The site; it counts what is asked for, and how much at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.prefix = b""
        self._lock = threading.Lock()
        self._at_once = self.most_at_once = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def reset(self) -> None:
        self.asked.clear()
        self.most_at_once = 0

    def enter(self, path: str) -> None:
        with self._lock:
            self.asked[path] += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def leave(self) -> None:
        with self._lock:
            self._at_once -= 1


class Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out together
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.server.enter(self.path)
        if self.path == "/robots.txt":
            self._send(b"User-agent: *\nDisallow: /private/\n", "text/plain")
        elif index := re.fullmatch(r"/index-(\d+)-(\d+)\.html", self.path):
            links = "".join(f'<a href="/page-{number}.html">x</a>' for number in range(int(index[1]), int(index[2])))
            self._send(f'<html><body><a href="/private/x.html">x</a>{links}</body></html>'.encode(), "text/html")
        elif named := re.fullmatch(r"/page-(\d+)\.html", self.path):
            number = int(named[1])
            made = page(number)
            data, _ = ODD.get(number, (made.data, ""))
            self._send(data, made.kind, 500 if number == CUT_OFF else 0)
        elif broken := re.fullmatch(r"/(\w+)-(\d+)\.html", self.path):
            made = page(0)
            self._send(broken[1].replace("_", " ").encode() + b"\n" + made.data, made.kind)

    def _send(self, data: bytes, kind: str, missing: int = 0) -> None:
        self.send_response_only(200)
        self.send_header("Date", DATE)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) + missing))
        if missing:
            self.close_connection = True
        self.server.leave()  # whoever has the answer may ask for the next page
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody listens."""


class Crawled(NamedTuple):
    """What a crawl gave: items by address, its statistics and settings, and what it said."""

    items: list[dict[str, Any]]
    stats: dict[str, Any]
    settings: dict[str, Any]
    said: str

    @property
    def by_path(self) -> dict[str, dict[str, Any]]:
        return {re.sub(r"^http://[^/]*", "", item["url"]): item for item in self.items}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


POLITE = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,
    "CRAWL_YIELDS": "response",
}
OURS = {"ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 100}, "CLEANER_JOBS": 1}


def crawl(site: Site, feed: Path, pages: tuple[int, int], **settings: Any) -> Crawled:
    """Crawl these pages of the site."""
    site.reset()
    url = f"{site.url}/index-{pages[0]}-{pages[1]}.html"
    done = subprocess.run(
        [sys.executable, "-m", "tests.crawl", url, str(feed), json.dumps({**POLITE, **settings})],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()] if feed.exists() else []
    return Crawled(items, told["stats"], told["settings"], done.stderr)


@pytest.fixture(scope="module")
def whole(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Crawled, Counter[str], int]:
    """A crawl of the whole site, what the site was asked for, and how much at once."""
    options = {"max_bytes": LARGEST}
    crawled = crawl(site, tmp_path_factory.mktemp("feed") / "all.jsonl", (0, COUNT), **OURS, CLEANER_OPTIONS=options)
    return crawled, site.asked.copy(), site.most_at_once


Whole = tuple[Crawled, "Counter[str]", int]


def test_no_page_is_lost(whole: Whole) -> None:
    crawled = whole[0]
    assert sorted(crawled.by_path) == sorted(f"/page-{number}.html" for number in range(COUNT))
    assert len(crawled.items) == COUNT
    assert all("response" not in item for item in crawled.items)


def test_articles_are_those_of_clean(whole: Whole) -> None:
    fetched = datetime(2024, 3, 5, 8, tzinfo=UTC)
    for number in sorted(set(range(COUNT)) - {*ODD, CUT_OFF}):
        item = whole[0].by_path[f"/page-{number}.html"]
        wanted = clean(page(number).text, url=item["url"], crawled=fetched, markup="html")
        assert (item["status"], item["title"], item["text"]) == (wanted.status, wanted.title, wanted.text), number
        prose = PROSE[ENCODINGS[number % len(ENCODINGS)][0]]
        assert prose[number % len(prose)] in item["text"]


def test_days_count_from_the_crawl(whole: Whole) -> None:
    item = whole[0].by_path["/page-0.html"]
    assert (item["date"], item["crawled"]) == (DAY, "2024-03-05T08:00:00+00:00")


@pytest.mark.parametrize(("number", "code"), [pytest.param(n, code, id=code) for n, (_, code) in ODD.items()])
def test_what_cannot_be_cleaned_is_flagged(whole: Whole, number: int, code: str) -> None:
    item = whole[0].by_path[f"/page-{number}.html"]
    assert item["status"] == ("empty" if code == "empty" else "failed")
    assert [warning["code"] for warning in item["warnings"]] == [code]


def test_a_page_that_was_cut_off_says_so(whole: Whole) -> None:
    item = whole[0].by_path[f"/page-{CUT_OFF}.html"]
    assert item["text"]
    assert "truncated" in [warning["code"] for warning in item["warnings"]]


def test_every_page_is_counted(whole: Whole) -> None:
    stats = whole[0].stats
    counts = {name.rpartition("/")[2]: n for name, n in stats.items() if name.startswith("cleaner/status/")}
    assert sum(counts.values()) == COUNT == stats["item_scraped_count"]
    assert (counts["failed"], counts["empty"]) == (2, 1)
    assert stats["cleaner/removed_characters/meta_line"] > 0
    assert not any("error" in name.lower() or "dropped" in name for name in stats)


def test_the_crawl_is_as_polite_as_without_us(whole: Whole, site: Site, tmp_path: Path) -> None:
    crawled, asked, at_once = whole
    alone = crawl(site, tmp_path / "alone.jsonl", (0, COUNT), CRAWL_YIELDS="address")
    assert asked == site.asked
    assert asked["/robots.txt"] == 1 and asked["/private/x.html"] == 0
    assert at_once <= POLITE["CONCURRENT_REQUESTS_PER_DOMAIN"]
    ours = {"ITEM_PIPELINES", "CLEANER_JOBS", "CLEANER_OPTIONS", "CRAWL_YIELDS", "FEEDS"}
    assert {name for name in crawled.settings if crawled.settings[name] != alone.settings.get(name)} <= ours


SELECT = "twisted.internet.selectreactor.SelectReactor"


@pytest.mark.parametrize(
    "settings",
    table(
        [
            ("in threads", {"CLEANER_DEADLINE": 0}),
            ("a reactor without asyncio", {"TWISTED_REACTOR": SELECT}),
            ("an item that declares its fields", {"CRAWL_YIELDS": "declared"}),
            ("the page as text", {"CRAWL_YIELDS": "html", "CLEANER_FIELD": "html"}),
            ("extracted by the spider", {"CRAWL_YIELDS": "extracted", "ITEM_PIPELINES": {}}),
        ]
    ),
)
def test_other_ways_give_the_same(whole: Whole, site: Site, tmp_path: Path, settings: dict[str, Any]) -> None:
    first = [whole[0].by_path[f"/page-{number}.html"] for number in range(9)]
    crawled = crawl(site, tmp_path / "feed.jsonl", (0, 9), **{**OURS, **settings})
    assert len(crawled.items) == 9
    assert {item["status"] for item in crawled.items} == {"ok"}
    if settings.get("CRAWL_YIELDS") == "declared":
        assert {item["title"] for item in crawled.items} == {item["title"] for item in first}
    elif settings.get("CRAWL_YIELDS") == "html":
        assert {item["title"] for item in crawled.items} == {"as the spider says"}
        assert all("<h1>" not in item["text"] for item in crawled.items)
    else:
        assert sorted(crawled.items, key=lambda item: item["url"]) == sorted(first, key=lambda item: item["url"])


def test_a_text_is_replaced_by_its_article_and_never_by_nothing(site: Site, tmp_path: Path) -> None:
    ours = {**OURS, "CRAWL_YIELDS": "text", "CLEANER_FIELD": "text", "CLEANER_OPTIONS": {"max_bytes": LARGEST}}
    crawled = crawl(site, tmp_path / "feed.jsonl", (149, 152), **ours).by_path
    assert [crawled[f"/page-{number}.html"]["status"] for number in (149, 151)] == ["ok", "failed"]
    assert "<p>" not in crawled["/page-149.html"]["text"]
    assert crawled["/page-151.html"]["text"] == ODD[151][0].decode()


def test_items_of_other_things_pass(site: Site, tmp_path: Path) -> None:
    crawled = crawl(site, tmp_path / "feed.jsonl", (0, 3), **OURS, CRAWL_YIELDS="other")
    assert crawled.items == [{"price": 3}] * 3
    assert crawled.stats["cleaner/items_without_page"] == 3


def test_pages_that_break_a_worker_cost_themselves_alone(site: Site, tmp_path: Path) -> None:
    site.reset()
    breaking = {"ITEM_PIPELINES": {"tests.crawl.Breaking": 100}, "CLEANER_DEADLINE": 2, "CLEANER_MEMORY": 600}
    crawled = crawl(site, tmp_path / "feed.jsonl", (0, 8), **breaking, CRAWL_FAULTS="SEGFAULT,HANG,RAISE,LEAK")
    failed = {path: item["warnings"][0]["code"] for path, item in crawled.by_path.items() if item["status"] == "failed"}
    assert failed == {
        "/SEGFAULT-1.html": "crashed",
        "/HANG-1.html": "deadline",
        "/RAISE-1.html": "raised",
        "/LEAK-1.html": "memory",
    }
    assert len(crawled.items) == 12
    assert crawled.said.count("could not be cleaned") == 0  # the log is for errors alone here


def test_items_stay_where_no_worker_can_be_started(site: Site, tmp_path: Path) -> None:
    crawled = crawl(site, tmp_path / "feed.jsonl", (0, 3), ITEM_PIPELINES={"tests.crawl.Workerless": 100})
    assert [(item["status"], item["warnings"][0]["code"]) for item in crawled.items] == [("failed", "no_worker")] * 3


@pytest.mark.parametrize(
    ("said", "options"),
    table(
        [
            ("nothing", None, Options()),
            ("by name", {"mode": "recall", "normalise": ("dashes",)}, Options(mode="recall", normalise=("dashes",))),
            ("as JSON", '{"mode": "recall"}', Options(mode="recall")),
            ("options", Options(mode="recall"), Options(mode="recall")),
        ]
    ),
)
def test_options_are_read(said: object, options: Options) -> None:
    assert _wished({"CLEANER_OPTIONS": said}).options == options


def test_options_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "cleaner.toml"
    path.write_text('mode = "recall"\n', "utf-8")
    assert _wished({"CLEANER_OPTIONS": str(path)}).options == Options(mode="recall")


@pytest.mark.parametrize(
    ("settings", "word"),
    table(
        [
            (
                "a misspelt option",
                {"CLEANER_OPTIONS": {"mod": "recall"}},
                "CLEANER_OPTIONS: unknown option mod; did you",
            ),
            ("a wrong word", {"CLEANER_OPTIONS": {"mode": "recal"}}, "did you mean recall"),
            ("a file that is not there", {"CLEANER_OPTIONS": "no-such.toml"}, "no-such.toml"),
            ("a misspelt field", {"CLEANER_FIELDS": ["titel"]}, "no field 'titel'"),
        ]
    ),
)
def test_a_wrong_setting_ends_the_crawl_before_it_begins(settings: dict[str, Any], word: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(word)):
        _wished(settings)


def _wished(settings: dict[str, Any]) -> Any:
    from scrapy.settings import Settings  # noqa: PLC0415 - skipped where it is not installed

    from cleaner.integrations.scrapy import CleanerPipeline  # noqa: PLC0415

    pipeline = CleanerPipeline(Settings(settings), None)
    pipeline.close_spider()
    return pipeline._wishes
