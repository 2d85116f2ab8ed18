"""Which clippings are of one site: by the host they state, else by the site they name, else by the lines they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.judge.shapes import fixed, shape
from cleaner.judge.site import SIGN_UNITS, SIGNS
from cleaner.learning.mirrors import Groups, candidates
from cleaner.learning.study import Study
from cleaner.text.units import units


class SiteGroup(NamedTuple):
    """The clippings of one site, no two of one article: what the site is called, and its host ("" for none known)."""

    name: str
    host: str
    studies: tuple[Study, ...]


def by_site(studies: Sequence[Study]) -> list[SiteGroup]:
    """The sites of some clippings, no two of one article, those with the most of them first."""
    groups = Groups(len(studies))
    for marks in (_addresses(studies), _names(studies)):
        for one, other in candidates(marks):
            groups.join(one, other)
    for (one, other), shared in candidates(map(_signs, studies)).items():
        if shared >= SIGNS and not (studies[one].host and studies[other].host):
            groups.join(one, other)
    sites = [_site(tuple(studies[i] for i in members)) for members in groups.members()]
    return sorted(sites, key=lambda site: (-len(site.studies), site.name))


def _addresses(studies: Sequence[Study]) -> list[list[str]]:
    """The host that each states or, where it states none, names as its own."""
    return [[study.host or study.named] if study.host or study.named else [] for study in studies]


def _names(studies: Sequence[Study]) -> list[list[str]]:
    """The site that each names, where it has no host: pages of one host may name several."""
    return [[study.site] if study.site and not (study.host or study.named) else [] for study in studies]


def _signs(study: Study) -> set[str]:
    """The shapes of the lines that another site would hardly have, of a flat text; pages state their host."""
    if study.host:
        return set()
    shapes = {shape(line.key) for line in study.lines if line.key and not line.running}
    return {sign for sign in shapes if units(fixed(sign)) >= SIGN_UNITS}


def _site(studies: tuple[Study, ...]) -> SiteGroup:
    hosts = Counter(study.host or study.named for study in studies if study.host or study.named)
    names = Counter(study.site for study in studies if study.site)
    host = min(hosts, key=lambda host: (-hosts[host], host), default="")
    name = min(names, key=lambda name: (-names[name], name), default="")
    return SiteGroup(host or name or studies[0].folder, host, studies)
