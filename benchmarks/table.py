"""One table of figures: aligned for the terminal, or Markdown for README."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """`rows` have as many cells as `head`; the first cell names the row, the others are figures, aligned right.

    A line end in a cell of `head` is a second line of it in the terminal and a space in Markdown.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """The table for a terminal: columns as wide as their widest cell, notes below."""
        deep = max(cell.count("\n") for cell in self.head)
        heads = [("\n" * (deep - cell.count("\n")) + cell).split("\n") for cell in self.head]
        lines = [*zip(*heads, strict=True), *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        drawn = [_aligned(line, widths) for line in lines]
        return "\n".join(
            [self.title, "", *drawn[: deep + 1], "-" * max(map(len, drawn)), *drawn[deep + 1 :], *self.notes]
        )

    def markdown(self) -> str:
        """The table for README: its title in bold, the figures aligned right, notes as a paragraph."""
        head = [cell.replace("\n", " ") for cell in self.head]
        rule = ["---", *["--:"] * (len(head) - 1)]
        lines = ["| " + " | ".join(cells) + " |" for cells in (head, rule, *self.rows)]
        return "\n".join([f"**{self.title}**", "", *lines, *(["", *self.notes] if self.notes else [])])


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    first = cells[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))]).rstrip()


def figure(value: float | None, digits: int = 3) -> str:
    """A figure for a cell: "-" where there is none."""
    return "-" if value is None else f"{value:,.{digits}f}"


def mean(values: list[float]) -> float | None:
    """The mean, None of nothing."""
    return sum(values) / len(values) if values else None
