"""Characters without width that hide in words: zero-width spaces and joiners, soft hyphens, byte-order marks,
direction marks, tag characters, controls."""

from __future__ import annotations

import re

from cleaner.model import Change
from cleaner.text.characters import DIRECTIONS, INVISIBLE, JOINERS, SELECTORS
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile

RULE = "invisible"
_CONTROLS = "".join(map(chr, (*range(9), 0x0B, *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0))))
_TAGS = "".join(map(chr, range(0xE0000, 0xE0080)))
_HIDDEN = frozenset(INVISIBLE + _CONTROLS + _TAGS)
#: Must not match line ends, tabs, form feeds, U+0085, U+2028: they are white space.
_RUN = lazy_pattern("[" + re.escape("".join(sorted(_HIDDEN))) + "]+")
#: Scripts written from right to left: direction marks have work to do in a text that holds them. Must not match the
#: mark of Arabic letters, which is such a mark itself.
_RIGHT_TO_LEFT = lazy_pattern("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
#: Letters whose shape a joiner rules: Arabic, Syriac, those of India and South-East Asia, Mongolian.
_JOINED = lazy_pattern("[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc]")
#: What a joiner, a selector or tags make one picture of. Must not match Han or Latin letters.
_PICTURE = lazy_pattern(
    "[#*0-9©®‼⁉™ℹ\u2190-\u2bff\u3030\u303d㊗㊙\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)


def seen(text: str, profile: Profile) -> bool:
    """Whether any such character is there."""
    return not profile.characters.isdisjoint(_HIDDEN)


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """Every run of such characters taken out, less those that have work to do: joiners in emoji and in scripts with
    joined letters, direction marks where text runs from right to left."""
    found = []
    right_to_left = _RIGHT_TO_LEFT.search(text) is not None
    for match in _RUN.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        after = "".join(c for c in match[0] if _at_work(c, before, behind, right_to_left))
        if after != match[0]:
            found.append(Change(RULE, match.start(), match[0], after, "lossless"))
    return tuple(found)


def _at_work(character: str, before: str, behind: str, right_to_left: bool) -> bool:
    if character in DIRECTIONS:
        return right_to_left
    if not before:
        return False
    if character in JOINERS and behind and _JOINED.match(before) and _JOINED.match(behind):
        return True
    if character in SELECTORS or (character == "\u200d" and behind):
        return _PICTURE.match(before) is not None
    return character in _TAGS and before in ("\U0001f3f4", "\ufe0f")
