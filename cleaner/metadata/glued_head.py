"""A title that a site glued to its own meta line: ``石磨的磨齿多久要凿一次时间：2020-03-30来源：河岸磨坊``."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.metadata.dates import find_date
from cleaner.metadata.labels import find_labels
from cleaner.metadata.people import is_organisation
from cleaner.metadata.title_points import SHAPED_HAN, VERSE_TITLE_UNITS
from cleaner.model import Block
from cleaner.text.prose import clauses, is_prose
from cleaner.text.units import han_kana, units

#: The line has so many labels behind the title, a day among their values.
LABELS = 2
#: Only so many lines at the head are looked at: further down such a line is another article's.
HEAD = 12
#: The longest such title, in units: what is longer is a summary.
LONGEST = 2 * VERSE_TITLE_UNITS


def glued_head(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> tuple[str, Block] | None:
    """The words before the labels of the first meta line that has some, in the shape of a headline, and that line."""
    for block in blocks[: min(body_start, HEAD)]:
        if suspects[block.index] == "meta_line" and (said := _before_labels(block.text)):
            return said, block
    return None


def _before_labels(text: str) -> str:
    """What stands before the labels of a meta line; "" where it is no headline, or there are too few labels."""
    labels = list(find_labels(text))
    if len(labels) < LABELS or find_date(text) is None:
        return ""
    said = text[: labels[0].place].strip()
    size = units(said)
    odd = is_prose(said) or is_organisation(said) or clauses(said) > 1 or any(mark in said for mark in ":：/|｜>")
    return said if SHAPED_HAN <= size <= LONGEST and 2 * han_kana(said) >= size and not odd else ""
