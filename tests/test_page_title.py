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


STATED_TAGS = [
    ("no tag", "渡口 < 磨坊", "<h1>渡口 < 磨坊</h1>", "渡口 < 磨坊"),
    ("a title of generic types", "What List&lt;Ferry&gt; holds", "", "What List<Ferry> holds"),
    ("a tag that the page speaks of", "The &lt;br&gt; element", "<h1>The &lt;br&gt; element</h1>", "The <br> element"),
    ("a title set on lines", "The Last Ferry&lt;br/&gt;to the Mill", "<h1>The Last Ferry<br>to the Mill</h1>", "The Last Ferry to the Mill"),
    ("words set apart", "渡口&lt;em&gt;最后&lt;/em&gt;的摆渡人", "<h1>渡口<em>最后</em>的摆渡人</h1>", "渡口最后的摆渡人"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "heading", "title"), table(STATED_TAGS))
def test_tags_that_the_head_states_in_a_title(said: str, heading: str, title: str) -> None:
    article = _clean(f"<title>{said}</title>", heading)
    assert article.title == title
    assert "to the Mill" not in article.text


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
    (
        "a blog's name before a colon",
        f"<title>慢船: {TITLE}</title>",
        f"<h1>慢船</h1><p>只写河</p><h3>{TITLE}</h3>",
        TITLE,
    ),
    (
        "the same without headings",
        "<title>Ada's Boats: Mending a keel</title>",
        "<b>Ada's Boats</b><p>Home</p><b>Mending a keel</b>",
        "Mending a keel",
    ),
    (
        "what stands under a title",
        "<title>The Ferry: A History</title>",
        "<h1>The Ferry</h1><h2>A History</h2>",
        "The Ferry",
    ),
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


#: (what it is, the page's title, its heading, the site)
BEHIND = [
    ("a title of one word", "Backups - Barnacle Docs", "Backups", "Barnacle Docs"),
    ("a short Chinese one", "安装 | 苔藓构建", "安装", "苔藓构建"),
    ("the section between them", "安装 | 指南 | 苔藓构建", "安装", "苔藓构建"),
    ("the heading says it all", "新诗两首 | 阿芦：收网", "新诗两首 | 阿芦：收网", None),
    ("a question", "安装 - 为什么没有人愿意等它呢？", "安装", None),
    ("the writer", "Backups - by Ada Fenwick", "Backups", None),
    ("a hyphen in a word", "Backups-and-more", "Backups", None),
    ("nothing", "Backups", "Backups", None),
]


@pytest.mark.parametrize(("said", "heading", "site"), table(BEHIND))
def test_the_site_behind_a_title_that_the_page_shows(said: str, heading: str, site: str | None) -> None:
    assert _clean(f"<title>{said}</title>", f"<h1>{heading}</h1>").metadata.site == site


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


# A kicker, a deck, a title cut short: what the heading says more than the title, and the head less.

LAST = "The last ferry waits for nobody"
HEADLINES = [
    ("a colon of the title's own", f"<title>Islands: {LAST}</title>", f"<h1>Islands: {LAST}</h1>", f"Islands: {LAST}"),
    ("a shorter title for the head", "<title>The last ferry</title>", f"<h1>{LAST}</h1>", LAST),
    (
        "the last word alone in the head",
        "<title>Ferries</title>",
        "<h1>A year without ferries</h1>",
        "A year without ferries",
    ),
    (
        "a longer part before the mark",
        f"<title>{LAST} - Islands</title>",
        f"<h1>{LAST} Islands</h1>",
        f"{LAST} Islands",
    ),
    ("a day that is a heading", f"<title>{LAST}: 08.11.2021</title>", f"<h2>08.11.2021</h2><h2>{LAST}</h2>", LAST),
    ("an article that stops at dots", f"<title>{LAST}...</title>", f"<h1>{LAST}...</h1>", f"{LAST}..."),
    ("a kicker that the head sets apart", f"<title>Islands: {LAST} - Kyle</title>", f"<h1>Islands {LAST}</h1>", LAST),
    ("a kicker without a blank", f"<title>{LAST}</title>", f"<h1><b>Islands</b>{LAST}</h1>", LAST),
    (
        "an element for the headline",
        f"<title>Islands : {LAST}</title>",
        f"<h1><b>Islands :</b> <span class=ts-headline>{LAST}</span></h1>",
        LAST,
    ),
    ("the day above the title", f"<title>{LAST}</title>", f"<h1>5 March 2024 {LAST}</h1>", LAST),
    (
        "a heading that says the site as well",
        f"<title>{LAST} | Kyle Gazette</title>{_meta('og:title', LAST, 'property')}",
        f"<h1>{LAST} | Kyle Gazette</h1>",
        LAST,
    ),
    (
        "a dash of the title's own, alike in heading and meta",
        f"<title>Ferry - Kyle Harbour | Kyle</title>{_meta('og:title', 'Ferry - Perfect crossing, two hours', 'property')}",
        "<p>Ferry</p><h1>Ferry - Perfect crossing, two hours</h1>",
        "Ferry - Perfect crossing, two hours",
    ),
    ("a platform within", "<title>渡口吧-百度贴吧--渡口最新的旧事，最好的旧船都在这里！</title>", "", "渡口吧"),
    (
        "a platform's name within a word",
        "<title>渡口 the pre-medium-ferry 的故事</title>",
        "",
        "渡口 the pre-medium-ferry 的故事",
    ),
    (
        "a post's title, cut short in the head",
        "<title>渡口最后一班船不再等人 老周退休... 来自柳镇新闻 - 微博</title>",
        f"<div><p>【渡口最后一班船不再等人 老周“退休”】{PROSE['hans'][0]}</p></div>",
        "渡口最后一班船不再等人 老周“退休”",
    ),
    (
        "a site's name first that is the page's heading",
        f"<title>老周的日记 - {TITLE}在连日的大雨之后第一次把缆绳解开放走了它</title>",
        f"<h1>老周的日记</h1><h3>■ {TITLE}在连日的大雨之后第一次把缆绳解开放走了它</h3>",
        f"{TITLE}在连日的大雨之后第一次把缆绳解开放走了它",
    ),
]


@pytest.mark.parametrize(("head", "body", "title"), table(HEADLINES))
def test_headings_and_heads_that_differ(head: str, body: str, title: str) -> None:
    assert _clean(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>渡口的船 @ 阿溪的便当盒 :: 柳镇</title>" + _meta("og:title", "渡口的船下了水", "property"),
            "<h1>阿溪的便当盒</h1><h2>渡口的船下了水</h2>",
            "渡口的船下了水",
        ),
        ("<title>停渡通知-柳镇渡口管理所</title>", "<h3>停渡通知</h3>", "停渡通知"),
        ("<title>停渡通知-柳镇渡口管理所</title>" + _meta("pageTitle", "停渡通知"), "", "停渡通知"),
        ("<title>竹排（水上工具）_柳镇百科</title>", "<h1>竹排</h1><h2>（水上工具）</h2>", "竹排"),
        ("<title>Ferry</title>", "<h2>Ferry</h2>", "Ferry"),
        ("<title>::: 柳镇信息网 :::</title>", f"<p>{TITLE}</p><p>作者：林小溪　发布时间：2004-9-17</p>", TITLE),
    ],
    ids=[
        "a heading that a meta states",
        "a short heading before the site",
        "a meta of a short title",
        "a remark in brackets",
        "one word",
        "a site's name between colons",
    ],
)
def test_titles_that_little_is_said_of(head: str, body: str, title: str) -> None:
    assert _clean(head, body).title == title


def test_one_word_that_no_heading_says_is_no_title() -> None:
    assert _clean("<title>Home</title>", "<h2>Ferry</h2>").title != "Home"
