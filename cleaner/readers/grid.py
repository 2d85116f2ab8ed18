"""Tables: a grid of data becomes one block, a table that only lays a page out leaves its cells as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.readers.drawn import Cell, drawn
from cleaner.readers.runs import Run
from cleaner.text.numbers import whole_number
from cleaner.text.units import units

#: A cell of data says at most so much, in units; more is the text of a page.
CELL_UNITS = 80
#: ... in at most so many runs.
CELL_RUNS = 4
#: Runs that a table of data may hold outside its cells: a caption, a remark.
LOOSE_RUNS = 2
#: Blank lines at the end of a code, which have numbers beside them and are none of it, are at most so many.
BLANK_LINES = 3
#: Columns a cell may span, and rows: pages state numbers up to 2**53.
MAX_COLUMNS, MAX_ROWS = 50, 500
#: A number has at most so many digits; more are no number, of lines or of cells.
DIGITS = 16


class Grid:
    """A table in the making: which runs stand in which cell. `plain` is False once it is known to be no grid of data,
    as one that holds another table; then nothing is looked at again."""

    __slots__ = ("first", "plain", "rows")

    def __init__(self, first: int) -> None:
        self.first = first
        self.plain = True
        self.rows: list[list[Cell]] = []

    def row(self) -> None:
        """A row starts."""
        self.rows.append([])

    def cell(self, at: int, columns: str | None, rows: str | None) -> None:
        """A cell starts before run `at`."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(Cell(at, at, _clamped(columns, MAX_COLUMNS), _clamped(rows, MAX_ROWS)))

    def end_cell(self, at: int) -> None:
        """The last cell ends before run `at`."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = self.rows[-1][-1]._replace(end=at)

    def settle(self, runs: list[Run], box: int) -> None:
        """Make the runs of the table one in `box`, if it is a table of data: behind those that stand in no cell, before
        those that are hidden in one. Of code beside the numbers of its lines the code stays."""
        rows = [row for row in self.rows if row]
        if _numbers_lines(rows, runs):
            del runs[rows[0][0].start]
            return
        if not self.plain or sum(len(row) > 1 for row in rows) < 2 or _has_one_column(rows, runs):
            return
        held = [run for row in rows for cell in row for run in runs[cell.start : cell.end]]
        loose = list(self._loose(runs, rows))
        said = [run for run in held if not (run.hidden or run.unscripted)] or held
        if len(loose) > LOOSE_RUNS or not _is_data(said) or not _fits(rows, runs):
            return
        if (table := drawn(rows, runs, said, box)) is None:
            return
        apart = [run for run in held if run.hidden or run.unscripted] if len(said) < len(held) else []
        runs[self.first :] = [*loose, table, *apart]

    def _loose(self, runs: Sequence[Run], rows: Sequence[Sequence[Cell]]) -> Iterator[Run]:
        at = self.first
        for row in rows:
            for cell in row:
                yield from runs[at : cell.start]
                at = max(at, cell.end)
        yield from runs[at:]


def _numbers_lines(rows: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> bool:
    """Whether the table is a piece of code beside the numbers of its lines, as programs that colour code lay it out."""
    if len(rows) != 1 or len(rows[0]) != 2 or any(cell.end - cell.start != 1 for cell in rows[0]):
        return False
    numbers, code = (runs[cell.start] for cell in rows[0])
    counted, lines = numbers.text.split(), code.text.count("\n") + 1
    if numbers.kind != "code" or code.kind != "code" or not lines <= len(counted) <= lines + BLANK_LINES:
        return False
    first = whole_number(counted[0], DIGITS)
    return first is not None and counted == [str(first + i) for i in range(len(counted))]


def _has_one_column(rows: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> bool:
    """Whether all that a table says stands in one column, empty ones beside it: it lays a page out."""
    said: set[int] = set()
    for row in rows:
        column = 0
        for cell in row:
            if any(run.text or run.images for run in runs[cell.start : cell.end]):
                said.add(column)
            column += cell.columns
    return len(said) == 1 and max(sum(cell.columns for cell in row) for row in rows) > 1


def _is_data(said: Sequence[Run]) -> bool:
    """Whether the runs are those of data: there are any, and none has structure of its own."""
    return bool(said) and all(run.kind in ("paragraph", "image", "heading") for run in said)


def _fits(rows: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> bool:
    """Whether all cells are short."""
    cells = [runs[cell.start : cell.end] for row in rows for cell in row]
    return all(len(held) <= CELL_RUNS and sum(units(run.text) for run in held) <= CELL_UNITS for held in cells)


def _clamped(number: str | None, most: int) -> int:
    stated = whole_number((number or "").strip(), DIGITS)
    return 1 if stated is None else max(1, min(stated, most))
