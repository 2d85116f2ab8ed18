"""Which characters of a realigned run are sure enough to be put in: the others are gaps.

A place of a run is what one character of the damaged text hides. It is weighed against all else that its bytes may have
been, between what stands around it; only what is much likelier than all others together is put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cleaner.repairs.gbk import pair_of
from cleaner.repairs.language import State, extended
from cleaner.repairs.options import CLAUSE, Options, beginning, between, ending, options
from cleaner.repairs.ways import GAP, Piece, is_han
from cleaner.text.script import script_characters

#: How many characters on both sides tell how likely one is.
BEFORE, BEHIND = 5, 3
#: How well a character of two known bytes fits its neighbours that is beyond doubt: so well no two fit in its place.
FITS = -2.0
#: How much likelier than all others together a place must be that is put in: natural logarithms, 3 is a factor of 20.
SURE = 3.0

_END = attrgetter("end")


class Around(NamedTuple):
    """What a run stands in: the characters `before` and `behind` it, the `marks` of its document, the one that would
    be `closing` the quotation there ("": none is open), and whether a comma was `strewn` before it, as only before
    marks."""

    before: str
    behind: str
    marks: frozenset[str]
    closing: str
    strewn: bool


def settled(pieces: Sequence[Piece], around: Around) -> tuple[Piece, ...]:
    """The characters of a run as the search found them, with a gap for each place that may as well have been something
    else, and with what is likelier where the search missed it."""
    places = [tuple(place) for _, place in groupby(pieces, key=_END)]
    found: list[Piece] = []
    for i, place in enumerate(places):
        before = (around.before + _text(found))[-BEFORE:]
        behind = "".join([_text(later) for later in places[i + 1 : i + 1 + BEHIND]]) + around.behind
        found += _settled(place, around._replace(before=before, behind=behind), first=not i)
    return tuple(found)


def _settled(place: Sequence[Piece], around: Around, first: bool) -> Sequence[Piece]:
    """The characters of a place, or gaps; what tells of itself, by a note or as ASCII, stays."""
    tail = [piece for piece in place if piece.how == "mark" or piece.text.isascii()]
    body = [piece for piece in place if piece not in tail]
    if not body or any(piece.how == "told" for piece in place):
        return place
    text = _text(body)
    around = around._replace(behind=_text(tail) + around.behind)
    if body[0].how == "known" or (len(body) > 1 and not first):
        kept = text if body[0].how == "known" and _fits(text, around) else _between(text, around)
    else:
        kept = _begun(text, around) if first else _ended(text, around)
    how = body[0].how if kept == text else "guess"
    end = body[0].end
    return [*(Piece(c, "mark" if c == GAP else how, end) for c in kept), *tail]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join([piece.text for piece in pieces])


def _fits(text: str, around: Around) -> bool:
    """Whether a character is beyond doubt: the text is hardly less likely with it than with a break in its place."""
    if not is_han(text) or text in script_characters().simplified:
        return False
    left, behind = _before(around), around.behind[:BEHIND]
    return extended(left, text + behind).score - left.score - extended(State(), behind).score >= FITS


def _between(text: str, around: Around) -> str:
    """What stood between two known bytes, the first of a `text` and its last."""
    (lead, _), (_, trail) = _bytes(text[0]), _bytes(text[-1])
    return _kept(options(between(lead, trail), _before(around), around.behind[:BEHIND]), around)


def _begun(text: str, around: Around) -> str:
    """What stood where a run begins, of which the last byte of `text` is known. Whether a mark stood there whose second
    byte was dropped with the first one of what followed is told by no byte: a gap stands for it, unless a comma was
    strewn before it."""
    found = options(beginning(_bytes(text[-1])[1], around.strewn), _before(around), around.behind[:BEHIND])
    kept = _kept(found, around)
    return GAP + kept[1:] if len(kept) > 1 and not around.strewn else kept


def _ended(text: str, around: Around) -> str:
    """What stood where a run ends, of which the first byte of `text` is known. A mark is told by nothing there, but for
    one that closes a quotation."""
    if not is_han(text):
        return text if text == around.closing else GAP
    return _kept(options(ending(_bytes(text)[0]), _before(around), around.behind[:BEHIND]), around)


def _kept(found: Options, around: Around) -> str:
    """The likeliest of some options, as much of it as is sure."""
    best = found[0].text if found else GAP
    if not all(_native(c, around.marks) for c in best):
        return GAP
    if found.odds(best, whole=True) >= SURE:
        return best
    return GAP + best[-1] if found.odds(best[-1]) >= SURE else GAP


def _native(character: str, marks: frozenset[str]) -> bool:
    """Whether a character may be one of a document with these marks. One of full width is rather a comma, whose second
    byte makes a dropped pair with the first one of what follows."""
    if "\uff01" <= character <= "\uff5e":
        return character == "，"
    return is_han(character) or character in marks or character in CLAUSE


def _before(around: Around) -> State:
    return extended(State(), around.before)


def _bytes(character: str) -> tuple[int, int]:
    return pair_of(character) or (0, 0)
