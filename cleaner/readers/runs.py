"""Runs of text between block-level tags, gathered piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Kind, Link
from cleaner.readers.lines import BLANKS
from cleaner.readers.marks import ATOM, CLOSES, OPENS, Mark, collapse, picture, target, written

#: Targets that lead nowhere: they get no mark.
_NOWHERE = ("javascript:", "data:", "vbscript:")


class Run(NamedTuple):
    """A finished run: the fields of the block that it becomes, less its place.

    `box` is the element that holds it, `hidden` whether a browser would not show it, `unscripted` whether it stands
    in <noscript>.
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


class Flow:
    """A run in the making: its pieces of text, and marks and links between them.

    `link` is the target of the link that is open, and `linked` the piece that it starts with.
    """

    __slots__ = ("images", "link", "linked", "links", "marked", "marks", "pieces")

    def __init__(self) -> None:
        self.link: str | None = None
        self.marked = False
        self.linked = 0
        self.clear()

    def clear(self) -> None:
        """Start anew. A link that is open goes on."""
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.links: list[tuple[int, int, str]] = []
        self.images: list[Link] = []
        if self.link is not None:
            self._open()

    def open_link(self, url: str, marked: bool = True) -> None:
        """A link starts; none is open. One that leads nowhere, or that stands in code, gets no mark."""
        self.link, self.marked = url, marked and url != "" and not url[:11].lower().startswith(_NOWHERE)
        self._open()

    def close_link(self) -> None:
        """The open link ends."""
        self.end_link()
        self.link = None

    def end_link(self) -> None:
        """The part of the open link that stands in this run ends."""
        url, count = self.link, len(self.pieces)
        if url is None:
            return
        if self.marked:
            self.marks.append((count, CLOSES, f"]({target(url)})"))
        if count > self.linked:
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

    def finished(self) -> tuple[str, str, Sequence[int] | None, tuple[Link, ...]]:
        """Text, source, offsets and links of the run."""
        if self.link is not None:
            self.end_link()
        text, source, offsets = written(self.pieces, self.marks)
        return text, source, offsets, self._links(text) if self.links else ()

    def verbatim(self) -> tuple[str, str, None, tuple[Link, ...]]:
        """The same of a run of code: white space kept, less the line ends around it, nothing marked."""
        if self.link is not None:
            self.end_link()
        text = "".join(self.pieces).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        text = text.rstrip(" \t\n") if text.strip(BLANKS) else ""
        return text, text, None, self._links(text) if self.links else ()

    def _open(self) -> None:
        self.linked = len(self.pieces)
        if self.marked:
            self.marks.append((self.linked, OPENS, "["))

    def _links(self, text: str) -> tuple[Link, ...]:
        """The links that have a text; one around the whole run has the run's."""
        if len(self.links) == 1:
            start, end, url = self.links[0]
            count = len(self.pieces)
            if not start and (end == count or (end == count - 1 and self.pieces[end].isspace())):
                return (Link(text, url),) if text else ()
        links = (Link(collapse("".join(self.pieces[start:end])), url) for start, end, url in self.links)
        return tuple(link for link in links if link.text)
