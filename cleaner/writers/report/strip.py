"""The map of a clipping: one strip from its first line to its last, what went in the colours of its class."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleaner.writers.explained import Explained, explain_lines
from cleaner.writers.report.element import Html, element
from cleaner.writers.report.families import family_of

if TYPE_CHECKING:
    from cleaner.article import Article

#: Width of the strip, in the units of its picture; more lines than this are shown by one of several.
WIDTH = 1000
#: What every line takes beside its characters, so that a short one is seen.
_LEAST = 16


class Stretch(NamedTuple):
    """Lines of one colour, one below the other: the first of them, and how much of the strip they take."""

    line: int
    colour: str
    weight: int


def strip(article: Article) -> Html:
    """The strip as a picture; each stretch leads to its line. What it shows is told in words beside it."""
    stretches = list(_stretches(article))
    total = sum(one.weight for one in stretches) or 1
    return element(
        "svg",
        *_rectangles(stretches, total),
        class_="strip",
        viewBox=f"0 0 {WIDTH} 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _rectangles(stretches: list[Stretch], total: int) -> Iterator[Html]:
    """A rectangle for each stretch; of those that fall on one place the first."""
    at = drawn = 0
    for one in stretches:
        start, at = at * WIDTH // total, at + one.weight
        end = at * WIDTH // total
        start = max(start, drawn)
        if end > start:
            rectangle = element("rect", x=start, y=0, width=end - start, height=10, class_=one.colour)
            yield element("a", rectangle, href=f"#l{one.line}", tabindex=-1)
            drawn = end


def _stretches(article: Article) -> Iterator[Stretch]:
    rows = (row for row in explain_lines(article) if row.fate != "blank")
    for colour, some in groupby(rows, key=_colour):
        lines = list(some)
        yield Stretch(lines[0].line, colour, sum(_LEAST + len(line.text) for line in lines))


def _colour(row: Explained) -> str:
    return family_of(row.noise_class) if row.fate in ("dropped", "cut") else "kept"
