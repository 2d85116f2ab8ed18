"""Links to documents below a notice stay: they are its attachments. Other links there go."""

from __future__ import annotations

import re

import pytest

from cleaner import Article, clean
from tests.conftest import table

LINES = (
    "为做好春季渡口安全工作，现就开展渡船检修补助申报的有关事项通知如下，请各乡镇认真组织，按时完成。",
    "一、申报对象为本县行政区域内依法登记的渡船所有人，每船限申报一次，往年已经领取补助的不再重复申报。",
    "二、申报材料请于2024年4月30日前报送县交通运输局水运科，逾期不再受理，有疑问的可以先打电话。",
)
SIGNED = "<p>柳县交通运输局</p><p>2024年3月5日</p>"


def _notice(below: str) -> Article:
    menu = "".join(
        f"<li><a href=/{word}>{word}</a></li>" for word in "首页 政务公开 办事服务 互动交流 数据发布".split()
    )
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = (
        f"<html><head><title>关于渡船检修补助申报的通知</title></head><body><ul class=nav>{menu}</ul><div class=article>"
        f"<h1>关于渡船检修补助申报的通知</h1><div class=editor>{body}{SIGNED}</div>{below}</div>"
        "<div class=footer><p>主办单位：柳县人民政府办公室</p><p>苏ICP备00000000号-1</p></div></body></html>"
    )
    return clean(page, markup="html")


GO = [
    ("nothing", ""),
    ("the article before", "<div class=pager><a href=/files/P2.pdf>上一篇：渡船名册</a></div>"),
    ("a button", "<div class=tools><a href=/print/P.pdf>打印本页面</a></div>"),
    ("a link to a page", "<div class=more><a href=/lists/boats.html>更多渡船名册</a></div>"),
]


@pytest.mark.parametrize("below", table(GO))
def test_other_links_below_a_notice_go(below: str) -> None:
    assert _notice(below).text.endswith("2024年3月5日")


STAY = [
    ("names of files below a label",
     "<div class=fujian><p>附件：</p><p><a href=/f/1.doc>渡船申报表.doc</a></p><p><a href=/f/2.xlsx>渡船名册.xlsx</a></p></div>",
     ["附件：", "渡船申报表.doc", "渡船名册.xlsx"]),
    ("numbered behind a label", "<p>附件：1. <a href=/f/1.doc>渡船申报表</a></p><p>2. <a href=/f/2.xlsx>渡船名册</a></p>",
     ["附件：1. 渡船申报表", "2. 渡船名册"]),
    ("a list of them", "<ul class=att><li><a href=/f/1.doc>附件1：渡船申报表</a></li><li><a href='/f/2.pdf?x=1'>附件2：名册</a></li></ul>",
     ["附件1：渡船申报表", "附件2：名册"]),
    ("an archive", "<div class=download><a href=/f/all.zip>点击下载附件</a></div>", ["点击下载附件"]),
    ("in English", "<div class=files><a href=https://example.com/f/boats.pdf>Application form for boat owners</a></div>",
     ["Application form for boat owners"]),
]  # fmt: skip


@pytest.mark.parametrize(("below", "kept"), table(STAY))
def test_the_attachments_of_a_notice_stay_in_their_order(below: str, kept: list[str]) -> None:
    article = _notice(below)
    assert article.text.split("\n\n")[-len(kept) :] == kept
    addresses = re.findall("href='?([^>']+)", below)
    assert [link.url for block in article.blocks for link in block.links] == addresses
