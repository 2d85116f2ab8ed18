"""The walls of a page: furniture, and the title, that stand between the body and what is further out."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.company import Company
from cleaner.judge.facts import Region as Side
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


def find_walls(
    page: Survey, region: Region, title: frozenset[int], linked: frozenset[int], company: Company
) -> list[bool]:
    """For each block whether furniture or the title stands between it and the body, which is at `region`. `linked` are
    the lines around it that lead to the page's own site alone."""
    links = page.own_links.walls(linked, region.end) if linked else ()
    walls = [
        (sure is not None and i not in region.interludes)
        or i in title
        or i in links
        or (
            suspect in WALL
            and i not in region.interludes
            and _fits_side(page, i, region.side(i))
            and not company.alone(i)
        )
        for i, (sure, suspect) in enumerate(zip(page.furniture, page.suspects, strict=True))
    ]
    return _behind(walls, region)


def _behind(walls: Sequence[bool], region: Region) -> list[bool]:
    """For each block whether one of the walls stands between it and the body."""
    walled = [False] * len(walls)
    for i in range(region.start - 2, -1, -1):
        walled[i] = walled[i + 1] or walls[i + 1]
    for i in range(region.end + 1, len(walls)):
        walled[i] = walled[i - 1] or walls[i - 1]
    return walled


def _fits_side(page: Survey, block: int, side: Side) -> bool:
    """Whether a block has the words of page furniture that stands on its side of the body: a path with arrows is one
    above the text, and a step of the text below it. What only a profile knows stands anywhere."""
    held = [mark for mark in page.marks[block] if mark.knows_words]
    furniture = (mark for mark in held if mark.rule.noise_class in WALL)
    return not held or any(not mark.regions or side in mark.regions for mark in furniture)
