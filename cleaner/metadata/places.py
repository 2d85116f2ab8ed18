"""Where bylines of a page stand: between its title and its body, and right behind the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.metadata.dates import find_date
from cleaner.metadata.fields import PIECE_CHARACTERS, Said
from cleaner.model import Block, Document, Verdict
from cleaner.text.prose import is_prose

#: How far above the title, above the body of a page without one, and behind the body is looked, in blocks.
ABOVE_TITLE, ABOVE_BODY, BEHIND, FAR_BEHIND = 12, 20, 14, 40
#: A byline may stand behind the lead of an article: among so many blocks from the body's first paragraph on.
LEAD = 6
#: Classes that end the part of a page that speaks of its article.
_OTHERS = frozenset(("related", "comments"))
#: So much of a table at the head of the body is read, in rows and characters.
TABLE_ROWS, TABLE_CHARACTERS = 12, 2_000
#: How many of the body's last lines may say who wrote it or where it is from.
CLOSING_LINES = 4
#: Longest label that stands in an element of its own, in characters.
LABEL_CHARACTERS = 12
#: Longest block of the body that may be a byline left there, in characters.
BYLINE_CHARACTERS = 120


class Surroundings(NamedTuple):
    """What stands around the body of a page: the pieces from above the title to the body, those right behind it, and
    those beyond where comments or other articles begin; the number of the first block under the title; the boxes of
    the first piece, of the title, of the body's start, and of the end."""

    head: tuple[Said, ...] = ()
    tail: tuple[Said, ...] = ()
    beyond: tuple[Said, ...] = ()
    under_title: int = 0
    first_box: int = 0
    title_box: int = 0
    body_box: int = 0
    last_box: int = 0


def surroundings(document: Document, verdicts: Sequence[Verdict], said: Sequence[Said]) -> Surroundings:
    """What stands around the body, dropped pieces and short lines that were kept."""
    kept = [v.block for v in verdicts if v.role == "body"]
    if not kept:
        return Surroundings()
    blocks = document.blocks
    start = next((i for i in kept if is_prose(blocks[i].text)), kept[0])
    titles = [v.block for v in verdicts if v.role == "title" and v.block < start]
    under = titles[0] + 1 if titles else max(0, start - ABOVE_BODY)
    first = max(0, under - ABOVE_TITLE)
    end = _end(verdicts, kept[-1])
    lead = min(start + LEAD, kept[-1])
    short = [
        Said(blocks[i].text, "body", blocks[i].line, (), i)
        for i in kept
        if first <= i < lead and len(blocks[i].text) <= BYLINE_CHARACTERS and _may_be_byline(blocks[i])
    ]
    own = [piece for piece in said if blocks[piece.block].kind != "table" or _may_be_byline(blocks[piece.block])]
    pieces = sorted((*own, *short, *_rows(blocks[start])), key=lambda piece: piece.block)
    head = with_values([piece for piece in pieces if first <= piece.block < lead])
    tail = tuple(piece for piece in pieces if lead <= piece.block < end)
    beyond = tuple(piece for piece in pieces if end <= piece.block <= kept[-1] + FAR_BEHIND)
    text = lead if titles else start  # without a title in it a page may be a list, each item with a byline of its own
    boxes = [blocks[i].hints.box for i in (first, max(under - 1, 0), text, min(end, len(blocks) - 1))]
    return Surroundings(head, tail, beyond, under, *boxes)


def _rows(block: Block) -> list[Said]:
    """The first rows of a table that the body begins with: notices and old forums state themselves there."""
    if block.kind != "table":
        return []
    rows = [row.strip("| ") for row in block.text[:TABLE_CHARACTERS].split("\n")]
    return [Said(row, "body", block.line, (), block.index) for row in rows[:TABLE_ROWS] if row.strip("-| ")]


def _may_be_byline(block: Block) -> bool:
    """Whether a short block that was kept may be a byline: no running text, no heading unless it is a day, and no table
    of several days."""
    if block.kind == "table":
        days = {date.iso for row in block.text.split("\n") if (date := find_date(row))}
        return len(days) < 2
    return not is_prose(block.text) and (block.kind != "heading" or block.text[:1].isdigit())


def with_values(pieces: Sequence[Said], adjacent: bool = False) -> tuple[Said, ...]:
    """The pieces, a label that stands in an element or on a line of its own together with its value in the next; where
    they must be `adjacent`, with nothing that was kept between them. What a page shows while it loads is no value."""
    joined = list(pieces)
    for i, behind in enumerate(pieces[1:]):
        text = pieces[i].text.rstrip()
        if (
            text.endswith((":", "："))
            and (not adjacent or behind.block == pieces[i].block + 1)
            and len(text) <= LABEL_CHARACTERS
            and len(behind.text) <= BYLINE_CHARACTERS
            and behind.noise_class != "template"
        ):
            joined[i] = replace(pieces[i], text=f"{text} {behind.text}")
    return tuple(joined)


def _end(verdicts: Sequence[Verdict], last: int) -> int:
    """Where what stands behind the body ends: at other articles, at comments, or after so many blocks."""
    for verdict in verdicts[last + 1 : last + 1 + BEHIND]:
        if verdict.noise_class in _OTHERS:
            return verdict.block
    return min(last + 1 + BEHIND, len(verdicts))


def closing_lines(document: Document, verdicts: Sequence[Verdict]) -> list[Said]:
    """The last lines of the body, in which a name in brackets is the writer's."""
    kept = [v.block for v in verdicts if v.role == "body" and document.blocks[v.block].text]
    blocks = [document.blocks[i] for i in kept[-CLOSING_LINES:]]
    return [Said(block.text[-PIECE_CHARACTERS:], "body", block.line, (), block.index) for block in reversed(blocks)]
