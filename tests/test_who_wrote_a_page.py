"""Who wrote a page: names in brackets, accounts and the names behind them, links to people's pages, other people's."""

from __future__ import annotations

import json

import pytest

from cleaner import clean
from cleaner.metadata.people import split_names
from tests.conftest import table
from tests.pools import PROSE

TITLE, ENGLISH = "渡口最后的摆渡人", "The last ferry waits for nobody"
HANS = f"<div><p>{PROSE['hans'][0]}</p><p>{PROSE['hans'][1]}</p></div>"
LATIN = f"<div><p>{PROSE['en'][0]}</p><p>{PROSE['en'][1]}</p></div>"


def _authors(head: str = "", above: str = "", below: str = "", title: str = ENGLISH, text: str = LATIN) -> list[str]:
    page = f"<head><title>{title}</title>{head}</head><body><h1>{title}</h1>{above}{text}{below}</body>"
    return list(clean(f"<html>{page}</html>", markup="html").metadata.authors)


def _chinese(above: str = "", below: str = "") -> list[str]:
    return _authors("", above, below, TITLE, HANS)


def _said(name: str) -> str:
    data = {"@type": "NewsArticle", "headline": ENGLISH, "author": {"@type": "Person", "name": name}}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


# Brackets around, within and beside names.

BRACKETS = [
    ("another spelling in brackets", "阿尔曼(Arman)", ["阿尔曼(Arman)"]),
    ("a bracket without its fellow", "bureau du nord)", ["bureau du nord"]),
    ("where a name's bearer works", "Elin Varga(Tallin, bureau du nord)", ["Elin Varga"]),
    ("a list in brackets", "（林小溪、周夏）", ["林小溪", "周夏"]),
    ("a list in brackets with one within", "(林小溪、阿尔曼(Arman))", ["林小溪", "阿尔曼(Arman)"]),
    ("a label that is no name", "Ada Fenwick, Date: 03.Mar.19", ["Ada Fenwick"]),
]


@pytest.mark.parametrize(("text", "names"), table(BRACKETS))
def test_brackets_of_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


# What the head calls the author, and what the page prints.

ACCOUNTS = [
    ("a full name stays", "Ada Fenwick", "<p class='byline'>By Rafe Ollerton</p>", ["Ada Fenwick"]),
    ("an account alone", "afenwick", "", ["afenwick"]),
    ("a first name beside another's full name", "Ada", "<p class='byline'>By Rafe Ollerton</p>", ["Ada"]),
    ("an account beside another account", "afenwick", "<p class='byline'>By rollerton</p>", ["afenwick"]),
    ("a first name and the full name", "Ada", "<p class='byline'>By Ada Fenwick</p>", ["Ada Fenwick"]),
    ("an account and the full name", "afenwick", "<p class='byline'>By Ada Fenwick</p>", ["Ada Fenwick"]),
    ("an entity in JSON-LD", "Ren&eacute; Ollerton", "", ["René Ollerton"]),
]


@pytest.mark.parametrize(("stated", "printed", "names"), table(ACCOUNTS))
def test_accounts_yield_to_full_names(stated: str, printed: str, names: list[str]) -> None:
    assert _authors(_said(stated), printed) == names


# Links to people's pages.

LINKS = [
    ("a section", "<p><a href='/sections/ferries'>Ferries</a></p>", []),
    ("a button", "<p><a href='/user/login'>Sign in</a></p>", []),
    ("a network", "<p><a href='https://example.com/user/kyle'>YouTube</a></p>", []),
    ("a comment's writer below the text", f"{LATIN}<p><a href='/user/kyle'>kyle</a></p>", []),
    ("an author's page", "<p><a href='/authors/ada-fenwick'>Ada Fenwick</a></p>", ["Ada Fenwick"]),
    ("an account", "<p><a href='/user/ferryman7/'>u/ferryman7</a></p>", ["ferryman7"]),
    (
        "two authors",
        "<p><a href='/author/ada'>Ada Fenwick</a>, <a href='/author/rafe'>Rafe Ollerton</a></p>",
        ["Ada Fenwick", "Rafe Ollerton"],
    ),
    ("all that somebody wrote", "<p><a href='/author/ada'>Articles by Ada Fenwick</a></p>", ["Ada Fenwick"]),
]


@pytest.mark.parametrize(("above", "names"), table(LINKS))
def test_links_to_peoples_pages(above: str, names: list[str]) -> None:
    assert _authors("", above) == names


# Other people's names.

OTHERS = [
    ("a path through the site", "<div class='news-author'>首页 > 柳镇新闻网 > 旧事</div>", "", []),
    (
        "the label of another text",
        "",
        "<h3>猜你喜欢</h3><ul><li><a href='/1.html'>磨坊旧事全文在线阅读 作者：林小溪</a></li><li><a href='/2.html'>柳镇磨坊的来历与它的三代主人</a></li></ul>",
        [],
    ),
    ("a label behind the text", "", "<p>作者：林小溪</p>", ["林小溪"]),
    ("who posted it for the site", "<p>发布者：系统管理员 发布时间：2024-03-05</p>", "", []),
    ("who posted it, without a mark", "<p>本帖由林小溪于2005年8月12日16:12:21在〖渡口〗发表</p>", "", ["林小溪"]),
    ("the day and who posted it", "<p>发布时间 2005/03/15 22:36:13 by duyu</p>", "", ["duyu"]),
    (
        "an account that is given twice, a picture before its writer",
        "<p>2024-03-05 🌏渡口君 河口报 河口报</p>",
        "",
        ["渡口君"],
    ),
]


@pytest.mark.parametrize(("above", "below", "names"), table(OTHERS))
def test_names_of_others_and_of_writers(above: str, below: str, names: list[str]) -> None:
    assert _chinese(above, below) == names


@pytest.mark.parametrize(
    ("name", "names"),
    table(
        [
            ("a pen name of some length", "灶台边的小獾", ["灶台边的小獾"]),
            ("an outlet", "河岸生活周刊", []),
            ("nobody", "网站编辑", []),
        ]
    ),
)
def test_pen_names_of_those_said_to_be_persons(name: str, names: list[str]) -> None:
    assert _authors(_said(name), "", "", TITLE, HANS) == names


FILED = "<footer class=entry-meta>This entry was posted in <a href=/b>Boats</a> on March 5, 2024 by {}.</footer>"
BESIDE = (
    "<h3>Related posts:</h3><ul><li><a href='/1.html'>The mill</a></li><li><a href='/2.html'>The bridge</a></li></ul>"
)
WRITER = "<span class='author vcard'><a href='/author/{0}/'>{0}</a></span>"


def test_the_writer_below_related_articles_is_named_where_the_text_was_filed() -> None:
    ada, rafe = (FILED.format(WRITER.format(name)) for name in ("Ada Fenwick", "Rafe Ollerton"))
    assert _authors("", "", BESIDE + ada) == ["Ada Fenwick"]
    assert _authors("", "", BESIDE + ada + rafe) == []
    assert _authors("", "", BESIDE + f"<div>{WRITER.format('Ada Fenwick')}</div>") == []


def test_a_list_of_authors_ends_where_the_next_post_begins() -> None:
    author = "<span itemprop='author'>{}</span>"
    together = f"<p>{author.format('Ada Fenwick')} {author.format('Rafe Ollerton')}</p>"
    assert _authors("", together) == ["Ada Fenwick", "Rafe Ollerton"]
    day = "<time itemprop='datePublished' datetime='2024-03-05'>5 March</time>"
    posts = f"<div>{author.format('ada_f')}{day}</div><div><b>{day}</b></div><div>{author.format('rafe_o')}</div>"
    assert _authors("", posts) == ["ada_f"]


def test_a_reporter_behind_a_printers_blank() -> None:
    text = HANS.replace("</p></div>", "老周说：“船会等人。”\ue5f1本报记者林小溪</p></div>")
    assert _authors("", "", "", TITLE, text) == ["林小溪"]


def test_a_name_between_the_items_of_a_list_is_nobodys() -> None:
    item = "<div><p>{}</p><p itemprop='author'>林小溪</p></div>".format
    items = "".join(map(item, PROSE["hans"]))
    head = f"<head><title>{TITLE}</title></head>"
    assert clean(f"<html>{head}<body>{items}</body></html>", markup="html").metadata.authors == ()
    titled = f"<html>{head}<body><h1>{TITLE}</h1>{items}</body></html>"
    assert clean(titled, markup="html").metadata.authors == ("林小溪",)
