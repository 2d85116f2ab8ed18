"""Lines with their places, and the blocks that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

from cleaner.model import Block, Kind, Link, Span

#: One line and its end. Must not split at form feeds or U+2028, which stand inside lines.
LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
#: What may stand around a line's text without being text: white space, byte-order mark, NUL padding.
BLANKS = (
    "".join(map(chr, range(0x21)))
    + "\x7f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x200C)))
)


class Line(NamedTuple):
    """One line: its text without the line end, where it starts, and its number from 1."""

    text: str
    start: int
    number: int

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing to read."""
        return not self.text.strip(BLANKS)


class Piece(NamedTuple):
    """A block in the making: its fields in their order, all but its number and its span."""

    kind: Kind
    text: str
    source: str
    start: int
    line: int
    offsets: Sequence[int] | None = None
    level: int = 0
    joined: bool = False
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, whichever of CR, LF and CRLF ends them; "" behind the last line end is no line."""
    if "\r" in text:
        found = [Line(match[1], match.start(), number) for number, match in enumerate(LINE.finditer(text), 1)]
    else:
        pieces = text.split("\n")
        starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
        found = [Line(*line) for line in zip(pieces, starts, count(1))]
    return found[:-1] if len(found) > 1 and not found[-1].text and found[-1].start == len(text) else found


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them."""
    run: list[Line] = []
    for line in lines:
        if line.blank:
            if run:
                yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run


def covering(pieces: Sequence[Piece], length: int) -> tuple[Block, ...]:
    """`pieces` as numbered blocks whose spans, with the white space around them, cover 0 to `length`."""
    starts = [0, *(piece.start for piece in pieces[1:]), length]
    return tuple(
        Block(i, p.kind, p.text, p.source, span, p.start, p.line, p.offsets, p.level, p.joined, p.links, p.images)
        for i, (p, span) in enumerate(zip(pieces, map(Span, starts, starts[1:]), strict=False))
    )
