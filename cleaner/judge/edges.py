"""Where the body of a flat page starts, once its title is known: without its head.

The body is found by its running text, and a title that asks and a sentence that sums the article up above the byline
are running text too.
"""

from __future__ import annotations

from dataclasses import replace

from cleaner.judge.region import Region
from cleaner.judge.survey import Survey

#: A title that reads like a sentence stands at most so far inside the body, with so many lines of a byline below it.
HEAD_INTO, HEAD_LINES = 2, 8
#: A summary stands at most so far below the title, and the byline at most so far below the summary.
DECK_BELOW, BYLINE_BELOW = 3, 4
#: So many blocks that lead to the page's own site has a page with its menus around it.
DECK_LINKS = 8
#: A byline that is no link says the day: so many figures.
DAY_DIGITS = 6


def without_head(page: Survey, title: frozenset[int]) -> Region:
    """The body's region of a flat page without the title and the byline that its first lines are, where the title
    reads like a sentence, or a sentence between the two sums the article up."""
    region, last = page.region, max(title, default=-1)
    if page.main is not None or last < 0:
        return region
    if region.start <= last <= region.start + HEAD_INTO:
        return _from_text(page, last + 1)
    if last < region.start <= last + DECK_BELOW:
        below = range(region.start + 1, min(region.start + 1 + BYLINE_BELOW, region.end))
        byline = next((i for i in below if page.facts[i].prose or _is_byline(page, i)), None)
        if byline is not None and not page.facts[byline].prose:
            return _from_text(page, byline + 1)
    return region


def _from_text(page: Survey, first: int) -> Region:
    """The region from the first running text at `first` or a few lines below it."""
    below = range(first, min(first + HEAD_LINES, page.region.end))
    return replace(page.region, start=next((i for i in below if page.facts[i].prose), first))


def _is_byline(page: Survey, at: int) -> bool:
    """Whether a line is a byline of a page that has its menus around it."""
    return (
        page.suspects[at] == "meta_line"
        and len(page.own_links.blocks) >= DECK_LINKS
        and (at in page.own_links.blocks or page.facts[at].digits >= DAY_DIGITS)
    )
