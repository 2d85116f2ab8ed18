"""Profiles: their files, whose clippings they speak of, what their elements, fields, rules and lines do."""

from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import ConfigurationError, Options, clean
from cleaner.article import Article
from cleaner.judge.facts import measure
from cleaner.judge.profile_file import parse_profiles
from cleaner.judge.region import find_region
from cleaner.judge.rule_file import RuleError
from cleaner.judge.selectors import SelectorError, parse_selector, selected
from cleaner.judge.shapes import line_key, shape
from cleaner.learning.written import to_toml
from cleaner.model import Box, Finder, Profile, SharedBox, SharedLine, SiteExample
from cleaner.readers.text import read_text
from cleaner.text.characters import key
from tests.conftest import Clipping, clippings, table
from tests.sites import ARTICLES, UNKNOWN_FOOT, page

SITE = '[[site]]\nname = "liuxi.example.com"\nhosts = ["liuxi.example.com"]\n'
BODY = "\n\n".join(ARTICLES[0].body)


def _profiles(toml: str) -> tuple[Profile, ...]:
    return parse_profiles(toml, "own.toml")


def _lines(*texts: str, on: int = 5) -> tuple[Profile, ...]:
    shared = tuple(SharedLine(text, on) for text in texts)
    return (Profile("liuxi.example.com", ("liuxi.example.com",), 5, lines=shared),)


def _cleaned(text: str, profiles: tuple[Profile, ...], url: str | None = "https://liuxi.example.com/1") -> Article:
    return clean(text, url=url, options=Options(profiles=profiles))


# Files.

#: A rule that states all there is to state.
WHOLE_RULE = """[[site.rule]]
id = "own-tail"
class = "related"
action = "keep"
reason = "回声\\"一\\""
hits = ["相关"]
misses = ["有关", "无关"]
when = { says = ["相关"], units_max = 20, link_density_min = 0.5, leads = true }
part = "相关.*"
part_source = "相关"
opens = true
closes = true
amid = true
interlude = true
"""
FINE = [
    ("nothing", ""),
    ("a name alone", '[[site]]\nname = "x"\n'),
    ("two sites", '[[site]]\nname = "x"\n[[site]]\nname = "y"\n'),
    ("a line", SITE + '[[site.line]]\ntext = "分享"\non = 4\nexamples = ["分享"]\n'),
    ("a shape", SITE + '[[site.line]]\ntext = "第{n}期"\n'),
    ("elements", SITE + 'main = ["div.post-text > p", "#content"]\nstrip = [".share"]\n'),
    ("fields", SITE + "title = ['h1']\ndate = [{ meta = 'pubdate' }, { pattern = '发布于(.*)' }]\n"),
    ("a rule of all that a rule has", SITE + WHOLE_RULE),
    ("boxes", SITE + '[[site.box]]\npath = "div.a > p"\non = 3\nkept = 1\n'),
]


@pytest.mark.parametrize("toml", table(FINE))
def test_profiles_that_load(toml: str) -> None:
    profiles = _profiles(toml)
    assert _profiles(to_toml(profiles)) == profiles


def test_the_rule_of_all_that_a_rule_has_lacks_nothing() -> None:
    ((rule,),) = (profile.rules for profile in _profiles(SITE + WHOLE_RULE))
    assert all(getattr(rule, field.name) for field in fields(rule))


RULE = "[[site.rule]]\nid='r'\nclass='promo'\nreason='x'\nhits=['a']\nmisses=['b']\n"
BROKEN = [
    ("no TOML", "[[site]\n", "own.toml: no TOML: "),
    ("a nest of lists", "x = " + "[" * 5000, "own.toml: no TOML: "),
    ("unknown key of the file", "[[sites]]\n", "own.toml: unknown key sites; did you mean site?"),
    ("site is no table", "site = 3\n", "own.toml: site takes a list of tables, [[site]] each"),
    ("site is a list of numbers", "site = [3]\n", "own.toml: site takes a list of tables, [[site]] each"),
    ("one site without its list", "[site]\nname = 'x'\n", "own.toml: site takes a list of tables, [[site]] each"),
    ("one rule without its list", SITE + "[site.rule]\nid = 'x'\n", "rule takes a list of tables, [[site.rule]] each"),
    ("a number without end", f"x = {'9' * 5000}\n", "own.toml: no TOML: "),
    ("no name", "[[site]]\nhosts = []\n", "own.toml: a site has no name"),
    ("unknown key", SITE + "lines = 3\n", "own.toml: site 'liuxi.example.com': unknown key lines; did you mean line?"),
    ("a host with a path", "[[site]]\nname='x'\nhosts=['a.com/x']\n", "hosts: 'a.com/x' is no host"),
    ("hosts is a text", "[[site]]\nname='x'\nhosts='a.com'\n", "hosts: takes a list of texts"),
    ("a selector of XPath", SITE + "main = ['//div']\n", "main: '//div' in '//div' is no tag"),
    ("a selector with a position", SITE + "strip = ['p:first-child']\n", "strip: 'p:first-child' in"),
    ("a selector without a word", SITE + "main = ['.a1']\n", "has no word of two letters to look for"),
    ("a line without text", SITE + "[[site.line]]\non = 3\n", "line: text: takes a text, not None"),
    ("a line of blanks", SITE + "[[site.line]]\ntext = '\u200b'\n", "says nothing"),
    (
        "a number below nothing",
        SITE + "[[site.line]]\ntext = 'a'\non = -1\n",
        "on: takes a number of documents, not -1",
    ),
    ("a share above one", SITE + "[[site.box]]\npath = 'p'\nkept = 2\n", "box: kept is a share from 0.0 to 1.0, not 2"),
    ("a field of numbers", SITE + "date = [3]\n", "date takes selectors, or tables of select, meta and pattern"),
    ("an unknown way to a field", SITE + "date = [{ xpath = '//p' }]\n", "date: unknown key xpath"),
    ("a pattern that looks around", SITE + "date = [{ pattern = '(?=a)' }]\n", "date: pattern: "),
    (
        "a pattern that takes much memory",
        SITE + f"date = [{{ pattern = '{'(a{0,900}){0,900}'}' }}]\n",
        "date: pattern: ",
    ),
    ("a pattern of two groups", SITE + "date = [{ pattern = '(a)(b)' }]\n", "has one group at the most"),
    ("a rule that does not load", SITE + RULE, "own.toml: site 'liuxi.example.com': rule 'r': when is empty"),
    ("an example that shows nothing", SITE + "[[site.example]]\ntext = 'a'\nkeeps = ['a']\n", "has keeps and drops"),
]


@pytest.mark.parametrize(("toml", "said"), table(BROKEN))
def test_what_does_not_load_says_where(toml: str, said: str) -> None:
    with pytest.raises(RuleError) as error:
        _profiles(toml)
    assert str(error.value).startswith("own.toml: ") and said in str(error.value)


_said = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda text: text.strip())


@given(_said, st.lists(_said, max_size=3), st.lists(_said, max_size=2))
def test_any_profile_comes_back_from_its_file(name: str, texts: list[str], examples: list[str]) -> None:
    lines = tuple(SharedLine(text, 3, tuple(examples)) for text in texts if line_key(text))
    boxes = tuple(SharedBox(text, 2, 0.25, tuple(examples)) for text in texts)
    shown = tuple(SiteExample(text, (text,), (text,)) for text in texts)
    profile = Profile(name, ("a.example.com",), 3, ("p",), ("a.bc",), lines, boxes, (Finder("date", "p", "", "(x)"),))
    profile = Profile(
        **{**{f: getattr(profile, f) for f in profile.__slots__}, "examples": shown, "origin": "own.toml"}
    )
    assert _profiles(to_toml([profile])) == (profile,)


def test_options_and_their_profiles_can_be_sent_to_another_process() -> None:
    options = Options(profiles=_profiles(SITE + "date = ['p']\n"))
    assert pickle.loads(pickle.dumps(options)) == options


def test_a_configuration_names_profiles_beside_it(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text(SITE, "utf-8")
    (tmp_path / "cleaner.toml").write_text('profiles = ["site.toml"]\n', "utf-8")
    assert [p.name for p in Options.from_file(tmp_path / "cleaner.toml").profiles] == ["liuxi.example.com"]


@pytest.mark.parametrize(
    ("said", "error"),
    table(
        [
            ("a text", 'profiles = "site.toml"', "profiles takes a list of file names"),
            ("a file that is not there", 'profiles = ["none.toml"]', "none.toml"),
            ("a broken file", 'profiles = ["cleaner.toml"]', "unknown key profiles"),
        ]
    ),
)
def test_a_configuration_with_wrong_profiles_is_told(tmp_path: Path, said: str, error: str) -> None:
    (tmp_path / "cleaner.toml").write_text(said, "utf-8")
    with pytest.raises(ConfigurationError, match=error):
        Options.from_file(tmp_path / "cleaner.toml")


# Whose clipping it is.

ELSEWHERE = [
    ("no profile", (), "https://liuxi.example.com/"),
    ("a profile of another host", _lines("把这一篇递给同事", "沈禾苗陪您看园区"), "https://other.example.com/"),
    ("a host that only ends alike", _lines("把这一篇递给同事", "沈禾苗陪您看园区"), "https://notliuxi.example.com/"),
    ("no address, and one line alike", _lines("把这一篇递给同事"), None),
    ("no address, and short lines alike", _lines("相关文章", "分享到", "首页"), None),
    ("a profile that says nothing", _lines(), "https://liuxi.example.com/"),
    ("lines that are not there", _lines("另一行", "又一行"), "https://liuxi.example.com/"),
    ("an address that is none", _lines("把这一篇递给同事"), "http://[::1"),
]


@pytest.mark.parametrize(("profiles", "url"), table(ELSEWHERE))
def test_what_a_profile_has_no_say_in(profiles: tuple[Profile, ...], url: str | None) -> None:
    text = page(0, UNKNOWN_FOOT)
    assert _cleaned(text, profiles, url) == _cleaned(text, (), url)


def test_a_flat_text_is_of_the_host_that_it_names_most() -> None:
    profiles = _lines("园区一线通")
    text = f"{BODY}\n\n园区一线通\n\n本文链接:https://liuxi.example.com/3.html\n"
    assert [p.text for p in _cleaned(text, profiles, None).removed if p.noise_class == "template"] == ["园区一线通"]
    other = f"{text}\n另见 https://b.example.org/1 与 https://b.example.org/2\n"
    assert not [p for p in _cleaned(other, profiles, None).removed if p.noise_class == "template"]


def test_elements_say_nothing_of_a_flat_text() -> None:
    profiles = _profiles(SITE + 'main = [".story"]\nstrip = [".share"]\ndate = [".day"]\n')
    assert _cleaned(page(0), profiles) == _cleaned(page(0), ())


HERE = [
    ("the host", "https://liuxi.example.com/1"),
    ("the host with www and a port", "https://www.liuxi.example.com:8080/1"),
    ("a host below it", "https://m.liuxi.example.com/1"),
    ("no address, and two lines that no other site has", None),
]


@pytest.mark.parametrize("url", table(HERE))
def test_whose_clippings_a_profile_speaks_of(url: str | None) -> None:
    lines = UNKNOWN_FOOT[:2]
    article = _cleaned(page(0, UNKNOWN_FOOT), _lines(*lines), url)
    assert [p.text for p in article.removed if p.noise_class == "template"] == list(lines)


@pytest.mark.parametrize(
    "head",
    table(
        [
            ("front matter", "---\nsource: https://liuxi.example.com/1\n---\n\n"),
            ("canonical", '<link rel="canonical" href="https://liuxi.example.com/1">'),
            ("Open Graph", '<meta property="og:url" content="https://liuxi.example.com/1">'),
            ("the comment of a browser", "<!-- saved from url=(0030)https://liuxi.example.com/1 -->\n"),
        ]
    ),
)
def test_a_clipping_states_its_address_in_several_ways(head: str) -> None:
    body = BODY + "\n\n园区一线通\n"
    if head.startswith("<"):
        inner = "".join(f"<p>{line}</p>" for line in body.split("\n") if line)
        body = f"<html><head>{head}</head><body><div class='post'>{inner}</div></body></html>"
        head = head if head.startswith("<!--") else ""
    assert "园区一线通" in clean(head + body).text
    assert "园区一线通" not in clean(head + body, options=Options(profiles=_lines("园区一线通"))).text


# Lines.

STAYS = [
    ("the line within the text", f"{BODY[:60]}。\n\n园区一线通\n\n{BODY}"),
    ("a sentence that has the line in it", f"{BODY}\n\n他在园区一线通的牌子下面等了半个小时,才等到第一班车。"),
    ("the line in a code block", f"# 说明\n\n{BODY}\n\n```\n园区一线通\n```\n"),
]


@pytest.mark.parametrize("text", table(STAYS))
def test_where_a_shared_line_stays(text: str) -> None:
    article = _cleaned(text, _lines("园区一线通"))
    assert "园区一线通" in article.text
    assert not [piece for piece in article.removed if piece.noise_class == "template"]


GOES = [
    ("below the text", f"{BODY}\n\n园区一线通\n", ["园区一线通"]),
    ("above the text", f"{ARTICLES[0].title}\n\n园区一线通\n\n{BODY}", ["园区一线通"]),
    ("in another spelling", f"{BODY}\n\n園 區 一 線 通\n", ["園 區 一 線 通"]),
    ("in a row within", f"{BODY[:60]}。\n\n园区一线通\n\n第3期同步上线\n\n{BODY}", ["园区一线通", "第3期同步上线"]),
    ("by its shape", f"{BODY}\n\n第1,024期同步上线\n", ["第1,024期同步上线"]),
]


@pytest.mark.parametrize(("text", "gone"), table(GOES))
def test_where_a_shared_line_goes(text: str, gone: list[str]) -> None:
    article = _cleaned(text, _lines("园区一线通", "第{n}期同步上线"))
    assert [piece.text for piece in article.removed if piece.noise_class == "template"] == gone


KEEP = """[[site.rule]]
id = "{id}"
class = "{noise}"
action = "{action}"
reason = "as the site's reader wants it"
hits = ["园区一线通"]
misses = ["另一行"]
when = {{ says = ["园区一线通"] }}
"""


def test_keep_beats_the_lines_of_a_site() -> None:
    line = '[[site.line]]\ntext = "园区一线通"\n'
    kept = _profiles(SITE + line + KEEP.format(id="own", noise="promo", action="keep"))
    assert "园区一线通" in _cleaned(f"{BODY}\n\n园区一线通\n", kept).text


def test_the_rules_of_a_site_are_asked_on_its_pages_alone() -> None:
    profiles = _profiles(SITE + KEEP.format(id="own", noise="promo", action="drop"))
    text = f"{BODY}\n\n园区一线通\n"
    assert [piece.rules for piece in _cleaned(text, profiles).removed] == [("own",)]
    assert _cleaned(text, profiles, "https://other.example.com/").removed == ()


def test_a_rule_may_ask_on_how_many_documents_a_line_stands() -> None:
    rule = (
        '[[rule]]\nid = "shared"\nclass = "promo"\nreason = "x"\nhits = ["a"]\nmisses = ["b"]\n'
        "when = { shared_min = 4, shared_share_min = 0.8, units_max = 9 }\n"
    )
    from cleaner.judge.rule_file import parse_rules  # noqa: PLC0415

    text = f"{BODY}\n\n园区一线通\n"
    for on, rules in ((5, [("shared",)]), (3, [("liuxi.example.com: 园区一线通",)])):
        options = Options(profiles=_lines("园区一线通", on=on), rules=parse_rules(rule, "own.toml"))
        assert [p.rules for p in clean(text, url="https://liuxi.example.com/1", options=options).removed] == rules


@given(clippings())
def test_a_profile_of_another_site_changes_nothing(clipping: Clipping) -> None:
    profiles = _lines("这一行哪里也没有", "那一行也没有")
    plain, told = (clean(clipping.text, markup=clipping.markup, options=Options(profiles=p)) for p in ((), profiles))
    assert plain == told


@given(clippings(markdown=False))
def test_cleaning_twice_with_a_profile_is_cleaning_once(clipping: Clipping) -> None:
    lines = [line.strip() for line in clipping.text.splitlines() if line_key(line.strip())][::3]
    options = Options(profiles=_lines(*lines))
    once = clean(clipping.text, url="https://liuxi.example.com/", markup="text", options=options)
    text = "\n\n".join(filter(None, ("\n".join(b.text for b in once.heading), once.text)))
    assert clean(text, url="https://liuxi.example.com/", markup="text", options=options).text == once.text


# Elements and fields.

HTML = """<html><head><title>{title}</title><meta name="pubdate" content="2024-03-05"></head><body>
<div class="lead-text"><p>{lead}</p></div><div id="post-text" class="wide"><h1 class="big">{title}</h1>
<p class="by-line">林夏 写于 2024年3月6日</p>{body}<div class="share-bar"><p>{tail}</p></div></div></body></html>"""
LEAD = "这一段写在正文外面,说的是另一件事,和下面的文章没有关系,只是看上去很像一段正文,长短也差不多。" * 3
TAIL = "觉得不错就把它转给三位朋友,转满三位可以到园区门口换一把雨伞,雨伞的颜色由门卫决定。"


def _page(toml: str) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLES[0].body)
    html = HTML.format(title=ARTICLES[0].title, body=body, lead=LEAD, tail=TAIL)
    return _cleaned(html, _profiles(SITE + toml))


ELEMENTS = [
    ("none named", "", True),
    ("a main element", 'main = ["#post-text"]\n', False),
    ("the second that is named", 'main = [".none", "div.post-text.wide"]\n', False),
    ("the element around the text stripped", 'strip = [".lead-text"]\n', False),
]


@pytest.mark.parametrize(("toml", "lead"), table(ELEMENTS))
def test_elements_that_are_named(toml: str, lead: bool) -> None:
    text = key(_page(toml).text)
    assert (key(LEAD) in text) is lead
    assert all(key(paragraph) in text for paragraph in ARTICLES[0].body)


def test_what_a_profile_strips_goes_and_says_so() -> None:
    article = _page('main = ["#post-text"]\nstrip = [".share-bar"]\n')
    assert key(TAIL) not in key(article.text) and key(TAIL) in key(_page('main = ["#post-text"]\n').text)
    (piece,) = [piece for piece in article.removed if piece.text == TAIL]
    assert (piece.noise_class, piece.reason) == (
        "template",
        "in .share-bar, which the profile of liuxi.example.com takes out",
    )


def test_all_of_a_main_element_is_main_text() -> None:
    listed = "".join(f"<li><a href='/{n}'>第{n}条</a></li>" for n in range(30))
    html = f"<body><div class='story'><ul>{listed}</ul></div><div class='other'><p>{BODY}</p></div></body>"
    assert "第7条" not in _cleaned(html, _profiles(SITE)).text
    assert "第7条" in _cleaned(html, _profiles(SITE + 'main = [".story"]\n')).text


def test_a_sentence_that_pages_share_does_not_stretch_the_body() -> None:
    lines = [BODY, "园区一线通", "本站各篇皆由园区网编排上线,引用须带上出处,若有不妥告知我们即撤。"]
    facts = [measure(block) for block in read_text("\n\n".join(lines))]
    marks = [()] * len(facts)
    last = len(facts) - 1
    assert find_region(facts, marks).end == last + 1
    assert find_region([*facts[:-1], facts[-1]._replace(shared_on=5, shared_of=5)], marks).end < last


def test_a_profile_whose_main_element_is_not_there_is_not_used() -> None:
    toml = 'main = [".story"]\nstrip = ["#post-text"]\n'
    article = _page(toml)
    assert [w.code for w in article.warnings if w.code == "profile_ignored"] == ["profile_ignored"]
    assert article.text == _page("").text


FIELDS = [
    ("nothing named", "", ("2024-03-06", ())),
    ("an element", 'date = [".by-line"]\n', ("2024-03-06", ())),
    (
        "an element and a pattern",
        "author = [{ select = '.by-line', pattern = '(.*) 写于' }]\n",
        ("2024-03-06", ("林夏",)),
    ),
    ("a pattern over the lines", "date = [{ pattern = '写于 (.*)' }]\n", ("2024-03-06", ())),
    ("a meta", "date = [{ meta = 'pubdate' }]\n", ("2024-03-05", ())),
    ("what is not there", "date = ['.none', { meta = 'none' }]\n", ("2024-03-06", ())),
]


@pytest.mark.parametrize(("toml", "wanted"), table(FIELDS))
def test_fields_that_are_named(toml: str, wanted: tuple[str, tuple[str, ...]]) -> None:
    metadata = _page(toml).metadata
    assert metadata.date == wanted[0]
    assert not wanted[1] or metadata.authors == wanted[1]
    if toml and wanted != FIELDS[0][2]:
        assert any(origin.startswith("profile liuxi.example.com: ") for origin in metadata.provenance.values())


EACH = [
    ("the second, by the pattern", ("", "文 / 林夏"), ("", "上线 2024年3月7日"), "'上线 (.*)'", "2024-03-07"),
    (
        "one within another",
        ("", "文 / 林夏"),
        ("<p>又</p><div class='note-line'>", "2024年3月8日"),
        "'^(2024.*)'",
        "2024-03-08",
    ),
    ("none that matches", ("", "文 / 林夏"), ("", "共 7 页"), "'上线 (.*)'", "2024-03-06"),
    ("the first that says something", ("", ""), ("", "2024年3月9日"), "'.*'", "2024-03-09"),
]


@pytest.mark.parametrize(("first", "second", "pattern", "date"), table(EACH))
def test_each_element_that_is_named_is_looked_into(
    first: tuple[str, str], second: tuple[str, str], pattern: str, date: str
) -> None:
    notes = "".join(f"<div class='note-line'>{opens}<p>{said}</p></div>" for opens, said in (first, second))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLES[0].body)
    html = HTML.format(title=ARTICLES[0].title, body=body, lead=LEAD, tail=TAIL).replace("</h1>", f"</h1>{notes}")
    profiles = _profiles(f"{SITE}date = [{{ select = '.note-line', pattern = {pattern} }}]\n")
    metadata = _cleaned(html, profiles).metadata
    assert metadata.date == date
    assert metadata.provenance["date"].startswith("profile") is (date != "2024-03-06")


def test_a_title_that_is_named() -> None:
    article = _page("title = ['.by-line']\n")
    assert (article.title, article.metadata.provenance["title"]) == (
        "林夏 写于 2024年3月6日",
        "profile liuxi.example.com: .by-line",
    )


BOXES = (
    Box(-1, "", ()),
    Box(0, "div", ("post", "text")),
    Box(1, "p", ()),
    Box(1, "div", ("share",)),
    Box(3, "p", ("post",)),
)
SELECTED = [
    ("nothing like it", "ul", []),
    ("a tag", "p", [2, 4]),
    ("a name", ".post-text", [1]),
    ("one of the names", "#post", [1, 4]),
    ("a tag and a name", "p.post", [4]),
    ("within", "div p", [2, 4]),
    ("right within", ".text > p", [2]),
    ("right within, further in", ".text > .share > p", [4]),
    ("not right within", ".text > .post", []),
]


@pytest.mark.parametrize(("selector", "boxes"), table(SELECTED))
def test_which_boxes_a_selector_selects(selector: str, boxes: list[int]) -> None:
    assert selected(selector, BOXES) == boxes


@pytest.mark.parametrize("selector", ["", "*", "p[1]", "a:hover", ".x1", ">", "p >", "x" * 400, " ".join("p" * 20)])
def test_selectors_that_boxes_cannot_answer(selector: str) -> None:
    with pytest.raises(SelectorError):
        parse_selector(selector)


SHAPES = [
    ("no number", "分享到朋友圈", "分享到朋友圈"),
    ("a number", "浏览 1,024 次", "浏览{n}次"),
    ("a day", "发布于2024-03-05", "发布于{date}"),
    ("a day of Han and a time", "2024年3月5日 09:10", "{date}{time}"),
    ("an address", "本文链接:http://a.example.com/p/3.html", "本文链接:{address}"),
    ("an address before Han", "见https://a.example.com/p。更多", "见{address}.更多"),
]


@pytest.mark.parametrize(("text", "wanted"), table(SHAPES))
def test_the_shape_of_a_line(text: str, wanted: str) -> None:
    assert shape(line_key(text)) == line_key(wanted)


def test_the_shape_of_a_shape_is_itself() -> None:
    assert shape(line_key("Views {n} on {date}")) == shape(line_key("Views 17 on 2024-03-05"))


HOSTILE = [
    (
        "many selectors",
        SITE + f"strip = [{', '.join(repr('div ' * 6 + f'.na{chr(97 + i % 26)}me') for i in range(200))}]\n",
    ),
    ("many lines", SITE + "".join(f"[[site.line]]\ntext = '行{i}号'\n" for i in range(3000))),
    ("a pattern that others are slow on", SITE + "date = [{ pattern = '(?:a+)+b' }]\n"),
]


@pytest.mark.parametrize("toml", table(HOSTILE))
def test_hostile_profiles_neither_hang_nor_crash(toml: str) -> None:
    html = "<div class='a'>" * 500 + "<p>" + "a" * 20_000 + "</p>" + BODY
    assert _cleaned(html, _profiles(toml)).status != "failed"
