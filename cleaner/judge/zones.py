"""Zones: what stands under a label such as "related articles", "comments" or "contents".

A zone runs from its label to the first whole sentence that is no teaser; headlines that ask or exclaim, one below the
other, are none. Where teasers are cut off or headlines doubled, a single sentence between headlines is a teaser too,
and only two in a row are somebody's text. Comments are sentences themselves: only a long one ends their zone. The
entries of a table of contents stand again as headings, which is no evidence of teasers, and the first that does ends
it. Where fields stand under a label for other articles, what is recommended or the latest is no article.

Every question is answered from arrays made in one pass, so that a page of labels costs no more than another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleaner.judge.compiled import Compiled, Marks
from cleaner.judge.contents import first_again
from cleaner.judge.facts import BlockFacts
from cleaner.judge.openers import LINKED, find_openers
from cleaner.judge.reach import Reach

#: For each place the next of some sentences, and the next one that follows another of them.
_Stops = tuple[list[int], list[int]]

#: Running text, in Han characters or their worth, above which a label has a body above it that its zone can follow.
BODY_ABOVE_UNITS = 40
#: A text of short lines above such a label has at least so many units, and so many times those of what stands behind;
#: furniture behind the label shows that it is a page's, or so much above it.
LINES_UNITS, LINES_SHARE, LINES_FURNITURE = 16, 2, 2
#: Classes of the foot of a page.
FOOT = frozenset(("footer", "icp", "copyright"))
#: A zone under a label above the body: at least so many lines, all of them links, entries or pictures.
HEAD_ZONE_LINES = 2
#: Longest button, in units.
BUTTON_UNITS = 2
#: A reader's comment is shorter than this, in units; a longer text under the label may be somebody's article.
COMMENT_UNITS = 80
#: Longest headline that asks or exclaims, in units. With another line without a full stop behind it, it ends no zone.
HEADLINE_UNITS = 45
#: So many fields (a label and its value, in no link) close under a label for other articles mean that it is none.
FIELDS = 2
#: Cut-off lines or doubled headlines after which single sentences count as teasers too.
TEASER_EVIDENCE = 2
#: Cards of other articles are at least so many, each a line that is all link, a sentence, and within so many lines
#: below it a linked line again.
CARDS, CARD_LINKED, CARD_LINES = 2, 0.9, 4


def find_zones(
    facts: Sequence[BlockFacts], marks: Marks, reach: Reach | None = None, flat: bool = True
) -> tuple[list[str | None], set[int]]:
    """For each block the class of the label it stands under, and the labels with something under them.

    A zone that holds more running text than stands above its label is none, nor is one above the body unless it is
    a listing of links. `reach` tells of a page with structure how far its labels reach; `flat` says that there is
    nothing but lines to go by, so that a text may be made of short ones.
    """
    zones: list[str | None] = [None] * len(facts)
    leads: set[int] = set()
    labels = find_openers(facts, marks)
    if not labels:
        return zones, leads
    page = _Page(facts, marks)
    behind = 0
    for label, noise_class, whole in labels:
        if label < behind and not (whole and noise_class == "comments" != zones[label]):
            leads |= {label} if whole else set()
            continue
        end = page.zone_end(label, noise_class)
        if reach is not None:
            end = reach.end(label, end)
        above = page.prose_above[label]
        follows = above >= BODY_ABOVE_UNITS
        if flat and whole and noise_class == "related":
            follows = follows or page.ends_lines(label)
        fits = page.prose_above[end] - above <= above and (follows or page.lists_links(label, end))
        fits = fits and not (noise_class == "related" and heads_fields(facts, marks, label))
        if fits and end > label + 1:
            leads |= {label} if whole else set()
            zones[label + 1 : end] = [noise_class] * (end - label - 1)
            behind = end
    return zones, leads


class _Page:
    """A page's answers to where a zone ends and what it holds."""

    def __init__(self, facts: Sequence[BlockFacts], marks: Marks) -> None:
        self.facts, self._marks = facts, marks
        self.seen = Counter(f.key for f in facts if f.key)
        self._known = known = [bool(held) and any(mark.beyond_doubt for mark in held) for held in marks]
        self.furniture = [0, *accumulate(known)]
        self.lines_above = [0, *accumulate(0 if on else f.units for f, on in zip(facts, known, strict=True))]
        prose = [f.worth if f.prose and f.link_density < LINKED else 0.0 for f in facts]
        self.prose_above = [0, *accumulate(prose)]
        calls = [f.units <= HEADLINE_UNITS and "." not in f.key for f in facts]
        self.sentences = [
            bool(units) and self.seen[f.key] < 2 and not on and not (call and more)
            for units, f, on, call, more in zip(prose, facts, known, calls, [*calls[1:], True], strict=True)
        ]
        self.closed = _next([bool(held) and any(mark.rule.closes for mark in held) for held in marks])

    def stops(self, noise_class: str) -> _Stops:
        """The sentences that end a zone of a class."""
        if noise_class in ("related", "headline_list"):
            return self._apart
        return self._of_comments if noise_class == "comments" else self._all

    @cached_property
    def _all(self) -> _Stops:
        return _stops(self.sentences)

    @cached_property
    def _apart(self) -> _Stops:
        carded = self._cards()
        return _stops([ends and i not in carded for i, ends in enumerate(self.sentences)]) if carded else self._all

    @cached_property
    def _of_comments(self) -> _Stops:
        long = [f.units >= COMMENT_UNITS for f in self.facts]
        return _stops([ends and on for ends, on in zip(self.sentences, long, strict=True)])

    @cached_property
    def _cut_off(self) -> list[int]:
        """How many lines that a program cut off stand above each place."""
        return [0, *accumulate(f.cut_off for f in self.facts)]

    @cached_property
    def _teasers(self) -> list[int]:
        """How many teasers stand above each place: lines cut off, and doubled headlines."""
        return [0, *accumulate(f.cut_off or (f.units > 4 and self.seen[f.key] > 1) for f in self.facts)]

    @cached_property
    def _unlisted(self) -> list[int]:
        return _next([not (f.links or f.kind in ("list_item", "image")) for f in self.facts])

    @cached_property
    def _last_said(self) -> int:
        """The last line that ends like a sentence and is no furniture."""
        return _last([f.ends_sentence and not on for f, on in zip(self.facts, self._known, strict=True)])

    @cached_property
    def _last_furniture(self) -> int:
        """The last line of furniture beyond doubt, or with the words of the foot of a page."""
        return _last([on or any(map(_is_foot, held)) for on, held in zip(self._known, self._marks, strict=True)])

    def _cards(self) -> frozenset[int]:
        """The single sentences, whole or cut off, between linked lines, where there are several: the teasers of cards.
        One alone may be the paragraph of a text between two links to read as well."""
        said = [ends or (f.cut_off and not f.links) for ends, f in zip(self.sentences, self.facts, strict=True)]
        found = [
            i
            for i in range(1, len(self.facts) - 1)
            if said[i] and self._is_link(i - 1) and any(map(self._is_link, range(i + 1, i + CARD_LINES)))
        ]
        return frozenset(i for i in found if len(found) >= CARDS)

    def _is_link(self, at: int) -> bool:
        """Whether a block is a headline that is one link."""
        if not 0 <= at < len(self.facts):
            return False
        facts = self.facts[at]
        return facts.links > 0 and facts.units > 0 and facts.link_density >= CARD_LINKED and not self.sentences[at]

    def zone_end(self, label: int, noise_class: str) -> int:
        """The block behind the zone under `label`."""
        single, double = self.stops(noise_class)
        teasers = self._cut_off if noise_class == "nav" else self._teasers
        end = single[label + 1]
        if end < len(self.facts) and teasers[end] - teasers[label + 1] >= TEASER_EVIDENCE:
            second = double[end + 1]
            end = second - 1 if second < len(self.facts) else second
        end = end if end == len(self.facts) else self._less_heading(label, end)
        end = first_again(self.facts, label + 1, end) if noise_class == "nav" else end
        return min(end, self.closed[label + 1])

    def _less_heading(self, label: int, end: int) -> int:
        """`end` moved up over the line that heads the text behind the zone, and over the buttons that each section has
        beside its heading, unless that is all there is."""
        heading = end - 1
        while heading > label + 1 and self._is_button(heading):
            heading -= 1
        above = self.facts[heading]
        plain = above.kind == "paragraph" and above.units > 0 and above.links == 0 and self.seen[above.key] < 2
        heads = above.kind == "heading" or plain
        return heading if heads and heading > label else end

    def _is_button(self, at: int) -> bool:
        """Whether a block is a word that stands again and again."""
        facts = self.facts[at]
        return 0 < facts.units <= BUTTON_UNITS and self.seen[facts.key] > 2 and not facts.links

    def ends_lines(self, label: int) -> bool:
        """Whether a label stands below a text of short lines on a page with furniture: nothing behind it is a sentence,
        and what stands above it is much longer."""
        above, behind = self.lines_above[label], self.lines_above[-1] - self.lines_above[label + 1]
        furnished = self._last_furniture > label or self.furniture[label] >= LINES_FURNITURE
        short = self.facts[label].kind == "paragraph" and above >= max(LINES_UNITS, LINES_SHARE * behind)
        return furnished and short and self._last_said < label

    def lists_links(self, label: int, end: int) -> bool:
        """Whether lines under a label above the body are a listing of links rather than the article's own head."""
        return end - label - 1 >= HEAD_ZONE_LINES and self._unlisted[label + 1] >= end


def heads_fields(facts: Sequence[BlockFacts], marks: Marks, label: int) -> bool:
    """Whether what stands under a label are fields that no rule knows, one line before them at the most: the
    particulars of something."""
    return any(_are_fields(facts, marks, range(first, first + FIELDS)) for first in (label + 1, label + 2))


def _are_fields(facts: Sequence[BlockFacts], marks: Marks, lines: range) -> bool:
    return lines.stop <= len(facts) and all(
        facts[i].label and not (facts[i].links or marks[i] or facts[i].kind == "heading") for i in lines
    )


def _is_foot(mark: Compiled) -> bool:
    return mark.knows_words and mark.rule.noise_class in FOOT


def _stops(sentences: Sequence[bool]) -> _Stops:
    return _next(sentences), _next([b and a for a, b in zip([False, *sentences], sentences, strict=False)])


def _last(holds: Sequence[bool]) -> int:
    """The last place that holds; -1 for none."""
    return next((i for i in range(len(holds) - 1, -1, -1) if holds[i]), -1)


def _next(holds: Sequence[bool]) -> list[int]:
    """For each place, and the one behind the last, the next place from it on that holds; the length for none."""
    found: list[int] = []
    for place in [i for i, on in enumerate(holds) if on]:  # a comprehension passes the many others in half the time
        found += [place] * (place + 1 - len(found))
    return found + [len(holds)] * (len(holds) + 2 - len(found))
