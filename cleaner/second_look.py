"""A second look at what is left: what furniture hid the first time.

Where a page's furniture is gone, its body stands elsewhere among the blocks, bylines stand at its edge, and a first
line is seen to be the title. Looking again until nothing changes makes cleaning twice the same as cleaning once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.judge.account import kept_blocks
from cleaner.judge.edges import BYLINE_BELOW
from cleaner.judge.facts import measure
from cleaner.judge.judge import judge
from cleaner.judge.region import Region, find_region
from cleaner.judge.survey import Survey, known_classes
from cleaner.metadata.found_title import Title
from cleaner.metadata.title import find_title
from cleaner.model import Document, Verdict

#: How often is looked again at the most: each look drops something, or it is the last.
LOOKS = 3
#: Classes of the lines that a text ends with, and nothing of it stands behind.
CREDITS = frozenset(("editor_credit", "copyright", "icp"))
#: In this order an article has what its blocks are; what is dropped comes last.
_ORDER = ("front_matter", "title", "body", "noise")


class _Rest(NamedTuple):
    """What is left of a document, its blocks with the numbers they have in the whole, and what is known of it."""

    document: Document
    page: Survey


def look_again(
    document: Document, page: Survey, title: Title, verdicts: Sequence[Verdict]
) -> tuple[Title, tuple[Verdict, ...]]:
    """The title and the verdicts after looking at what is left, until nothing more is found there; where that is the
    title alone, what says it is the text."""
    settled = tuple(verdicts)
    for _ in range(LOOKS):
        if _as_it_was(settled):
            break
        rest = _rest(document, page, settled)
        if title.text is None:
            title = _title_of(rest)
        before, settled = settled, _merged(rest, title, settled)
        if settled == before:
            break
    return title, _with_text(document, page, settled)


def _as_it_was(verdicts: Sequence[Verdict]) -> bool:
    """Whether the article is the clipping as it stands: nothing is dropped, and its head comes first."""
    roles = [verdict.role for verdict in verdicts]
    ordered = sorted(roles, key=_ORDER.index)
    return roles == ordered and roles[-1:] != ["noise"] and not any(verdict.cuts for verdict in verdicts)


def _rest(document: Document, page: Survey, verdicts: Sequence[Verdict]) -> _Rest:
    """What is left, in the order and with the paragraphs that the article has: its head first. Only blocks that lost
    a part are measured again."""
    head = [document.blocks[v.block] for v in verdicts if v.role in ("front_matter", "title")]
    blocks = (*head, *kept_blocks(document, verdicts))
    whole = [not verdicts[block.index].cuts for block in blocks]
    facts = tuple(page.facts[b.index] if w else measure(b) for b, w in zip(blocks, whole, strict=True))
    marks = tuple(
        page.marks[b.index] if w else page.book.marks(f) for b, w, f in zip(blocks, whole, facts, strict=True)
    )
    region = find_region(facts, marks, flat=page.flat)
    survey = Survey(facts, marks, region, *known_classes(marks), page.book, chosen=not page.flat)
    rest = _Rest(replace(document, blocks=blocks), survey)
    return rest._replace(page=replace(survey, region=_body(rest, page)))


def _body(rest: _Rest, page: Survey) -> Region:
    """Where the body stands in what is left, on a weighed page from its first text on, and down to where it ended on
    the first look: below the last sentence may stand what the text is made of. A label, credits, furniture beyond
    doubt, or running text that was dropped ends it; nor do a picture or a line whose words a rule knows come last."""
    blocks, region, suspects = rest.document.blocks, rest.page.region, rest.page.suspects
    end = region.end
    for i in range(region.end, sum(block.index < page.region.end for block in blocks)):
        dropped = range(blocks[i - 1].index + 1, blocks[i].index)
        ends = region.zones[i] or i in region.leads or rest.page.furniture[i] or suspects[i] in CREDITS
        if ends or any(page.facts[d].prose for d in dropped):
            break
        if rest.page.facts[i].units and suspects[i] is None:
            end = i + 1
    return replace(region, start=_first_text(rest, page) if page.main is not None else region.start, end=end)


def _first_text(rest: _Rest, page: Survey) -> int:
    """Where the body of a page starts in what is left of what its densities took: no later than at the first sentence
    that has no byline close below it, as what sums a text up has."""
    region, suspects, facts = rest.page.region, rest.page.suspects, rest.page.facts
    main = sum(block.index < page.region.start for block in rest.document.blocks)
    sentences = (i for i in range(main, region.start) if facts[i].ends_sentence and region.zones[i] is None)
    texts = (i for i in sentences if not any(suspects[i : min(i + 1 + BYLINE_BELOW, region.start)]))
    return next(texts, region.start)


def _title_of(rest: _Rest) -> Title:
    """The title that the rest shows, its lines by the numbers they have in the whole."""
    blocks = rest.document.blocks
    numbered = replace(rest.document, blocks=tuple(block._replace(index=i) for i, block in enumerate(blocks)))
    title = find_title(numbered, rest.page.region.start, rest.page.around_title, rest.page.keys)
    return replace(title, blocks=frozenset(blocks[i].index for i in title.blocks))


def _merged(rest: _Rest, title: Title, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts with what a new look at the rest drops, cuts and lifts. A block is cut only once."""
    lines = frozenset(i for i, block in enumerate(rest.document.blocks) if block.index in title.blocks)
    merged = list(verdicts)
    for verdict in judge(rest.document, rest.page, lines, title.keys):
        known = merged[verdict.block]
        if verdict.role != known.role or (verdict.cuts and not known.cuts):
            merged[verdict.block] = verdict
    return tuple(merged)


def _with_text(document: Document, page: Survey, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts; where they leave no text, the last sentence that says the title is text, unless it is a heading: a
    post of one sentence is called by that."""
    if any(verdict.role == "body" and document.blocks[verdict.block].text for verdict in verdicts):
        return verdicts
    saying = [
        verdict.block
        for verdict in verdicts
        if (verdict.role == "title" or verdict.noise_class == "duplicate_title")
        and document.blocks[verdict.block].kind == "paragraph"
        and page.facts[verdict.block].ends_sentence
    ]
    if not saying:
        return verdicts
    text = Verdict(saying[-1], "body", reason="says what the title says, and there is no other text")
    return (*verdicts[: text.block], text, *verdicts[text.block + 1 :])
