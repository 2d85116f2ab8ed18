"""What a forum's program sets beside the posts of a thread goes, by its names; what only is named so stays."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.beside_posts import beside_posts
from cleaner.judge.threads import beside_names
from cleaner.model import NOISE_CLASSES, Clip
from cleaner.readers import read
from cleaner.text.naming import words_of
from tests.conftest import table
from tests.pools import PROSE
from tests.test_main_text import _all_taken

ONE, TWO, OTHER = PROSE["hans"][:3]
POSTS = f"<div class=post-body><p>{ONE}</p></div><div class=post-body><p>{TWO}</p></div>"
SHORT = "<div class=post-body><p>这座桥还在。</p></div>"

#: (what stands beside the posts, an element of it)
BESIDE = [
    ("a notice to all readers", "<div class='alert alert-info'>{}</div>"),
    ("an announcement above the posts", "<div id=forum_announcement>{}</div>"),
    ("a menu of boards", "<div class=sp-quick-links>{}</div>"),
    ("the form for a reply", "<div id=quick_reply>{}</div>"),
    ("a box in the column", "<div class='box widget_text'>{}</div>"),
    ("the card of a member", "<div class=user-details><div>{}</div></div>"),
    ("the card of a member in Discuz", "<div class='pls favatar'><p>{}</p></div>"),
    ("a signature", "<div class=ksig>{}</div>"),
    ("the buttons of a post", "<ul class=post-buttons><li>{}</ul>"),
    ("a dialogue", "<div class='ui modal'>{}</div>"),
]


@pytest.mark.parametrize("element", table(BESIDE))
def test_what_is_set_beside_the_posts_goes(element: str) -> None:
    texts, reasons = _all_taken(f"<div class=phpbb>{element.format(OTHER)}{POSTS}</div>")
    assert texts == [ONE, TWO]
    assert reasons[0] is not None and reasons[0].noise_class


def test_it_goes_from_within_a_post() -> None:
    post = f"<div class=post-body><p>{ONE}</p><div class=signature>{OTHER}</div></div>"
    assert _all_taken(f"<div class=phpbb>{post}</div>")[0] == [ONE]


LIST = f"<div class=latest-posts><p>{OTHER}</p></div>"
STAYING = [
    ("the same on a page that is no thread", f"<div><div class=alert>{OTHER}</div>{POSTS}</div>"),
    ("a notice that is the whole page", f"<div class='phpbb'><div class=notice>{POSTS}</div></div>"),
    (
        "a notice that is most of the page",
        f"<div class='phpbb'><div class=notice><p>{ONE}</p><p>{TWO}</p></div><p>{OTHER}</p></div>",
    ),
    (
        "a notice that a member wrote",
        f"<div class=phpbb>{POSTS}<div class=post-body><p class=alert>{OTHER}</p></div></div>",
    ),
    (
        "... in Markdown",
        f"<div class=phpbb>{POSTS}<div class=markdown-body><p class=markdown-alert>{OTHER}</p></div></div>",
    ),
    ("a page named for what stands beside it", f"<main class='phpbb textwidget'>{POSTS}</main>"),
    ("a word with such a name in it", f"<div class=phpbb>{POSTS}<div class=noticed>{OTHER}</div></div>"),
    ("two words apart", f"<div class=phpbb>{POSTS}<div class=user-post-details>{OTHER}</div></div>"),
    ("a list of posts that is the board's", f"<div class=phpbb>{LIST}{POSTS}</div>"),
]


@pytest.mark.parametrize("page", table(STAYING))
def test_what_only_is_named_so_stays(page: str) -> None:
    texts, reasons = _all_taken(page)
    assert set(reasons) == {None} and len(texts) == len(reasons)


def test_lists_of_other_threads_go_below_the_posts() -> None:
    texts, reasons = _all_taken(f"<div class=phpbb>{POSTS}{LIST}</div>")
    assert texts == [ONE, TWO] and reasons[-1] is not None and reasons[-1].noise_class == "related"


def test_a_long_notice_goes_where_the_posts_are_known() -> None:
    long = "".join(f"<p>{text}</p>" for text in PROSE["hant"])
    texts, _ = _all_taken(f"<div class=phpbb><div class=alert>{long}</div>{POSTS}</div>")
    assert texts == [ONE, TWO]


def test_a_notice_stays_where_next_to_nothing_is_beside_it() -> None:
    texts, _ = _all_taken(f"<div class=phpbb><div class=alert><p>{ONE}</p></div>{SHORT}</div>")
    assert ONE in texts


def test_a_page_without_elements_has_nothing_beside_its_posts() -> None:
    assert beside_posts(read(Clip("", "html"))) == []


def test_every_name_can_be_met_and_says_what_it_is() -> None:
    names = beside_names()
    assert all(" ".join(words_of(name)) == name and name.count(" ") < 2 for name in names)
    assert all(kind.noise_class in NOISE_CLASSES and kind.reason for kind in names.values())


def test_a_card_names_no_writer_of_the_page() -> None:
    post = "<div class=plhin><div class='pls favatar'><p>{}</p></div><div class=pcb><p>{}</p></div></div>"
    posts = "".join(
        post.format(name, text) for name, text in (("守夜的人", ONE), ("麦阿姨", "是我点的。"), ("老周", TWO))
    )
    page = f"<title>旧码头的灯 - 北岛论坛 - Powered by Discuz!</title><meta name=generator content=Discuz><div>{posts}</div>"
    article = clean(page, markup="html")
    assert article.metadata.authors == ()
    assert ONE in article.text and "麦阿姨" not in article.text
