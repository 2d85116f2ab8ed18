"""Facts and rules → one verdict for each block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.judge.cuts import find_cuts, leaves_nothing
from cleaner.judge.facts import BlockFacts, PageFacts, measure
from cleaner.judge.facts import Region as RegionName
from cleaner.judge.region import Region, find_region
from cleaner.judge.rulebook import Compiled, Rulebook
from cleaner.model import Block, Cut, Document, Verdict

#: Classes that stand around articles on web pages: their blocks count as furniture. Bylines, comments and the
#: traces of clipping programs do not: articles without a page have those too.
_FURNITURE = frozenset(
    "breadcrumb nav login view_counter font_size contact_ad qr_prompt share copyright permalink footer icp related".split()
)
#: Classes whose words, or whose rules beyond doubt, wall the body off from the rest of a page.
_WALL = _FURNITURE - {"contact_ad", "qr_prompt"} | {"meta_line", "editor_credit", "comments"}
#: How far two blocks stand apart, at the most, to be near each other.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a page before its title is.

    For each block its facts, the rules that hold for it by itself, its class if it is page furniture beyond doubt,
    and its class if a rule knows its words, wherever it stands; and where the body stands.
    """

    facts: tuple[BlockFacts, ...]
    marks: tuple[tuple[Compiled, ...], ...]
    region: Region
    furniture: tuple[str | None, ...]
    suspects: tuple[str | None, ...]
    book: Rulebook

    @property
    def keys(self) -> list[str]:
        """The folding keys of the blocks."""
        return [facts.key for facts in self.facts]


def survey(document: Document, book: Rulebook) -> Survey:
    """Measure every block, ask the rules about each by itself, find the body."""
    facts = tuple(measure(block) for block in document.blocks)
    marks = tuple(book.marks(f) if block.kind != "front_matter" else () for f, block in zip(facts, document.blocks, strict=True))
    furniture = tuple(next((m.rule.noise_class for m in held if m.beyond_doubt), None) for held in marks)
    suspects = tuple(next((m.rule.noise_class for m in held if m.knows_words), None) for held in marks)
    return Survey(facts, marks, find_region(facts, marks), furniture, suspects, book)


def judge(document: Document, page: Survey, title: frozenset[int], title_keys: frozenset[str]) -> tuple[Verdict, ...]:
    """A verdict for each block, in order. `title` are the blocks that state the title, `title_keys` its spellings."""
    places = _places(page, title, title_keys)
    verdicts = [
        _lifted(block, "title", "states the title")
        if block.index in title
        else _lifted(block, "front_matter", "the clipping's own metadata")
        if block.kind == "front_matter"
        else _decide(block, page.book.at_place(page.facts[block.index], page.marks[block.index], places[block.index]))
        for block in document.blocks
    ]
    return _settle(document, page, places, verdicts)


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


def _by_evidence(compiled: Compiled) -> tuple[bool, bool, str]:
    """Rules sure of a block by itself first, then rules that know its words, then those that know its place."""
    return not compiled.beyond_doubt, not compiled.knows_words, compiled.rule.id


def _cut(block: Block, held: Sequence[Compiled]) -> Verdict:
    """The verdict of rules that name a part of the block: the rest stays, unless nothing to read is left."""
    cuts = find_cuts(block, held)
    ids = tuple(dict.fromkeys(cut.rule for cut in cuts))
    if cuts and leaves_nothing(block, cuts):
        return Verdict(block.index, "noise", ids, cuts[0].noise_class, cuts[0].reason)
    return Verdict(block.index, "body", ids, reason=cuts[0].reason if cuts else "", cuts=cuts)


def _places(page: Survey, title: frozenset[int], title_keys: frozenset[str]) -> list[PageFacts]:
    """What the place of each block tells."""
    facts, region = page.facts, page.region
    found = page.furniture
    fixed = [noise_class in _FURNITURE for noise_class in page.suspects]
    furniture = {"before": sum(fixed[: region.start]), "body": sum(fixed), "after": sum(fixed[region.end :])}
    repeats = Counter(f.key for f in facts)
    menu_runs = _runs([f.menu or (noise is not None and f.units <= 40) for f, noise in zip(facts, found, strict=True)])
    listing_runs = _runs([not f.prose and f.kind not in ("code", "table", "formula") for f in facts])
    torn_runs = _runs([f.torn for f in facts])
    prose = [i for i in range(region.start, region.end) if facts[i].prose]
    signed = _signatures(facts, region)
    walled = _walled(page, title)
    headlines = _headlines(page, walled)
    where: list[RegionName] = ["before"] * region.start + ["body"] * (region.end - region.start)
    where += ["after"] * (len(facts) - region.end)
    return [
        PageFacts(
            region=where[i],
            from_body=max(region.start - i, i - region.end + 1, 0),
            from_start=i,
            from_end=len(facts) - 1 - i,
            zone=region.zones[i],
            leads=i in region.leads or not region.start <= i < region.end,
            menu_run=menu_runs[i],
            listing_run=listing_runs[i],
            torn_run=torn_runs[i],
            signature=i in signed,
            repeats=repeats[f.key],
            furniture=furniture[where[i]] - fixed[i],
            walled=walled[i],
            headline_run=headlines if region.end <= i < region.end + headlines else 0,
            titled=f.key in title_keys,
            first_prose=bool(prose) and i == prose[0],
            last_prose=bool(prose) and i == prose[-1],
            near=frozenset(n for n in page.suspects[max(0, i - _NEAR) : i + _NEAR + 1] if n is not None),
            body_units=region.units,
        )
        for i, f in enumerate(facts)
    ]


def _walled(page: Survey, title: frozenset[int]) -> list[bool]:
    """For each block whether furniture or the title stands between it and the body."""
    wall = [
        sure is not None or suspect in _WALL or i in title
        for i, (sure, suspect) in enumerate(zip(page.furniture, page.suspects, strict=True))
    ]
    walled = [False] * len(wall)
    start, end = page.region.start, page.region.end
    for i in range(start - 2, -1, -1):
        walled[i] = walled[i + 1] or wall[i + 1]
    for i in range(end + 1, len(wall)):
        walled[i] = walled[i - 1] or wall[i - 1]
    return walled


def _headlines(page: Survey, walled: Sequence[bool]) -> int:
    """How many headlines stand right behind the body, up to the first wall, when all that stands there are headlines.

    A list that a line announces with a colon is the body's own.
    """
    start = page.region.end
    end = next((i for i in range(start, len(walled)) if walled[i] or page.suspects[i] or page.furniture[i]), len(walled))
    run = page.facts[start:end]
    announced = start > 0 and page.facts[start - 1].key.endswith(":")
    if announced or end == len(walled) or not all(f.headline for f in run):
        return 0
    return len(run)


def _signatures(facts: Sequence[BlockFacts], region: Region) -> frozenset[int]:
    """Bare days close behind the body, and the lines right above them: who signed, and when."""
    days = [i for i in range(region.end - 1, min(region.end + 5, len(facts))) if facts[i].day]
    return frozenset(j for i in days[:1] for j in range(max(region.end, i - 2), i + 1))


def _runs(members: Sequence[bool]) -> list[int]:
    """For each place the length of the run of members it stands in, 0 for no member."""
    lengths = [0] * len(members)
    start = 0
    for i in range(len(members) + 1):
        if i == len(members) or not members[i]:
            lengths[start:i] = [i - start] * (i - start)
            start = i + 1
    return lengths


def _settle(
    document: Document, page: Survey, places: Sequence[PageFacts], verdicts: list[Verdict]
) -> tuple[Verdict, ...]:
    """Ask the rules once more for the runs of kept blocks that dropped ones shut in outside the body."""
    stranded = _stranded(verdicts)
    for block in document.blocks:
        i = block.index
        if stranded[i] and places[i].region != "body" and verdicts[i].role == "body" and not verdicts[i].rules:
            place = replace(places[i], stranded=stranded[i])
            verdicts[i] = _decide(block, page.book.at_place(page.facts[i], page.marks[i], place))
    return tuple(verdicts)


def _stranded(verdicts: Sequence[Verdict]) -> list[int]:
    """For each kept body block the length of its run, when dropped blocks or the page's edge shut the run in."""
    runs = _runs([verdict.role == "body" for verdict in verdicts])
    for i, verdict in enumerate(verdicts):
        if verdict.role in ("title", "front_matter"):  # the head of an article is no edge of the page
            _open_run(runs, i - 1, -1)
            _open_run(runs, i + 1, 1)
    return runs


def _open_run(runs: list[int], at: int, step: int) -> None:
    while 0 <= at < len(runs) and runs[at]:
        runs[at] = 0
        at += step
