"""The model of words that judges between readings of lost bytes: what is quick says what is slow and plain."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.repairs.language import State, continued, extended, likelihoods, single, word_score
from cleaner.text.characters import fold
from tests.conftest import table

_HAN = st.text("老船停了三十年今天又下水一個人的總經理說明不約而同工業", max_size=12)
_ANY = st.text("老船停了三十年今天，。：“”(?a1第", max_size=12)


def written(text: str) -> float:
    """How likely the best way is to write a text in words, all ways being tried."""
    folded = fold(text)
    best = [0.0]
    for end in range(1, len(folded) + 1):
        best.append(max(best[start] + word_score(folded[start:end]) for start in range(max(0, end - 4), end)))
    return best[-1]


@given(_HAN)
def test_a_text_is_as_likely_as_its_best_writing(text: str) -> None:
    assert math.isclose(extended(State(), text).score, written(text))


@given(_ANY, _ANY)
def test_a_text_in_two_parts_is_as_likely_as_in_one(one: str, other: str) -> None:
    assert extended(extended(State(), one), other) == extended(State(), one + other)


@given(_ANY, _ANY)
def test_many_characters_at_a_time_are_weighed_as_each_by_itself(before: str, characters: str) -> None:
    state = extended(State(), before)
    expected = [extended(state, character).score for character in characters]
    assert likelihoods(state, [single(character) for character in characters]) == expected


@pytest.mark.parametrize(
    ("beginning", "character", "is_word", "goes_on"),
    table(
        [
            ("nothing goes on with a mark", "，", "船", False, False),
            ("a word", "经", "济", True, True),
            ("no word yet, but a beginning", "不约", "而", False, True),
            ("the end of the longest", "不约而", "同", True, True),
            ("neither", "经", "，", False, False),
        ]
    ),
)
def test_what_goes_on_with_a_beginning(beginning: str, character: str, is_word: bool, goes_on: bool) -> None:
    behind = continued(beginning)
    assert (character in behind) is goes_on
    assert (behind.get(character, -math.inf) > -math.inf) is is_word
    assert behind.get(character, -math.inf) == (word_score(beginning + character) if goes_on else -math.inf)
