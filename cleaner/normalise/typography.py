"""Marks of Chinese typography for what was typed on an ASCII keyboard: only when asked for, because ASCII may be meant.

Like all normalisers these are pure and leave code, addresses, numbers and formulas alone. Grade "context".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from cleaner.model import Change, Span
from cleaner.normalise.context import is_before, is_behind, kept
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import free, protected
from cleaner.text.units import HAN, HAN_KANA
from cleaner.text.width import FULL_WIDTH, HALF_WIDTH

#: Three dots or more, of whatever kind. Must not match the two of "1..2".
_DOTS = lazy_pattern(r"\.{3,}|。{3,}|…+")
#: Two to four hyphens, two lines of a table. Must not match a rule of five, or the single dash of "标致—雪铁龙".
_DASHES = lazy_pattern(r"(?<![-─－])(?:-{2,4}|─{2}|－{2})(?![-─－])")
#: A full stop behind Han, before anything but a word; or between two clauses. Must not match "..", or the points of
#: "3.5", "一. 甲", "a.txt" and of a foreign name ("大卫.洛克").
_STOP = lazy_pattern(rf"(?<=[{HAN}”’》）])(?<![一二三四五六七八九十])\.(?![.\w])|(?<=[{HAN}]{{4}})\.(?=[{HAN}“]{{4}})")
_QUOTE = re.compile('["\n]')
_HAN = lazy_pattern(f"[{HAN}]")
#: How far into a quotation is looked for Han, in characters.
_LOOK = 80
_HAN_OR_KANA = lazy_pattern(f"[{HAN_KANA}]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
#: Fewest words of a line that is a sentence of a Latin language rather than a label.
_LATIN_SENTENCE = 4
_FULL_MARK = lazy_pattern(f"[{FULL_WIDTH}]")
_NARROW = dict(zip(FULL_WIDTH, HALF_WIDTH, strict=True))


def ellipses(text: str) -> tuple[Change, ...]:
    """``……`` for ``...``, ``。。。`` and a single ``…`` beside Han; two, four or six ``…`` stay."""
    if "..." not in text and "。。。" not in text and "…" not in text:
        return ()
    dots = (run for run in free(_DOTS.finditer(text), kept(text)) if not _is_ellipsis(run.group()))
    return tuple(
        Change("ellipsis", run.start(), run.group(), "……", "context") for run in dots if _beside_han(text, run)
    )


def dashes(text: str) -> tuple[Change, ...]:
    """``——`` for ``--`` between Han, or at the start of a line before Han. Options of commands and rules stay."""
    if not _DASHES.search(text):
        return ()
    runs = (run for run in free(_DASHES.finditer(text), kept(text)) if _between_han(text, run))
    return tuple(Change("dash", run.start(), run.group(), "——", "context") for run in runs)


def full_stops(text: str) -> tuple[Change, ...]:
    """``。`` for ``.`` at the end of a line or clause of Han; numbers, initials and names of files stay."""
    if "." not in text or not _STOP.search(text):
        return ()
    stops = free(_STOP.finditer(text), kept(text))
    return tuple(Change("full stop", stop.start(), ".", "。", "context") for stop in stops)


def curly_quotes(text: str) -> tuple[Change, ...]:
    """``“”`` for pairs of ``"`` around Han, line by line; a line with an odd number of them stays."""
    if '"' not in text or not _HAN.search(text):
        return ()
    quotes = [place for pair in _quotations(text) for place in zip(pair, "“”", strict=True)]
    return tuple(Change("quotation mark", at, '"', mark, "context") for at, mark in quotes)


def narrow(text: str) -> tuple[Change, ...]:
    """ASCII marks for full-width ones in lines that are sentences of a Latin language, without any Han or kana.

    The space that the width stood for is put in before a word: "Well，yes（no）" becomes "Well, yes (no)".
    """
    if not _FULL_MARK.search(text):
        return ()
    marks = free(_FULL_MARK.finditer(text), (*_other_lines(text),))
    pieces = protected(text)
    return tuple(
        Change("ASCII punctuation", mark.start(), mark.group(), _narrowed(mark), "context")
        for mark in free(marks, pieces)
    )


def _is_ellipsis(run: str) -> bool:
    return run[0] == "…" and len(run) % 2 == 0


def _beside_han(text: str, run: re.Match[str]) -> bool:
    return is_behind(text, run.start()) or is_before(text, run.end())


def _between_han(text: str, run: re.Match[str]) -> bool:
    starts_line = text[run.start() - 1 : run.start()] in ("", "\n")
    return is_before(text, run.end()) and (starts_line or is_behind(text, run.start()))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """The places of the two marks of each quotation that holds Han near its start."""
    marks = free(_QUOTE.finditer(text), kept(text))
    for is_break, group in groupby(marks, lambda mark: mark.group() == "\n"):
        places = [mark.start() for mark in group]
        if not is_break and len(places) % 2 == 0:
            pairs = zip(places[::2], places[1::2], strict=True)
            yield from (pair for pair in pairs if _HAN.search(text, pair[0], min(pair[1], pair[0] + _LOOK)))


def _other_lines(text: str) -> Iterator[Span]:
    """Lines that are no sentence of a Latin language."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _HAN_OR_KANA.search(line) or len(_LATIN_WORD.findall(line)) < _LATIN_SENTENCE:
            yield Span(start, start + len(line))
        start += len(line)


def _narrowed(mark: re.Match[str]) -> str:
    text, at = mark.string, mark.start()
    if mark.group() == "（":
        return " (" if text[at - 1 : at].isalnum() and at else "("
    return _NARROW[mark.group()] + (" " if text[at + 1 : at + 2].isalnum() else "")
