"""Lines that lead nowhere but to other pages of the site that the page was taken from.

A page that was exported as a whole leads to its own site in its menus, its cards and its foot; what a text refers to
mostly stands elsewhere. So the site is the one that most links lead to, and no address has to be known for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cleaner.model import Block, Link

#: So many links a page has at least, and this share of them leads to its own site: fewer tell nothing.
LINKS, SHARE = 10, 0.5
#: The host of an address. Must not match a path, "mailto:" or "javascript:".
_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
#: Names under which countries register sites: ``co.jp``, ``com.cn``.
_SECOND_LEVEL = frozenset("ac co com edu gob gouv gov go ne net nom or org".split())
#: Where a link leads that leads to no page: a place on this one, a program's button, somebody's post or telephone.
_NOWHERE = re.compile(r"#|javascript:|$", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!//)", re.IGNORECASE)
#: What a link to a file ends with: a picture in full size, a document to take home. It is no page of the site.
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|bmp|avif|pdf|docx?|xlsx?|pptx?|wps|et|ofd|od[tsp]|csv|zip|rar|7z|mp[34])(?:[?#!@]|$)",
    re.IGNORECASE,
)
#: What stands for the site of addresses without a host.
_HERE = ""


def find_own_links(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks with links all of which lead to pages of the page's own site; none where no site can be told."""
    sites = {block.index: tuple(map(_site_of, block.links)) for block in blocks if block.links}
    counts = Counter(site for found in sites.values() for site in found if site is not None)
    if counts.total() < LINKS:
        return frozenset()
    own, most = counts.most_common(1)[0]
    if most < SHARE * counts.total():
        return frozenset()
    places = {block.index: i for i, block in enumerate(blocks)}
    return frozenset(places[index] for index, found in sites.items() if set(found) <= {own, _HERE})


def _site_of(link: Link) -> str | None:
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
