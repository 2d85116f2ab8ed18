"""What the tests share: one reproducible Hypothesis profile, strategies for inputs, the place of the corpora."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cleaner.model import Markup
from tests.pools import (
    FOOT,
    FRONT_MATTER,
    GLUED,
    HEAD,
    HEADLINES,
    LOOK_ALIKES,
    MARKDOWN,
    META,
    PROSE,
    RELATED,
    SPECKS,
    TEASERS,
)

settings.register_profile(
    "reproducible",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("reproducible")

ROOT = Path(__file__).resolve().parent.parent

#: What may be a formula between dollars: its marks are left to readers that know formulas.
TEX = re.compile(r"\$[^$]*[\\^_][^$]*\$")


def table(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The rows of a table as parameters; the first cell of each says in plain words what the row is about."""
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


class Clipping(NamedTuple):
    """An invented clipping: what is given to `clean`."""

    text: str
    markup: Markup


def _lines(*pools: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    """Lines of these pools, none of them twice: what stands on a page twice is a matter of its own, see `heaps`."""
    return st.lists(st.sampled_from([line for pool in pools for line in pool]), max_size=most, unique=True)


@st.composite
def articles(draw: st.DrawFn, markdown: bool = False) -> list[str]:
    """The parts of an article: its title, running text, what belongs between, in one language."""
    language = draw(st.sampled_from(sorted(PROSE)))
    title = draw(st.lists(st.sampled_from(HEADLINES[language]), max_size=1))
    body = draw(st.lists(st.sampled_from(PROSE[language]), min_size=2, max_size=6, unique=True))
    for extra in draw(_lines(MARKDOWN if markdown else LOOK_ALIKES, LOOK_ALIKES, most=2)):
        body.insert(draw(st.integers(0, len(body))), extra)
    return [f"# {line}" if markdown else line for line in title] + body


@st.composite
def pages(draw: st.DrawFn, markdown: bool = False) -> list[str]:
    """The lines of a page: an article with what stands above and below it."""
    head = draw(_lines(HEAD, most=5))
    article = draw(articles(markdown))
    if draw(st.booleans()):
        article.insert(1, draw(st.sampled_from(META)))
    if draw(st.booleans()):
        article[-1] += draw(st.sampled_from(GLUED))
    foot = draw(_lines(FOOT, META, most=6))
    related = draw(st.lists(st.sampled_from(RELATED), max_size=1))
    return head + article + foot + related + (draw(_lines(TEASERS, most=4)) if related else [])


@st.composite
def heaps(draw: st.DrawFn, markdown: bool = False) -> list[str]:
    """Lines of every pool in any order: no page anybody saw, and no reason to fail."""
    prose = tuple(line for lines in PROSE.values() for line in lines)
    titles = tuple(line for lines in HEADLINES.values() for line in lines)
    pools = (prose, titles, HEAD, META, FOOT, RELATED, TEASERS, LOOK_ALIKES, *([MARKDOWN] if markdown else []))
    return draw(st.lists(st.one_of(*map(st.sampled_from, pools)), max_size=14))


@st.composite
def _joined(draw: st.DrawFn, lines: list[str]) -> str:
    """Lines with line ends between them: of one kind, or mixed; blank lines or none."""
    ends = draw(
        st.sampled_from((["\n\n"], ["\n"], ["\r\n\r\n"], ["\r\r"], ["\n", "\n\n"], ["\n", "\r\n", "\r", "\n \n"]))
    )
    pieces = [piece for line in lines for piece in (line, draw(st.sampled_from(ends)))]
    return "".join(pieces)


@st.composite
def _specked(draw: st.DrawFn, text: str) -> str:
    """`text` with a few characters that programs leave behind."""
    for speck in draw(st.lists(st.sampled_from(SPECKS), max_size=3)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + speck + text[at:]
    return text


@st.composite
def clippings(draw: st.DrawFn, specks: bool = True, markdown: bool | None = None) -> Clipping:
    """A clipping of either flat markup: a page or a heap, with any line ends, head and specks."""
    markdown = draw(st.booleans()) if markdown is None else markdown
    text = draw(_joined(draw(st.one_of(pages(markdown), pages(markdown), heaps(markdown)))))
    if markdown and draw(st.integers(0, 3)) == 0:
        text = draw(st.sampled_from(FRONT_MATTER)) + "\n" + text
    if specks and draw(st.integers(0, 2)) == 0:
        text = draw(_specked(text))
    return Clipping(text, "markdown" if markdown else "text")


def any_text(size: int = 300) -> st.SearchStrategy[str]:
    """Any str at all, lone surrogates among it."""
    marks = st.text("#*_-=`~|<>[]()!$\\:>\n\r\t \x00\ufeff年月日来源作者分享0123456789ab", max_size=size)
    return st.one_of(st.text(st.characters(), max_size=size), marks)


def any_bytes(size: int = 300) -> st.SearchStrategy[bytes]:
    """Any bytes at all, and text in the encodings that clippings come in."""
    encodings = ("utf-8", "gb18030", "big5", "shift_jis", "utf-16", "utf-32", "cp1252")
    encoded = st.builds(lambda text, name: text.encode(name, "replace"), any_text(size), st.sampled_from(encodings))
    return st.one_of(st.binary(max_size=size), encoded)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the corpora, which are not part of the repository."""
    place = Path(os.environ.get("CLEANER_CORPORA", ROOT.parent / "shared")) / "corpora"
    if place.is_dir():
        return place
    pytest.skip("the corpora are not in ../shared beside the checkout, and CLEANER_CORPORA does not say where they are")
