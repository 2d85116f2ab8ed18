"""How far the labels of a page reach."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.reach import Reach
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

LIST = "<ul><li>旧桥</li><li>石磨</li></ul>"

#: (what it is, the page, how many blocks stand between the label 相关 and where it reaches)
REACHES = [
    ("everything is one element", "<div><p>相关</p><p>旧桥</p><p>石磨</p><p>渡口</p></div>", 3),
    ("nothing behind the label", "<div><p>渡口</p><p>相关</p></div>", 0),
    ("one line behind the label", "<div><p>相关</p><p>旧桥</p></div>", 1),
    ("no element but the page", "<p>相关</p><p>旧桥</p><p>石磨</p>", 2),
    ("the label and its list in one element", f"<div><h3>相关</h3>{LIST}</div><p>渡口</p><p>老船</p>", 2),
    ("the list in an element of its own", f"<div><div><h3>相关</h3></div>{LIST}</div><p>渡口</p><p>老船</p>", 2),
    ("a link to all beside the label", f"<div><div><h3>相关</h3><a>全部</a></div>{LIST}</div><p>渡口</p>", 3),
    ("a label in a quotation", "<div><blockquote><p>相关</p></blockquote><p>渡口</p><p>老船</p></div>", 0),
    ("a label in a box of a manual", "<div class=admonition><p>相关</p><p>旧桥</p></div><p>渡口</p>", 0),
    ("a quotation with more", "<div><blockquote><p>相关</p><p>旧桥</p></blockquote><p>渡口</p></div>", 1),
    ("a list of one entry", "<section><div><h3>相关</h3><p>旧桥</p></div><p>渡口</p></section><p>老船</p>", 2),
]


@pytest.mark.parametrize(("page", "lines"), table(REACHES))
def test_reach(page: str, lines: int) -> None:
    document = read(Clip(f"<body>{page}</body>", "html"))
    label = next(block.index for block in document.blocks if block.text == "相关")
    assert Reach(document).end(label, len(document.blocks)) - label - 1 == lines


def test_a_reach_never_goes_beyond_the_end_asked_for() -> None:
    document = read(Clip(f"<div><h3>相关</h3>{LIST}</div>", "html"))
    assert Reach(document).end(0, 2) == 2


OFFER = "<div class=offer><h3>See also</h3><p><a href=/a>The mill</a></p><p><a href=/b>The bridge</a></p></div>"
ASKED = (
    "<div class=post><p>The ferry leaves at six, and nobody on the island has ever seen it wait for a latecomer, however"
    " loud.</p><p>For eleven winters the mill stood empty, until a baker from the coast asked whether the wheel would"
    " still turn, and nobody could tell her.</p></div>"
)
ANSWER = (
    "<div class=post><p>Rain had been scarce that summer; the keeper measured the reservoir twice a day and wrote the"
    " figures on the door.</p></div>"
)
STEPS = "<div class=post><h2>How to row</h2><p>Sit down</p><p>Take the oars</p><p>Pull</p></div>"


def test_what_stands_outside_of_the_element_of_a_label_stays() -> None:
    article = clean(f"<main>{ASKED}{OFFER}{STEPS}{ANSWER}</main>", markup="html")
    assert "Take the oars" in article.text
    assert not {"The mill", "The bridge"} & set(article.text.split("\n"))
