"""Names for what patterns of rules need again and again, and the folding of a pattern's own characters.

In a pattern ``{person}`` stands for the pattern of that name below, ``\\w`` for a letter or digit of any script, and
``\\W`` for a character that is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cleaner.judge.marks import LETTERS, MARKS
from cleaner.text.characters import fold
from cleaner.text.names import SURNAME_CLASS

_HAN = r"[\x{3400}-\x{9fff}]"

#: The named patterns, over folded text. None of them holds a group that captures.
NAMED: Mapping[str, str] = {
    "han": _HAN,
    "person": rf"(?:{SURNAME_CLASS}{_HAN}{{1,2}}|{SURNAME_CLASS} {_HAN}|[a-z][a-z.'-]+(?: [a-z][a-z.'-]*){{1,3}})",
    "han_person": rf"(?:{SURNAME_CLASS}{_HAN}{{1,2}}|{SURNAME_CLASS} {_HAN}|(?:欧阳|司马|上官|诸葛|司徒){_HAN}{{1,2}})",
    "date": r"(?:(?:(?:19|20)\d\d ?(?:[-/.]|[年년])|民国 ?\d{2,3} ?年) ?\d{1,2} ?(?:[-/.]|[月월]) ?\d{1,2} ?[日일]?"
    r"|(?:19|20)\d\d \d\d/\d\d)",
    "time": r"(?:(?:(?:[上下]午|午[前后]|凌晨|早上|中午|晚上) ?)?\d{1,2}(?::\d\d(?::\d\d)?| ?[时点] ?\d{1,2} ?分))",
    "age": r"(?:\d{1,3} ?(?:秒|分钟|小时|天|周|个?月|年) ?(?:前|以前))",
    "phone": r"(?:(?:\+?86[- ]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:0\d{2,3}[- ]?)?[2-9]\d{6,7}"
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4})",
    "url": r"(?:https?://[^\s<>\"']+|www\.[^\s<>\"']+)",
}

_NAME = re.compile(r"\{([a-z_]+)\}")
_SPECIAL = frozenset(r".^$*+?{}[]\|()")


def expand(pattern: str, fold_text: bool = True) -> str:
    """`pattern` with names put in and, unless told otherwise, its own characters folded as the text will be.

    Raises ValueError for an unknown name.
    """
    pieces = _NAME.split(pattern)  # text, name, text, name, ... text
    texts = [_ready(text, fold_text) for text in pieces[::2]]
    names = [_named(name, fold_text) for name in pieces[1::2]]
    return "".join(text + name for text, name in zip(texts, [*names, ""], strict=True))


@cache
def _named(name: str, fold_text: bool) -> str:
    if name not in NAMED:
        raise ValueError(f"unknown name {{{name}}}; known: {', '.join(NAMED)}")
    return _ready(NAMED[name], fold_text)


def _ready(pattern: str, fold_text: bool) -> str:
    whole = _words_of_all_scripts(pattern) if "\\w" in pattern or "\\W" in pattern else pattern
    return "".join(map(_fold, whole)) if fold_text and not whole.isascii() else whole


def _words_of_all_scripts(pattern: str) -> str:
    """`pattern` with ``\\w`` and ``\\W`` meaning letters and digits of every script; RE2's own mean ASCII."""
    out, inside, at = [], False, 0
    while at < len(pattern):
        pair = pattern[at : at + 2]
        if pair in (r"\w", r"\W"):
            characters = LETTERS if pair == r"\w" else MARKS
            out.append(characters if inside else f"[{characters}]")
        else:
            pair = pair if pair[0] == "\\" else pair[0]
            inside = pair == "[" or (inside and pair != "]")
            out.append(pair)
        at += len(pair)
    return "".join(out)


def _fold(character: str) -> str:
    folded = fold(character) if not character.isascii() else character
    return "\\" + folded if folded != character and folded in _SPECIAL else folded
