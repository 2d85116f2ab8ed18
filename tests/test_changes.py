"""Changes put into a text."""

from __future__ import annotations

import pytest

from cleaner.model import Change
from cleaner.text.changes import replay


def _change(start: int, before: str, after: str) -> Change:
    return Change("case", start, before, after, "lossless")


@pytest.mark.parametrize(
    ("text", "changes", "result"),
    [
        pytest.param("原样", (), "原样", id="no change leaves the text"),
        pytest.param("甲,乙", (_change(1, ",", "，"),), "甲，乙", id="one character for another"),
        pytest.param("甲乙", (_change(1, "", "，"),), "甲，乙", id="something put in"),
        pytest.param("甲(jiǎ)乙", (_change(1, "(jiǎ)", ""),), "甲乙", id="something taken out"),
        pytest.param(
            "甲,乙,", (_change(1, ",", "，"), _change(3, ",", "")), "甲，乙", id="places count in the old text"
        ),
    ],
)
def test_replayed(text: str, changes: tuple[Change, ...], result: str) -> None:
    assert replay(text, changes) == result


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param((_change(0, "乙", ""),), id="something else stands there"),
        pytest.param((_change(1, ",", ""), _change(0, "甲", "")), id="out of order"),
        pytest.param((_change(0, "甲,", ""), _change(1, ",", "")), id="overlapping"),
    ],
)
def test_a_ledger_that_does_not_fit_is_refused(changes: tuple[Change, ...]) -> None:
    with pytest.raises(ValueError, match="not"):
        replay("甲,乙", changes)
