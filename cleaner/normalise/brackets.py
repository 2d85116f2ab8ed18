"""Which brackets belong to Chinese text, judged in pairs: both are of one width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.model import Span
from cleaner.normalise.context import is_before, is_behind
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import free
from cleaner.text.units import HAN

_BRACKET = lazy_pattern("[()（）\n]")
_HAN = lazy_pattern(f"[{HAN}]")
#: A word of Latin letters, accents included; an amount, a year. Must not match the face "(^o^)" or "v(s)".
_WORD = lazy_pattern("[A-Za-z\u00c0-\u024f]{2}|[0-9]")
#: The number of an item: "(1)", "(12)".
_NUMBER = re.compile(r"[0-9]{1,3}")
#: A call in code holds a quotation: "print('甲')". Must not match Han in plain brackets.
_CALL = re.compile("[\"'{]")
_LATIN = re.compile("[A-Za-z0-9_]")
#: How far into a pair is looked, in characters: deep nesting must not cost the square of the text.
_LOOK = 80
#: "老船下水!(3)": what the brackets stand behind is looked for before one such mark.
_EXCLAMATIONS = ("!", "?", "！", "？")
#: What an item starts behind.
_STARTS = ("", *"\n \u3000,，;；:：。")


def wide_brackets(text: str, kept: Sequence[Span]) -> set[int]:
    """The places of the ASCII brackets that belong to Chinese text; of a mixed pair its ASCII half."""
    wide: set[int] = set()
    for opening, closing in _pairs(text, kept):
        if (text[opening] == "(" or text[closing] == ")") and _in_context(text, opening, closing):
            wide.update(place for place in (opening, closing) if text[place] in "()")
    return wide


def _in_context(text: str, opening: int, closing: int) -> bool:
    """Counted on pages that were not folded: Han within, full-width 9 to 1; a word behind Han, 7 to 3 but for lists of
    parts; the number of an item before Han, 8 to 0; anything else is ASCII."""
    latin_before = _LATIN.match(text, opening - 1) is not None if opening else False
    within = Span(opening + 1, min(closing, opening + 1 + _LOOK))
    if _HAN.search(text, *within):
        return not (latin_before and _CALL.search(text, *within))
    if not _WORD.search(text, *within):
        return False
    before = opening - (text[opening - 1 : opening] in _EXCLAMATIONS)
    if is_behind(text, before):
        return True
    if latin_before:
        return is_before(text, closing + 1) and text[within.start].isalpha()
    starts = text[max(0, opening - 1) : opening] in _STARTS
    return starts and is_before(text, closing + 1) and _NUMBER.fullmatch(text, *within) is not None


def _pairs(text: str, kept: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Brackets that belong together, of either width, on one line; those without a partner are left out."""
    opened: list[int] = []
    for bracket in free(_BRACKET.finditer(text), kept):
        if bracket.group() in "(（":
            opened.append(bracket.start())
        elif bracket.group() == "\n":
            opened.clear()
        elif opened:
            yield opened.pop(), bracket.start()
