"""Pages that hold no article are told from those that do: by what is kept of them, never by their address."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files

import pytest

from cleaner import Article, clean
from cleaner.text.characters import key
from tests.conftest import table
from tests.pools import HEADLINES, PROSE

HEAD = "<html><head><title>{} - 柳镇新闻网</title></head><body>"
WORDS = "首页 新闻 财经 体育 文化 科技 教育".split()
MENU = "<ul class=nav>" + "".join(f"<li><a href=/{word}>{word}</a></li>" for word in WORDS) + "</ul>"
RIGHTS = "版权所有 柳镇新闻网 未经许可不得转载"
FOOTER = f"<div class=footer><p>关于我们 | 联系我们</p><p>{RIGHTS}</p><p>苏ICP备00000000号-1</p></div>"
OURS = ("empty", "low_confidence", "error_page", "wall_page", "link_list", "teaser_list", "no_prose")


def _page(body: str, title: str = "渡口最后的摆渡人") -> str:
    return f"{HEAD.format(title)}{MENU}<div class=article>{body}</div>{FOOTER}</body></html>"


def _article(sentences: Sequence[str], title: str = "渡口最后的摆渡人", more: str = "") -> str:
    return f"<h1>{title}</h1>" + "".join(f"<p>{sentence}</p>" for sentence in sentences) + more


def _links(titles: Sequence[str]) -> str:
    return "<ul class=list>" + "".join(f"<li><a href=/{i}>{title}</a></li>" for i, title in enumerate(titles)) + "</ul>"


def _codes(article: Article) -> list[str]:
    return [warning.code for warning in article.warnings if warning.code in OURS]


HANS, EN = PROSE["hans"], PROSE["en"]
ABOUT_404 = "四〇四不是一个故障，他说，那是服务器在告诉你，页面不存在，而它自己还好好地活着，等着回答下一个问题。"
ABOUT_COOKIES = (
    "几乎每一家网站都说自己使用cookie来改善体验，可是很少有人读完那段话，更少有人知道按下同意以后发生了什么。"
)
QUOTE = "他停了很久……然后把灯吹灭，说了一句谁也没有听清的话。"
TITLES = tuple(f"{headline}（{i}）" for i in range(8) for headline in HEADLINES["hans"])

ARTICLES = [
    ("an article", _page(_article(HANS))),
    ("one paragraph", _page(_article(HANS[:1]))),
    ("in English", _page(_article(EN, "The Ferry That Never Waits"), "The Ferry That Never Waits")),
    ("an article on errors", _page(_article([ABOUT_404, *HANS], "404 页面不存在：一个号码的历史"), "404 页面不存在")),
    ("an article on cookies", _page(_article([ABOUT_COOKIES, *HANS[:3]], "请启用 JavaScript"))),
    ("a story with pauses", _page(_article([QUOTE, *HANS[:2], QUOTE.replace("灯", "烛"), *HANS[2:]]))),
    ("an article that ends in three links", _page(_article(HANS, more=_links(TITLES[:3])))),
    ("a text of linked words", _page(_article([f"<a href=/a>{s[:6]}</a>{s[6:]}" for s in HANS]))),
    (
        "a poem",
        _page(_article(["两岸的灯一盏一盏亮了，", "船在中间，没有靠向哪一边。", "风从上游来，", "带着去年的雪。"])),
    ),
    ("bare paragraphs", "<html><body>" + "".join(f"<p>{s}</p>" for s in HANS) + "</body></html>"),
]


@pytest.mark.parametrize("page", table(ARTICLES))
def test_an_article_is_no_other_kind_of_page(page: str) -> None:
    article = clean(page, markup="html")
    assert (article.status, _codes(article)) == ("ok", [])


SAID = [
    ("not found", "404", "您访问的页面不存在"),
    ("a number alone", "404 Not Found", "nginx/1.18.0"),
    ("deleted", "出错啦", "该内容已被发布者删除"),
    ("expired", "提示", "链接已过期"),
    ("a forum", "提示信息", "抱歉，指定的主题不存在或已被删除或正在被审核"),
    ("traditional", "錯誤", "很抱歉，您訪問的頁面不存在"),
    ("in English", "Oops! That page can’t be found.", "It looks like nothing was found here."),
    ("in Japanese", "お探しのページは見つかりませんでした", "移動または削除された可能性があります"),
    ("in German", "Seite nicht gefunden", "Die angeforderte Seite gibt es nicht mehr."),
    ("in French", "Page introuvable", "Retour à l'accueil"),
]


@pytest.mark.parametrize(("title", "line"), table(SAID))
@pytest.mark.parametrize("framed", [True, False], ids=["in the frame of its site", "alone"])
def test_an_error_is_no_article(title: str, line: str, framed: bool) -> None:
    body = f"<div class=error><h1>{title}</h1><p>{line}</p></div>"
    page = _page(body, title) if framed else f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    article = clean(page, markup="html")
    assert article.status in ("needs_review", "empty")
    assert "error_page" in _codes(article)
    assert RIGHTS not in article.text


WALLS = [
    ("a script", "You need to enable JavaScript to run this app."),
    ("a script, in Chinese", "您的浏览器已禁用JavaScript，请启用JavaScript后刷新本页面继续访问。"),
    ("a script, in Japanese", "このサイトを利用するにはJavaScriptを有効にしてください。"),
    (
        "cookies",
        "We and our partners use cookies to recognise you on this site, and to show you what you may like to see.",
    ),
    ("an account", "登录后才能查看本帖的全部内容，请登录后继续访问。"),
    ("a proof", "Checking your browser before you get to example.com, which takes up to five seconds."),
]


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in WALLS])
@pytest.mark.parametrize("place", ["<div class=content><p>{}</p></div>", "<noscript>{}</noscript><div id=app></div>"])
def test_a_wall_before_the_text_is_no_article(line: str, place: str) -> None:
    article = clean(f"<html><head><title>渡口</title></head><body>{place.format(line)}</body></html>", markup="html")
    assert article.status in ("needs_review", "empty")
    assert "wall_page" in _codes(article) or not article.text


TEASERS = "".join(f"<div class=item><h3><a href=/{i}>{HEADLINES['hans'][i % 3]}</a></h3><p>{s[:30]}...</p></div>"
                  for i, s in enumerate(HANS))  # fmt: skip
LISTS = [
    ("a list of links", "link_list", _page(_links(TITLES))),
    ("a list of links without a frame", "link_list", f"{HEAD.format('新闻')}<div>{_links(TITLES)}</div></body></html>"),
    ("a list of beginnings", "teaser_list", _page(TEASERS)),
]


@pytest.mark.parametrize(("code", "page"), table(LISTS))
def test_a_list_is_no_article(code: str, page: str) -> None:
    article = clean(page, markup="html")
    assert article.status in ("needs_review", "empty")
    assert code in _codes(article) or not article.text


ENTRY = (
    "<div class=item><h3><a href=/{0}>{1}</a></h3><p>作者：<b class=author>林夏</b> 2024-03-0{2}</p><p>{3}...</p></div>"
)


def test_a_list_has_no_day_and_no_writer_of_its_entries() -> None:
    entries = (ENTRY.format(i, HEADLINES["hans"][i % 3], i % 9 + 1, s[:30]) for i, s in enumerate(HANS))
    article = clean(_page("".join(entries)), markup="html")
    assert "teaser_list" in _codes(article)
    assert (article.metadata.authors, article.metadata.date) == ((), None)
    assert {"authors", "date"}.isdisjoint(article.metadata.provenance)


def test_what_the_head_of_a_list_states_is_its_own() -> None:
    head = HEAD.format("新闻").replace("<head>", "<head><meta name=author content=林夏>")
    article = clean(f"{head}<div>{TEASERS}</div></body></html>", markup="html")
    assert "teaser_list" in _codes(article)
    assert article.metadata.authors == ("林夏",)


FRAMES = [
    ("a footer alone", f"{HEAD.format('柳镇')}{FOOTER}"),
    ("a menu and a footer", f"{HEAD.format('柳镇')}{MENU * 3}{FOOTER}"),
    ("a long footer", f"{HEAD.format('柳镇')}<div class=foot>{FOOTER * 4}</div>"),
    ("a shell of scripts", f"{HEAD.format('柳镇')}<div id=app></div><script>load()</script>{FOOTER}"),
    ("a word", f"{HEAD.format('柳镇')}<div><p>渡口</p></div>"),
]


@pytest.mark.parametrize("page", table(FRAMES))
def test_the_frame_of_a_site_is_no_article(page: str) -> None:
    article = clean(page, markup="html")
    assert article.status in ("needs_review", "empty") and article.warnings
    assert RIGHTS not in article.text


def test_a_page_of_which_nothing_is_left_has_no_confidence() -> None:
    assert clean(FRAMES[0][1], markup="html").confidence == 0.0


def test_the_foot_goes_and_what_was_read_stays() -> None:
    article = clean(_page(_article(HANS[:2], more=f"<p>{RIGHTS}</p>")), markup="html")
    assert article.text == "\n\n".join(HANS[:2])


def test_a_flat_text_knows_no_kinds() -> None:
    article = clean("404\n\n您访问的页面不存在", markup="text")
    assert not set(_codes(article)) - {"empty", "no_prose"}


# The words, as data.


def test_the_words_of_kinds_are_their_own_keys_once() -> None:
    kinds = tomllib.loads(files("cleaner.judge").joinpath("kinds.toml").read_text("utf-8"))["kind"]
    assert [kind["code"] for kind in kinds] == ["error_page", "wall_page"]
    for kind in kinds:
        phrases = [key(phrase) for name in ("starts", "says") for phrase in kind.get(name, ())]
        assert len(set(phrases)) == len(phrases) and all(len(phrase) > 2 for phrase in phrases)
        assert kind["message"].strip()
