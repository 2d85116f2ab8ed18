"""The language and script of a text, by the characters that only one of them has, and what its page states."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

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
#: A text has at least so many letters where a stated language is believed.
LETTERS = 20
#: Languages that pages state, by how the names of their letters begin. Those that characters tell are not among them:
#: a template's "en" stands on pages of any language.
_WRITTEN_IN = {
    **dict.fromkeys(
        "af ca cs cy da de es et eu fi fr ga gl hr hu id is it lt lv ms mt nb nl nn no pl pt ro".split(), "LATIN"
    ),
    **dict.fromkeys("sk sl sq sv sw tl tr vi".split(), "LATIN"),
    **dict.fromkeys("be bg kk ky mk mn ru sr tg uk".split(), "CYRILLIC"),
    **dict.fromkeys("ar fa ps ug ur".split(), "ARABIC"),
    **dict.fromkeys("hi mr ne".split(), "DEVANAGARI"),
    "el": "GREEK",
    "he": "HEBREW",
    "iw": "HEBREW",
    "th": "THAI",
    "ka": "GEORGIAN",
    "hy": "ARMENIAN",
    "bn": "BENGALI",
    "ta": "TAMIL",
    "te": "TELUGU",
    "am": "ETHIOPIC",
    "km": "KHMER",
    "lo": "LAO",
    "my": "MYANMAR",
    "bo": "TIBETAN",
}


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


def stated_language(stated: str | None, text: str) -> str | None:
    """The language that a page states as its own (``de-AT`` → de), of those that characters do not tell: only where
    most letters of its text are of the script that it is written in. A language of another script is a template's."""
    language = re.split("[-_]", (stated or "").strip().lower())[0]
    wanted = _WRITTEN_IN.get(language)
    if wanted is None:
        return None
    letters = {c: count for c, count in Counter(text[:SAMPLE]).items() if c.isalpha()}
    total = sum(letters.values())
    of_script = sum(count for c, count in letters.items() if unicodedata.name(c, "").startswith(wanted))
    return language if total >= LETTERS and of_script > total / 2 else None


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
