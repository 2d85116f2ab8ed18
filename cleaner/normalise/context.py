"""Where a place in a text stands: behind or before Chinese characters, or among what is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.model import Span
from cleaner.text.pattern import lazy_pattern
from cleaner.text.protected import Protected, protected
from cleaner.text.spans import union
from cleaner.text.units import HAN, HAN_KANA

#: Marks that only Chinese and Japanese have, less those that folding makes ASCII: a mark's own width says nothing of
#: its neighbour's, and what is widened must not be a reason to widen more the next time.
_OPENING = "“‘《〈「『【〔〖"
_CLOSING = "”’》〉」』】〕〗"
_SENTENCE = "。、…—·"

_BEHIND = lazy_pattern(f"[{HAN}{_CLOSING}{_SENTENCE}]")
_BEFORE = lazy_pattern(f"[{HAN}{_OPENING}]")
#: Marks of emphasis in Markdown stand between a word and its mark: "**注意**:请".
_EMPHASIS = "*_"
#: Longest run of them that is looked through.
_EMPHASIS_LENGTH = 3

_HAN_OR_KANA = lazy_pattern(f"[{HAN_KANA}]")
_LATIN = re.compile("[A-Za-z]")


def is_behind(text: str, at: int) -> bool:
    """Whether the character in front of `at` belongs to Chinese text."""
    for place in range(at - 1, max(-1, at - 2 - _EMPHASIS_LENGTH), -1):
        if text[place] not in _EMPHASIS:
            return _BEHIND.match(text, place) is not None
    return False


def is_before(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to Chinese text."""
    return _BEFORE.match(text, at) is not None


def kept(text: str) -> tuple[Span, ...]:
    """What keeps its punctuation: the protected pieces, and lines with more Latin letters than Han and kana beside."""
    pieces = protected(text)
    spans = [Span(piece.start, piece.end) for piece in pieces]
    if not _LATIN.search(text):  # neither in a piece nor beside one
        return tuple(spans)
    return union(spans, _latin_lines(_blanked(text, pieces)))


def _blanked(text: str, pieces: Sequence[Protected]) -> str:
    """`text` with blanks for the pieces; as long as `text`."""
    parts: list[str] = []
    place = 0
    for piece in pieces:
        parts += (text[place : piece.start], " " * (piece.end - piece.start))
        place = piece.end
    return "".join((*parts, text[place:]))


def _latin_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if len(_LATIN.findall(line)) > len(_HAN_OR_KANA.findall(line)):
            yield Span(start, start + len(line))
        start += len(line)
