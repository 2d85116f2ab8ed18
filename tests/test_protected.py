"""Pieces of a text that stay as they are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.protected import _PIECES, _SIGN, Protected, free, gaps, protected
from tests.conftest import any_text, table

#: Ordinary text: nothing of it is protected.
NOTHING = [
    ("empty", ""),
    ("prose", "渡口的老船停了三十年,今年春天又下了水。"),
    ("a decimal point at the end of a sentence", "他数到3.然后停下"),
    ("a number behind a mark", "第1,第二"),
    ("a numbered line", "1.安装;2.配置"),
    ("smaller and larger", "若a < b,则c > d"),
    ("a title in angle brackets", "见<河岸>一书"),
    ("an ampersand", "AT&T;和R&D"),
    ("two prices", "门票$5,午饭$6"),
    ("a price and words", "花了$5,找回$ 两张"),
    ("www alone", "www的历史"),
    ("a handle", "关注@河岸 就好"),
    ("an abbreviation", "U.S.与U.N.的代表"),
    ("a single backtick", "按`键,再按回车"),
    ("backticks on two lines", "按`键\n再按`键"),
    ("brackets", "老船(木船)停了"),
    ("a slash between words", "和/或"),
    ("dashes", "上午--下午"),
]

#: (what it is, text, the pieces in it with their kinds)
PIECES = [
    ("code in a line", "运行`a,b`,再看", [("`a,b`", "code")]),
    ("code with a backtick in it", "写``a`b``,再看", [("``a`b``", "code")]),
    ("a block of code", "看:\n```py\nf(甲,乙)\n```\n好,了", [("```py\nf(甲,乙)\n```", "code")]),
    ("a block of code that never ends", "看:\n~~~\nf(甲,乙)\n", [("~~~\nf(甲,乙)\n", "code")]),
    ("a fence within a longer one", "````\n```\n甲,乙\n````\n丙", [("````\n```\n甲,乙\n````", "code")]),
    ("an address", "见http://example.com/a?x=1,2&y=3!", [("http://example.com/a?x=1,2&y=3", "url")]),
    ("an address before a mark", "见https://example.com/a,很好", [("https://example.com/a", "url")]),
    ("an address in brackets", "(见http://example.com/a)", [("http://example.com/a", "url")]),
    ("an address with brackets", "见http://example.com/a_(b)后", [("http://example.com/a_(b)", "url")]),
    ("an address with Han", "见https://example.com/wiki/臺灣,第2页", [("https://example.com/wiki/臺灣", "url")]),
    (
        "an address before a sentence",
        "在http://example.com/上写着渡口的老船又下了水的消息",
        [("http://example.com/", "url")],
    ),
    ("an address without scheme", "见www.example.com:80/a", [("www.example.com:80/a", "url")]),
    ("a mail address", "写信到ferry.man@example.com,谢谢", [("ferry.man@example.com", "email")]),
    ("a file", "下载a-b.txt,再打开", [("a-b.txt", "file")]),
    ("a file with Han and brackets", "右键“安装工具(通用).exe”即可", [("(通用).exe", "file")]),
    ("a number with commas", "共1,585.37亿元", [("1,585.37", "number")]),
    ("a time", "早上8:30,出发", [("8:30", "number")]),
    ("a ratio", "以3:4,胜出", [("3:4", "number")]),
    ("a date", "2024-11-25,晴", [("2024-11-25", "number")]),
    ("a formula", "设$f(x,y)$,则", [("$f(x,y)$", "formula")]),
    ("a displayed formula", "$$a,b$$", [("$$a,b$$", "formula")]),
    ("an element of HTML", '<a href="甲,乙">丙,丁</a>', [('<a href="甲,乙">', "tag"), ("</a>", "tag")]),
    ("an entity", "甲&lt;乙&#12298;丙", [("&lt;", "entity"), ("&#12298;", "entity")]),
    ("an address within code", "`http://example.com/a,b`", [("`http://example.com/a,b`", "code")]),
]

#: Texts on which a careless pattern takes the square of their length.
HOSTILE = "` a. a- 1, 1: $a $$ < <a & &# a@ http:// http://a, a@a. ```\n `a`` (a ~~~\n 甲. /甲 www."


@pytest.mark.parametrize("text", table(NOTHING))
def test_nothing_is_protected_in(text: str) -> None:
    assert protected(text) == ()


@pytest.mark.parametrize(("text", "expected"), table(PIECES))
def test_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[piece.start : piece.end], piece.kind) for piece in protected(text)] == expected


def test_only_the_kinds_asked_for() -> None:
    assert protected("`a`8:30", frozenset({"number"})) == (Protected(3, 7, "number"),)
    assert protected("`a`8:30", frozenset({"code"})) == (Protected(0, 3, "code"),)


@given(any_text())
def test_pieces_are_in_order_and_none_is_empty(text: str) -> None:
    pieces = protected(text)
    assert all(piece.start < piece.end <= len(text) for piece in pieces)
    assert all(one.end <= other.start for one, other in pairwise(pieces))


@given(any_text())
def test_gaps_and_pieces_are_the_whole_text(text: str) -> None:
    pieces = protected(text)
    parts = sorted([*gaps(len(text), pieces), *((piece.start, piece.end) for piece in pieces)])
    assert "".join(text[start:end] for start, end in parts) == text


@given(st.text("<&$:@.,/-wW甲tel:mailo1a_(){};# \n", max_size=30))
def test_a_text_without_a_sign_holds_no_piece(text: str) -> None:
    assert _SIGN.search(text) or not _PIECES.search(text)


@given(st.text("ab,`", max_size=30))
def test_free_matches_touch_no_piece(text: str) -> None:
    pieces = protected(text)
    places = {place for piece in pieces for place in range(piece.start, piece.end)}
    expected = [match.start() for match in re.finditer(",", text) if match.start() not in places]
    assert [match.start() for match in free(re.finditer(",", text), pieces)] == expected


@pytest.mark.parametrize("unit", [*HOSTILE.split(" "), *map(" ".join, zip(HOSTILE.split(" "), "甲a1", strict=False))])
def test_a_million_repeats_are_read(unit: str) -> None:
    size = 200_000
    assert all(piece.end <= size * len(unit) for piece in protected(unit * size))
