"""The metadata of HTML pages: head, JSON-LD, elements, lines around the body, scripts; hostile values state nothing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from cleaner import Article, Options, clean
from cleaner.metadata.ages import dated
from cleaner.metadata.dates import exact_date, numeral
from cleaner.metadata.day_lines import read_day
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.identity import body_id
from cleaner.metadata.latin import names_said
from cleaner.metadata.linked_data import read_linked_data
from cleaner.metadata.suffix import split_site
from cleaner.writers.names import renamed, schemes
from tests.conftest import table
from tests.pools import PROSE

TITLE = "渡口最后的摆渡人"
H1, BODY = f"<h1>{TITLE}</h1>", "".join(f"<p>{text}</p>" for text in PROSE["hans"])
EN_BODY = "".join(f"<p>{text}</p>" for text in PROSE["en"])


def _page(head: str = "", above: str = "", below: str = "", body: str = BODY) -> str:
    title = "" if "<title" in head else f"<title>{TITLE}</title>"
    return f"<html><head>{title}{head}</head><body>{H1}{above}<div>{body}</div>{below}</body></html>"


def _clean(page: str, **known: Any) -> Article:
    return clean(page, markup="html", **known)


def _json(**said: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps(said, ensure_ascii=False)}</script>"


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


# What states nothing.

SILENT = [
    ("a page that states nothing", "", ""),
    ("an address as author", _meta("author", "https://example.com/me"), ""),
    ("the site as author", _meta("author", "柳镇新闻网") + _meta("og:site_name", "柳镇新闻网"), ""),
    ("an account as author", _meta("author", "admin"), ""),
    ("a template's place", _meta("author", "{{ author }}"), ""),
    ("a number as source", _meta("source", "1610"), ""),
    (
        "an organisation as author",
        _json(**{"@type": "Article", "author": {"@type": "Organization", "name": "Kyle"}}),
        "",
    ),
    ("a menu under the title", "", "<p>关注</p><p>文化</p><p>时间</p>"),
    ("an empty label", "", "<p>来源：【打印】【关闭】</p>"),
    ("the day of the visit alone", "", "<p>今天是星期三</p>"),
    ("a date in a sentence", "", "<p>2022年6月22日，渡口在连日的大雨之后第一次关闭，船都停在对岸。</p>"),
]


@pytest.mark.parametrize(("head", "above"), table(SILENT))
def test_what_states_nothing(head: str, above: str) -> None:
    found = _clean(_page(head, above)).metadata
    assert (found.authors, found.source, found.editor, found.date) == ((), None, None, None)


# Hostile values: no exception, nothing invented.

HOSTILE = [
    ("99 digits", _json(**{"@type": "NewsArticle", "datePublished": "9" * 99})),
    ("year 0", _json(**{"@type": "NewsArticle", "datePublished": "0000-00-00T00:00:00Z"})),
    ("a day that there is not", _meta("article:published_time", "2024-02-31")),
    ("no JSON", '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": 2024-</script>'),
    (
        "JSON of another shape",
        _json(**{"@type": ["NewsArticle", 7, None], "author": [[["x"]]], "datePublished": {"a": 1}}),
    ),
    ("a deep graph", f"<script type='application/ld+json'>{'[' * 50_000}\"@type\"{']' * 50_000}</script>"),
    ("markup in a value", _meta("author", "&lt;script&gt;alert(1)&lt;/script&gt;")),
    ("a megabyte", _meta("author", "x" * 1_000_000) + _meta("og:title", "y" * 1_000_000)),
]


@pytest.mark.parametrize("head", table(HOSTILE))
def test_hostile_values_state_nothing(head: str) -> None:
    article = _clean(_page(head))
    assert article.status != "failed"
    assert (article.metadata.authors, article.metadata.date, article.title) == ((), None, TITLE)


@pytest.mark.parametrize(
    ("head", "code"),
    table(
        [
            ("no JSON", HOSTILE[3][1], "json_ld_invalid"),
            ("no day", HOSTILE[0][1], "date_unread"),
            (
                "two days",
                _json(**{"@type": "NewsArticle", "datePublished": "2020-01-01"}),
                "metadata_conflict",
            ),
        ]
    ),
)
def test_what_is_wrong_is_warned_of(head: str, code: str) -> None:
    article = _clean(_page(head, "<p>发布时间：2024-03-05 来源：河口晚报</p>"))
    assert code in {warning.code for warning in article.warnings}
    assert article.metadata.date == "2024-03-05"


def test_a_date_after_the_fetching_is_none() -> None:
    page = _page(above="<p>发布时间：2031-03-05 来源：河口晚报</p>")
    article = _clean(page, crawled=datetime(2024, 5, 1))
    assert (article.metadata.date, article.metadata.date_raw) == (None, "2031-03-05")
    assert "date_future" in {warning.code for warning in article.warnings}


# Where fields stand.

LD = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-05T09:10:00+08:00"}
STATED: list[tuple[str, str, dict[str, Any], dict[str, str]]] = [
    (
        "a labelled line",
        _page(above="<p>来源：河口晚报 作者：林小溪 发布时间：2024-03-05 09:10</p>"),
        {"source": "河口晚报", "authors": ("林小溪",), "date": "2024-03-05T09:10"},
        {"source": "line 3: 来源"},
    ),
    (
        "a label and its value in two elements",
        _page(above="<p>责任编辑：</p><p>KY77</p>"),
        {"editor": "KY77"},
        {},
    ),
    ("outlet beside the date", _page(above="<p>2024-03-05 09:10 河口晚报</p>"), {"source": "河口晚报"}, {}),
    ("name and outlet", _page(above="<p>林小溪/河口晚报</p><p>2024-03-05</p>"), {"authors": ("林小溪",)}, {}),
    (
        "three elements of a day",
        _page(above="<p>2024</p><p>03/05</p><p>09:10</p>"),
        {"date": "2024-03-05T09:10"},
        {},
    ),
    (
        "editors and their signature",
        _page(below="<p>（责编：周小川、孙佳）</p>"),
        {"editor": "周小川、孙佳"},
        {"editor": "line 15: 责编"},
    ),
    ("a signature that is no name", _page(below="<p>责任编辑：KY77</p>"), {"editor": "KY77"}, {}),
    (
        "roles on two lines",
        _page(above="<p>本报实习生 林小溪</p><p>本报记者 周夏 孙佳</p>"),
        {"authors": ("林小溪", "周夏", "孙佳")},
        {},
    ),
    ("the end of the body", _page(body=BODY + "<p>河水又涨了一寸。（林小溪）</p>"), {"authors": ("林小溪",)}, {}),
    (
        "JSON-LD in a graph",
        _page(
            _json(**{"@graph": [{**LD, "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "林小溪"}]})
        ),
        {"authors": ("林小溪",), "date": "2024-03-05T09:10+08:00"},
        {"date": "json-ld: datePublished", "authors": "json-ld: author"},
    ),
    (
        "the publisher of a piece of news",
        _page(_json(**LD, publisher={"@type": "Organization", "name": "河口晚报"})),
        {"source": "河口晚报"},
        {"source": "json-ld: publisher"},
    ),
    (
        "the metas of a government's page",
        _page(
            _meta("ContentSource", "柳镇统计局") + _meta("PubDate", "2024-03-05") + _meta("SiteName", "柳镇人民政府")
        ),
        {"source": "柳镇统计局", "date": "2024-03-05", "site": "柳镇人民政府"},
        {"source": "meta: contentsource", "date": "meta: pubdate"},
    ),
    (
        "Dublin Core",
        _page(_meta("DC.creator", "Ada Fenwick") + _meta("DCTERMS.issued", "2024-03-05")),
        {"authors": ("Ada Fenwick",), "date": "2024-03-05"},
        {},
    ),
    (
        "microdata",
        _page(
            above="<p><span itemprop=author>Ada Fenwick</span> <time itemprop=datePublished datetime=2024-03-05>x</time></p>"
        ),
        {"authors": ("Ada Fenwick",), "date": "2024-03-05"},
        {},
    ),
    (
        "an account",
        _page(above="<p><a class=author-name>河岸人家说事</a></p><p>发布时间：2024-03-05</p>"),
        {"source": "河岸人家说事", "authors": ()},
        {},
    ),
    (
        "a platform's script",
        _page(above='<script>var ct = "1709600000"; var nickname = htmlDecode("河岸人家");</script>'),
        {"date": "2024-03-05T08:53+08:00", "source": "河岸人家"},
        {"date": "script: ct"},
    ),
    (
        "a script behind much other code, in an alphabet of its own",
        _page(above=f"<script>{'渡口🚢;' * 700}var pubTime = '2024-03-05 08:53';</script>"),
        {"date": "2024-03-05T08:53"},
        {"date": "script: pubTime"},
    ),
    (
        "a key that ends like one of publication",
        _page(above="<script>渡pubTime = '2024-03-05'; xpubTime = '2024-03-06'; _pubTime = '2024-03-07'</script>"),
        {"date": None},
        {},
    ),
    (
        "a list of answers has no author",
        _page(
            above="".join(f"<div><div><div><b class=author>Ada {c}son</b></div></div></div>" * 3 for c in "BCDEFGHIJ")
        ),
        {"authors": ()},
        {},
    ),
    (
        "a notice",
        _page(
            above="<p>发文机关：柳镇人民政府 发文字号：柳政发〔2024〕5号</p>", below="<p><a href=/a.pdf>附件</a></p>"
        ),
        {"issuer": "柳镇人民政府", "document_number": "柳政发〔2024〕5号", "source": "柳镇人民政府"},
        {},
    ),
]


@pytest.mark.parametrize(("page", "fields", "origins"), table(STATED))
def test_where_fields_stand(page: str, fields: dict[str, Any], origins: dict[str, str]) -> None:
    metadata = _clean(page).metadata
    assert {name: getattr(metadata, name) for name in fields} == fields
    assert {name: metadata.provenance.get(name) for name in origins} == origins


def test_a_day_that_only_the_address_gives_is_marked_so() -> None:
    metadata = _clean(_page(), url="https://example.com/2024/03/05/ferry.html").metadata
    assert (metadata.date, metadata.provenance["date"]) == ("2024-03-05", "url")


def test_the_address_says_nothing_where_the_page_does() -> None:
    page = _page(above="<p>发布时间：2024-03-06</p>")
    assert _clean(page, url="https://example.com/2024/03/05/ferry.html").metadata.date == "2024-03-06"


def test_the_day_as_printed_beats_the_same_moment_in_utc() -> None:
    page = _page(_meta("article:published_time", "2022-11-06T23:00:00Z"), "<p class=meta>7. November 2022</p>")
    english = page.replace(TITLE, "The Ferry Waits")
    assert _clean(english).metadata.date == "2022-11-07"


def test_programs_that_save_pages_write_value_for_content() -> None:
    metas = '<meta name="article:published_time" value="2024-03-05T09:10:00Z"><meta name="author" value="Ada Fenwick">'
    found = clean(_page(metas), markup="html").metadata
    assert (found.date, found.authors) == ("2024-03-05T09:10Z", ("Ada Fenwick",))


def test_a_saved_page_tells_when_it_was_fetched() -> None:
    comment = "<!--\n Page saved with SingleFile \n url: https://example.com/a \n saved date: Tue Mar 05 2024 09:10:00 GMT+0800 (CST)\n-->"
    metadata = _clean(comment + _page(above="<p>3天前 来源：河口晚报</p>")).metadata
    assert (metadata.url, metadata.date) == ("https://example.com/a", "2024-03-02")


def test_attachments_are_links_to_files() -> None:
    page = _page(below="<p>附件：<a href=/a.pdf>公报</a> <a href=/b.html>更多</a></p>")
    assert [(link.text, link.url) for link in _clean(page).metadata.attachments] == [("公报", "/a.pdf")]


AGES = [
    ("weeks are too rough", "2周前", None),
    ("months alone are too rough", "3个月前", None),
    ("no age", "很久以前", None),
    ("a day of an era that is not named", "113年3月5日", None),
    ("a day that there is not", "02-31", None),
    ("hours ago", "3小时前", "2024-05-01"),
    ("days ago", "3天前", "2024-04-28"),
    ("days and hours ago", "1 day, 20 hours ago", "2024-04-29"),
    ("years and days ago", "1年3天前", None),
    ("yesterday with its time", "昨天 14:05", "2024-04-30T14:05"),
    ("a month and a day", "04-24 08:30", "2024-04-24T08:30"),
    ("a month and a day of last year", "12-24", "2023-12-24"),
    ("an age with its day", "8个月前 (09-24)", "2023-09-24"),
    ("English", "2 days ago", "2024-04-29"),
]


@pytest.mark.parametrize(("raw", "iso"), table(AGES))
def test_ages(raw: str, iso: str | None) -> None:
    assert dated(raw, datetime(2024, 5, 1, 12, 0)) == iso


MORE_DATES = [
    ("of which nobody knows the order", "05/12/2024", None),
    ("an address of four numbers", "10.20.30.40", None),
    ("Chinese numerals", "二〇二四年十月十八日", "2024-10-18"),
    ("Chinese numerals of the turn of the century", "二零零零年一月二十日", "2000-01-20"),
    ("German", "12. März 2024, 14:30 Uhr", "2024-03-12T14:30"),
    ("days first with points", "05.03.2024", "2024-03-05"),
    ("figures that have one order", "31/12/2024", "2024-12-31"),
    ("Spanish", "5 de marzo de 2024", "2024-03-05"),
    ("French", "5 mars 2024 à 09h10", "2024-03-05T09:10"),
    ("UTC", "2024-03-05T09:10:11Z", "2024-03-05T09:10Z"),
    ("a zone without a colon", "2024-03-05T09:10:11.000+0800", "2024-03-05T09:10+08:00"),
]


@pytest.mark.parametrize(("text", "iso"), table(MORE_DATES))
def test_dates_of_pages(text: str, iso: str | None) -> None:
    assert exact_date(text) == iso


@pytest.mark.parametrize(
    ("written", "number"),
    table(
        [
            ("one", "五", 5),
            ("ten", "十", 10),
            ("teens", "十八", 18),
            ("tens", "二十", 20),
            ("old tens", "廿三", 23),
            ("zero", "二〇", 20),
        ]
    ),
)
def test_numerals(written: str, number: int) -> None:
    assert numeral(written) == number


LATIN = [
    ("nothing", "", ()),
    ("a sentence", "The gadgets are powered by an old engine that nobody repairs", ()),
    ("a road", "Von Berlin bis Hamburg", ()),
    ("a remark", "Read more by clicking here", ()),
    ("English", "By Ada Fenwick and Rafe Ollerton", ("Ada Fenwick", "Rafe Ollerton")),
    ("with a date", "By Ada Fenwick June 6, 2023", ("Ada Fenwick",)),
    ("posted", "Posted on June 6, 2023 by Ada Fenwick", ("Ada Fenwick",)),
    ("German", "Von Ada Fenwick, Rafe Ollerton und Greta Linnell", ("Ada Fenwick", "Rafe Ollerton", "Greta Linnell")),
    ("German in a sentence", "Geschrieben von Ada Fenwick am 25.08.2015", ("Ada Fenwick",)),
    ("a label", "Text & Fotos: Ada Fenwick", ("Ada Fenwick",)),
    ("a handle", "By Ada Fenwick@adafen", ("Ada Fenwick",)),
]


@pytest.mark.parametrize(("text", "names"), table(LATIN))
def test_bylines_in_latin_script(text: str, names: tuple[str, ...]) -> None:
    assert names_said(text) == names


BY_EVIDENCE = [
    ("a hyphen that nothing speaks of", "渡口的三年-磨坊的十年", frozenset(), ("渡口的三年-磨坊的十年", None)),
    ("an English hyphen", "A well-known ferry", frozenset(("ferry",)), ("A well-known ferry", None)),
    ("a hyphen before an outlet", "渡口最后的摆渡人-柳镇晚报", frozenset(), (TITLE, "柳镇晚报")),
    ("two hyphens", "渡口最后的摆渡人--柳镇", frozenset(), (TITLE, "柳镇")),
    ("a hyphen before a known name", "渡口最后的摆渡人-柳镇", frozenset(("柳镇",)), (TITLE, "柳镇")),
    ("a known name first", "柳镇在线 | 渡口最后的摆渡人", frozenset(("柳镇在线",)), (TITLE, "柳镇在线")),
    ("a short title before a known name", "内存_柳镇百科", frozenset(("柳镇百科",)), ("内存", "柳镇百科")),
    ("a program's name", "渡口的船 - Powered by Ferry!", frozenset(), ("渡口的船", None)),
]


@pytest.mark.parametrize(("title", "names", "split"), table(BY_EVIDENCE))
def test_names_of_sites_by_evidence(title: str, names: frozenset[str], split: tuple[str, str | None]) -> None:
    assert split_site(title, names) == split


def test_json_ld_is_read_with_its_faults() -> None:
    script = '<!-- {"@type": "NewsArticle", "headline": "a ferry\nwaits", "author": "Ada",}'
    linked = read_linked_data([script], None)
    assert (linked.kind, linked.text("author"), linked.warnings) == ("newsarticle", "Ada", ())


def test_a_text_in_json_ld_keeps_its_commas() -> None:
    script = '{"@type": "NewsArticle", "headline": "a ferry, [it, ] waits", "author": "Ada",}'
    assert read_linked_data([script], None).text("headline") == "a ferry, [it, ] waits"


# Names of other people, ids.

RECORD = {
    "title": TITLE,
    "authors": ["林小溪"],
    "author": "林小溪",
    "date": "2024-03-05T09:10",
    "url": "https://example.com/a",
    "text": "x",
}


@pytest.mark.parametrize("scheme", schemes())
def test_every_scheme_names_the_title(scheme: str) -> None:
    assert TITLE in json.dumps(renamed(RECORD, scheme), ensure_ascii=False)


def test_what_is_not_stated_has_no_name() -> None:
    assert renamed({"title": None, "tags": []}, "obsidian") == {}


def test_schema_org_nests() -> None:
    made = renamed(RECORD, "schema-org")
    assert (made["@type"], made["author"]) == ("Article", [{"@type": "Person", "name": "林小溪"}])


def test_trafilatura_wants_the_day_and_the_host() -> None:
    made = renamed(RECORD, "trafilatura")
    assert (made["date"], made["hostname"]) == ("2024-03-05", "example.com")


def test_an_id_is_that_of_the_words() -> None:
    assert body_id("渡口，灯还亮。") == body_id("渡口, 燈還亮.")
    assert body_id("渡口") != body_id("渡船")


def test_thorough_mode_says_whose_the_values_are() -> None:
    page = _page(below="<p>Zuletzt: 2019-05-06</p>").replace(BODY, BODY + "<p>Stand der Dinge vom 6. Mai 2019</p>")
    plain, asked = _clean(page).metadata, _clean(page, options=Options(thorough=True)).metadata
    assert plain.title == asked.title
    changed = {name for name, origin in asked.provenance.items() if origin in ("trafilatura", "htmldate")}
    assert not changed & plain.provenance.keys()


def test_front_matter_of_a_clipper_tells_when_it_was_clipped() -> None:
    text = (
        f"---\ntitle: {TITLE}\ncreated: 2024-03-05\ncssclass: wide\n---\n\n# {TITLE}\n\n来源：河口晚报 昨天 14:05\n\n"
        + "\n\n".join(PROSE["hans"])
    )
    article = clean(text)
    assert article.metadata.date == "2024-03-04T14:05"
    assert "cssclass: wide" in article.to_markdown()


MORE_PLACES = [
    (
        "a table at the head of the body",
        "<table><tr><td>作者：河岸人家</td><td>发布日期：2024-03-05</td></tr><tr><td>主题：渡口</td><td>x</td></tr></table>",
        {"authors": ("河岸人家",), "date": "2024-03-05"},
    ),
    ("an account that posted it", "<p>河岸人家 发表于 2024-03-05 09:10</p>", {"date": "2024-03-05T09:10", "authors": ("河岸人家",)}),
    ("a line that speaks of an account", "<p>建立于:2004年10月6日</p>", {"date": None}),
    ("a line that speaks of another text", "<p>参考来源：《渡口志》 原作者：林小溪</p>", {"authors": (), "source": None}),
    ("code whose language is called a source", '<div class="source-shell"><pre>make run</pre></div>', {"source": None}),
    ("a platform's channel is no outlet", "<p>2024-03-05 来源：柳镇网·网易号·政务</p>", {"source": None, "via": "网易"}),
]  # fmt: skip


@pytest.mark.parametrize(("above", "fields"), table(MORE_PLACES))
def test_more_places(above: str, fields: dict[str, Any]) -> None:
    metadata = _clean(_page(above=above)).metadata
    assert {name: getattr(metadata, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("title", "date"),
    table(
        [
            ("a day in a title", "Am 23.01.2022 fuhr die Fähre nicht", None),
            ("a title that begins with a number", "2022 war ein gutes Jahr", None),
            ("a day set off", "23.01.2022 - Die Fähre fährt wieder", "2022-01-23"),
        ]
    ),
)
def test_a_title_that_begins_with_a_day(title: str, date: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{EN_BODY}</body></html>"
    assert _clean(page).metadata.date == date


@pytest.mark.parametrize(
    ("text", "date"),
    table(
        [
            ("a sentence", "2022年6月22日，渡口发布声明，称渡船在夜里遭到了来历不明的撞击。", None),
            ("a change", "更新于 2022年6月22日", None),
            ("a meta line", "2022年6月22日 河口晚报", "2022-06-22"),
        ]
    ),
)
def test_the_day_of_a_line(text: str, date: str | None) -> None:
    found = Fields()
    read_day(Said(text, "meta_line", 1), found)
    assert found.values.get("date") == date


STATED_BEHIND = [
    ("no statement", "<p>渡口 2005/05/17 修过一次</p>", None),
    ("a day of something else", "<p>渡口的老桥和桥头的小学都建成于2005年8月12日以后的那一年</p>", None),
    ("without a colon", "<p>〓 柳镇留言板 发布时间 2005/05/17 22:11:42 by 林夏 〓</p>", "2005-05-17T22:11"),
    ("in a sentence of the forum", "<p>本帖由林夏于2005年8月12日16:12:21在〖渡口〗发表.</p>", "2005-08-12T16:12"),
    (
        "the first of several",
        "<p>〓 发布时间 2005/05/17 22:11:42 〓</p><p>回复</p><p>〓 发布时间 2005/05/18 13:45:40 〓</p>",
        "2005-05-17T22:11",
    ),
]


@pytest.mark.parametrize(("below", "date"), table(STATED_BEHIND))
def test_days_stated_behind_the_body(below: str, date: str | None) -> None:
    assert _clean(_page(below=f"<div>{below}</div>")).metadata.date == date


# Days and outlets beside others: which of them are the article's.

BESIDE = [
    (
        "the day of another text's link",
        "<p>关联稿件：</p><ul><li><a href='/1.html'>图文解读：柳镇渡口的统计公报与来历 2023-07-12</a></li></ul>",
        {"date": None},
    ),
    ("days glued to a word that is none", "<p>vonNovember 30, 2024</p>", {"date": None}),
    ("a day glued to its word", "<p>Published onNovember 30, 2024</p>", {"date": "2024-11-30"}),
    ("the year before the month", "<p>2023 Jan 7</p>", {"date": "2023-01-07"}),
    (
        "the day of the document before an element named for any time",
        "<ul><li>生成日期：</li><li>2023-05-11</li></ul><div><a href='/1.html'>图解</a><span class=time>2023-07-12</span></div>",
        {"date": "2023-05-11"},
    ),
    ("a count beside a day", "<p>2024-03-05 漏签0天</p>", {"source": None}),
    (
        "the day of a change within its element",
        "<div class=page-meta>上次更新: 2024-03-05</div>",
        {"date": None, "modified": "2024-03-05"},
    ),
    (
        "the day of a change before its element",
        "<p>Last update: <span class=date>March 5, 2024</span></p>",
        {"date": None},
    ),
]


@pytest.mark.parametrize(("above", "fields"), table(BESIDE))
def test_what_stands_beside_others(above: str, fields: dict[str, Any]) -> None:
    found = _clean(_page(above=above)).metadata
    assert {name: getattr(found, name) for name in fields} == fields


def test_the_outlet_beside_the_day_behind_the_body() -> None:
    assert _clean(_page(below="<p>2013年03月21日 13:39:38　　柳镇新闻网</p>")).metadata.source == "柳镇新闻网"
    assert _clean(_page(below="<p>2013年03月21日 13:39:38　　回复</p>")).metadata.source is None


@pytest.mark.parametrize(
    ("second", "date"),
    table(
        [
            (
                "a day of the story",
                f"On 29.11.2022 the mill turned again, as it had not done for eleven winters. {PROSE['en'][1]}",
                None,
            ),
            ("a range", "1.5 - 2 hours is what the crossing takes when the wind comes from the islands.", None),
            ("a dateline", f"29.11.2022 – {PROSE['en'][1]}", "2022-11-29"),
        ]
    ),
)
def test_the_day_may_stand_behind_the_lead(second: str, date: str | None) -> None:
    page = _page(f"<title>{PROSE['en'][2][:30]}</title>", body=f"<p>{PROSE['en'][0]}</p><p>{second}</p>{EN_BODY}")
    assert _clean(page).metadata.date == date


SIGNED = "<p>柳镇渡口管理所</p><p>2023年4月10日</p>"


@pytest.mark.parametrize(
    ("page", "date"),
    [
        pytest.param(_page(body=BODY + "<p>2023年4月10日，船下了水。</p>"), None, id="a sentence"),
        pytest.param(_page(body=BODY + "<p>2023年4月10日 渡口</p>"), None, id="a place"),
        pytest.param(_page(body=BODY + "<p>1987年4月10日</p>"), None, id="older than the web"),
        pytest.param(_page(body=BODY + SIGNED + BODY), None, id="far above the end"),
        pytest.param(
            _page(above="<p>发布时间：2023-04-12</p>", body=BODY + SIGNED), "2023-04-12", id="a day is stated"
        ),
        pytest.param(_page(body=BODY + SIGNED), "2023-04-10", id="the day it is signed on"),
        pytest.param(_page(body=BODY + "<p>2023年4月10日（星期一）</p>"), "2023-04-10", id="with its weekday"),
    ],
)
def test_a_notice_is_dated_by_the_day_it_is_signed_on(page: str, date: str | None) -> None:
    assert _clean(page).metadata.date == date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("05-04-2010", None, id="nobody knows the order"),
        pytest.param("0700-22-2010", None, id="a telephone"),
        pytest.param("03-22-2010, 07:14 PM", "2010-03-22T19:14", id="the month first"),
        pytest.param("22-03-2010 19:14", "2010-03-22T19:14", id="the day first"),
    ],
)
def test_days_between_hyphens(text: str, iso: str | None) -> None:
    assert exact_date(text) == iso


def test_a_weekday_is_no_outlet() -> None:
    page = _page("<title>O rio</title>", above="<p>quarta-feira, 23 de março de 2011</p>", body=EN_BODY)
    assert (_clean(page).metadata.date, _clean(page).metadata.source) == ("2011-03-23", None)


@pytest.mark.parametrize("said", ["Postado por Célio Reis", "Eingestellt von Célio Reis", "Posté par Célio Reis"])
def test_who_posted_a_text(said: str) -> None:
    assert _clean(_page(above=f"<p class='post-author'>{said}</p>", body=EN_BODY)).metadata.authors == ("Célio Reis",)


def test_the_medium_beside_the_day_is_the_source() -> None:
    page = _page(
        above="<p><span id='pub_date'>2012年11月03日08:12</span> <span id='media_name'>西岗日报</span> <a>我有话说</a></p>"
    )
    assert _clean(page).metadata.source == "西岗日报"


def test_when_a_thread_was_opened_is_not_by_whom() -> None:
    assert _clean(_page(above="<p>楼主 | 发表于 2019-7-16 19:20:03</p>")).metadata.authors == ()
