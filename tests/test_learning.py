"""What is learned of a site, what must not be, and what a profile does to the pages that it was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Options, clean
from cleaner.batch.clippings import Clipping, Origin, Unreadable
from cleaner.batch.files import Source
from cleaner.judge.profile_file import parse_profiles
from cleaner.judge.rulebook import Rulebook
from cleaner.learning.learn import Learned, learn
from cleaner.learning.tried import failing
from cleaner.learning.written import to_toml
from cleaner.model import Profile
from tests.conftest import table
from tests.sites import ARTICLES, FAMILIAR_FOOT, UNKNOWN_FOOT, page, pages

SENTENCE = "水往低处流,人往屋顶上走,这是柳溪人自己编的一句话,谁也说不清是哪一年开始的。"
FOOT = ("把这一篇递给同事", "柳溪园区网编排上线")
POEM = ("溪水不问去处", "只问磨坊的轮", "轮子不问粮食", "只问明天的风")


def _origin(name: str) -> Origin:
    return Origin(Source(Path("柳溪") / name, Path(name)))


def _learned(texts: list[str], **known: str) -> Learned:
    clippings = [Clipping(_origin(f"{i}.txt"), text, **known) for i, text in enumerate(texts)]  # type: ignore[arg-type]
    return learn(clippings, Options())


def _lines(learned: Learned) -> list[str]:
    return [line.text for profile in learned.profiles for line in profile.lines]


def _with(body: str, at: int = 1) -> list[str]:
    """The five pages with a piece in each body, before its last paragraph."""
    told = [article.body[-at].replace("  ", "") for article in ARTICLES]
    return [text.replace(last, f"{body}\n\n  {last}") for text, last in zip(pages(UNKNOWN_FOOT), told, strict=True)]


def _body(number: int) -> str:
    return "\n\n".join(ARTICLES[number].body).replace(",", "，")


# What is not learned.

NOT_LEARNED = [
    ("nothing", []),
    ("one page", pages()[:1]),
    ("two pages", pages()[:2]),
    ("five mirrors of one page", [page(0)] * 5),
    (
        "mirrors with words changed",
        [page(0).replace("六条", f"{n}条").replace("柳溪支线", "支线") for n in "五六七八九"],
    ),
    ("mirrors and another page", [*[page(0)] * 4, page(1)]),
    ("articles without anything in common", ["\n\n".join((one.title, *one.body)) for one in ARTICLES]),
    ("pages without a body", ["首页\n\n新闻\n\n登录\n\n关于我们"] * 5),
]


@pytest.mark.parametrize("texts", table(NOT_LEARNED))
def test_what_says_nothing_of_a_site(texts: list[str]) -> None:
    assert _learned(texts).profiles == ()


BODIES = [
    ("a sentence quoted in every article", SENTENCE, [SENTENCE]),
    ("two sentences quoted", f"{SENTENCE}\n\n  又有人把它写在墙上,字迹歪歪斜斜,却一个也没有写错。", [SENTENCE]),
    ("a heading of every article", "参考与延伸", ["参考与延伸"]),
    ("a label of every article", "编后:", ["编后:"]),
]


@pytest.mark.parametrize(("piece", "wanted"), table(BODIES))
def test_what_all_bodies_say_is_theirs(piece: str, wanted: list[str]) -> None:
    texts = _with(piece)
    learned = _learned(texts)
    assert "把这一篇递给同事" in _lines(learned)  # the site's own lines are learned all the same
    assert not set(wanted) & set(_lines(learned))
    for text in texts:
        plain, told = (clean(text, options=Options(profiles=known)).text for known in ((), learned.profiles))
        for line in wanted:
            assert line.replace(",", "，").rstrip(":：") in plain
            assert line.replace(",", "，").rstrip(":：") in told


def test_verse_that_four_of_five_quote_is_no_template() -> None:
    texts = [*_with("\n".join(f"  {line}" for line in POEM))[:4], page(4, UNKNOWN_FOOT)]
    assert not set(POEM) & set(_lines(_learned(texts)))


CLOSINGS = [
    ("the last words of a notice", "特此公告。", "特此公告。"),
    ("who signed above the day", "柳溪镇人民政府\n\n2024年3月5日", "柳溪镇人民政府"),
    ("last words, who signed, the day", "特此公告。\n\n柳溪镇人民政府\n\n2024年3月5日", "柳溪镇人民政府"),
    ("last words above who signed", "特此公告。\n\n柳溪镇人民政府\n\n2024年3月5日", "特此公告。"),
]


@pytest.mark.parametrize(("closing", "line"), table(CLOSINGS))
def test_what_closes_a_text_is_the_texts(closing: str, line: str) -> None:
    texts = ["\n\n".join((one.title, *one.body, closing, *FOOT)) for one in ARTICLES]
    lines = _lines(_learned(texts))
    assert "把这一篇递给同事" in lines and line not in lines


def test_who_is_addressed_is_the_texts() -> None:
    texts = ["\n\n".join((one.title, "各村、各社区:", *one.body, *FOOT)) for one in ARTICLES]
    lines = _lines(_learned(texts))
    assert "把这一篇递给同事" in lines and "各村、各社区:" not in lines


def test_several_lines_of_one_shape_are_a_list_of_the_page() -> None:
    prices = [f"收盘价{n}元\n\n收盘价{n + 8}元\n\n园区一线通\n\n收盘价{n + 11}元" for n in range(5)]
    texts = ["\n\n".join((one.title, *one.body, price, *FOOT)) for one, price in zip(ARTICLES, prices, strict=True)]
    assert _lines(_learned(texts)) == ["园区一线通", *FOOT]


def test_figures_right_below_a_text_are_its_own() -> None:
    texts = [
        "\n\n".join((one.title, *one.body, f"豆腐每斤{n}元", f"菜油每斤{n + 8}元", *FOOT, f"第{n}期同步上线"))
        for n, one in enumerate(ARTICLES)
    ]
    assert _lines(_learned(texts)) == [*FOOT, "第{n}期同步上线"]


def test_a_title_that_stands_on_every_page_is_no_template() -> None:
    texts = ["\n\n".join(("# 柳溪周记", *one.body, *FOOT)) for one in ARTICLES]
    assert _lines(_learned(texts, markup="markdown")) == list(FOOT)


# What is learned.


@pytest.mark.parametrize(
    "foot", [pytest.param(FAMILIAR_FOOT, id="known to rules"), pytest.param(UNKNOWN_FOOT, id="new")]
)
def test_the_foot_of_a_site_is_learned(foot: tuple[str, ...]) -> None:
    (profile,) = _learned(pages(foot)).profiles
    assert (profile.documents, {line.on for line in profile.lines}) == (5, {5})
    lines = [line.text for line in profile.lines]
    constant = [line.strip() for piece in foot if "{" not in piece for line in piece.split("\n")]
    assert [line for line in lines if line in constant] == constant


def test_numbers_days_and_addresses_are_wildcards() -> None:
    lines = _lines(_learned(pages(FAMILIAR_FOOT)))
    assert {"或微信/手机:{n}", "本文链接:{address}"} <= set(lines)
    assert "第{n}期柳溪园区简报同步上线" in _lines(_learned(pages(UNKNOWN_FOOT)))


def test_a_profile_removes_what_no_rule_knows_and_nothing_of_the_bodies() -> None:
    learned = _learned(pages(UNKNOWN_FOOT))
    for number, text in enumerate(pages(UNKNOWN_FOOT)):
        plain, told = (clean(text, options=Options(profiles=known)) for known in ((), learned.profiles))
        assert "把这一篇递给同事" in plain.text and "沈禾苗陪您看园区" in plain.text
        assert told.text == _body(number)


def test_a_profile_does_so_without_any_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = _learned(pages(FAMILIAR_FOOT))
    monkeypatch.setattr("cleaner.known_site.rulebook", lambda rules: Rulebook(()))
    gone = [line.strip().format(n=41, m=3107) for piece in FAMILIAR_FOOT for line in piece.split("\n")]
    plain, told = (clean(page(0), options=Options(profiles=known)).text for known in ((), learned.profiles))
    assert "产业招商/厂房土地租售" in plain and "版权声明" in plain and "分享给朋友" in plain
    assert not [line for line in gone if line.replace(",", "，").rstrip(":") in told and "{" not in line]
    assert told.startswith(_body(0))


def test_a_verdict_names_profile_line_and_counts() -> None:
    learned = _learned(pages(UNKNOWN_FOOT), url="https://liuxi.example.com/a")
    article = clean(
        page(0, UNKNOWN_FOOT), url="https://liuxi.example.com/b", options=Options(profiles=learned.profiles)
    )
    (piece,) = [piece for piece in article.removed if piece.text == "把这一篇递给同事"]
    assert (piece.noise_class, piece.rules) == ("template", ("liuxi.example.com: 把这一篇递给同事",))
    assert piece.reason == "stands on 5 of 5 pages of liuxi.example.com"


# Whose page it is.


def test_sites_are_told_apart_by_their_hosts() -> None:
    clippings = [
        Clipping(_origin(f"{host}{i}.txt"), page(i, foot), url=f"https://{host}/{i}")
        for host, foot in (("a.example.com", FAMILIAR_FOOT), ("www.b.example.org", UNKNOWN_FOOT))
        for i in range(5)
    ]
    learned = learn([clipping for clipping in clippings if clipping.origin.name[:2] == "a."], Options())
    assert [(profile.name, profile.hosts) for profile in learned.profiles] == [("a.example.com", ("a.example.com",))]
    other = learn([clipping for clipping in clippings if clipping.origin.name[:2] == "ww"], Options())
    assert [profile.hosts for profile in other.profiles] == [("b.example.org",)]


def test_flat_texts_without_an_address_go_by_their_lines() -> None:
    bare = ["\n\n".join((*one.body, "某处的一行无关的话")) for one in ARTICLES[:2]]
    learned = _learned([*pages(UNKNOWN_FOOT), *bare])
    assert [(profile.documents, profile.name) for profile in learned.profiles] == [(5, "柳溪")]


def test_what_cannot_be_read_is_told() -> None:
    learned = learn(
        [Unreadable(_origin("a.txt"), "gone"), Clipping(_origin("b.txt"), b"\x00" * 9)], Options(max_bytes=5)
    )
    assert [name for name, _ in learned.unread] == ["a.txt", "b.txt"]


def test_a_clipping_that_cannot_be_studied_costs_itself_alone() -> None:
    texts = pages(UNKNOWN_FOOT)
    clippings = [Clipping(_origin(f"{i}.txt"), text) for i, text in enumerate(texts)]
    learned = learn([Clipping(_origin("broken.txt"), 3), *clippings], Options())  # type: ignore[arg-type]
    assert [name for name, _ in learned.unread] == ["broken.txt"]
    assert len(learned.profiles) == 1


# The file.


@pytest.mark.parametrize("foot", [FAMILIAR_FOOT, UNKNOWN_FOOT], ids=["known", "new"])
def test_a_profile_comes_back_from_its_file_and_meets_its_examples(foot: tuple[str, ...]) -> None:
    (profile,) = _learned(pages(foot)).profiles
    (again,) = parse_profiles(to_toml([profile]), "")
    assert again == profile
    assert profile.examples and failing(again) == []


def test_the_same_clippings_give_the_same_file_in_any_order() -> None:
    first, second = (_learned(texts) for texts in (pages(UNKNOWN_FOOT), pages(UNKNOWN_FOOT)))
    assert to_toml(first.profiles) == to_toml(second.profiles)
    turned = _learned(pages(UNKNOWN_FOOT)[::-1])
    assert sorted(_lines(turned)) == sorted(_lines(first))


def test_an_example_that_does_not_hold_is_told() -> None:
    (profile,) = _learned(pages(UNKNOWN_FOOT)).profiles
    less = Profile(profile.name, profile.hosts, 5, lines=profile.lines[:3], examples=profile.examples)
    assert [said for said in failing(less) if "does not drop" in said]


# Pages of HTML.

HTML = """<html><head><title>{title}</title></head><body><div class="top-bar"><a href="/">首页</a> <a href="/n">新闻</a></div>
<div class="wrap"><div class="post-text"><h1>{title}</h1>{body}<h2>读完再想一想</h2><p>把这一篇递给同事,园区网编排上线,引用须带上出处。</p></div>
<div class="side-box">{others}</div></div></body></html>"""


def _html(number: int) -> str:
    told = ARTICLES[number]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in told.body)
    return HTML.format(
        title=told.title, body=body, others="".join(f"<p><a href='/{t}'>{t}</a></p>" for t, _ in told.others)
    )


def test_pages_of_html_are_learned_from_and_cleaned() -> None:
    clippings = [
        Clipping(_origin(f"{i}.html"), _html(i), url=f"https://b.example.org/{i}", markup="html") for i in range(4)
    ]
    (profile,) = learn(clippings, Options()).profiles
    assert [line.text for line in profile.lines] == ["把这一篇递给同事,园区网编排上线,引用须带上出处。"]
    kept = {box.path: box.kept for box in profile.boxes}
    assert kept["div.wrap > div.post.text > p"] > 0.5 > kept["div.wrap > div.side.box > p"]
    plain, told = (
        clean(_html(4), url="https://b.example.org/9", markup="html", options=Options(profiles=known))
        for known in ((), (profile,))
    )
    assert "把这一篇递给同事" in plain.text
    assert told.text.removesuffix("\n\n读完再想一想") == _body(4)  # a heading goes or stays by the weights
