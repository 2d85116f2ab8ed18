"""What the place of each block among the others tells: distances, runs, walls, repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaner.judge.facts import VERBATIM, BlockFacts, PageFacts
from cleaner.judge.facts import Region as RegionName
from cleaner.judge.region import Region
from cleaner.judge.survey import Survey

#: Classes that stand around articles on web pages: their blocks count as furniture. Bylines, comments and the
#: traces of clipping programs do not: articles without a page have those too.
FURNITURE = frozenset(
    "breadcrumb nav login view_counter font_size contact_ad qr_prompt share copyright permalink footer icp "
    "related".split()
)
#: Classes whose words, or whose rules beyond doubt, wall the body off from the rest of a page.
WALL = FURNITURE - {"contact_ad", "qr_prompt"} | {"meta_line", "editor_credit", "comments"}
#: How far two blocks stand apart, at the most, to be near each other.
NEAR = 2
#: How far behind the body a day can stand that signs it.
SIGNED_WITHIN = 5


def places(page: Survey, title: frozenset[int], title_keys: frozenset[str]) -> list[PageFacts]:
    """What the place of each block tells, in order.

    `title` are the blocks that state the title, `title_keys` its spellings as folding keys.
    """
    facts, region = page.facts, page.region
    found = page.furniture
    fixed = [noise_class in FURNITURE for noise_class in page.suspects]
    furniture = {"before": sum(fixed[: region.start]), "body": sum(fixed), "after": sum(fixed[region.end :])}
    repeats = Counter(f.key for f in facts)
    menu_runs = runs([f.menu or (noise is not None and f.units <= 40) for f, noise in zip(facts, found, strict=True)])
    listing_runs = runs([not f.prose and f.kind not in VERBATIM for f in facts])
    torn_runs = runs([f.torn for f in facts])
    prose = [i for i in range(region.start, region.end) if facts[i].prose]
    signed = _signatures(facts, region)
    walled = _walled(page, title)
    headlines = _headlines(page, walled)
    where = _regions(region, len(facts))
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
            near=_near(page.suspects, i),
            body_units=region.units,
        )
        for i, f in enumerate(facts)
    ]


def _near(suspects: Sequence[str | None], block: int) -> frozenset[str]:
    """The classes whose words stand close to a block, the block itself left out."""
    around = (*suspects[max(0, block - NEAR) : block], *suspects[block + 1 : block + NEAR + 1])
    return frozenset(noise_class for noise_class in around if noise_class is not None)


def _walled(page: Survey, title: frozenset[int]) -> list[bool]:
    """For each block whether furniture or the title stands between it and the body."""
    wall = [
        sure is not None or suspect in WALL or i in title
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
    end = next(
        (i for i in range(start, len(walled)) if walled[i] or page.suspects[i] or page.furniture[i]), len(walled)
    )
    run = page.facts[start:end]
    announced = start > 0 and page.facts[start - 1].key.endswith(":")
    if announced or end == len(walled) or not all(f.headline for f in run):
        return 0
    return len(run)


def _signatures(facts: Sequence[BlockFacts], region: Region) -> frozenset[int]:
    """Bare days close behind the body, and the lines right above them: who signed, and when."""
    days = [i for i in range(max(region.end - 1, 0), min(region.end + SIGNED_WITHIN, len(facts))) if facts[i].day]
    return frozenset(j for i in days[:1] for j in range(max(region.end, i - 2), i + 1))


def runs(members: Sequence[bool]) -> list[int]:
    """For each place the length of the run of members it stands in, 0 for no member."""
    lengths = [0] * len(members)
    start = 0
    for i in range(len(members) + 1):
        if i == len(members) or not members[i]:
            lengths[start:i] = [i - start] * (i - start)
            start = i + 1
    return lengths


def _regions(region: Region, blocks: int) -> list[RegionName]:
    names: list[RegionName] = []
    for name, count in (("before", region.start), ("body", region.end - region.start), ("after", blocks - region.end)):
        names += [name] * count  # type: ignore[list-item]
    return names
