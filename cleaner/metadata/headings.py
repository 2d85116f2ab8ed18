"""What a page's headings and its own title line tell of one another: where the title ends and the names begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaner.metadata.found_title import MAX_UNITS, Title
from cleaner.metadata.platforms import is_platform
from cleaner.metadata.suffix import MIN_UNITS, SITE_UNITS, split_site
from cleaner.metadata.title_points import NUMBERED
from cleaner.model import Block
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose
from cleaner.text.units import units

#: So many sentences of the page's own may stand above the heading that is the title.
NOTICES = 3
#: The shortest title of the only heading of level one, in units: an entry's of an encyclopaedia, a note's.
ONE_WORD = 1
#: Classes whose words a headline may have.
SOUNDS_LIKE = frozenset((None, "qr_prompt", "promo", "copyright", "contact_ad"))
#: Longest title with names behind it, in characters.
TITLE_CHARACTERS = 200
#: A heading of level one may be the title with less or more behind it, one of this level what is left without the site.
TITLE_LEVEL = 2
#: Share of a heading's text in one link from which it is a link.
LINKED = 0.7
#: The address of a site, or of an account's part of one.
_FRONT_PAGE = re.compile(r"https?://[^/?#]+(?:/[\w~@-]{0,30})?/?$")
#: What stands between a title and the names behind it, where a heading shows where the title ends.
_NAMES = lazy_pattern(r"(?:(?<!\s)\s++)?[-–—_|｜·丨•:：]{1,2}\s*")
#: What a page's own title has between it and the names behind. Must not match a dash between clauses.
_UNDERLINED = lazy_pattern(r"\s?_\s?|\s[-|｜]\s")


def as_headed(blocks: Sequence[Block], text: str) -> tuple[str, str | None]:
    """The title and the site's name behind it, where a heading of the page is the title without that name."""
    bare, site = split_site(text)
    said = key(text)
    for block in blocks:
        if block.kind != "heading" or block.level > TITLE_LEVEL:
            continue
        head = key(block.text)
        as_split = site is not None and head == key(bare)
        names_behind = block.level == 1 and said.startswith(head) and units(head) > MIN_UNITS
        if as_split or (names_behind and _NAMES.match(said, len(head))):
            names = [name for name in _NAMES.split(text[len(block.text.rstrip()) :]) if name.strip()]
            return (bare if as_split else block.text.strip(), next(filter(is_platform, names), site or names[-1]))
    return (text, None)


def names_site(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether a heading is the site's name: all of it leads to a front page, and another of level one follows."""
    leads = any(len(link.text) > LINKED * len(heading.text) and _FRONT_PAGE.match(link.url) for link in heading.links)
    return leads and any(b.kind == "heading" and b.level == 1 for b in blocks[heading.index + 1 :])


def less_site(found: Title, above: Sequence[Block]) -> Title:
    """A heading's title with what a line above it tells, which says it with the name of the site behind."""
    for block in above:
        bare, site = split_site(block.text) if len(block.text) <= TITLE_CHARACTERS else ("", None)
        if site is not None and key(bare) in found.keys:
            return replace(found, site=found.site or site, keys=found.keys | {key(block.text)})
    return found


def with_site(blocks: Sequence[Block], found: Title) -> frozenset[str]:
    """The keys of lines above the body that say the title once more with a site's name behind it."""
    return frozenset(key(block.text) for block in blocks if key(split_site(block.text)[0]) in found.keys)


def first_heading(
    blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None], path_name: str
) -> Block | None:
    """The first heading of level one above the body's text, or one of level two that the file is named after or that
    is alone: weblogs keep level one for their own names."""
    for block in blocks[: body_start + 3]:
        plain = suspects[block.index] is None or (block.index == 0 and suspects[0] in SOUNDS_LIKE)
        if block.kind == "heading" and 1 <= block.level <= 2 and plain:
            if names_site(block, blocks[: body_start + 3]):
                continue
            above = [b for b in blocks[: block.index] if is_prose(b.text) and b.kind in ("paragraph", "heading")]
            alone = _is_alone(block, blocks)
            sole = alone and block.level == 1
            shortest = ONE_WORD if sole else MIN_UNITS
            if (
                len(above) > (NOTICES if sole and block.index < body_start else 0)
                or NUMBERED.match(block.text)
                or not shortest <= units(block.text) <= MAX_UNITS
            ):
                return None
            named = key(path_name).startswith(key(block.text))
            return block if block.level == 1 or named or (alone and block.index < body_start) else None
    return None


def line_named_first(blocks: Sequence[Block], body_start: int, keys: Sequence[str]) -> Block | None:
    """The line of the head that the very first line says with names behind it, as a page's own title does:
    ``第三章 空船_旧渡口_看书屋`` / ``第三章 空船``."""
    first = next((block for block in blocks[:2] if block.kind != "front_matter"), None)
    if first is None or len(first.text) > TITLE_CHARACTERS:
        return None
    bare = key(_UNDERLINED.split(first.text.strip())[0])
    if not bare or bare == keys[first.index]:
        return None
    below = blocks[first.index + 1 : body_start + 1] if units(bare) > 1 else ()
    return next((block for block in below if keys[block.index] == bare), None)


def _is_alone(heading: Block, blocks: Sequence[Block]) -> bool:
    """Whether a heading is the only one of its level and there is none above that: what stands above it, and above the
    body, is the page's, a notice on cookies or the article's summary, though it reads like a text."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    return heading.level == min(levels) and levels.count(heading.level) == 1


def before_names(blocks: Sequence[Block], found: Title) -> frozenset[str]:
    """The keys of lines above the title that begin with it, go on behind a separator with a few names, and so are the
    page's own title: ``旧渡口-河岸论坛-河岸社区``."""
    text = (found.text or "").strip()
    return frozenset(
        key(block.text)
        for block in blocks
        if text
        and block.text.startswith(text)
        and _NAMES.match(block.text, len(text))
        and units(block.text[len(text) :]) <= 2 * SITE_UNITS
    )
