"""Reading units: the one measure of length, the same for every script."""

from __future__ import annotations

import re

from cleaner.text.pattern import lazy_pattern
from cleaner.text.remembered import remembered

#: Han characters, inside of a pattern's brackets. Must not match the hexagrams that stand among them.
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: These, and the signs 々, 〆 and 〇 that stand for some.
HAN = f"\u3005-\u3007{IDEOGRAPHS}"
#: Han, kana and their extensions: each character is a unit. Must not match Hangul, which is written in words.
HAN_KANA = f"{HAN}\u3041-\u30ff\u31f0-\u31ff"
#: Letters of Japanese alone, in half width as well: without the marks (ー・) that Chinese names carry, too.
KANA = "\u3041-\u3096\u30a1-\u30fa\uff66-\uff6f\uff71-\uff9d"
#: Share of kana among Han and kana from which a text is Japanese.
KANA_SHARE = 0.1
_HAN_KANA_RUN = re.compile(f"[{HAN_KANA}]+")
#: A run of other letters and digits. Must not match punctuation or "_".
_WORD = re.compile(r"[^\W_]+")
#: In ASCII letters and digits become "a" and all else a space: where one stands behind the other a word begins.
_ASCII_WORDS = bytes(0x61 if chr(code).isalnum() and code < 128 else 0x20 for code in range(256))

_HAN = lazy_pattern(f"[{IDEOGRAPHS}]")
_KANA_RUN = re.compile(f"[{KANA}]+")
#: The first bytes, in UTF-16, of characters that are all Han; some behind 4D are, some are not.
_HAN_BYTES = bytes((*range(0x34, 0x4D), *range(0x4E, 0xA0), 0xF9, 0xFA))
_SOME_HAN = 0x4D


@remembered
def count_units(text: str) -> tuple[int, int]:
    """How many Han and kana characters `text` holds, and how many runs of other letters and digits."""
    if text.isascii():
        return 0, (b" " + text.encode().translate(_ASCII_WORDS)).count(b" a")
    rest, runs = _HAN_KANA_RUN.subn(" ", text)
    return len(text) - len(rest) + runs, len(_WORD.findall(rest))


def count_han(text: str) -> int:
    """How many Han characters `text` holds, without 々 and 〇. Quick: the first bytes of two tell it of most texts."""
    firsts = text.encode("utf-16-be", "surrogatepass")[::2]
    if len(firsts) != len(text) or _SOME_HAN in firsts:
        return len(_HAN.findall(text))
    return len(firsts) - len(firsts.translate(None, _HAN_BYTES))


def count_kana(text: str) -> int:
    """How many kana `text` holds, the marks that Chinese names carry as well left out."""
    return sum(map(len, _KANA_RUN.findall(text)))


def is_japanese(kana: int, han: int) -> bool:
    """Whether a text of so many kana and Han characters is Japanese."""
    return kana > KANA_SHARE * (han + kana)


def units(text: str) -> int:
    """How many reading units `text` holds: one per Han or kana character, one per run of other letters or digits."""
    han, words = count_units(text)
    return han + words


def han_kana(text: str) -> int:
    """How many Han and kana characters `text` holds."""
    return count_units(text)[0]
