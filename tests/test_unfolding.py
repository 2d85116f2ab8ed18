"""What unfolds below a text: questions with their answers, and the menus that look like them."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.unfolding import with_unfolding
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

TEXT = "<p>磨坊空了十一个冬天，直到海边来的面包师问起水轮还转不转。</p>"
PART = "<div class=item><a class=title href='#a'>{}</a><div class=body><p>{}</p></div></div>"
ANSWERED = PART.format("能带狗上船吗？", "能，给狗也备了救生衣，坐在船头就行。") + PART.format("下雨呢？", "照开。")
MENU = "".join(f"<div class=item><a href='/{i}'>渡口的第{i}个故事讲到了哪里。</a></div>" for i in range(3))
UNFOLDS = f"<div class=accordion>{ANSWERED}</div>"

#: (what it is, the page, the blocks kept by the weights, those kept in the end)
PAGES = [
    ("questions and answers", TEXT + UNFOLDS, {0}, {0, 1, 2, 3, 4}),
    ("one answer was kept", TEXT + UNFOLDS, {0, 2}, {0, 1, 2, 3, 4}),
    ("another name", TEXT + UNFOLDS.replace("accordion", "faq-list"), {0}, {0, 1, 2, 3, 4}),
    ("a part of a name", TEXT + UNFOLDS.replace("class=accordion", "class=accordionist"), {0}, {0}),
    ("two, one below the other", TEXT + UNFOLDS + UNFOLDS, {0}, set(range(9))),
    ("one within another", TEXT + f"<div class=faq>{UNFOLDS}</div>", {0}, {0, 1, 2, 3, 4}),
    ("behind what is not kept", TEXT + "<p>登录</p>" + UNFOLDS, {0}, {0}),
    ("a menu", TEXT + f"<div class=accordion>{MENU}</div>", {0}, {0}),
    ("no sentence", TEXT + f"<div class=accordion>{PART.format('颜色', '灰')}</div>", {0}, {0}),
    ("in a footer", TEXT + f"<footer>{UNFOLDS}</footer>", {0}, {0}),
    ("an aside that unfolds", TEXT + UNFOLDS.replace("div class=accordion", "aside class=accordion"), {0}, {0}),
    ("nothing kept", TEXT + UNFOLDS, set(), set()),
    ("nothing in it", TEXT + "<div class=accordion></div>", {0}, {0}),
]


@pytest.mark.parametrize(("page", "chosen", "kept"), table(PAGES))
def test_what_unfolds(page: str, chosen: set[int], kept: set[int]) -> None:
    document = read(Clip(f"<body>{page}</body>", "html"))
    blocks = range(len(document.blocks))
    grown = with_unfolding(document, [True] * len(blocks), [i in chosen for i in blocks])
    assert {i for i in blocks if grown[i]} == kept


def test_answers_that_a_style_hides_are_text() -> None:
    hidden = UNFOLDS.replace("<div class=body>", "<div class=body style='display:none'>")
    article = clean(f"<main><h1>渡口</h1>{TEXT * 3}{hidden}</main>", markup="html")
    assert "能，给狗也备了救生衣" in article.text
    other = clean(
        f"<main><h1>渡口</h1>{TEXT * 3}{hidden.replace('class=accordion', 'class=card')}</main>", markup="html"
    )
    assert "能，给狗也备了救生衣" not in other.text


def test_what_more_than_the_weights_speaks_against_stays_out() -> None:
    document = read(Clip(f"<body>{TEXT}{UNFOLDS}</body>", "html"))
    assert with_unfolding(document, [True, True, True, False, True], [True] + [False] * 4) == [
        True,
        True,
        True,
        False,
        True,
    ]
