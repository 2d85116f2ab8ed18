"""What the place of each block among the others tells: distances, runs, walls, repeats.

Most blocks of a page are asked no rule that wants to know all this, so each array is made when it is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from cleaner.judge.amid import Amid
from cleaner.judge.announced import find_announced
from cleaner.judge.company import Company
from cleaner.judge.conditions import FLAGS_OF_PLACE
from cleaner.judge.echoes import Echoes
from cleaner.judge.edges import without_head
from cleaner.judge.facts import NEVER_RUNNING, PageFacts
from cleaner.judge.facts import Region as Side
from cleaner.judge.region import FIELD_CLASSES
from cleaner.judge.survey import Survey
from cleaner.judge.walls import FURNITURE, find_walls
from cleaner.judge.zones import heads_fields

#: So many blocks with the words of page furniture, or lines that lead to the page's own site above the title, show that
#: a text has its page around it: then all lines that lead to that site are furniture. A list of links may lead to one
#: site, too.
FRAMED = 3
#: What may stand below the last sentence of a text and read like one, and how many lines of it.
NOTICE, NOTICES = frozenset(("copyright", "promo", "qr_prompt", "contact_ad", "editor_credit", "meta_line")), 3
#: How far behind the body a day can stand that signs it.
SIGNED_WITHIN = 5


class Places:
    """The places of a page's blocks: the `shape` of each, with which rules can hold, and all that is told `at` it.

    `title` are the blocks that state the title, `title_keys` its spellings as folding keys.
    """

    def __init__(self, page: Survey, title: frozenset[int], title_keys: frozenset[str]) -> None:
        self._page, self._title = page, title
        self._facts, self._region = page.facts, without_head(page, title)
        self._echoes = Echoes(page.facts, self._region.zones, title_keys, page.flat)
        self._linked = self._own_lines()
        self._company, self._amid = Company(page, title), Amid(page, title)
        fixed = FURNITURE if self._amid.frame else FURNITURE - FIELD_CLASSES  # a notice has addresses without a page
        self._fixed = [
            (c in fixed and i not in page.region.interludes) or i in self._linked for i, c in enumerate(page.suspects)
        ]
        self._walled = find_walls(page, self._region, title, self._linked, self._company)
        self._heading = self._headed() if page.main is None else -1  # elsewhere the densities tell
        self._held: dict[str, Collection[int]] = {}

    def shape(self, block: int, stranded: int = 0) -> tuple[object, ...]:
        """What the place of a block adds to its `Shape`; `stranded` is told by the verdicts on its neighbours."""
        return (*self._shapes[block], stranded)

    def at(self, block: int, stranded: int = 0) -> PageFacts:
        """All that the place of a block tells, `stranded` being told as in `shape`."""
        return PageFacts(_FINDERS, self, block, stranded)

    def side(self, block: int) -> Side:
        """Whether a block stands before, in or after the body, whose place is known better once the title is."""
        return self._region.side(block)

    def _may_lead(self, block: int) -> bool:
        """Whether a label that has no zone under it is one all the same: not over the particulars of something; a
        heading right above a sentence, or in a text without any page around it, heads a section, whatever it says."""
        if self._page.suspects[block] != "related":
            return True
        if heads_fields(self._facts, self._page.marks, block) or self._heads_sentence(block):
            return False
        return self._facts[block].kind != "heading" or self._furniture[self._region.side(block)] > self._fixed[block]

    def _heads_sentence(self, block: int) -> bool:
        """Whether a block is a heading with a sentence that is no link right below, which no rule knows."""
        below = block + 1
        if self._facts[block].kind != "heading" or below == len(self._facts) or self._page.suspects[below] is not None:
            return False
        return self._facts[below].prose and not self._facts[below].links

    def _headed(self) -> int:
        """The first heading above the body's text that states the title, -1 for none."""
        above = range(min(self._region.start + 2, len(self._facts)))
        says = (i for i in above if i in self._title or i in self._echoes.titled)
        return next((i for i in says if self._facts[i].kind == "heading"), -1)

    def _own_lines(self) -> frozenset[int]:
        """The lines around the body that lead to the page's own site alone, where a page is around the text."""
        lines = self._page.own_links.lines(self._facts, self._region.start, self._region.end)
        known = sum(noise_class in FURNITURE for noise_class in self._page.suspects)
        above = sum(i < min(self._title, default=0) for i in lines)
        return lines if max(known, above) >= FRAMED else frozenset()

    @cached_property
    def _shapes(self) -> Sequence[tuple[object, ...]]:
        """For each block what its place adds to its shape, all of a page made at once: most flags hold nowhere."""
        blocks = range(len(self._facts))
        nowhere = [False] * len(blocks)
        flags = [[i in held for i in blocks] if held else nowhere for held in map(self._holding, FLAGS_OF_PLACE)]
        sides = map(self._region.side, blocks)
        return list(zip(sides, self._region.zones, self._torn_runs, *flags, strict=True))

    def _holding(self, flag: str) -> Collection[int]:
        """The blocks that a flag holds for, found out when it is first asked for."""
        if flag not in self._held:
            self._held[flag] = _FLAGS[flag](self)
        return self._held[flag]

    @cached_property
    def _head(self) -> range:
        """The blocks between the title and the first line below it that ends like a sentence; one right below the
        title may sum the text up."""
        start = max(self._title, default=-1) + 1
        if not start:
            return range(0)
        ends = (i for i in range(start + 1, len(self._facts)) if self._facts[i].prose or self._facts[i].ends_sentence)
        return range(start, next(ends, start))

    @cached_property
    def _furniture(self) -> Mapping[Side, int]:
        """How many blocks of a side have the words of page furniture; for the body those of the whole page."""
        fixed, region = self._fixed, self._region
        return {"before": sum(fixed[: region.start]), "body": sum(fixed), "after": sum(fixed[region.end :])}

    @cached_property
    def _menu_runs(self) -> list[int]:
        sure = self._page.furniture
        return runs([f.menu or (n is not None and f.units <= 40) for f, n in zip(self._facts, sure, strict=True)])

    @cached_property
    def _listing_runs(self) -> list[int]:
        return runs([not f.prose and f.kind not in NEVER_RUNNING for f in self._facts])

    @cached_property
    def _torn_runs(self) -> list[int]:
        return runs([f.torn for f in self._facts])

    @cached_property
    def _prose(self) -> list[int]:
        """The blocks of the body that are running text."""
        return [i for i in range(self._region.start, self._region.end) if self._facts[i].prose]

    @cached_property
    def _last_prose(self) -> frozenset[int]:
        """The last running text of the body, and the one above it where the last has the words of a page's foot: a
        notice below the text must not hide how the text ends."""
        at = len(self._prose)
        while at > max(0, len(self._prose) - NOTICES) and self._page.suspects[self._prose[at - 1]] in NOTICE:
            at -= 1
        return frozenset(self._prose[max(0, at - 1) :])

    @cached_property
    def _signatures(self) -> frozenset[int]:
        """Bare days close behind the body, and the lines right above them: who signed, and when."""
        end = self._region.end
        signed = (i for i in range(max(end - 1, 0), min(end + SIGNED_WITHIN, len(self._facts))) if self._is_signing(i))
        day = next(signed, None)
        return frozenset(range(max(end, day - 2), day + 1)) if day is not None else frozenset()

    def _is_signing(self, block: int) -> bool:
        """Whether a block is a day that can sign the text: no link, and under no label."""
        facts = self._facts[block]
        return facts.day and not facts.links and self._region.zones[block] is None

    @cached_property
    def _announced(self) -> frozenset[int]:
        return find_announced(self._page, self._region, self._echoes.repeats)

    @cached_property
    def _headlines(self) -> int:
        """How many headlines stand right behind the body, up to the first wall, when all that stands there are
        headlines. A list that a line announces with a colon is the body's own."""
        start, page = self._region.end, self._page
        stops = (i for i in range(start, len(self._facts)) if self._walled[i] or page.suspects[i] or page.furniture[i])
        end = next(stops, None)
        announced = start > 0 and self._facts[start - 1].key.endswith(":")
        if end is None or announced or not all(f.headline for f in self._facts[start:end]):
            return 0
        return end - start


def runs(members: Sequence[bool]) -> list[int]:
    """For each place the length of the run of members it stands in, 0 for no member."""
    lengths: list[int] = []
    for member, run in groupby(members):
        length = len(list(run))
        lengths += [length if member else 0] * length
    return lengths


#: The blocks of a page that each flag of a shape holds for. Tables of the module: those of each page's own would hold
#: the page in a circle.
_FLAGS: Mapping[str, Callable[[Places], Collection[int]]] = {
    "walled": lambda p: frozenset(i for i, walled in enumerate(p._walled) if walled),
    "titled": lambda p: p._echoes.titled,
    "signature": lambda p: p._signatures,
    "headed": lambda p: range(max(p._heading, 0)),
    "announced": lambda p: p._announced,
    "listed": lambda p: p._echoes.listed,
    "in_head": lambda p: p._head,
    "own_links": lambda p: p._page.own_links.blocks,
    "begins_below": lambda p: p._echoes.beginning_below,
    "names_title": lambda p: p._echoes.naming_title,
    "heads_own_links": lambda p: frozenset(i - 1 for i in p._page.own_links.blocks),
    "links_again": lambda p: p._page.own_links.again,
    "tabled": lambda p: p._page.rows,
    "amid_lines": lambda p: p._amid.text,
}


def _finder(flag: str) -> Callable[[Places, int], bool]:
    return lambda places, block: block in places._holding(flag)


#: How each fact of a place is found.
_FINDERS: Mapping[str, Callable[[Places, int], Any]] = {
    **{flag: _finder(flag) for flag in _FLAGS},
    "region": lambda p, i: p._region.side(i),
    "from_body": lambda p, i: max(p._region.start - i, i - p._region.end + 1, 0),
    "from_start": lambda p, i: i,
    "from_end": lambda p, i: len(p._facts) - 1 - i,
    "zone": lambda p, i: p._region.zones[i],
    "leads": lambda p, i: i in p._region.leads or (p._region.side(i) != "body" and p._may_lead(i)),
    "menu_run": lambda p, i: p._menu_runs[i],
    "listing_run": lambda p, i: p._listing_runs[i],
    "torn_run": lambda p, i: p._torn_runs[i],
    "repeats": lambda p, i: p._echoes.repeats(i),
    "furniture": lambda p, i: p._furniture[p._region.side(i)] - p._fixed[i],
    "page_furniture": lambda p, i: p._furniture["body"] - p._fixed[i],
    "headline_run": lambda p, i: p._headlines if p._region.end <= i < p._region.end + p._headlines else 0,
    "heads_again": lambda p, i: p._echoes.heads_again(i),
    "main_text": lambda p, i: p._page.chosen or (p._page.main is not None and p._page.main.reasons[i] is None),
    "left_out": lambda p, i: p._page.main is not None and p._page.main.reasons[i] is not None,
    "beside_kept": lambda p, i: p._company.beside_kept(i),
    "last_prose": lambda p, i: i in p._last_prose,
    "near": lambda p, i: p._company.near(i),
    "alone": lambda p, i: p._company.alone(i),
    "amid_text": lambda p, i: p._company.amid_text(i),
    "among_fields": lambda p, i: i in p._amid.fields,
    "body_units": lambda p, i: p._region.units,
    "under_title": lambda p, i: i - 1 in p._title and i not in p._title,
}
