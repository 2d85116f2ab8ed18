"""The table of peers: what each is called, what must be installed, how it is asked for the main text of a page.

Each is asked as its own documentation does, with its defaults, for its plain text; what it can only give as HTML is
turned into lines by `plain.lines_of`, which is then part of its time. Three peers weigh stop words: they, and nobody
else, are told the language of the page where it is known. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_args, get_type_hints

from benchmarks.corpus import Page
from benchmarks.plain import lines_of

#: From a page to its main text. May raise, hang or die: see `worker`.
Extract = Callable[[Page], str]

#: Warnings of the cleaner stand on its article; said here they reach the same ear as the log of every peer.
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Peer:
    """One extractor. `load` imports it and gives its `Extract`, in the process that will run it, so it is picklable.

    `package` is what pip installs (`how`: what it is asked for where that is more than the name); `reads_bytes` says
    whether it takes a page that nobody has decoded, `decodes` whether it is given no other.
    """

    name: str
    package: str
    load: Callable[[], Extract]
    reads_bytes: bool = False
    decodes: bool = False
    how: str = ""

    def given(self, page: Page) -> Page:
        """What the peer reads of a page, and no more: in its process all else would count as its memory."""
        if self.decodes:
            return replace(page, text=None)
        return page if page.text is None else replace(page, data=b"")

    @property
    def version(self) -> str | None:
        """The installed version, None where it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    @property
    def remedy(self) -> str:
        """The command that installs it."""
        return f"pip install {self.how or self.package}"


def cleaner(engine: str | None = None) -> Extract:
    from cleaner import Options, clean  # noqa: PLC0415

    wanted: dict[str, Any] = {"engine": engine} if engine else {}
    options = Options(**wanted)

    def extract(page: Page) -> str:
        article = clean(page.data, url=page.url, markup="html", encoding=page.encoding, options=options)
        for warning in article.warnings:
            _LOG.warning("%s", warning.code)
        return article.text

    return extract


def trafilatura(**mode: Any) -> Extract:
    from trafilatura import extract  # noqa: PLC0415

    return lambda page: extract(page.source, url=page.url, **mode) or ""


def trafilatura_metadata() -> Extract:
    """Body and metadata as Python values: what the cleaner gives as well, so it is the yardstick of the speed table."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    def extract(page: Page) -> str:
        document = bare_extraction(page.source, url=page.url, with_metadata=True)
        return getattr(document, "text", None) or ""

    return extract


def readability() -> Extract:
    from readability import Document  # noqa: PLC0415

    return lambda page: lines_of(Document(page.source).summary())


def magic_html() -> Extract:
    from magic_html import GeneralExtractor  # noqa: PLC0415

    extractor = GeneralExtractor()
    return lambda page: lines_of(extractor.extract(page.source, base_url=page.url or "").get("html") or "")


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    def extract(page: Page) -> str:
        if page.text is not None:
            return str(extract_plain_text(page.text, main_content=True))
        tree = HTMLTree.parse_from_bytes(page.data, detect_encoding(page.data))
        return str(extract_plain_text(tree, main_content=True))

    return extract


#: jusText's names of the languages that the pages have; for any other it works without stop words.
_STOP_LISTS = dict(
    pair.split(":")
    for pair in "en:English de:German fr:French es:Spanish pt:Portuguese it:Italian nl:Dutch ru:Russian pl:Polish "
    "cs:Czech hr:Croatian sv:Swedish da:Danish fi:Finnish el:Greek hu:Hungarian ro:Romanian tr:Turkish id:Indonesian "
    "vi:Vietnamese ko:Korean ar:Arabic uk:Ukrainian".split()
)


def justext() -> Extract:
    """In a language without stop list both stop word thresholds are 0, as its documentation says."""
    from justext import get_stoplist, justext  # noqa: PLC0415

    def extract(page: Page) -> str:
        name = _STOP_LISTS.get(page.lang or "")
        words = (get_stoplist(name),) if name else (frozenset(), 70, 200, 0, 0)
        return "\n".join(part.text for part in justext(page.source, *words) if not part.is_boilerplate)

    return extract


def goose() -> Extract:
    from goose3 import Goose  # noqa: PLC0415
    from goose3.text import StopWordsChinese  # noqa: PLC0415

    chinese, other = Goose({"stopwords_class": StopWordsChinese}), Goose()

    def extract(page: Page) -> str:
        article = (chinese if page.lang == "zh" else other).extract(raw_html=page.source)
        return article.cleaned_text or ""

    return extract


def newspaper() -> Extract:
    """It takes the language for granted where it has no words for it, and reads a page only under an address."""
    from newspaper import Article, Config  # noqa: PLC0415
    from newspaper.languages import get_available_languages  # noqa: PLC0415

    known = set(get_available_languages())

    def extract(page: Page) -> str:
        config = Config()
        config.fetch_images = False
        if page.lang in known:
            config.language = page.lang
        article = Article(page.url or "https://example.com/", config=config)
        article.download(input_html=page.source)
        return article.parse().text or ""

    return extract


def gne() -> Extract:
    """Its exception for a page without text is an answer, not a failure."""
    from gne import GeneralNewsExtractor  # noqa: PLC0415
    from gne.exceptions import NoContentException  # noqa: PLC0415

    extractor = GeneralNewsExtractor()

    def extract(page: Page) -> str:
        try:
            return extractor.extract(page.source, host=page.url or "")["content"] or ""
        except NoContentException:
            return ""

    return extract


def html2text() -> Extract:
    """Everything a page says, nothing removed: what any extraction has to beat."""
    from html2text import HTML2Text  # noqa: PLC0415

    def extract(page: Page) -> str:
        reader = HTML2Text(bodywidth=0)
        reader.ignore_links = reader.ignore_images = reader.ignore_emphasis = True
        return str(reader.handle(page.source))

    return extract


def boilerpy() -> Extract:
    from boilerpy3.extractors import ArticleExtractor  # noqa: PLC0415

    extractor = ArticleExtractor()
    return lambda page: extractor.get_content(page.source)


def the_cleaner(engine: str | None = None) -> Peer:
    """The cleaner as one of the table's rows, with an engine of its options or the one it takes by itself.

    Raises ValueError, naming those there are, for an engine that its options do not have.
    """
    from cleaner import Options  # noqa: PLC0415

    engines = get_args(get_type_hints(Options)["engine"])
    if engine and engine not in engines:
        raise ValueError(f"unknown engine {engine}; there are {', '.join(engines)}")
    name = f"cleaner {engine}" if engine else "cleaner"
    return Peer(name, "clipping-cleaner", partial(cleaner, engine), reads_bytes=True, decodes=True)


#: The yardstick of the speed table.
YARDSTICK = "trafilatura-metadata"

_WHEEL = "releases/download/magic_html-0.1.2-released/magic_html-0.1.2-py3-none-any.whl"

#: All peers, in the order of the tables. Of several modes of one package the first stands for it.
PEERS: tuple[Peer, ...] = (
    Peer(YARDSTICK, "trafilatura", trafilatura_metadata, reads_bytes=True),
    Peer("trafilatura", "trafilatura", trafilatura, reads_bytes=True),
    Peer("trafilatura-fast", "trafilatura", partial(trafilatura, fast=True), reads_bytes=True),
    Peer("trafilatura-precision", "trafilatura", partial(trafilatura, favor_precision=True), reads_bytes=True),
    Peer("trafilatura-recall", "trafilatura", partial(trafilatura, favor_recall=True), reads_bytes=True),
    Peer("readability-lxml", "readability-lxml", readability, reads_bytes=True),
    Peer("magic-html", "magic_html", magic_html, how=f"https://github.com/opendatalab/magic-html/{_WHEEL}"),
    Peer("resiliparse", "resiliparse", resiliparse, reads_bytes=True),
    Peer("justext", "justext", justext, reads_bytes=True),
    Peer("goose3", "goose3", goose, reads_bytes=True, how="goose3 jieba"),
    Peer("newspaper4k", "newspaper4k", newspaper, reads_bytes=True, how="newspaper4k jieba tinysegmenter"),
    Peer("gne", "gne", gne),
    Peer("boilerpy3", "boilerpy3", boilerpy),
    Peer("html2text", "html2text", html2text),
)


def chosen(names: str | None = None, one_mode: bool = False) -> tuple[Peer, ...]:
    """The peers of a list of names with commas between; without names all, or `one_mode` of each package.

    Raises ValueError, naming those there are, for a name that is not known.
    """
    if names is None:
        first = {peer.package: peer for peer in reversed(PEERS)}
        return tuple(peer for peer in PEERS if not one_mode or first[peer.package] is peer)
    known = {peer.name: peer for peer in PEERS}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise ValueError(f"unknown peer {name}; there are {', '.join(known)}")
    return tuple(peer for peer in PEERS if peer.name in wanted)
