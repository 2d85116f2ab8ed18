"""Punctuation folded to ASCII, widened again where it stands in a Chinese or Japanese context.

What stands where was counted on Chinese pages that were not folded. Directly behind a Han character 998 of 1000 marks
`,` `:` `;` `!` `?` are full-width, directly before one 995; brackets go by what they hold and by what stands before
them. Between Latin words, digits and formulas marks are ASCII as often as not: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.model import Change
from cleaner.normalise.brackets import wide_brackets
from cleaner.normalise.context import is_before, is_behind, kept
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import free
from cleaner.text.units import HAN
from cleaner.text.width import FULL_WIDTH, HALF_WIDTH

_WIDE: Mapping[str, str] = dict(zip(HALF_WIDTH, FULL_WIDTH, strict=True))

#: A run of marks.
_MARKS = re.compile("[,:;!?，：；！？]+")
#: Marks of code, Markdown and faces: "甲!=乙", "甲:=1", "![图]", "甲://乙", "好:)", "好;-D". Must not match "注:甲".
_NOT_PROSE = re.compile(r"[:;!?]+(?:[=\[)]|//|-[()DP])")
#: A field of code at the start of a line: ":param". Must not match a mark within a line.
_FIELD = re.compile(r"^:", re.MULTILINE)

#: Between Han, a closing quotation before it or an opening one behind it. Must not match "甲,B" or "1,乙".
_COMMA = lazy_pattern(f"(?<=[{HAN}”’》]),(?=[{HAN}“‘《])")
#: The Han characters directly beside a comma.
_CLAUSE = lazy_pattern(f"[{HAN}“”‘’《》]+")
#: Fewest characters of the longer clause: a list of names or of words has shorter ones.
_CLAUSE_LENGTH = 5
_FULL_MARK = lazy_pattern("[，。！？；]")
#: A line that tells the reader which marks to use.
_ABOUT_MARKS = re.compile("逗号|逗號|分隔|半角|标点|標點|英文符号|CSV", re.IGNORECASE)
#: How far the line around a comma is looked at, in characters to each side.
_LINE = 120


def widen(text: str) -> tuple[Change, ...]:
    """Full-width marks for ``, : ; ! ? ( )`` in the context of Han.

    For a text that was folded as a whole (`cleaner.text.width.is_folded`): in another one an ASCII mark may be meant.
    No Japanese text is such a one: it has a comma of its own, and writes ":" and ";" either way. Numbers, times,
    addresses, code, formulas, faces and lines that are mostly Latin keep theirs. Grade "context".
    """
    if not any(map(text.__contains__, HALF_WIDTH)):
        return ()
    spans = kept(text)
    wide = wide_brackets(text, spans)
    for run in free(_MARKS.finditer(text), spans):
        if _in_context(run, wide):
            wide.update(place for place in range(run.start(), run.end()) if text[place] in _WIDE)
    return tuple(Change("full-width punctuation", at, text[at], _WIDE[text[at]], "context") for at in sorted(wide))


def _in_context(run: re.Match[str], wide: set[int]) -> bool:
    """Whether a run of marks stands in Chinese text: behind it, or directly before it within a line."""
    text, start, end = run.string, run.start(), run.end()
    if end not in wide and _NOT_PROSE.match(text, start):
        return False
    if is_behind(text, start) or start - 1 in wide or text[start - 1 : start] == "）":
        return True
    return is_before(text, end) and not _FIELD.match(text, start)


def widen_commas(text: str) -> tuple[Change, ...]:
    """A full-width comma for "," between two Han characters of running Chinese text, whose other marks are full-width.

    For any Chinese text. Stay: lists of short words ("姓名,年龄,城市"), lines that speak of commas, lines of data or
    code, and what `widen` keeps. Grade "context".
    """
    if "," not in text or not _COMMA.search(text):
        return ()
    commas = [comma for comma in _COMMA.finditer(text) if _is_in_prose(comma)]
    wide = free(commas, kept(text)) if commas else ()  # what is kept is looked for last: it costs most
    return tuple(Change("full-width comma", comma.start(), ",", "，", "context") for comma in wide)


def _is_in_prose(comma: re.Match[str]) -> bool:
    """Whether a comma divides clauses, one of them long, in a line that has full-width marks and names no comma."""
    text, at = comma.string, comma.start()
    before = text[max(0, at - _LINE) : at].rpartition("\n")[2]
    behind = text[at + 1 : at + 1 + _LINE].partition("\n")[0]
    line = before + behind
    if max(_clause(before[::-1]), _clause(behind)) < _CLAUSE_LENGTH:
        return False
    return _FULL_MARK.search(line) is not None and not _ABOUT_MARKS.search(line)


def _clause(text: str) -> int:
    """How many characters the clause at the start of `text` has."""
    clause = _CLAUSE.match(text)
    return clause.end() if clause else 0
