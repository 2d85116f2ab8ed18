"""cleaner.metadata: dates, names, labels, titles, front matter, language; and whole clippings with provenance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from cleaner import clean
from cleaner.metadata.dates import find_date
from cleaner.metadata.front_matter import read_front_matter
from cleaner.metadata.labels import find_labels
from cleaner.metadata.language import language_of
from cleaner.metadata.people import is_han_name, is_organisation, read_roles, split_names
from cleaner.metadata.suffix import split_site
from tests.conftest import any_text, table

HANS = (
    "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。",
    "村里的磨坊停了二十年，去年冬天又转了起来，磨出来的面粉带着一点石头的味道。",
)
HANT = (
    "山腳下的雜貨店開了四十年，老闆娘記得每個孩子愛吃的糖果，也記得他們什麼時候離開。",
    "那年颱風過後，整條街的招牌只剩下三塊，大家卻靠著記憶走進了正確的店門。",
)
JA = (
    "港の灯台には今も二匹の猫が住んでいて、朝になると階段を下りて魚市場まで歩いていく。",
    "古い橋の下を流れる水の音は、雨の日には少し低くなると、川沿いに住む人たちは言う。",
)
EN = (
    "The ferry leaves at six, and nobody on the island has ever seen it wait for a latecomer, however loud.",
    "For eleven winters the mill stood empty, until a baker from the coast asked whether the wheel would still turn.",
)

NO_DATES = [
    ("nothing", ""),
    ("running text", HANS[0]),
    ("a score", "1-9"),
    ("a decimal", "3.5"),
    ("a price", "12.5元"),
    ("an age range", "10-12岁"),
    ("months", "3-5月"),
    ("a year alone", "2024"),
    ("a year in Chinese", "2024年"),
    ("a year and month", "2024年3月"),
    ("a span of years", "2019-2024"),
    ("a mobile number", "13900000000"),
    ("a number with its area", "0519-85820000"),
    ("a Japanese number", "電話 03-1234-5678"),
    ("a version", "v2.10.3"),
    ("a version like a year", "1.2024.5"),
    ("a network address", "10.20.30.40"),
    ("a book's number", "ISBN 978-7-2023-0405-1"),
    ("a document's number", "第2023-05号"),
    ("a month that there is not", "2024-13-05"),
    ("a day that there is not", "2024-02-30"),
    ("fourteen digits", "20240305093000"),
    ("a word like a month", "maybe 5, 2024"),
    ("a month without a year", "Dec 25"),
    ("figures of which nobody knows the order", "05/12/2024"),
    ("a day with two digits of its year, glued to a clock", "macher28.09.1912:44"),
    ("columns of a table", "3 | 14 | 2024"),
    ("a year and a fraction", "2024 3/5"),
]


@pytest.mark.parametrize("text", table(NO_DATES))
def test_what_is_no_date(text: str) -> None:
    assert find_date(text) is None


DATES = [
    ("figures with dashes", "2024-03-05", "2024-03-05"),
    ("figures with slashes", "2024/3/5", "2024-03-05"),
    ("figures with points", "2024.3.5", "2024-03-05"),
    ("figures with bars", "26 | 01 | 2022", "2022-01-26"),
    ("figures alone", "20240305", "2024-03-05"),
    ("Russian with the word for a year before the clock", "15 марта 2016 г. 23:40", "2016-03-15T23:40"),
    ("Chinese", "2024年3月5日", "2024-03-05"),
    ("Chinese with spaces", "2024 年 3 月 5 日", "2024-03-05"),
    ("full width", "２０２４年３月５日", "2024-03-05"),
    ("year of the Republic", "民國113年3月5日", "2024-03-05"),
    ("year of the Republic with spaces", "中華民國 113 年 3 月 5 日", "2024-03-05"),
    ("Reiwa", "令和6年3月5日", "2024-03-05"),
    ("first year of Reiwa", "令和元年5月1日", "2019-05-01"),
    ("Heisei", "平成30年3月5日", "2018-03-05"),
    ("English, month first", "March 5, 2024", "2024-03-05"),
    ("as programs print it", "Tue Mar  5 21:04:10 2024", "2024-03-05T21:04"),
    ("glued to what an entry earned", "0.5552024.03.05 21:04:33字数 1,204", "2024-03-05T21:04"),
    ("English, shortened", "Mar. 5, 2024", "2024-03-05"),
    ("English, day first", "5 March 2024", "2024-03-05"),
    ("English, ordinal", "5th March 2024", "2024-03-05"),
    ("within text", "刊于2024年3月5日的晚报", "2024-03-05"),
    ("first of two", "2024-03-05至2024-03-08", "2024-03-05"),
    ("behind a vaguer one", "1年前 (2024-11-25)", "2024-11-25"),
    ("leap day", "2024-02-29", "2024-02-29"),
    ("with a time", "2024-03-05 09:10", "2024-03-05T09:10"),
    ("with seconds and zone", "2024-03-05T09:10:11+08:00", "2024-03-05T09:10+08:00"),
    ("with a weekday", "2024年3月5日 星期二 15:04", "2024-03-05T15:04"),
    ("with a Japanese weekday", "2024年3月5日(火) 15:04", "2024-03-05T15:04"),
    ("in the morning", "2024年3月5日 上午9:10", "2024-03-05T09:10"),
    ("in the afternoon", "2024年3月5日 下午3:10", "2024-03-05T15:10"),
    ("at noon", "2024年3月5日 下午12:10", "2024-03-05T12:10"),
    ("in the afternoon in Japanese", "2024年3月5日 午後3時10分", "2024-03-05T15:10"),
    ("in the afternoon in Korean", "2024.03.05. 오후 3:10", "2024-03-05T15:10"),
    ("hours and minutes in Korean", "2024년 3월 5일 오전 9시 05분", "2024-03-05T09:05"),
    ("half past midnight", "2024.03.05. 오전 12:30", "2024-03-05T00:30"),
    ("a clock behind the point of the day", "2024. 3. 5. 15:10", "2024-03-05T15:10"),
    ("a number behind the point of the day", "2024-03-05. 3 boats", "2024-03-05"),
    ("hours and minutes in Chinese", "2024年3月5日下午3时10分", "2024-03-05T15:10"),
    ("pm", "March 5th, 2024 at 3:10 pm", "2024-03-05T15:10"),
    ("past midnight", "March 5, 2024 12:05 am", "2024-03-05T00:05"),
    ("a clock before the day", "10:15, 27 июня 2023", "2023-06-27T10:15"),
    ("half a day before the day", "6:02 p.m. ET April 11, 2024", "2024-04-11T18:02"),
    ("a bar between the clock and the day", "6:05pm | 29/12/2023", "2023-12-29T18:05"),
    ("a score before the day", "3:1, 2024-03-05", "2024-03-05"),
    ("a span of time before the day", "9:00-17:30 2024-03-05", "2024-03-05"),
    ("points in a German clock", "03.12.2023, 17.21 Uhr", "2023-12-03T17:21"),
    ("a Russian month cut short", "3 ноя 2022 в 12:40", "2022-11-03T12:40"),
    ("a Vietnamese weekday", "Thứ ba, 2/4/2024, 06:15", "2024-04-02T06:15"),
    ("an Indonesian month", "21 Agustus 2024, 07:30 WIB", "2024-08-21T07:30"),
    ("a year apart from its day", "2024 03/05 09:10:11", "2024-03-05T09:10"),
    ("Korean", "2024년 3월 5일", "2024-03-05"),
    ("a point behind the day in English", "Mar 5. 2024", "2024-03-05"),
    ("a French clock tells the order", "05/03/2024 à 07h30", "2024-03-05T07:30"),
    ("a Spanish word tells the order", "Actualizado 05/03/2024", "2024-03-05"),
    ("an hour that there is not", "2024-03-05 25:00", "2024-03-05"),
    ("a minute that there is not", "2024-03-05 09:70", "2024-03-05"),
]


@pytest.mark.parametrize(("text", "iso"), table(DATES))
def test_dates(text: str, iso: str) -> None:
    found = find_date(text)
    assert found is not None and found.iso == iso


VAGUE = [
    ("days ago", "3天前", "3天前"),
    ("hours ago, spaced", "发布于 2 小时前", "2 小时前"),
    ("months ago with a day", "8个月前 (09-24)", "8个月前 (09-24)"),
    ("English", "Posted 3 hours ago", "3 hours ago"),
    ("English, in two measures", "Asked 2 years, 3 months ago", "2 years, 3 months ago"),
    ("Chinese, in two measures", "发布于1年2个月前", "1年2个月前"),
    ("yesterday", "昨天 08:30", "昨天 08:30"),
    ("month and day", "05-04 08:30", "05-04 08:30"),
    ("month and day in Chinese", "3月5日", "3月5日"),
    ("a year of an era that is not named", "113年3月5日", "113年3月5日"),
]


@pytest.mark.parametrize(("text", "raw"), table(VAGUE))
def test_vague_dates_stay_as_printed(text: str, raw: str) -> None:
    found = find_date(text)
    assert found is not None and (found.iso, found.raw) == (None, raw)


@given(any_text(80))
def test_a_date_stands_where_it_says(text: str) -> None:
    found = find_date(text)
    assert found is None or text[found.start : found.end].strip() == found.raw


NAMES = [
    ("nothing", "", []),
    ("an account", "admin", []),
    ("an editorial office", "编辑部", []),
    ("a newspaper", "河口晚报", []),
    ("nobody", "匿名", []),
    ("the place of a post in its thread", "2#", []),
    ("the day a shop is closed", "週二休", []),
    ("buttons in Korean", "URL 복사이웃추가", []),
    ("a name with the same surname", "周二妹", ["周二妹"]),
    ("our reporter", "本报记者", []),
    ("a year", "2024年", []),
    ("an address", "https://example.com", []),
    ("a sentence", "A very long sentence that is no name at all because it has far too many words", []),
    ("one name", "林小溪", ["林小溪"]),
    ("in brackets", "（林小溪）", ["林小溪"]),
    ("set apart", "赵　娟", ["赵娟"]),
    ("two set apart", "赵 娟 林 夏", ["赵娟", "林夏"]),
    ("ideographic comma", "林小溪、周夏", ["林小溪", "周夏"]),
    ("space between", "林小溪 周夏", ["林小溪", "周夏"]),
    ("comma, slash, and", "林小溪，周夏/孙佳和钱宁", ["林小溪", "周夏", "孙佳", "钱宁"]),
    ("the same twice", "林小溪、林小溪", ["林小溪"]),
    ("a middle dot within a name", "阿卜杜拉·买买提", ["阿卜杜拉·买买提"]),
    ("a newspaper beside a name", "柳镇新闻网 林小溪", ["林小溪"]),
    ("Japanese", "田之上みのり、山田太郎", ["田之上みのり", "山田太郎"]),
    ("English", "Ada Fenwick", ["Ada Fenwick"]),
    ("English with initials", "J. R. Quill", ["J. R. Quill"]),
    ("English with marks", "Mary-Jane O'Neil", ["Mary-Jane O'Neil"]),
    ("two English", "Ada Fenwick and Rafe Ollerton", ["Ada Fenwick", "Rafe Ollerton"]),
    (
        "comma between English",
        "Ada Fenwick, Rafe Ollerton & Greta Linnell",
        ["Ada Fenwick", "Rafe Ollerton", "Greta Linnell"],
    ),
    ("written as an account", "@林小溪", ["林小溪"]),
]


@pytest.mark.parametrize(("text", "names"), table(NAMES))
def test_split_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("name", "person", "organisation"),
    table(
        [
            ("a person", "林小溪", True, False),
            ("a person set apart", "赵　娟", True, False),
            ("a newspaper", "河口晚报", False, True),
            ("an office", "柳镇人民政府", False, True),
            ("a word", "磨坊", False, False),
            ("an English name", "Ada Fenwick", False, False),
        ]
    ),
)
def test_persons_and_organisations(name: str, person: bool, organisation: bool) -> None:
    assert (is_han_name(name), is_organisation(name)) == (person, organisation)


ROLES = [
    ("nothing", "", []),
    ("a name without a role", "林小溪", []),
    ("a role in a sentence", "记者林小溪在现场看到，水已经退了。", []),
    ("a role in a longer word", "语文老师 林夏", []),
    ("a speaker", "记者：您怎么看？", []),
    ("a reporter", "记者 林小溪", [("记者", "林小溪", None)]),
    ("a reporter, glued", "记者林小溪", [("记者", "林小溪", None)]),
    (
        "two roles",
        "本报记者 林小溪 通讯员 周夏",
        [("本报记者", "林小溪", None), ("通讯员", "周夏", None)],
    ),
    (
        "an outlet before the role",
        "河口晚报实习记者 林小溪 通讯员 孙佳 周娴",
        [("实习记者", "林小溪", "河口晚报"), ("通讯员", "孙佳", None), ("通讯员", "周娴", None)],
    ),
    (
        "an outlet before the second role",
        "通讯员 林小溪 河口日报记者 周夏",
        [("通讯员", "林小溪", None), ("记者", "周夏", "河口日报")],
    ),
    ("text and picture", "文／林小溪 图／周夏", [("文", "林小溪", None)]),
    ("a place behind the name", "記者周念慈／台北報導", [("記者", "周念慈", None)]),
    ("a day of the Republic behind the name", "記者周念慈 民國113年10月18日", [("記者", "周念慈", None)]),
    ("a given name like the Republic's", "记者周民国", [("记者", "周民国", None)]),
    ("in brackets", "【记者王大同/报导】", [("记者", "王大同", None)]),
    ("a date behind the name", "实习生 林夏（2024年3月5日）", [("实习生", "林夏", None)]),
    ("Japanese", "取材・文 山田太郎", [("取材・文", "山田太郎", None)]),
]


@pytest.mark.parametrize(("text", "people"), table(ROLES))
def test_read_roles(text: str, people: list[tuple[str, str, str | None]]) -> None:
    assert [(person.role, person.name, person.org) for person in read_roles(text)] == people


LABELS = [
    ("nothing", "", []),
    ("a word without a mark", "来源", []),
    ("a sentence", "时间过得真快，转眼又是一年。", []),
    ("an address", "https://example.com/a", []),
    ("a label within a word", "语文：林夏", []),
    ("a label within an English word", "resource: a", []),
    ("one", "来源：河口晚报", [("source", "来源", "河口晚报")]),
    ("set apart", "来 源：河口晚报", [("source", "来 源", "河口晚报")]),
    ("traditional", "責任編輯：林夏", [("editor", "責任編輯", "林夏")]),
    ("Japanese", "公開日：2024年1月15日", [("date", "公開日", "2024年1月15日")]),
    ("English", "Source: The Kyle Courier", [("source", "Source", "The Kyle Courier")]),
    ("a slash", "文/林小溪", [("authors", "文", "林小溪")]),
    ("a bar", "作者|林小溪", [("authors", "作者", "林小溪")]),
    (
        "several in a row, one empty",
        "发布日期: 2024-10-18    来源:河口晚报  浏览次数:  字号:〖大 中 小〗",
        [
            ("date", "发布日期", "2024-10-18"),
            ("source", "来源", "河口晚报"),
            ("views", "浏览次数", ""),
            ("ignored", "字号", "〖大 中 小〗"),
        ],
    ),
]


VIEWS = [
    ("none", "收藏 12", None),
    ("a number behind its label", "浏览次数：12", 12),
    ("one with commas", "阅读：3,204", 3204),
    ("one before its word", "45阅读", 45),
    ("a count of readers", "1024人阅读", 1024),
    ("rounded, behind a day", "阅读量1.2k 收藏 12", 1200),
    ("rounded, in tens of thousands", "阅读 1.2万", 12_000),
    ("rounded, with a space", "1.2 万次阅读", 12_000),
    ("rounded, and more", "阅读：10万+", 100_000),
    ("rounded, in brackets", "阅读(1.2w)", 12_000),
    ("rounded, in hundreds of millions", "阅读 3亿", 300_000_000),
    ("the first character of a name", "阅读 120 万科新闻", 120),
    ("no whole number", "阅读数 1.5", None),
    ("a label behind the day", "阅读量12", 12),
]


@pytest.mark.parametrize(("line", "views"), table(VIEWS))
def test_views(line: str, views: int | None) -> None:
    prose = "渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。他说今天风大，船会晚一些。\n\n"
    article = clean(f"渡口最后的摆渡人在等春天\n\n作者：林溪 2024-03-05 {line}\n\n{prose * 4}")
    assert article.metadata.views == views


@pytest.mark.parametrize(("text", "labels"), table(LABELS))
def test_find_labels(text: str, labels: list[tuple[str, str, str]]) -> None:
    assert [tuple(label)[:3] for label in find_labels(text)] == labels


SITES = [
    ("none", "渡口最后的摆渡人", "渡口最后的摆渡人", None),
    ("a hyphen within a word", "COVID-19 and the ferry", "COVID-19 and the ferry", None),
    ("a slash within a word", "AC/DC in town", "AC/DC in town", None),
    ("an underscore within a word", "snake_case in Python", "snake_case in Python", None),
    ("a sentence behind the dash", "他走了 - 你说呢？", "他走了 - 你说呢？", None),
    ("too short before it", "柳镇 - 柳镇新闻网", "柳镇 - 柳镇新闻网", None),
    ("long behind the dash", f"A mill - {EN[1]}", f"A mill - {EN[1]}", None),
    ("a dash", "渡口最后的摆渡人 - 柳镇新闻网", "渡口最后的摆渡人", "柳镇新闻网"),
    ("an underscore", "渡口最后的摆渡人_柳镇新闻网", "渡口最后的摆渡人", "柳镇新闻网"),
    ("a full width bar", "渡口最后的摆渡人｜柳镇新闻网", "渡口最后的摆渡人", "柳镇新闻网"),
    ("column and site", "渡口最后的摆渡人 | 文化 | 柳镇新闻网", "渡口最后的摆渡人", "柳镇新闻网"),
    ("a template that found no name", "渡口最后的摆渡人 - undefined", "渡口最后的摆渡人", None),
    (
        "a name that begins like it",
        "The Ferry That Never Waits - Null Island Post",
        "The Ferry That Never Waits",
        "Null Island Post",
    ),
    ("English", "The Ferry That Never Waits - Kyle Courier", "The Ferry That Never Waits", "Kyle Courier"),
]


@pytest.mark.parametrize(("title", "clean_title", "site"), table(SITES))
def test_split_site(title: str, clean_title: str, site: str | None) -> None:
    assert split_site(title) == (clean_title, site)


FRONT = [
    ("nothing", {}, {}),
    ("keys of no concern", {"weather": "rain", "cssclass": "wide"}, {}),
    ("empty values", {"title": "", "tags": [], "description": "  "}, {}),
    ("values of other kinds", {"title": {"a": "b"}}, {}),
    ("what is no address", {"url": "not an address"}, {}),
    ("what is no date", {"date": "soon"}, {}),
    ("what is no number", {"views": "many"}, {}),
    ("a slug is no outlet", {"source": "web-clip"}, {}),
    ("the day of the note is not the article's", {"created": "2024-03-05"}, {}),
    ("a title", {"title": "a"}, {"title": ("a", "title")}),
    ("keys in upper case", {"Title": "a"}, {"title": ("a", "title")}),
    ("one author", {"author": "Ada Fenwick"}, {"authors": (("Ada Fenwick",), "author")}),
    ("authors in a list", {"authors": ["林小溪", "周夏"]}, {"authors": (("林小溪", "周夏"), "authors")}),
    ("an author as a link", {"author": ["[[p/Ada|Ada Fenwick]]"]}, {"authors": (("Ada Fenwick",), "author")}),
    ("a date", {"published": "2024-03-05T09:10:00Z"}, {"date": ("2024-03-05T09:10Z", "published")}),
    ("an address as source", {"source": "https://example.com/a"}, {"url": ("https://example.com/a", "source")}),
    ("an outlet as source", {"source": "河口晚报"}, {"source": ("河口晚报", "source")}),
    ("tags in a list", {"tags": ["a", "b"]}, {"tags": (("a", "b"), "tags")}),
    ("tags in a line", {"tags": "a, b，c"}, {"tags": (("a", "b", "c"), "tags")}),
    ("the innermost category", {"category": ["a", "b"]}, {"category": ("b", "category")}),
    ("views", {"views": "12"}, {"views": (12, "views")}),
    ("Chinese keys", {"标题": "渡口", "作者": "林小溪"}, {"title": ("渡口", "标题"), "authors": (("林小溪",), "作者")}),
]


@pytest.mark.parametrize(("front", "fields"), table(FRONT))
def test_read_front_matter(front: dict[str, object], fields: dict[str, Any]) -> None:
    assert read_front_matter(front) == fields


LANGUAGES = [
    ("nothing", "", None, None),
    ("figures", "123 45", None, None),
    ("too little", "abc", None, None),
    ("numerals that all scripts share", "一二三四", "zh", None),
    ("simplified", HANS[0], "zh", "Hans"),
    ("traditional", HANT[0], "zh", "Hant"),
    ("traditional with common characters", "\n".join(HANT), "zh", "Hant"),
    ("both in one text", HANS[0] + HANT[0], "zh", "mixed"),
    ("Chinese with English words", "我们用 Python 写程序，然后 run 一遍 the tests，看结果。", "zh", "Hans"),
    ("Japanese", JA[0], "ja", "Jpan"),
    ("Korean", "나루터의 등불은 아직 켜져 있고 뱃사공은", "ko", "Kore"),
    ("English", EN[0], "en", "Latn"),
    (
        "English about Chinese words",
        "The word 渡口 means ferry, and the word 灯 means lamp, it is said in the book",
        "en",
        "Latn",
    ),
    ("French", "Le bac part à six heures et personne ne l'a jamais vu attendre un retardataire.", None, "Latn"),
]


@pytest.mark.parametrize(("text", "language", "script"), table(LANGUAGES))
def test_language_of(text: str, language: str | None, script: str | None) -> None:
    assert language_of(text) == (language, script)


def _lines(*lines: str) -> str:
    return "\n\n".join(lines)


TITLES: list[tuple[str, str, dict[str, Any], str | None, str | None]] = [
    ("running text has none", _lines(*HANS), {}, None, None),
    ("one sentence has none", HANS[0], {}, None, None),
    ("a section's head is none", _lines("一、磨坊的来历", *HANS), {}, None, None),
    ("a menu is none", _lines("首页", "新闻", "体育", *HANS), {}, None, None),
    ("a byline is none", _lines("来源：河口晚报 作者：林小溪", *HANS), {}, None, None),
    ("share buttons are none", _lines("分享到：微信 微博 QQ空间", *HANS), {}, None, None),
    (
        "a heading further down is none",
        f"{HANS[0]}\n\n# 磨坊\n\n{HANS[1]}\n\n**a** **b**",
        {"markup": "markdown"},
        None,
        None,
    ),
    ("a file named by number", _lines(*HANS), {"path": "clips/20240305-1.txt"}, None, None),
    (
        "the line above the byline",
        _lines("渡口最后的摆渡人", "来源：河口晚报", *HANS),
        {},
        "渡口最后的摆渡人",
        "line 1",
    ),
    (
        "between breadcrumb and byline",
        _lines("首页 > 乡间 > 正文", "渡口最后的摆渡人", "来源：河口晚报", *HANS),
        {},
        "渡口最后的摆渡人",
        "line 3",
    ),
    ("the only short line", _lines("渡口最后的摆渡人", *HANS), {}, "渡口最后的摆渡人", "line 1"),
    ("a label", _lines("标题：渡口最后的摆渡人", "作者：林小溪", *HANS), {}, "渡口最后的摆渡人", "line 1: label"),
    (
        "not the original's",
        _lines("渡口的灯", "原标题：渡口最后的摆渡人", "来源：河口晚报", *HANS),
        {},
        "渡口的灯",
        "line 1",
    ),
    ("a heading", f"# 渡口的灯\n\n{_lines(*HANS)}", {"markup": "markdown"}, "渡口的灯", "line 1: heading"),
    (
        "front matter before the heading",
        f"---\ntitle: 渡口\n---\n\n# 渡口的灯\n\n{_lines(*HANS)}",
        {},
        "渡口",
        "front matter: title",
    ),
    ("the file's name", _lines(*HANS), {"path": "2022-05-04 渡口最后的摆渡人.txt"}, "渡口最后的摆渡人", "path"),
    (
        "two lines of one title",
        "渡口最后的摆渡人\n和他的四十年木船\n\n来源：河口晚报\n\n" + _lines(*HANS),
        {},
        "渡口最后的摆渡人 和他的四十年木船",
        "line 1",
    ),
    (
        "English",
        _lines("The Ferry That Never Waits", "By Ada Fenwick", *EN),
        {},
        "The Ferry That Never Waits",
        "line 1",
    ),
]


@pytest.mark.parametrize(("text", "known", "title", "origin"), table(TITLES))
def test_titles(text: str, known: dict[str, Any], title: str | None, origin: str | None) -> None:
    article = clean(text, **known)
    assert (article.title, article.metadata.provenance.get("title")) == (title, origin)
    assert all(sentence in article.text for sentence in (*HANS, *EN) if sentence in text)


#: A clipping, what else is given, and the fields it states with their provenance; no other field is stated.
WHOLE: list[tuple[str, str, dict[str, Any], dict[str, Any], dict[str, str]]] = [
    ("states nothing", _lines(*HANS), {}, {}, {}),
    (
        "sentences like bylines state nothing",
        _lines(
            "来源不明的包裹已经交给警方处理，具体情况还在调查当中。", "作者在书里写道，河流没有名字，记者也没有追问。"
        ),
        {},
        {},
        {},
    ),
    (
        "a news page",
        _lines(
            "当前位置：首页 > 乡间 > 正文",
            "渡口最后的摆渡人",
            "发布时间：2023-04-11 08:30 来源：河口晚报 作者：林小溪 浏览次数：312",
            *HANS,
            "责任编辑：周小川",
            "本文链接：https://example.com/post/41.html",
        ),
        {},
        {
            "title": "渡口最后的摆渡人",
            "breadcrumb": ("首页", "乡间", "正文"),
            "category": "乡间",
            "date": "2023-04-11T08:30",
            "source": "河口晚报",
            "authors": ("林小溪",),
            "views": 312,
            "editor": "周小川",
            "url": "https://example.com/post/41.html",
        },
        {
            "title": "line 3",
            "breadcrumb": "line 1: breadcrumb",
            "category": "line 1: breadcrumb",
            "date": "line 5: 发布时间",
            "source": "line 5: 来源",
            "authors": "line 5: 作者",
            "views": "line 5: 浏览次数",
            "editor": "line 11: 责任编辑",
            "url": "line 13: 本文链接",
        },
    ),
    (
        "a glued line",
        _lines("您的位置：首页 > 乡间故事 > 正文", "渡口最后的摆渡人", "admin2年前 (2022-05-16)乡间故事41", *HANS),
        {},
        {
            "title": "渡口最后的摆渡人",
            "breadcrumb": ("首页", "乡间故事", "正文"),
            "category": "乡间故事",
            "date": "2022-05-16",
            "views": 41,
        },
        {"category": "line 1: breadcrumb", "date": "line 5", "views": "line 5"},
    ),
    (
        "published and updated",
        _lines("渡口最后的摆渡人", "发布时间：2022-05-04 更新时间：2022-05-06", *HANS),
        {},
        {"title": "渡口最后的摆渡人", "date": "2022-05-04", "modified": "2022-05-06"},
        {"date": "line 3: 发布时间", "modified": "line 3: 更新时间"},
    ),
    (
        "the first evidence stands",
        _lines("渡口最后的摆渡人", "来源：河口晚报 2022-05-04", "来源：柳镇新闻网 2022-05-06", *HANS),
        {},
        {"title": "渡口最后的摆渡人", "date": "2022-05-04", "source": "河口晚报"},
        {"source": "line 3: 来源", "date": "line 3"},
    ),
    (
        "a date without its day",
        _lines("渡口最后的摆渡人", "3天前 来源：河口晚报", *HANS),
        {},
        {"title": "渡口最后的摆渡人", "date_raw": "3天前", "source": "河口晚报"},
        {"date_raw": "line 3"},
    ),
    (
        "a count without a label",
        _lines("渡口最后的摆渡人", "来源：河口晚报", "1,024次阅读", *HANS),
        {},
        {"title": "渡口最后的摆渡人", "source": "河口晚报", "views": 1024},
        {"views": "line 5"},
    ),
    (
        "a byline at the end",
        _lines("渡口最后的摆渡人", HANS[0], HANS[1] + "（记者 林小溪）", "（责任编辑：周小川）"),
        {},
        {"title": "渡口最后的摆渡人", "authors": ("林小溪",), "editor": "周小川"},
        {"authors": "line 5", "editor": "line 7: 责任编辑"},
    ),
    (
        "a dateline",
        _lines("渡口最后的摆渡人", "柳镇新闻社河口4月11日电（记者林小溪、周夏）" + HANS[0], HANS[1]),
        {},
        {"title": "渡口最后的摆渡人", "authors": ("林小溪", "周夏")},
        {"authors": "line 3: dateline"},
    ),
    (
        "a portal's link",
        _lines("渡口最后的摆渡人", "来源：河口晚报", HANS[0], HANS[1] + "返回搜狐，查看更多"),
        {},
        {"title": "渡口最后的摆渡人", "source": "河口晚报", "via": "搜狐"},
        {"via": "line 7"},
    ),
    (
        "another title and tags",
        _lines("渡口的灯", "原标题：渡口最后的摆渡人", "来源：河口晚报", *HANS, "标签：渡口 摆渡人"),
        {},
        {
            "title": "渡口的灯",
            "original_title": "渡口最后的摆渡人",
            "source": "河口晚报",
            "tags": ("渡口", "摆渡人"),
        },
        {"original_title": "line 3: 原标题", "tags": "line 11: 标签"},
    ),
    (
        "a government's page",
        _lines(
            "柳镇人民政府关于渡口的通知",
            "发文机关：柳镇人民政府 发文字号：柳政发〔2022〕5号 成文日期：2022年5月4日",
            *HANS,
            "主办单位：柳镇人民政府办公室 苏ICP备00000000号-1",
        ),
        {},
        {
            "title": "柳镇人民政府关于渡口的通知",
            "issuer": "柳镇人民政府",
            "source": "柳镇人民政府",
            "document_number": "柳政发〔2022〕5号",
            "date": "2022-05-04",
            "site": "柳镇人民政府",
        },
        {"issuer": "line 3: 发文机关", "site": "line 9"},
    ),
    (
        "an owner's line",
        _lines("渡口最后的摆渡人", "来源：河口晚报", *HANS, "版权所有 柳镇新闻网 未经许可不得转载"),
        {},
        {"title": "渡口最后的摆渡人", "source": "河口晚报", "site": "柳镇新闻网"},
        {"site": "line 9"},
    ),
    (
        "who wrote a text in the line on its origin, and the owner before the numbers of the site",
        _lines(
            "渡口最后的摆渡人",
            "作者：河岸人家 | 2024-03-05 | 阅读 1204",
            *HANS,
            "本文由河岸人家原创，转载请注明出处。",
            "Copyright © 2024 河岸手作 京ICP备00000000号",
        ),
        {},
        {
            "title": "渡口最后的摆渡人",
            "authors": ("河岸人家",),
            "date": "2024-03-05",
            "site": "河岸手作",
            "views": 1204,
        },
        {"site": "line 11"},
    ),
    (
        "an English page",
        _lines(
            "The Ferry That Never Waits for Anyone",
            "By Ada Fenwick and Rafe Ollerton | May 4, 2022",
            *EN,
            "© 2022 Kyle Courier. All rights reserved.",
        ),
        {},
        {
            "title": "The Ferry That Never Waits for Anyone",
            "authors": ("Ada Fenwick", "Rafe Ollerton"),
            "date": "2022-05-04",
            "site": "Kyle Courier",
        },
        {"title": "line 1", "authors": "line 3", "date": "line 3", "site": "line 9"},
    ),
    (
        "a Japanese page",
        _lines("灯台に住む二匹の猫の物語", "公開日：2021年9月14日　更新日：2021年9月20日", "記者：田之上みのり", *JA),
        {},
        {
            "title": "灯台に住む二匹の猫の物語",
            "date": "2021-09-14",
            "modified": "2021-09-20",
            "authors": ("田之上みのり",),
        },
        {"date": "line 3: 公開日", "modified": "line 3: 更新日", "authors": "line 5: 記者"},
    ),
    (
        "front matter",
        "---\ntitle: The Ferry\nauthor: Ada Fenwick\ndate: 2022-05-04\nsource: https://example.com/ferry\n"
        f"tags: [ferry, island]\n---\n\n{_lines(*EN)}",
        {},
        {
            "title": "The Ferry",
            "authors": ("Ada Fenwick",),
            "date": "2022-05-04",
            "url": "https://example.com/ferry",
            "tags": ("ferry", "island"),
        },
        {
            "title": "front matter: title",
            "authors": "front matter: author",
            "date": "front matter: date",
            "url": "front matter: source",
            "tags": "front matter: tags",
        },
    ),
    (
        "front matter goes before the page",
        f"---\nauthor: Ada Fenwick\n---\n\n# The Ferry That Waits\n\nBy Rafe Ollerton | May 4, 2022\n\n{_lines(*EN)}",
        {},
        {"title": "The Ferry That Waits", "authors": ("Ada Fenwick",), "date": "2022-05-04"},
        {"title": "line 5: heading", "authors": "front matter: author", "date": "line 7"},
    ),
    (
        "what the caller knows",
        _lines("渡口最后的摆渡人", *HANS),
        {"url": "https://example.com/a", "path": "渡口最后的摆渡人 - 柳镇新闻网.txt"},
        {"title": "渡口最后的摆渡人", "url": "https://example.com/a", "site": "柳镇新闻网"},
        {"url": "given", "site": "title suffix"},
    ),
]
#: Fields that stand beside others or are found from characters alone.
_BESIDE = frozenset(("id", "units", "provenance", "language", "script", "date_raw", "contributors"))


@pytest.mark.parametrize(("text", "known", "fields", "origins"), table(WHOLE))
def test_whole_clippings(text: str, known: dict[str, Any], fields: dict[str, Any], origins: dict[str, str]) -> None:
    metadata = clean(text, **known).metadata
    stated = {name: getattr(metadata, name) for name in metadata.__dataclass_fields__}
    beside = _BESIDE - fields.keys()
    assert {name: value for name, value in stated.items() if value and name not in beside} == fields
    assert {name: metadata.provenance.get(name) for name in origins} == origins


def test_contributors_of_a_byline() -> None:
    text = _lines("渡口最后的摆渡人", "2022年6月3日 星期五", "河口晚报记者 林小溪 通讯员 周夏", *HANS)
    metadata = clean(text).metadata
    people = [(person.role, person.name, person.org) for person in metadata.contributors]
    assert people == [("记者", "林小溪", "河口晚报"), ("通讯员", "周夏", None)]
    assert (metadata.authors, metadata.author, metadata.source) == (("林小溪", "周夏"), "林小溪、周夏", "河口晚报")
