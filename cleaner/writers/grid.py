"""Tables as rows of cells: blocks hold them in the form of GitHub's Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: What stands between two cells. Must not match a bar behind a backslash, which belongs to a cell.
_BAR = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r"[^\n]+")
_RULER = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*")


class Cell(NamedTuple):
    """The text of a cell, and where it stands in that of the table: with a backslash more before each bar."""

    text: str
    start: int
    end: int


class Grid(NamedTuple):
    """The rows of a table; `headed`: the first is its head."""

    rows: tuple[tuple[Cell, ...], ...]
    headed: bool


def grid(text: str) -> Grid:
    """The cells of a table that is drawn with bars. A line without bars is a row of one cell: nothing gets lost."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    headed = len(lines) > 1 and _RULER.fullmatch(lines[1][0]) is not None and "-" in lines[1][0]
    drawn = [line for i, line in enumerate(lines) if not (headed and i == 1)]
    return Grid(tuple(tuple(_cells(text, *line.span())) for line in drawn), headed)


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of one line, without the spaces around them."""
    start, end = _stripped(text, start, end)
    start += text.startswith("|", start, end)
    end -= text.endswith("|", start, end) and not text.endswith("\\|", start, end)
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    for first, last in zip((start, *(bar + 1 for bar in bars)), (*bars, end), strict=True):
        inner = _stripped(text, first, last)
        yield Cell(text[slice(*inner)].replace("\\|", "|"), *inner)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the white space at its ends; of nothing but that, what is behind the first of it."""
    said = text[start:end].strip()
    if not said:
        return (min(start + 1, end),) * 2
    start = text.index(said, start)
    return start, start + len(said)
