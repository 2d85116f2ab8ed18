"""Where the body stands: the run of blocks with the most running text and the least of everything else.

Each block weighs something: running text its length, other lines a little less than nothing, page furniture
much less, and what stands amid texts nothing. The body is the run of blocks whose weights have the largest sum
(Kadane's algorithm: one pass, and no threshold for where a body starts). Labels such as "related articles" open zones,
whose lines weigh against the body however they read.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from cleaner.judge.compiled import Compiled, Marks
from cleaner.judge.contents import find_contents
from cleaner.judge.facts import BlockFacts
from cleaner.judge.facts import Region as Side
from cleaner.judge.interludes import find_interludes
from cleaner.judge.reach import Reach
from cleaner.judge.runs import heaviest_run
from cleaner.judge.spoken import find_spoken
from cleaner.judge.zones import FOOT, find_zones
from cleaner.text.pattern import lazy_pattern

#: What a block of running text weighs at the most, in units: one long paragraph is not a page.
PROSE_CEILING = 150.0
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
#: Shortest line of a post that counts as its text though it ends in no full stop, in units.
POST_LINE_UNITS = 14
#: How many lines of furniture a page without running text has, at least, and how many lines its verse.
VERSE_FURNITURE, VERSE_LINES = 5, 4
#: Where a body starts and ends, and which blocks of the page are text like it.
_Run = tuple[int, int, Sequence[bool]]
#: Running text shorter than this may be a comment below a post or verse, in units.
SHORT_UNITS = 40
#: Between the body and more of its text stand so many plain lines for each headline and each line whose words a rule
#: knows.
MORE_PLAIN = 3
#: Shortest paragraph that shows where a text is, in Han characters or their worth; so many above the body are its own.
PARAGRAPH, PARAGRAPHS_ABOVE = 24.0, 4
#: The class of the notices below a text, and how many lines further down the furniture of its page begins.
NOTICE, NOTICE_ABOVE = frozenset(("copyright",)), 3
#: The end of a sentence. Must not match the point in "4.0".
_ENDS = lazy_pattern(r"[.!?](?!\d)")
#: Shortest sentence, in units, that is of the text by itself: "End." is none.
SAID_UNITS = 4
#: Longest name of who signs a text, in units; and so many plain lines stand above it for each whose words a rule knows.
SIGNER_UNITS, SIGNED_PLAIN = 24, 2
#: Classes whose words a text of addresses has as well, each behind its label: they speak neither for it nor against.
FIELD_CLASSES = frozenset(("contact_ad", "footer"))
#: Code, tables, formulas and pictures are content wherever they stand, but no evidence of a body's edge.
CONSTRUCT_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Region:
    """Where the body stands: blocks `start` to `end` (exclusive), its units; and for each block the zone it is in.

    `leads` are the labels with something under them, `interludes` the lines that stand amid a flat text and shut
    nothing out of it.
    """

    start: int
    end: int
    units: int
    zones: tuple[str | None, ...]
    leads: frozenset[int]
    interludes: frozenset[int] = frozenset()

    def side(self, block: int) -> Side:
        """Whether a block stands before, in or after the body."""
        return "before" if block < self.start else "body" if block < self.end else "after"


def find_region(
    facts: Sequence[BlockFacts],
    marks: Marks,
    known: tuple[int, int] | None = None,
    reach: Reach | None = None,
    flat: bool = True,
) -> Region:
    """The body and the zones of a page. A page without running text is its own body, from end to end.

    `known` is where the body starts and ends, when an extractor was asked for that; `reach` how far the labels of a
    page with structure reach; `flat` says that there is nothing but lines to go by.
    """
    zones, leads = find_zones(facts, marks, reach, flat)
    interludes = find_interludes(facts, marks) if known is None else frozenset()
    amid = find_contents(facts, zones, leads) | _amid(marks) | interludes
    weights = [
        0.0 if i in amid else _weight(f, m, zone, i in leads)
        for i, (f, m, zone) in enumerate(zip(facts, marks, zones, strict=True))
    ]
    run: _Run = (*(known or _less_notices(facts, marks, heaviest_run(weights))), [f.prose for f in facts])
    if known is None and _said(facts, run) < SHORT_UNITS:
        plain = [
            zone is None and (i in interludes or _is_plain(f, m))
            for i, (f, m, zone) in enumerate(zip(facts, marks, zones, strict=True))
        ]
        other = _posted(facts, weights, plain) or _verse(facts, _less_listed(plain, marks))
        other = other or find_spoken(facts, marks, weights, plain)
        if other is not None and _said(facts, other) > 2 * _said(facts, run):
            run = other
    start, end = (0, len(facts)) if known is None and run[0] == run[1] else run[:2]
    if known is None:
        end = _on_to_text(facts, marks, weights, amid, range(end, len(facts)), end - 1) + 1
        end = _on_to_signature(facts, marks, weights, amid, end)
        start = _on_to_text(facts, marks, weights, amid, range(start - 1, -1, -1), start)
        start = _on_to_paragraphs(facts, marks, zones, start)
        own = [f.prose or not _known(m) for f, m in zip(facts, marks, strict=True)]  # short lines make a body, too
        run = (start, end, own)
    return Region(start, end, _said(facts, run), tuple(zones), frozenset(leads), interludes)


def _said(facts: Sequence[BlockFacts], run: _Run) -> int:
    """How many units of text a run holds."""
    start, end, text = run
    return sum(f.units for f, runs in zip(facts[start:end], text[start:end], strict=True) if runs)


def _weight(facts: BlockFacts, marks: tuple[Compiled, ...], zone: str | None, leads: bool) -> float:
    if facts.kind == "front_matter":
        return 0.0
    if leads:
        return LABEL_WEIGHT
    if marks and any(mark.beyond_doubt for mark in marks):
        return FURNITURE_WEIGHT if facts.kind != "quote" else LISTING_WEIGHT  # a text may quote such words
    if zone is not None:
        return LISTING_WEIGHT
    if facts.prose and not facts.shared_on:  # what all pages of a site say is no text of this one
        return min(facts.worth, PROSE_CEILING) * (1 - facts.link_density)
    if facts.kind in ("code", "table", "formula"):
        return CONSTRUCT_WEIGHT
    if facts.kind in ("image", "rule", "html"):
        return 0.0
    if facts.cut_off or facts.link_density > 0.5:
        return LISTING_WEIGHT
    return MENU_WEIGHT if facts.menu else LINE_WEIGHT


def _is_plain(facts: BlockFacts, marks: tuple[Compiled, ...]) -> bool:
    """Whether no rule knows the words of a block."""
    return not (marks and facts.units and any(mark.knows_words for mark in marks))


def _amid(marks: Marks) -> set[int]:
    return {i for i, held in enumerate(marks) if held and any(mark.rule.amid for mark in held)}


def _on_to_text(
    facts: Sequence[BlockFacts], marks: Marks, weights: Sequence[float], amid: Set[int], way: range, edge: int
) -> int:
    """The farthest running text on the `way` from the body's edge that nothing but plain lines, and those `amid` texts,
    keep apart from it: a list, a table or a timetable of the text may be longer than what is said below it. The edge
    itself if there is none."""
    plain = odd = 0
    for i in way:
        if weights[i] < LINE_WEIGHT + MENU_WEIGHT:  # a list of links, a label, furniture
            break
        known = _known(marks[i])
        if _is_text(facts[i], weights[i]) and not known and plain >= MORE_PLAIN * odd:
            edge, plain, odd = i, 0, 0
        elif i in amid or (known and not _is_odd(facts[i], known)):
            continue
        elif known or facts[i].headline or facts[i].shared_on:
            odd += 1
        else:
            plain += facts[i].units > 0
    return edge


def _on_to_paragraphs(facts: Sequence[BlockFacts], marks: Marks, zones: Sequence[str | None], start: int) -> int:
    """Where a body starts: at the first of the paragraphs above it that no rule knows, when there are several and no
    foot of a page below them: a text with lists and buttons between its paragraphs weighs less than its longest
    part."""
    edge, count = start, 0
    for i in range(start - 1, -1, -1):
        if marks[i] and any(mark.beyond_doubt and mark.rule.noise_class in FOOT for mark in marks[i]):
            break
        if zones[i] is None and _is_paragraph(facts[i]) and _is_plain(facts[i], marks[i]):
            edge, count = i, count + 1
    return edge if count >= PARAGRAPHS_ABOVE else start


def _is_paragraph(facts: BlockFacts) -> bool:
    """Whether a block is running text of some length, with no link."""
    return facts.prose and facts.worth >= PARAGRAPH and not facts.links and not facts.shared_on


def _known(held: tuple[Compiled, ...]) -> set[str]:
    """The classes whose words a block has."""
    return {mark.rule.noise_class for mark in held if mark.knows_words}


def _is_text(facts: BlockFacts, weight: float) -> bool:
    """Whether a line is running text, or a sentence too short to be that: what people say to each other."""
    said = facts.ends_sentence and facts.wide and facts.units >= SAID_UNITS and not facts.shared_on
    return said or (facts.prose and weight > 0)


def _less_notices(facts: Sequence[BlockFacts], marks: Marks, run: tuple[int, int]) -> tuple[int, int]:
    """A run without its last running text where that is a notice on rights in one sentence, with furniture right behind
    it: where the text is from and on which terms it may be used stands below it. Behind other sentences of a paragraph
    a notice is cut off."""
    start, end = run
    behind = marks[end : end + NOTICE_ABOVE]
    if not any(mark.beyond_doubt for held in behind for mark in held):
        return run
    texts = [i for i in range(start, end) if facts[i].prose]
    own = [i for i in texts if not (_known(marks[i]) & NOTICE and len(_ENDS.findall(facts[i].folded)) <= 1)]
    return (start, own[-1] + 1) if own and own[-1] < texts[-1] else run


def _on_to_signature(
    facts: Sequence[BlockFacts], marks: Marks, weights: Sequence[float], amid: Set[int], end: int
) -> int:
    """Where a body ends that somebody signed: behind the one day below it with a name right above, where most of what
    stands between is plain. A notice ends in lists, addresses and telephone numbers, and then with who issued it; a
    list of headlines has many days. `end` for a body that nobody signed."""
    days = [i for i in range(end, len(facts)) if facts[i].day]
    if len(days) != 1 or days[0] - 1 < end or not _may_sign(facts[days[0] - 1], marks[days[0] - 1]):
        return end
    between = range(end, days[0] - 1)
    if any(weights[i] < LINE_WEIGHT + MENU_WEIGHT for i in between):
        return end
    odd = sum(_is_odd(facts[i], _known(marks[i])) for i in between if i not in amid)
    plain = sum(facts[i].units > 0 and not _known(marks[i]) for i in between)
    return days[0] + 1 if plain >= SIGNED_PLAIN * odd else end


def _is_odd(facts: BlockFacts, known: set[str]) -> bool:
    """Whether a line has words that rules know, and is no field of an address."""
    return bool(known) and not (facts.label and known <= FIELD_CLASSES)


def _may_sign(facts: BlockFacts, held: tuple[Compiled, ...]) -> bool:
    """Whether a line can be the name of who signs a text."""
    named = 1 < facts.units <= SIGNER_UNITS and not facts.digits and facts.clauses == 0
    return named and not facts.links and not facts.label and not facts.ends_sentence and not _known(held)


def _less_listed(plain: Sequence[bool], marks: Marks) -> list[bool]:
    """The plain lines without those right under a label such as "related articles", up to the next line whose words a
    rule knows: where little is said above a label it opens no zone, and what it heads is no verse all the same."""
    left, listed = [], False
    for one, held in zip(plain, marks, strict=True):
        listed = (listed and one) or any(mark.rule.opens and mark.whole for mark in held)
        left.append(one and not listed)
    return left


def _posted(facts: Sequence[BlockFacts], weights: Sequence[float], plain: Sequence[bool]) -> _Run | None:
    """The body of a page without running text whose lines have clauses, and no full stop: a post."""
    lines = [
        one and w == LINE_WEIGHT and f.wide and f.clauses > 0 and f.units >= POST_LINE_UNITS
        for f, w, one in zip(facts, weights, plain, strict=True)
    ]
    start, end = heaviest_run([f.units if on else w for f, on, w in zip(facts, lines, weights, strict=True)])
    return (start, end, lines) if any(lines[start:end]) else None


def _verse(facts: Sequence[BlockFacts], plain: Sequence[bool]) -> _Run | None:
    """The longest run of plain blocks on a page without running text, where much else is furniture: verse, or a list.
    Without so much furniture a page is its own body, from end to end."""
    if len(plain) - sum(plain) < VERSE_FURNITURE:
        return None
    start, end = heaviest_run([f.units if one else -PROSE_CEILING for f, one in zip(facts, plain, strict=True)])
    return (start, end, plain) if sum(f.units > 0 for f in facts[start:end]) >= VERSE_LINES else None
