"""Facts and rules → one verdict for each block."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.compiled import Compiled
from cleaner.judge.cuts import find_cuts, leaves_nothing
from cleaner.judge.facts import UNREAD, BlockFacts
from cleaner.judge.places import Places, runs
from cleaner.judge.rulebook import NO_HITS
from cleaner.judge.signatures import without_signatures
from cleaner.judge.site import Known, rule_id
from cleaner.judge.survey import Survey
from cleaner.model import Block, Document, Verdict

#: Share of linked text from which a block that is no main text is called links.
LINKED = 0.5
#: What stands in the place of a rule's id where an author's mark decided.
BY_MARK = "mark"


def judge(document: Document, page: Survey, title: frozenset[int], title_keys: frozenset[str]) -> tuple[Verdict, ...]:
    """A verdict for each block, in order: `title` are the places of those that state the title, `title_keys` its
    spellings. The blocks may be some of a document's, with the numbers they have there."""
    found = Places(page, title, title_keys)
    verdicts = [
        Verdict(block.index, "body", (BY_MARK,), reason="a mark of its author keeps it")
        if block.fixed
        else _lifted(block, "title", "states the title")
        if i in title
        else _lifted(block, "front_matter", "the clipping's own metadata")
        if block.kind == "front_matter"
        else _decide(block, _held(page, found, i) if page.facts[i] is not UNREAD else ())
        for i, block in enumerate(document.blocks)
    ]
    if page.template:
        verdicts = [_shared(verdict, known) for verdict, known in zip(verdicts, page.template, strict=True)]
    if page.main is not None:
        weighed = [_weighed(block, page, verdict) for block, verdict in zip(document.blocks, verdicts, strict=True)]
        return without_signatures(document, weighed)
    return _settle(document, page, found, verdicts)


def _held(page: Survey, found: Places, at: int, stranded: int = 0) -> list[Compiled]:
    """The rules that hold for a block at its place."""
    facts, marks = page.facts[at], page.marks[at]
    fitting = page.book.fitting(facts, found.shape(at, stranded))
    if not marks and not fitting:
        return []
    place = found.at(at, stranded)
    held = [compiled for compiled in marks if compiled.holds_at(place)]
    return held + [c for c in fitting if c.holds_at(place) and c.holds_for(facts, NO_HITS)]


def _shared(verdict: Verdict, known: Known | None) -> Verdict:
    """The verdict on a block that may be a line which the pages of its site share: it goes, unless a rule keeps it."""
    if known is None or verdict.role != "body" or (verdict.rules and not verdict.cuts):
        return verdict
    where = f"on {known.line.on} of {known.documents} pages of" if known.documents else "among the shared lines of"
    return Verdict(verdict.block, "noise", (rule_id(known),), "template", f"stands {where} {known.site}")


def _weighed(block: Block, page: Survey, verdict: Verdict) -> Verdict:
    """The verdict on a block of a page whose densities are weighed: what no rule drops or keeps goes by them."""
    why = page.main.reasons[block.index] if page.main is not None else None
    if why is None or verdict.role != "body" or (verdict.rules and not verdict.cuts):
        return verdict
    return Verdict(block.index, "noise", (), why.noise_class or _class_of(block, page.facts[block.index]), why.facts)


def _class_of(block: Block, facts: BlockFacts) -> str:
    """What a block that is no main text is called, where no rule says it."""
    if block.hints.hidden:
        return "hidden"
    if not block.links or sum(len(link.text) for link in block.links) < LINKED * len(block.text):
        return "template"
    return "headline_list" if facts.headline else "nav"


def _lifted(block: Block, role: str, reason: str) -> Verdict:
    return Verdict(block.index, role, reason=reason)  # type: ignore[arg-type]


def _decide(block: Block, held: Sequence[Compiled]) -> Verdict:
    """The verdict of the rules that hold for a block at its place. Keep beats drop, whatever the order."""
    if not held:
        return Verdict(block.index, "body")
    if keeping := [c.rule for c in held if c.rule.action == "keep"]:
        return Verdict(block.index, "body", tuple(rule.id for rule in keeping), reason=keeping[0].reason)
    if dropping := [c.rule for c in sorted(held, key=_by_evidence) if c.whole]:
        first = dropping[0]
        return Verdict(block.index, "noise", tuple(rule.id for rule in dropping), first.noise_class, first.reason)
    return _cut(block, held)


def _by_evidence(compiled: Compiled) -> tuple[bool, bool, bool, str]:
    """Rules sure of a block by itself first, then rules that know its words, then those that know its place. What knows
    the words of a remark comes before all: it reads like a byline, and the text's own is another."""
    remark = compiled.rule.noise_class == "comments" and compiled.knows_words
    return not remark, not compiled.beyond_doubt, not compiled.knows_words, compiled.rule.id


def _cut(block: Block, held: Sequence[Compiled]) -> Verdict:
    """The verdict of rules that name a part of the block: the rest stays, unless nothing to read is left."""
    cuts = find_cuts(block, held)
    ids = tuple(dict.fromkeys(cut.rule for cut in cuts))
    if cuts and leaves_nothing(block, cuts):
        return Verdict(block.index, "noise", ids, cuts[0].noise_class, cuts[0].reason)
    return Verdict(block.index, "body", ids, reason=cuts[0].reason if cuts else "", cuts=cuts)


def _settle(document: Document, page: Survey, found: Places, verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    """Ask the rules once more for the runs of kept blocks that dropped ones shut in outside the body."""
    stranded = _stranded(verdicts, page.region.interludes)
    for i, block in enumerate(document.blocks):
        if stranded[i] and found.side(i) != "body" and verdicts[i].role == "body" and not verdicts[i].rules:
            verdicts[i] = _decide(block, _held(page, found, i, stranded[i]))
    return tuple(verdicts)


def _stranded(verdicts: Sequence[Verdict], amid: frozenset[int]) -> list[int]:
    """For each kept body block the length of its run, when dropped blocks or the page's edge shut the run in; what
    stands `amid` texts shuts nothing in."""
    lengths = runs([verdict.role == "body" or i in amid for i, verdict in enumerate(verdicts)])
    for i, verdict in enumerate(verdicts):
        if verdict.role in ("title", "front_matter"):  # the head of an article is no edge of the page
            _open_run(lengths, i - 1, -1)
            _open_run(lengths, i + 1, 1)
    return lengths


def _open_run(runs: list[int], at: int, step: int) -> None:
    while 0 <= at < len(runs) and runs[at]:
        runs[at] = 0
        at += step
