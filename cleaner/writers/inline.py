"""Links, emphasis, code and pictures within a block: the marks of its source as ranges of its text.

Every character of the text comes out once, whatever the marks are: one that does not pair marks nothing.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from cleaner.model import Block
from cleaner.text.targets import target

What = Literal["link", "strong", "emphasis", "deleted", "code", "raised", "lowered"]
#: How deep marks within marks are told.
DEEPEST = 8

_TARGET = (
    r"\s*+(?:<(?P<{0}>[^<>]*)>|(?P<{1}>[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:(?:\s++|(?<=\s))(?:\"[^\"]*\"|'[^']*'))?\s*+"
)
#: The marks that a block's text does not show. Each alternative stops at the first character that cannot belong to it.
_MARK = re.compile(
    rf"""!\[(?P<alt>[^\[\]]*)\]\({_TARGET.format("shown", "seen")}\)
       |\]\({_TARGET.format("to", "url")}\)
       |(?P<open>\[)
       |(?P<ticks>`+)
       |(?P<stars>\*+|_+)
       |(?P<deleted>~~)
       |</?(?P<beside>su[bp])>""",
    re.VERBOSE,
)
#: The groups that hold an address, and those of them that have angle brackets around it.
_ADDRESSES, _IN_ANGLES = ("shown", "seen", "to", "url"), ("shown", "to")
#: The mark of a block before its text: a bullet, a number, a heading's hashes, a quotation's angle.
_BULLET = re.compile(r"(?:\s*(?:[-*+]|\d{1,9}[.)]|\#{1,6}|>)(?=\s))*\s*")
_BESIDE: dict[str, What] = {"sup": "raised", "sub": "lowered"}
_STARS: dict[int, tuple[What, ...]] = {1: ("emphasis",), 2: ("strong",), 3: ("strong", "emphasis")}


class Marked(NamedTuple):
    """A range of a block's text, what it is, and where it leads (a link)."""

    start: int
    end: int
    what: What
    url: str = ""


class Shown(NamedTuple):
    """A picture before the character `at` of the text."""

    at: int
    alt: str
    url: str


class Inline(NamedTuple):
    """The ranges that are marked in a block's text, outer ones first, none crossing another; and its pictures."""

    marked: tuple[Marked, ...]
    pictures: tuple[Shown, ...]

    def parts(self, spans: Iterable[tuple[int, int]]) -> Iterator[Inline]:
        """Those of each of these parts of the text, which are in order; they count from the start of the part."""
        marked, pictures, around = deque(self.marked), deque(self.pictures), list[Marked]()
        for start, end in spans:
            around = [one for one in around if one.end > start]
            while marked and marked[0].start < end:
                around.append(marked.popleft())
            held = (one for one in around if one.end > start)
            clipped = [one._replace(start=max(one.start - start, 0), end=min(one.end, end) - start) for one in held]
            shown = []
            while pictures and pictures[0].at <= end:
                picture = pictures.popleft()
                shown.append(picture._replace(at=max(picture.at - start, 0)))
            yield Inline(tuple(clipped), tuple(shown))


def inline_of(block: Block) -> Inline:
    """The marks of a block: what its source holds and its text does not show. Of a flat text that is none."""
    reading = _Reading()
    for at, _, hidden in _gaps(block):
        for match in _MARK.finditer(hidden):
            reading.mark(at, match)
    return Inline(_nested(reading.found), tuple(reading.pictures))


def retargeted(block: Block, link: Callable[[str], str], picture: Callable[[str], str | None]) -> str:
    """The source of a block with other addresses: `link` and `picture` say which. A picture of which None is said is
    left out; everything else stays as it stands."""
    if not (block.links or block.images):
        return block.source
    pieces: list[str] = []
    end = 0
    for _, place, hidden in _gaps(block):
        pieces += block.source[end:place], _MARK.sub(lambda match: _addressed(match, link, picture), hidden)
        end = place + len(hidden)
    return "".join((*pieces, block.source[end:]))


def _addressed(match: re.Match[str], link: Callable[[str], str], picture: Callable[[str], str | None]) -> str:
    """A mark with another address; one without an address as it is."""
    name = next((name for name in _ADDRESSES if match[name] is not None), None)
    if name is None:
        return match[0]
    new = link(match[name]) if match["alt"] is None else picture(match[name])
    if new is None:
        return ""
    start, end = (place - match.start() for place in match.span(name))
    around = int(name in _IN_ANGLES)
    return match[0][: start - around] + target(new) + match[0][end + around :]


def _gaps(block: Block) -> Iterator[tuple[int, int, str]]:
    """What of the source the text does not show: before which character of the text, where in the source, and what it
    is."""
    source, places = block.source, block.offsets
    if not block.text:
        yield 0, 0, source
    if places is None or not block.text:
        return
    end = 0
    for i, place in enumerate(places[: len(block.text)]):
        if place > end:
            lead = _bullet(source[end:place]) if i == 0 else 0
            yield i, end + lead, source[end + lead : place]
        end = place + 1
    yield len(block.text), end, source[end:]


def _bullet(hidden: str) -> int:
    found = _BULLET.match(hidden)
    return found.end() if found is not None else 0


class _Reading:
    """The marks read so far: those that are open, and the ranges that closed."""

    def __init__(self) -> None:
        self.found: list[Marked] = []
        self.pictures: list[Shown] = []
        self._links: list[int] = []
        self._open: dict[What, int] = {}

    def mark(self, at: int, match: re.Match[str]) -> None:
        """Take one mark, which stands before character `at`, into account."""
        if match["alt"] is not None:
            self.pictures.append(Shown(at, match["alt"], match["shown"] or match["seen"] or ""))
        elif match["open"]:
            self._links.append(at)
        elif match["ticks"]:
            self._turn("code", at)
        elif match["deleted"]:
            self._turn("deleted", at)
        elif match["beside"]:
            self._turn(_BESIDE[match["beside"]], at)
        elif match["stars"]:
            for what in _STARS.get(len(match["stars"]), ()):
                self._turn(what, at)
        elif self._links:
            self._add(self._links.pop(), at, "link", match["to"] or match["url"] or "")

    def _turn(self, what: What, at: int) -> None:
        """Open a range, or close the one that is open."""
        opened = self._open.pop(what, None)
        if opened is None:
            self._open[what] = at
        else:
            self._add(opened, at, what)

    def _add(self, start: int, end: int, what: What, url: str = "") -> None:
        if start < end:
            self.found.append(Marked(start, end, what, url))


def _nested(found: Sequence[Marked]) -> tuple[Marked, ...]:
    """The ranges in the order in which they open, less those that cross one before them or stand too deep."""
    nested: list[Marked] = []
    around: list[Marked] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while around and around[-1].end <= one.start:
            around.pop()
        linked = one.what == "link" and any(outer.what == "link" for outer in around)
        if (around and one.end > around[-1].end) or linked or len(around) >= DEEPEST:
            continue
        around.append(one)
        nested.append(one)
    return tuple(nested)
