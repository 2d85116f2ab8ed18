"""The ways in which a run of misaligned bytes may be read, a character at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from cleaner.repairs.gbk import by_trail, character_of
from cleaner.repairs.language import Single, State, extended, single, word_score
from cleaner.text.characters import fold

#: What stands for a character that is lost.
GAP = "\ufffd"
#: Only characters that are no rarer are guessed.
RAREST = -14.0
#: All first bytes: the lost one may be any of them.
LEADS = tuple(range(0x81, 0xFF))
#: How a character is known: by both of its bytes; by one and what tells of the other, a note of its reading or a number
#: that it counts; by one and the language. A "mark" stands for what is lost.
How = Literal["known", "told", "guess", "mark"]


class Piece(NamedTuple):
    """A character of a realigned run, how it is known, and the place behind what it was made of."""

    text: str
    how: How
    end: int


class Way(NamedTuple):
    """One way to read a run: the place reached, the bytes that may be the first of the next character (none: the text
    is aligned again), the text so far with its likelihood, and its characters."""

    at: int
    pending: tuple[int, ...]
    state: State
    pieces: tuple[Piece, ...]

    def read(self, text: str, how: How, at: int, pending: tuple[int, ...], cost: float = 0.0) -> Way:
        """The way with a character more."""
        state = extended(self.state, text)
        if cost:
            state = State(state.score + cost, state.begun, state.last)
        return Way(at, pending, state, (*self.pieces, Piece(text, how, at)))

    def behind(self, text: str, like: str = "") -> Way:
        """The way with a character behind it that was swallowed with the last one's byte: `text` stands for it, and it
        is taken to have been of the kind of `like`."""
        piece = Piece(text, "mark", self.at)
        return self._replace(state=extended(self.state, like or text), pieces=(*self.pieces, piece))


def characters(leads: Sequence[int], trail: int) -> Iterator[tuple[str, How]]:
    """The characters of a second byte and what the first may be, and how they are known."""
    if leads is LEADS:
        yield from ((character, "guess") for character in common(tuple(by_trail(trail).values())))
        return
    for lead in leads:
        if character := character_of(lead, trail):
            yield character, "known" if len(leads) == 1 else "told"


@cache
def common(characters: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are common enough to be guessed."""
    return tuple(c for c in characters if word_score(fold(c)) > RAREST)


@cache
def guesses(leads: frozenset[int], trail: int) -> Sequence[Single]:
    """The characters with this second byte, and a first byte among `leads`, that are common enough to be guessed."""
    found = (single(character) for lead, character in by_trail(trail).items() if lead in leads)
    return [character for character in found if character.score > RAREST]


def is_han(text: str) -> bool:
    """Whether `text`, one character, is Han."""
    return "\u3400" <= text <= "\u9fff"
