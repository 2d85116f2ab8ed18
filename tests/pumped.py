"""Texts at which a pattern would try again and again: what leads to each of its repetitions, and what repeats there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: A repetition that may go on for so long, in characters, is one without end here.
MANY = 1000
#: Characters that a class is asked for, those first that most classes have in common.
ASKED = " a1林-.,|/:\n(<[\"'_#*`~>)]}{=&@%$!?;+\\^、。　Ａ"
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_CATEGORIES = {
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def repetitions(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """For each repetition without end in a pattern: a text that leads to it, and one that it repeats."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return set(_walk(_parser.parse(text, pattern.flags & ~re.UNICODE), ""))


def _walk(tokens: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    for token in tokens:
        kind, held = token
        if kind in REPEATS and (held[1] == sre.MAXREPEAT or held[1] >= MANY):
            for said in _samples(held[2]):
                yield before, said
        for inner in _inner(kind, held):
            yield from _walk(inner, before)
        before += next(iter(_samples([token])), "")


def _inner(kind: Any, held: Any) -> list[Sequence[Any]]:
    """The parts of a token that are patterns themselves."""
    if kind is sre.BRANCH:
        return list(held[1])
    if kind in REPEATS:
        return [held[2]]
    if kind is sre.SUBPATTERN:
        return [held[3]]
    if kind is sre.ATOMIC_GROUP:
        return [held]
    return [held[1]] if kind in (sre.ASSERT, sre.ASSERT_NOT) else []


def _samples(tokens: Sequence[Any]) -> list[str]:
    """Some texts that the tokens match, as far as that can be told from each by itself."""
    found = [""]
    for kind, held in tokens:
        found = [before + said for before in found for said in _said(kind, held)][:4]
    return found


def _said(kind: Any, held: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(held)]
    if kind is sre.NOT_LITERAL:
        return [one for one in ASKED if one != chr(held)][:2]
    if kind is sre.ANY:
        return ["a", " "]
    if kind is sre.IN:
        return _of_class(held)
    if kind is sre.BRANCH:
        return [said for one in held[1] for said in _samples(one)[:1]][:4]
    if kind in REPEATS:
        return [said * held[0] for said in _samples(held[2])[:2]] if held[0] else [""]
    inner = _inner(kind, held) if kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP) else []
    return _samples(inner[0]) if inner else [""]


def _of_class(tokens: Sequence[Any]) -> list[str]:
    """Two characters of a class that are as unlike as it has them."""
    negated = tokens[0][0] is sre.NEGATE
    fit = [one for one in ASKED if any(_is(one, *token) for token in tokens) != negated]
    own = [chr(held if kind is sre.LITERAL else held[0]) for kind, held in tokens if kind in (sre.LITERAL, sre.RANGE)]
    return fit[:2] or ([] if negated else own[:1]) or ["x"]


def _is(one: str, kind: Any, held: Any) -> bool:
    if kind is sre.LITERAL:
        return ord(one) == held
    if kind is sre.RANGE:
        return bool(held[0] <= ord(one) <= held[1])
    return kind is sre.CATEGORY and re.match(_CATEGORIES[held], one) is not None
