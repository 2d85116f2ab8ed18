"""The normalisers in their order, as a document's profile and the reader's wishes want them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from cleaner.model import VERBATIM, Block, Change
from cleaner.normalise.lines import join_lines
from cleaner.normalise.punctuation import widen, widen_commas
from cleaner.normalise.script import Target, convert
from cleaner.normalise.spacing import FEWEST_GAPS, close_up, latin_spacing, plain_blanks
from cleaner.normalise.typography import curly_quotes, dashes, ellipses, full_stops, narrow
from cleaner.text.changes import compose, replay
from cleaner.text.profile import Profile

Normaliser = Callable[[str], tuple[Change, ...]]

#: What somebody can ask for, by the names of `cleaner.options.NORMALISERS`.
_ASKED: Mapping[str, Normaliser] = {
    "commas": widen_commas,
    "ellipses": ellipses,
    "dashes": dashes,
    "full-stops": full_stops,
    "quotes": curly_quotes,
    "narrow": narrow,
    "space-latin": partial(latin_spacing, mode="add"),
    "unspace-latin": partial(latin_spacing, mode="remove"),
}


class Conversion(NamedTuple):
    """The script that a document is put into, and whether the whole of it is mostly of the other one: many of its
    pieces do not say of themselves."""

    target: Target
    mostly_other: bool


class Manner(NamedTuple):
    """How a document is made uniform: the normalisers that have something to look for in it, in their order."""

    normalisers: tuple[Normaliser, ...]


def manner(
    known: Profile, asked: Iterable[str] = (), into: Conversion | None = None, *, one_paragraph: bool = False
) -> Manner:
    """How a document of the profile `known` is made uniform: what it needs by itself, the normalisers that were
    `asked` for by name, and the script that it is put `into` (None: its own).

    `one_paragraph` says that the lines of each block are one paragraph that a program broke, as its reader found out.
    """
    return Manner(tuple(_wanted(known, asked, into, one_paragraph)))


def normalised(block: Block, manner: Manner) -> tuple[Change, ...]:
    """One ledger of all that is made uniform in a block."""
    return () if block.kind in VERBATIM or block.fixed else normalised_text(block.text, manner)


def normalised_text(text: str, manner: Manner) -> tuple[Change, ...]:
    """One ledger of all that is made uniform in a text."""
    ledger: tuple[Change, ...] = ()
    now = text
    for normaliser in manner.normalisers:
        if found := normaliser(now):
            ledger = compose(text, ledger, found)
            now = replay(now, found)
    return ledger


def _wanted(known: Profile, asked: Iterable[str], into: Conversion | None, one_paragraph: bool) -> Iterator[Normaliser]:
    yield plain_blanks
    if known.spaces >= FEWEST_GAPS:
        yield close_up
    if known.folded:
        yield widen
    for name in asked:
        yield partial(join_lines, always=one_paragraph) if name == "join-lines" else _ASKED[name]
    if into is not None:
        yield partial(convert, target=into.target, mostly_other=into.mostly_other)
