"""What text in each language is made of: the bits that each of its characters costs (fewer for the more usual).

A bit count is minus the binary logarithm of about how often the character stands in text of the language. The most
frequent letters stand in languages.toml. Beyond them the national standards themselves tell usual characters from rare
ones: GB 2312, Big5, JIS X 0208 and KS X 1001 each put the common ones into their first level.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import log2
from typing import Any

import tomli

from cleaner.text.characters import fold

#: ASCII: about as much as a letter of an alphabet in running text.
ASCII_BITS = 5.0
#: A character beyond the most frequent ones, by how usual it is: in the first level of a standard (about one of 2^12.5
#: characters), in the second, none of the language, none of any text, and none that could be decoded.
_FIRST_LEVEL, _SECOND_LEVEL, _STRANGE, _NO_CHARACTER, _LOST = 12.5, 17.0, 22.0, 30.0, 40.0
#: What an upper-case letter costs more than the lower-case one, and a traditional character than the simplified one.
_UPPER, _TRADITIONAL = 3.0, 0.5
#: Letters that a language writes in foreign names ("Müller" in French, kana in Chinese), and signs.
_FOREIGN, _SIGN = 12.0, 13.0
#: The most usual mark of Western punctuation above ASCII.
_MARK = 7.0
#: How fast letters become rare down the list: at this rank, one costs a bit more than the first.
_FALL_ALPHABET, _FALL_EAST_ASIA, _FALL_MARKS = 4, 8, 2
#: Punctuation that the languages of East Asia share, the most frequent first, and that of Western ones.
_WIDE_MARKS = "，。、：“”；（）《》！？「」　‘’…—·『』【】〈〉・ー々％～〔〕"
_MARKS = "\xa0\xad“”‘’–—…«»„·•€©®™°£§‚"
_WIDE_SIGNS = "※★●■◆→○▲◎□☆△▼①②③④⑤⑥⑦⑧⑨⑩〇×－／＋＝＆＞＜｜［］＠＃〃〜￥"
_SIGNS = "²³¹½¼¾ºª×±´¨¸¡¿µ¶÷¥¢‹›ˆ˜†‡‰"
_HAN, _HANGUL, _KANA = range(0x4E00, 0xA000), range(0xAC00, 0xD7A4), range(0x3041, 0x30FF)
_FULL_WIDTH, _HALF_WIDTH_KANA = range(0xFF10, 0xFF5B), range(0xFF61, 0xFFA0)
#: The letters of each alphabet, those of foreign names among them. Latin has the two signs of times and divided in it,
#: which `_SIGNS` overrules.
_ALPHABETS = {
    "latin": range(0xC0, 0x180),
    "cyrillic": range(0x400, 0x492),
    "greek": range(0x384, 0x3CF),
    "hebrew": range(0x5B0, 0x5F5),
    "arabic": range(0x60C, 0x6D3),
    "thai": range(0xE01, 0xE5C),
}
#: Kinds of characters that no text has: controls, those for private use, surrogates, those not assigned.
_NO_TEXT = frozenset(("Cc", "Cn", "Co", "Cs"))
#: The first level of each standard: its codec, and the first and last lead byte.
_LEVELS = {
    "han": (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)),
    "kana": (("euc_jp", 0xB0, 0xCF),),
    "hangul": (("euc_kr", 0xB0, 0xC8),),
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by what its text is made of: the bits that each of its characters costs, and the codecs, beside those
    of Unicode, that read pages in it."""

    name: str
    encodings: tuple[str, ...]
    bits: Mapping[str, float]

    def cost(self, counted: Mapping[str, int]) -> float:
        """The bits of a text whose characters were counted."""
        known = self.bits
        return sum(count * (known[c] if c in known else _strangeness(c)) for c, count in counted.items())


@cache
def languages() -> tuple[Language, ...]:
    """All languages. Kept, because they are the same at every call and take some milliseconds to make."""
    characters: dict[str, str] = {}  # the same objects in all languages: half the memory
    return tuple(_sharing(_language(name, **row), characters) for name, row in _table()["language"].items())


def _sharing(language: Language, characters: dict[str, str]) -> Language:
    """`language` with those of the `characters` for its own; what is not among them yet is put there."""
    shared = {characters.setdefault(character, character): cost for character, cost in language.bits.items()}
    return replace(language, bits=shared)


@cache
def extra_bits() -> Mapping[str, float]:
    """The encodings that are found without being named, with the bits that each costs from the start: the rarer on
    the web, the more."""
    return {codecs.lookup(name).name: float(bits) for name, bits in _table()["extra"].items()}


def _table() -> dict[str, dict[str, Any]]:
    return tomli.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))


def _language(name: str, script: str, encodings: list[str], first: float, letters: str) -> Language:
    bits = {chr(code): ASCII_BITS for code in (0x09, 0x0A, 0x0D, *range(0x20, 0x7F))}
    bits |= _east_asian(script) if script in _LEVELS else _alphabetic(script)
    fall = _FALL_EAST_ASIA if script in _LEVELS else _FALL_ALPHABET
    for letter, rarity in _ranked(letters, first, fall).items():
        bits[letter.upper()] = min(rarity + _UPPER, bits.get(letter.upper(), _STRANGE))
        bits[letter] = min(rarity, bits.get(letter, _STRANGE))
    if script == "han":
        han = "".join(map(chr, _HAN))
        pairs = zip(han, fold(han), strict=True)
        bits |= {c: bits[simple] + _TRADITIONAL for c, simple in pairs if c != simple and simple in letters}
    return Language(name, tuple(codecs.lookup(encoding).name for encoding in encodings), bits)


def _ranked(characters: str, first: float, fall: float) -> dict[str, float]:
    """The bits of characters that stand in the order of their frequency, about as Zipf's law has it."""
    return {character: first + log2(1 + rank / fall) for rank, character in enumerate(characters)}


def _east_asian(script: str) -> dict[str, float]:
    """What the languages of a script of East Asia hold beside ASCII and their most frequent characters."""
    own = _HANGUL if script == "hangul" else _HAN
    bits = dict.fromkeys(map(chr, (*_KANA, *_HAN, *own)), _SECOND_LEVEL)
    bits |= dict.fromkeys("".join(_first_level(*level) for level in _LEVELS[script]), _FIRST_LEVEL)
    bits |= dict.fromkeys(map(chr, _FULL_WIDTH), _FOREIGN) | dict.fromkeys(_WIDE_SIGNS, _SIGN)
    if script == "kana":
        bits |= dict.fromkeys(map(chr, _HALF_WIDTH_KANA), _FOREIGN)
    return bits | _ranked(_MARKS, _FOREIGN, _FALL_MARKS) | _ranked(_WIDE_MARKS, ASCII_BITS, _FALL_MARKS)


def _first_level(codec: str, first_lead: int, last_lead: int) -> str:
    """The characters of some rows of a national standard."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF)) if codec == "big5" else range(0xA1, 0xFF)
    return bytes(b for lead in range(first_lead, last_lead + 1) for t in trails for b in (lead, t)).decode(
        codec, "ignore"
    )


def _alphabetic(script: str) -> dict[str, float]:
    """What the languages of an alphabet hold beside ASCII and their own letters."""
    letters = map(chr, _ALPHABETS[script])
    bits = {c: _FOREIGN + _UPPER * c.isupper() for c in letters} | dict.fromkeys(_SIGNS, _SIGN)
    return bits | _ranked(_MARKS, _MARK, _FALL_MARKS)


@cache
def _strangeness(character: str) -> float:
    """What a character costs that the language does not have."""
    if character == "\ufffd":
        return _LOST
    return _NO_CHARACTER if unicodedata.category(character) in _NO_TEXT else _STRANGE
