"""Pages that are broken or made to break a reader: no text is lost, and twice the page is twice the work."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from cleaner import Article
from cleaner.model import Clip, Document
from cleaner.readers import tags as tags_module
from cleaner.readers.html import read_html
from cleaner.readers.page import Page
from cleaner.writers.page_markdown import page_markdown

END = "深处的一句话，它不能丢，哪怕没有人看见。"


def read(page: str) -> Document:
    document = read_html(Clip(page, "html"))
    assert "".join(document.text[b.span.start : b.span.end] for b in document.blocks) == document.text
    return document


KEPT = [
    *((f"{n:,} boxes deep", "<div>" * n + END + "</div>" * n + "<p>尾", 2) for n in (300, 5_000, 50_000)),
    ("boxes never closed", "<div>" * 50_000 + END, 1),
    ("boxes never opened", "</div>" * 50_000 + END, 1),
    ("emphasis 50,000 deep", "<b>" * 50_000 + END, 1),
    ("links 20,000 deep", "<a href=u>" * 20_000 + END, 1),
    ("tables 2,000 deep", "<table><tr><td>" * 2_000 + END, 1),
    ("lists 20,000 deep", "<ul><li>" * 20_000 + END, 1),
    ("paragraphs", "<p>短</p>" * 200_000 + END, 200_001),
    ("links in a list", "<li><a href=/u>短</a>" * 100_000 + "</li>" + END, 100_001),
    ("links in a line", "<a href=/u>短</a> " * 20_000 + END, 1),
    ("line breaks", "<br>" * 500_000 + END, 1),
    ("hidden words", "<p>甲" + "<i hidden>x</i>" * 20_000 + END, 20_001),
    ("a long attribute", f"<p class='{'a ' * 5_000_000}' style='{'b:c;' * 100_000}'>{END}", 1),
    ("many attributes", "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + f">{END}", 1),
    ("a cell over the whole world", f"<table><tr><td colspan=9007199254740993 rowspan=9007199254740993>a<td>b<tr><td>c<td>{END}</table>", 1),
    ("marks that pair with none", "*_`[]()<&~\\" * 20_000 + END, 1),
    ("quotes never closed", "<p>" + '<a href="x>' * 3 + '">' + END, 1),
    ("a text within a script's comment", f"<script><!-- </script>{END}", 1),
    ("an entity bomb", '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><p>' + END, 2),
    ("a control that was never closed", f"<button>菜单<p>{END * 80}<p>{END}", 3),
    ("a style in a control that was never closed", f"<button>菜单<style>.a{{b: c}}</style><p>{END * 80}<p>{END}", 3),
    ("a style alone in a control", f"<button><style>{'.a{b: c. d, e, f.}' * 99}</style></button><p>{END}", 1),
    ("NUL", f"\x00<p>\x00{END}", 1),
    ("cut off in a tag", f"<p>{END}<a href='x", 1),
    ("cut off in a script", f"<p>{END}<script>var a = '", 1),
    ("cut off in a comment", f"<p>{END}<!-- a", 1),
    ("cut off in a CDATA section", f"<p>{END}<![CDATA[", 1),
    ("cut off in an entity", f"<p>{END}&#x", 2),
    ("no page at all", END, 1),
    ("a byte-order mark", f"\ufeff<p>{END}", 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "page", "blocks"), KEPT, ids=[case[0] for case in KEPT])
def test_nothing_is_lost(name: str, page: str, blocks: int) -> None:
    document = read(page)
    assert END in document.text
    assert len(document.blocks) == blocks or name in ("an entity bomb", "cut off in an entity")
    assert not document.warnings


EMPTY = ["", " \n", "<html>", "<!-- a", "<script>", "<p></p>" * 1000, "<script>go()</script>" * 1000, "<frameset><frame src=a>",
         "<img>", "<title>a</title>", "<a", "&", "\x00", "</", "<table><tr><td></table>"]  # fmt: skip


@pytest.mark.parametrize("page", EMPTY)
def test_a_page_without_text_has_no_blocks(page: str) -> None:
    document = read(page)
    assert [block.text for block in document.blocks if block.text.strip("&</a")] == []
    assert not document.warnings


def test_a_lone_surrogate_is_no_reason_to_lose_the_page() -> None:
    assert END in read(f"<p>\ud800{END}\udfff").text


def test_elements_beyond_the_cap_give_their_text_and_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.readers.page.MAX_BOXES", 10)
    monkeypatch.setattr("cleaner.readers.html.MAX_BOXES", 10)
    document = read("<div><p>甲</p></div>" * 100 + f"<ul><li>{END}</ul>")
    assert [warning.code for warning in document.warnings] == ["html_nodes"]
    assert len(document.boxes) == 10
    assert [block.text for block in document.blocks] == ["甲"] * 100 + [END]
    assert document.blocks[-1].kind == "list_item"
    assert all(block.hints.box < 10 for block in document.blocks)


def test_what_the_parser_gives_up_on_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(page: Page, tag: str, attributes: object) -> None:
        raise ValueError("no more")

    monkeypatch.setattr(tags_module, "_OPENINGS", {**tags_module._OPENINGS, "q": fails})
    document = read(f"<div><b>{END}<q>")
    assert END in document.text
    assert [warning.code for warning in document.warnings] == ["html_unparsed"]


def _work(page: str) -> int:
    """How many lines of this package are run to read a page and to write it as Markdown."""
    count = 0

    def line(frame: FrameType, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return line if "cleaner" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(line)
    try:
        document = read_html(Clip(page, "html", "https://example.org/"))
        page_markdown(Article("ok", 1.0, document, blocks=document.blocks))
    finally:
        sys.settrace(before)
    return count


GROWING = [
    ("paragraphs", "<p>短</p>", ""),
    ("boxes deep", "<div>a", ""),
    ("tables deep", "<table><tr><td>a<td>b<tr><td>c<td>", ""),
    ("tables in a row", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", ""),
    ("rows", "<tr><td>a<td>b", "<table>"),
    ("lists deep", "<ul><li>a", ""),
    ("links deep", "<a href=u>a", "<p>"),
    ("links in a line", "<a href=u>a</a> *", "<p>"),
    ("emphasis in a line", "<b>a</b>_ <i> </i>", "<p>"),
    ("emphasis deep", "<b>a<i>", "<p>"),
    ("code in a line", "<code>`</code>a`", "<p>"),
    ("pictures in a link", "<img src=a>b", "<a href=u>"),
    ("hidden words", "a<i hidden>b", "<p>"),
    ("scripts", "a<noscript>b</noscript><script>{}</script>", "<p>"),
    ("formulas", "<math><mi>a</mi></math>b", "<p>"),
    ("lines of code", "a<br><div>b</div>", "<pre>"),
    ("classes", "<i class='a b c' style='d:e'>f</i>", "<p>"),
    ("row spans", "<tr><td rowspan=500 colspan=50>a<td>b", "<table>"),
]


@pytest.mark.parametrize(("name", "piece", "lead"), GROWING, ids=[case[0] for case in GROWING])
def test_twice_the_page_is_twice_the_work(name: str, piece: str, lead: str) -> None:
    small, large = (_work(lead + piece * n) for n in (60, 120))
    assert large < 2.3 * small
