"""How likely a run of Chinese is: the model that judges between readings of lost bytes.

A text is as likely as the best way to write it in words of the table (`words.txt`, made by
``benchmarks/train/words.py``), each as likely as it is common. Both scripts and both widths compare alike (the folding
key). Scores are natural logarithms of probabilities: differences of 3 are factors of 20.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.text.characters import fold

#: The scale of the table, as in benchmarks/train/words.py.
STEP = math.log(1.25)
#: What is no word of the table: a character that nobody writes.
UNKNOWN = -22.0
#: How likely marks, letters and digits are, folded: rough shares of the characters of news.
_MARKS = {
    ",": 0.06, ".": 0.03, '"': 0.012, ":": 0.004, ";": 0.0015, "!": 0.001, "?": 0.0015, "\ufffd": 0.0015,
    "(": 0.003, ")": 0.003,
    "《": 0.002, "》": 0.002, "'": 0.0005, "-": 0.001, "…": 0.001, "·": 0.001, "%": 0.002, " ": 0.002, "\n": 0.004,
}  # fmt: skip
#: The commonest words, of which the table's source counts too few: rough shares of the words of running text.
_PARTICLES = {"的": 0.045, "了": 0.011, "一": 0.01, "是": 0.012, "在": 0.011, "不": 0.008, "和": 0.008, "有": 0.007,
    "我": 0.006, "他": 0.005, "这": 0.005, "为": 0.005, "也": 0.004, "就": 0.004, "人": 0.004, "到": 0.003, "她": 0.003,
    "它": 0.002, "你": 0.003, "说": 0.003, "上": 0.003, "中": 0.003, "对": 0.003, "与": 0.003, "将": 0.003, "及": 0.002,
}  # fmt: skip
_LATIN = math.log(0.002)
#: Marks between and behind clauses: right behind another, or behind a bracket that opens, they are a slip.
_CLAUSE_MARKS = frozenset("，。、：；！？,:;!?")
_OPENERS, _CLOSERS = frozenset("“‘《「『（(【"), frozenset("”’》」』）)】")
_INNER, _ENDS = frozenset("，、：；,:;"), frozenset("。！？!?")
#: What a slip costs, and what a mark gains that stands where it mostly does: a quote behind the end of a sentence, a
#: number behind 第.
_CROWDED, _WONTED = -5.0, 3.0


class State(NamedTuple):
    """A text so far: how likely it is; the words that may be going on at its end, each as the score of the text before
    it and its characters so far, folded; and the last two characters as they are."""

    score: float = 0.0
    begun: tuple[tuple[float, str], ...] = ()
    last: str = "\n\n"


def extended(state: State, text: str) -> State:
    """`state` with `text` behind it."""
    score, begun, last = state
    for character, folded in zip(text, fold(text), strict=True):
        best = score + word_score(folded)
        going = [(score, folded)]
        for before, word in begun:
            behind = continued(word).get(folded)
            if behind is not None:
                best = max(best, before + behind)
                going.append((before, word + folded))
        score, begun, last = best + _fit(last, character), tuple(going), last[1] + character
    return State(score, begun, last)


class Single(NamedTuple):
    """A character, folded, and how likely it is as a word by itself."""

    text: str
    folded: str
    score: float


def single(character: str) -> Single:
    """What `likelihoods` asks of a character."""
    folded = fold(character)
    return Single(character, folded, word_score(folded))


def likelihoods(state: State, characters: Iterable[Single]) -> list[float]:
    """How likely the text is with each of `characters` behind it: as `extended` has it, without so many states."""
    score, begun, last = state
    words = [(before, behind) for before, word in begun if (behind := continued(word))]
    found = []
    for character, folded, own in characters:
        best = score + own
        for before, behind in words:
            if folded in behind:
                best = max(best, before + behind[folded])
        found.append(best + _fit(last, character))
    return found


def _fit(last: str, character: str) -> float:
    """What a character gains or costs behind the last two."""
    before = last[1]
    if character in _CLAUSE_MARKS:
        crowded = before in _CLAUSE_MARKS or before in _OPENERS or (before in _CLOSERS and last[0] in _ENDS)
        return _CROWDED if crowded else 0.0
    if character in _CLOSERS:
        return _CROWDED if before in _INNER or before in _OPENERS else _WONTED if before in _ENDS else 0.0
    return _WONTED if before == "第" and character.isdigit() else 0.0


@lru_cache(maxsize=1 << 14)
def word_score(word: str) -> float:
    """How likely a folded word is."""
    if word in _PARTICLES:
        return math.log(_PARTICLES[word])
    table = _table()
    at = _place(table, word)
    if table[at : table.find("\n", at) - 1] == word:
        return _score(table[at + len(word)])
    if len(word) > 1:
        return -math.inf
    if word in _MARKS:
        return math.log(_MARKS[word])
    return _LATIN if word.isascii() else UNKNOWN


@lru_cache(maxsize=1 << 13)
def continued(beginning: str) -> Mapping[str, float]:
    """The characters that go on with the beginning of a folded word, each with how likely the word is to which it
    leads at once: minus infinity where only longer words go on so."""
    table = _table()
    at, length = _place(table, beginning), len(beginning)
    found: dict[str, float] = {}
    while table.startswith(beginning, at):
        end = table.index("\n", at)
        if (behind := at + length) < end - 1:
            score = _score(table[end - 1]) if behind + 1 == end - 1 else -math.inf
            found.setdefault(table[behind], score)  # a word stands before those that go on with it
        at = end + 1
    return found


def _place(table: str, word: str) -> int:
    """Where the first line of the table starts whose word is not before `word`, by bisection; its end for none."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind("\n", low, (low + high) // 2) + 1 or low
        end = table.index("\n", start)
        if table[start : end - 1] < word:
            low = end + 1
        else:
            high = start
    return low


def _score(sign: str) -> float:
    """The score that the character behind a word stands for."""
    return -(ord(sign) - 33) * STEP


@cache
def _table() -> str:
    """The table as one text, which takes a tenth of the memory of its words."""
    return files(__package__).joinpath("words.txt").read_text("utf-8")
