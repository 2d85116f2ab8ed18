"""Where the body stands: the run of blocks with the most running text and the least of everything else.

Each block weighs something: running text its length, other lines a little less than nothing, page furniture
much less. The body is the run of blocks whose weights have the largest sum (Kadane's algorithm: one pass, and
no threshold for where a body starts). Labels such as "related articles" open zones, whose lines weigh against
the body however they read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.judge.facts import BlockFacts
from cleaner.judge.rulebook import Compiled

Marks = Sequence[tuple[Compiled, ...]]

#: What a block of running text weighs at the most, in units: one long paragraph is not a page.
PROSE_CEILING = 150.0
#: A word of Latin script says as much as so many Han characters.
LATIN_UNIT = 1.6
#: A line of short words: a menu, or a few headings that must not break a body.
MENU_WEIGHT = -6.0
#: Another line that is no prose: a list of a body, or a headline of another article.
LINE_WEIGHT = -3.0
#: A link-laden or cut-off line.
LISTING_WEIGHT = -12.0
#: Page furniture beyond doubt.
FURNITURE_WEIGHT = -30.0
#: A label that opens a zone with something under it.
LABEL_WEIGHT = -60.0
#: Code, tables, formulas and pictures are content wherever they stand, but no evidence of a body's edge.
CONSTRUCT_WEIGHT = 10.0

#: Running text, in units, above which a label has a body above it that its zone can follow.
BODY_ABOVE_UNITS = 40
#: A zone under a label above the body: at least so many lines, none of them prose.
HEAD_ZONE_LINES = 2
#: Share of linked text from which a sentence is a headline.
LINKED = 0.7
#: A reader's comment is shorter than this, in units; a longer text under the label may be somebody's article.
COMMENT_UNITS = 80
#: Cut-off lines or doubled headlines after which single sentences count as teasers too.
TEASER_EVIDENCE = 2


@dataclass(frozen=True, slots=True)
class Region:
    """Where the body stands: blocks `start` to `end` (exclusive), its units; and for each block the zone it is in."""

    start: int
    end: int
    units: int
    zones: tuple[str | None, ...]
    leads: frozenset[int]


def find_region(facts: Sequence[BlockFacts], marks: Marks, known: tuple[int, int] | None = None) -> Region:
    """The body and the zones of a page. A page without running text is its own body, from end to end.

    `known` is where the body starts and ends, when an extractor was asked for that.
    """
    zones, leads = find_zones(facts, marks)
    weights = [_weight(f, m, zone, i in leads) for i, (f, m, zone) in enumerate(zip(facts, marks, zones, strict=True))]
    start, end = known or _heaviest_run(weights)
    if start == end:
        start, end = 0, len(facts)
    prose = sum(f.units for f in facts[start:end] if f.prose)
    return Region(start, end, prose, tuple(zones), frozenset(leads))


def _weight(facts: BlockFacts, marks: tuple[Compiled, ...], zone: str | None, leads: bool) -> float:
    if facts.kind == "front_matter":
        return 0.0
    if leads:
        return LABEL_WEIGHT
    if any(mark.beyond_doubt for mark in marks):
        return FURNITURE_WEIGHT
    if zone is not None:
        return LISTING_WEIGHT
    if facts.prose:
        return min(facts.units * (1 if facts.wide else LATIN_UNIT), PROSE_CEILING) * (1 - facts.link_density)
    if facts.kind in ("code", "table", "formula"):
        return CONSTRUCT_WEIGHT
    if facts.kind in ("image", "rule", "html"):
        return 0.0
    if facts.cut_off or facts.link_density > 0.5:
        return LISTING_WEIGHT
    return MENU_WEIGHT if facts.menu else LINE_WEIGHT


def _heaviest_run(weights: Sequence[float]) -> tuple[int, int]:
    """Start and end of the run with the largest sum; (0, 0) when no sum is above zero."""
    best, best_run = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run


def find_zones(facts: Sequence[BlockFacts], marks: Marks) -> tuple[list[str | None], set[int]]:
    """For each block the class of the label it stands under, and the labels with something under them."""
    zones: list[str | None] = [None] * len(facts)
    leads: set[int] = set()
    seen = _seen(facts)
    prose_above = 0
    behind = 0
    for i, label, whole in _labels(marks):
        prose_above += sum(f.units for f in facts[behind:i] if f.prose)
        if i < behind:
            leads |= {i} if whole else set()
            continue
        behind = i
        end = _zone_end(facts, marks, seen, i, label)
        inside = sum(f.units for f in facts[i + 1 : end] if f.prose and f.link_density < LINKED)
        if inside > prose_above or (prose_above < BODY_ABOVE_UNITS and not _is_head_zone(facts, i, end)):
            continue
        if end > i + 1:
            if whole:
                leads.add(i)
            zones[i + 1 : end] = [label] * (end - i - 1)
            behind = end
    return zones, leads


def _labels(marks: Marks) -> list[tuple[int, str, bool]]:
    """The blocks that open zones: their class, and whether the whole block is the label."""
    found = []
    for i, held in enumerate(marks):
        openers = [compiled for compiled in held if compiled.rule.opens]
        if openers:
            found.append((i, openers[0].rule.noise_class, all(compiled.whole for compiled in openers)))
    return found


def _seen(facts: Sequence[BlockFacts]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for f in facts:
        if f.key:
            seen[f.key] = seen.get(f.key, 0) + 1
    return seen


def _zone_end(facts: Sequence[BlockFacts], marks: Marks, seen: dict[str, int], label: int, noise_class: str) -> int:
    """The block behind the zone under `label`: at the first whole sentence that is no teaser.

    Comments are sentences themselves: only a long one ends their zone. The entries of a table of contents stand
    again as headings: that is no evidence of teasers.

    Where teasers are cut off or headlines doubled, a single sentence between headlines is a teaser too, and only
    two in a row are somebody's text.
    """
    evidence = 0
    shortest = COMMENT_UNITS if noise_class == "comments" else 0
    last_listing = label
    for i in range(label + 1, len(facts)):
        f = facts[i]
        if f.cut_off or (noise_class != "nav" and seen.get(f.key, 0) > 1 and f.units > 4):
            evidence += 1
        sentence = (
            f.prose
            and f.link_density < LINKED
            and f.units >= shortest
            and seen.get(f.key, 0) < 2
            and not any(mark.beyond_doubt for mark in marks[i])
        )
        if not sentence:
            last_listing = i
        elif evidence < TEASER_EVIDENCE or i - last_listing > 1:
            return _less_heading(facts, label, i if evidence < TEASER_EVIDENCE else last_listing + 1, seen)
    return len(facts)


def _less_heading(facts: Sequence[BlockFacts], label: int, end: int, seen: dict[str, int]) -> int:
    """`end` moved up over the line that heads the text behind the zone, unless that is all there is."""
    above = facts[end - 1]
    plain = above.kind == "paragraph" and above.units > 0 and above.links == 0 and seen.get(above.key, 0) < 2
    heads = above.kind == "heading" or plain
    return end - 1 if heads and end - 1 > label else end


def _is_head_zone(facts: Sequence[BlockFacts], label: int, end: int) -> bool:
    """Whether lines under a label above the body are a listing of links rather than the article's own head."""
    inside = facts[label + 1 : end]
    return len(inside) >= HEAD_ZONE_LINES and all(f.links or f.kind in ("list_item", "image") for f in inside)
