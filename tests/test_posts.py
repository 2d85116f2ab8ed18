"""The posts of threads: who wrote which block and when, read from what is dropped around it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from cleaner import Article, clean
from tests.conftest import table
from tests.forums import CONTROLS, ENGINES, SIGNATURE, THREAD, TITLE, discourse, phpbb
from tests.pools import PROSE

HANS = PROSE["hans"]
BODY = "\n\n".join(line for said in THREAD for line in said.lines)


def _cleaned(page: str) -> Article:
    return clean(page, markup="html")


def _page(body: str) -> str:
    menu = "".join(f"<li><a href=/{word}>{word}</a></li>" for word in ("首页", "新闻", "文化", "体育", "科技"))
    return f"<html><head><title>渡口</title></head><body><ul class=nav>{menu}</ul>{body}</body></html>"


def _paragraphs(lines: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


BYLINE = "<div class=byline><a href=/author/7>林小溪</a> <span>2024-03-05 09:10</span></div>"
LATER = BYLINE.replace("林小溪", "周小川").replace("03-05", "03-07")
COMMENT = f"<div class=comment>{LATER}<p>写得真好，我小时候也坐过这条船。</p></div>"
NO_THREADS = [
    ("nothing", ""),
    ("an article", _page(f"<article><h1>渡口</h1>{BYLINE}{_paragraphs(list(HANS))}</article>")),
    ("an article in two parts", _page(
        f"<div class=part>{BYLINE}{_paragraphs(list(HANS[:2]))}</div><div class=part>{_paragraphs(list(HANS[2:]))}</div>")),
    ("an article with comments", _page(
        f"<article><h1>渡口</h1>{BYLINE}{_paragraphs(list(HANS))}</article><div class=comments>{COMMENT * 3}</div>")),
    ("paragraphs that name days", _page("<article>" + "".join(
        f"<div class=entry><p>2024年3月{i}日，{line}</p></div>" for i, line in enumerate(HANS, 1)) + "</article>")),
    ("bare paragraphs", f"<html><body>{_paragraphs(list(HANS))}</body></html>"),
]  # fmt: skip


@pytest.mark.parametrize("page", table(NO_THREADS))
def test_a_page_that_is_no_thread_has_no_posts(page: str) -> None:
    assert _cleaned(page).posts == ()


def test_flat_text_has_no_posts() -> None:
    assert clean("\n\n".join(HANS), markup="text").posts == ()


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in ENGINES.items()])
def test_the_posts_of_a_thread(page: Callable[[], str]) -> None:
    article = _cleaned(page())
    assert [(post.author, post.date) for post in article.posts] == [(said.author, said.date) for said in THREAD]
    for post, said in zip(article.posts, THREAD, strict=True):
        kept = [block.text for block in article.blocks if post.start <= block.index < post.end]
        assert kept == list(said.lines)


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in ENGINES.items()])
def test_of_a_thread_the_posts_alone_are_kept(page: Callable[[], str]) -> None:
    article = _cleaned(page())
    assert (article.status, article.title, article.text) == ("ok", TITLE, BODY)
    assert SIGNATURE not in article.text and CONTROLS not in article.text


def test_posts_are_in_the_record() -> None:
    article = _cleaned(discourse())
    record = json.loads(json.dumps(article.to_dict()))["posts"]
    assert [(post["author"], post["date"], post["date_raw"]) for post in record] == [
        (said.author, said.date, said.date.replace("T", " ")) for said in THREAD
    ]
    lines = article.document.text.splitlines()
    assert [lines[post["line"] - 1] for post in record] == [said.lines[0] for said in THREAD]
    assert [lines[post["last_line"] - 1] for post in record] == [said.lines[-1] for said in THREAD]


NAMES = [
    ("a link to a person", '<a href="/u/ada">Ada</a>', "Ada"),
    ("a link to another page", '<a href="/t/1">Ada</a>', None),
    ("an element named for one", "<div class=author>Ada</div>", "Ada"),
    ("with the words of a byline", "<div class=author>By Ada</div>", "Ada"),
    ("who says something", "<div class=author><cite>Ada says:</cite></div>", "Ada"),
    ("a rank is no name", "<div class=user-title>Senior</div>", None),
    ("a number is no name", '<a href="/u/7">1,024</a>', None),
    ("a day is no name", '<a href="/u/7">2024-03-05</a>', None),
]


@pytest.mark.parametrize(("line", "author"), table(NAMES))
def test_who_wrote_a_post(line: str, author: str | None) -> None:
    posts = "".join(
        f"<div class=post><div class=head><div>{line}</div><div>2024-03-0{i} 09:10</div></div><div class=text>"
        f"{_paragraphs([sentence])}</div></div>"
        for i, sentence in enumerate(HANS, 1)
    )
    found = _cleaned(_page(f"<h1>渡口</h1><div class=thread>{posts}</div>")).posts
    assert [post.author for post in found] == [author] * len(HANS)


DAYS = [
    ("a day with a clock", "2024-03-05 09:10", "2024-03-05T09:10", "2024-03-05 09:10"),
    ("behind the day of joining", "注册时间: 2011-02-01</div><div>2024-03-05", "2024-03-05", "2024-03-05"),
    ("below a label", "Joined</div><div>2011-02-01</div><div>2024-03-05", "2024-03-05", "2024-03-05"),
    ("behind the day of an edit", "Edited 2024-03-09</div><div>2024-03-05", "2024-03-05", "2024-03-05"),
    (
        "behind a card with the day of joining",
        "发帖: 318 注册: 2011-02-01</div><div>2024-03-05",
        "2024-03-05",
        "2024-03-05",
    ),
    ("an age alone", "3天前", None, "3天前"),
]


@pytest.mark.parametrize(("line", "date", "raw"), table(DAYS))
def test_when_a_post_was_written(line: str, date: str | None, raw: str) -> None:
    posts = "".join(
        f"<div class=post><div class=head><a href=/u/{i}>Ada{i}</a><div>{line}</div></div><div class=text>"
        f"{_paragraphs([sentence])}</div></div>"
        for i, sentence in enumerate(HANS, 1)
    )
    found = _cleaned(_page(f"<h1>渡口</h1><div class=thread>{posts}</div>")).posts
    assert [(post.date, post.date_raw) for post in found] == [(date, raw)] * len(HANS)


# Signatures.


def test_a_signature_is_dropped_with_its_reason() -> None:
    article = _cleaned(phpbb())
    dropped = [v for v in article.verdicts if article.document.blocks[v.block].text == SIGNATURE]
    assert len(dropped) == len(THREAD) and all(v.role == "noise" and v.reason for v in dropped)


def test_who_signs_a_letter_stays() -> None:
    letter = f"<h1>一封信</h1>{_paragraphs(list(HANS))}<div class=signature><p>你的朋友，在渡口等船的人，冬天的早晨。</p></div>"
    assert _cleaned(_page(f"<article>{letter}</article>")).text.endswith("冬天的早晨。")


def test_the_signatures_of_functions_stay() -> None:
    lines = (
        "row(boat, oars) 划船，返回走过的米数，逆流的时候是负数。",
        "moor(boat, pier) 把船系在码头上，返回缆绳的长度。",
    )
    entries = "".join(f"<div class='member-signature'><p>{line}</p></div><p>{HANS[0]}</p>" for line in lines)
    text = _cleaned(_page(f"<article><h1>渡船</h1>{_paragraphs(list(HANS))}{entries}</article>")).text
    assert all(line in text for line in lines)


def test_a_page_of_nothing_but_signatures_keeps_them() -> None:
    body = "".join(f"<div class=signature><p>{line}</p></div>" for line in HANS)
    assert HANS[0] in _cleaned(_page(f"<article><h1>渡口</h1>{body}</article>")).text
