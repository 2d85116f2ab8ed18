"""How much of a line the text below it speaks of, and which line is the title for it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.metadata.title_words import TextWords
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

UNKNOWN = 0.4
TEXT = """The ferries on the lower river stopped on Monday, after the water fell below the mark that pilots trust.

渡口的老船停了三十年，今年春天又下了水，船工的孙女把船上的灯也修好了，大家都很高兴。"""

LINES = [
    ("no text", "", "Ferries stop on the lower river", UNKNOWN),
    ("a line of one word", TEXT, "Ferries", UNKNOWN),
    ("a line without words", TEXT, "1 2 3", UNKNOWN),
    ("a sentence", TEXT, "The ferries stopped on the lower river.", UNKNOWN),
    ("a headline", TEXT, "Ferries stopped, river lower", 1.0),
    ("a headline with another ending", TEXT, "Ferries stopping", 1.0),
    ("a headline with a word of its own", TEXT, "Ferries stopped by drought", 2 / 3),
    ("a menu", TEXT, "Business Sports Weather", 0.0),
    ("a headline in Chinese", TEXT, "老船停了三十年", 1.0),
    ("a headline in traditional characters", TEXT, "老船停了三十年，船燈修好", 7 / 9),
    ("a menu in Chinese", TEXT, "财经体育娱乐", 0.0),
]


@pytest.mark.parametrize(("text", "line", "share"), table(LINES))
def test_the_share_of_a_lines_words_that_the_text_has(text: str, line: str, share: float) -> None:
    blocks = read(Clip(text, "text")).blocks if text else ()
    assert TextWords(blocks, 0).share(line, UNKNOWN) == pytest.approx(share)


TERMS = [
    ("another word", "渡口，位于县城东南。", "渡船", False),
    ("a day line", "渡口，6月5日电，今年第一班船今天开出。", "渡口", False),
    ("the line goes on", "渡口的灯是老周点的，每天晚上都点。", "渡口", False),
    (
        "a long line",
        "渡口最后的摆渡人和他的孙女是今年的主角，他们的故事写进了书里。",
        "渡口最后的摆渡人和他的孙女",
        False,
    ),
    ("above is no below", "渡口，位于县城东南，连接两岸的村庄。", "", False),
    ("where something is", "渡口，位于县城东南，连接两岸的村庄。", "渡口", True),
    ("another name in brackets", "渡口（又称老渡）是县城东南的一个地方，连接两岸。", "渡口", True),
    (
        "English",
        "Greenholm (Green Island) is a small island in the Eastern Sea, four miles off the coast of Brackenholt.",
        "Greenholm",
        True,
    ),
]


@pytest.mark.parametrize(("text", "line", "defines"), table(TERMS))
def test_a_line_that_the_text_says_what_it_is(text: str, line: str, defines: bool) -> None:
    blocks = read(Clip(f"{line or '.'}\n\n{text}", "text")).blocks
    assert TextWords(blocks, 1).define(blocks[0]) is defines


PAGES = [
    (
        "an advert between the title and the text",
        "Ferries stop on the lower river",
        "Try seven days of sailing lessons",
    ),
    ("the text's own words", "老船停了三十年又下水", "新春特惠全场家具八折起"),
]


CAPTIONS = [
    ("where somebody is", "Ferry pilot Cy Lund (left) and the mark on the lower river"),
    ("more words than a headline has", "The ferries on the lower river and the mark that the pilots trust, seen on Monday from the old bridge at noon"),
]  # fmt: skip


@pytest.mark.parametrize("caption", table(CAPTIONS))
def test_a_caption_is_no_title(caption: str) -> None:
    page = f"Home\nSign in\nContact us\n\nFerries stop on the lower river\n\n{caption}\n\n{TEXT}\n\n{TEXT}\n"
    assert clean(page).metadata.title == "Ferries stop on the lower river"


@pytest.mark.parametrize(("title", "advert"), table(PAGES))
def test_the_title_is_what_the_text_speaks_of(title: str, advert: str) -> None:
    page = f"Home\nSign in\nContact us\n首页\n登录\n\n{title}\n\n{advert}\n\n{TEXT}\n\n{TEXT}\n"
    assert clean(page).metadata.title == title


def test_a_link_for_jumping_is_no_part_of_the_title() -> None:
    line = "Skip to main content      Ferries stop on the lower river"
    page = f"Home\nSign in\nContact us\n\n{line}\n\nBy Ada Fenwick\n\n{TEXT}\n"
    assert clean(page).metadata.title == "Ferries stop on the lower river"


def test_a_title_about_jumping_stays_whole() -> None:
    title = "Skip to content that the old harbour master would have read twice"
    assert clean(f"Home\nSign in\nContact us\n\n{title}\n\nBy Ada Fenwick\n\n{TEXT}\n").metadata.title == title


def test_the_text_tells_a_headline_from_the_account_below_it() -> None:
    """Both are short lines right above the day."""
    body = "渡口的老船又下水了，船底换了新板，老船下水那天来了很多人，连对岸的人都划着船来看。"
    page = f"首页\n沸点\n登录\n注册\n渡口的老船又下水\n半夏微凉的代码\n2024-06-11 08:30\n{body}\n{body}\n"
    assert clean(page).metadata.title == "渡口的老船又下水"


def test_the_name_of_an_outlet_is_no_title() -> None:
    body = "渡口的老船又下水了，船底换了新板，老船下水那天来了很多人，连对岸的人都划着船来看。"
    assert clean(f"首页\n登录\n海潮新闻\n发布于 浙江\n来自 网页\n{body}\n{body}\n").metadata.title is None
