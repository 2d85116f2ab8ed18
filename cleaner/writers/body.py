"""The body of an article in a form that has elements: which piece of the outline is written by what."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from cleaner.model import Block
from cleaner.writers.grid import Cell, grid
from cleaner.writers.inline import Inline, inline_of
from cleaner.writers.legal import base_of
from cleaner.writers.outline import Container, Piece, outline
from cleaner.writers.woven import Weaver, weave

if TYPE_CHECKING:
    from cleaner.article import Article


class Body(Weaver):
    """Writes the bodies of articles; a form says how it writes each piece. `base` is the address that relative ones
    count from."""

    #: What stands between two lines of one paragraph.
    line_break: str

    def __init__(self, article: Article) -> None:
        self.base = base_of(article)
        self._outline = outline(article)

    def written(self) -> str:
        """The pieces of the outline, in order."""
        return "".join(map(self._piece, self._outline))

    def _piece(self, piece: Piece) -> str:
        if piece.container is not None:
            return self.closed(piece.container) if piece.what == "close" else self.opened(piece.container, piece.number)
        if piece.block is None:
            return self.line_break
        return {
            "line": self.line,
            "heading": self.heading,
            "code": self.code,
            "table": self.table,
            "image": self._pictures,
            "rule": self.rule,
        }.get(piece.what, self.formula)(piece.block)

    def line(self, block: Block) -> str:
        """The text of a block, its marks and pictures as elements."""
        return weave(block.text, inline_of(block), self)

    def cells(self, block: Block) -> tuple[list[list[str]], bool]:
        """The cells of a table, row by row, as this form writes lines; and whether the first row is its head."""
        table = grid(block.text)
        parts = inline_of(block).parts((cell.start, cell.end) for row in table.rows for cell in row)
        return [[self._cell(block.text, cell, next(parts)) for cell in row] for row in table.rows], table.headed

    def _cell(self, text: str, cell: Cell, inline: Inline) -> str:
        """One of them; the backslashes that keep its bars from ending it are none of its text."""
        return weave(text[cell.start : cell.end], inline, self, lambda piece: self.text(piece.replace("\\|", "|")))

    def _pictures(self, block: Block) -> str:
        return "".join(self.picture(image.text, image.url) for image in block.images)

    @abstractmethod
    def opened(self, container: Container, number: int | None) -> str:
        """What opens a container; `number` is that of a numbered list's first item, or of an item out of turn."""

    @abstractmethod
    def closed(self, container: Container) -> str:
        """What closes it."""

    @abstractmethod
    def heading(self, block: Block) -> str:
        """A heading of the body."""

    @abstractmethod
    def code(self, block: Block) -> str:
        """Program text, its lines and spaces as they are."""

    @abstractmethod
    def table(self, block: Block) -> str:
        """A table."""

    @abstractmethod
    def rule(self, block: Block) -> str:
        """A line between two parts."""

    @abstractmethod
    def formula(self, block: Block) -> str:
        """What the text of a formula, or of a kind not known here, says."""
