"""A document → the same document with its blocks repaired, and the ledger of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cleaner.model import VERBATIM, Block, Change, Document, Head, Warn
from cleaner.repairs import evasions, realign
from cleaner.repairs.families import Family, families_seen, repaired
from cleaner.repairs.flags import flags
from cleaner.text.changes import compose, replay
from cleaner.text.profile import Profile, profile
from cleaner.text.rewrite import outside_code, rewrite

#: How often a document is looked at: three kinds of damage can hide one behind the other.
ROUNDS = 3


class Round(NamedTuple):
    """One look at a document: its profile then, and the families of damage that it showed."""

    profile: Profile
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired document: its blocks stand where those that they were made from stand, one for each.

    `in_text` and `in_source` hold the changes of the blocks that changed, by their numbers: in what is read and in the
    source with its marks. `profile` is that of the repaired document; `rounds` say how it was repaired.
    """

    document: Document
    profile: Profile
    rounds: tuple[Round, ...] = ()
    in_text: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    in_source: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    warnings: tuple[Warn, ...] = ()


def repair_document(document: Document, restore_evasions: bool = False) -> Repaired:
    """`document` with its damage undone, as far as it is sure what stood there; what is lost is warned of.

    What was damaged in several ways shows some of them only when others are undone: it is looked at again until
    nothing more is found.
    """
    rounds: list[Round] = []
    blocks = document.blocks
    in_text: dict[int, tuple[Change, ...]] = {}
    for _ in range(ROUNDS):
        text = _text_of(blocks)
        known = profile(text)
        families = families_seen(text, known, document.clip.markup, restore_evasions)
        if not families:
            break
        rounds.append(Round(known, families))
        found = {b.index: changes for b in blocks if (changes := _block_changes(b, rounds[-1]))}
        if not found:
            break
        old = document.blocks
        in_text |= {i: compose(old[i].text, in_text.get(i, ()), changes) for i, changes in found.items()}
        blocks = tuple(rewrite(b, in_text.get(b.index, ()), document.clip.markup != "text").block for b in old)
    return _repaired(document, _as_folded(known, rounds), tuple(rounds), in_text, restore_evasions)


def _as_folded(known: Profile, rounds: Sequence[Round]) -> Profile:
    """The profile of a repaired document, which is folded as it was before realignment: the few marks that this puts in
    are full-width and say nothing of the others. Marks that were entities are the document's own."""
    named = {family.name for one in rounds for family in one.families}
    put_in = "realign" in named and "entities" not in named
    return replace(known, folded=True) if put_in and rounds[0].profile.folded else known


def _repaired(
    document: Document,
    known: Profile,
    rounds: tuple[Round, ...],
    in_text: Mapping[int, tuple[Change, ...]],
    restored: bool,
) -> Repaired:
    """The document with the changes of all rounds in it, and what is to be said of what is lost."""
    in_source: dict[int, tuple[Change, ...]] = {}
    whole = document
    if rounds:
        rewritten = [rewrite(b, in_text.get(b.index, ()), document.clip.markup != "text") for b in document.blocks]
        in_source = {block.index: changes for block, changes in rewritten if changes}
        head = _repaired_head(document.head, rounds)
        whole = replace(document, blocks=tuple(block for block, _ in rewritten), head=head)
    pieces = [(block.line, block.text) for block in worded(whole.blocks)]
    text = "\n".join([text for _, text in pieces])
    warnings = (*flags(pieces, known), *_misaligned(pieces, known), *_evasions(text, restored))
    return Repaired(whole, known, rounds, in_text, in_source, warnings)


def block_changes(block: Block, rounds: Sequence[Round]) -> tuple[Change, ...]:
    """What all rounds change in a block: nothing where it is verbatim, or where nothing would be left of it."""
    ledger: tuple[Change, ...] = ()
    now = block
    for one in rounds:
        if found := _block_changes(now, one):
            ledger = compose(block.text, ledger, found)
            now = rewrite(block, ledger).block
    return ledger


def _block_changes(block: Block, one: Round) -> tuple[Change, ...]:
    if block.kind in VERBATIM or block.fixed or not block.text:
        return ()
    changes = outside_code(block, repaired(block.text, one.profile, one.families))
    return changes if not changes or replay(block.text, changes).strip() else ()


def _text_of(blocks: Sequence[Block]) -> str:
    return "\n".join([block.text for block in worded(blocks)])


def worded(blocks: Sequence[Block]) -> list[Block]:
    """The blocks whose words may be repaired."""
    return [block for block in blocks if block.kind not in VERBATIM and not block.fixed]


def _misaligned(pieces: Sequence[tuple[int, str]], known: Profile) -> tuple[Warn, ...]:
    """A warning of the lines of simplified text whose bytes lost their alignment."""
    lines = [str(line) for line, text in pieces if "?" in text or "\ufffd" in text if realign.suspected(text, known)]
    return (Warn("misaligned", f"bytes lost their alignment: line {', '.join(lines[:5])}"),) if lines else ()


def _evasions(text: str, restored: bool) -> tuple[Warn, ...]:
    """A warning of ordinary words that stand for others, unless those are restored."""
    words = () if restored else evasions.doubtful(text)
    why = "stand for words that advertising law forbids; restore_evasions puts those back"
    return (Warn("evasion", f"{'、'.join(words)}: {why}"),) if words else ()


def _repaired_head(head: Head, rounds: Sequence[Round]) -> Head:
    """The title and the statements of a page's head, repaired as its text is."""
    metas = tuple((name, _text(content, rounds)) for name, content in head.metas)
    return head._replace(title=_text(head.title, rounds) if head.title else head.title, metas=metas)


def _text(text: str, rounds: Sequence[Round]) -> str:
    for one in rounds:
        text = replay(text, repaired(text, one.profile, one.families))
    return text
