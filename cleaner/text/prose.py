"""The shape of a sentence: what tells running text from labels, menus and headlines, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.text.pattern import lazy_pattern
from cleaner.text.remembered import remembered
from cleaner.text.units import units

#: Closing marks that may stand behind the end of a sentence.
_CLOSERS = "\"'”’」』）)》〉】］]*_~`"
#: The marks that end a sentence. A full stop does so behind a character: in "a . " it is a mark of its own.
_ENDS = frozenset("。！？!?…｡؟।")
#: Faces stand for a full stop in posts; hands that point at a button do not.
_FACES = frozenset(map(chr, (*range(0x1F600, 0x1F645), *range(0x1F910, 0x1F918), *range(0x1F920, 0x1F930), 0x1F97A)))
_BEHIND_END = _CLOSERS + "".join(filter(str.isspace, map(chr, range(0x3001))))
#: The small letters of Vietnamese and of Europe beyond ÿ (and, harmlessly, their capitals).
_LATIN_SMALL = "\u0100-\u024f\u1e00-\u1eff"
#: A sentence that ends inside the line and goes on behind: the next one starts. Must not match "No. 5" or "1. Item".
_INNER_END = re.compile(
    rf"[。！？；][{re.escape(_CLOSERS)}]*.|[a-zà-ÿа-я{_LATIN_SMALL})\"”]{{2}}[.!?][\"')”]*(?:\[\d{{1,3}}\])*\s+[A-Z\"“(¿¡А-ЯÀ-ÞĐĀ-Ž]"
    r"|[가-힣][.!?][\"')”’]*\s+[가-힣\"“‘'(]"
)
#: Marks between clauses. The hyphen and the colon are not among them: labels and headlines have those.
_CLAUSE_MARK, _ASCII_CLAUSE_MARKS = re.compile("[，、；,;。！？!?]"), b",;!?"
#: A text cut off by a program: three ASCII dots, one ellipsis character, "[详细]". A Chinese …… ends a sentence.
_CUT_OFF = re.compile(
    r"(?:\.{3,}|(?<!…)…|(?:\.{3,}|…+)?\s*[\[(（【]?\s*(?:详细|详情|詳細|全文|阅读全文|閱讀全文|查看全文|"
    r"続きを読む|もっと見る|\+ ?more|read more)\s*[\])）】]?)\s*[>»→]*\s*$",
    re.IGNORECASE,
)

#: The characters that a text cut off can end with: a cheap test before the pattern.
_CUT_OFF_LAST = frozenset(".…])）】>»→细情細文むるeE")
#: The day of another article, glued to its cut-off beginning, as lists of sites have them: 首先要看…2023-10-21. Must
#: not match a day behind an ordinary end (……).
_CUT_BEFORE_DAY = lazy_pattern(r"(?:\.\.\.|(?<!…)…)\s?[\[(（]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*$")
_DAY_LAST = frozenset("0123456789日])）")
_DAY_CHARACTERS = 20

#: A credit in brackets behind the end of a sentence: 。（责任编辑：林溪）. Must not match a remark without a label.
_CREDIT = lazy_pattern(
    r"(?<=[。！？!?…”」])\s*[(（\[【][^()（）\[\]【】:：/]{1,8}[:：/][^()（）\[\]【】。！？]{1,24}[)）\]】]\s*$"
)
#: Numbers of notes behind the end of a sentence: 。[3] and ."[12]:34[a]. Must not match a remark in brackets.
_NOTES = lazy_pattern(
    r"(?:\s*\[(?:\d{1,3}(?:\s?[-–,，]\s?\d{1,3})*|[a-z]|(?:note|注)\s?\d{1,2})\](?::\s?\d{1,4}(?:[-–]\d{1,4})?)?)+\s*$"
)
_NOTES_CHARACTERS = 40
#: A credit is looked for among so many characters at the end.
_CREDIT_CHARACTERS = 48
_CLOSING = frozenset(")）]】")

#: Shortest line, in units, that counts as running text because it ends like a sentence.
SENTENCE_UNITS = 8
#: Shortest line, in units, that counts as running text because it has clauses though no end (cut, list, colon).
CLAUSE_UNITS = 30
#: Longest clause of running text, in units, on the average: a list of names has a mark now and then, too.
UNITS_A_CLAUSE = 40


#: How Korean sentences end that tell something, and the shortest such running text of few words, in characters. Must
#: not match a button: "구독합니다" without a full stop.
_KOREAN_ENDS = frozenset(("다.", "요."))
KOREAN_CHARACTERS = 28
#: Longest headline in title case, in units, and how many long words it has at the least.
TITLE_UNITS, TITLE_WORDS = 24, 4
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def ends_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence, closing quotes and brackets and the numbers of notes aside."""
    if "[" in text[-12:]:
        text = _NOTES.sub("", text[-_NOTES_CHARACTERS:])
    tail = text[-12:].rstrip(_BEHIND_END)
    last = tail[-1:]
    return last in _ENDS or (last == "." and tail[-2:-1].strip() != "") or last in _FACES


def is_cut_off(text: str) -> bool:
    """Whether a program cut `text` off: it ends in "..." or "[详细]". ``……`` is an ordinary end."""
    shown = text.rstrip()
    last = shown[-1:]
    if last in _DAY_LAST and ("…" in shown[-_DAY_CHARACTERS:] or "..." in shown[-_DAY_CHARACTERS:]):
        return _CUT_BEFORE_DAY.search(shown[-_DAY_CHARACTERS:]) is not None or _CUT_OFF.search(text[-16:]) is not None
    if last not in _CUT_OFF_LAST or (last == "." and shown[-3:] != "..."):  # a sentence needs no pattern
        return False
    return _CUT_OFF.search(text[-16:]) is not None


def clauses(text: str) -> int:
    """How many clause marks `text` holds."""
    if text.isascii():
        return len(text) - len(text.encode().translate(None, _ASCII_CLAUSE_MARKS))
    return len(_CLAUSE_MARK.findall(text))


class Shape(NamedTuple):
    """What tells running text from the rest: clause marks, how the text ends, and whether it is running text."""

    clauses: int
    cut_off: bool
    ends_sentence: bool
    prose: bool


@remembered
def sentence_shape(text: str, size: int) -> Shape:
    """The shape of a text of `size` units. Running text is a sentence, or long and divided into clauses."""
    inner, cut_off, ends = clauses(text), is_cut_off(text), ends_sentence(text) or _ends_before_credit(text)
    if size < SENTENCE_UNITS or cut_off or (size <= TITLE_UNITS and is_title_case(text)):
        return Shape(inner, cut_off, ends, prose=False)
    if ends and (size > 2 * SENTENCE_UNITS or inner > 1 or _INNER_END.search(text) or _is_told_in_korean(text)):
        return Shape(inner, cut_off, ends, prose=True)
    divided = inner >= 2 and inner * UNITS_A_CLAUSE >= size
    long = size >= CLAUSE_UNITS and (divided or _INNER_END.search(text) is not None)
    return Shape(inner, cut_off, ends, prose=long)


def _is_told_in_korean(text: str) -> bool:
    """Whether a text ends like a Korean sentence that tells something, whose words say more than those of others."""
    return text.rstrip()[-2:] in _KOREAN_ENDS and len(text) >= KOREAN_CHARACTERS


def is_title_case(text: str) -> bool:
    """Whether all long words of a line begin with a capital, as English papers set their headlines: "They Lost Their
    Ferry. So They Learned to Sail." """
    long = _LONG_WORD.findall(text)
    return len(long) >= TITLE_WORDS and all(word[0].isupper() for word in long)


def _ends_before_credit(text: str) -> bool:
    """Whether nothing but a credit in brackets stands behind the end of a sentence."""
    return text.rstrip()[-1:] in _CLOSING and _CREDIT.search(text[-_CREDIT_CHARACTERS:]) is not None


def is_prose(text: str, size: int | None = None) -> bool:
    """Whether `text` is running text; `size` is its units, where they are known already."""
    size = units(text) if size is None else size
    return size >= SENTENCE_UNITS and sentence_shape(text, size).prose
