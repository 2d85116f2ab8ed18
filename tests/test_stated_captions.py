"""Captions that a page calls so, and what looks like one and is text."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.insets import TEXT_UNITS, stated_captions
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table
from tests.pools import PROSE

TEXT = "<p>磨坊空了十一个冬天，直到海边来的面包师问起水轮还转不转。</p>" * (TEXT_UNITS // 20)
PICTURE = "<img src=/a.jpg width=640 height=400>"
LINE = "渡口的旧灯"

#: (what it is, what stands below the text, whether the line is a caption)
CAPTIONS = [
    ("of a picture", f"<figure>{PICTURE}<figcaption>{LINE}</figcaption></figure>", True),
    ("in a paragraph of its own", f"<figure>{PICTURE}<figcaption><p>{LINE}</p></figcaption></figure>", True),
    ("of a picture that was not saved", f"<figure><figcaption>{LINE}</figcaption></figure>", True),
    ("by its name, below the picture", f"<div>{PICTURE}</div><p class=wp-caption-text>{LINE}</p>", True),
    ("by its name, above the picture", f"<p class=caption>{LINE}</p><div>{PICTURE}</div>", True),
    ("by its name, without a picture", f"<p class=caption>{LINE}</p>", False),
    ("a line without a name", f"<div>{PICTURE}</div><p>{LINE}</p>", False),
    (
        "of a table",
        f"<figure><table><tr><td>一</td><td>二</td></tr></table><figcaption>{LINE}</figcaption></figure>",
        False,
    ),
    ("of code", f"<figure><pre><code>ls</code></pre><figcaption>{LINE}</figcaption></figure>", False),
    (
        "of somebody's words",
        f"<figure><blockquote>船会等人。</blockquote><figcaption>{LINE}</figcaption></figure>",
        False,
    ),
    ("a paragraph", f"<figure>{PICTURE}<figcaption>{LINE * 50}</figcaption></figure>", False),
    (
        "paragraphs of a story",
        f"<figure>{PICTURE}<figcaption><p>{LINE}</p><p>还亮着。</p></figcaption></figure>",
        False,
    ),
    ("a heading", f"<figure>{PICTURE}<figcaption><h3>{LINE}</h3></figcaption></figure>", False),
]


def _found(page: str) -> bool:
    document = read(Clip(f"<body><main>{page}</main></body>", "html"))
    found = stated_captions(document, [bool(block.text) for block in document.blocks])
    return any(LINE in document.blocks[i].text for i in found)


@pytest.mark.parametrize(("below", "caption"), table(CAPTIONS))
def test_captions(below: str, caption: bool) -> None:
    assert _found(TEXT + below) is caption


def test_captions_that_are_the_text_of_a_page_stay() -> None:
    assert not _found(f"<figure>{PICTURE}<figcaption>{LINE}</figcaption></figure>")


def test_the_caption_of_the_first_picture_stays_above_the_text() -> None:
    figure = f"<figure>{PICTURE}<figcaption>{LINE}</figcaption></figure>"
    assert not _found(figure + TEXT)
    assert not _found("<p>面包师来得比船还早，没有人等她。</p>" + figure + TEXT)


def test_captions_are_told_beside_the_text() -> None:
    paragraphs = [f"<p>{text}</p>" for text in PROSE["hans"]]
    figure = f"<figure>{PICTURE}<figcaption>{LINE}</figcaption></figure>"
    article = clean(
        f"<main><h1>渡口</h1>{''.join(paragraphs[:3])}{figure}{''.join(paragraphs[3:])}</main>", markup="html"
    )
    assert LINE not in article.text and LINE in article.metadata.captions
