"""Tables: a grid of data becomes one block, a table that only lays a page out leaves its cells as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.readers.runs import Run
from cleaner.text.units import units

#: A cell of data says at most so much, in units; more is the text of a page.
CELL_UNITS = 80
#: Columns a cell may span, and rows: pages state numbers up to 2**53.
MAX_COLUMNS, MAX_ROWS = 50, 500
#: A table of more cells than this, empty ones too, is not drawn.
MAX_CELLS = 100_000


class Cell(NamedTuple):
    """A cell of a table: the runs it holds, and how many columns and rows it spans."""

    runs: Sequence[Run]
    columns: int
    rows: int


class Grid:
    """A table in the making: which runs stand in which cell."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.rows: list[list[tuple[int, int, int]]] = []

    def row(self) -> None:
        """A row starts."""
        self.rows.append([])

    def cell(self, at: int, columns: str | None, rows: str | None) -> None:
        """A cell starts before run `at`."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((at, _clamped(columns, MAX_COLUMNS), _clamped(rows, MAX_ROWS)))

    def settled(self, runs: list[Run], box: int) -> list[Run]:
        """`runs` with those of the table as one in `box`, if it is a table of data."""
        inside = runs[self.first :]
        rows = [row for row in self._cells(runs) if row]
        if not _is_data(inside, rows):
            return runs
        lines = _aligned(rows)
        head, *rest = ("| " + " | ".join(line) + " |" for line in lines)
        text = "\n".join((head, "|" + " --- |" * len(lines[0]), *rest))
        links = tuple(link for run in inside for link in run.links)
        images = tuple(image for run in inside for image in run.images)
        hidden = all(run.hidden for run in inside)
        merged = Run("table", 0, text, text, None, False, links, images, box, hidden, inside[0].unscripted)
        return [*runs[: self.first], merged]

    def _cells(self, runs: Sequence[Run]) -> list[list[Cell]]:
        starts = [at for row in self.rows for at, _, _ in row]
        ends = iter([*starts[1:], len(runs)])
        return [[Cell(runs[at : next(ends)], columns, rows) for at, columns, rows in row] for row in self.rows]


def _is_data(inside: Sequence[Run], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the cells are those of a table of data: two rows and columns at least, short texts, no structure."""
    if len(rows) < 2 or sum(len(row) > 1 for row in rows) < 2 or not inside:
        return False
    if any(run.kind not in ("paragraph", "image", "heading") for run in inside):
        return False
    cells = [cell for row in rows for cell in row]
    if sum(len(cell.runs) for cell in cells) + 1 < len(inside) or len(rows) * _width(rows) > MAX_CELLS:
        return False
    return all(len(cell.runs) <= 4 and sum(units(run.text) for run in cell.runs) <= CELL_UNITS for cell in cells)


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max(sum(cell.columns for cell in row) for row in rows)


def _aligned(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The texts of the cells, rows of one length: a cell that spans others is followed by empty ones."""
    lines: list[list[str]] = []
    below: dict[int, int] = {}  # columns that a cell above takes, and for how many rows more
    for row in rows:
        line: list[str] = []
        taken, below = below, {column: left - 1 for column, left in below.items() if left > 1}
        for cell in row:
            while len(line) in taken:
                line.append("")
            if cell.rows > 1:
                below |= dict.fromkeys(range(len(line), len(line) + cell.columns), cell.rows - 1)
            line += [_said(cell.runs), *[""] * (cell.columns - 1)]
        lines.append(line)
    width = max(map(len, lines))
    return [line + [""] * (width - len(line)) for line in lines]


def _said(runs: Sequence[Run]) -> str:
    return " ".join(run.text for run in runs if run.text).replace("|", "\\|").replace("\n", " ")


def _clamped(number: str | None, most: int) -> int:
    digits = (number or "").strip()
    return max(1, min(int(digits[:9]), most)) if digits.isascii() and digits.isdigit() else 1
