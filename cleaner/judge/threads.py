"""Whether a page is a thread, a topic with its posts or a question with its answers, by what it says of itself: its
address, the program that made it, its title, the types and names it gives. On such a page replies are the text.

The signs stand in `threads.toml`. What the words of names and addresses say of a page without any is learned from
labelled pages (`words.forum`), and tells less: there are a few dozen forums among those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import fsum
from typing import Any
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
    "program": "^({})",
}
#: What stands between the title of a text, its board and its site.
_BAR = re.compile(r"\s[-–—·:]\s|(?:(?<!\s)\s++)?[|｜_]\s*|\s(?=\()")


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
    names = {word for words in {box.words for box in document.boxes} for word in words}
    yield from (("name", odds) for word, odds in signs["name"].items() if word in names)
    yield from (("type", odds) for word, odds in signs["type"].items() if _is_of_type(document.head, word))
    for place, said in _said(document):
        yield from ((place, signs[place][word]) for word in _pattern(place).findall(said.lower()))


def _is_of_type(head: Head, name: str) -> bool:
    """Whether a script of a page gives something a type of schema.org."""
    return any(f'{name}"' in script for script in head.scripts)


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """What a page says of itself, with the place where it says it."""
    head = document.head
    yield "program", head.meta("generator") or ""
    yield from (("title", part) for part in _BAR.split(head.title or "")[1:])
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


@cache
def _pattern(place: str) -> re.Pattern[str]:
    """Finds the words of a place where they must stand; of two that begin alike the longer one."""
    words = sorted(map(re.escape, _signs()[place]), key=len, reverse=True)
    return re.compile(_FRAMES[place].format("|".join(words)))
