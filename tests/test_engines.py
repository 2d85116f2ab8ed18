"""HTML pages, read and judged by the same rules; with trafilatura to say where the body stands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner import Options, clean
from cleaner.model import Engine

PARAGRAPHS = (
    "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女，她说桨还是那一支。",
    "镇上的人站在岸边看，谁也没有先开口，直到船到了河心，才有人喊了一声好。",
    "船票仍是木牌，一面写着去，一面写着回，收票的人把它们按号码挂回墙上。",
)
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>老船又下水 - 河岸晚报</title></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li><li><a href="/c">文化</a></li></ul>
<div class="path">当前位置：首页 &gt; 文化 &gt; 正文</div>
<article><h1>老船又下水</h1><p>来源：河岸晚报 2024-03-05 09:10</p>
{body}<p>（责任编辑：周小雨）</p></article>
<div class="share">分享到：</div><div class="foot">Copyright © 河岸晚报 版权所有 苏ICP备00000000号</div></body></html>"""
HTML = PAGE.format(body="".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))


@pytest.mark.parametrize("engine", ["density", "trafilatura"])
def test_a_page_gives_its_article(engine: Engine) -> None:
    article = clean(HTML, markup="html", options=Options(engine=engine))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "老船又下水"
    assert (article.metadata.source, article.metadata.date) == ("河岸晚报", "2024-03-05T09:10")
    assert (article.metadata.editor, article.metadata.category) == ("周小雨", "文化")


def test_another_engine_changes_nothing_for_flat_text() -> None:
    text = "\n\n".join(("老船又下水", *PARAGRAPHS, "分享到："))
    assert clean(text, options=Options(engine="trafilatura")).text == clean(text).text


def test_the_engine_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys; from cleaner import clean; clean('<html><body><p>x'); print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html>",
        "<html><body></body></html>",
        "<div>" * 5000 + "深处的一句话，它不能丢，哪怕没有人看见。",
        "<p>\x00</p>",
    ],
    ids=["nothing", "an open tag", "no text", "five thousand deep", "a NUL"],
)
def test_odd_pages_never_raise(page: str) -> None:
    article = clean(page, markup="html")
    assert article.status in ("ok", "empty", "needs_review")
    assert "深处" not in page or "深处" in article.text
