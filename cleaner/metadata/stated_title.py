"""What a page's head states as its title: the words that are the title's own, and the names of the site."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.metadata.beside import title_beside
from cleaner.metadata.platforms import before_platform
from cleaner.metadata.stated_markup import less_tags
from cleaner.metadata.suffix import SITE_UNITS, name_key, split_site
from cleaner.model import Document, Head
from cleaner.text.characters import key, letters
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: The metas that name the site.
_SITE_METAS = (
    "og:site_name",
    "sitename",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
)
#: Those that state the title.
TITLE_METAS = ("og:title", "articletitle", "pagetitle", "twitter:title", "dc.title", "citation_title")
#: A title that the head states cut short; what a post begins with in brackets. Must not match a title that trails off.
_CUT = re.compile(r"(?P<said>[^…]{4,80}?)(?:\.{3}|…)(?=\s*\S)")
_OPENS_WITH = lazy_pattern(r"[【\[](?P<title>[^【】\[\]]{4,80})[】\]]")
#: So many letters and characters of a title that was cut short are enough to know it again.
CUT_LETTERS = 8
#: What stands between a site's name and the title behind it.
_FIRST_MARK = re.compile(r"(?<!\s)\s++[-–—|:：»]\s+")
#: What stands right behind a site's name before the title, as blogs write it: ``Slow Boats: The ferry``.
_FIRST_COLON = re.compile(r"[:：]\s+")
#: The site's name in brackets behind a page's, as wikis write it: ``tools:laser [Harbour Wiki]``.
_IN_BRACKETS = re.compile(r"(?<=\S)\s+\[(?P<site>[^\[\]]{2,40})\]$")
#: What of a host is none of its name: ``.com.cn``.
_HOST_ENDS = re.compile(r"\.(?:com|net|org|co|gov|edu|ac|go|or)?(?:\.[a-z]{2})?$|\.[a-z]{2,6}$")


class StatedTitle(NamedTuple):
    """What a page's head states as its title: the words, those of them that are the title's alone, the head's own title
    less the site's names, the site's name, and all names that are known to be the site's, as folding keys."""

    whole: str
    short: str
    bare: str
    site: str | None
    names: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """All its spellings as folding keys."""
        return frozenset({key(self.whole), key(self.bare), key(self.short)} - {""})


def stated_title(document: Document) -> StatedTitle:
    """What the head of a page states, or what stands beside its body where the head states none."""
    head, names = document.head, _site_names(document)
    own, first = _behind_site(document)
    names |= {name_key(first)} - {""}
    told = head.meta(*TITLE_METAS) or title_beside(head) or own
    told = less_tags(" ".join(told.split()), document)  # as a page shows it: a meta may be set in lines
    whole = before_platform(_uncut(told, document))
    bare, site = split_site(whole if head.title is None else before_platform(less_tags(head.title, document)), names)
    site = None if are_keywords((head.title or "")[len(bare) :], head) else site
    return StatedTitle(whole, split_site(whole, names)[0], bare, site or first or None, names)


def are_keywords(behind: str, head: Head) -> bool:
    """Whether what stands behind a title are the page's keywords: ``渡口_船_旧事``, as Sohu writes them."""
    keywords = (head.meta("keywords") or "").replace("，", ",").split(",")
    words = behind.strip("_").split("_")
    return len(words) > 1 and {word.strip() for word in words} <= {word.strip() for word in keywords}


def _behind_site(document: Document) -> tuple[str, str]:
    """The head's own title, and the site's name where it stands first and a heading of lower level says all the rest,
    which is longer than any site's name, or both stand on lines of their own, not one right below the other, as a title
    and what stands under it do; or last in brackets and a heading says it alone; else ""."""
    title = document.head.title or ""
    last = _IN_BRACKETS.search(title)
    if last and any(b.kind == "heading" and key(b.text) == key(last["site"]) for b in document.blocks):
        return title[: last.start()], last["site"]
    mark = _FIRST_MARK.search(title)
    before, behind = (title[: mark.start()], title[mark.end() :]) if mark else (title, "")
    if units(before) <= SITE_UNITS and units(behind) > 2 * SITE_UNITS:
        said = letters(behind)
        if any(b.kind == "heading" and b.level > 1 and letters(b.text) == said for b in document.blocks):
            return behind, before
    mark = _FIRST_COLON.search(title)
    before, behind = (title[: mark.start()], title[mark.end() :]) if mark else (title, "")
    if behind and units(before) <= SITE_UNITS and _stand_apart(document, before, behind):
        return behind, before
    return title, ""


def _stand_apart(document: Document, site: str, title: str) -> bool:
    """Whether a line says the one, and another below it the other, with lines between them."""
    of_site, of_title = key(site), key(title)
    keys = [key(block.text) for block in document.blocks]
    if of_site not in keys or of_title not in keys:
        return False
    above, below = keys.index(of_site), keys.index(of_title)
    return any(block.text for block in document.blocks[above + 1 : below])


def _uncut(stated: str, document: Document) -> str:
    """The title that a microblog's post begins with in brackets, where the head states it cut short: ``渡口…``."""
    cut = _CUT.match(stated)
    said = letters(cut["said"]) if cut else ""
    if len(said) < CUT_LETTERS:
        return stated
    opened = (_OPENS_WITH.match(block.text) for block in document.blocks if block.kind == "paragraph")
    return next((one["title"] for one in opened if one and letters(one["title"]).startswith(said)), stated)


def _site_names(document: Document) -> frozenset[str]:
    """The folding keys of the names by which head and address call the site."""
    said = [content for name, content in document.head.metas if name in _SITE_METAS]
    host = urlsplit(_address(document)).hostname or ""
    bare = host.removeprefix("www.")
    said += [bare, _HOST_ENDS.sub("", bare), _HOST_ENDS.sub("", bare).rpartition(".")[2]]
    return frozenset(found for name in said if len(name) > 2 and (found := name_key(name)))


def _address(document: Document) -> str:
    address = document.clip.url or document.head.canonical or ""
    try:
        urlsplit(address)
    except ValueError:
        return ""
    return address
