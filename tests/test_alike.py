"""Short posts of a thread and terms of a list, by the elements made like theirs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner import clean
from cleaner.judge.alike import with_posts, with_terms
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

LONG = "磨坊空了十一个冬天，直到海边来的面包师问起水轮还转不转，没有人答得上来。"
POST = "<div class=user>阿芦</div><div class=message>{}</div>"
THREAD = POST.format(LONG) + POST.format(LONG[::-1]) + POST.format("顶一个")

#: (what it is, the page, the blocks kept by the weights, those kept in the end)
POSTS = [
    ("a short post", THREAD, {1, 3}, {1, 3, 5}),
    ("a paragraph within a post", THREAD.replace("顶一个", "<p>顶</p><p>一个</p>"), {1, 3}, {1, 3, 5, 6}),
    ("one long post and a short one", POST.format(LONG) + POST.format("顶"), {1}, {1, 3}),
    ("names, of which one was kept", THREAD, {0, 1, 3}, {0, 1, 3, 5}),
    ("only one element of the make", POST.format(f"<p>{LONG}</p><p>顶</p>"), {1}, {1}),
    ("most of the make is not kept", THREAD, {1}, {1}),
    ("a link", THREAD.replace("顶一个", "<a href=/x>顶一个</a>"), {1, 3}, {1, 3}),
    ("elements without a name", THREAD.replace(" class=message", ""), {1, 3}, {1, 3}),
    ("nothing kept", THREAD, set(), set()),
    ("named for what a member wrote", THREAD.replace("=message", "=reply_content"), {1}, {1, 3, 5}),
    (
        "a quotation within",
        THREAD.replace("=message", "=commtext").replace("顶一个", "<q class=x><p>顶</p></q>"),
        {1},
        {1, 3, 5},
    ),
    ("the words of another post", THREAD.replace("顶一个", "<blockquote>六点。</blockquote>顶"), {1, 3}, {1, 3, 6}),
    ("... by the element's name", THREAD.replace("顶一个", "<div class=quote>六点。</div>顶"), {1, 3}, {1, 3, 6}),
    ("beside the posts", THREAD + "<div class=side><div class=message>版规</div></div>", {1, 3}, {1, 3, 5}),
    ("a page with a column beside it", f"<main class=right-sidebar>{THREAD}</main>", {1, 3}, {1, 3, 5}),
    ("a link that unfolds in a post", THREAD.replace("顶一个", "<div class=unfurl>六点。</div>顶"), {1, 3}, {1, 3, 6}),
    ("one word of such a name", THREAD.replace("=message", "=reply"), {1}, {1}),
]
LIST = "<dl><dt>名称</dt><dd>鱼笼</dd><dt>材料</dt><dd>毛竹、棕绳</dd></dl>"

#: (what it is, the page, the blocks kept by the weights, those kept in the end)
TERMS = [
    ("one term lost", LIST, {1, 2, 3}, {0, 1, 2, 3}),
    ("half of them lost", LIST, {2, 3}, {2, 3}),
    ("a link", LIST.replace("名称", "<a href=/x>名称</a>"), {1, 2, 3}, {1, 2, 3}),
    ("two lists", LIST + "<dl><dt>登录</dt><dd>注册</dd></dl>", {0, 1, 2, 3}, {0, 1, 2, 3}),
    ("no list of terms", LIST.replace("dt>", "p>").replace("dd>", "p>"), {1, 2, 3}, {1, 2, 3}),
]


def _kept(grow: object, page: str, chosen: set[int], spoken_against: Sequence[int] = ()) -> set[int]:
    document = read(Clip(f"<body>{page}</body>", "html"))
    blocks = range(len(document.blocks))
    grown = grow(document, [i not in spoken_against for i in blocks], [i in chosen for i in blocks])  # type: ignore[operator]
    return {i for i in blocks if grown[i]}


@pytest.mark.parametrize(("page", "chosen", "kept"), table(POSTS))
def test_posts(page: str, chosen: set[int], kept: set[int]) -> None:
    assert _kept(with_posts, page, chosen) == kept


@pytest.mark.parametrize(("page", "chosen", "kept"), table(TERMS))
def test_terms(page: str, chosen: set[int], kept: set[int]) -> None:
    assert _kept(with_terms, page, chosen) == kept


def test_what_more_than_the_weights_speaks_against_stays_out() -> None:
    assert _kept(with_posts, THREAD, {1, 3}, [5]) == {1, 3}
    assert _kept(with_terms, LIST, {1, 2, 3}, [0]) == {1, 2, 3}


def test_a_page_without_elements_has_neither() -> None:
    assert _kept(with_posts, "", set()) == set()
    assert _kept(with_terms, "", set()) == set()


def test_a_short_post_of_a_thread_stays_and_one_below_an_article_goes() -> None:
    program = "<meta name=generator content='Discuz! X3.4'>"
    for head, stays in ((program, True), ("", False)):
        page = f"<html><head>{head}</head><body><div class=posts>{THREAD}</div></body></html>"
        assert ("顶一个" in clean(page, markup="html").text) is stays
