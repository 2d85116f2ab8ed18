"""Punctuation: what stays, what is widened, what is changed only when asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Change
from cleaner.normalise.punctuation import widen, widen_commas
from cleaner.normalise.typography import curly_quotes, dashes, ellipses, full_stops, narrow
from cleaner.text.changes import replay
from cleaner.text.protected import protected
from cleaner.text.width import is_folded
from tests.conftest import any_text, table

Normaliser = Callable[[str], tuple[Change, ...]]

#: What no normaliser of punctuation changes.
UNTOUCHED = [
    ("empty", ""),
    ("full-width prose", "渡口的老船停了三十年，今年春天（三月）又下了水！"),
    ("English", 'Is this real?? Yes!! (well, sort of...) -- see Fig. 2, p. 10; cf. "the old boat".'),
    ("English with a Chinese name", "The ferryman 王 said: come back tomorrow, please (before noon)!"),
    ("code in a line", '运行 `f(甲,乙); "丙..."` 即可'),
    ("a block of code", '```py\nprint("你好,世界!")  # 注意:没有...--\n```'),
    ("an address", "见 http://example.com/path/(2020)/index.html?x=1,2&y=3! "),
    ("a mail address", "写信 ferry.man@example.com "),
    ("numbers", "1,585.37 12:30 3:4 2024-11-25 1/4 3.5"),
    ("a formula", "$f(甲,乙)$ f(x)=x^2+1 a:b=3:4 C(5,2)"),
    ("an entity", "&lt;&#12298;"),
    ("a rule", "-----\n=====\n.-.-.-"),
    ("a table of Markdown", "|:---|---:|\n| 1 | 2 |"),
    ("a picture of Markdown", "![图](a.png)"),
    ("faces", "好的:) 再见;-) 哈哈(^_^)"),
    ("Korean", "안녕하세요, 세계! (좋은 아침)"),
    ("Arabic", "مرحبا, العالم! (صباح)"),
    ("emoji", "👍🏽, 🚢! (⛵)"),
]

#: (what it is, folded, as it was): a text that was folded as a whole.
WIDENED = [
    ("comma", "老船停了三十年,今年又下了水", "老船停了三十年，今年又下了水"),
    ("colon", "船工说:明天再来", "船工说：明天再来"),
    ("colon before a number", "电话:12345", "电话：12345"),
    ("semicolon", "上午开船;下午停航", "上午开船；下午停航"),
    ("exclamations", "下水了!!真的?!", "下水了！！真的？！"),
    ("half of a run was folded", "真的?！", "真的？！"),
    ("behind a quotation", "“下水了”,他说", "“下水了”，他说"),
    ("before a quotation", "他说:“下水了!”", "他说：“下水了！”"),
    ("behind a word, before Han", "共有20%,比去年多", "共有20%，比去年多"),
    ("behind a Latin word, before Han", "乘坐MPV,再换船", "乘坐MPV，再换船"),
    ("at the start of a line", "老船\n,又下了水", "老船\n，又下了水"),
    ("at the end of a line", "老船又下了水,\n今年", "老船又下了水，\n今年"),
    ("brackets with Han", "渡口(旧渡口)的船", "渡口（旧渡口）的船"),
    ("brackets with a word", "河岸公司(RBC)的船", "河岸公司（RBC）的船"),
    ("brackets with pinyin", "八佾(yì)之舞", "八佾（yì）之舞"),
    ("brackets behind a Latin word", "使用GPS(定位系统)导航", "使用GPS（定位系统）导航"),
    ("brackets behind an exclamation", "老船下水!(3)", "老船下水！（3）"),
    ("brackets in brackets", "渡口(旧渡口(北岸))的船", "渡口（旧渡口（北岸））的船"),
    ("half of a pair was folded", "渡口(旧渡口）的船", "渡口（旧渡口）的船"),
    ("the number of an item", "(1)木船;(2)铁船", "（1）木船；（2）铁船"),
    ("a mark behind a bracket", "渡口(北岸),MPV停在那里", "渡口（北岸），MPV停在那里"),
    ("emphasis between", "**注意**:请排队", "**注意**：请排队"),
    ("a number stays beside", "共1,585.37亿元,比8:30早", "共1,585.37亿元，比8:30早"),
    ("an address stays beside", "见http://example.com/a,b,再来", "见http://example.com/a,b，再来"),
    ("a formula stays beside", "设f(x)=2x,则f(2)=4,得证", "设f(x)=2x，则f(2)=4，得证"),
    ("a list of Latin words stays", "语言有PHP, C, C++,都可以", "语言有PHP, C, C++，都可以"),
    ("a call in code stays", "写print('甲')即可,再运行", "写print('甲')即可，再运行"),
    ("a variable in brackets stays", "函数v(s)最大,再算", "函数v(s)最大，再算"),
    ("empty brackets stay", "级别越高(),越好", "级别越高()，越好"),
    ("brackets on two lines stay", "渡口(旧渡口,\n新渡口)的船", "渡口(旧渡口，\n新渡口)的船"),
    ("the bracket of a list stays", "1)木船,2)铁船", "1)木船，2)铁船"),
    ("a field of code stays", ":参数 甲,乙", ":参数 甲，乙"),
]

#: Texts of which a comma is or is not widened where the rest of the marks is full-width.
COMMA_STAYS = [
    ("a list of words", "请输入：姓名,年龄,城市。"),
    ("a line about commas", "请输入所有的城市名称,用英文逗号分隔，谢谢。"),
    ("a line of data", "渡口北岸的木船,渡口南岸的铁船"),
    ("before a Latin word", "所有的语言都可以,PHP也可以。"),
    ("between numbers", "得分是12,15，都不错。"),
    ("a command", 'echo "渡口北岸的木船,渡口南岸的铁船" | iconv -f gbk -t utf-8 > out.txt'),
]

ASKED = [
    (ellipses, "three dots", "他等了又等...", "他等了又等……"),
    (ellipses, "six dots", "他说......不去", "他说……不去"),
    (ellipses, "full stops", "他等了。。。", "他等了……"),
    (ellipses, "half an ellipsis", "他等了…又走了", "他等了……又走了"),
    (ellipses, "an ellipsis stays", "他等了……又走了…………", "他等了……又走了…………"),
    (ellipses, "dots between Latin words stay", "区间是1...5，写作a...b", "区间是1...5，写作a...b"),
    (dashes, "two hyphens", "老船--那条木船--又下水", "老船——那条木船——又下水"),
    (dashes, "at the start of a line", "渡口\n--船工", "渡口\n——船工"),
    (dashes, "an option stays", "运行时加上--verbose即可", "运行时加上--verbose即可"),
    (dashes, "a dash stays", "标致—雪铁龙——合资", "标致—雪铁龙——合资"),
    (full_stops, "at the end", "老船又下水了.", "老船又下水了。"),
    (full_stops, "between clauses", "老船又下水了.船工很高兴.", "老船又下水了。船工很高兴。"),
    (full_stops, "before a closing mark", "他说“老船又下水了.”", "他说“老船又下水了。”"),
    (full_stops, "a number of an item stays", "一. 木船\n1.铁船", "一. 木船\n1.铁船"),
    (full_stops, "a foreign name stays", "大卫.科波菲尔", "大卫.科波菲尔"),
    (full_stops, "a file stays", "打开说明.txt", "打开说明.txt"),
    (curly_quotes, "a quotation", '他说"明天再来"就走了', "他说“明天再来”就走了"),
    (curly_quotes, "an odd number stays", '他说"明天再来', '他说"明天再来'),
    (curly_quotes, "Latin words stay", '命令是"git log"，运行', '命令是"git log"，运行'),
    (curly_quotes, "lines are judged alone", '一英寸"\n他说"好"', '一英寸"\n他说“好”'),
    (narrow, "a sentence", "Well，the old boat is back！Come（soon）", "Well, the old boat is back! Come (soon)"),
    (narrow, "a label stays", "GDP：6.1%", "GDP：6.1%"),
    (narrow, "a line with Han stays", "The old boat is back，老船回来了", "The old boat is back，老船回来了"),
]

NORMALISERS: list[Normaliser] = [widen, widen_commas, ellipses, dashes, full_stops, curly_quotes, narrow]


def texts() -> st.SearchStrategy[str]:
    """Any text, and heaps of what punctuation stands beside."""
    pieces = [
        "甲",
        "老船又下水了",
        "の",
        "Latin word ",
        "12",
        " ",
        "\n",
        "`a`",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        '"',
        "http://a/",
    ]
    pieces += [*",:;!?，：；！？。…-*", "...", "--"]
    return st.one_of(any_text(), st.lists(st.sampled_from(pieces), max_size=25).map("".join))


@pytest.mark.parametrize("normalise", NORMALISERS)
@pytest.mark.parametrize("text", table(UNTOUCHED))
def test_untouched(normalise: Normaliser, text: str) -> None:
    assert normalise(text) == ()


@pytest.mark.parametrize(("folded", "was"), table(WIDENED))
def test_widened(folded: str, was: str) -> None:
    assert replay(folded, widen(folded)) == was


@pytest.mark.parametrize("text", table(COMMA_STAYS))
def test_a_comma_that_may_be_meant_stays(text: str) -> None:
    assert widen_commas(text) == ()


def test_a_comma_between_clauses_is_widened() -> None:
    text = "渡口的老船停了三十年,今年春天又下了水。"
    assert replay(text, widen_commas(text)) == "渡口的老船停了三十年，今年春天又下了水。"


@pytest.mark.parametrize(
    ("normalise", "text", "expected"), [pytest.param(row[0], *row[2:], id=row[1]) for row in ASKED]
)
def test_changed_when_asked(normalise: Normaliser, text: str, expected: str) -> None:
    assert replay(text, normalise(text)) == expected


@pytest.mark.parametrize(
    ("text", "folded"),
    table(
        [
            ("empty", "", False),
            ("full-width", "老船停了三十年，今年又下了水，很好", False),
            ("English", "the old boat, the new boat, the ferry", False),
            ("one comma", "老船停了三十年,今年又下了水", False),
            ("two commas", "老船停了三十年,今年又下了水,很好", True),
            ("no commas", "1.安装;2.配置;3.运行!", False),
            ("half of it", "老船停了三十年,今年又下了水,很好，真的", False),
            ("Japanese", "古い船,木の船,鉄の船,渡し場の船", False),
        ]
    ),
)
def test_folded_as_a_whole(text: str, folded: bool) -> None:
    assert is_folded(text) is folded


@pytest.mark.parametrize("normalise", NORMALISERS)
@given(text=texts())
def test_laws(normalise: Normaliser, text: str) -> None:
    changes = normalise(text)
    out = replay(text, changes)
    assert bool(changes) == (out != text)
    assert normalise(out) == ()
    assert all(change.before != change.after for change in changes)
    spans = [(piece.start, piece.end) for piece in protected(text)]
    assert not any(start <= change.start < end for change in changes for start, end in spans)


@pytest.mark.parametrize("normalise", NORMALISERS)
@pytest.mark.parametrize("unit", ["(", "甲(", "(甲", "甲,", "甲,乙", '"甲', "甲...", "甲--乙", "a，", "甲!("])
def test_a_long_line_is_read(normalise: Normaliser, unit: str) -> None:
    text = unit * 100_000
    assert len(replay(text, normalise(text))) >= len(text) // 3
