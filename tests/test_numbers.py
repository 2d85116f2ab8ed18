"""Whole numbers as somebody wrote them."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.text.numbers import whole_number
from tests.conftest import table
from tests.pools import PROSE

WRITTEN = [
    ("digits", "1024", 1024),
    ("nought", "0", 0),
    ("noughts before it", "007", 7),
    ("as many digits as there may be", "99999", 99999),
    ("more digits than there may be", "100000", None),
    ("thousands of digits, which int refuses", "9" * 5_000, None),
    ("nothing", "", None),
    ("a number in a circle", "①", None),
    ("a raised digit", "²", None),
    ("a digit and a raised one", "3²", None),
    ("full-width digits", "１２", None),
    ("Arabic digits", "٣", None),
    ("a sign", "+3", None),
    ("a white space", " 3", None),
    ("an underscore, which int passes over", "1_0", None),
    ("a fraction", "1.0", None),
]


@pytest.mark.parametrize(("text", "number"), table(WRITTEN))
def test_a_whole_number(text: str, number: int | None) -> None:
    assert whole_number(text, 5) == number


BODY = "\n\n".join(PROSE["hans"][:4])
#: Lines that state no views, with what they look like.
BYLINES = [
    ("a note behind the day", "海城新闻 2024-03-05①", None),
    ("a note behind the clock", "2024-03-05 10:20 ②", None),
    ("a note behind an age", "3小时前①", None),
    ("a raised digit behind the day", "河岸晚报 2024-03-05²", None),
    ("views behind the day", "海城新闻 2024-03-05 10:20 文化 350", 350),
    ("digits without end behind the day", "海城新闻 2024-03-05 文化" + "9" * 5_000, None),
]


@pytest.mark.parametrize(("line", "views"), table(BYLINES))
def test_a_byline_with_what_is_no_number_costs_nothing(line: str, views: int | None) -> None:
    article = clean(f"首页 > 新闻 > 正文\n\n渡口的灯亮到天明\n\n{line}\n\n{BODY}")
    assert (article.status, article.metadata.views) == ("ok", views)
    assert article.text.endswith(BODY)


VIEWS = [
    ("a number", "350", 350),
    ("a raised digit", "²", None),
    ("thousands of digits", "9" * 5_000, None),
]


@pytest.mark.parametrize(("said", "views"), table(VIEWS))
def test_views_of_the_front_matter(said: str, views: int | None) -> None:
    article = clean(f"---\ntitle: 渡口的灯\nviews: '{said}'\n---\n\n{BODY}\n", markup="markdown")
    assert (article.status, article.metadata.views) == ("ok", views)
    assert article.text == BODY
