"""The title of an HTML page: what its head states and its headings show, without the site's name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cleaner.metadata.found_title import MAX_UNITS, Title
from cleaner.metadata.kicker import less_kicker
from cleaner.metadata.suffix import MIN_UNITS, name_key, split_site
from cleaner.model import Block, Document
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: A head's own title has at most so many units.
LONGEST_UNITS = 150
#: A heading of lower level that the head's title repeats yields to one of level one, unless it has this share of it.
MOST = 0.7
#: A heading that the head's title repeats in part counts for the title when it has this share of its characters.
SHARE = 0.4
#: A heading of other words counts when it shares this part of its words with the head's title.
SHARED_WORDS = 0.25
#: The metas that name the site.
_SITE_METAS = (
    "og:site_name",
    "sitename",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
)
_TITLE_METAS = ("og:title", "articletitle", "twitter:title", "dc.title", "citation_title")
_WORD = re.compile(r"[^\W_]+")
_WIDE = lazy_pattern("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HOST_ENDS = re.compile(r"\.(?:com|net|org|co|gov|edu|ac|go|or)?(?:\.[a-z]{2})?$|\.[a-z]{2,6}$")


def page_title(document: Document) -> Title | None:
    """The title that a page states in its head, as the page shows it: the longest heading, or line of the same words,
    that the head's title repeats; else the only heading of level one; else the head's own without the site's name.
    None for a page whose head states none."""
    head = document.head
    stated = head.meta(*_TITLE_METAS) or head.title
    if stated is None or not MIN_UNITS <= units(stated) <= LONGEST_UNITS:
        return None
    names = site_names(document)
    bare, site = split_site(stated if head.title is None else head.title, names)
    said = {key(stated), key(bare), key(split_site(stated, names)[0])} - {""}
    best = _shown(document, stated, bare, names)
    heading = _main_heading(document, stated, names | ({name_key(site)} if site else set()))
    if best and heading and best.level > 1 and len(key(best.text)) < MOST * len(key(bare)):
        best = None
    shown = best or heading
    short = split_site(stated, names)[0]
    if shown is None:
        text = short if head.title is None or stated != head.title else bare
        return Title(text.strip(), frozenset(), frozenset(said), site, "head: title")
    same = frozenset(block.index for block in document.blocks if block.text == shown.text and block.kind != "image")
    # A line that says the names as well is not the title as the page shows it.
    alone = best is not None and best.kind == "paragraph" and best.text == stated
    text = short if alone or (best is None and _adds(shown.text, short)) else shown.text
    if site is None and best is None and not _shared(shown.text, stated):  # the head says the site's name alone
        site = stated
    site = bare if site is not None and key(site) == key(text) else site  # the site's name stood first
    text = less_kicker(text, document, (short, bare, head.title or ""))
    where = f"line {shown.line}: " + ("as in the head" if best else "heading")
    return Title(text, same, frozenset({key(shown.text), key(text), *said}), site, where)


def site_names(document: Document) -> frozenset[str]:
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


def _shown(document: Document, stated: str, bare: str, names: frozenset[str]) -> Block | None:
    """The longest heading, or line of the same words, that the head's title repeats; not the site's name."""
    head = document.head
    whole = key(f"{head.title or ''} {stated}")
    enough = SHARE * min(len(key(bare)), len(key(stated)))
    behind = key((head.title or stated)[len(bare) :])
    lines = {stated, bare, split_site(stated, names)[0]}

    def is_site(said: str) -> bool:
        known = name_key(said) in names and said != key(stated)
        return known or (said in behind and said not in key(bare) and len(said) < len(key(bare)))

    found = [
        block
        for block in document.blocks
        if (block.kind == "heading" and units(block.text) <= MAX_UNITS and _repeats(block, whole, enough))
        or (block.kind == "paragraph" and (block.text in lines or _begins(block.text, stated)))
        if not is_site(key(block.text))
    ]
    bared = [
        block for block in found if not (block.text == stated != bare)
    ] or found  # it may be said with the names, too
    return max(bared, key=lambda block: (len(block.text), -block.index)) if bared else None


def _repeats(block: Block, whole: str, enough: float) -> bool:
    """Whether the head repeats a heading, which must be more than a word of it unless it is the page's own."""
    said = key(block.text)
    if said not in whole or not said:
        return False
    if block.level == 1 and whole.startswith(said) and not whole[len(said) : len(said) + 1].isalnum():
        return True
    return len(said) >= enough and units(block.text) > MIN_UNITS


def _begins(line: str, stated: str) -> bool:
    """Whether the head's title begins with a line, and names follow."""
    begins = stated.startswith(line) and not stated[len(line) : len(line) + 1].isalnum()
    return begins and units(line) >= 4 * MIN_UNITS


def _adds(heading: str, stated: str) -> bool:
    """Whether a heading is what the head states with counters or buttons behind it: ``磨坊 今日: 8 | 主题: 120``."""
    behind = heading[len(stated) :]
    return heading.startswith(stated) and len(stated) > 2 * MIN_UNITS and re.search(r"^\s.*\d", behind) is not None


def _main_heading(document: Document, stated: str, names: frozenset[str]) -> Block | None:
    """The heading of level one that shares most words with the head's title; the only one even without."""
    found: dict[str, Block] = {}
    for block in document.blocks:
        if block.kind == "heading" and block.level == 1 and not block.hints.hidden:
            said = key(block.text)
            if said and name_key(said) not in names:
                found.setdefault(said, block)
    fit = [block for block in found.values() if MIN_UNITS < units(block.text) <= MAX_UNITS]
    shared = {block.index: _shared(block.text, stated) for block in fit}
    best = max(fit, key=lambda block: (shared[block.index], -block.index), default=None)
    if best is None:
        return None
    return best if shared[best.index] >= SHARED_WORDS or len(found) == 1 else None


def _shared(heading: str, stated: str) -> float:
    """The share of a heading's words that the head's title has; characters of Han and kana count as words."""
    words, known = _words(heading), _words(stated)
    return len(words & known) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return {*_WIDE.findall(text), *_WORD.findall(_WIDE.sub(" ", text.lower()))}
