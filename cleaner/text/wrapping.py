"""Lines that a program broke at a column.

Whoever fills lines begins a new one where the next word has no room on the last. So each break within a paragraph says
where the column lies: not before the end of its line, and before the end that the next word would have had there. The
breaks of a text that was filled agree on one; those of menus, verse, lists and paragraphs of a line each do not.

Where a text was filled and then changed by hand, or holds paragraphs of several columns, most breaks still agree. What
is known of the whole text then counts for the others: a long line that stops in the middle of a sentence goes on.
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
#: A text that was changed after it was filled, or of which a part was filled at another column: so many long lines or
#: more, of which so large a share ends where a column says that is so wide, and nearly all do or stop in the middle of
#: a sentence. Verse is narrower, and of other lines a third ends there by chance.
MANY_BREAKS, RAGGED_SHARE, RAGGED_COLUMN = 24, 0.45, 60
#: Where no larger share of the lines above others is short, no paragraph ends above another: blank lines part them.
SHORT_SHARE = 0.05
#: A break tells of so many columns behind its line at the most: long words say little. A wide character is a word;
#: marks that must not begin a line stand out behind its end or take a character along.
LATIN_SLACK, WIDE_SLACK = 14, 6

#: How far tabulators set in, in columns.
TAB = 8
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
#: The letter or number of an item, where the line above ends one. Must not match "a boat" or "J. Smith".
_LETTERED, _ENDS_ITEM = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]\s"), frozenset(".;:。；：")
#: Marks that open a quotation or a remark in brackets; an address.
_OPENS, _ADDRESS = "\"'“‘«([", re.compile(r"https?:|www\.")
#: The mark or number of an item, up to its text.
_ITEM = re.compile(r"(?:[-*+•·●■◆#]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)])\s+")
#: A copyright line, and what belongs to it. Must not match a sentence on copyright.
_NOTICE = re.compile(r"(?:copyright\s?(?:©|\(c\)|(?:19|20)\d\d)|©|\(c\)\s?(?:19|20)\d\d)", re.IGNORECASE)
_RESERVED = re.compile(r"all rights reserved", re.IGNORECASE)
#: What parts the columns of a table. Must not match what lines are set in by.
_GAP = re.compile(r"\S {3,}\S")
#: A label at the start of a line: lines that have one are no piece of a sentence. Must not match an address.
_LABEL = re.compile(r"(?:[^\s:：，。,.]{1,12}|[A-Za-z_-]{1,32})\s?[:：](?!//)")


class _Line(NamedTuple):
    """A line without the blanks at its end: where its words begin, how many marks of quotation stand before them, and
    the first of them."""

    text: str
    start: int
    quotes: int
    word: str

    @property
    def said(self) -> bool:
        """Whether it has any words."""
        return self.start < len(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it is a single word in Latin and no link, or an address."""
        words = self.text[self.start :]
        return (words.isascii() and " " not in words and "](" not in words) or self.says(_ADDRESS)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether its words begin as a pattern says."""
        return pattern.match(self.text, self.start) is not None


class _Break(NamedTuple):
    """A break between two lines: which line is above it, where that ends and where the next word would have, in
    columns, and how wide its text is; whether the line ends a sentence, whether the break stands within one, whether
    the next line hangs below the text of an item, and whether wide characters stand at the break."""

    line: int
    width: int
    needed: int
    text: int
    ends: bool
    within: bool
    hangs: bool = False
    wide: bool = False

    def fits(self, column: int) -> bool:
        """Whether whoever fills lines at a column breaks here."""
        return self.width <= column < self.needed

    def is_long(self, column: int) -> bool:
        """Whether the line is too long for the last one of most paragraphs."""
        return self.width >= LONG_SHARE * column

    def may_go_on(self, column: int) -> bool:
        """Whether a line that ends elsewhere can go on all the same: what is set in far is a title, and with wide
        characters each line ends at the column."""
        return not self.wide and self.text >= LONG_SHARE * column

    def is_open(self, column: int) -> bool:
        """Whether such a line stops in the middle of a sentence, or hangs below an item."""
        return (self.within or self.hangs) and self.may_go_on(column)


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
    if not _is_filled(breaks, column):
        return frozenset()
    parted = sum(not b.is_long(column) for b in breaks) <= SHORT_SHARE * len(breaks)
    return frozenset(b.line for one in _paragraphs(breaks) for b in _going_on(one, column, parted))


def _is_filled(breaks: Sequence[_Break], column: int) -> bool:
    """Whether a program broke the lines at a column: nearly all the long ones; or about half of many in Latin, where
    the others stop in the middle of a sentence."""
    held = [b for b in breaks if b.fits(column)]
    long = [b for b in breaks if b.is_long(column)]
    within = sum(b.within for b in held)
    if len(held) < FEWEST_BREAKS or within < OPEN_SHARE * len(held):
        return False
    if len(held) >= FILLED_SHARE * len(long):
        return len(held) >= SURE_BREAKS or len(held) == len(long) == within
    if len(long) < MANY_BREAKS or column < RAGGED_COLUMN or 2 * sum(b.wide for b in long) > len(long):
        return False
    good = sum(b.fits(column) or b.is_open(column) for b in long)
    return len(held) >= RAGGED_SHARE * len(long) and good >= FILLED_SHARE * len(long)


def _paragraphs(breaks: Sequence[_Break]) -> Iterator[list[_Break]]:
    """The breaks of lines that stand below each other, with nothing that begins between them."""
    one: list[_Break] = []
    for b in breaks:
        if one and b.line != one[-1].line + 1:
            yield one
            one = []
        one.append(b)
    yield one


def _going_on(breaks: Sequence[_Break], column: int, parted: bool) -> Iterator[_Break]:
    """The breaks of a paragraph's lines after which it goes on, in a text that was filled at a column: those that fit,
    those that stop in the middle of a sentence, and below an item what hangs there. Where these are nearly all, so do
    the other long ones, but for those at the end of a sentence in a text whose paragraphs blank lines do not part."""
    good = [b.fits(column) or b.is_open(column) for b in breaks]
    half, most = sum(good) >= OPEN_SHARE * len(breaks), parted and sum(good) >= FILLED_SHARE * len(breaks)
    for b, known in zip(breaks, good, strict=True):
        if known or ((most if b.ends else half) and b.may_go_on(column)):
            yield b


def _breaks(lines: Sequence[str]) -> Iterator[_Break]:
    """The breaks that may stand within a paragraph. Most lines stand between blank ones, or are a paragraph each."""
    known: _Line | None = None
    for i, (over, under) in enumerate(pairwise(lines)):
        above, known = known, None
        if not (over and under and _may_end_at_a_column(over)):
            continue
        above, known = above or _line(over), _line(under)
        if above.said and known.said and above.text != known.text and above.quotes == known.quotes:
            found = _break(i, above, known)
            if found is not None:
                yield found


def _may_end_at_a_column(written: str) -> bool:
    """Whether a program may have ended a line where it ends."""
    shown = written.expandtabs(TAB)
    return LEAST_CHARACTERS <= len(shown) <= MOST_COLUMN and not shown.endswith(HARD_BREAKS)


def _line(written: str) -> _Line:
    shown = written.expandtabs(TAB)
    begins = _BEGINS.match(shown)
    assert begins is not None  # it matches everything
    return _Line(shown.rstrip(), begins.end("lead"), begins["lead"].count(">"), begins["word"])


def _break(number: int, above: _Line, below: _Line) -> _Break | None:
    """The break between two lines; None where the second one starts something."""
    last = above.text[-1]
    ends, wide = ends_sentence(above.text), bool(_WIDE.match(last) or below.says(_WIDE))
    if below.says(_STARTS) or (last in _ENDS_ITEM and below.says(_LETTERED)):
        return None
    if _is_field(above, below, ends, wide) or _are_rows(above, below) or _is_below_notice(above, below):
        return None
    shown = width(above.text)
    needed = shown + (WIDE_SLACK if wide else 1 + width(below.word))
    within = not ends and clauses(above.text) > 0 if wide else _goes_on(above, below, ends)
    return _Break(number, shown, needed, shown - above.start, ends, within, _hangs(above, below), wide)


def _is_field(above: _Line, below: _Line, ends: bool, wide: bool) -> bool:
    """Whether the second of two lines begins with a label. In a sentence, a small word may stand before a colon."""
    if not below.says(_LABEL) or (wide and not ends):
        return False
    return ends or not below.text[below.start].islower() or above.says(_LABEL)


def _are_rows(above: _Line, below: _Line) -> bool:
    """Whether two lines have columns, as those of a table have, or are a word each: paths or addresses."""
    if above.is_word and below.is_word:
        return not above.text.endswith("-")
    return _GAP.search(above.text) is not None and _GAP.search(below.text) is not None


def _is_below_notice(above: _Line, below: _Line) -> bool:
    """Whether a sentence begins below a copyright line, and not set in, as what belongs to it is."""
    return above.says(_NOTICE) and below.text[below.start].isupper() and not _hangs(above, below)


def _goes_on(above: _Line, below: _Line, ends: bool) -> bool:
    """Whether the second of two lines in Latin begins in the middle of a sentence: small, or both are in capitals."""
    if above.text[-1] == ":":
        return False
    small = below.text[below.start :].lstrip(_OPENS)[:1].islower()
    return small or (not ends and above.text.isupper() and below.text.isupper())


def _hangs(above: _Line, below: _Line) -> bool:
    """Whether the second of two lines stands below the text of an item, or is set in below a copyright line."""
    if above.says(_NOTICE):
        return below.start > above.start or below.says(_RESERVED)
    item = _ITEM.match(above.text, above.start)
    return item is not None and item.end() == below.start


def _column(breaks: Sequence[_Break]) -> int:
    """The column that most breaks agree on."""
    votes = [0] * (MOST_COLUMN + 2)
    for b in breaks:
        if b.width <= MOST_COLUMN:
            votes[b.width] += 1
            votes[min(b.needed, b.width + LATIN_SLACK, MOST_COLUMN + 1)] -= 1
    agreed = list(accumulate(votes))
    return max(range(LEAST_COLUMN, MOST_COLUMN + 1), key=agreed.__getitem__)
