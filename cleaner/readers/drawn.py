"""A table of data drawn as one run, in the form of GitHub's Markdown: links, emphasis and pictures of its cells stay in
its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.readers.runs import Run

#: A table of more columns than this is not drawn, nor one of more cells, empty ones too.
MAX_WIDTH, MAX_CELLS = 200, 100_000


class Cell(NamedTuple):
    """A cell of a table: the number of its first run and of the one behind its last, the columns and rows it spans,
    whether it heads its row or column."""

    start: int
    end: int
    columns: int
    rows: int
    heads: bool = False


class _Said:
    """A text in the making, its source, and the places in the source of the characters of each piece of the text,
    which count from the start of a piece of the source."""

    __slots__ = ("length", "places", "source", "text")

    def __init__(self) -> None:
        self.text: list[str] = []
        self.source: list[str] = []
        self.places: list[tuple[int, Sequence[int]]] = []
        self.length = 0  # of the source

    def add(self, text: str, source: str, places: Sequence[int]) -> None:
        """More of it; `places` count from the start of `source`."""
        self.text.append(text)
        self.source.append(source)
        self.places.append((self.length, places))
        self.length += len(source)

    def plain(self, text: str) -> None:
        """More that has no marks."""
        self.add(text, text, range(len(text)))

    def written(self) -> tuple[str, str, Sequence[int] | None]:
        """The text, its source, and the places of the text's characters and of its end (None: the two are equal)."""
        text, source = "".join(self.text), "".join(self.source)
        if text == source:
            return text, source, None
        return text, source, (*(start + place for start, places in self.places for place in places), len(source))


def drawn(rows: Sequence[Sequence[Cell]], runs: Sequence[Run], said: Sequence[Run], box: int) -> Run | None:
    """The table as one run; None if it is too large for that. Of `said`, the runs that it is of, the first tells
    whether it is shown."""
    hidden, unscripted = said[0].hidden, said[0].unscripted
    lines = _aligned(rows)
    if not lines:
        return None
    drawing = _Said()
    for number, line in enumerate(lines):
        drawing.plain("\n| " if number else "| ")
        for column, cell in enumerate(line):
            drawing.plain(" | " if column else "")
            if cell is not None:
                _write(drawing, [run for run in runs[cell.start : cell.end] if hidden or unscripted or _is_seen(run)])
        drawing.plain(" |")
        if number == 0:
            drawing.plain("\n|" + " --- |" * len(line))
    text, source, places = drawing.written()
    links = tuple(link for run in said for link in run.links)
    images = tuple(image for run in said for image in run.images)
    return Run("table", 0, text, source, places, False, links, images, box, hidden, unscripted)


def _is_seen(run: Run) -> bool:
    return not (run.hidden or run.unscripted)


def _aligned(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The cells in rows of one length: one that spans others is followed by empty ones. Nothing where a row gets too
    wide, or the whole too large."""
    lines: list[list[Cell | None]] = []
    below: dict[int, int] = {}  # columns that a cell above takes, and for how many rows more
    for row in rows:
        line: list[Cell | None] = []
        taken, below = below, {column: left - 1 for column, left in below.items() if left > 1}
        for cell in row:
            while len(line) in taken:
                line.append(None)
            if cell.rows > 1:
                below |= dict.fromkeys(range(len(line), len(line) + cell.columns), cell.rows - 1)
            line += [cell, *[None] * (cell.columns - 1)]
        if len(line) > MAX_WIDTH:
            return []
        lines.append(line)
    width = max(map(len, lines))
    if width * len(lines) > MAX_CELLS:
        return []
    return [line + [None] * (width - len(line)) for line in lines]


def _write(drawing: _Said, runs: Sequence[Run]) -> None:
    """The runs of one cell on one line, a space between them."""
    texts = sources = 0
    for run in runs:
        if texts and run.text:
            drawing.plain(" ")
        elif sources:
            drawing.add("", " ", ())
        places = range(len(run.text)) if run.offsets is None else run.offsets[: len(run.text)]
        drawing.add(*_barred(run.text.replace("\n", " "), run.source.replace("\n", " "), places))
        texts, sources = texts + len(run.text), sources + len(run.source)


def _barred(text: str, source: str, places: Sequence[int]) -> tuple[str, str, Sequence[int]]:
    """The same with a backslash before each bar, which would end the cell."""
    if "|" not in source:
        return text, source, places
    bars = [place for place, character in enumerate(source) if character == "|"]
    moved: list[int] = []
    for character, place in zip(text, places, strict=True):
        new = place + bisect_right(bars, place)
        moved += (new - 1, new) if character == "|" else (new,)
    return text.replace("|", "\\|"), source.replace("|", "\\|"), moved
