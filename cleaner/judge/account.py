"""What the verdicts come to: the kept blocks, the removed pieces, and how sure all that is."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.agreement import disagreement
from cleaner.judge.cuts import places_without, without
from cleaner.judge.engines import text_by_trafilatura
from cleaner.judge.kinds import kind_of
from cleaner.judge.survey import Survey
from cleaner.model import Block, Document, Removed, Span, Status, Verdict, Warn
from cleaner.text.prose import ends_sentence, is_prose

#: Share of a clipping's units above which dropping them asks for a second look.
MOST = 0.75
#: Units of body below which a clipping that lost most of itself is rather a failed clipping.
FEW_UNITS = 60
#: Confidence below which a page asks for a second look.
UNSURE = 0.5


def kept_blocks(document: Document, verdicts: Sequence[Verdict]) -> tuple[Block, ...]:
    """The blocks of the body, less what was cut out of them, in order.

    A block continues the paragraph of the kept block above when everything between them, dropped blocks too,
    belongs to that paragraph. In a flat text nothing continues a line that a cut made end like a sentence, and a line
    that a cut made running text continues none.
    """
    kept: list[Block] = []
    joined = False
    for verdict in verdicts:
        block = document.blocks[verdict.block]
        joined = joined and block.joined
        if verdict.role != "body":
            continue
        block = less(block, verdict) if verdict.cuts else block
        joined = joined and not (verdict.cuts and document.clip.markup == "text" and is_prose(block.text))
        kept.append(block if block.joined is joined else block._replace(joined=joined))
        joined = not (verdict.cuts and document.clip.markup == "text" and ends_sentence(block.text))
    return tuple(kept)


def less(block: Block, verdict: Verdict) -> Block:
    """`block` less what its verdict cuts out of it."""
    source, at = [], 0
    for cut in verdict.cuts:
        source.append(block.source[at : cut.start])
        at = cut.end
    left = "".join([*source, block.source[at:]])
    whole = without(block, verdict.cuts)
    text = whole.strip()
    if block.source == block.text:
        return block._replace(text=text, source=left.strip(), offsets=None)
    lead = len(whole) - len(whole.lstrip())
    places = places_without(block, verdict.cuts)[lead : lead + len(text)]
    return block._replace(text=text, source=left, offsets=(*places, places[-1] + 1 if places else len(left)))


def removed_pieces(document: Document, verdicts: Sequence[Verdict]) -> tuple[Removed, ...]:
    """Everything that was dropped, in the order of the source."""
    pieces = []
    for verdict in verdicts:
        block = document.blocks[verdict.block]
        if verdict.role == "noise":
            span = Span(block.start, block.start + len(block.source))
            pieces.append(
                Removed(span, block.line, block.source, verdict.noise_class or "", verdict.rules, verdict.reason)
            )
        for cut in verdict.cuts:
            span = Span(block.start + cut.start, block.start + cut.end)
            line = block.line + block.source.count("\n", 0, cut.start)
            pieces.append(
                Removed(span, line, block.source[cut.start : cut.end], cut.noise_class, (cut.rule,), cut.reason)
            )
    return tuple(pieces)


def confidence_of(page: Survey, verdicts: Sequence[Verdict]) -> float:
    """The share of units whose verdict does not rest on their place alone: body text in the body, furniture
    beyond doubt outside; for a page whose densities were weighed, the F1 that pages alike have reached. 0.0 for a
    page that holds nothing to read."""
    if page.main is not None:
        return page.main.confidence if any(verdict.role == "body" for verdict in verdicts) else 0.0
    sure = total = 0
    for verdict, facts in zip(verdicts, page.facts, strict=True):
        if verdict.role in ("title", "front_matter"):
            continue
        inside = page.region.start <= verdict.block < page.region.end
        total += facts.units
        settled = (verdict.role == "body" and inside) or page.furniture[verdict.block] is not None
        sure += facts.units if settled else facts.units // 2
    return round(sure / total, 3) if total else 0.0


def standing(
    document: Document, page: Survey, verdicts: Sequence[Verdict], blocks: Sequence[Block]
) -> tuple[Status, tuple[Warn, ...]]:
    """The article's status, and warnings that say why when it is not "ok"."""
    status, doubts = _by_share(page, verdicts, blocks)
    if document.clip.markup != "html":
        return status, doubts
    kind = kind_of(document, page, blocks, confidence_of(page, verdicts))
    other = disagreement(document, verdicts, text_by_trafilatura(document)) if page.engine == "agree" else None
    found = tuple(doubt for doubt in (kind, *doubts, other) if doubt is not None)
    return "needs_review" if found and status == "ok" else status, found


def _by_share(page: Survey, verdicts: Sequence[Verdict], blocks: Sequence[Block]) -> tuple[Status, tuple[Warn, ...]]:
    """Status and warning by how much of the clipping is left, or how sure the weights are of what is."""
    dropped = sum(page.facts[v.block].units for v in verdicts if v.role == "noise")
    kept = sum(page.facts[block.index].units for block in blocks)
    if not any(block.text or block.images for block in blocks):
        why = "everything in the clipping is page furniture" if dropped else "the clipping holds no text"
        return "empty", (Warn("empty", why),)
    if page.main is not None:
        low = page.main.confidence < UNSURE
        why = "the page has the make of a list, or of one whose text is somewhere else"
        return ("needs_review", (Warn("low_confidence", why),)) if low else ("ok", ())
    if dropped > MOST * (dropped + kept):
        percent = round(100 * dropped / (dropped + kept))
        return "needs_review", (Warn("mostly_removed", f"{percent} % of the clipping was removed"),)
    if kept < FEW_UNITS < dropped and not any(page.facts[block.index].prose for block in blocks):
        return "needs_review", (Warn("no_prose", "what is left holds no running text"),)
    return "ok", ()
