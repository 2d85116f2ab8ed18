"""Flat text → blocks: a line is a block, unless a program broke one paragraph into many."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block
from cleaner.readers.front_matter import front_matter_lines
from cleaner.readers.lines import BLANKS, LINE, Line, Piece, covering, groups, is_wrapped, split_lines
from cleaner.text.prose import is_prose
from cleaner.text.units import units

#: Longest line, in units, that may continue the line above it (verse, addresses, signatures) instead of being
#: a paragraph of its own.
JOINED_UNITS = 24


def read_text(text: str) -> tuple[Block, ...]:
    """The blocks of a flat text, their spans covering it. White space alone gives no block."""
    lines = split_lines(text)
    head = front_matter_lines(lines)
    pieces = [_head(text, lines[head - 1])] if head else []
    for run in groups(lines[head:]):
        if is_wrapped([line.text.strip(BLANKS) for line in run]):
            pieces.append(_piece(text, run[0], run[-1]))
        else:
            pieces.extend(_lines(text, run))
    return covering(pieces, len(text))


def _head(text: str, last: Line) -> Piece:
    """The front matter that stands above a text, up to its `last` line."""
    source = text[: last.start + len(last.text)]
    return Piece("front_matter", source, source, 0, 1)


def _lines(text: str, run: Sequence[Line]) -> list[Piece]:
    """A piece for each line of a run; short lines that are no sentences continue one another."""
    if len(run) == 1:
        return [_piece(text, run[0], run[0])]
    pieces = []
    above = False
    for line in run:
        short = continues(line.text)
        pieces.append(_piece(text, line, line, joined=above and short))
        above = short
    return pieces


def continues(text: str) -> bool:
    """Whether a line can be one of several in a paragraph: a short one that is no sentence."""
    size = units(text) if len(text) < 8 * JOINED_UNITS else JOINED_UNITS + 1
    return size <= JOINED_UNITS and not is_prose(text, size)


def _piece(text: str, first: Line, last: Line, joined: bool = False) -> Piece:
    """The lines from `first` to `last` as one piece, less the white space around them."""
    start = first.start + len(first.text) - len(first.text.lstrip(BLANKS))
    source = text[start : last.start + len(last.text.rstrip(BLANKS))]
    if "\r" not in source:
        return Piece("paragraph", source, source, start, first.number, joined=joined)
    lines = [(match.start(1), match.end(1)) for match in LINE.finditer(source) if match[1]]
    text = "\n".join(source[a:b] for a, b in lines)
    offsets = [i for a, b in lines for i in range(a, b + 1)]
    return Piece("paragraph", text, source, start, first.number, offsets, joined=joined)
