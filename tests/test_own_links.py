"""Lines that lead to the page's own site alone, and what they tell of a page."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.own_links import find_own_links
from cleaner.readers.markdown import read_markdown

MENU = tuple(f"[栏目{i}](https://news.example.com/{i})" for i in range(10))


def _own(*lines: str) -> list[str]:
    """The lines, behind a menu, that lead to the site that the menu leads to."""
    blocks = read_markdown("\n\n".join((*MENU, *lines)))
    own = find_own_links(blocks, len(MENU), len(MENU)).blocks
    return [block.source for i, block in enumerate(blocks) if i in own and i >= len(MENU)]


LINES = [
    pytest.param("渡口的灯还亮着。", False, id="no link"),
    pytest.param("[旧桥](https://other.example.net/1)", False, id="another site"),
    pytest.param(
        "[旧桥](https://news.example.com/1) [图](https://other.example.net/1)", False, id="one of two elsewhere"
    ),
    pytest.param("[旧桥](https://news.example.com/bridge.jpg)", False, id="a picture in full size"),
    pytest.param("[名册](https://news.example.com/list.pdf?v=2)", False, id="a document"),
    pytest.param("[写信](mailto:ada@example.com)", False, id="somebody's post"),
    pytest.param("[旧桥](https://news.example.com/bridge)", True, id="the same host"),
    pytest.param("[旧桥](http://m.example.com/bridge)", True, id="another host of the owner"),
    pytest.param("[旧桥](//www.example.com/bridge)", True, id="without a scheme"),
    pytest.param("[旧桥](/bridge)", True, id="without a host"),
    pytest.param("[往上](#top) [旧桥](/bridge)", True, id="a place on this page"),
    pytest.param("[更多](javascript:void(0))", True, id="a program's button"),
]


@pytest.mark.parametrize(("line", "own"), LINES)
def test_own_links(line: str, own: bool) -> None:
    assert bool(_own(line)) is own


def test_few_links_tell_of_no_site() -> None:
    blocks = read_markdown("[甲](https://a.example.com/1)\n\n[乙](https://a.example.com/2)")
    assert find_own_links(blocks, 1, 1).blocks == frozenset()


def test_links_to_many_sites_tell_of_none() -> None:
    text = "\n\n".join(f"[第{i}家](https://site{i}.example{i}.com/)" for i in range(30))
    assert find_own_links(read_markdown(text), 1, 1).blocks == frozenset()


def test_countries_register_sites_under_two_names() -> None:
    text = "\n\n".join(f"[第{i}家](https://www.press{i}.co.jp/)" for i in range(30))
    assert find_own_links(read_markdown(text), 1, 1).blocks == frozenset()


BODY = (
    "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。",
    "村里的磨坊停了二十年，去年冬天又转了起来，磨出来的面粉带着一点石头的味道，孩子们都说好吃。",
)
BEHIND = [
    pytest.param("[旧桥的来历](https://history.example.net/bridge)", True, id="a reference to another site"),
    pytest.param("[渡船名册](https://news.example.com/boats.pdf)", True, id="an attachment"),
    pytest.param(
        "两位老人后来又回到了[渡口](https://news.example.com/quay)，坐了一个下午。", True, id="a sentence with a link"
    ),
    pytest.param("[渡口的另一盏灯](https://news.example.com/lamp)", False, id="a card"),
]


@pytest.mark.parametrize(("line", "stays"), BEHIND)
def test_what_stands_behind_the_body_of_a_page(line: str, stays: bool) -> None:
    foot = ("分享到微信", line, "© 2024 柳镇新闻")
    article = clean("\n\n".join((*MENU, "# 渡口的灯与缆绳", *BODY, *foot)), markup="markdown")
    assert article.text.startswith("\n\n".join(BODY))
    assert (len(article.text.split("\n\n")) > len(BODY)) is stays


def test_a_writers_page_linked_once_more_ends_the_text() -> None:
    writer = "[苏木](https://news.example.com/author/sumu)"
    page = (*MENU, "# 渡口的灯与缆绳", writer, *BODY, f"{writer} 特约撰稿", "写河，也写河边的人", *MENU)
    assert clean("\n\n".join(page), markup="markdown").text == "\n\n".join(BODY)
