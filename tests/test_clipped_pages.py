"""Clippings of whole pages as Markdown: what stands around the text, and what programs that clip pages add."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.metadata.platforms import without_platform
from cleaner.readers.markdown import read_markdown
from cleaner.text.prose import is_prose

BODY = (
    "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。",
    "村里的磨坊停了二十年，去年冬天又转了起来，磨出来的面粉带着一点石头的味道，孩子们都说好吃。",
)


def _page(*lines: str) -> str:
    return "\n\n".join((*lines, *BODY))


PLATFORMS = [
    pytest.param("渡口的灯", "渡口的灯", None, id="no mark"),
    pytest.param("渡口的灯 - 老周的船", "渡口的灯 - 老周的船", None, id="no platform"),
    pytest.param("COVID-19 on Zenn", "COVID-19 on Zenn", None, id="a platform within the title"),
    pytest.param("知乎 - 知乎", "知乎 - 知乎", None, id="nothing but the platform"),
    pytest.param("渡口的灯 - 知乎", "渡口的灯", "知乎", id="behind a dash"),
    pytest.param("渡口的灯-36氪", "渡口的灯", "36氪", id="behind a hyphen"),
    pytest.param("橋の灯：朝日新聞デジタル", "橋の灯", "朝日新聞デジタル", id="behind a colon"),
    pytest.param("渡口 - 维基百科，自由的百科全书", "渡口 - 维基百科，自由的百科全书", None, id="too short a title"),
    pytest.param("渡口的灯和船_老周的博客-CSDN博客", "渡口的灯和船_老周的博客", "CSDN博客", id="a writer before it"),
    pytest.param("渡口的灯和船_缆绳 灯-CSDN博客", "渡口的灯和船", "CSDN博客", id="words before it"),
    pytest.param("渡口的灯_和船 - 知乎", "渡口的灯_和船", "知乎", id="a mark of the title's own"),
    pytest.param("The Ferry : r/walking", "The Ferry : r/walking", None, id="two words are too short"),
    pytest.param("The Ferry That Waits : r/walking", "The Ferry That Waits", "r/walking", id="a board"),
]


@pytest.mark.parametrize(("title", "bare", "platform"), PLATFORMS)
def test_without_platform(title: str, bare: str, platform: str | None) -> None:
    assert without_platform(title) == (bare, platform)


TITLES = [
    pytest.param(_page("# 渡口的灯 - 老周的船"), "渡口的灯 - 老周的船", None, id="a dash of the title's own"),
    pytest.param(_page("# 渡口的灯_缆绳 渡口-CSDN博客", "# 渡口的灯"), "渡口的灯", "CSDN博客", id="words behind"),
    pytest.param(_page("# 渡口的灯_老周的博客-CSDN博客_缆绳", "# 渡口的灯"), "渡口的灯", "CSDN博客", id="names behind"),
    pytest.param(
        _page("渡口的灯 | 乡间 | 柳镇新闻网", "# 渡口的灯"), "渡口的灯", "柳镇新闻网", id="the page's title above"
    ),
    pytest.param(
        _page("# [老周的船](https://zhou.example.com/)", "# 渡口的灯"),
        "渡口的灯",
        None,
        id="the site's name is a heading",
    ),
]


@pytest.mark.parametrize(("text", "title", "site"), TITLES)
def test_titles_of_whole_pages(text: str, title: str, site: str | None) -> None:
    article = clean(text, markup="markdown")
    assert (article.title, article.metadata.site) == (title, site)
    assert article.text.split("\n\n")[-2:] == list(BODY)


WRITERS = [
    pytest.param("[缆绳](https://example.com/ropes/1)", (), id="a link to no person"),
    pytest.param("[登录](https://example.com/users/login)", (), id="a button"),
    pytest.param("[example.com](https://example.com/@tantu/ferry)", (), id="the site's address in place of a name"),
    pytest.param("[滩涂来信](https://example.com/people/tantu)", ("滩涂来信",), id="an account"),
    pytest.param("By [Ada Fenwick](https://example.com/author/ada)", ("Ada Fenwick",), id="a name behind by"),
    pytest.param("- Author: [[Ada Fenwick]]", ("Ada Fenwick",), id="an exporter's field"),
    pytest.param("[この著者の記事をもっと見る](https://example.com/author/1/)", (), id="more of a writer is no name"),
    pytest.param("作者： 点击数：", (), id="a label behind one without a value"),
    pytest.param("作者：admin　　发布日期：2024-03-05", (), id="a label behind a program's account"),
    pytest.param("由[阿树](https://example.com/author/ashu)发布于2024年3月5日", ("阿树",), id="a link beside the day"),
    pytest.param(
        "By [Ada Fenwick](https://example.com/author/ada) · This post may contain links",
        ("Ada Fenwick",),
        id="a sentence behind the byline",
    ),
    pytest.param("Von\n\n* Rafe Ollerton", ("Rafe Ollerton",), id="the word and the name on lines of their own"),
    pytest.param("- Author: [[香港01]]", (), id="a paper is no writer"),
]


@pytest.mark.parametrize(("line", "authors"), WRITERS)
def test_writers_between_title_and_text(line: str, authors: tuple[str, ...]) -> None:
    assert clean(_page("# 渡口的灯与缆绳", line, "2024-03-05 09:10"), markup="markdown").metadata.authors == authors


def test_the_account_that_a_text_was_taken_from() -> None:
    line = "本文来自微信公众号：[河岸人家 （ID：hean）](https://example.com/s/1)，作者：林夏"
    found = clean("\n\n".join(("# 渡口的灯与缆绳", *BODY, line)), markup="markdown").metadata
    assert (found.source, found.authors) == ("河岸人家", ("林夏",))


def test_the_account_between_title_and_platform() -> None:
    article = clean("\n\n".join(BODY), path="渡口的灯与缆绳 来自 阿石_Ash - 酷安.md")
    assert (article.title, article.metadata.site, article.metadata.authors) == (
        "渡口的灯与缆绳",
        "酷安",
        ("阿石_Ash",),
    )


@pytest.mark.parametrize(
    ("title", "end", "authors"),
    [
        pytest.param("林夏：渡口还要等", "渡口的人还要再等一等。", (), id="a speaker who is not said to be the writer"),
        pytest.param("渡口：还要等", "人还要等。（作者系河岸大学教授）", (), id="no name"),
        pytest.param("林夏：渡口还要等", "人还要等。（作者系河岸大学教授）", ("林夏",), id="the writer of a comment"),
    ],
)
def test_the_writer_whose_name_begins_the_title(title: str, end: str, authors: tuple[str, ...]) -> None:
    assert clean("\n\n".join((f"# {title}", *BODY, end)), markup="markdown").metadata.authors == authors


def test_the_day_of_an_answer_is_not_the_texts() -> None:
    text = "\n\n".join(
        ("# 渡口的灯与缆绳", *BODY, "> [阿石 发表于 2024-3-31 08:12](https://example.com/post/1)", "> 灯还亮着")
    )
    article = clean(text, markup="markdown")
    assert [p.noise_class for p in article.removed][:1] == ["comments"]
    assert article.metadata.date is None


def test_the_day_of_the_clipping_is_not_the_articles() -> None:
    text = _page("# 渡口的灯与缆绳", "Created time: August 3, 2018 9:12 AM")
    assert clean(text, markup="markdown").metadata.date is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("2019. The year of the mill", "list_item", id="a large number"),
        pytest.param("6. 29 eggs", "list_item", id="a number and a number"),
        pytest.param("2019. 6. 29. 22:41", "paragraph", id="a Korean day"),
    ],
)
def test_days_are_no_entries(line: str, kind: str) -> None:
    assert read_markdown(line)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("강릉, 문 닫은 역 앞에서 순천만의 새벽을 보다", False, id="a Korean headline"),
        pytest.param("장마가 시작되자마자 비가 쏟아졌다. 우산은 하나뿐이었고 골목은 좁았다.", True, id="Korean"),
        pytest.param("Ông không lấy tiền học trò nghèo. Ông chỉ nhận năm nghìn.", True, id="Vietnamese"),
    ],
)
def test_sentences_of_other_scripts(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_comments_end_the_list_of_other_articles() -> None:
    others = ("推荐阅读", "[桥为什么修](https://example.com/1)", "[船为什么停](https://example.com/2)")
    comments = ("96 条评论", "[墙角的猫](https://example.com/people/cat)", "我家那盏灯也亮到五点，每天都亮。")
    text = "\n\n".join(("# 渡口的灯与缆绳", *BODY, *others, *comments))
    assert clean(text, markup="markdown").text == "\n\n".join(BODY)


def test_a_heading_without_a_page_around_it_is_no_label() -> None:
    text = "# Tools I use\n\nAll of them are free, and I have tried each.\n\n## See also\n\n- [Ropes](https://a.example/1)\n"
    assert "## See also" in clean(text, markup="markdown").to_markdown()


def test_a_day_under_a_label_signs_nothing() -> None:
    tail = ("関連記事", "- [2020-11-20](https://example.com/2020/11/20)", "- [落とし物の傘](https://example.com/1)")
    text = "\n\n".join(
        (
            "# 電車で本を読む人",
            "通勤の三十分、紙の本を開いている人を一か月数えた。平均は二・四人で、雨の日は三人を超える。",
            "最終日、向かいの席の人も手帳に正の字を書いていた。目が合って、二人とも本を開いた。",
            *tail,
        )
    )
    assert "関連記事" not in clean(text, markup="markdown").text


WRITERS = [
    pytest.param("老周的船说它已于 2024-06-11 修改", (), id="a sentence"),
    pytest.param("[老周的船](https://b.example.com/zhou) 已于 2024-06-11 08:30:25 修改", ("老周的船",), id="changed"),
    pytest.param("[老周的船](https://b.example.com/zhou) 于 2024-06-10 21:14:05 首次发布", ("老周的船",), id="posted"),
]


@pytest.mark.parametrize(("line", "authors"), WRITERS)
def test_who_changed_or_posted_it(line: str, authors: tuple[str, ...]) -> None:
    assert clean(_page("# 渡口的灯", line), markup="markdown").metadata.authors == authors
