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
#: The lines that are indented within an item.
_LINES = re.compile(r"^(?=.)", re.MULTILINE)


@dataclass(slots=True)
class _Open:
    """A container that is being filled: its pieces, each in parts. `number` is that of the next item of a numbered
    list, `broken` says that the next line belongs to the paragraph of the last."""

    container: Container | None = None
    number: int = 1
    broken: bool = False
    pieces: list[list[str]] = field(default_factory=list)

    def add(self, what: Container | None, text: str) -> None:
        """One more piece: `text` of a container, or of a block that stands for itself."""
        if what == "item":
            mark = f"{self.number}. " if self.container == "numbered" else "- "
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
            around.append(_Open(piece.container, piece.number or 1))
        elif piece.what == "close":
            done = around.pop()
            around[-1].add(done.container, done.written())
        elif piece.block is None:
            around[-1].broken = True
        else:
            around[-1].add(None, _block(piece.block, base))
    return around[0].written()


def _block(block: Block, base: str | None) -> str:
    if block.kind == "code":
        return fenced(block)
    if block.kind in ("table", "formula"):
        return block.text
    line = _line(block, base)
    if block.kind == "heading":
        return f"{'#' * level_of(block)} {_CLOSING.sub(_LITERALLY, line)}"
    return line


def _line(block: Block, base: str | None) -> str:
    """The text of a block with its marks, so that it begins as nothing but text."""

    def picture(url: str) -> str | None:
        whole = made_whole(url, base)
        return None if is_tracker(whole) else whole

    source = retargeted(block, lambda url: made_whole(url, base), picture)
    found = _BLOCK_MARK.match(source)
    return source if found is None else f"{source[: found.start('sign')]}\\{source[found.start('sign') :]}"
