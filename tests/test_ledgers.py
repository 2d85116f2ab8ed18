"""Two ledgers made one, places traced back, and changes put into blocks with marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Block, Change, Grade
from cleaner.readers.markdown import read_markdown
from cleaner.readers.text import read_text
from cleaner.text.changes import came_from, compose, replay
from cleaner.text.rewrite import outside_code, rewrite
from tests.conftest import table


def _change(start: int, before: str, after: str, rule: str = "case", grade: Grade = "lossless") -> Change:
    return Change(rule, start, before, after, grade)


@st.composite
def _ledgers(draw: st.DrawFn, text: str, rule: str) -> tuple[Change, ...]:
    """Changes of `text` at any places: something put in, taken out or replaced."""
    changes, at = [], 0
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        after = draw(st.text("xyz", max_size=3))
        if text[start:end] != after and (start > at or not changes or start < end):
            changes.append(_change(start, text[start:end], after, rule))
            at = end + 1
        if at > len(text):
            break
    return tuple(changes)


@given(st.data(), st.text("abcdef", max_size=20))
def test_two_ledgers_made_one_say_the_same(data: st.DataObject, text: str) -> None:
    first = data.draw(_ledgers(text, "one"))
    between = replay(text, first)
    second = data.draw(_ledgers(between, "two"))
    both = compose(text, first, second)
    assert replay(text, both) == replay(between, second)
    assert all(change.before != change.after for change in both)


@given(st.data(), st.text("abcdef", max_size=20))
def test_places_behind_unchanged_text_are_traced_back(data: st.DataObject, text: str) -> None:
    changes = data.draw(_ledgers(text, "one"))
    changed = replay(text, changes)
    for place in range(len(changed) + 1):
        start, end = came_from(changes, place, "start"), came_from(changes, place, "end")
        assert 0 <= start <= len(text) and 0 <= end <= len(text)
        assert start <= end or start == end


COMPOSED = [
    ("nothing", "甲乙", (), (), ()),
    ("one alone", "甲,乙", (_change(1, ",", "，"),), (), (_change(1, ",", "，"),)),
    (
        "side by side they stay two",
        "發(fā),乙",
        (_change(1, "(fā)", "", "pinyin"),),
        (_change(0, "發", "发", "script"), _change(1, ",", "，", "wide")),
        (_change(0, "發", "发", "script"), _change(1, "(fā)", "", "pinyin"), _change(5, ",", "，", "wide")),
    ),
    (
        "on the same character they are one",
        "⾃,",
        (_change(0, "⾃", "自", "radical"),),
        (_change(0, "自", "子", "script", "context"),),
        (_change(0, "⾃", "子", "radical+script", "context"),),
    ),
    ("undone is unchanged", "甲", (_change(0, "甲", "乙"),), (_change(0, "乙", "甲"),), ()),
]


@pytest.mark.parametrize(("text", "first", "second", "both"), table(COMPOSED))
def test_composed(text: str, first: tuple[Change, ...], second: tuple[Change, ...], both: tuple[Change, ...]) -> None:
    assert compose(text, first, second) == both


def _block(source: str, markdown: bool = True) -> Block:
    return (read_markdown if markdown else read_text)(source)[0]


WOVEN = [
    ("no marks", "甲,乙", _change(1, ",", "，"), "甲，乙"),
    ("marks before", "**甲**,乙", _change(1, ",", "，"), "**甲**，乙"),
    ("marks within stay", "**發**(fā)乙", _change(0, "發(fā)", "發"), "**發**乙"),
    ("a backslash goes with its character", r"發\(fā\)乙", _change(1, "(fā)", ""), "發乙"),
    ("what is put in is no mark", "甲&lt;乙", _change(1, "&lt;", "<"), r"甲\<乙"),
    ("in a link's text", "[甲,乙](u)", _change(1, ",", "，"), "[甲，乙](u)"),
    ("something put in", "甲*乙*", _change(1, "", "，"), "甲，*乙*"),
    ("in a heading", "## 甲,乙", _change(1, ",", "，"), "## 甲，乙"),
]


@pytest.mark.parametrize(("source", "change", "result"), table(WOVEN))
def test_woven_into_marks(source: str, change: Change, result: str) -> None:
    block = _block(source)
    new, in_source = rewrite(block, (change,))
    assert new.source == result == replay(block.source, in_source)
    assert new.text == replay(block.text, (change,))
    if new.offsets is not None:
        assert "".join(new.source[place] for place in new.offsets[: len(new.text)]) == new.text


def test_a_line_end_of_two_characters_goes_whole() -> None:
    block = _block(
        "一行这样的文字在这里被程序折断了它还要再长\r\n一行这样的文字在这里被程序折断了它还要再长\r\n一行短的",
        markdown=False,
    )
    if "\n" in block.text:
        at = block.text.index("\n")
        assert "\r" not in rewrite(block, (_change(at, "\n", ""),), marked=False).block.source[: at + 4]


def test_code_between_backticks_is_left_alone() -> None:
    block = _block("甲,乙 `甲,乙` 丙")
    inside, outside = _change(block.text.rindex(","), ",", "，"), _change(1, ",", "，")
    assert outside_code(block, (outside, inside)) == (outside,)
