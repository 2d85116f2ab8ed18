"""The language and script of a text, by the characters that only one of them has."""

from __future__ import annotations

import re

from cleaner.text.script import script_characters
from cleaner.text.units import count_han, count_kana, is_japanese

_HANGUL = re.compile("[\uac00-\ud7a3]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|that|for|with|was|are|this|it|on|as|be|by)\b", re.IGNORECASE)

#: Share of English function words among Latin words from which a text is English.
ENGLISH_SHARE = 0.08
#: Share of the rarer of the two Chinese scripts, in different characters, from which a text is mixed.
MIXED_SHARE = 0.15
#: How much of a text is looked at, in characters.
SAMPLE = 2_000


def language_of(text: str) -> tuple[str | None, str | None]:
    """The language (zh, ja, ko, en) and the script (Hans, Hant, mixed, Jpan, Kore, Latn) of a text, None if unknown."""
    sample = text[:SAMPLE]
    han, kana, hangul = count_han(sample), count_kana(sample), sum(map(len, _HANGUL.findall(sample)))
    if han + kana + hangul < max(4, len(sample) // 6):  # elsewhere there is no room for so many words
        words = _LATIN.findall(sample)
        if han + kana + hangul < max(4, len(words) // 3):
            return _latin(sample, len(words))
    if hangul > han + kana:
        return "ko", "Kore"
    if is_japanese(kana, han):
        return "ja", "Jpan"
    return "zh", _chinese_script(frozenset(sample))


def _latin(sample: str, words: int) -> tuple[str | None, str | None]:
    if words < 4:
        return None, None
    return ("en" if len(_ENGLISH.findall(sample)) > ENGLISH_SHARE * words else None), "Latn"


def _chinese_script(characters: frozenset[str]) -> str | None:
    known = script_characters()
    hant, hans = len(characters & known.traditional), len(characters & known.simplified)
    if hant + hans == 0:
        return None
    if min(hant, hans) > MIXED_SHARE * (hant + hans):
        return "mixed"
    return "Hant" if hant > hans else "Hans"
