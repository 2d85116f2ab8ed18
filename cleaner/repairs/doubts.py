"""Which characters of a realigned run are sure enough to be put in: the others are gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.repairs.gbk import by_trail, character_of, pair_of, user_defined
from cleaner.repairs.language import State, extended, word_score
from cleaner.repairs.ways import GAP, Piece, Way, is_han
from cleaner.text.characters import fold
from cleaner.text.script import script_characters

#: How a character fits among so many on both sides: beyond doubt from FITS on, as none below STRANGE; between them it
#: depends on what else may have stood there. One that was guessed has to fit better.
NEAR, FITS, STRANGE, STRANGE_GUESS, PAIR_MARGIN = 4, -5.0, -9.5, -4.5, 4.5
#: The marks that any text has.
CLAUSE = "，。、：；！？"


class Foreign(NamedTuple):
    """What is foreign to a document: simplified characters, if its `script` is traditional, and other marks than its
    own `marks`."""

    script: bool
    marks: frozenset[str]


def without_doubt(best: Way, rivals: Sequence[Way]) -> tuple[Piece, ...]:
    """The characters of a way, with a gap where another way that comes near has others: of several that were made of
    the same ones, the last stay that all ways have."""
    said = [_by_place(way) for way in rivals]
    pieces: list[Piece] = []
    for end, text in _by_place(best).items():
        sure = _common_end([text, *(other.get(end, "") for other in said)])
        if len(sure) < len(text):
            sure = sure.lstrip(GAP)
            if pieces and pieces[-1].text == GAP:
                pieces.pop()
            pieces.append(Piece(GAP, "mark", end))
        pieces += [piece for piece in best.pieces if piece.end == end][len(text) - len(sure) :]
    return tuple(pieces)


def _common_end(texts: Sequence[str]) -> str:
    """What all of some texts end with."""
    shortest = min(texts, key=len)
    ends = (shortest[start:] for start in range(len(shortest) + 1))
    return next(end for end in ends if all(text.endswith(end) for text in texts))


def _by_place(way: Way) -> dict[int, str]:
    """What was read up to each place."""
    found: dict[int, str] = {}
    for piece in way.pieces:
        found[piece.end] = found.get(piece.end, "") + piece.text
    return found


def without_strangers(beside: tuple[str, str], pieces: tuple[Piece, ...], foreign: Foreign) -> tuple[Piece, ...]:
    """The characters, with a gap for each that fits its neighbours so badly that a pair was rather dropped there:
    then its bytes are those of two others."""
    before, behind = beside
    texts = [*before[-NEAR:], *(piece.text for piece in pieces), *behind[:NEAR]]
    first = len(before[-NEAR:])
    return tuple(
        Piece(GAP, "mark", piece.end) if _is_strange(foreign, piece, texts, first + i) else piece
        for i, piece in enumerate(pieces)
    )


def _is_strange(foreign: Foreign, piece: Piece, texts: Sequence[str], at: int) -> bool:
    if piece.how in ("told", "mark") or piece.text == GAP:
        return False
    if "\uff01" <= piece.text <= "\uff5e" and piece.text != "，":
        return True  # rather a comma, whose second byte makes a user-defined pair with the first of what follows
    if foreign.script and piece.text in script_characters().simplified:
        return True
    if piece.how == "guess" and not (piece.text in foreign.marks or piece.text in CLAUSE or is_han(piece.text)):
        return True
    fit = _fit(texts, at)
    if piece.how == "guess":
        return fit < STRANGE_GUESS
    if fit >= FITS:
        return False
    pair = pair_of(piece.text)
    return fit < STRANGE or pair is None or fit < _likeliest_pair(*pair) + PAIR_MARGIN


def _fit(texts: Sequence[str], at: int) -> float:
    """How much likelier the text is with one of its characters than with a break in its place."""
    before, behind = "".join(texts[max(0, at - NEAR) : at]), "".join(texts[at + 1 : at + 1 + NEAR])
    left = extended(State(), before)
    return extended(left, texts[at] + behind).score - left.score - extended(State(), behind).score


@lru_cache(maxsize=1 << 12)
def _likeliest_pair(lead: int, trail: int) -> float:
    """How likely the likeliest word of two characters is that begins with the one byte and ends with the other, where
    a user-defined pair between them was dropped."""
    seconds = [(x, fold(c), word_score(fold(c))) for x, c in by_trail(trail).items()]
    best = -math.inf
    for middle, followers in user_defined().items():
        first = fold(character_of(lead, middle) or "")
        if first:
            alone = word_score(first)
            best = max(
                best, *(max(word_score(first + c), alone + own) for x, c, own in seconds if x in followers), best
            )
    return best
