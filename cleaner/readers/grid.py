"""Tables: a grid of data becomes one block, a table that only lays a page out leaves its cells as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from cleaner.model import Kind
from cleaner.readers.drawn import Cell, drawn
from cleaner.readers.runs import Run
from cleaner.text.numbers import whole_number
from cleaner.text.units import units


class Measure(NamedTuple):
    """What a cell may hold at most: so many runs, of so many units together, of these kinds."""

    runs: int
    units: int
    kinds: Set[Kind]


#: A cell of data; more is the text of a page.
DATA = Measure(4, 80, frozenset(("paragraph", "image", "heading")))
#: A table that heads so many of its rows says that it is data, whatever else lies in it: the facts about a person or a
#: place, as encyclopaedias give them. Its cells hold lists as well.
HEADED_ROWS = 3
FACTS = Measure(40, 400, DATA.kinds | {"list_item"})
#: The cells of a table that heads its columns hold lists of so many entries and units as well: records with their
#: songs, players with their clubs.
LISTS = Measure(40, 120, DATA.kinds | {"list_item"})
#: A table has so many rows with more than one cell.
LEAST_ROWS = 2
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

    def cell(self, at: int, columns: str | None, rows: str | None, heads: bool) -> None:
        """A cell starts before run `at`; `heads` says that it heads its row or column."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(Cell(at, at, _clamped(columns, MAX_COLUMNS), _clamped(rows, MAX_ROWS), heads))

    def end_cell(self, at: int) -> None:
        """The last cell ends before run `at`."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = self.rows[-1][-1]._replace(end=at)

    def settle(self, runs: list[Run], box: int) -> None:
        """Make the runs of the table one in `box`, if it is a table of data: behind those that stand in no cell, before
        those that are hidden in one. Of code beside the numbers of its lines the code stays, and of a table that heads
        its rows those that cannot be drawn stay as they are, between the tables of the others."""
        rows = [row for row in self.rows if row]
        if _numbers_lines(rows, runs):
            del runs[rows[0][0].start]
        elif _heads_rows(rows):
            for piece in reversed(_drawable(rows, runs)):
                _settle(piece, runs, slice(piece[0][0].start, piece[-1][-1].end), box)
        elif self.plain and not _has_one_column(rows, runs) and _is_data(rows, runs):
            _settle(rows, runs, slice(self.first, len(runs)), box)


def _settle(rows: Sequence[Sequence[Cell]], runs: list[Run], of: slice, box: int) -> None:
    """Put the table that some rows are in place of their runs, if they are data."""
    held = [run for row in rows for cell in row for run in runs[cell.start : cell.end]]
    loose = list(_loose(rows, runs, of))
    said = [run for run in held if not (run.hidden or run.unscripted)] or held
    if sum(len(row) > 1 for row in rows) < LEAST_ROWS or len(loose) > LOOSE_RUNS or not said:
        return
    if (table := drawn(rows, runs, said, box)) is None:
        return
    apart = [run for run in held if run.hidden or run.unscripted] if len(said) < len(held) else []
    runs[of] = [*loose, table, *apart]


def _loose(rows: Sequence[Sequence[Cell]], runs: Sequence[Run], of: slice) -> Iterator[Run]:
    """The runs that stand in no cell."""
    at = of.start
    for row in rows:
        for cell in row:
            yield from runs[at : cell.start]
            at = max(at, cell.end)
    yield from runs[at : of.stop]


def _heads_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the table is one of labels with what they stand for."""
    return sum(len(row) == 2 and row[0].heads and not row[1].heads for row in rows) >= HEADED_ROWS


def _is_data(rows: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> bool:
    """Whether the cells of a table are those of data; where it heads its columns, they may hold lists."""
    heads = bool(rows) and len(rows[0]) > 1 and all(cell.heads for cell in rows[0])
    lists = heads and any(run.kind == "list_item" for run in runs[rows[0][0].start : rows[-1][-1].end])
    return all(_fits(row, runs, LISTS if lists else DATA) for row in rows)


def _drawable(rows: Sequence[Sequence[Cell]], runs: Sequence[Run]) -> list[list[Sequence[Cell]]]:
    """The rows that hold nothing but short texts, pictures and lists, in pieces between the others, which hold a table
    or the text of a page."""
    pieces: list[list[Sequence[Cell]]] = [[]]
    for row in rows:
        if _fits(row, runs, FACTS):
            pieces[-1].append(row)
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


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


def _fits(row: Sequence[Cell], runs: Sequence[Run], most: Measure) -> bool:
    """Whether all cells of a row are short and hold nothing with a structure of its own that a reader sees."""
    if any(cell.end - cell.start > most.runs for cell in row):
        return False
    cells = [runs[cell.start : cell.end] for cell in row]
    held = [run for cell in cells for run in cell]
    seen = [run for run in held if not (run.hidden or run.unscripted)] or held
    return all(run.kind in most.kinds for run in seen) and all(
        sum(units(run.text) for run in cell) <= most.units for cell in cells
    )


def _clamped(number: str | None, most: int) -> int:
    stated = whole_number((number or "").strip(), DIGITS)
    return 1 if stated is None else max(1, min(stated, most))
