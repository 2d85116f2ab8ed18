"""Reading units: the one measure of length, the same for every script."""

from __future__ import annotations

import re

#: Han, kana and their extensions: each character is a unit. Must not match Hangul, which is written in words.
HAN_KANA = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: One unit: a Han or kana character, or a run of other letters and digits. Must not match punctuation or "_".
_UNIT = re.compile(f"[{HAN_KANA}]|[^\\W_{HAN_KANA}]+")
_HAN_KANA_RUN = re.compile(f"[{HAN_KANA}]+")


def units(text: str) -> int:
    """How many reading units `text` holds: one per Han or kana character, one per run of other letters or digits."""
    return len(_UNIT.findall(text))


def han_kana(text: str) -> int:
    """How many Han and kana characters `text` holds."""
    return sum(map(len, _HAN_KANA_RUN.findall(text)))
