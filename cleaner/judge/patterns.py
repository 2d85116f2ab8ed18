"""Names for what patterns of rules need again and again, and the folding of a pattern's own characters.

In a pattern ``{person}`` stands for the pattern of that name below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.text.characters import fold
from cleaner.text.names import SURNAME_CLASS

_HAN = r"[\x{3400}-\x{9fff}]"

#: The named patterns, over folded text. None of them holds a group that captures.
NAMED: Mapping[str, str] = {
    "han": _HAN,
    "person": rf"(?:{SURNAME_CLASS}{_HAN}{{1,2}}|{SURNAME_CLASS} {_HAN}|欧阳{_HAN}{{1,2}}|司马{_HAN}{{1,2}}|[a-z][a-z.'-]+(?: [a-z][a-z.'-]*){{1,3}})",
    "han_person": rf"(?:{SURNAME_CLASS}{_HAN}{{1,2}}|{SURNAME_CLASS} {_HAN}|(?:欧阳|司马|上官|诸葛|司徒){_HAN}{{1,2}})",
    "date": r"(?:(?:19|20)\d\d ?(?:[-/.]|年) ?\d{1,2} ?(?:[-/.]|月) ?\d{1,2} ?日?)",
    "time": r"(?:\d{1,2}:\d\d(?::\d\d)?)",
    "age": r"(?:\d{1,3} ?(?:秒|分钟|小时|天|周|个?月|年) ?(?:前|以前))",
    "phone": r"(?:(?:\+?86[- ]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:0\d{2,3}[- ]?)?[2-9]\d{6,7}|[48]00[- ]?\d{3,4}[- ]?\d{3,4})",
    "url": r"(?:https?://[^\s<>\"']+|www\.[^\s<>\"']+)",
}

_NAME = re.compile(r"\{([a-z_]+)\}")
_SPECIAL = frozenset(r".^$*+?{}[]\|()")


def expand(pattern: str, fold_text: bool = True) -> str:
    """`pattern` with names put in and, unless told otherwise, its own characters folded as the text will be.

    Raises ValueError for an unknown name.
    """

    def named(match: re.Match[str]) -> str:
        if match[1] not in NAMED:
            raise ValueError(f"unknown name {{{match[1]}}}; known: {', '.join(NAMED)}")
        return NAMED[match[1]]

    whole = _NAME.sub(named, pattern)
    return "".join(map(_fold, whole)) if fold_text else whole


def _fold(character: str) -> str:
    folded = fold(character) if not character.isascii() else character
    return "\\" + folded if folded != character and folded in _SPECIAL else folded
