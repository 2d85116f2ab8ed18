"""Reading units: the one measure of length, the same for every script."""

from __future__ import annotations

import re

#: Han, kana and their extensions: each character is a unit. Must not match Hangul, which is written in words.
HAN_KANA = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_KANA_RUN = re.compile(f"[{HAN_KANA}]+")
#: A run of other letters and digits. Must not match punctuation or "_".
_WORD = re.compile(r"[^\W_]+")
#: Everything in ASCII that is no letter or digit becomes a space: splitting there counts words in a tenth of the time.
_ASCII_WORDS = bytes(code if chr(code).isalnum() and code < 128 else 0x20 for code in range(256))


def count_units(text: str) -> tuple[int, int]:
    """How many Han and kana characters `text` holds, and how many runs of other letters and digits."""
    if text.isascii():
        return 0, len(text.encode().translate(_ASCII_WORDS).split())
    rest, runs = _HAN_KANA_RUN.subn(" ", text)
    return len(text) - len(rest) + runs, len(_WORD.findall(rest))


def units(text: str) -> int:
    """How many reading units `text` holds: one per Han or kana character, one per run of other letters or digits."""
    han, words = count_units(text)
    return han + words


def han_kana(text: str) -> int:
    """How many Han and kana characters `text` holds."""
    return count_units(text)[0]
