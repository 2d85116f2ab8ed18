"""cleaner.judge.contents: a page's own table of contents, the headings that it lists and where it ends."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.contents import find_contents, find_listed, first_again
from cleaner.judge.facts import measure
from cleaner.readers.text import read_text
from tests.conftest import table

INTRO = "青屿岛，位于东海中部，面积4.6平方千米，岛上地势中间高、四周低，最高处是燕尾山，山上有一座灯塔。"
TEXT = "明嘉靖年间，岛上有渔户定居，清康熙年间设水师汛地，驻兵三十人，民国时期建成灯塔。"

#: Lines below a label, and where among them the text begins: at the end where nothing tells.
TABLES = [
    ("nothing", [], 0),
    ("entries alone", ["1 历史", "2 交通", "3 参考资料"], 3),
    ("entries without numbers", ["历史", "交通", "历史", TEXT], 4),
    ("the same entry in two chapters", ["1 历史", "1.1 概况", "2 交通", "2.1 概况"], 4),
    ("the first heading", ["1 历史", "2 交通", "历史", TEXT, "交通"], 2),
    ("a heading with its link", ["历史", "交通", "历史[编辑]", TEXT], 2),
    ("a heading with two links", ["History", "Ferry", "Ferry[edit | edit source]", TEXT], 2),
]


@pytest.mark.parametrize(("lines", "begins"), table(TABLES))
def test_where_a_table_of_contents_ends(lines: list[str], begins: int) -> None:
    facts = [measure(block) for block in read_text("\n\n".join(lines))]
    assert first_again(facts, 0, len(facts)) == begins


def test_what_a_table_of_contents_lists_and_where_it_stands() -> None:
    lines = [INTRO, "目录", "1 历史", "2 交通", "3 外部链接", "历史", TEXT, "交通[编辑]", TEXT]
    facts = [measure(block) for block in read_text("\n\n".join(lines))]
    zones = ["nav" if 2 <= i <= 4 else None for i in range(len(lines))]
    assert find_listed(facts, zones) == {5, 7}
    assert find_contents(facts, zones, {1}) == {1, 2, 3, 4}
    assert find_contents(facts[:5], zones[:5], {1}) == frozenset()  # a menu: nothing of it stands again


FIELDS = ["别名", "燕尾岛", "外文名", "Qingyu", "所属地区", "海潮镇"]


def test_an_article_of_an_encyclopaedia_keeps_what_stands_above_its_contents() -> None:
    """Particulars, contents and buttons between the first paragraph and the others are more lines than text."""
    tools = ["播报", "编辑"]
    page = [
        *["百度首页", "网页", "新闻", "贴吧", "视频", "登录", "注册", "青屿岛", *tools, "讨论", "收藏"],
        *[INTRO, *FIELDS, "目录", "1 历史", "2 交通", "历史", *tools, TEXT, TEXT, "交通", *tools, TEXT, TEXT],
        *["浏览次数：10234次", "编辑次数：12次历史版本", "意见反馈", "京ICP证030173号"],
    ]
    article = clean("\n".join(page))
    assert article.metadata.title == "青屿岛"
    assert article.text.split() == [INTRO, *FIELDS, "历史", TEXT, TEXT, "交通", TEXT, TEXT]


def test_a_line_that_stands_amid_texts_ends_none() -> None:
    """A site of novels sets its own words between short paragraphs, more of them than the text has."""
    ask = "（本章未完，请点击下一页继续阅读）"
    page = [
        "首页",
        "排行榜",
        "登录",
        "第三章 空船",
        "作者：林守一 字数：3012",
        TEXT,
        ask,
        "他认得那双鞋。",
        ask,
        TEXT,
        "京ICP备05000001号",
    ]
    assert clean("\n\n".join(page)).text.split() == [TEXT, "他认得那双鞋。", TEXT]
