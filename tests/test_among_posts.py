"""What the places of a thread's posts say of the chances of its blocks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.judge.posts import FEW_UNITS, MANY, OUTSIDE, SHORT, among_posts, in_posts
from cleaner.judge.threads import holds_posts
from cleaner.model import Clip
from cleaner.readers import read
from cleaner.text.naming import words_of
from cleaner.text.units import units
from tests.conftest import table
from tests.pools import PROSE

ONE, TWO, OTHER = PROSE["hans"][:3]
POST = "<div class={}><p>{}</p></div>"


def _moved(page: str, chances: Sequence[float]) -> list[float]:
    document = read(Clip(f"<body>{page}</body>", "html"))
    assert len(document.blocks) == len(chances)
    return among_posts(document, chances, [units(block.text) for block in document.blocks])


def test_posts_of_one_make_are_judged_half_together() -> None:
    low, high = _moved(POST.format("entry", ONE) + POST.format("entry", TWO), [0.3, 0.9])
    assert 0.3 < low < high < 0.9


#: Pages whose two blocks are judged each by itself.
APART = [
    ("elements of two makes", POST.format("entry", ONE) + POST.format("aside", TWO)),
    ("one element", f"<div class=entry><p>{ONE}</p><p>{TWO}</p></div>"),
    ("what a post quotes", f"<div class=entry><p>{ONE}</p></div><div class=entry><blockquote>{TWO}</blockquote></div>"),
    (
        "makes that stand in two others",
        f"<ul class=a>{POST.format('x', ONE)}</ul><ol class=b>{POST.format('x', TWO)}</ol>",
    ),
]


@pytest.mark.parametrize("page", table(APART))
def test_what_is_judged_by_itself(page: str) -> None:
    assert _moved(page, [0.3, 0.9]) == pytest.approx([0.3, 0.9])


def test_outside_of_elements_named_for_posts_a_chance_is_worth_less() -> None:
    page = POST.format("post-body", ONE) + POST.format("reply", TWO)
    assert _moved(page, [0.9, 0.5]) == pytest.approx([0.9, 0.5 * OUTSIDE])


#: Pages whose second block is worth what it was.
WORTH = [
    ("no element is named for posts", POST.format("entry", ONE) + POST.format("reply", TWO), 0.9),
    ("little of the text stands in them", POST.format("post-body", ONE) + POST.format("reply", TWO), 0.2),
    ("it stands in one, too", POST.format("post-body", ONE) + POST.format("js-reply__text", TWO), 0.9),
    ("it stands deeper in one", POST.format("post-body", ONE) + f"<div class=msg-text><b class=x>{TWO}</b></div>", 0.9),
]


@pytest.mark.parametrize(("page", "first"), table(WORTH))
def test_what_is_worth_what_it_was(page: str, first: float) -> None:
    assert _moved(page, [first, 0.5])[1] == pytest.approx(0.5)


def test_many_elements_of_a_word_each_hold_no_posts() -> None:
    lines = "".join(POST.format("name", "阿芦") for _ in range(MANY))
    assert _moved(lines, [0.5] * MANY) == pytest.approx([0.5 * SHORT] * MANY)


def test_many_elements_that_say_the_same_hold_no_posts() -> None:
    lines = "".join(POST.format("count", f"这一楼有 {i} 位渡客点了头") for i in range(MANY))
    assert _moved(lines, [0.5] * MANY) == pytest.approx([0.5 * SHORT] * MANY)


def test_longer_lines_that_differ_are_worth_what_they_were() -> None:
    posts = "".join(POST.format("entry", one * (FEW_UNITS + 1)) for one in "山水田林桥")
    assert _moved(posts, [0.5] * MANY) == pytest.approx([0.5] * MANY)


def test_some_posts_that_say_the_same_are_worth_what_they_were() -> None:
    said = [*PROSE["hans"], *["谢谢分享"] * MANY]
    posts = "".join(POST.format("entry", text) for text in said)
    assert _moved(posts, [0.5] * len(said)) == pytest.approx([0.5] * len(said))


@pytest.mark.parametrize(
    ("count", "text"), table([("fewer", MANY - 1, "阿芦"), ("as many as are several", 2, "谢谢分享")])
)
def test_short_posts_are_worth_what_they_were(count: int, text: str) -> None:
    assert _moved("".join(POST.format("name", text) for _ in range(count)), [0.5] * count) == pytest.approx(
        [0.5] * count
    )


def test_a_page_without_elements_has_no_posts() -> None:
    document = read(Clip("", "html"))
    assert among_posts(document, [], []) == [] and in_posts(document) == []


NAMES = [
    ("a body of a post", "post-body", True),
    ("the text of a reply among other names", "js-reply__text clearfix", True),
    ("a message and its content", "lia-messageContent", True),
    ("a program's own name", "cooked", True),
    ("a post alone", "post", False),
    ("a text alone", "text", False),
    ("a comment", "post comment-body", False),
    ("one word that could be both", "message", False),
    ("nothing", "", False),
]


@pytest.mark.parametrize(("name", "holds"), table(NAMES))
def test_which_names_hold_posts(name: str, holds: bool) -> None:
    assert holds_posts(words_of(name)) is holds
