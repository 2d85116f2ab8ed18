"""Lines that a program broke at a column, joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleaner.model import Change
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import free, protected
from cleaner.text.units import HAN_KANA
from cleaner.text.wrapping import filled

#: The start of a line that starts something: an indent, a mark or number of an item, a heading, a quotation, a table.
_STARTS = lazy_pattern(
    r"\s|[-*+>#|•·●■◆【]|\d{1,3}[.)、．](?!\d)|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|第.{1,3}[章节節條条]"
)
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n")
#: No space is put beside these where lines are joined.
_CLOSE = lazy_pattern(f"[{HAN_KANA}，。！？；：、（）《》“”‘’「」—…]")


class _Line(NamedTuple):
    """A line with its place; `end` is where its text ends, without blanks and the line end."""

    start: int
    end: int


def join_lines(text: str, *, always: bool = False) -> tuple[Change, ...]:
    """Paragraphs of lines that were broken at a column, joined: between Han without a space, else with one.

    A paragraph was broken where all its lines but the last are `filled` to one column; with `always`, which is for who
    knows it already, wherever it has lines. Blank lines, indents, items, headings, tables and blocks of code keep their
    breaks. Grade "context".
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
        line = _Line(match.start(), match.start() + len(match.group().rstrip()))
        follows = paragraph and len(_BREAK.findall(text, paragraph[-1].end, line.start)) == 1
        if not follows or _STARTS.match(text, line.start):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _is_broken(text: str, paragraph: list[_Line]) -> bool:
    """Whether a program broke the paragraph at a column, as its lines tell by themselves."""
    lines = [text[line.start : line.end] for line in paragraph]
    return len(lines) > 1 and len(filled(lines)) == len(lines) - 1


def _joined(text: str, one: _Line, other: _Line) -> Change:
    close = _CLOSE.match(text, one.end - 1) or _CLOSE.match(text, other.start)
    return Change("joined line", one.end, text[one.end : other.start], "" if close else " ", "context")
