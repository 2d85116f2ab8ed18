"""Runs of text between block-level tags: what a reader sees of one, and its source with Markdown marks.

A run is gathered as pieces of text and marks between them, as the page gives them, and finished once its end is
known: white space is collapsed as browsers do, and marks are moved off the spaces beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.model import Kind, Link
from cleaner.readers.lines import BLANKS

_SPACE = re.compile(r"[ \t\r\n\f]+")
#: Characters that a Markdown reader would take for marks. Must not match "_" inside a word or a lone "-".
_LITERAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")


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


class Mark(NamedTuple):
    """A mark that stands before the piece of number `at`. One that `opens` takes no space behind it, one that does not
    takes none before it; an `atom` stands for itself."""

    at: int
    text: str
    opens: bool = False
    atom: bool = False


def collapse(text: str) -> str:
    """`text` as a browser shows it: white space of the source as single spaces, none at the ends."""
    return _SPACE.sub(" ", text).strip(BLANKS)


def shown(pieces: Sequence[str], marks: Sequence[Mark]) -> tuple[str, str, Sequence[int] | None]:
    """The text of a run, its source with marks, and the places of the text's characters in it (None: equal)."""
    text = collapse("".join(pieces)) if len(pieces) > 1 else collapse(pieces[0]) if pieces else ""
    if not marks and _LITERAL.search(text) is None:
        return text, text, None
    return _Source(pieces, marks).finish()


class _Source:
    """The source of a run in the making: text and source so far, and where each character of the text stands."""

    def __init__(self, pieces: Sequence[str], marks: Sequence[Mark]) -> None:
        self.text: list[str] = []
        self.source: list[str] = []
        self.offsets: list[int] = []
        self.length = 0
        self.space = False
        self.waiting: list[str] = []
        after = iter([*marks, Mark(len(pieces) + 1, "")])
        mark = next(after)
        for i in range(len(pieces) + 1):
            while mark.at <= i:
                self._mark(mark)
                mark = next(after)
            if i < len(pieces):
                self._piece(pieces[i])

    def finish(self) -> tuple[str, str, Sequence[int]]:
        """What came of it; opening marks that nothing followed are left out."""
        text = "".join(self.text).rstrip(BLANKS)
        places = self.offsets[: len(text)]
        return text, "".join(self.source), (*places, places[-1] + 1 if places else 0)

    def _mark(self, mark: Mark) -> None:
        if mark.opens:
            self.waiting.append(mark.text)
        elif self.waiting and not mark.atom:  # it closes what holds no text
            self.waiting.pop()
        else:
            if mark.atom:
                self._flush()
            self._put(mark.text)

    def _piece(self, piece: str) -> None:
        piece = _SPACE.sub(" ", piece)
        words = piece.strip(BLANKS if not self.text else " ")
        if not words:
            self.space = self.space or (bool(self.text) and bool(piece))
            return
        self.space = self.space or (bool(self.text) and piece[0] == " ")
        self._flush()
        self._words(words)
        self.space = piece[-1] == " "

    def _words(self, words: str) -> None:
        at = 0
        for match in _LITERAL.finditer(words):
            self._say(words[at : match.start()])
            self._put("\\")
            self._say(match[0])
            at = match.end()
        self._say(words[at:])

    def _flush(self) -> None:
        """Write the space that stood between, and the marks that were waiting for text."""
        if self.space and self.text:
            self._say(" ")
        self.space = False
        for text in self.waiting:
            self._put(text)
        self.waiting.clear()

    def _say(self, text: str) -> None:
        self.offsets.extend(range(self.length, self.length + len(text)))
        self.text.append(text)
        self._put(text)

    def _put(self, text: str) -> None:
        self.source.append(text)
        self.length += len(text)
