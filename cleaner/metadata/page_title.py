"""The title of an HTML page: what its head states and its headings show, without the site's name."""

from __future__ import annotations

import re

from cleaner.metadata.beside import title_beside
from cleaner.metadata.dates import find_date
from cleaner.metadata.found_title import MAX_UNITS, Title
from cleaner.metadata.kicker import less_kicker
from cleaner.metadata.people import is_organisation
from cleaner.metadata.stated_title import TITLE_METAS, StatedTitle, are_keywords, stated_title
from cleaner.metadata.suffix import MIN_UNITS, SITE_UNITS, is_of_others, name_key, split_site
from cleaner.model import Block, Document, Head
from cleaner.text.characters import key, words
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence
from cleaner.text.units import units

#: A head's own title has at most so many units.
LONGEST_UNITS = 150
#: A heading of lower level that the head's title repeats yields to one of level one, unless it has this share of it.
MOST = 0.7
#: A heading that the head's title repeats in part counts for the title when it has this share of its characters.
SHARE = 0.4
#: A heading of more letters than a section's name counts where it is the last piece of the head's title.
LAST_LETTERS = 4
#: A heading has its title on at most so many lines.
MOST_LINES = 6
#: A heading of other words counts when it shares this part of its words with the head's title.
SHARED_WORDS = 0.25
#: What a site's name stands between where a page has no title but that; a remark in brackets, which is no title.
_ORNAMENTS = ":：=-*★☆■◆●~～【】[] \xa0"
_ADORNED = re.compile(rf"[{re.escape(_ORNAMENTS)}].*[{re.escape(_ORNAMENTS)}]$")
_REMARK = lazy_pattern(r"[(（][^()（）]*[)）]")
#: What sets off the names of the site right behind a title.
_BEHIND = frozenset("-_|–—")
#: What sets a name off behind a title that the page shows. Must not match a hyphen within a word.
_SET_OFF = re.compile(r"(?<!\s)\s++[-–—|·•»]\s+|(?:(?<!\s)\s++)?[|｜]\s*|(?<=[^\x00-\x7f])[-_](?=[^\x00-\x7f])")
#: What a wiki calls a page by its place: ``tools:laser``. Must not match words.
_PAGE_ID = re.compile(r"[a-z0-9_-]+(?::[a-z0-9_-]+)+")
_WIDE = lazy_pattern("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def page_title(document: Document) -> Title | None:
    """The title that a page states in its head, as the page shows it: the longest heading, or line of the same words,
    that the head's title repeats; else the only heading of level one; else the head's own without the site's name.
    None for a page whose head states none."""
    stated = stated_title(document)
    if not MIN_UNITS <= units(stated.whole) <= LONGEST_UNITS:
        return _one_word(document, stated)
    if (over_lines := _over_lines(document, stated)) is not None:
        return over_lines
    best = _shown(document, stated)
    known = {name_key(stated.site)} if stated.site else set()
    heading = _main_heading(document, stated.whole, stated.names | known)
    if best and heading and best.level > 1 and _is_part(best, stated):
        best = None
    if best and _PAGE_ID.fullmatch(best.text) and (named := _named_by(document, best.text)):
        best, heading = None, named
    if (shown := best or heading) is not None:
        return _as_shown(document, stated, best, shown)
    text = stated.short if document.head.title is None or stated.whole != document.head.title else stated.bare
    if _ADORNED.match(text) and is_organisation(text.strip(_ORNAMENTS)):  # ``::: 柳镇信息网 :::``
        return None
    head = document.head
    in_head = head.meta(*TITLE_METAS) or stated.whole in (head.title or "") or title_beside(head) is None
    return Title(text.strip(), frozenset(), stated.keys, stated.site, "head: title" if in_head else "script: title")


def _named_by(document: Document, page_id: str) -> Block | None:
    """The heading of level one that says a word of a page's place on a wiki, the best such."""
    headings = [block for block in document.blocks if block.kind == "heading" and block.level == 1]
    best = max(headings, key=lambda block: _shared(block.text, page_id), default=None)
    return best if best and _shared(best.text, page_id) >= SHARED_WORDS else None


def _one_word(document: Document, stated: StatedTitle) -> Title | None:
    """The title of one word that the head states and a heading says alone; None for any other."""
    said = key(stated.whole)
    headings = (b for b in document.blocks if b.kind == "heading" and said and key(b.text) == said)
    best = next(headings, None)
    return None if best is None else _as_shown(document, stated, best, best)


def _as_shown(document: Document, stated: StatedTitle, best: Block | None, shown: Block) -> Title:
    """The title as a block shows it; `best` where the head repeats that block."""
    same = frozenset(block.index for block in document.blocks if block.text == shown.text and block.kind != "image")
    text = stated.short if _says_more(shown, stated, best is not None) else shown.text
    site = stated.site
    if site is None and best is None and not _shared(shown.text, stated.whole):  # the head says the site's name alone
        site = stated.whole
    site = stated.bare if site is not None and key(site) == key(text) else site  # the site's name stood first
    if key(text) == key(document.head.title or ""):  # what looked like a name behind the title is a piece of it
        site = site if site is not None and name_key(site) in stated.names else None
    site = site or _behind(document.head, text)
    text = less_kicker(text, document, (stated.short, stated.bare, document.head.title or ""))
    where = f"line {shown.line}: " + ("as in the head" if best else "heading")
    return Title(text, same, stated.keys | {key(shown.text), key(text)}, site, where)


def _behind(head: Head, text: str) -> str | None:
    """The name of the site behind a title that the page shows, however short that is: ``安装 | 苔藓构建``."""
    title = head.title or ""
    behind = _SET_OFF.split(title[len(text) :]) if text and title.startswith(text) else []
    if len(behind) < 2 or behind[0] or are_keywords(title[len(text) :], head):
        return None
    name = next((piece for piece in reversed(behind) if not is_of_others(piece)), "")
    return name if len(name) > 1 and units(name) <= SITE_UNITS and not ends_sentence(name) else None


def _says_more(shown: Block, stated: StatedTitle, repeated: bool) -> bool:
    """Whether a block says the names of the site behind the title, or counters: the head states the title alone."""
    if not repeated:
        return _adds(shown.text, stated.short)
    named = len(shown.text) > len(stated.whole) and key(split_site(shown.text, stated.names)[0]) == key(stated.whole)
    return named or (shown.kind == "paragraph" and shown.text == stated.whole)


def _shown(document: Document, stated: StatedTitle) -> Block | None:
    """The longest heading, or line of the same words, that the head's title repeats; not the site's name."""
    title, bare = document.head.title, stated.bare
    whole = key(f"{title or ''} {stated.whole}")
    enough = SHARE * min(len(key(bare)), len(key(stated.whole)))
    behind = key((title or stated.whole)[len(bare) :])
    lines = {stated.whole, bare, stated.short}

    def is_site(said: str) -> bool:
        known = name_key(said) in stated.names and said != key(stated.whole)
        return known or (said in behind and said not in key(bare) and len(said) < len(key(bare)))

    found = [
        block
        for block in document.blocks
        if (block.kind == "heading" and units(block.text) <= MAX_UNITS and _repeats(block, whole, enough))
        or (block.kind == "paragraph" and (block.text in lines or _begins(block.text, stated.whole)))
        if not is_site(key(block.text)) and not _is_day(block.text) and not _REMARK.fullmatch(block.text)
    ]
    alone = [block for block in found if not _is_named(block, stated, document.head)]
    return max(alone or found, key=lambda block: (len(block.text), -block.index), default=None)


def _over_lines(document: Document, stated: StatedTitle) -> Title | None:
    """The title that one heading shows on several lines, where all of them together say what the head states."""
    said = {key(text).replace(" ", ""): text for text in (stated.whole, stated.bare, stated.short) if text}
    blocks = document.blocks
    for first in (block for block in blocks if block.kind == "heading"):
        lines = [b for b in blocks[first.index : first.index + MOST_LINES] if b.hints.box == first.hints.box]
        for count in range(2, len(lines) + 1):
            whole = key("".join(line.text for line in lines[:count])).replace(" ", "")
            if whole in said:
                at = frozenset(line.index for line in lines[:count])
                where = f"line {first.line}: as in the head"
                return Title(said[whole].strip(), at, stated.keys, stated.site, where)
    return None


def _is_part(heading: Block, stated: StatedTitle) -> bool:
    """Whether a heading says too little of what the head states to be the title beside one of level one. What a meta
    states word for word is the title, however much the head's own title says around it."""
    said = key(heading.text)
    return said != key(stated.whole) and len(said) < MOST * len(key(stated.bare))


def _is_named(block: Block, stated: StatedTitle, head: Head) -> bool:
    """Whether a line is what the head states with the site's names. What a heading says alike with a meta is not."""
    agreed = block.kind == "heading" and block.text == head.meta(*TITLE_METAS) != head.title
    return block.text == stated.whole != stated.bare and not agreed


def _is_day(text: str) -> bool:
    """Whether a heading is a day and nothing else."""
    date = find_date(text) if text[:1].isdigit() else None
    return date is not None and date.end - date.start == len(text)


def _repeats(block: Block, whole: str, enough: float) -> bool:
    """Whether the head repeats a heading, which must be more than a word of it unless it is the page's own."""
    said = key(block.text)
    if said not in whole or not said:
        return False
    behind = whole[len(said) : len(said) + 1] if whole.startswith(said) else "x"
    if (block.level == 1 and not behind.isalnum()) or (behind in _BEHIND and units(block.text) > MIN_UNITS):
        return True
    if len(said) > LAST_LETTERS and whole.endswith(said) and whole[: -len(said)][-1:] in "-_|>":
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
    return {*_WIDE.findall(text), *words(_WIDE.sub(" ", text))}
