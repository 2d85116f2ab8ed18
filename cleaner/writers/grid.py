"""Tables as rows of cells: blocks hold them in the form of GitHub's Markdown."""

from __future__ import annotations

import re
from typing import NamedTuple

#: What stands between two cells. Must not match a bar behind a backslash, which belongs to a cell.
_BAR = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


class Grid(NamedTuple):
    """The rows of a table; `headed`: the first is its head."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool


def grid(text: str) -> Grid:
    """The cells of a table that is drawn with bars. A line without bars is a row of one cell: nothing gets lost."""
    lines = [line for line in text.split("\n") if line.strip()]
    headed = len(lines) > 1 and _RULER.fullmatch(lines[1]) is not None and "-" in lines[1]
    drawn = [line for i, line in enumerate(lines) if not (headed and i == 1)]
    return Grid(tuple(_cells(line) for line in drawn), headed)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(inner))
