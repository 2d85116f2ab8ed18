"""Site rules of the fivefilters kind: what becomes a profile, and what is told as left out."""

from __future__ import annotations

import pytest

from cleaner.learning.imported import import_rules
from cleaner.model import Finder
from tests.conftest import table

LEFT_OUT = [
    ("a position", "body: //div[2]", "[2] is no name of class or id"),
    ("a text", "strip: //p[contains(text(), 'Read')]", "is no name of class or id"),
    ("another attribute", "body: //div[@data-role='x']", "is no name of class or id"),
    ("an axis", "body: //h1/following-sibling::div", "is no path of tags"),
    ("a function", "title: concat(//h1, 'x')", "is no path of tags"),
    ("an element within lines", "strip: //span[@class='ad']", "span is no element that holds lines"),
    ("a name without a word", "body: //div[@id='a1']", "has no word of two letters to look for"),
    ("a word of another language", "replace_string(a): b", "is not something that a profile says"),
    ("millions of ways to read one step", "strip: //div" + "[@id='aa' or @id='bb']" * 40, "more than 20 selectors"),
    ("too many ways to read it", "strip: " + " | ".join(["//p[@id='aa' or @id='bb']"] * 11), "more than 20 selectors"),
]


@pytest.mark.parametrize(("line", "why"), table(LEFT_OUT))
def test_what_cannot_be_imported_is_told_with_its_line(line: str, why: str) -> None:
    profile, left = import_rules(f"# nothing\n\n{line}\n", "a.example.com")
    assert profile is None
    (one,) = left
    assert one.line == 3 and why in one.why


@pytest.mark.parametrize(
    "line", ["", "# body: //div", "tidy: no", "test_url: http://a.example.com/1", "prune: yes", "body:", "???"]
)
def test_what_says_nothing_of_the_text_is_passed_over(line: str) -> None:
    assert import_rules(line, "a.example.com") == (None, ())


BODIES = [
    ("a tag", "//article", ("article",)),
    ("an id", "//div[@id='content']", ("div#content",)),
    ("a class in double quotes", '//div[@class="post-text"]', ("div.post-text",)),
    ("two classes", "//div[@class='post wide']", ("div.post.wide",)),
    ("any element", "//*[@itemprop='articleBody']", (".articleBody",)),
    ("a part of the class", "//div[contains(@class, 'post-text')]", ("div.post-text",)),
    ("a class as a word", "//div[contains(concat(' ', normalize-space(@class), ' '), ' post ')]", ("div.post",)),
    ("one in another", "//div[@id='main']//div[@class='post']", ("div#main div.post",)),
    ("one right in another", "//div[@id='main']/p", ("div#main > p",)),
    ("two tests", "//div[@class='post' and @id='main']", ("div.post#main",)),
    ("two brackets", "//div[@class='post'][@id='main']", ("div.post#main",)),
    ("either of two", "//div[@class='post' or @class='story']", ("div.post", "div.story")),
    ("either of two paths", "//div[@id='main'] | //article", ("div#main", "article")),
    ("from the top", "/html/body/div[@id='main']", ("body > div#main",)),
]


@pytest.mark.parametrize(("path", "selectors"), table(BODIES))
def test_paths_that_boxes_can_answer(path: str, selectors: tuple[str, ...]) -> None:
    profile, left = import_rules(f"body: {path}\n", "www.A.example.com")
    assert profile is not None and left == ()
    assert (profile.name, profile.hosts, profile.main) == ("a.example.com", ("a.example.com",), selectors)


FIELDS = [
    ("an element", "title: //h1[@class='head']", Finder("title", "h1.head")),
    ("its text", "title: //h1[@class='head']/text()", Finder("title", "h1.head")),
    ("an element within a line", "date: //span[@class='pub-date']", Finder("date", ".pub-date")),
    ("a meta", "author: //meta[@name='Author']/@content", Finder("author", "", "author")),
    ("behind a word", "author: substring-after(//p[@class='by'], 'By: ')", Finder("author", "p.by", "", r"By:\ (.*)")),
]


@pytest.mark.parametrize(("line", "finder"), table(FIELDS))
def test_fields(line: str, finder: Finder) -> None:
    profile, _ = import_rules(line, "a.example.com")
    assert profile is not None and profile.finders == (finder,)


def test_a_whole_file() -> None:
    text = "body: //div[@id='story']\nstrip: //div[@class='share-bar']\nstrip_id_or_class: related\nstrip_id_or_class: x1\ntidy: no\n"
    profile, left = import_rules(text, ".example.com")
    assert profile is not None
    assert (profile.hosts, profile.main, profile.strip) == (
        ("example.com",),
        ("div#story",),
        ("div.share-bar", ".related"),
    )
    assert [(one.line, one.text) for one in left] == [(4, "strip_id_or_class: x1")]
