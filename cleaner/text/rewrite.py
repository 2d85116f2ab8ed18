"""Changes put into a block: what a reader sees of it, and its source with the marks of Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.model import Block, Change
from cleaner.text.changes import replay

#: A character that Markdown would take for a mark where a change puts it in. Must not match full-width punctuation.
_LITERAL = re.compile(r"[\\`*_\[\]<>&~#|]")
_CODE = re.compile(r"(`{1,3})(?!`)[^`]+\1(?!`)")


class Rewritten(NamedTuple):
    """A block with changes in it, and the same changes as they stand in its source."""

    block: Block
    in_source: tuple[Change, ...]


def rewrite(block: Block, changes: Sequence[Change], marked: bool = True) -> Rewritten:
    """`block` with `changes`, which count in its text, in its text and its source. Its place in the document stays
    that of what it was made from. Marks within what a change replaces stay; where the source is Markdown (`marked`),
    what a change puts in gets the backslashes that it needs there."""
    if not changes:
        return Rewritten(block, ())
    text = replay(block.text, changes)
    if block.offsets is None and block.text == block.source and not marked:
        return Rewritten(block._replace(text=text, source=text), tuple(changes))
    offsets = block.offsets if block.offsets is not None else range(len(block.text) + 1)
    places: list[int] = []
    in_source: list[Change] = []
    at = grown = 0
    for change in changes:
        made = _in_source(block, offsets, change, marked)
        places += [place + grown for place in offsets[at : change.start]]
        places += _places(made[0], grown, len(change.after))
        grown += sum(len(c.after) - len(c.before) for c in made)
        in_source += made
        at = change.start + len(change.before)
    places += [place + grown for place in offsets[at:]]
    source = replay(block.source, in_source)
    return Rewritten(
        block._replace(text=text, source=source, offsets=None if text == source else tuple(places)), tuple(in_source)
    )


def outside_code(block: Block, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that do not touch code between backticks, which are marks in `block`'s source."""
    if not changes or block.offsets is None or "`" not in block.source:
        return tuple(changes)
    code = [match.span() for match in _CODE.finditer(block.source)]
    starts = [start for start, _ in code]
    places = block.offsets

    def touched(change: Change) -> bool:
        last = bisect_left(starts, places[change.start + len(change.before)]) - 1
        return last >= 0 and places[change.start] < code[last][1]

    return tuple(change for change in changes if not touched(change))


def _in_source(block: Block, offsets: Sequence[int], change: Change, marked: bool) -> list[Change]:
    """A change of the text as changes of the source: one for each run of characters without marks between them, the
    first with all that is put in. The backslash of a character that goes, goes with it."""
    first, end = change.start, change.start + len(change.before)
    after = _LITERAL.sub(r"\\\g<0>", change.after) if marked else change.after
    if first == end:
        place = offsets[first - 1] + 1 if first else offsets[0]
        return [change_of(change, place, "", after)]
    made: list[Change] = []
    for a, b in _runs(offsets, first, end):
        last = offsets[b] if block.text[b - 1] == "\n" else offsets[b - 1] + 1  # the whole of a CR LF
        start = offsets[a]
        if start and block.source[start - 1] == "\\" and (a == 0 or offsets[a - 1] != start - 1):
            start -= 1
        made.append(change_of(change, start, block.source[start:last], "" if made else after))
    return made


def change_of(change: Change, start: int, before: str, after: str) -> Change:
    """The same change at another place."""
    return Change(change.rule, start, before, after, change.grade)


def _runs(offsets: Sequence[int], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between `first` and `end` whose characters stand side by side in the source."""
    start = first
    for i in range(first + 1, end):
        if offsets[i] != offsets[i - 1] + 1:
            yield start, i
            start = i
    yield start, end


def _places(made: Change, grown: int, length: int) -> list[int]:
    """Where the characters that a change put in stand in the new source, their backslashes skipped."""
    if len(made.after) == length:
        return list(range(made.start + grown, made.start + grown + length))
    places, at = [], 0
    while at < len(made.after):
        at += made.after[at] == "\\"
        places.append(made.start + grown + at)
        at += 1
    return places
