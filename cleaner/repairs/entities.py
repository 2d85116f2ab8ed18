"""Entities of HTML that were escaped once too often: ``&amp;ldquo;`` or ``&hellip;`` in what a reader sees."""

from __future__ import annotations

import re
from html import unescape

from cleaner.model import Change
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile

RULE = "entity"
#: How often a text may have been escaped: more is a text about escaping.
ROUNDS = 2
#: An entity, or one whose ampersand was escaped in turn. Must not match "AT&T", "a & b;", "?x=1&y=2".
_ENTITY = lazy_pattern(r"&(?:amp;)?(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});")
_TWICE = re.compile(r"&amp;(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});")
#: Entities that writers about HTML write, too: they alone show no damage.
_MARKUP = frozenset("<>&\"'\xa0")
#: A text that has such a word is about escaping, and means what it writes.
_TEACHING = re.compile(r"转义|轉義|转码|轉碼|实体|實體|源码|源碼|HTML|XML|escap|entit|エスケープ", re.IGNORECASE)


def seen(text: str, profile: Profile) -> bool:
    """Whether the document shows by an entity of prose (“ … 《) that it was escaped, and is not about escaping."""
    if "&" not in profile.characters or ";" not in profile.characters:
        return False
    found = (_unescaped(match[0]) for match in _ENTITY.finditer(text))
    return any(len(after) == 1 and after not in _MARKUP for after in found) and _TEACHING.search(text) is None


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """Every entity as the character that it stands for."""
    return _decoded(text, _ENTITY)


def changes_in_markdown(text: str, profile: Profile) -> tuple[Change, ...]:
    """The entities escaped twice: in Markdown those escaped once are what they should be."""
    return _decoded(text, _TWICE)


def _decoded(text: str, pattern: re.Pattern[str]) -> tuple[Change, ...]:
    found = [(match, _unescaped(match[0])) for match in pattern.finditer(text)]
    return tuple(
        Change(RULE, match.start(), match[0], after, "lossless") for match, after in found if not after.endswith(";")
    )


def _unescaped(entity: str) -> str:
    for _ in range(ROUNDS):
        entity = unescape(entity)
    return entity.replace("\xa0", " ")
