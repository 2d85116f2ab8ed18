"""The body of a page as Markdown: headings, lists, quotations, code and tables with their marks, links made whole.

What stands within a line has its marks from the reader, which puts them where every reader of Markdown takes them for
marks; here the lines get theirs, and a backslash where they begin like something that they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.model import Block
from cleaner.writers.inline import retargeted
from cleaner.writers.legal import base_of, is_tracker, made_whole
from cleaner.writers.outline import Container, Piece, level_of, outline
from cleaner.writers.verbatim import fenced

if TYPE_CHECKING:
    from cleaner.article import Article

#: What makes the beginning of a line more than text: the group is the sign that a backslash takes that from. Must not
#: match "#1", "-5" or "1.5".
_BLOCK_MARK = re.compile(r"(?:\d{1,9}(?=[.)](?:\s|$)))?(?P<sign>#{1,6}(?=\s|$)|[-+*.)](?=\s|$)|>|[-=|:][-=|: ]*$|~{3})")
#: Hashes that would close a heading. Must not match those of "C#".
_CLOSING, _LITERALLY = re.compile(r"(?<=\s)#+$"), r"\\\g<0>"
#: What stands between the items of a list, and above a list in an item; what between all other pieces.
_CLOSE, _APART = "\n", "\n\n"
_LISTS: tuple[Container, ...] = ("list", "numbered")
#: The mark of an item, and what stands behind the number of one; and those of a list right behind a list.
_MARKS = ("-.", "*)")
#: The lines that are indented within an item.
_LINES = re.compile(r"^(?=.)", re.MULTILINE)


@dataclass(slots=True)
class _Open:
    """A container that is being filled: its pieces, each in parts. `number` is that of the next item of a numbered
    list, `broken` says that the next line belongs to the paragraph of the last. `marks` are those of a list's items,
    and `last` is what was added last."""

    container: Container | None = None
    number: int = 1
    broken: bool = False
    pieces: list[list[str]] = field(default_factory=list)
    marks: str = _MARKS[0]
    last: _Open | None = None

    def opened(self, container: Container | None, number: int | None) -> _Open:
        """A container that opens in this one. A list right behind one of its kind has other marks: with the same ones
        the two would be one."""
        if container == "item" and number is not None:
            self.number = number
        beside = self.last
        confused = beside is not None and beside.container == container in _LISTS and beside.marks == _MARKS[0]
        return _Open(container, 1 if number is None else number, marks=_MARKS[confused])

    def add(self, text: str, done: _Open | None = None) -> None:
        """One more piece: `text` of a container that is done, or of a block that stands for itself."""
        what, self.last = done and done.container, done
        if what == "item":
            mark = f"{self.number}{self.marks[1]} " if self.container == "numbered" else f"{self.marks[0]} "
            self.number += 1
            text = mark + _LINES.sub(lambda line: " " * len(mark) + line[0], text)[len(mark) :]
        if self.broken and self.pieces:
            self.pieces[-1] += "  \n", text
        elif self.container == "item" and what in _LISTS and self.pieces:
            self.pieces[-1] += _CLOSE, text
        else:
            self.pieces.append([text])
        self.broken = False

    def written(self) -> str:
        """All of it, as it stands within what is around it."""
        between = _CLOSE if self.container in _LISTS else _APART
        text = between.join(piece for piece in map("".join, self.pieces) if piece)
        if self.container != "quote":
            return text
        return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def page_markdown(article: Article) -> str:
    """The body of an article that was a page. Relative addresses are made whole where the page's own is known; pictures
    that show nothing and tell somebody who reads are left out."""
    return _filled(outline(article), base_of(article))


def _filled(pieces: Iterable[Piece], base: str | None) -> str:
    around = [_Open()]
    for piece in pieces:
        if piece.what == "open":
            around.append(around[-1].opened(piece.container, piece.number))
        elif piece.what == "close":
            done = around.pop()
            around[-1].add(done.written(), done)
        elif piece.block is None:
            around[-1].broken = True
        else:
            around[-1].add(_block(piece.block, base))
    return around[0].written()


def _block(block: Block, base: str | None) -> str:
    if block.kind == "code":
        return fenced(block)
    if block.kind == "formula":
        return block.text
    source = _marked(block, base)
    if block.kind == "table":
        return source
    found = _BLOCK_MARK.match(source)  # it begins as nothing but text
    line = source if found is None else f"{source[: found.start('sign')]}\\{source[found.start('sign') :]}"
    if block.kind == "heading":
        return f"{'#' * level_of(block)} {_CLOSING.sub(_LITERALLY, line)}"
    return line


def _marked(block: Block, base: str | None) -> str:
    """The text of a block with its marks, their addresses made whole."""

    def picture(url: str) -> str | None:
        whole = made_whole(url, base)
        return None if is_tracker(whole) else whole

    return retargeted(block, lambda url: made_whole(url, base), picture)
