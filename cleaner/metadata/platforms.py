"""Names of platforms and large papers, which clippers leave behind the title: ``渡口 - 知乎``.

A single such name is evidence enough that it is none of the title's own words, where a separator sets it off.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise

from cleaner.metadata.suffix import LONGEST_CHARACTERS, MIN_UNITS, name_key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: What sets a platform's name off from the title. Must not match the hyphen in "COVID-19 on Zenn".
_SET_OFF = lazy_pattern(r"\s*(?:[-–—_|｜·丨•]|[:：])\s*(?=[^-–—_|｜·丨•:：]*$)")
#: What stands behind the name of a wiki or of an outlet: its motto, its address.
_MOTTO = lazy_pattern(r"[,，、].*$|\s*[-–]\s*\S+\.(?:com|cn|net|org)$")


#: What stands between the names behind a title.
_BARS = lazy_pattern(r"\s*[-–—_|｜丨]+\s*")
#: The board of a forum, as its address has it: ``r/walking``.
_BOARD = lazy_pattern(r"r/\w{2,24}")


#: The account that a post is from, between its title and the platform's name: ``渡口的灯 来自 河岸人家 - 酷安``.
_WRITER = lazy_pattern(r"\s+(?:来自|來自)\s+(?P<name>\S{1,24})\s*$", words=("来自", "來自"))


@cache
def _platforms() -> frozenset[str]:
    names = files(__package__).joinpath("platforms.txt").read_text("utf-8").split()
    return frozenset(name_key(name.replace("_", " ")) for name in names)


def is_platform(name: str) -> bool:
    """Whether `name` is that of a platform: ``CSDN博客``."""
    return len(name) <= LONGEST_CHARACTERS and name_key(_MOTTO.sub("", name.strip())) in _platforms()


def before_platform(title: str) -> str:
    """A title up to the first platform's name in it, where section and motto follow: ``渡口吧-百度贴吧--旧事``.

    A name in Latin letters must be set off by more than a hyphen, which may be the title's own.
    """
    if len(title) > LONGEST_CHARACTERS:
        return title
    edges = list(_BARS.finditer(title))
    for before, behind in pairwise(edges):
        name = title[before.end() : behind.start()]
        own = name.isascii() and "-" in (before[0], behind[0])
        if not own and is_platform(name) and units(title[: before.start()]) > MIN_UNITS:
            return title[: before.start()]
    return title


#: The words that CSDN sets between a title and its own name. Must not match the writer, who is cut off by himself.
_WORDS = lazy_pattern(r"_(?![^_]*的博客$)[^_]{1,60}$")


def without_platform(title: str) -> tuple[str, str | None]:
    """A title without the platform's name behind its last separator, and that name, None where there is none."""
    edge = _SET_OFF.search(title) if len(title) <= LONGEST_CHARACTERS else None
    if edge is None or units(title[: edge.start()]) <= MIN_UNITS:
        return title, None
    behind = title[edge.end() :].strip()
    if not (is_platform(behind) or _BOARD.fullmatch(behind)):
        return title, None
    words = _WORDS.search(title, 0, edge.start()) if behind.startswith("CSDN") else None
    end = words.start() if words and units(title[: words.start()]) > MIN_UNITS else edge.start()
    return title[:end], behind


def without_writer(title: str) -> tuple[str, str]:
    """A title, a platform's name cut off, without the account that it is from, and that account, "" for none."""
    found = _WRITER.search(title) if len(title) <= LONGEST_CHARACTERS else None
    if found is None or units(title[: found.start()]) <= MIN_UNITS:
        return title, ""
    return title[: found.start()], found["name"]
