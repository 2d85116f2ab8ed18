"""What clippings state in forms of their own: labels in brackets, bylines behind signs, accounts, kickers and decks; and
what only looks so."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import clean
from cleaner.metadata.dates import find_date, stated_date
from cleaner.metadata.labels import find_labels
from cleaner.metadata.latin import names_said
from cleaner.metadata.people import is_borne, split_names
from cleaner.metadata.thread_title import thread_line
from cleaner.metadata.title_points import is_field
from cleaner.readers.text import read_text
from tests.conftest import table
from tests.pools import PROSE

TEXT = "\n\n".join(PROSE["hans"][:3])
EN = "".join(f"<p>{text}</p>" for text in PROSE["en"][:3])
HANS = "".join(f"<p>{text}</p>" for text in PROSE["hans"][:3])
KANA = "\n\n".join(PROSE["ja"][:3])


def _fields(text: str, names: Any, **known: Any) -> dict[str, Any]:
    said = clean(text, **known).to_dict()
    return {name: said[name] for name in names}


NO_LABELS = [
    ("a button in brackets", "[编辑] 渡口旧事"),
    ("a label in brackets that closes elsewhere", "【渡口的作者】林夏"),
    ("a bar behind a longer word", "专栏作者 | 关注城市与水"),
]


@pytest.mark.parametrize("text", table(NO_LABELS))
def test_what_is_no_label(text: str) -> None:
    assert list(find_labels(text)) == []


VALUES = [
    ("a label in brackets", "【作者】林夏", ("authors", "林夏")),
    ("a value that begins with a pair", "作者：[美] 艾达·芬", ("authors", "[美] 艾达·芬")),
    ("a value that ends with a pair", "作者：艾达·芬（Ada Fenn）", ("authors", "艾达·芬（Ada Fenn）")),
    ("brackets around the whole", "作者：（林夏）", ("authors", "林夏")),
    ("the bracket around label and value", "（编辑：林夏）1130108", ("editor", "林夏")),
    ("a translator is no writer", "译者：林夏", ("ignored", "林夏")),
]


@pytest.mark.parametrize(("text", "label"), table(VALUES))
def test_values_of_labels(text: str, label: tuple[str, str]) -> None:
    assert [(found.field, found.value) for found in find_labels(text)] == [label]


NAMES = [
    ("a country before the name", "[美] 艾达·芬", ["艾达·芬"]),
    ("a name in brackets of its own", "（林小溪）", ["林小溪"]),
    ("an account that everybody has", "Super User", []),
]


@pytest.mark.parametrize(("text", "names"), table(NAMES))
def test_names_of_a_list(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("name", "borne"),
    [("林小溪", True), ("赛买提江", True), ("扎西旦增", True), ("现场直击", False), ("综合报道", False)],
)
def test_names_of_the_peoples_of_china(name: str, borne: bool) -> None:
    assert is_borne(name) is borne


def test_a_station_in_capitals_is_no_writer_beside_one() -> None:
    assert names_said("von Ada Fenwick, KDR KYLE") == ("Ada Fenwick",)
    assert names_said("By ADA FENWICK and RAFE OLLERTON") == ("ADA FENWICK", "RAFE OLLERTON")


REPUBLIC = [
    ("figures", "112-05-17", "2023-05-17"),
    ("Chinese", "113年1月3日 09:10", "2024-01-03T09:10"),
    ("a year of four figures", "2023-05-17", "2023-05-17"),
    ("a number that begins with three figures", "1120517", None),
    ("two figures", "12-05-17", None),
]


@pytest.mark.parametrize(("value", "iso"), table(REPUBLIC))
def test_years_of_the_republic_behind_a_label(value: str, iso: str | None) -> None:
    found = stated_date(value)
    assert (found.iso if found else None) == iso


def test_three_figures_are_a_year_behind_a_label_alone() -> None:
    found = find_date("全长112-05-17号")
    assert found is None or found.iso is None


FIELDS = [("a headline with a colon", "石鼓镇：渡口换新颜", False), ("a field", "發布單位:文化局", True)]


@pytest.mark.parametrize(("text", "field"), table(FIELDS))
def test_which_lines_are_fields(text: str, field: bool) -> None:
    assert is_field(text) is field


# Flat clippings.

STAYING = [
    (
        "an interview",
        "与制琴师的半日谈\n\n编辑：您是哪一年开始做琴的？\n\n制琴师：一九七九年，那时候我十六岁，在乐器厂学徒。",
    ),
    ("a list with boxes", f"要带的东西\n\n{TEXT}\n\n□ 方巾\n\n□ 石灰\n\n□ 金线"),
    ("a credit within a sentence", f"{TEXT}\n\n他把那一页翻过来（编辑留的空白），写上了自己的名字。"),
]


@pytest.mark.parametrize("text", table(STAYING))
def test_lines_that_stay(text: str) -> None:
    removed = [piece.noise_class for piece in clean(text).removed]
    assert "editor_credit" not in removed and "meta_line" not in removed


FLAT: list[tuple[str, str, dict[str, Any]]] = [
    ("nothing stated", f"一张旧船票\n\n{TEXT}", {"authors": [], "date": None, "source": None, "editor": None}),
    ("a writer behind a sign", f"雨夜过长亭\n\n□ 苏木\n\n{TEXT}", {"title": "雨夜过长亭", "authors": ["苏木"]}),
    (
        "fields in brackets",
        f"# 风的账本\n\n【作者】[美] 艾达·芬\n\n【来源】《远方评论》\n\n【日期】2018年9月22日\n\n{TEXT}",
        {"authors": ["艾达·芬"], "source": "远方评论", "date": "2018-09-22"},
    ),
    (
        "a department of computers is no outlet",
        f"我校召开布置会议\n\n网络中心  2023-03-04 09:15  浏览：88次\n\n{TEXT}",
        {"source": None, "date": "2023-03-04T09:15"},
    ),
    (
        "an editor in brackets, without a colon",
        f"渡口最后的摆渡人\n2024-03-05 09:10 来源：河口晚报\n\n{TEXT}\n\n(编辑 林兰)",
        {"editor": "林兰", "authors": []},
    ),
    (
        "a reporter of another people in a dateline",
        f"渡船停了桥通了\n\n2023年09月18日 11:02\n\n河口网讯（通讯员赛买提江）{TEXT}",
        {"authors": ["赛买提江"]},
    ),
    (
        "the reporters' line between title and day",
        f"直播 财经 思想 生活\n\n渡口停航之后，六个摆渡人去了哪里\n\n观潮新闻记者 方予墨 实习生 林乐山\n\n2021-05-06 07:39\n\n{TEXT}",
        {"title": "渡口停航之后，六个摆渡人去了哪里", "authors": ["方予墨", "林乐山"]},
    ),
    (
        "a deck behind a dash",
        f"河口·乡愁\n\n最后的箍桶匠，手上有一本年轮\n\n——记石门村的传承人\n海潮客户端记者周海峰\n2022-11-08 07:30海潮新闻 阅读数：3.2万\n\n{TEXT}",
        {"title": "最后的箍桶匠，手上有一本年轮", "date": "2022-11-08T07:30"},
    ),
    (
        "a department's field is no title",
        f"首頁 > 最新消息 > 新聞稿\n\n東埔圖書館夜間還書箱啟用\n\n發布日期:112-05-17\n發布單位:文化局\n點閱數:356\n\n{TEXT}",
        {"title": "東埔圖書館夜間還書箱啟用", "date": "2023-05-17"},
    ),
    (
        "who posted in a forum",
        f"桥洞底下的修伞摊-河口论坛-河口社区\n桥洞底下的修伞摊 [复制链接]\n雨打芭蕉\n发表于 2014-4-9 20:18:07 | 只看该作者\n\n{TEXT}",
        {"title": "桥洞底下的修伞摊", "authors": ["雨打芭蕉"], "source": None},
    ),
    (
        "a thread above its buttons",
        f"登录\n渡口吧\n关注：12,304\n看贴\n图片\n吧主推荐\n大家小时候坐过木船吗\n只看楼主收藏回复\n河边少年\n1\n{TEXT}",
        {"title": "大家小时候坐过木船吗"},
    ),
    (
        "a link above its points",
        f"Harbour News new | past | comments\nThe ferry that waits for nobody (harbour.example)\n36 points by seafog 11 months ago | hide | past\nseafog 11 months ago | next [–]\n{EN.replace('<p>', '').replace('</p>', chr(10) * 2)}",
        {"title": "The ferry that waits for nobody"},
    ),
    (
        "a post below its board and its age",
        f"r/islands\n•\n1 yr. ago\nferryman74\n\nHow do people get to the island now?\nQuestion\n{EN.replace('<p>', '').replace('</p>', chr(10) * 2)}",
        {"title": "How do people get to the island now?"},
    ),
    (
        "the writer between the deck and the day",
        f"Home\nNews\nOpinion\nSport\nCulture\nSearch\nIslands\nIslanders learn to sail after losing their ferry\nA year after the last boat, three hundred people have found their own way over\nAda Fenwick in Greenholm\nTue 11 Jun 2024 08.30 BST\nShare\n{EN.replace('<p>', '').replace('</p>', chr(10) * 2)}",
        {"title": "Islanders learn to sail after losing their ferry", "authors": ["Ada Fenwick"]},
    ),
    (
        "where the writer reports from",
        f"Startseite\nPanorama\nWie die Leute segeln lernten\nVon Ada Fenwick, Grünholm\n11.06.2024, 08.30 Uhr\nTeilen\n{EN.replace('<p>', '').replace('</p>', chr(10) * 2)}",
        {"authors": ["Ada Fenwick"]},
    ),
    (
        "a weblog's entry between its day and its category",
        f"ホーム\nプロフィール\n渡し舟日記\n川のそばで暮らす\n2024年3月5日\n最後の渡し舟に乗ってきた\nカテゴリ：日記\n\n{KANA}",
        {"title": "最後の渡し舟に乗ってきた", "date": "2024-03-05", "category": "日記"},
    ),
    (
        "a department between its day and its category is no entry of a weblog",
        f"渡口停航之后，六个摆渡人去了哪里\n2024-03-05 09:10\n分类：社会\n\n{TEXT}",
        {"title": "渡口停航之后，六个摆渡人去了哪里", "category": "社会"},
    ),
    (
        "an account with its id",
        f"| 桥洞底下的修伞摊\n\n文 | 林月\n来源 | 城南旧事（ID：chengnan）\n\n{TEXT}",
        {"source": "城南旧事", "authors": ["林月"]},
    ),
    (
        "who edited an English text",
        f"# A Ferry\n\nBy Ada Fenwick\n\nJuly 2, 2023\n\n{EN.replace('<p>', '').replace('</p>', chr(10) * 2)}\n\nEdited by Rafe Ollerton",
        {"editor": "Rafe Ollerton"},
    ),
    ("a Japanese paper's reporter", f"{KANA}\n\n（相沢灯、写真も）", {"authors": ["相沢灯"]}),
    ("a Japanese remark", f"{KANA}\n\n【敬称略】", {"authors": []}),
]


@pytest.mark.parametrize(("text", "fields"), table(FLAT))
def test_what_flat_clippings_state(text: str, fields: dict[str, Any]) -> None:
    assert _fields(text, fields) == fields


# Pages.

T = "渡口最后的摆渡人"
PAGES: list[tuple[str, str, dict[str, Any]]] = [
    ("an account behind a link", f"<title>{T}</title><h1>{T}</h1><p>Posted on 2016-05-04 by <a href='/author/admin'>admin</a></p>{HANS}", {"authors": []}),
    (
        "the owner of an account",
        f"<title>{T}</title><h1>{T}</h1><div class='post-author'><a href='/people/wei'>扳道工老魏</a></div>{HANS}",
        {"authors": ["扳道工老魏"], "source": None},
    ),
    (
        "where a link ends",
        f"<title>{T}</title><h1>{T}</h1><div>2022-03-15 09:12:44　来源: <a href='/m'>河岸工作室</a>北京 <a href='#'>举报</a></div>{HANS}",
        {"source": "河岸工作室", "date": "2022-03-15T09:12"},
    ),
    (
        "a portal's outlet behind 来自",
        f"<title>{T}</title><h1>{T}</h1><p>2019-8-12 10:33| 发布者: <a href='/u/1'>admin</a>| 原作者: 林小曼| 来自: 河口日报</p>{HANS}",
        {"source": "河口日报", "authors": ["林小曼"]},
    ),
    (
        "a device behind 来自",
        f"<title>{T}</title><h1>{T}</h1><p>2019-8-12 10:33| 来自: 手机客户</p>{HANS}",
        {"source": None},
    ),
    (
        "a heading on two lines",
        f"<title>石鼓镇：老渡口换新颜--清河区人民政府</title><h1>石鼓镇：<br>老渡口换新颜</h1><p>时间：2020-02-12</p>{HANS}",
        {"title": "石鼓镇：老渡口换新颜"},
    ),
    (
        "a heading that is the last piece of the head's title",
        f"<title>溪口鄉公所-最新消息-渡船復航公告</title><div><h2>渡船復航公告</h2></div>{HANS}",
        {"title": "渡船復航公告"},
    ),
    (
        "who reported for an agency",
        f"<title>Ferries stop</title><h1>Ferries stop</h1>{EN}<p>Reporting by Ada Fenwick; Editing by Rafe Ollerton</p>",
        {"authors": ["Ada Fenwick"], "editor": "Rafe Ollerton"},
    ),
    (
        "a list of pages",
        "<title>通知公告</title><ul>" + "".join(f"<li>2024-05-2{i} <a href='t{i}.html'>关于做好渡口安全检查第{i}号工作的通知</a></li>" for i in range(8)) + "</ul><div>来源：市教育局办公室　备案号：湘ICP备06000000号</div>",
        {"source": None, "authors": [], "date": None},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("page", "fields"), table(PAGES))
def test_what_pages_state(page: str, fields: dict[str, Any]) -> None:
    assert _fields(f"<html><body>{page}</body></html>", fields, markup="html") == fields


def test_a_list_of_links_with_points_has_no_title_among_them() -> None:
    page = "The ferry that waits\n36 points by seafog 11 months ago\nThe last lamp\n12 points by ada 2 days ago"
    assert thread_line(read_text(page), 4) is None
