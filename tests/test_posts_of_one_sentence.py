"""A post of one sentence is called by that sentence, and says it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.model import Markup
from tests.conftest import table

SAID, NAME = "今天的渡口没有船，等船的人都回去了。", "渡口的灯"
HEAD = f"<title>{SAID}</title>"

NO_POSTS: list[tuple[str, str, Markup]] = [
    ("a heading alone", f"# {SAID}\n", "markdown"),
    ("a name", f"---\ntitle: {NAME}\n---\n\n{NAME}\n", "markdown"),
    ("a page that shows its name", f"<title>{NAME}</title><p>{NAME}</p>", "html"),
]
POSTS: list[tuple[str, str, Markup]] = [
    ("front matter", f"---\ntitle: {SAID}\n---\n\n{SAID}\n", "markdown"),
    ("a heading above it", f"# {SAID}\n\n{SAID}\n", "markdown"),
    ("the head of a page", f"{HEAD}<p>{SAID}</p>", "html"),
    ("a heading of a page", f"{HEAD}<h1>{SAID}</h1><div class=content><p>{SAID}</p></div>", "html"),
]


@pytest.mark.parametrize(("text", "markup"), table(NO_POSTS))
def test_what_only_names_something_has_no_text(text: str, markup: Markup) -> None:
    article = clean(text, markup=markup)
    assert (article.status, article.text) == ("empty", "")


@pytest.mark.parametrize(("text", "markup"), table(POSTS))
def test_a_sentence_that_the_title_says_is_the_text_where_there_is_no_other(text: str, markup: Markup) -> None:
    article = clean(text, markup=markup)
    assert (article.title, article.text) == (SAID, SAID)
    assert article.status != "empty"


def test_beside_other_text_it_is_the_title_alone() -> None:
    other = "她把旧信一封一封铺在桌上，按邮戳排好，发现最早的一封竟然从来没有拆开过。"
    assert clean(f"# {SAID}\n\n{SAID}\n\n{other}\n", markup="markdown").text == other
