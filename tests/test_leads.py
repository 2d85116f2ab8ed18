"""Leads between a title and its text, and what stands there and is none."""

from __future__ import annotations

import pytest

from cleaner.judge.leads import with_lead
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

TEXT = "<div><p>磨坊空了十一个冬天，直到海边来的面包师问起水轮还转不转。</p></div>"
LEAD = "面包师问起水轮还转不转，镇上没有一个人答得上来。"
TITLE = "<h1>磨坊又转了</h1>"

#: (what it is, what stands between the title and the text, whether the lead is kept)
LEADS = [
    ("named", f"<header><p class=article__lead>{LEAD}</p></header>", True),
    ("in an element so named", f"<div class=standfirst><p>{LEAD}</p></div>", True),
    ("above the byline", f"<p class=lead>{LEAD}</p><p>林夏</p><p>2024-03-05</p>", True),
    ("below the byline", f"<p>林夏</p><p>2024-03-05</p><p class=lead>{LEAD}</p>", True),
    ("without a name", f"<p>{LEAD}</p>", False),
    ("a part of a name", f"<p class=leader>{LEAD}</p>", False),
    ("no sentence", "<p class=lead>面包师问起水轮</p>", False),
    ("with a link", f"<p class=lead>{LEAD}<a href='/1'>更多</a></p>", False),
    ("far below the title", "<p>林夏</p>" * 3 + f"<p class=lead>{LEAD}</p>", False),
    ("far above the text", f"<p class=lead>{LEAD}</p>" + "<p>林夏</p>" * 6, False),
]


def _kept(page: str) -> bool:
    document = read(Clip(f"<body>{page}</body>", "html"))
    chosen = [block.text.startswith("磨坊空了") for block in document.blocks]
    grown = with_lead(document, [True] * len(chosen), chosen)
    return any(one and not before for one, before in zip(grown, chosen, strict=True))


@pytest.mark.parametrize(("between", "kept"), table(LEADS))
def test_leads(between: str, kept: bool) -> None:
    assert _kept(TITLE + between + TEXT) is kept


def test_a_page_without_a_title_or_a_text_has_no_lead() -> None:
    lead = f"<p class=lead>{LEAD}</p>"
    assert not _kept(lead + TEXT)
    assert not _kept(TITLE + lead)
