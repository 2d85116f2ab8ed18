"""A document → the same document with its blocks repaired, and the ledger of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cleaner.model import VERBATIM, Block, Change, Document, Head, Warn
from cleaner.repairs import evasions, realign
from cleaner.repairs.families import Family, families_seen, repaired
from cleaner.repairs.flags import flags
from cleaner.text.changes import replay
from cleaner.text.profile import Profile, profile
from cleaner.text.rewrite import outside_code, rewrite


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired document: its blocks stand where those that they were made from stand, one for each.

    `in_text` and `in_source` hold the changes of the blocks that changed, by their numbers: in what is read and in the
    source with its marks. `profile` is that of the document as it was read, `families` are those that it shows.
    """

    document: Document
    profile: Profile
    families: tuple[Family, ...] = ()
    in_text: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    in_source: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    warnings: tuple[Warn, ...] = ()


def repair_document(document: Document, restore_evasions: bool = False) -> Repaired:
    """`document` with its damage undone, as far as it is sure what stood there; what is lost is warned of."""
    pieces = [(block.line, block.text) for block in document.blocks if block.kind not in VERBATIM]
    text = "\n".join([text for _, text in pieces])
    known = profile(text)
    families = families_seen(text, known, document.clip.markup, restore_evasions)
    doubts = (*_misaligned(pieces, known), *_evasions(text, restore_evasions))
    if not families:
        return Repaired(document, known, warnings=(*flags(pieces, known), *doubts))
    in_text, in_source, blocks = {}, {}, []
    for block in document.blocks:
        changes = block_changes(block, known, families)
        if changes:
            new = rewrite(block, changes, document.clip.markup != "text")
            in_text[block.index], in_source[block.index] = changes, new.in_source
            blocks.append(new.block)
        else:
            blocks.append(block)
    mended = replace(document, blocks=tuple(blocks), head=_repaired_head(document.head, known, families))
    warnings = flags([(block.line, block.text) for block in blocks if block.kind not in VERBATIM], known)
    return Repaired(mended, known, families, in_text, in_source, (*warnings, *doubts))


def _misaligned(pieces: Sequence[tuple[int, str]], known: Profile) -> tuple[Warn, ...]:
    """A warning of the lines of simplified text whose bytes lost their alignment."""
    lines = [str(line) for line, text in pieces if "?" in text or "\ufffd" in text if realign.suspected(text, known)]
    return (Warn("misaligned", f"bytes lost their alignment: line {', '.join(lines[:5])}"),) if lines else ()


def _evasions(text: str, restored: bool) -> tuple[Warn, ...]:
    """A warning of ordinary words that stand for others, unless those are restored."""
    words = () if restored else evasions.doubtful(text)
    why = "stand for words that advertising law forbids; restore_evasions puts those back"
    return (Warn("evasion", f"{'、'.join(words)}: {why}"),) if words else ()


def block_changes(block: Block, known: Profile, families: tuple[Family, ...]) -> tuple[Change, ...]:
    """What the families change in a block: nothing where it is verbatim, or where nothing would be left of it."""
    if block.kind in VERBATIM or not block.text:
        return ()
    changes = outside_code(block, repaired(block.text, known, families))
    return changes if not changes or replay(block.text, changes).strip() else ()


def _repaired_head(head: Head, known: Profile, families: tuple[Family, ...]) -> Head:
    """The title and the statements of a page's head, repaired as its text is."""
    metas = tuple((name, _text(content, known, families)) for name, content in head.metas)
    return head._replace(title=_text(head.title, known, families) if head.title else head.title, metas=metas)


def _text(text: str, known: Profile, families: tuple[Family, ...]) -> str:
    return replay(text, repaired(text, known, families))
