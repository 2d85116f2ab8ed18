"""Blanks and broken lines: what stays and what goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Change
from cleaner.normalise.lines import join_lines
from cleaner.normalise.spacing import close_up, latin_spacing, plain_blanks
from cleaner.text.changes import replay
from cleaner.text.protected import protected
from tests.conftest import any_text, table

Normaliser = Callable[[str], tuple[Change, ...]]

UNTOUCHED = [
    ("empty", ""),
    ("prose", "渡口的老船停了三十年，今年春天又下了水。"),
    ("English", "The old boat is back.\nCome and see it, everyone who can."),
    ("a form", "姓 名：　　　　　性 别：男　女"),
    ("a heading", "第 1 章　绪 论"),
    ("a byline", "河岸晚报记者 王小舟 通讯员 李水生 周帆 摄影 陈渡"),
    ("names in a list", "出席的有：李　明、王　芳、张　伟、刘　洋、陈　静、杨　勇、赵　军、黄　涛，还有船工。"),
    ("columns", "船名\t年份\t长度\n渡口一号\t1974\t12"),
    ("columns of running text", "渡口一号\t渡口的老船停了三十年，今年春天又下了水。\t1974"),
    ("verse", "江水流春去欲尽\n江潭落月复西斜\n斜月沉沉藏海雾\n碣石潇湘无限路"),
    (
        "phrases set apart",
        "老船停了三十年 今年又下了水 撑船的是孙女 桨还是那一支 船工很高兴 大家都来看 渡口很热闹 天也晴了 桥也通了 灯也亮了。",
    ),
    ("the head of a table", "姓 名 性 别 年 龄 职 业 住 址 电 话"),
    ("code", "```\nx = 1  \n    y\u00a0= 2\n```"),
    ("Korean", "안녕하세요 세계 좋은 아침"),
]

STRIPPED = [
    ("a no-break space", "老船\u00a0下水", "老船 下水"),
    ("a thin space", "12\u2009345", "12 345"),
    ("an indent", "\u3000\u3000老船\n\u3000\u3000下水", "老船\n下水"),
    ("an indent of no-break spaces", "\u00a0\u00a0老船", "老船"),
    ("blanks at the end", "老船 \u3000\n下水\t", "老船\n下水"),
    ("before a Windows line end", "老船 \r\n下水", "老船\r\n下水"),
    ("a blank line", "老船\n \u00a0\n下水", "老船\n\n下水"),
    (
        "a tab in running text",
        "渡口的老船停了三十年，\t今年春天又下了水。",
        "渡口的老船停了三十年， 今年春天又下了水。",
    ),
]

STREWN = "渡 口 的 老 船 停 了 三 十 年 ，今 年 春 天 又 下 了 水 。"
WORDS = "渡 口的 老船 停 了三十 年，今 年春天 又 下了 水，撑 船的 是当 年船 工的 孙 女。"

WRAPPED = "渡口的老船停了三十年，今年春天又下了水，撑船的是当\n年船工的孙女，她说桨还是那一支，只是换了新的桨柄，\n船板也都重新刷过桐油。"
JOINED = "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女，她说桨还是那一支，只是换了新的桨柄，船板也都重新刷过桐油。"
ENGLISH = "The old boat of the ferry is back after thirty\nyears, and the granddaughter of the ferryman is\nat the oar again, in the same blue coat."
RAGGED = "渡口的老船停了三十年，今年春天又下了水，\n撑船的是当年船工的孙女，她说桨还是那一支，只是换了新的桨柄，船板也\n刷过桐油。"

ALL: list[Normaliser] = [
    plain_blanks,
    close_up,
    join_lines,
    partial(latin_spacing, mode="add"),
    partial(latin_spacing, mode="remove"),
    partial(join_lines, always=True),
]
NAMES = ["blanks", "close up", "lines", "add", "remove", "all lines"]


def texts() -> st.SearchStrategy[str]:
    """Any text, and heaps of what blanks stand beside."""
    pieces = [
        *"甲乙丙，。a1 \n\t\u3000\u00a0`\r",
        "  ",
        "老 船 又 下 了 水 ，",
        WRAPPED,
        "http://a.b/ ",
        "\n\n",
        "甲" * 20,
        "a " * 20,
    ]
    return st.one_of(any_text(), st.lists(st.sampled_from(pieces), max_size=25).map("".join))


@pytest.mark.parametrize("normalise", ALL[:3], ids=NAMES[:3])
@pytest.mark.parametrize("text", table(UNTOUCHED))
def test_untouched(normalise: Normaliser, text: str) -> None:
    assert normalise(text) == ()


@pytest.mark.parametrize(("text", "expected"), table(STRIPPED))
def test_blanks_made_plain(text: str, expected: str) -> None:
    assert replay(text, plain_blanks(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        [
            ("between all", STREWN, STREWN.replace(" ", "")),
            ("here and there", WORDS, WORDS.replace(" ", "")),
            ("ideographic spaces", STREWN.replace(" ", "\u3000"), STREWN.replace(" ", "")),
            ("two at a time", STREWN.replace(" ", "  "), STREWN.replace(" ", "")),
            ("no-break spaces", STREWN.replace(" ", "\u00a0"), STREWN.replace(" ", "")),
            ("beside a byline", f"王小舟 李水生\n{STREWN}", f"王小舟 李水生\n{STREWN.replace(' ', '')}"),
            ("beside Latin words", f"{STREWN} GPS 定位", f"{STREWN.replace(' ', '')} GPS 定位"),
        ]
    ),
)
def test_strewn_blanks_are_taken_out(text: str, expected: str) -> None:
    assert replay(text, close_up(text)) == expected


@pytest.mark.parametrize(
    ("text", "add", "remove"),
    table(
        [
            ("none", "用GPS定位", "用 GPS 定位", "用GPS定位"),
            ("one", "用 GPS 定位", "用 GPS 定位", "用GPS定位"),
            ("several", "用  GPS  定位", "用 GPS 定位", "用GPS定位"),
            ("numbers", "共20%是3条", "共 20% 是 3 条", "共20%是3条"),
            ("full-width marks", "用“GPS”定位", "用“GPS”定位", "用“GPS”定位"),
            ("code", "写`甲a`吧", "写`甲a`吧", "写`甲a`吧"),
            ("an address", "https://example.com/甲b", *["https://example.com/甲b"] * 2),
        ]
    ),
)
def test_spacing_of_latin_words(text: str, add: str, remove: str) -> None:
    assert replay(text, latin_spacing(text, "add")) == add
    assert replay(text, latin_spacing(text, "remove")) == remove


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        [
            ("a paragraph", WRAPPED, JOINED),
            ("two paragraphs", f"{WRAPPED}\n\n{WRAPPED}", f"{JOINED}\n\n{JOINED}"),
            ("indented paragraphs", f"\u3000{WRAPPED}\n\u3000{WRAPPED}", f"\u3000{JOINED}\n\u3000{JOINED}"),
            ("Windows line ends", WRAPPED.replace("\n", "\r\n"), JOINED),
            ("English", ENGLISH, ENGLISH.replace("\n", " ")),
            ("ragged lines stay", RAGGED, RAGGED),
            ("two lines stay", WRAPPED.rpartition("\n")[0], WRAPPED.rpartition("\n")[0]),
            (
                "items stay",
                "\n".join(f"{n}. {'甲' * 20}" for n in range(4)),
                "\n".join(f"{n}. {'甲' * 20}" for n in range(4)),
            ),
            ("sentences stay", "\n".join(["甲" * 20 + "。"] * 4), "\n".join(["甲" * 20 + "。"] * 4)),
        ]
    ),
)
def test_broken_lines_are_joined(text: str, expected: str) -> None:
    assert replay(text, join_lines(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        [
            ("items stay", "- 甲乙\n- 丙丁", "- 甲乙\n- 丙丁"),
            ("paragraphs stay apart", "甲乙\n\n丙丁", "甲乙\n\n丙丁"),
            ("ragged lines", RAGGED, RAGGED.replace("\n", "")),
            ("two lines", "The old boat\nis back.", "The old boat is back."),
        ]
    ),
)
def test_lines_of_a_known_paragraph_are_joined(text: str, expected: str) -> None:
    assert replay(text, join_lines(text, always=True)) == expected


@pytest.mark.parametrize("normalise", ALL, ids=NAMES)
@given(text=texts())
def test_laws(normalise: Normaliser, text: str) -> None:
    changes = normalise(text)
    out = replay(text, changes)
    assert bool(changes) == (out != text)
    assert normalise(out) == ()
    code = [(piece.start, piece.end) for piece in protected(text, frozenset({"code"}))]
    assert not any(
        start < change.start + len(change.before) and change.start < end for change in changes for start, end in code
    )


@pytest.mark.parametrize("normalise", ALL, ids=NAMES)
@given(text=texts())
def test_only_blanks_are_touched(normalise: Normaliser, text: str) -> None:
    assert "".join(replay(text, normalise(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("normalise", ALL, ids=NAMES)
@pytest.mark.parametrize("unit", [" ", "甲 ", "\t甲", "甲a", "\u3000", "甲\n", "甲 乙，", "\r\n "])
def test_a_long_text_is_read(normalise: Normaliser, unit: str) -> None:
    assert len(replay(unit * 100_000, normalise(unit * 100_000))) <= 200_000 * len(unit)
