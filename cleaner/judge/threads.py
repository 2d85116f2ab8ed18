"""Whether a page is a thread, a topic with its posts or a question with its answers, by what it says of itself: its
address, the program that made it, its title, the types and names it gives. On such a page replies are the text.

The signs stand in `threads.toml`. What the words of names and addresses say of a page without any is learned from
labelled pages (`words.forum`), and tells less: there are a few dozen forums among those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import fsum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import tomli

from cleaner.model import Document, Head

#: Odds from which a page is a thread.
THREAD = 3.0
#: Where a word of a place must stand in what the page says there.
_FRAMES: Mapping[str, str] = {
    "host": r"(?:^|\.)({})\.",
    "host part": "({})",
    "path": r"/({})(?=[/.]|$)",
    "path part": r"(?<![a-z])({})(?![a-z])",
    "query": r"(?:^|[&;])({})",
    "title": r"(?<![a-z])({})(?![a-z])",
    "opening": r"(?<![a-z])({})$",
    "program": "^({})",
}
#: What stands between the title of a text, its board and its site.
_BAR = re.compile(r"\s[-–—·:]\s|(?:(?<!\s)\s++)?[|｜_]\s*|\s(?=\()")


class Beside(NamedTuple):
    """What stands beside the posts of a thread: its noise class, why it is none of them; whether that holds only below
    a text, and whether it holds within an element named for posts, too."""

    noise_class: str
    reason: str
    below: bool
    within: bool


def is_thread(document: Document) -> bool:
    """Whether a page says clearly enough that it is a thread."""
    return thread_odds(document) >= THREAD


def thread_odds(document: Document) -> float:
    """How much a page says that it is a thread: a logarithm of odds, 0.0 for a page that says nothing of it. Of the
    signs in one place only the strongest counts; they are summed exactly, since a set has addresses in another order on
    every run."""
    strongest: dict[str, float] = {}
    for place, odds in _told(document):
        strongest[place] = max(strongest.get(place, 0.0), odds)
    return fsum(strongest.values())


def _told(document: Document) -> Iterator[tuple[str, float]]:
    """The odds of each sign that a page has, with its place."""
    signs = _signs()
    single, pairs = _names(document)
    yield from (("name", odds) for word, odds in signs["name"].items() if word in single)
    yield from (("names", odds) for words, odds in signs["names"].items() if words in pairs)
    yield from (("type", odds) for word, odds in signs["type"].items() if _is_of_type(document.head, word))
    for place, said in _said(document):
        yield from ((place, signs[place][word]) for word in _pattern(place).findall(said.lower()))


def _names(document: Document) -> tuple[set[str], set[str]]:
    """The words in the names of elements, and those that stand next to each other there, of names with a word that
    begins a sign."""
    makes = {box.words for box in document.boxes}
    begin = _first_words()
    pairs = (pairwise(words) for words in makes if not begin.isdisjoint(words))
    return {word for words in makes for word in words}, {" ".join(pair) for two in pairs for pair in two}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in _signs()["names"])


def _is_of_type(head: Head, name: str) -> bool:
    """Whether a script of a page gives something a type of schema.org."""
    return any(f'{name}"' in script for script in head.scripts)


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """What a page says of itself, with the place where it says it."""
    head = document.head
    yield "program", head.meta("generator") or ""
    opening, *parts = _BAR.split(head.title or "")
    yield from (("opening", opening.rstrip()) for _ in parts[:1])
    yield from (("title", part) for part in parts)
    for address in {document.clip.url, head.canonical, head.meta("og:url")} - {None}:
        yield from _of_address(str(address))


def _of_address(address: str) -> Iterator[tuple[str, str]]:
    """The parts of an address; nothing for one that is none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return
    yield from (("host", host), ("host part", host), ("query", parts.query))
    yield from ((place, parts.path) for place in ("path", "path part"))


@cache
def _data() -> Mapping[str, Any]:
    return tomli.loads(files(__package__).joinpath("threads.toml").read_text("utf-8"))


@cache
def _signs() -> Mapping[str, Mapping[str, float]]:
    """The odds of the signs of each place, by their words."""
    found: dict[str, dict[str, float]] = {}
    for sign in _data()["sign"]:
        found.setdefault(sign["in"], {}).update(dict.fromkeys(sign["words"], sign["odds"]))
    return found


@cache
def post_names() -> tuple[str, ...]:
    """The names of elements that hold what a member wrote: the words that one begins with."""
    return tuple(f"{name} " for name in _data()["posts"]["names"])


def holds_posts(words: Sequence[str]) -> bool:
    """Whether an element of these names holds posts, and perhaps what stands around them."""
    of, holds, whole = _post_words()
    named = frozenset(words)
    return not whole.isdisjoint(named) or bool(named & of and "comment" not in named and (named - of) & holds)


@cache
def _post_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    posts = _data()["posts"]
    return frozenset(posts["of"]), frozenset(posts["holds"]), frozenset(posts["whole"])


@cache
def beside_names() -> Mapping[str, Beside]:
    """What programs set beside the posts, by the word or the two words that name it."""
    return {
        name: Beside(kind["class"], kind["reason"], kind.get("below", False), kind.get("within", False))
        for kind in _data()["beside"]
        for name in kind["names"]
    }


@cache
def _pattern(place: str) -> re.Pattern[str]:
    """Finds the words of a place where they must stand; of two that begin alike the longer one."""
    words = sorted(map(re.escape, _signs()[place]), key=len, reverse=True)
    return re.compile(_FRAMES[place].format("|".join(words)))
