"""The title of an HTML page: as its head states it and its headings show it, without the site's name."""

from __future__ import annotations

import pytest

from cleaner import Article, clean
from tests.conftest import table
from tests.pools import PROSE

TITLE, SITE = "渡口最后的摆渡人", "柳镇新闻网"
TEXT = f"<div><p>{PROSE['hans'][0]}</p><p>{PROSE['hans'][1]}</p></div>"
H1, LOGO = f"<h1>{TITLE}</h1>", f"<h1>{SITE}</h1>"
SAID = f"<title>{TITLE} - {SITE}</title>"


def _clean(head: str, body: str = "") -> Article:
    return clean(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>", markup="html")


def _meta(name: str, content: str, attribute: str = "name") -> str:
    return f"<meta {attribute}='{name}' content='{content}'>"


# What is no suffix, and no title, stays.

LOOK_ALIKES = [
    ("no separator", TITLE, TITLE),
    ("a hyphen in a word", "COVID-19 与渡口的三年", "COVID-19 与渡口的三年"),
    ("a slash", "渡口/磨坊的故事", "渡口/磨坊的故事"),
    ("an underscore between Latin words", "渡口 the_last_ferry 的故事", "渡口 the_last_ferry 的故事"),
    ("a colon without spaces", "渡口：最后的摆渡人", "渡口：最后的摆渡人"),
    ("a question behind a dash", "渡口 - 为什么没有人愿意等它呢？", "渡口 - 为什么没有人愿意等它呢？"),
    ("a long part behind a dash", f"渡口的故事 - {'渡口' * 8}", f"渡口的故事 - {'渡口' * 8}"),
    ("a first part too short", "渡口 - 柳镇新闻网", "渡口 - 柳镇新闻网"),
    ("a title of English", "The Ferry: A History", "The Ferry: A History"),
]


@pytest.mark.parametrize(("said", "title"), table(LOOK_ALIKES))
def test_what_is_no_suffix_stays(said: str, title: str) -> None:
    article = _clean(f"<title>{said}</title>")
    assert (article.title, article.metadata.site) == (title, None)


def test_a_page_without_a_title_has_none() -> None:
    assert _clean("").title is None


def test_a_heading_that_the_head_does_not_know_stays_in_the_text() -> None:
    article = _clean(SAID, f"{H1}<div><h3>一、磨坊的来历</h3>{TEXT}</div>")
    assert article.title == TITLE
    assert "一、磨坊的来历" in article.text


@pytest.mark.parametrize("separator", [" - ", " – ", " — ", "——", "_", "|", " | ", "｜", " · ", " » ", " : "])
def test_separators_of_a_sites_name(separator: str) -> None:
    for names in (SITE, f"文化{separator}{SITE}"):
        article = _clean(f"<title>{TITLE}{separator}{names}</title>")
        assert (article.title, article.metadata.site) == (TITLE, SITE)


PLACES = [
    ("a heading", SAID, H1, TITLE),
    ("a heading of the second level", SAID, f"<h2>{TITLE}</h2>", TITLE),
    ("a plain element", SAID, f"<div class=title>{TITLE}</div>", TITLE),
    ("a paragraph", SAID, f"<p>{TITLE}</p>", TITLE),
    ("a heading twice", SAID, f"{H1}<p>{TITLE}</p>", TITLE),
    ("a heading and a longer one", f"<title>{TITLE}的船 - {SITE}</title>", f"{H1}<h2>{TITLE}的船</h2>", f"{TITLE}的船"),
    ("no heading", SAID, "", TITLE),
    ("no head", "", H1, TITLE),
    ("og:title", f"<title>{SITE}</title>{_meta('og:title', TITLE, 'property')}", "", TITLE),
    ("og:title and a heading", f"<title>{SITE}</title>{_meta('og:title', TITLE, 'property')}", H1, TITLE),
    ("og:title alone", _meta("og:title", TITLE, "property"), H1, TITLE),
    ("twitter:title", _meta("twitter:title", TITLE), "", TITLE),
    ("ArticleTitle", f"<title>{SITE}</title>{_meta('ArticleTitle', TITLE)}", "", TITLE),
    ("ArticleTitle and a heading", f"<title>{SITE}</title>{_meta('ArticleTitle', TITLE)}", H1, TITLE),
    ("the site's logo as a heading", SAID, f"{LOGO}<h2>{TITLE}</h2>", TITLE),
    ("the logo, and the title in an element", SAID, f"{LOGO}<div>{TITLE}</div>", TITLE),
    ("the logo as the only heading", SAID, LOGO, TITLE),
    ("the section as the only heading", f"<title>{TITLE}_文化频道_{SITE}</title>", "<h2>文化频道</h2>", TITLE),
    (
        "the logo, where the page says the site's name",
        f"<title>{SITE}</title>{_meta('ArticleTitle', TITLE)}{_meta('SiteName', SITE)}",
        LOGO,
        TITLE,
    ),
    ("the site's name first", f"<title>{SITE} - {TITLE}</title>", H1, TITLE),
    ("a picture for a heading", SAID, "<h1><img src=logo.png></h1>", TITLE),
    ("a title too long to be one", f"<title>{'渡口的灯' * 20}</title>", H1, TITLE),
    ("marks of HTML", "<title>磨坊 &amp; 渡口 - 柳镇</title>", "<h1>磨坊 &amp; 渡口</h1>", "磨坊 & 渡口"),
    ("Japanese", "<title>灯台に住む二匹の猫｜港の新聞</title>", "<h1>灯台に住む二匹の猫</h1>", "灯台に住む二匹の猫"),
    (
        "as the page writes it",
        "<title>THE FERRY WAITS | Example</title>",
        "<h1>The Ferry Waits</h1>",
        "The Ferry Waits",
    ),
]


@pytest.mark.parametrize(("head", "body", "title"), table(PLACES))
def test_where_a_title_stands(head: str, body: str, title: str) -> None:
    assert _clean(head, body).title == title


@pytest.mark.parametrize("body", [H1, f"<p>{TITLE}</p>", f"{H1}<div>{TITLE}</div>"])
def test_a_title_shown_is_lifted_out_of_the_text(body: str) -> None:
    article = _clean(SAID, body)
    assert TITLE not in article.text and article.text.startswith(PROSE["hans"][0])


PROVENANCE = [
    ("a heading", SAID, H1, "line 1: as in the head"),
    ("a heading further down", SAID, f"<p>首页</p>{H1}", "line 3: as in the head"),
    ("a paragraph", SAID, f"<p>{TITLE}</p>", "line 1: as in the head"),
    ("the head alone", SAID, "", "head: title"),
    ("a heading alone", "", H1, "line 1: heading"),
]


@pytest.mark.parametrize(("head", "body", "where"), table(PROVENANCE))
def test_a_title_says_where_it_comes_from(head: str, body: str, where: str) -> None:
    assert _clean(head, body).metadata.provenance["title"] == where


def test_every_block_that_says_the_title_states_it() -> None:
    article = _clean(SAID, f"{H1}<div>{TITLE}</div>")
    assert [verdict.role for verdict in article.verdicts] == ["title", "title", "body", "body"]


def test_the_sites_name_is_known_by_the_title() -> None:
    assert _clean(SAID, H1).metadata.site == SITE
    assert _clean(f"<title>{SITE} - {TITLE}</title>", H1).metadata.site == SITE


def test_a_head_that_says_the_site_alone() -> None:
    assert _clean(f"<title>{SITE}</title>", H1).title == TITLE
