"""What a learned profile is worth: each page cleaned without one, and with one learned from the site's other pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.corpus import Row, find, rows
from benchmarks.score import Agreement, Hits, agreement, hits, segment_f1, without_lines
from benchmarks.table import Table, figure
from cleaner import Options, clean
from cleaner.batch.clippings import Clipping, Origin
from cleaner.batch.files import Source
from cleaner.judge.site import host_of
from cleaner.learning.grouping import SiteGroup
from cleaner.learning.learn import BODY_UNITS, profile_of
from cleaner.learning.mirrors import without_mirrors
from cleaner.learning.shared import LEAST
from cleaner.learning.study import Study, study
from cleaner.model import Profile

#: A site needs so many pages: one to clean, and three to learn from.
PAGES = 4


class Score(NamedTuple):
    """How near the text of a page came to its gold, without and with a profile; None where the gold is of the other
    kind. `told`: there was a profile."""

    corpus: str
    site: str
    told: bool
    texts: tuple[Agreement, Agreement] | None
    pieces: tuple[Hits, Hits] | None


def scores(names: Sequence[str]) -> list[Score]:
    """The scores of all pages of the sites that have enough of them, over all corpora together."""
    sites: dict[str, list[Row]] = defaultdict(list)
    for row in (row for name in names for path in find(name) for row in rows(path)):
        sites[(row.host or host_of(row.page.url or "")).removeprefix("www.")].append(row)
    sites.pop("", None)
    return [one for site, held in sorted(sites.items()) if len(held) >= PAGES for one in _site(site, held)]


def _site(site: str, pages: Sequence[Row]) -> Iterable[Score]:
    studies = [study(_clipping(row, site), Options()) for row in pages]
    for i, row in enumerate(pages):
        if row.truth or row.wanted or row.unwanted:
            profile = _profile(site, [*studies[:i], *studies[i + 1 :]])
            yield _score(row, site, profile)


def _clipping(row: Row, site: str) -> Clipping:
    place = Path(row.id)
    return Clipping(Origin(Source(place, place)), row.page.data, _url(row, site), None, "html", row.page.encoding)


def _url(row: Row, site: str) -> str:
    """The page's address; its host stands for it where a corpus gives no more."""
    return row.page.url or f"https://{site}/"


def _profile(site: str, studies: Iterable[Study]) -> Profile | None:
    articles = without_mirrors([one for one in studies if one.body >= BODY_UNITS])
    return profile_of(SiteGroup(site, site, tuple(articles))) if len(articles) >= LEAST else None


def _score(row: Row, site: str, profile: Profile | None) -> Score:
    texts = []
    for profiles in ((), (profile,) if profile else ()):
        options = Options(profiles=profiles)
        article = clean(row.page.data, _url(row, site), markup="html", encoding=row.page.encoding, options=options)
        texts.append(without_lines(article.text, row.captions))
    before, after = texts
    truth, pieces = row.truth, (row.wanted, row.unwanted)
    return Score(
        row.corpus,
        site,
        profile is not None,
        (agreement(before, truth), agreement(after, truth)) if truth else None,
        (hits(before, *pieces), hits(after, *pieces)) if any(pieces) else None,
    )


def table(scored: Sequence[Score]) -> Table:
    """A row for each corpus and one for all: sites, pages, those with a profile; F1 and lost body without and with."""
    corpora = list(dict.fromkeys(one.corpus for one in scored))
    parts = [(name, [one for one in scored if one.corpus == name]) for name in sorted(corpora)]
    head = ("", "sites", "pages", "profile", "F1", "with", "lost", "with", "segments", "with")
    lines = [(name, *_cells(part)) for name, part in [*parts, ("all", list(scored))]]
    return Table(f"Learned profiles: {len(scored)} pages", head, tuple(lines), _NOTES)


_NOTES = (
    "Profiles are learned from the other pages of a page's site, over all corpora. F1 is that of shingles, a mean over",
    "pages; lost is the share of the body's shingles that did not come out; segments are F1 of marked pieces.",
)


def _cells(part: Sequence[Score]) -> tuple[str, ...]:
    texts = [one.texts for one in part if one.texts]
    pieces = [one.pieces for one in part if one.pieces]
    cells = [str(len({one.site for one in part})), str(len(part)), str(sum(one.told for one in part))]
    cells += [figure(fmean(pair[i].f1 for pair in texts) if texts else None, 4) for i in (0, 1)]
    cells += [figure(1 - fmean(pair[i].recall for pair in texts) if texts else None, 4) for i in (0, 1)]
    cells += [figure(segment_f1(pair[i] for pair in pieces), 4) for i in (0, 1)]
    return tuple(cells)
