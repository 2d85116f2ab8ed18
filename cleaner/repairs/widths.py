"""Letters and digits in full width, and katakana in half width."""

from __future__ import annotations

import re
from unicodedata import normalize

from cleaner.model import Change
from cleaner.text.profile import Profile

_LETTERS = "".join(chr(code) for a, b in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for code in range(a, b))
_WIDE = frozenset(_LETTERS)
_KANA = frozenset(map(chr, range(0xFF61, 0xFFA0)))
#: Must not match full-width punctuation: it is right beside Han. The point of "３．５" goes with its digits.
_WIDE_RUN = re.compile("[０-９](?:[０-９]|．(?=[０-９]))*|[Ａ-Ｚａ-ｚ]+")
_KANA_RUN = re.compile("[\uff61-\uff9f]+")


def letters_seen(text: str, profile: Profile) -> bool:
    """Whether full-width letters or digits are there, in a text that is not Japanese, where they are a habit."""
    return not (profile.characters.isdisjoint(_WIDE) or profile.kana)


def letters(text: str, profile: Profile) -> tuple[Change, ...]:
    """Full-width letters and digits as those of ASCII."""
    return _normalised("full-width letters", _WIDE_RUN, text)


def katakana_seen(text: str, profile: Profile) -> bool:
    """Whether half-width katakana are there, in Japanese."""
    return profile.japanese and not profile.characters.isdisjoint(_KANA)


def katakana(text: str, profile: Profile) -> tuple[Change, ...]:
    """Half-width katakana in full width, with their sound marks in them: ｶﾞ as ガ."""
    return _normalised("half-width katakana", _KANA_RUN, text)


def _normalised(rule: str, pattern: re.Pattern[str], text: str) -> tuple[Change, ...]:
    return tuple(Change(rule, m.start(), m[0], normalize("NFKC", m[0]), "lossless") for m in pattern.finditer(text))
