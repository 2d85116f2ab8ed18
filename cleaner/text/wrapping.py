"""Lines that a program broke at a column.

Whoever fills lines begins a new one where the next word has no room on the last. So each break within a paragraph says
where the column lies: not before the end of its line, and before the end that the next word would have had there. The
breaks of a text that was filled agree on one; those of menus, verse, lists and paragraphs of a line each do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from cleaner.text.prose import clauses, ends_sentence

#: The columns that programs break lines at.
LEAST_COLUMN, MOST_COLUMN = 36, 120
#: The shortest line that tells of one, in characters: most menus have shorter ones.
LEAST_CHARACTERS = 9
#: Fewer breaks that agree are chance; fewer than so many have to be all that there are, each within a sentence.
FEWEST_BREAKS, SURE_BREAKS = 2, 4
#: Of the lines that are this long, a share of the column, ...
LONG_SHARE = 0.6
#: ... so large a share has to end where the column says: the others are last lines of paragraphs.
FILLED_SHARE = 0.75
#: ... and so large a share of those has to go on in the middle of a sentence, which lists of headlines do not.
OPEN_SHARE = 0.5
#: A break tells of so many columns behind its line at the most: long words say little. A wide character is a word;
#: marks that must not begin a line stand out behind its end or take a character along.
LATIN_SLACK, WIDE_SLACK = 14, 6

#: How lines end that say so themselves, in Markdown; elsewhere padding does, which fits no column.
HARD_BREAKS = ("  ", "\\")

#: Characters that take two columns, as terminals and editors show them.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
#: What stands before the text of a line that is quoted or set in, and its first word: words break behind hyphens.
_BEGINS = re.compile(r"(?P<lead>[\s>]*)(?P<word>[^\s-]*-*)")
#: The start of something new: the mark or number of an item, a heading, a row of a table, a remark on a board.
_STARTS = re.compile(r"[-*+•·●■◆#]+(?:\s|$)|[|【※]|[→推噓嘘] \w+\s?:|\d{1,3}(?:[.)]\s|、)|第.{1,3}[章节節條条]")
#: A label at the start of a line: lines that have one are no piece of a sentence. Must not match an address.
_LABEL = re.compile(r"(?:[^\s:：，。,.]{1,12}|[A-Za-z_-]{1,32})\s?[:：](?!//)")


class _Break(NamedTuple):
    """A break between two lines: which line is above it, where that ends and where the next word would have, in
    columns; whether it stands within a sentence."""

    line: int
    width: int
    needed: int
    within: bool


def width(text: str) -> int:
    """The width of `text` on a terminal, in columns: two for wide characters."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def filled(lines: Sequence[str]) -> frozenset[int]:
    """Which lines go on in the next one, by their numbers: those that a program broke at the column of the whole text.

    None where the lines agree on no column. Blank lines are "". Takes time linear in the text.
    """
    breaks = list(_breaks(lines))
    if len(breaks) < FEWEST_BREAKS:
        return frozenset()
    column = _column(breaks)
    held = [b for b in breaks if b.width <= column < b.needed]
    long = sum(b.width >= LONG_SHARE * column for b in breaks)
    within = sum(b.within for b in held)
    sure = len(held) >= SURE_BREAKS or len(held) == long == within
    if len(held) < FEWEST_BREAKS or not sure or len(held) < FILLED_SHARE * long or within < OPEN_SHARE * len(held):
        return frozenset()
    return frozenset(b.line for b in held)


def _breaks(lines: Sequence[str]) -> Iterator[_Break]:
    """The breaks that may stand within a paragraph."""
    for i, (above, below) in enumerate(pairwise(lines)):
        may = below and LEAST_CHARACTERS <= len(above) <= MOST_COLUMN and above != below
        if may and not above.endswith(HARD_BREAKS) and (found := _break(i, above.rstrip(), below)):
            yield found


def _break(line: int, above: str, below: str) -> _Break | None:
    """The break between two lines; None where the second one starts something."""
    begins = _BEGINS.match(below)
    assert begins is not None  # it matches everything
    start = begins.end("lead")
    if not above or start == len(below) or _STARTS.match(below, start) or _quoted(above) != begins["lead"].count(">"):
        return None
    ends, shown = ends_sentence(above), width(above)
    wide = _WIDE.match(below, start) or _WIDE.match(above, len(above) - 1)
    if (ends or not wide) and _LABEL.match(below, start):
        return None
    if wide:
        return _Break(line, shown, shown + WIDE_SLACK, not ends and clauses(above) > 0)
    return _Break(line, shown, shown + 1 + width(begins["word"]), below[start].islower())


def _quoted(line: str) -> int:
    """How many marks of quotation a line has at its start."""
    begins = _BEGINS.match(line)
    return begins["lead"].count(">") if begins else 0


def _column(breaks: Sequence[_Break]) -> int:
    """The column that most breaks agree on."""
    votes = [0] * (MOST_COLUMN + 2)
    for b in breaks:
        if b.width <= MOST_COLUMN:
            votes[b.width] += 1
            votes[min(b.needed, b.width + LATIN_SLACK, MOST_COLUMN + 1)] -= 1
    agreed = list(accumulate(votes))
    return max(range(LEAST_COLUMN, MOST_COLUMN + 1), key=agreed.__getitem__)
