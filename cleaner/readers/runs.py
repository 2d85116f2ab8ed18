"""Runs of text between block-level tags, gathered piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Kind, Link
from cleaner.readers.lines import BLANKS
from cleaner.readers.marks import ATOM, CLOSES, OPENS, Mark, collapse, picture, written
from cleaner.text.targets import target

#: Targets that lead nowhere: they get no mark.
_NOWHERE = ("javascript:", "data:", "vbscript:")


class Run(NamedTuple):
    """A finished run: the fields of the block that it becomes, less its place.

    `box` is the element that holds it, `hidden` whether a browser would not show it, `unscripted` whether it stands
    in <noscript>, `number` that of an entry, `language` that of code.
    """

    kind: Kind
    level: int
    text: str
    source: str
    offsets: Sequence[int] | None
    joined: bool
    links: tuple[Link, ...]
    images: tuple[Link, ...]
    box: int
    hidden: bool = False
    unscripted: bool = False
    number: int | None = None
    language: str = ""


class Manner(NamedTuple):
    """What is said of the runs of an element: their kind and level, the number of an entry that has one, the language
    of code that states it."""

    kind: Kind
    level: int = 0
    number: int | None = None
    language: str = ""


class Flow:
    """A run in the making: its pieces of text, and marks and links between them.

    `link` is the target of the link that is open, and `linked` the piece that it starts with.
    """

    __slots__ = ("images", "link", "linked", "links", "marked", "marks", "pieces")

    def __init__(self) -> None:
        self.link: str | None = None
        self.marked = False
        self.linked = 0
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.links: list[tuple[int, int, str]] = []
        self.images: list[Link] = []

    def clear(self) -> None:
        """Start anew. A link that is open goes on."""
        self.pieces = []
        if self.marks:
            self.marks = []
        if self.links:
            self.links = []
        if self.images:
            self.images = []
        if self.link is not None:
            self.open_link(self.link, self.marked)

    def open_link(self, url: str, marked: bool = True) -> None:
        """A link starts; none is open. One that leads nowhere, or that stands in code, gets no mark."""
        self.link, self.linked = url, len(self.pieces)
        self.marked = marked and url != "" and not url[:11].lower().startswith(_NOWHERE)
        if self.marked:
            self.marks.append((self.linked, OPENS, "["))

    def close_link(self) -> None:
        """The open link ends."""
        self._end_link()
        self.link = None

    def drop_link(self) -> None:
        """The open link ends, and what it holds is none of the run."""
        del self.pieces[self.linked :]
        self.marks = [mark for mark in self.marks if mark[0] < self.linked or mark[1] == CLOSES]
        self.link = None

    def _end_link(self) -> None:
        """The part of the open link that stands in this run ends."""
        url, count = self.link, len(self.pieces)
        if url is not None and self.marked:
            self.marks.append((count, CLOSES, f"]({target(url)})"))
        if url is not None and count > self.linked:
            self.links.append((self.linked, count, url))

    def mark(self, way: int, mark: str) -> None:
        """Emphasis, code or a formula starts or ends."""
        self.marks.append((len(self.pieces), way, mark))

    def formula(self, tex: str) -> None:
        """A formula, with the marks that make it one."""
        self.mark(OPENS, "$")
        self.pieces.append(tex)
        self.mark(CLOSES, "$")

    def picture(self, alt: str, url: str) -> None:
        """A picture."""
        self.images.append(Link(alt, url))
        self.mark(ATOM, picture(alt, url))
        self.pieces.append("")  # a run with a picture is not empty

    def written(self) -> tuple[str, str, Sequence[int] | None]:
        """Text, source and offsets of the run, which ends."""
        if self.link is not None:
            self._end_link()
        return written(self.pieces, self.marks)

    def verbatim(self) -> tuple[str, str, None]:
        """The same of a run of code: white space kept, less the line ends around it, nothing marked."""
        if self.link is not None:
            self._end_link()
        text = "".join(self.pieces).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        text = text.rstrip(" \t\n") if text.strip(BLANKS) else ""
        return text, text, None

    def linked_since(self, piece: int) -> list[str]:
        """The texts of the links that began with a piece or behind it and have ended."""
        said = (collapse("".join(self.pieces[start:end])) for start, end, _ in self.links if start >= piece)
        return [text for text in said if text]

    def links_in(self, text: str) -> tuple[Link, ...]:
        """The links that have a text; one around the whole run has the run's."""
        if not self.links:
            return ()
        start, end, url = self.links[0]
        if not start and len(self.links) == 1 and not "".join(self.pieces[end:]).strip():
            return (Link(text, url),) if text else ()
        links = (Link(collapse("".join(self.pieces[start:end])), url) for start, end, url in self.links)
        return tuple(link for link in links if link.text)
