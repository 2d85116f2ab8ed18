"""What kind of page it is when it holds no article: a list, an error, a wall before the text, nothing but its frame.

What was kept is looked at, as a reader would: how much of it is running text, how much is linked or cut off, and
whether it only says that there is nothing to read. The words of such pages stand in `kinds.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli

from cleaner.judge.facts import BlockFacts
from cleaner.judge.survey import Survey
from cleaner.model import Block, Document, Warn
from cleaner.text.characters import key

#: Less text than this beside the words of an error or a wall is no article, in units of Han text.
FEW_UNITS = 60
#: A line that states an error is at most so long, in units.
STATEMENT_UNITS = 40
#: Share of what is kept that is linked, from which a page is a list of links.
LINKED = 0.5
#: Share of what is kept that a program cut off, from which a page is a list of teasers; and how many there are.
CUT_OFF, TEASERS = 0.3, 3
#: Share of what is kept that is running text, below which a page that is not sure of itself is no article.
RUNNING, SURE = 0.1, 0.7
#: Running text is linked by less than this.
PLAIN = 0.5
_SAID = {
    "link_list": "most of what is kept is links: the page is a list, or a part of a site, rather than an article",
    "teaser_list": "what is kept breaks off again and again: the page is a list of the beginnings of others",
    "no_prose": "what is kept holds no running text",
}


class _Words(NamedTuple):
    """A kind of page that its words tell: what its title or short lines start with, what its text says."""

    code: str
    message: str
    starts: tuple[str, ...]
    says: tuple[str, ...]


class _Kept(NamedTuple):
    """What is kept of a page, in units of Han text: all of it, running text, what is linked, what is cut off."""

    text: float
    running: float
    linked: float
    cut_off: float
    teasers: int


def kind_of(document: Document, page: Survey, blocks: Sequence[Block], sure: float) -> Warn | None:
    """Why a page that was read from HTML is no article, by what is kept of it; None for one that looks like one.

    `sure` is the confidence in what is kept.
    """
    told = next((words for words in _words() if _told(words, document, page, blocks)), None)
    if told is not None:
        return Warn(told.code, told.message)
    code = _by_make(_kept([page.facts[block.index] for block in blocks]), sure, any(block.images for block in blocks))
    return Warn(code, _SAID[code]) if code else None


def _by_make(kept: _Kept, sure: float, pictures: bool) -> str | None:
    """The code of a page that its make gives away."""
    if not kept.text:
        return None
    if kept.linked > LINKED * kept.text:
        return "link_list"
    if kept.teasers >= TEASERS and kept.cut_off > CUT_OFF * kept.text:
        return "teaser_list"
    if kept.running < RUNNING * kept.text and sure < SURE:
        return "no_prose"
    return "no_prose" if not kept.running and kept.text < FEW_UNITS and not pictures else None


def _kept(facts: Sequence[BlockFacts]) -> _Kept:
    sizes = [f.worth for f in facts]
    return _Kept(
        sum(sizes),
        sum(size for size, f in zip(sizes, facts, strict=True) if f.prose and f.link_density < PLAIN),
        sum(size * f.link_density for size, f in zip(sizes, facts, strict=True)),
        sum(size for size, f in zip(sizes, facts, strict=True) if f.cut_off),
        sum(f.cut_off for f in facts),
    )


def _told(words: _Words, document: Document, page: Survey, blocks: Sequence[Block]) -> bool:
    """Whether a page says what pages of a kind say, and next to nothing else."""
    kept = [page.facts[block.index] for block in blocks]
    if not _says_little_else(words, kept):
        return False
    if words.says:
        return any(_says(words, f) for f in kept)
    titles = [key(document.head.title or ""), *(key(b.text) for b in document.blocks if b.kind == "heading")]
    lines = (f.key for f in page.facts if f.units <= STATEMENT_UNITS)
    return any(line.startswith(words.starts) for line in (*titles, *lines))


def _says_little_else(words: _Words, kept: Sequence[BlockFacts]) -> bool:
    """Whether there is next to no text but what says so; an article is known after a few blocks."""
    rest = 0.0
    for facts in kept:
        rest += 0.0 if _says(words, facts) else facts.worth
        if rest >= FEW_UNITS:
            return False
    return True


def _says(words: _Words, facts: BlockFacts) -> bool:
    if words.says:
        return any(phrase in facts.key for phrase in words.says)
    return facts.units <= STATEMENT_UNITS and facts.key.startswith(words.starts)


@cache
def _words() -> tuple[_Words, ...]:
    data = tomli.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return tuple(
        _Words(kind["code"], kind["message"], _keys(kind.get("starts", ())), _keys(kind.get("says", ())))
        for kind in data["kind"]
    )


def _keys(phrases: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(key, phrases)))
