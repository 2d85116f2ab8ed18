"""What stands amid the text, whatever its words say: a text may list prompts, quote credits and give addresses.

Three places show it without a page's densities: a clipping that has no page around it, the list whose other entries are
plain, and the particulars of a thing (a film, a book) whose other labels no rule knows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby, pairwise

from cleaner.judge.facts import BlockFacts
from cleaner.judge.survey import Survey
from cleaner.text.pattern import lazy_pattern

#: A clipping without a page has words of page furniture in so many lines at the most, and in so small a share of them.
STRAY_LINES, STRAY_SHARE = 8, 0.5
#: Classes whose words no text without a page has: each of them shows the frame of one.
FRAME = frozenset("breadcrumb nav login font_size footer icp related comments view_counter".split())
#: Longest line of a dialogue, a list or a poem, in units.
SHORT_UNITS = 24
#: Shortest sentence of the text, in units.
SAID_UNITS = 4
#: A list has so many entries in a row; the particulars of a thing have so many labels that no rule knows.
ENTRIES, PLAIN_FIELDS = 3, 2
#: The day that an entry of a log begins with. Must not match a day alone or a number.
_DATED = lazy_pattern(r"\s*(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?[\s:,]+\S{1,40}")
#: Who speaks in a chat, with the day and the minute before or behind. Must not match a byline with a label.
_TURN = lazy_pattern(
    r"\s*(?:\[?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?,?\s+\d{1,2}:\d\d(?::\d\d)?\]?\s+[^\s:]{1,16}"
    r"|[^\s:]{1,16}\s+(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?,?\s+\d{1,2}:\d\d(?::\d\d)?)\s*$"
)
#: A chat has so many turns, none longer than so many lines with its head.
TURNS, TURN_LINES = 3, 6


class Amid:
    """Answers which blocks of a flat text stand amid it; `title` are the blocks that state the title."""

    def __init__(self, page: Survey, title: frozenset[int]) -> None:
        self._page, self._title = page, title

    @cached_property
    def text(self) -> frozenset[int]:
        """The blocks that stand amid the text: between sentences of a clipping without a page, or as an entry of a list
        of the text. A picture does not, nor does a block that a rule drops a part of."""
        page = self._page
        if not page.flat:
            return frozenset()
        amid = self._entries.union((i for i in self._inside() if self._among_short[i]), self._turns)
        return frozenset(i for i in amid if not page.facts[i].images and all(mark.whole for mark in page.marks[i]))

    def _inside(self) -> Sequence[int]:
        """The blocks between sentences of a clipping that no other block shows to have a page around it."""
        inside = range(self._above, self._below)
        if not inside or self._stray or len(self.frame) > 1:
            return ()
        return [i for i in self.frame if i in inside] if self.frame else inside

    @cached_property
    def _among_short(self) -> list[bool]:
        """For each block whether the nearest lines of the text on both sides are short, as in a dialogue, a list or a
        poem: between whole paragraphs stand captions and prompts."""
        page = self._page
        lines = zip(page.facts, page.suspects, page.furniture, strict=True)
        short = [f.units <= SHORT_UNITS if suspect is None and sure is None else None for f, suspect, sure in lines]
        above, below = _nearest(short), _nearest(reversed(short))
        return [a and b for a, b in zip(above, reversed(below), strict=True)]

    @cached_property
    def _turns(self) -> frozenset[int]:
        """The lines of a chat that say who speaks and when, where no other line shows a page around it: what is said
        stands between them, from the first lines on."""
        if self.frame:
            return frozenset()
        turns = [i for i, f in enumerate(self._page.facts) if f.digits and _TURN.match(f.folded)]
        between = [b - a for a, b in pairwise(turns)]
        talk = len(turns) >= TURNS and turns[0] <= 1 and all(1 < apart <= TURN_LINES for apart in between)
        return frozenset(turns if talk else ())

    @cached_property
    def frame(self) -> frozenset[int]:
        """The lines that show the frame of a page."""
        page = self._page
        both = enumerate(zip(page.suspects, page.furniture, strict=True))
        return frozenset(i for i, classes in both if not FRAME.isdisjoint(classes) and i not in page.region.interludes)

    @cached_property
    def _stray(self) -> bool:
        """Whether the clipping has words of page furniture in more lines than a text without a page has."""
        known = sum(n is not None for n in self._page.suspects)
        return known > min(STRAY_LINES, STRAY_SHARE * len(self._page.facts))

    @cached_property
    def _sentences(self) -> list[int]:
        """The lines of no class that end like a sentence, or announce what follows."""
        facts = self._page.facts
        return [i for i, f in enumerate(facts) if self._is_plain(i) and _says(f) and i not in self._title]

    @property
    def _above(self) -> int:
        """The first line below a sentence."""
        return self._sentences[0] + 1 if self._sentences else len(self._page.facts)

    @property
    def _below(self) -> int:
        """The last sentence."""
        return self._sentences[-1] if self._sentences else 0

    def _is_plain(self, block: int) -> bool:
        return self._page.suspects[block] is None and self._page.furniture[block] is None

    @cached_property
    def _entries(self) -> frozenset[int]:
        """The entries of lists most of which no rule knows, with a sentence below and no furniture between."""
        return frozenset(i for run in self._lists() if self._is_of_text(run) for i in run)

    def _lists(self) -> Iterator[list[int]]:
        """The runs of entries of one kind: numbered lines, or items of a list."""
        facts = self._page.facts
        for kind, run in groupby(range(len(facts)), key=lambda i: _entry(facts[i])):
            entries = list(run)
            if kind and len(entries) >= ENTRIES:
                yield entries

    def _is_of_text(self, run: Sequence[int]) -> bool:
        dated = _entry(self._page.facts[run[0]]) == "day"
        if dated and run[0] < max(self._title, default=len(self._page.facts)):  # headlines have their days too
            return False
        plain = len(run) if dated else sum(map(self._is_plain, run))
        below = bisect_right(self._sentences, run[-1])
        if below == len(self._sentences) or 2 * plain < len(run):
            return False
        above = bisect_left(self._texts, run[0])
        lead, walls = self._texts[above - 1] if above else 0, self._walls
        return walls[lead] == walls[run[0]] and walls[run[-1] + 1] == walls[self._sentences[below]]

    @cached_property
    def _texts(self) -> list[int]:
        """The title's lines and the sentences, in order."""
        return sorted(self._title.union(self._sentences))

    @cached_property
    def _walls(self) -> list[int]:
        """How many lines of page furniture stand above each line; bylines are none."""
        walls = (
            c not in (None, "meta_line") and i not in self._page.region.interludes
            for i, c in enumerate(self._page.furniture)
        )
        return [0, *accumulate(walls)]

    @cached_property
    def fields(self) -> frozenset[int]:
        """The fields of a thing's particulars: lines of runs of labels with values most of which no rule knows."""
        found: list[int] = []
        for is_field, run in groupby(range(len(self._page.facts)), key=lambda i: _is_field(self._page.facts[i])):
            fields = list(run)
            plain = sum(map(self._is_plain, fields))
            if is_field and plain >= PLAIN_FIELDS and 2 * plain > len(fields):
                found += fields
        return frozenset(found)


def _nearest(lines: Iterable[bool | None]) -> list[bool]:
    """For each line what the nearest one before it says that says anything; no where none does."""
    found, last = [], False
    for said in lines:
        found.append(last)
        last = last if said is None else said
    return found


def _says(facts: BlockFacts) -> bool:
    """Whether a line ends like a sentence of some length, or announces what follows."""
    said = facts.ends_sentence or facts.prose or facts.key.endswith(":")
    return said and facts.units >= SAID_UNITS and facts.link_density == 0


def _entry(facts: BlockFacts) -> str:
    """What kind of entry a line is, "" for none: links are those of a menu."""
    if facts.links or facts.prose:
        return ""
    if facts.kind == "list_item":
        return "item"
    return "number" if facts.numbered else "day" if _DATED.match(facts.folded) else ""


def _is_field(facts: BlockFacts) -> bool:
    """Whether a line is a label with its value, in no link."""
    return facts.label and not facts.links and not facts.key.endswith(":") and not facts.prose
