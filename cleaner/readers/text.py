"""Flat text → blocks: a line is a block, unless a program broke one paragraph into many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from cleaner.model import Block, Kind
from cleaner.readers.front_matter import front_matter_lines
from cleaner.readers.lines import BLANKS, Line, Piece, covering, groups, split_lines
from cleaner.text.code import code_runs
from cleaner.text.prose import is_prose
from cleaner.text.units import units
from cleaner.text.wrapping import filled

#: Longest line, in units, that may continue the line above it (verse, addresses, signatures) instead of being
#: a paragraph of its own.
JOINED_UNITS = 24


def read_text(text: str) -> tuple[Block, ...]:
    """The blocks of a flat text, their spans covering it. White space alone gives no block."""
    lines = split_lines(text)
    head = front_matter_lines(lines)
    pieces = [_head(text, lines[head - 1])] if head else []
    lines, at = lines[head:], 0
    for code in _code_amid_text(lines):
        pieces += _paragraphs(text, lines[at : code.start])
        pieces.append(_piece(text, lines[code.start], lines[code.stop - 1], "code"))
        at = code.stop
    pieces += _paragraphs(text, lines[at:])
    return covering(pieces, len(text))


def _code_amid_text(lines: Sequence[Line]) -> list[range]:
    """The runs of lines that are code, with running text above and below: scripts that a page left behind stand at its
    edges."""
    texts = [line.text for line in lines]
    runs = list(code_runs(texts))
    if not runs:
        return []
    code = {i for run in runs for i in run}
    prose = [i for i, text in enumerate(texts) if i not in code and is_prose(text.strip(BLANKS))]
    return [run for run in runs if prose and prose[0] < run.start and run.stop <= prose[-1]]


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of lines that are no code."""
    first = lines[0].number if lines else 0
    broken = frozenset(first + i for i in filled([line.text for line in lines]))
    for run in groups(lines):
        yield from _lines(text, run, broken)


def _head(text: str, last: Line) -> Piece:
    """The front matter that stands above a text, up to its `last` line."""
    source = text[: last.start + len(last.text)]
    return Piece("front_matter", source, source, 0, 1)


def _lines(text: str, run: Sequence[Line], broken: Set[int]) -> list[Piece]:
    """A piece for each line of a run, with those that it goes on in: `broken` are the numbers of lines that a program
    broke. Short lines that are no sentences continue one another."""
    if len(run) == 1:
        return [_piece(text, run[0], run[0])]
    pieces: list[Piece] = []
    above, held = False, []
    for line in run:
        held.append(line)
        if line.number in broken:
            continue
        short = len(held) == 1 and continues(line.text)
        pieces.append(_piece(text, held[0], line, joined=above and short))
        above, held = short, []
    return pieces


def continues(text: str) -> bool:
    """Whether a line can be one of several in a paragraph: a short one that is no sentence."""
    size = units(text) if len(text) < 8 * JOINED_UNITS else JOINED_UNITS + 1
    return size <= JOINED_UNITS and not is_prose(text, size)


def _piece(text: str, first: Line, last: Line, kind: Kind = "paragraph", joined: bool = False) -> Piece:
    """The lines from `first` to `last` as one piece, less the white space around them and before each; code keeps what
    it is indented by, and its blank lines."""
    code = kind == "code"
    start = first.start + (0 if code else len(first.text) - len(first.text.lstrip(BLANKS)))
    source = text[start : last.start + len(last.text.rstrip(BLANKS))]
    if "\n" not in source and "\r" not in source:
        return Piece(kind, source, source, start, first.number, joined=joined)
    lines = [(line.start, line.start + len(line.text)) for line in split_lines(source) if line.text or code]
    if not code:
        lines = [(a + len(source[a:b]) - len(source[a:b].lstrip(BLANKS)), b) for a, b in lines]
    text = "\n".join(source[a:b] for a, b in lines)
    offsets = [i for a, b in lines for i in range(a, b + 1)] if text != source else None
    return Piece(kind, text, source, start, first.number, offsets, joined=joined)
