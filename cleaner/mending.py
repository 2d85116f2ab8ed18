"""Repair and normalisation around the judge: how a text stays true to its source while it is made whole.

Repairs come between reading and judging, so that rules and metadata see whole text; normalisers work on what was kept.
Both give changes; those of a block are one ledger against its text as it was read. The document of an article is the
clipping as it was read, its verdicts count there, and replaying the ledger on the kept text gives the article's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.judge.account import kept_blocks
from cleaner.model import Block, Change, Clip, Document, Span, Verdict, Warn
from cleaner.normalise.all import Conversion, Manner, manner, normalised
from cleaner.normalise.script import Target, ambiguous, is_mostly_other
from cleaner.normalise.script_choice import choose
from cleaner.options import Options
from cleaner.readers import read
from cleaner.readers.decode import scalar_text
from cleaner.readers.fixed import fixed_spans
from cleaner.repairs.document import Repaired, block_changes, repair_document, worded
from cleaner.repairs.mojibake import Reread, reread
from cleaner.text.changes import came_from, compose, replay, shifted
from cleaner.text.profile import profile
from cleaner.text.rewrite import outside_code, rewrite

_DEFAULTS = Options()
#: Families of damage that only a program does: where they are, a program may have converted the script, too.
_BY_MACHINE = frozenset(("pinyin", "commas"))


@dataclass(frozen=True, slots=True)
class Mended:
    """What is left of a clipping, repaired and normalised: the verdicts by the places of the source, the kept blocks,
    those that state the title, and the ledger of the kept text."""

    verdicts: tuple[Verdict, ...]
    blocks: tuple[Block, ...]
    heading: tuple[Block, ...]
    changes: tuple[Change, ...]


def read_again(clip: Clip, options: Options) -> Clip:
    """`clip` with its text read again where it had been decoded wrongly: that is done before it is read into blocks,
    because what its lines are is not known until then."""
    found = reread(clip.text) if options.repairs else Reread()
    changes = _outside(found.changes, fixed_spans(clip.text)) if found.changes else ()
    if not changes:
        return clip
    text = replay(clip.text, changes)
    return replace(clip, text=text, reread=changes, warnings=(*clip.warnings, *found.warnings))


def _outside(changes: Sequence[Change], spans: Sequence[Span]) -> tuple[Change, ...]:
    """The changes that stand outside of `spans`, both in order."""
    starts = [span.start for span in spans]
    above = (bisect_right(starts, change.start) - 1 for change in changes)
    return tuple(c for c, i in zip(changes, above, strict=True) if i < 0 or spans[i].end <= c.start)


def mend(source: Document, options: Options) -> Repaired:
    """`source` repaired, or as it is when no repairs are wanted."""
    if options.repairs:
        return repair_document(source, options.restore_evasions)
    return Repaired(source, profile("\n".join(block.text for block in source.blocks)))


def manner_of(repaired: Repaired, options: Options) -> tuple[Manner, tuple[Warn, ...]]:
    """How a repaired document is to be made uniform, and what its reader should know of its script."""
    text = "\n".join([block.text for block in worded(repaired.document.blocks)])
    damaged = any(family.name in _BY_MACHINE for one in repaired.rounds for family in one.families)
    characters = None if repaired.rounds else repaired.profile.characters
    decision = choose(text, options.script, damaged=damaged, characters=characters)
    warnings = () if repaired.profile.japanese else decision.warnings  # whose characters are of both scripts
    into = None
    if decision.target is not None:
        into = Conversion(decision.target, is_mostly_other(text, decision.target))
        warnings = (*warnings, *_guessed(text, decision.target))
    one_paragraph = repaired.document.clip.markup != "html"  # there <br> ends lines
    return manner(repaired.profile, options.normalise, into, one_paragraph=one_paragraph), warnings


def _guessed(text: str, target: Target) -> tuple[Warn, ...]:
    """A warning of the characters whose form a conversion has to guess."""
    guessed = ambiguous(text, target)
    if not guessed:
        return ()
    said = "".join(dict.fromkeys(text[span.start] for span in guessed))
    why = f"{len(guessed)} characters have several forms in the other script; chosen by their context: {said[:20]}"
    return (Warn("ambiguous_script", why),)


def finish(source: Document, repaired: Repaired, verdicts: Sequence[Verdict], manner: Manner) -> Mended:
    """What the verdicts on the repaired document leave of `source`, repaired and normalised."""
    placed = tuple([_in_source(verdict, repaired) for verdict in verdicts] if repaired.in_source else verdicts)
    kept = kept_blocks(source, placed)
    ledgers = [_ledger(block, placed[block.index], repaired, manner) for block in kept]
    marked = source.clip.markup != "text"
    blocks = tuple([rewrite(b, ledger, marked).block if ledger else b for b, ledger in zip(kept, ledgers, strict=True)])
    title = [source.blocks[verdict.block] for verdict in placed if verdict.role == "title"]
    heading = tuple(rewrite(b, _ledger(b, placed[b.index], repaired, manner), marked).block for b in title)
    return Mended(placed, blocks, heading, _in_body(kept, ledgers))


def _in_source(verdict: Verdict, repaired: Repaired) -> Verdict:
    """A verdict with its cuts by the places of the block as it was read."""
    changes = repaired.in_source.get(verdict.block)
    if not verdict.cuts or not changes:
        return verdict
    cuts = tuple(
        cut._replace(start=came_from(changes, cut.start, "start"), end=came_from(changes, cut.end, "end"))
        for cut in verdict.cuts
    )
    return verdict._replace(cuts=cuts)


def _ledger(block: Block, verdict: Verdict, repaired: Repaired, manner: Manner) -> tuple[Change, ...]:
    """All that changes in a kept block. One that lost a part is repaired anew: only what is left of it changes."""
    if verdict.cuts and repaired.rounds:
        changes = block_changes(block, repaired.rounds)
    else:
        changes = repaired.in_text.get(block.index, ())
    now = rewrite(block, changes).block if changes else block
    made = normalised(now, manner)
    return compose(block.text, changes, outside_code(now, made)) if made else tuple(changes)


def _in_body(kept: Sequence[Block], ledgers: Sequence[tuple[Change, ...]]) -> tuple[Change, ...]:
    """The ledgers of the blocks as one of the text that they make."""
    changes: list[Change] = []
    at = 0
    for block, ledger in zip(kept, ledgers, strict=True):
        if block.text:
            at += (1 if block.joined else 2) if at else 0
            if ledger:
                changes += shifted(ledger, at)
            at += len(block.text)
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class Repair:
    """A text made whole: replaying `changes` on the text as it was gives `text`; `warnings` name what is lost."""

    text: str
    changes: tuple[Change, ...] = ()
    warnings: tuple[Warn, ...] = ()


def repair(text: str, options: Options = _DEFAULTS) -> Repair:
    """Undo the damage of a text and normalise it, by the same steps as `clean`; nothing is removed.

    `text` is plain text or Markdown; code, addresses, numbers and formulas in it stay. Pure; never raises for what is
    in `text`.
    """
    whole, warnings = scalar_text(text)
    clip = read_again(Clip(whole, "text", warnings=warnings), options)
    source = read(clip)
    repaired = mend(source, options)
    manner, doubts = manner_of(repaired, options)
    ledgers = [_ledger(b, Verdict(b.index, "body"), repaired, manner) for b in source.blocks]
    changes = tuple(c for b, ledger in zip(source.blocks, ledgers, strict=True) for c in _placed(b, ledger))
    changes = compose(whole, clip.reread, changes)
    return Repair(replay(whole, changes), changes, (*clip.warnings, *repaired.warnings, *doubts))


def _placed(block: Block, ledger: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of a block by their places in the document."""
    return shifted(rewrite(block, ledger, marked=False).in_source, block.start)
