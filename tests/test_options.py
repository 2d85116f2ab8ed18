"""What the bytes of a place may have been: what was there is always among it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.repairs.gbk import dropped, pair_of
from cleaner.repairs.language import State, extended
from cleaner.repairs.options import CLAUSE, Option, Options, Reading, beginning, between, ending, options
from tests.conftest import table

TEXT = "老船停在河口的時候燈還亮著孫女說槳還是那一支誰也沒有動過這些年船工換了一個又一個政府給錢修好碼頭擦得跟新的"
CHARACTERS = st.sampled_from(TEXT)


def _bytes(character: str) -> tuple[int, int]:
    pair = pair_of(character)
    assert pair is not None
    return pair


def _texts(readings: tuple[Reading, ...] | object) -> set[str]:
    assert isinstance(readings, tuple)
    return {reading.first + second.text for reading in readings for second in reading.seconds}


@given(CHARACTERS)
def test_a_character_is_among_what_its_bytes_may_be(character: str) -> None:
    lead, trail = _bytes(character)
    assert character in _texts(between(lead, trail))
    assert character in _texts(beginning(trail, False))
    assert character in _texts(ending(lead))


@given(st.sampled_from(TEXT + CLAUSE), CHARACTERS)
def test_two_characters_are_among_it_just_where_the_pair_between_them_drops(first: str, second: str) -> None:
    (lead, middle), (follower, trail) = _bytes(first), _bytes(second)
    drops = follower in dropped().get(middle, ())
    assert drops == (first + second in _texts(between(lead, trail)))
    if first in CLAUSE:
        assert drops == (first + second in _texts(beginning(trail, True)))


@given(st.integers(0x80, 0xFE), st.integers(0x40, 0xFE).filter(lambda trail: trail != 0x7F))
def test_a_pair_drops_just_where_gbk_has_no_character(lead: int, trail: int) -> None:
    character = bytes((lead, trail)).decode("gbk", "ignore")
    has = len(character) == 1 and ord(character) > 0x7F
    assert has != (trail in dropped().get(lead, ()))


@given(st.text(TEXT, min_size=2, max_size=5), CHARACTERS, st.text(TEXT, max_size=3))
def test_an_option_is_as_likely_as_its_text(before: str, character: str, behind: str) -> None:
    state = extended(State(), before)
    for option in options(between(*_bytes(character)), state, behind):
        assert option.score == pytest.approx(extended(state, option.text + behind).score)


def test_where_a_comma_was_strewn_only_marks_stand() -> None:
    assert all(text[0] in CLAUSE for text in _texts(beginning(_bytes("。")[1], True)))


ODDS = [
    ("nothing else", [("船", -5.0)], "船", True, math.inf),
    ("two alike", [("船", -5.0), ("燈", -5.0)], "船", True, 0.0),
    ("one among three", [("船", -5.0), ("燈", -5.0), ("槳", -5.0)], "船", True, -math.log(2)),
    ("not among them", [("船", -5.0)], "燈", True, -math.inf),
    ("the end of two", [("渡船", -5.0), ("船", -5.0), ("燈", -5.0)], "船", False, math.log(2)),
    ("the whole alone", [("渡船", -5.0), ("船", -5.0)], "船", True, 0.0),
]


@pytest.mark.parametrize(("found", "text", "whole", "expected"), table(ODDS))
def test_odds(found: list[tuple[str, float]], text: str, whole: bool, expected: float) -> None:
    assert Options(Option(score, said) for said, score in found).odds(text, whole) == pytest.approx(expected)
