"""The normalisers in their order, as a document's profile and the reader's wishes want them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from cleaner.model import Block, Change, Script
from cleaner.normalise.lines import join_lines
from cleaner.normalise.punctuation import widen, widen_commas
from cleaner.normalise.spacing import close_up, latin_spacing, plain_blanks
from cleaner.normalise.typography import curly_quotes, dashes, ellipses, full_stops, narrow
from cleaner.text.changes import compose, replay
from cleaner.text.profile import Profile

Normaliser = Callable[[str], tuple[Change, ...]]

#: What somebody can ask for, by the names of `cleaner.options.NORMALISERS`.
_ASKED: Mapping[str, Normaliser] = {
    "ellipses": ellipses,
    "dashes": dashes,
    "full-stops": full_stops,
    "quotes": curly_quotes,
    "narrow": narrow,
    "space-latin": partial(latin_spacing, mode="add"),
    "unspace-latin": partial(latin_spacing, mode="remove"),
    "join-lines": join_lines,
}
#: What stands in these is no running text.
_VERBATIM = frozenset(("code", "formula", "html", "front_matter", "rule"))


def normalised(block: Block, known: Profile, script: Script = "keep", asked: Sequence[str] = ()) -> tuple[Change, ...]:
    """One ledger of all that is made uniform in a block of a document of this profile."""
    return () if block.kind in _VERBATIM else normalised_text(block.text, known, script, asked)


def normalised_text(
    text: str, known: Profile, script: Script = "keep", asked: Sequence[str] = ()
) -> tuple[Change, ...]:
    """One ledger of all that is made uniform in a text of a document of this profile."""
    ledger: tuple[Change, ...] = ()
    now = text
    for normaliser in _wanted(known, script, asked):
        if found := normaliser(now):
            ledger = compose(text, ledger, found)
            now = replay(now, found)
    return ledger


def _wanted(known: Profile, script: Script, asked: Sequence[str]) -> Iterator[Normaliser]:
    yield plain_blanks
    if known.spaces:
        yield close_up
    if known.folded:
        yield widen
    elif "," in known.characters and not known.japanese:
        yield widen_commas
    yield from (_ASKED[name] for name in asked)
