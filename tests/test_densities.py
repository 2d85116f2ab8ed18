"""The densities: each number means on tiny pages what its name says, and costs what the page costs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from math import isfinite, log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.judge.boxes import Boxes
from cleaner.judge.densities import DENSITIES, FAR, NAMES, densities
from cleaner.judge.lines import Lines
from cleaner.judge.words import MOST, Odds, forum, page_words, said, tokens
from cleaner.model import Box, Clip, Document
from cleaner.readers import read
from tests.conftest import ROOT, any_text, table
from tests.pools import PROSE

NO_ODDS = Odds({}, {}, {})
A, B, C, D = PROSE["hans"][:4]
JA, EN = PROSE["ja"][0], PROSE["en"][0]
#: The units of these sentences: Han characters alone.
UNITS_A, UNITS_B = 31, 34


def _page(body: str, head: str = "", url: str | None = None) -> Document:
    return read(Clip(f"<html><head>{head}</head><body>{body}</body></html>", "html", url))


def _row(document: Document, text: str, odds: Odds = NO_ODDS) -> Mapping[str, float]:
    """The densities of the first block that starts with `text`, by their names."""
    rows, _ = densities(document, odds)
    at = next(block.index for block in document.blocks if block.text.startswith(text))
    return dict(zip(NAMES, rows[at], strict=True))


# Nothing to measure.

NOTHING = [
    ("nothing", ""),
    ("an empty page", "<html></html>"),
    ("a body without text", "<html><body><div><p></p></div></body></html>"),
    ("scripts alone", "<html><script>var a = '渡口';</script></html>"),
]


@pytest.mark.parametrize("html", table(NOTHING))
def test_a_page_without_text_has_no_rows(html: str) -> None:
    document = read(Clip(html, "html"))
    rows, lines = densities(document, NO_ODDS)
    assert (rows, lines.units, lines.total) == ([], [], 1.0)


#: What a block says that has nothing around it.
ALONE = {
    "place": 0.0,
    "text_before": 0.0,
    "from_main_start": 0.0,
    "from_main_end": 0.0,
    "running_before": 0.0,
    "from_title": 0.0,
    "from_heading": -1.0,
    "headings": 0.0,
    "from_make_start": 0.0,
    "above_length": -1.0,
    "above_links": 0.0,
    "gap_below": float(FAR),
    "way_share": 1.0,
    "main_share": 1.0,
    "page_links": 0.0,
    "repeated": 0.0,
    "repeated_share": 0.0,
}


@pytest.mark.parametrize("sentence", [A, JA, EN], ids=["zh", "ja", "en"])
def test_one_block_alone(sentence: str) -> None:
    row = _row(_page(f"<p>{sentence}</p>"), sentence)
    assert {name: row[name] for name in ALONE} == ALONE
    assert row["page_blocks"] == log1p(1) and row["page_text"] == row["length"]


def test_a_text_without_boxes_is_one_box() -> None:
    document = read(Clip(f"{A}\n\n{B}", "text"))
    assert document.boxes == ()
    rows, _ = densities(document, NO_ODDS)
    assert [dict(zip(NAMES, row, strict=True))["box_share"] for row in rows] == [1.0, 1.0]


def test_every_density_says_what_it_is() -> None:
    assert all(meaning.strip() for meaning in DENSITIES.values())
    rows, _ = densities(_page(f"<p>{A}</p>"), NO_ODDS)
    assert len(rows[0]) == len(NAMES) == len(set(NAMES))


# The block by itself.

BY_ITSELF = [
    ("its length, in units", f"<p>{A}</p>", A, "length", log1p(UNITS_A)),
    ("words of English are units", "<p>One two three.</p>", "One", "length", log1p(3)),
    ("a link over all of it", "<p><a href=/>首页</a></p>", "首页", "link_density", 1.0),
    ("a link over half of it", "<p><a href=/>首页</a>新闻</p>", "首页", "link_density", 0.5),
    ("no link", f"<p>{A}</p>", A, "link_density", 0.0),
    ("an anchor is no link", "<p><a name=top>首页</a></p>", "首页", "link_density", 0.0),
    ("the end of a sentence", f"<p>{A}</p>", A, "sentence_end", 1.0),
    ("the end of a sentence in English", f"<p>{EN}</p>", EN, "sentence_end", 1.0),
    ("no end of a sentence", "<p>渡口最后的摆渡人</p>", "渡口", "sentence_end", 0.0),
    ("no clauses", "<p>渡口最后的摆渡人</p>", "渡口", "clauses", 0.0),
    ("clauses, less in long blocks", "<p>渡口，磨坊，桥。</p>", "渡口", "clauses", 3 / (1 + 0.02 * 5)),
    ("a paragraph", f"<p>{A}</p>", A, "kind", 0.0),
    ("a heading", "<h2>渡口</h2>", "渡口", "kind", 1.0),
    ("an entry of a list", f"<ul><li>{A}</li></ul>", A, "kind", 2.0),
    ("a quotation", f"<blockquote>{A}</blockquote>", A, "kind", 3.0),
    ("code", "<pre>ferry = 1</pre>", "ferry", "kind", 5.0),
]


@pytest.mark.parametrize(("body", "text", "name", "value"), table(BY_ITSELF))
def test_a_block_by_itself(body: str, text: str, name: str, value: float) -> None:
    assert _row(_page(body), text)[name] == pytest.approx(value)


# The boxes around it.

SHARES = f"<div class=menu><a href=/>首页</a></div><div><p>{A}</p><p>{B}</p></div><div><p>{C}</p></div>"


def test_the_share_of_the_text_in_the_element_around() -> None:
    document = _page(SHARES)
    lines = Lines(document.blocks, NO_ODDS)
    row = _row(document, A)
    assert row["box_share"] == pytest.approx((lines.units[1] + lines.units[2]) / lines.total)
    assert (row["outer_share"], row["third_share"]) == (1.0, 1.0)
    assert (row["box_blocks"], row["outer_blocks"]) == (log1p(2), log1p(4))


def test_the_links_of_the_element_around() -> None:
    menu, text = (_row(_page(SHARES), start) for start in ("首页", A))
    assert (menu["box_links"], menu["box_share"]) == (1.0, 0.0)
    assert text["box_links"] == 0.0 and 0 < text["outer_links"] < 0.1


def test_what_a_box_holds_is_what_its_parts_hold() -> None:
    document = _page("<div><div><p>渡口</p></div><section><p>磨坊，</p><p>桥</p></section></div>")
    boxes = Boxes(document, Lines(document.blocks, NO_ODDS), NO_ODDS)
    held = {(box.tag, boxes.units[i], boxes.blocks[i]) for i, box in enumerate(document.boxes)}
    assert {("body", 5, 3), ("section", 3, 2), ("p", 1, 1)} <= held


def test_the_main_element_holds_most_running_text() -> None:
    document = _page(SHARES)
    boxes = Boxes(document, Lines(document.blocks, NO_ODDS), NO_ODDS)
    assert boxes.boxes[boxes.main].tag == "div" and boxes.holds(boxes.main, boxes.of[1])
    assert [boxes.holds(boxes.main, box) for box in boxes.of] == [False, True, True, False]


def test_paragraphs_each_in_an_element_vote_for_the_one_around() -> None:
    document = _page("<main>" + "".join(f"<div><p>{text}</p></div>" for text in (A, B, C, D)) + "</main>")
    boxes = Boxes(document, Lines(document.blocks, NO_ODDS), NO_ODDS)
    assert boxes.boxes[boxes.main].tag == "main"


def test_distances_from_the_main_text() -> None:
    document = _page(f"<div>首页</div><main><p>{A}</p><p>{B}</p></main><div>版权</div>")
    rows = [_row(document, text) for text in ("首页", A, B, "版权")]
    assert [row["from_main_start"] for row in rows] == [-1.0, 0.0, 1.0, 2.0]
    assert [row["from_main_end"] for row in rows] == [2.0, 1.0, 0.0, -1.0]


#: A page of 74 units, 67 of them in its main element, 72 in the one around that.
WAYS_PAGE = (
    f"<section><header>桥桥桥</header><main><p>{A}</p><ul><li>{B}</li></ul><div>磨坊</div></main>"
    "<div><div>渡口</div></div></section><div>首页</div>"
)
WAYS = [
    ("in the main element", A, 0.0, 67 / 74),
    ("a list is no step", B, 0.0, 67 / 74),
    ("in an element of the main one", "磨坊", 1.0, 67 / 74),
    ("in the one beside it: out and in", "桥桥桥", 2.0, 72 / 74),
    ("deeper in one beside it", "渡口", 3.0, 72 / 74),
    ("beside the one around it", "首页", 3.0, 1.0),
]


@pytest.mark.parametrize(("text", "steps", "share"), table(WAYS))
def test_the_way_to_the_main_element(text: str, steps: float, share: float) -> None:
    row = _row(_page(WAYS_PAGE), text)
    assert (row["way"], row["way_share"]) == (steps, pytest.approx(share))


def test_the_way_of_what_holds_the_main_element_leads_into_it() -> None:
    row = _row(_page(f"<div>渡口<div><div><p>{A}</p></div></div></div>"), "渡口")
    assert (row["way"], row["way_share"]) == (2.0, 1.0)


def test_ways_are_told_apart_up_to_a_limit() -> None:
    row = _row(_page("<div>" * 2 * FAR + "渡口" + "</div>" * 2 * FAR + f"<main><p>{A}</p></main>"), "渡口")
    assert row["way"] == FAR


CONTAINERS = [
    ("the element itself", f"<div><section>{A}</section></div>", "section"),
    ("of a paragraph the one around", f"<div><p>{A}</p></div>", "div"),
    ("of an entry the one around the list", f"<aside><ul><li>{A}</li></ul></aside>", "aside"),
    ("of a cell the cell", f"<table><tr><td><p>{A}</p></td></tr></table>", "td"),
    ("of a table's title the one around the table", f"<main><table><caption>{A}</caption></table></main>", "main"),
]


@pytest.mark.parametrize(("body", "tag"), table(CONTAINERS))
def test_the_container_of_a_block(body: str, tag: str) -> None:
    document = _page(body)
    boxes = Boxes(document, Lines(document.blocks, NO_ODDS), NO_ODDS)
    container = boxes.container(boxes.of[0])
    assert boxes.boxes[container].tag == tag and boxes.container(container) == container
    assert boxes.holds(boxes.outer(container), container) and boxes.outer(container) != container
    assert boxes.outer(0) == 0


def test_places_and_text_before() -> None:
    rows = [_row(_page(f"<p>{A}</p><p>{B}</p>"), text) for text in (A, B)]
    assert [row["place"] for row in rows] == [0.0, 0.5]
    assert [row["text_before"] for row in rows] == [0.0, pytest.approx(UNITS_A / (UNITS_A + UNITS_B))]


RUNNING_BEFORE = [
    ("no running text at all", "<p>渡口</p><p>磨坊</p>", "磨坊", 0.0),
    ("nothing above it", f"<p>{A}</p><p>{B}</p>", A, 0.0),
    ("short lines do not count", f"<p>渡口</p><p>磨坊</p><p>{A}</p>", A, 0.0),
    ("nor does what is linked", f"<p><a href=/>{B}</a></p><p>{A}</p>", A, 0.0),
    ("half of it, of two", f"<p>{A}</p><p>渡口</p><p>{D}</p>", D, 0.5),
    ("all of it, at the foot", f"<p>{A}</p><p>{B}</p><p>版权</p>", "版权", 1.0),
]


@pytest.mark.parametrize(("body", "text", "share"), table(RUNNING_BEFORE))
def test_the_running_text_before(body: str, text: str, share: float) -> None:
    assert _row(_page(body), text)["running_before"] == pytest.approx(share)


FLAGS = [
    ("in a menu", f"<nav><p>{A}</p></nav>", "aside", True),
    ("deep in a footer", f"<footer><div><div><p>{A}</p></div></div></footer>", "aside", True),
    ("in a form", f"<form><p>{A}</p></form>", "aside", True),
    ("in a plain element", f"<div><p>{A}</p></div>", "aside", False),
    ("in an article", f"<article><div><p>{A}</p></div></article>", "article", True),
    ("beside an article", f"<article><p>{B}</p></article><p>{A}</p>", "article", False),
    ("among comments", f"<div class=comment-list><div><p>{A}</p></div></div>", "comment", True),
    ("comments by id", f"<section id=Comments><p>{A}</p></section>", "comment", True),
    ("comments by camel case", f"<div class=userReviews><p>{A}</p></div>", "comment", True),
    ("a word with comment in it", f"<div class=commentator><p>{A}</p></div>", "comment", False),
    ("beside comments", f"<div class=comments><p>{B}</p></div><p>{A}</p>", "comment", False),
    ("no name", f"<div><p>{A}</p></div>", "comment", False),
]


@pytest.mark.parametrize(("body", "name", "flag"), table(FLAGS))
def test_flags_come_down_from_the_elements_around(body: str, name: str, flag: bool) -> None:
    assert _row(_page(body), A)[name] == float(flag)


# Parts alike.


def _posts(*sentences: str) -> str:
    return "".join(f"<div class=post><p>{text}</p></div>" for text in sentences)


def test_posts_are_parts_alike() -> None:
    rows = [_row(_page(f"<p>{D}</p>" + _posts(A, B, C)), text) for text in (A, B, C, D)]
    assert [row["repeated"] for row in rows] == [log1p(3)] * 3 + [0.0]
    assert {row["repeated_share"] for row in rows[:3]} == {rows[0]["repeated_share"]}
    assert 0.7 < rows[0]["repeated_share"] < 0.8


NO_PARTS = [
    ("one post", _posts(A)),
    ("elements of other names", f"<div class=lead><p>{A}</p></div><div class=foot><p>{B}</p></div>"),
    ("elements without a name", f"<div><p>{A}</p></div><div><p>{B}</p></div>"),
    ("parts without running text", _posts("渡口", "磨坊") + f"<p>{A}</p>"),
]


@pytest.mark.parametrize("body", table(NO_PARTS))
def test_what_is_no_part_of_several(body: str) -> None:
    document = _page(body)
    rows, _ = densities(document, NO_ODDS)
    assert {dict(zip(NAMES, row, strict=True))["repeated"] for row in rows} == {0.0}


def test_entries_of_a_list_are_parts_without_a_name() -> None:
    assert _row(_page(f"<ul><li>{A}</li><li>{B}</li></ul>"), B)["repeated"] == log1p(2)


def test_of_parts_in_parts_those_with_the_most_text_count() -> None:
    inner = f"<div class=quote><p>{A}</p></div><div class=quote><p>{B}</p></div>"
    body = f"<div class=post>{inner}<p>{C}</p></div><div class=post><p>{D}</p></div>"
    assert _row(_page(body), A)["repeated_share"] == 1.0


# Repeated makes.


def test_blocks_of_the_same_make() -> None:
    entries = "".join(f"<li><a href=/{i}>渡口{i}</a></li>" for i in range(4))
    row = _row(_page(f"<ul>{entries}</ul><p>{A}</p>"), "渡口1")
    assert (row["alike"], row["alike_links"], row["alike_share"]) == (log1p(4), 1.0, 0.0)
    assert row["alike_length"] == log1p(3)  # two characters and a number


def test_a_name_makes_another_make() -> None:
    document = _page(f"<div><p>{A}</p><p>{B}</p><p class=lead>{C}</p></div>")
    assert [_row(document, text)["alike"] for text in (A, B, C)] == [log1p(2), log1p(2), log1p(1)]


FROM_MAKE_START = [
    ("the first of its make", f"<p>{A}</p><p>{B}</p>", A, 0.0),
    ("one of a make of its own", f"<p>{A}</p><p>{B}</p><p class=lead>{C}</p>", C, 0.0),
    ("another element", f"<p>{A}</p><p>{B}</p><h2>渡口</h2>", "渡口", 0.0),
    ("in an element of another name", f"<div class=lead><p>{A}</p></div><div class=foot><p>{B}</p></div>", B, 0.0),
    ("the second", f"<p>{A}</p><p>{B}</p>", B, 1.0),
    ("blocks of other makes between count", f"<p>{A}</p><h2>渡口</h2><h2>磨坊</h2><p>{B}</p>", B, 3.0),
    ("in another element of that name", f"<div class=lead><p>{A}</p></div><div class=lead><p>{B}</p></div>", B, 1.0),
]


@pytest.mark.parametrize(("body", "text", "distance"), table(FROM_MAKE_START))
def test_the_distance_from_the_first_of_its_make(body: str, text: str, distance: float) -> None:
    assert _row(_page(body), text)["from_make_start"] == distance


ELEMENTS = [
    ("an element that is not told apart", "<h5>渡口</h5>", 0.0),
    ("nor is this", "<pre>渡口</pre>", 0.0),
    ("a paragraph", "<p>渡口</p>", 1.0),
    ("words in bold do not count", "<p><b>渡口</b></p>", 1.0),
    ("text by itself", "<div>渡口</div>", 2.0),
    ("a cell", "<table><tr><td>渡口</td></tr></table>", 3.0),
    ("an entry", "<ul><li>渡口</li></ul>", 4.0),
    ("a paragraph in an entry", "<ul><li><p>渡口</p></li></ul>", 1.0),
    ("headings by their level", "<h3>渡口</h3>", 7.0),
    ("a quotation", "<blockquote>渡口</blockquote>", 14.0),
    ("a caption", "<figure><img src=a.png><figcaption>渡口</figcaption></figure>", 15.0),
]


@pytest.mark.parametrize(("body", "number"), table(ELEMENTS))
def test_the_element_of_a_block(body: str, number: float) -> None:
    assert _row(_page(body), "渡口")["tag"] == number


# Comments.

UNCOMMENTED = [
    ("no comments", f"<div><p>{A}</p><p>{D}</p></div>", 1.0),
    ("a word with comment in it", f"<p>{A}</p><div class=commentator><p>{D}</p></div>", 1.0),
    ("short comments are no running text", f"<p>{A}</p><div class=comments><p>赞</p></div>", 1.0),
    ("half of it", f"<p>{A}</p><div class=comments><div><p>{D}</p></div></div>", 0.5),
    ("comments alone", f"<div class=comments><p>{A}</p><p>{D}</p></div>", 0.0),
    ("no running text", "<p>渡口</p>", 0.0),
]


@pytest.mark.parametrize(("body", "share"), table(UNCOMMENTED))
def test_the_share_of_running_text_that_is_no_comment(body: str, share: float) -> None:
    rows, _ = densities(_page(body), NO_ODDS)
    assert {dict(zip(NAMES, row, strict=True))["uncommented"] for row in rows} == {share}


# Around it.


def test_gaps_count_the_blocks_to_running_text_below() -> None:
    rows = [_row(_page(f"<p>{A}</p><p>一</p><p>二</p><p>{B}</p>"), text) for text in (A, "一", "二", B)]
    assert [row["gap_below"] for row in rows] == [3.0, 2.0, 1.0, FAR]


FROM_THE_START = ("from_main_start", "from_title", "from_heading", "from_make_start")


def test_gaps_and_distances_are_told_apart_up_to_a_limit() -> None:
    page = _page(f"<h1>渡口</h1><p>{A}</p>" + "<p>一</p>" * 2 * FAR + f"<p>{B}</p>")
    rows = [dict(zip(NAMES, row, strict=True)) for row in densities(page, NO_ODDS)[0]]
    assert {name: rows[-1][name] for name in FROM_THE_START} == dict.fromkeys(FROM_THE_START, FAR)
    assert rows[1]["from_main_end"] == rows[1]["gap_below"] == FAR


RUNNING = [
    ("a sentence", A, True),
    ("a sentence in Japanese", JA, True),
    ("a sentence in English", EN, False),
    ("a headline", "渡口最后的摆渡人", False),
    ("a linked sentence", f"<a href=/>{A}</a>", False),
    ("a sentence with one link", f"<a href=/>清晨</a>{A}", True),
    ("a long line without marks", "渡口" * 20, False),
]


@pytest.mark.parametrize(("body", "running"), table(RUNNING))
def test_what_running_text_is(body: str, running: bool) -> None:
    assert Lines(_page(f"<p>{body}</p>").blocks, NO_ODDS).running == [running]


def test_neighbours() -> None:
    row = _row(_page(f"<p><a href=/>首页</a></p><p>{A}</p><p>{B}</p>"), A)
    assert (row["above_length"], row["above_links"]) == (log1p(2), 1.0)


def test_the_text_around_is_that_of_a_few_blocks() -> None:
    document = _page("".join(f"<p>{text}</p>" for text in ["渡口"] * 20))
    lines = Lines(document.blocks, NO_ODDS)
    assert [lines.around(i) for i in (0, 10, 19)] == [10, 18, 10]


# The title.

TITLED = (
    f"<div class=top><h2>热门</h2></div><div class=text><h1>渡口最后的摆渡人</h1><div><p>{A}</p><p>{B}</p></div></div>"
)


def test_the_element_that_the_title_heads() -> None:
    rows = [_row(_page(TITLED), text) for text in ("热门", "渡口最后", A)]
    assert [row["titled"] for row in rows] == [0.0, 1.0, 1.0]
    assert rows[0]["titled_share"] == pytest.approx((UNITS_A + UNITS_B + 8) / (UNITS_A + UNITS_B + 10))


def test_a_title_in_an_element_of_its_own_heads_the_one_around() -> None:
    body = f"<nav>首页</nav><section><div><h1>渡口的故事</h1></div><p>{A}</p><p>{B}</p></section>"
    assert [_row(_page(body), text)["titled"] for text in ("首页", "渡口的故事", A, B)] == [0.0, 1.0, 1.0, 1.0]


def test_a_title_heads_more_than_one_short_paragraph() -> None:
    body = f"<div><div><h1>渡口的故事</h1><p>{A}</p></div><div><p>{B}</p></div></div>"
    assert [_row(_page(body), text)["titled"] for text in (A, B)] == [1.0, 1.0]


HEADINGS = [
    ("the highest level", "", "<h2>磨坊的故事</h2><h1>渡口的故事</h1>", "渡口的故事"),
    ("the first of a level", "", "<h2>磨坊的故事</h2><h2>渡口的故事</h2>", "磨坊的故事"),
    (
        "what the title says",
        "<title>渡口的故事 - 柳镇</title>",
        "<h1>柳镇新闻网</h1><h3>渡口的故事</h3>",
        "渡口的故事",
    ),
    ("a short word of the title", "<title>渡口的故事 - 柳镇</title>", "<h3>柳镇</h3><h1>磨坊</h1>", "磨坊"),
    ("a heading of a picture alone", "", "<h1><img src=a.png></h1><h2>磨坊</h2>", "磨坊"),
    ("no heading", "", "<p>第一行</p>", "首页"),
]


@pytest.mark.parametrize(("head", "body", "heading"), table(HEADINGS))
def test_the_distance_from_the_title(head: str, body: str, heading: str) -> None:
    document = _page(f"<p>首页</p>{body}<p>{A}</p>", head)
    at = next(block.index for block in document.blocks if block.text == heading)
    distances = [dict(zip(NAMES, row, strict=True))["from_title"] for row in densities(document, NO_ODDS)[0]]
    assert distances == [i - at for i in range(len(document.blocks))]


ABOVE = [
    ("no heading", f"<p>{A}</p>", A, -1.0),
    ("above the first", f"<p>{A}</p><h1>渡口</h1>", A, -1.0),
    ("a low heading does not count", f"<h3>渡口</h3><p>{A}</p>", A, -1.0),
    ("nor does a heading of a picture", f"<h1><img src=a.png></h1><p>{A}</p>", A, -1.0),
    ("the heading itself", f"<h2>渡口</h2><p>{A}</p>", "渡口", 0.0),
    ("below it", f"<h2>渡口</h2><p>{A}</p>", A, 1.0),
    ("the last of several", f"<h1>渡口</h1><p>{A}</p><h2>磨坊</h2><p>{B}</p>", B, 1.0),
    ("a low heading between", f"<h1>渡口</h1><h3>磨坊</h3><p>{A}</p>", A, 2.0),
]


@pytest.mark.parametrize(("body", "text", "distance"), table(ABOVE))
def test_the_distance_from_the_heading_above(body: str, text: str, distance: float) -> None:
    assert _row(_page(body), text)["from_heading"] == distance


PASSED = [
    ("the title itself", f"<h1>渡口</h1><p>{A}</p>", "渡口", 0.0),
    ("below the title", f"<h1>渡口</h1><p>{A}</p>", A, 0.0),
    ("lower headings do not count", f"<h1>渡口</h1><h2>磨坊</h2><h3>桥</h3><p>{A}</p>", A, 0.0),
    ("nor does one above the title", f"<h2>磨坊</h2><h1>渡口</h1><p>{A}</p>", A, 0.0),
    ("nor one of a picture", f"<h1>渡口</h1><h1><img src=a.png></h1><p>{A}</p>", A, 0.0),
    ("no heading on the page", f"<p>{B}</p><p>{A}</p>", A, 0.0),
    ("above the title", f"<p>{A}</p><h1>渡口</h1>", A, -1.0),
    ("another as high, itself counted", f"<h1>渡口</h1><p>{A}</p><h1>磨坊</h1>", "磨坊", 1.0),
    ("below two as high as a title of the second level", f"<h2>渡口</h2><h2>磨坊</h2><h2>桥</h2><p>{A}</p>", A, 2.0),
    ("more than are told apart", "<h1>渡口</h1>" + "<h1>磨坊</h1>" * 9 + f"<p>{A}</p>", A, 6.0),
]


@pytest.mark.parametrize(("body", "text", "count"), table(PASSED))
def test_the_headings_between_the_title_and_a_block(body: str, text: str, count: float) -> None:
    assert _row(_page(body), text)["headings"] == count


def test_a_heading_above_the_title_of_the_page_does_not_count() -> None:
    body = f"<h1>柳镇新闻网</h1><h2>渡口的故事</h2><h1>磨坊</h1><p>{A}</p>"
    document = _page(body, "<title>渡口的故事 - 柳镇</title>")
    assert [_row(document, text)["headings"] for text in ("柳镇", "渡口", "磨坊", A)] == [-1.0, 0.0, 1.0, 1.0]


# Words.

WORDS = [
    ("nothing", "", set()),
    ("Latin words in lower case", "Home Page", {"home", "page"}),
    ("no single letters, no numbers", "a 12 b", set()),
    ("Han in pairs", "相关文章", {"相关", "关文", "文章"}),
    ("one character", "赞", {"赞"}),
    ("Kana in pairs", "シェア", {"シェ", "ェア"}),
    ("Hangul in pairs", "공유하", {"공유", "유하"}),
    ("mixed", "RSS订阅", {"rss", "订阅"}),
    ("no punctuation", "、。！", set()),
]


@pytest.mark.parametrize(("text", "words"), table(WORDS))
def test_the_words_of_a_short_text(text: str, words: set[str]) -> None:
    assert tokens(text) == words


ODDS = Odds({"post": 2.0, "menu": -1.5}, {"相关": -1.0, "share": -0.5}, {"thread": 3.0, "news": -1.0})


def test_the_odds_of_what_a_block_says() -> None:
    assert said("相关 share 渡口", ODDS) == -1.5
    assert _row(_page("<p>相关</p>"), "相关", ODDS)["said"] == -1.0
    assert _row(_page(f"<p>相关{A + B}</p>"), "相关", ODDS)["said"] == 0.0  # too long to be furniture


def test_the_odds_of_names_come_down_from_the_elements_around() -> None:
    body = f"<div class=post><div class=menu><p>{A}</p></div><p class=post>{B}</p></div>"
    first, second = (_row(_page(body), text, ODDS) for text in (A, B))
    found = [[row[f"words_{name}"] for name in ("sum", "min", "max", "own")] for row in (first, second)]
    assert found == [[0.5, -1.5, 2.0, 0.0], [4.0, 0.0, 2.0, 2.0]]


def test_the_words_of_a_page_are_those_of_names_and_addresses() -> None:
    document = _page(
        "<div class='postBody a1' id=Main role=main itemprop=articleBody>x</div>", "", "https://example.com/Thread-41"
    )
    assert {"post", "body", "main", "article", "thread", "example"} <= page_words(document)


def test_the_canonical_address_counts() -> None:
    assert "thread" in page_words(_page("<p>x", "<link rel=canonical href=https://example.com/thread/1>"))


FORUMS = [
    ("nothing known", "<div>", None, 0.0),
    ("a name", "<div class=thread>", None, 3.0),
    ("the same name twice", "<div class=thread><div class=thread>", None, 3.0),
    ("the address", "<div>", "https://example.com/thread/1", 3.0),
    ("names that speak against each other", "<div class='thread news'>", None, 2.0),
]


@pytest.mark.parametrize(("body", "url", "value"), table(FORUMS))
def test_how_much_a_page_speaks_for_a_forum(body: str, url: str | None, value: float) -> None:
    document = _page(body + A, "", url)
    assert (forum(document, ODDS), _row(document, A, ODDS)["forum"]) == (value, value)


def test_the_odds_of_a_forum_have_a_limit() -> None:
    document = _page("<div class='thread news'>x")
    assert forum(document, Odds({}, {}, {"thread": 99.0})) == MOST
    assert forum(document, Odds({}, {}, {"thread": -99.0})) == -MOST


# Any page at all.

TAGS = """<p> </p> <div/class=post> <div> </div> <ul><li> </ul> <h1> <nav> <a/href=/> </a> <table><tr><td> </table> <br>
<img/src=a.png> <pre> <!-- <td> <span/hidden> <title>渡口 </title>""".split()
PIECES = st.sampled_from((*TAGS, "首页", "渡口2024", A, B, JA, EN, " "))
any_page = st.one_of(st.lists(PIECES, max_size=30).map("".join), any_text(120))


@given(any_page)
def test_one_row_for_each_block_of_finite_numbers(html: str) -> None:
    document = read(Clip(html, "html"))
    rows, lines = densities(document, ODDS)
    assert len(rows) == len(document.blocks) == len(lines.units)
    assert all(len(row) == len(NAMES) and all(map(isfinite, row)) for row in rows)


@given(any_page)
def test_shares_are_shares(html: str) -> None:
    shares = [i for i, name in enumerate(NAMES) if name.endswith(("_share", "_links")) or name == "link_density"]
    rows, _ = densities(read(Clip(html, "html")), NO_ODDS)
    assert all(-1e-9 <= row[i] <= 1 + 1e-9 for row in rows for i in shares)


@given(any_page, any_page)
def test_what_was_measured_before_does_not_matter(one: str, other: str) -> None:
    first = densities(read(Clip(one, "html")), ODDS)[0]
    densities(read(Clip(other, "html")), ODDS)
    assert densities(read(Clip(one, "html")), ODDS)[0] == first


# What it costs, counted in calls: no clock.

GROWING: list[tuple[str, Callable[[int], str]]] = [
    ("paragraphs", lambda n: f"<p>{A}" * n),
    ("entries of a list", lambda n: "<ul>" + "<li><a href=/>渡口</a>" * n),
    ("elements of other names", lambda n: "".join(f"<div class=n{chr(97 + i % 26)}x>{A}</div>" for i in range(n))),
    ("empty elements", lambda n: "<div></div>" * n + A),
    ("deep elements", lambda n: "<div>" * n + A),
    ("text at every depth", lambda n: f"<div>{A}" * n),
    ("parts in parts", lambda n: f"<div class=post>{A}" * n),
    ("rows of a table", lambda n: "<table>" + f"<tr><td>{A}<td>2" * n),
]


def _calls(document: Document) -> int:
    """How many calls the densities of a page take, those of built-in functions among them."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        densities(document, ODDS)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("page", table(GROWING))
def test_twice_the_page_is_about_twice_the_work(page: Callable[[int], str]) -> None:
    small, large = (_calls(read(Clip(page(n), "html"))) for n in (200, 400))
    assert large <= 2.1 * small


def test_fifty_thousand_elements_deep() -> None:
    boxes = (Box(-1, "", ()), *(Box(i, "div", ()) for i in range(50_000)))
    shallow = _page(f"<p>{A}</p><p>{B}</p>")
    above, below = (block.hints for block in shallow.blocks)
    blocks = (
        shallow.blocks[0]._replace(hints=above._replace(box=0)),
        shallow.blocks[1]._replace(hints=below._replace(box=50_000)),
    )
    rows = [_row(Document(shallow.clip, A + B, blocks, boxes=boxes), text) for text in (A, B)]
    assert [row["way"] for row in rows] == [0.0, FAR] and all(isfinite(sum(row.values())) for row in rows)


def test_a_page_of_fifty_thousand_elements_in_one_another_is_measured() -> None:
    document = read(Clip("<div>" * 50_000 + A, "html"))
    rows, _ = densities(document, NO_ODDS)
    assert len(rows) == len(document.blocks) == 1


SUMS = """
from cleaner.judge.words import Odds, forum, said
from cleaner.model import Box, Clip, Document
words = "pier boat oars tide harbour ferry lamp rope sail crew".split()
odds = {word: 0.1 * i - 0.37 for i, word in enumerate(words)}
page = Document(Clip("", "html"), "", (), boxes=(Box(-1, "div", tuple(words)),))
print(repr(said(" ".join(words), Odds({}, odds, {}))), repr(forum(page, Odds({}, {}, odds))))
"""


def test_sums_over_words_do_not_depend_on_the_order_of_a_set() -> None:
    """Every process has its sets in another order; a sum of floats that is rounded on the way tells which."""
    told = set()
    for seed in ("0", "1", "2", "3", "4", "5"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SUMS]
        told.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(told) == 1 and "".join(told).strip()
