"""Lines that a program broke at a fixed width, joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleaner.model import Change
from cleaner.normalise.context import HAN, KANA
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence
from cleaner.text.protected import free, protected

#: Fewest lines of a paragraph that was broken: two may be two sentences.
_FEWEST_LINES = 3
#: Narrowest line that a program breaks, in columns (a Han character takes two): verse and menus are narrower.
_NARROWEST = 36
#: Most columns that the full lines of one paragraph differ by: a Latin word or a mark is not broken.
_RAGGED = 4
#: Share of the full lines that end within a sentence: verse and lists end their lines like sentences.
_OPEN_SHARE = 0.6
#: The start of a line that starts something: an indent, a mark or number of an item, a heading, a quotation, a table.
_STARTS = lazy_pattern(
    r"\s|[-*+>#|•·●■◆【]|\d{1,3}[.)、．](?!\d)|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|第.{1,3}[章节節條条]"
)
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")
#: No space is put beside these where lines are joined.
_CLOSE = lazy_pattern(f"[{HAN}{KANA}，。！？；：、（）《》“”‘’「」—…]")


class _Line(NamedTuple):
    """A line with its place; `end` is where its text ends, without blanks and the line end."""

    start: int
    end: int
    columns: int


def join_lines(text: str, *, always: bool = False) -> tuple[Change, ...]:
    """Paragraphs of lines that were broken at a fixed width, joined: between Han without a space, else with one.

    A paragraph is broken so where all its lines but the last are wide and of one width and most of them end within a
    sentence; with `always`, which is for who knows it already, wherever it has lines. Blank lines, indents, items,
    headings, tables and blocks of code keep their breaks. Grade "context".
    """
    if "\n" not in text and "\r" not in text:
        return ()
    broken = (paragraph for paragraph in _paragraphs(text) if always or _is_broken(text, paragraph))
    return tuple(_joined(text, *lines) for paragraph in broken for lines in pairwise(paragraph))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Lines between blank ones, code, and lines that start something."""
    code = protected(text, frozenset({"code"}))
    paragraph: list[_Line] = []
    for match in free(_LINE.finditer(text), code):
        if match.group().isspace():
            continue
        line = _line(match)
        follows = paragraph and len(_BREAK.findall(text, paragraph[-1].end, line.start)) == 1
        if not follows or _STARTS.match(text, line.start):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _line(match: re.Match[str]) -> _Line:
    """A line with its width: half of its characters and of its bytes together, which is two columns for Han and full
    width and one for ASCII; for the few others it is near enough."""
    text = match.group().rstrip()
    return _Line(
        match.start(), match.start() + len(text), (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2
    )


def _is_broken(text: str, paragraph: list[_Line]) -> bool:
    """Whether a program broke the paragraph at a fixed width."""
    full = paragraph[:-1]
    if len(paragraph) < _FEWEST_LINES:
        return False
    widest = max(line.columns for line in full)
    narrowest = min(line.columns for line in full)
    if paragraph[-1].columns > widest or widest - narrowest > _RAGGED or narrowest < _NARROWEST:
        return False
    return sum(_is_open(text, line) for line in full) >= _OPEN_SHARE * len(full)


def _is_open(text: str, line: _Line) -> bool:
    """Whether a line ends within a sentence. Its last characters say so: lines may be as long as they like."""
    return not ends_sentence(text[max(line.start, line.end - 20) : line.end])


def _joined(text: str, one: _Line, other: _Line) -> Change:
    close = _CLOSE.match(text, one.end - 1) or _CLOSE.match(text, other.start)
    return Change("joined line", one.end, text[one.end : other.start], "" if close else " ", "context")
