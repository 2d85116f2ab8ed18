"""What pages of platforms state of themselves in places of their own, and what only looks like it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner import clean
from cleaner.metadata.people import is_han_name
from cleaner.model import Metadata
from tests.conftest import table
from tests.pools import PROSE

TITLE, HANS = "The last ferry waits for nobody", "渡口最后的摆渡人"
BODY = {name: "".join(f"<p>{text}</p>" for text in PROSE[name]) for name in ("en", "hans", "ja")}


def _page(head: str = "", above: str = "", below: str = "", title: str = TITLE, text: str = "en") -> str:
    head = head if "<title" in head else f"<title>{title}</title>{head}"
    body = f"<h1>{title}</h1>{above}<div>{BODY[text]}</div>{below}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _read(page: str, **known: Any) -> Metadata:
    return clean(page, markup="html", **known).metadata


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


# A body that was read from a script: the head speaks of it, and so does what stands beside it there.

RECORD = {
    "title": TITLE,
    "publishedAt": "2023-12-03T06:00:00.000Z",
    "author": {"name": "Ada Fenwick", "bio": "Ada Fenwick lives at the harbour and writes of boats."},
    "body": BODY["en"] * 2,
    "related": [
        {"title": "Another ferry altogether", "publishedAt": "2024-01-02", "author": {"name": "Rafe Ollerton"}}
    ],
}


def _from_script(head: str, record: dict[str, Any]) -> Metadata:
    state = json.dumps({"props": {"menu": [{"title": "Stories"}], "article": record}})
    script = f"<script id=__NEXT_DATA__ type=application/json>{state}</script>"
    return _read(f"<html><head>{head}</head><body><div id=__next></div>{script}</body></html>")


FROM_SCRIPTS = [
    (
        "the script alone",
        "<title>Harbour Post</title>",
        RECORD,
        (TITLE, "2023-12-03T06:00Z", ("Ada Fenwick",), "script: title"),
    ),
    (
        "the head before the script",
        f"<title>{TITLE} – Harbour Post</title>"
        + _meta("og:title", TITLE)
        + _meta("author", "Rafe Ollerton")
        + _meta("article:published_time", "2023-12-02"),
        RECORD,
        (TITLE, "2023-12-02", ("Rafe Ollerton",), "head: title"),
    ),
    (
        "a head that names the site behind the title",
        f"<title>{TITLE} – Harbour Post</title>",
        {"body": BODY["en"] * 2},
        (TITLE, None, (), "head: title"),
    ),
    ("nothing but the body", "", {"body": BODY["en"] * 2}, (None, None, (), None)),
]


@pytest.mark.parametrize(("head", "record", "fields"), table(FROM_SCRIPTS))
def test_a_page_whose_body_is_from_a_script(head: str, record: dict[str, Any], fields: tuple[Any, ...]) -> None:
    found = _from_script(head, record)
    assert (found.title, found.date, found.authors, found.provenance.get("title")) == fields


# Tags: each link is one, and words of a program are none.

LINKED = '<a href="/t/{0}">{0}</a>'.format
TAGS = [
    ("links that touch", "", f"<div class=tags>{LINKED('redis')}{LINKED('缓存')}</div>", ("redis", "缓存")),
    ("a tag of two words behind a label", "", f"<p>Tags: {LINKED('heat pumps')}</p>", ("heat pumps",)),
    ("links that touch behind a label", "", f"<p>Tags: {LINKED('redis')}{LINKED('cache')}</p>", ("redis", "cache")),
    ("words behind a label", "", "<p>Tags: redis cache</p>", ("redis", "cache")),
    ("a link among words behind a label", "", f"<p>Tags: {LINKED('redis')} cache</p>", ("redis", "cache")),
    (
        "keywords of a program",
        "<pre><code><span class='hljs-keyword'>def</span> <span class='token keyword'>with</span></code></pre>",
        "",
        (),
    ),
    (
        "keywords within a line",
        "<p>Say <code><b class=keyword>def</b> <b class=keyword>as</b></code> here.</p>",
        "",
        (),
    ),
    (
        "keywords of a text",
        "<p><b class=keyword>ferries</b> <b class=keyword>harbours</b></p>",
        "",
        ("ferries", "harbours"),
    ),
    ("numbers of sections", "<p><b class='ltx_tag section'>1</b> <b class='ltx_tag section'>2</b></p>", "", ()),
]


@pytest.mark.parametrize(("above", "below", "tags"), table(TAGS))
def test_tags(above: str, below: str, tags: tuple[str, ...]) -> None:
    assert _read(_page(above=above, below=below)).tags == tags


# Writers.


def _said(name: str, **more: Any) -> str:
    data = {"@type": "BlogPosting", "headline": TITLE, "author": {"@type": "Person", "name": name}, **more}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


SITE = _meta("og:site_name", "paper &amp; lamp")
WRITERS = [
    ("a font is no writer", "", "<p>By hand. <span class=font_typewriter>Ada Fenwick</span></p>", ()),
    ("a writer", "", "<p><span class=story-writer>Ada Fenwick</span></p>", ("Ada Fenwick",)),
    ("an address is no name", "", "<p><span class=author>ada@harbour.example</span></p>", ()),
    ("a name before an address", "", "<p><span class=author>Ada Fenwick<br>ada@a.example</span></p>", ("Ada Fenwick",)),
    (
        "a name behind another's address in the same line",
        "",
        "<p><b class=author>Ada Fenwick<br>Port of Ulm<br><i>a@b.example</i></b> <b class=author>Rafe Ollerton<br>Ulm</b></p>",
        ("Ada Fenwick", "Rafe Ollerton"),
    ),
    (
        "a name that is said again for machines",
        "",
        "<div itemprop=author><a href='/users/7'>gull_7</a><i itemprop=name>gull_7</i></div>",
        ("gull_7",),
    ),
    ("a name of two like halves", "", "<div itemprop=author><a href='/users/7'>bonbon</a></div>", ("bonbon",)),
    ("the site's name", SITE, "<p><a rel=author href='/'>paper &amp; lamp</a></p>", ()),
    (
        "the site's name under its address",
        SITE,
        "<p><a rel=author href='https://a.example'>paper &amp; lamp</a></p>",
        (),
    ),
    ("a person behind the title", f"<title>{TITLE} | Ada Fenwick</title>" + _said("Ada Fenwick"), "", ("Ada Fenwick",)),
    ("a meta behind the title", f"<title>{TITLE} | Ada Wick</title>" + _meta("author", "Ada Wick"), "", ()),
    ("a site said to be a person", _meta("og:site_name", "Harbour Direct") + _said("Harbour Direct"), "", ()),
    ("a desk said to be a person", _meta("og:site_name", "Harbour News") + _said("Harbour News"), "", ()),
    ("the site's name in a meta", SITE + _meta("author", "paper &amp; lamp"), "", ()),
    ("an outlet on a portal", _meta("og:article:author", "한빛일보 | 네이버"), "", ()),
    ("a Korean reporter", "", "<p><em class=head_journalist_name>윤서진 기자</em></p>", ("윤서진",)),
    (
        "a writer on a site of her own",
        _meta("og:site_name", "Ada Fenwick"),
        "<p><a rel=author href='/about'>Ada Fenwick</a></p>",
        ("Ada Fenwick",),
    ),
]


@pytest.mark.parametrize(("head", "above", "names"), table(WRITERS))
def test_writers(head: str, above: str, names: tuple[str, ...]) -> None:
    assert _read(_page(head, above)).authors == names


# Names of sites and outlets.


def _news(author: str, kind: str = "Organization", **more: Any) -> str:
    data = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": kind, "name": author}, **more}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


PORTAL = {"publisher": {"@type": "Organization", "name": "Yahoo!ニュース"}}
NAMED = [
    ("the writer behind the title", f"<title>{TITLE} - by Leda Marsh</title>", "", (None, None)),
    ("the site behind the writer", f"<title>{TITLE} | by Kal | Ordinary Maps</title>", "", ("Ordinary Maps", None)),
    ("a site's name that begins like a byline", f"<title>{TITLE} | By Design</title>", "", ("By Design", None)),
    (
        "the program behind the site",
        f"<title>{TITLE} - Wall Forum - Powered by Discuz!</title>",
        "",
        ("Wall Forum", None),
    ),
    (
        "words behind the title",
        f"<title>{HANS}_渡口_船_旧事</title>" + _meta("keywords", "渡口,船,旧事"),
        "",
        (None, None),
    ),
    (
        "a site among its keywords",
        f"<title>{HANS}_旧事_柳镇新闻网</title>" + _meta("keywords", "旧事,船"),
        "",
        ("柳镇新闻网", None),
    ),
    (
        "the maker of a program",
        "",
        "<p>Copyright © 2012 vBulletin Solutions, Inc. All rights reserved.</p>",
        (None, None),
    ),
    ("an owner", "", "<p>Copyright © 2012 Harbour Post. All rights reserved.</p>", ("Harbour Post", None)),
    ("who wrote the news for a portal", _news("山陰新報", **PORTAL), "", ("Yahoo!ニュース", "山陰新報")),
    ("a desk of the publisher", _news("Newsroom", **PORTAL), "", ("Yahoo!ニュース", "Yahoo!ニュース")),
    ("an outlet on a portal", _meta("og:article:author", "한빛일보 | 네이버"), "", (None, "한빛일보")),
    ("a book in brackets", "", "<p>Source: Small Craft (Farside Press, 2009)</p>", (None, "Small Craft")),
]


@pytest.mark.parametrize(("head", "below", "names"), table(NAMED))
def test_names_of_sites_and_outlets(head: str, below: str, names: tuple[str | None, str | None]) -> None:
    found = _read(_page(head, below=below, title=HANS if HANS in head else TITLE))
    assert (found.site, found.source) == names


def test_a_korean_label_beside_the_day_is_no_outlet() -> None:
    found = _read(_page(above="<div><em>입력</em><span>2023.04.22. 오전 6:01</span></div>", title="작은 도서관의 실험"))
    assert (found.date, found.source) == ("2023-04-22T06:01", None)


# Days: of changes, of entries, of other texts.

TIME = "<time datetime='{0}'>{0}</time>".format
FILES = "".join(f"<tr><td><a href='/{n}'>file {n}</a></td><td>{TIME(f'2024-01-0{n}')}</td></tr>" for n in (1, 2, 3))
COMMITS = "<table><tr><th>Name</th><th>Last commit message</th><th>Last commit date</th></tr>{}</table>".format(
    "".join(f"<tr><td>src{n}</td><td>Fix {n}</td><td>{TIME(f'2024-01-0{n}')}</td></tr>" for n in (1, 2, 3, 4))
)
DAYS = [
    (
        "a change before the day of publication",
        f"<p>最終更新日 {TIME('2023-01-25')}投稿日 {TIME('2023-01-22')}</p>",
        "",
        ("2023-01-22", "2023-01-25"),
    ),
    (
        "the day of publication before a change",
        f"<p>Published {TIME('2023-01-22')}, last updated {TIME('2023-01-25')}</p>",
        "",
        ("2023-01-22", "2023-01-25"),
    ),
    ("a change alone", "", f"<p>Last updated on <b>{TIME('2023-01-25')}</b></p>", (None, "2023-01-25")),
    ("a day without a word", f"<p>{TIME('2023-01-25')}</p>", "", ("2023-01-25", None)),
    ("days of files", f"<table>{FILES}</table>", "", (None, None)),
    (
        "one day in a table",
        f"<table><tr><td>Ada</td><td>{TIME('2024-01-02')}</td></tr></table>",
        "",
        ("2024-01-02", None),
    ),
]


@pytest.mark.parametrize(("above", "below", "days"), table(DAYS))
def test_days(above: str, below: str, days: tuple[str | None, str | None]) -> None:
    found = _read(_page(above=above, below=below))
    assert (found.date, found.modified) == days


def test_days_of_other_questions() -> None:
    asked = "".join(f"<li><b>201{n}-06-03</b><a href='/{n}'>泡菜起白沫怎么办</a><b>{n}2</b></li>" for n in (7, 8))
    more = "".join(f"<li><a href='/a{n}'>快递小哥写的诗集出版了第{n}次</a></li>" for n in range(6))
    below = f"<h2>其他类似问题</h2><ul>{asked}</ul><h3>为你推荐</h3><ul>{more}</ul><p>©2024 Ferry</p>"
    assert _read(_page(below=below, title=HANS, text="hans")).date is None


# Threads: the opening post says who opened it, and when.


def _posts(posts: list[tuple[str, str, str]], aside: str, make: str) -> str:
    parts = (
        f"<div class=post><div class=head>{make.format(name=name)} <span>{day}</span></div><div><p>{text}</p></div></div>"
        for name, day, text in posts
    )
    head = f"<head><title>{TITLE}</title></head>"
    return f"<html>{head}<body>{aside}<h1>{TITLE}</h1><div class=posts>{''.join(parts)}</div></body></html>"


SAID = PROSE["en"]
POSTS = [
    ("tinfoil", "Feb 3, 2012 9:12 pm", SAID[0]),
    ("marta_k", "Feb 3, 2012 10:40 pm", SAID[1]),
    ("oldcrow7", "Feb 4, 2012 7:05 am", SAID[2]),
]
MODERATORS = (
    "<div class=side><h2>Moderators</h2><ul><li><a class=author href='/user/sporelord'>sporelord</a></li></ul></div>"
)
LINK = "<a href='/user/{name}'>{name}</a>"
THREADS = [
    ("links to people's pages", "", LINK),
    ("an account behind a question mark", "", "<a class=hnuser href='user?id={name}'>{name}</a>"),
    ("a letter for a picture", "", "<a class=avatar href='/members/{name}'>T</a> " + LINK),
    ("elements within a line", "", "<b><a class='author bold' href='/{name}'>{name}</a></b>"),
    ("moderators beside the page", MODERATORS, "submitted by <a class=author href='/user/{name}'>{name}</a>"),
    ("writers that elements name", "", "<span itemprop=author>{name}</span>"),
]


@pytest.mark.parametrize(("aside", "make"), table(THREADS))
def test_who_opened_a_thread(aside: str, make: str) -> None:
    found = _read(_posts(POSTS, aside, make))
    assert (found.authors, (found.date or "")[:10]) == (("tinfoil",), "2012-02-03")


@pytest.mark.parametrize(("name", "is_name"), [("楼主", False), ("版主", False), ("楼春", True)])
def test_the_label_of_a_floor_is_no_name(name: str, is_name: bool) -> None:
    assert is_han_name(name) is is_name


def test_a_letter_for_a_picture_and_a_counter_are_no_writers() -> None:
    make = (
        "<a class=avatar href='/members/{name}'>T</a> <b class=itemName>被浏览</b> <a href='/members/{name}'>{name}</a>"
    )
    assert [post.author for post in clean(_posts(POSTS, "", make), markup="html").posts] == [one[0] for one in POSTS]


def test_comments_below_an_article_open_nothing() -> None:
    comments = "".join(
        f"<div class=comment><a href='/user/{name}'>{name}</a> <span>{day}</span><p>{text}</p></div>"
        for name, day, text in POSTS
    )
    found = _read(_page(below=f"<div class=talk>{comments}</div>"))
    assert found.authors == ()


WIKI = "<h1 class=logo><a href='/'>Harbour Wiki</a></h1><p class=pageId>tools:laser</p>"
WIKIS = [
    ("a page's place and the site in brackets", "tools:laser [Harbour Wiki]", WIKI, "Laser cutter"),
    ("a remark in brackets", "Laser cutter [solved]", WIKI, "Laser cutter [solved]"),
]


@pytest.mark.parametrize(("stated", "above", "title"), table(WIKIS))
def test_titles_of_wikis(stated: str, above: str, title: str) -> None:
    heading = title if "[" in title else "Laser cutter"
    page = f"<head><title>{stated}</title></head><body>{above}<h1>{heading}</h1>{BODY['en']}</body>"
    assert _read(f"<html>{page}</html>").title == title


GERMAN = "Die Fähre fährt um sechs, und niemand auf der Insel hat je gesehen, dass sie auf jemanden gewartet hätte."
RUSSIAN = "Паром уходит в шесть, и никто на острове ни разу не видел, чтобы он кого-нибудь подождал."
LANGUAGES = [
    ("as the page states it", "de-AT", GERMAN, ("de", "html: lang")),
    ("of another script", "ru", RUSSIAN, ("ru", "html: lang")),
    ("a template's", "de", RUSSIAN, (None, None)),
    ("a template's English", "en", GERMAN, (None, None)),
    ("what characters tell", "de", PROSE["hans"][0], ("zh", "characters")),
    ("nothing stated", "", GERMAN, (None, None)),
    ("no language", "x-default", GERMAN, (None, None)),
]


@pytest.mark.parametrize(("stated", "text", "told"), table(LANGUAGES))
def test_languages(stated: str, text: str, told: tuple[str | None, str | None]) -> None:
    head = f"<head><title>{TITLE}</title></head>"
    found = _read(f"<html lang='{stated}'>{head}<body><h1>{TITLE}</h1>{f'<p>{text}</p>' * 3}</body></html>")
    assert (found.language, found.provenance.get("language")) == told
