"""Blanks: odd ones made plain, those strewn between Han taken out, those between Han and Latin words as one likes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Literal

from cleaner.model import Change
from cleaner.text.characters import ODD_SPACES
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose
from cleaner.text.protected import ProtectedKind, free, protected
from cleaner.text.units import HAN

LatinSpacing = Literal["add", "remove"]

_BLANK = f" \u3000{ODD_SPACES}"
_ANY = lazy_pattern(f"[\t{_BLANK}]+")
#: One line without its end.
_LINE = re.compile("[^\r\n]+")
#: A text with none of these has no odd blank and none at the edge of a line.
_SUSPECTS = (*ODD_SPACES, "\t", "\u3000", "\n ", " \n", " \r")

#: Blanks between Han; it starts with a blank because that is soon found. Must not match a tab, which divides columns.
_GAP = lazy_pattern(f"[{_BLANK}](?<=[{HAN}].)[{_BLANK}]*+(?=[{HAN}])")
#: Blanks of a strewn line: between Han, and between Han and full-width marks.
_STREWN = lazy_pattern(
    f"(?<=[{HAN}，。！？；、：（《“])[{_BLANK}]+(?=[{HAN}])|(?<=[{HAN}])[{_BLANK}]+(?=[，。！？；、：）》”])"
)
_STRETCH = lazy_pattern(f"[{HAN}](?:[{_BLANK}]*+[{HAN}])+")
_CLAUSE_MARK = lazy_pattern("[，。！？；：]")
#: Fewest blanks between Han of a strewn line, and the share of places between Han that have one.
FEWEST_GAPS = 8
_GAP_SHARE = 0.1
#: Share of characters among a strewn line's words: whoever divides words or phrases on purpose leaves few alone.
_SINGLE_SHARE = 0.2
#: Han characters of a stretch without marks: names in a list ("李 明、王 芳") are shorter.
_STRETCH_LENGTH = 6

_PLAIN = str.maketrans(dict.fromkeys(ODD_SPACES, " "))
_PLAIN_TABS = str.maketrans(dict.fromkeys(ODD_SPACES + "\t", " "))

_UNSPACED: frozenset[ProtectedKind] = frozenset({"code", "url", "email", "tag", "formula", "entity"})
_LATIN = "A-Za-z0-9"
#: Between Han and a Latin word or number, on one line. Must not match a line of blanks.
_BOUNDARY = lazy_pattern(f"(?<=[{HAN}]) *(?=[{_LATIN}])|(?<=[{_LATIN}%]) *(?=[{HAN}])")
_WANTED: Mapping[LatinSpacing, str] = {"add": " ", "remove": ""}


def plain_blanks(text: str) -> tuple[Change, ...]:
    """A space for each no-break, thin or other odd blank, and no blanks in front of lines and behind them.

    An ideographic space within a line stays, since it sets things apart on purpose, and so do tabs, which
    divide columns, but for a single one in running text. Not for the source of Markdown, where blanks in front of
    lines say something. Grade "lossless".
    """
    # of blanks and ends of lines only the space is printable
    suspect = not text.isprintable() and any(map(text.__contains__, _SUSPECTS))
    if not suspect and text.strip(_BLANK) == text:
        return ()
    lines = free(_LINE.finditer(text), protected(text, frozenset({"code"})))
    return tuple(chain.from_iterable(_plain_line(line) for line in lines))


def _plain_line(line: re.Match[str]) -> Iterator[Change]:
    text = line.group()
    plain = _PLAIN_TABS if text.count("\t") == 1 and is_prose(text) else _PLAIN
    for blanks in _ANY.finditer(text):
        at_edge = blanks.start() == 0 or blanks.end() == len(text)
        after = "" if at_edge else blanks.group().translate(plain)
        if after != blanks.group():
            yield Change("plain blank", line.start() + blanks.start(), blanks.group(), after, "lossless")


def close_up(text: str) -> tuple[Change, ...]:
    """Blanks between Han taken out where they are strewn over running text, one line being judged at a time.

    Stay: the blanks of titles, bylines, lists, forms, verse, and of text divided into words or phrases on purpose,
    which leaves few characters alone. Grade "context".
    """
    blanks = text.count(" ") if text.isprintable() else sum(map(text.count, _BLANK))
    if blanks < FEWEST_GAPS or len(_GAP.findall(text)) < FEWEST_GAPS:
        return ()
    pieces = protected(text, frozenset({"code", "tag"}))
    strewn = (line for line in _LINE.finditer(text) if _is_strewn(line.group()))
    gaps = chain.from_iterable(_STREWN.finditer(text, *line.span()) for line in strewn)
    return tuple(Change("blank between Han", gap.start(), gap.group(), "", "context") for gap in free(gaps, pieces))


def _is_strewn(line: str) -> bool:
    gaps = len(_GAP.findall(line))
    if gaps < FEWEST_GAPS or not _CLAUSE_MARK.search(line):
        return False
    stretches = [stretch.group() for stretch in _STRETCH.finditer(line)]
    words = [word for stretch in stretches for word in _ANY.split(stretch)]
    places = gaps + sum(len(word) - 1 for word in words)
    alone = sum(len(word) == 1 for word in words)
    longest = max(len(_GAP.sub("", stretch)) for stretch in stretches)
    return gaps >= _GAP_SHARE * places and alone >= _SINGLE_SHARE * len(words) and longest >= _STRETCH_LENGTH


def latin_spacing(text: str, mode: LatinSpacing) -> tuple[Change, ...]:
    """The space between Han and Latin words or numbers: "add" puts one there, "remove" takes them out. Code, addresses,
    files and elements of HTML stay. Grade "context".
    """
    if not _BOUNDARY.search(text):
        return ()
    pieces = protected(text, _UNSPACED)
    changes = (_spaced(boundary, mode) for boundary in free(_BOUNDARY.finditer(text), pieces))
    return tuple(change for change in changes if change.before != change.after)


def _spaced(boundary: re.Match[str], mode: LatinSpacing) -> Change:
    return Change("space beside Latin", boundary.start(), boundary.group(), _WANTED[mode], "context")
