"""Clippings → the profiles of their sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from cleaner.batch.clippings import Clipping, Unreadable
from cleaner.learning.boxes import shared_boxes
from cleaner.learning.grouping import SiteGroup, by_site
from cleaner.learning.mirrors import without_mirrors
from cleaner.learning.shared import LEAST, Kinds, shared_kinds, shared_lines
from cleaner.learning.study import Study, study
from cleaner.learning.tried import unmet
from cleaner.model import Profile, SiteExample
from cleaner.options import Options
from cleaner.readers.decode import ReadError

#: A clipping with a body of fewer units is no article: a list, a page of an error.
BODY_UNITS = 30
#: So many clippings of one host are learned from: more of them say nothing new.
MOST = 200
#: Of an example, so many of the article's own lines and so many shared ones on each side.
OWN_LINES, SHARED_LINES = 3, 6


class Learned(NamedTuple):
    """What was learned: the profiles, the sites of which there was too little with how many articles each has, how
    many clippings say what another says, and those that could not be read, with the cause."""

    profiles: tuple[Profile, ...]
    few: tuple[tuple[str, int], ...]
    mirrors: int
    unread: tuple[tuple[str, str], ...]


def learn(clippings: Iterable[Clipping | Unreadable], options: Options) -> Learned:
    """The profiles of the sites that the clippings are from, the site with the most of them first. A site needs three
    articles with bodies of their own."""
    studies: list[Study] = []
    unread: list[tuple[str, str]] = []
    hosts: Counter[str] = Counter()
    for clipping in clippings:
        if isinstance(clipping, Unreadable):
            unread.append((clipping.origin.name, clipping.cause))
            continue
        try:
            found = study(clipping, options)
        except ReadError as error:
            unread.append((clipping.origin.name, str(error)))
            continue
        except Exception as error:  # one clipping of thousands costs itself alone, as in `clean`
            unread.append((clipping.origin.name, f"{type(error).__name__}: {error}"))
            continue
        hosts[found.host] += 1
        if found.body >= BODY_UNITS and (not found.host or hosts[found.host] <= MOST):
            studies.append(found)
    return _learned(studies, tuple(unread))


def _learned(studies: Sequence[Study], unread: tuple[tuple[str, str], ...]) -> Learned:
    articles = without_mirrors(studies)
    sites = by_site(articles)
    profiles = [profile_of(site) for site in sites if len(site.studies) >= LEAST]
    few = tuple((site.name, len(site.studies)) for site in sites if len(site.studies) < LEAST)
    told = tuple(profile for profile in profiles if profile.lines or profile.boxes)
    return Learned(told, few, len(studies) - len(articles), unread)


def profile_of(site: SiteGroup) -> Profile:
    """What the documents of a site share, with an example of a flat text where there is one that shows it."""
    kinds = shared_kinds(site.studies)
    found = shared_lines(site.studies, kinds)
    profile = Profile(
        name=site.name,
        hosts=(site.host,) if site.host else (),
        documents=len(site.studies),
        lines=tuple(one.line for one in found),
        boxes=shared_boxes(site.studies, kinds),
    )
    flat = (study for study in site.studies if not any(line.path for line in study.lines))
    shown = (example_of(study, kinds, {one.kind for one in found}) for study in flat)
    fitting = (example for example in shown if example and not unmet(profile, example))
    return replace(profile, examples=tuple(islice(fitting, 1)))


def example_of(study: Study, kinds: Kinds, found: Collection[str]) -> SiteExample | None:
    """A short text of the make of one document: the shared lines around a few lines of its own."""
    counted = [kinds.of(line.key) in found for line in study.lines]
    own = [i for i, line in enumerate(study.lines) if line.running and not counted[i]][:OWN_LINES]
    above = [i for i in range(own[0] if own else 0) if counted[i]][-SHARED_LINES:]
    below = [i for i in range(own[-1] if own else 0, len(counted)) if counted[i]][:SHARED_LINES]
    if not own or not (above or below):
        return None
    texts = [study.lines[i].text for i in (*above, *own, *below)]
    drops = dict.fromkeys(study.lines[i].text for i in (*above, *below))
    return SiteExample("\n\n".join(texts) + "\n", tuple(study.lines[i].text for i in own), tuple(drops))
