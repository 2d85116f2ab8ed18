"""Which pages say that they are threads: by address, program, title, type and names; and which only look so."""

from __future__ import annotations

import pytest

from cleaner.judge.threads import _FRAMES, THREAD, _signs, is_thread, thread_odds
from cleaner.model import Clip, Document
from cleaner.readers import read
from cleaner.text.naming import words_of
from tests.conftest import table
from tests.pools import PROSE

A = PROSE["hans"][0]


def _page(body: str = "", head: str = "", url: str | None = None) -> Document:
    return read(Clip(f"<html><head>{head}</head><body><div>{A}</div>{body}</body></html>", "html", url))


#: What is on the page, in its head, its address.
NONE = [
    ("nothing said", "", "", None),
    (
        "an article",
        "<article class=post><p>x</p></article>",
        "<title>渡口的灯 - 河岸日报</title>",
        "https://example.com/news/2024/ferry.html",
    ),
    ("readers' comments", "<div class=comments><p>x</p></div>", "", None),
    ("an address that is none", "", "", "http://[x"),
    ("a program for weblogs", "", "<meta name=generator content='WordPress 6.5.3'>", None),
    ("a type of an article", "", '<script type="application/ld+json">{"@type": "NewsArticle"}</script>', None),
    ("a list of questions of a shop", "", '<script type="application/ld+json">{"@type": "FAQPage"}</script>', None),
    ("a word with forum in it", "", "", "https://example.com/news/performances"),
    ("a title about a platform", "", "<title>Hacker News turns eighteen - River Daily</title>", None),
    ("readers who answer comments", "<div class=comment-reply><h3 class=reply-title>x</h3></div>", "", None),
    ("words that stand apart", "<div class=post-your-reply>x</div>", "", None),
    ("a title that begins with a forum", "", "<title>Forum opens in Davos - River Daily</title>", None),
    ("a title about a forum", "", "<title>The forum that was none - River Daily</title>", None),
]
WEAK = [
    ("a headline with the word in its address", "", "", "https://example.com/news/economic-forum-opens"),
    ("a site with the word in its name", "", "", "https://riverforum.example/news/ferry"),
    ("a site that calls itself so", "", "<title>The ferry | River Forum</title>", None),
    ("a site that calls itself so before its title", "", "<title>River Forum - The ferry</title>", None),
    ("what members answer", "<div class=post-replies><p>x</p></div>", "", None),
    ("topics of a paper", "", "", "https://example.com/topics/ferry"),
    ("a link to the forum in the menu", "<nav><ul class=forum><li>x</ul></nav>", "", None),
]
SURE = [
    ("the program", "", "<meta name=generator content='Discuz! X3.3'>", None),
    ("its names", "<div class=postbit><p>x</p></div>", "", None),
    ("a type in a script", "", '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>', None),
    ("a platform of nothing but threads", "", "<title>旧船换桨用什么木头好 - V2EX</title>", None),
    ("the host", "", "", "https://bbs.example.cn/a/1"),
    ("the path", "", "", "https://example.com/showthread.php?t=186269"),
    ("the path in capitals", "", "", "https://example.com/Forum/7/ferry"),
    ("the query", "", "", "https://example.com/index.php?mod=viewthread&id=9"),
    ("answers on a site that names itself first", "<p id=topic_reply>x", "<title>河岸论坛 - 渡口</title>", None),
    ("two weak signs", "", "<title>渡口几点开船 | 河岸论坛</title>", "https://example.com/topic/41-ferry/"),
    (
        "the address that the page gives itself",
        "",
        "<link rel=canonical href=https://example.com/threads/ferry.12/>",
        None,
    ),
    ("the address it gives others", "", "<meta property=og:url content=https://example.com/question/12>", None),
]


@pytest.mark.parametrize(("body", "head", "url"), table(NONE))
def test_what_is_no_sign(body: str, head: str, url: str | None) -> None:
    assert thread_odds(_page(body, head, url)) == 0.0


@pytest.mark.parametrize(("body", "head", "url"), table(WEAK))
def test_a_weak_sign_alone_makes_no_thread(body: str, head: str, url: str | None) -> None:
    document = _page(body, head, url)
    assert 0.0 < thread_odds(document) < THREAD and not is_thread(document)


@pytest.mark.parametrize(("body", "head", "url"), table(SURE))
def test_what_makes_a_thread(body: str, head: str, url: str | None) -> None:
    assert is_thread(_page(body, head, url))


def test_of_signs_in_one_place_the_strongest_counts() -> None:
    alone, together = (_page(f"<div class='{names}'>x</div>") for names in ("postbit", "forum postbit phpbb"))
    assert thread_odds(alone) == thread_odds(together)


def test_signs_of_several_places_are_added_up() -> None:
    title, path = "<title>x | River Forum</title>", "https://example.com/topic/1"
    weak = [_page("", title), _page("", "", path), _page("", title, path)]
    assert thread_odds(weak[2]) == thread_odds(weak[0]) + thread_odds(weak[1])


def test_every_sign_can_be_met() -> None:
    """A place nobody asks, or a word that is spelt as no page is read, would lie there unnoticed."""
    signs = _signs()
    assert set(signs) == {*_FRAMES, "name", "names", "type"}
    assert all(0.0 < odds <= 2 * THREAD for words in signs.values() for odds in words.values())
    assert all(word == word.lower() for place, words in signs.items() if place != "type" for word in words)
    assert all(words_of(word) == (word,) for word in signs["name"])
    assert all(" ".join(words_of(pair)) == pair and pair.count(" ") == 1 for pair in signs["names"])
