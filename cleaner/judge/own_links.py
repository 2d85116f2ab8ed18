"""Lines that lead nowhere but to other pages of the site that the page was taken from.

A page that was exported as a whole leads to its own site in its menus, its cards and its foot; what a text refers to
mostly stands elsewhere. So the site is the one that most links lead to, and no address has to be known for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.judge.facts import BlockFacts
from cleaner.model import Block, Document, Link
from cleaner.text.pattern import lazy_pattern

#: So many links a page has at least, and this share of them leads to its own site: fewer tell nothing.
LINKS, SHARE = 10, 0.5
#: A block of which so much is linked leads to other pages.
LINKED = 0.3
#: Share of linked text from which a line is nothing but links.
ALL_LINK = 0.8
#: The host of an address. Must not match a path, "mailto:" or "javascript:".
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
#: Names under which countries register sites: ``co.jp``, ``com.cn``.
_SECOND_LEVEL = frozenset("ac co com edu gob gouv gov go ne net nom or org".split())
#: Where a link leads that leads to no page: a place on this one, a program's button, somebody's post or telephone.
_NOWHERE = re.compile(r"#|javascript:|$", re.IGNORECASE)
_OTHER_SCHEME = lazy_pattern(r"[a-z][a-z0-9+.-]*:(?!//)", re.IGNORECASE)
#: What a link to a file ends with: a picture in full size, a document to take home. It is no page of the site.
_FILE = lazy_pattern(
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|avif|pdf|docx?|xlsx?|pptx?|wps|et|ofd|od[tsp]|csv|zip|rar|7z|mp[34])(?:[?#!@]|$)",
    re.IGNORECASE,
)
#: A byline may stand below the sentence that sums the article up: so many lines into the body, and at most so long.
HEAD, HEAD_CHARACTERS = 4, 80
#: What stands for the site of addresses without a host.
_HERE = ""


class OwnLinks(NamedTuple):
    """What leads to other pages of the page's own site alone: `blocks`, by their places; of these `again`, behind the
    body, what leads nowhere but where lines above the body lead: the writer's page, the section, the way home."""

    blocks: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()

    def lines(self, facts: Sequence[BlockFacts], start: int, end: int) -> frozenset[int]:
        """The blocks before `start` and from `end` on that are nothing but such links, or such pictures."""
        return frozenset(i for i in self.blocks if not start <= i < end and _is_all_link(facts[i]))

    def walls(self, lines: frozenset[int], end: int) -> frozenset[int]:
        """Those of `lines` from `end` on that no text goes on behind: one of several in a row, or one that leads where
        lines above the body led."""
        behind = [i for i in lines if i >= end]
        return self.again | frozenset(i for i in behind if {i - 1, i - 2} <= lines)


#: Nothing is known to lead to the page's own site.
NO_LINKS = OwnLinks()


def _is_all_link(facts: BlockFacts) -> bool:
    return facts.link_density >= ALL_LINK or (facts.units == 0 and facts.images > 0)


def find_own_links(blocks: Sequence[Block], start: int, end: int) -> OwnLinks:
    """What of `blocks` leads to the page's own site alone, the body being those from `start` to `end` (exclusive);
    nothing where no site can be told."""
    own = _find(blocks)
    head = (block for i, block in enumerate(blocks[: start + HEAD]) if i < start or len(block.text) <= HEAD_CHARACTERS)
    above = {link.url for block in head for link in block.links}
    again = (i for i in own if i >= end and all(link.url in above for link in blocks[i].links))
    return OwnLinks(own, frozenset(again))


def _find(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks with links all of which lead to pages of the page's own site."""
    sites = {block.index: tuple(map(site_of, block.links)) for block in blocks if block.links}
    counts = Counter(site for found in sites.values() for site in found if site is not None)
    if counts.total() < LINKS:
        return frozenset()
    own, most = counts.most_common(1)[0]
    if most < SHARE * counts.total():
        return frozenset()
    places = {block.index: i for i, block in enumerate(blocks)}
    return frozenset(places[index] for index, found in sites.items() if set(found) <= {own, _HERE})


def own_site(document: Document) -> str | None:
    """The site that a page was taken from: by its address, else the one that most of its links lead to; None where
    neither tells."""
    stated = _HOST.match(document.clip.url or document.head.canonical or "")
    if stated:
        return _domain(stated[1].lower())
    counts = Counter(filter(None, (site_of(link) for block in document.blocks for link in block.links)))
    site, most = next(iter(counts.most_common(1)), (None, 0))
    return site if most >= SHARE * counts.total() else None


def leads_on(block: Block, own: str | None) -> bool:
    """Whether a block is one of links to pages of the page's `own` site. An entry of a list may lead to other sites."""
    if sum(len(link.text) for link in block.links) <= LINKED * len(block.text):
        return False
    return block.kind != "list_item" or not all(site_of(link) not in (None, "", own) for link in block.links)


def site_of(link: Link) -> str | None:
    """The site that a link leads to, `_HERE` for an address without a host; None for what is no page."""
    url = link.url.strip()
    if _FILE.search(url):
        return None
    if host := _HOST.match(url):
        return _domain(host[1].lower())
    return None if _OTHER_SCHEME.match(url) and not _NOWHERE.match(url) else _HERE


def _domain(host: str) -> str:
    """The part of a host that one owner registers: ``news.example.com.cn`` → ``example.com.cn``."""
    names = host.rstrip(".").split(".")
    count = 3 if len(names) > 2 and len(names[-1]) == 2 and names[-2] in _SECOND_LEVEL else 2
    return ".".join(names[-count:])
