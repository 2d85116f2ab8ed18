"""Titles of flat pages without blank lines, by what stands beside them; and lines there that are no title."""

from __future__ import annotations

import pytest

from cleaner import clean

_TEXT = (
    "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女。\n她说桨还是那一支，只是手换了三代人，河也窄了一半。\n"
    "岸上的人站着看，谁也没有说话，直到船靠了岸才有人鼓掌。"
)
_ENGLISH = (
    "The ferry at Alder Bend has not left its dock for eleven years, and nobody expected it to leave on Monday.\n"
    "Forty-three children walked up the gangway with their bags, and the captain rang the bell for each of them."
)

TITLES = [
    (
        "between the site's words and a firm",
        f"新闻发布平台服务中心\n老船下水的那一天\n2024-03-05 09:10\n{_TEXT}",
        "老船下水的那一天",
    ),
    (
        "above an account said twice and its button",
        f"老船下水的那一天\n河边的铁皮鼓\n河边的铁皮鼓\n关注\n2019.06.30 07:12 字数 1024 阅读 356\n{_TEXT}",
        "老船下水的那一天",
    ),
    (
        "a question above rows of buttons with counts",
        f"为什么老船不肯下水？\n关注者 214 被浏览 98,331\n关注问题 写回答\n好问题 12 添加评论 分享\n老蒋\n{_TEXT}",
        "为什么老船不肯下水？",
    ),
    (
        "a term with the buttons of an encyclopaedia",
        f"老船 播报 编辑 讨论 上传视频\n老船是停在渡口的木船，长两丈，今已少见。\n{_TEXT}",
        "老船",
    ),
    (
        "a column's headline below a day",
        f"跳到主文\n船工\n吃飯、走路、曬太陽\nApr 08 Mon 2019 09:20\n河岸｜老船又下水的清晨 五點就開船\n{_TEXT}",
        "河岸｜老船又下水的清晨 五點就開船",
    ),
    (
        "glued to its meta line",
        f"当前位置：首页 > 渡口 > 船只\n石磨的磨齿多久要凿一次时间：2020-03-30来源：河岸磨坊作者：佚名阅读：892次\n{_TEXT}",
        "石磨的磨齿多久要凿一次",
    ),
    (
        "a chapter that the first line says with the site behind",
        f"第三章 空船_旧渡口_看书屋\n看书屋 首页 | 书库 | 排行 | 完本\n第三章 空船\n{_TEXT}",
        "第三章 空船",
    ),
    (
        "above the authors of a paper",
        "河流研究 2021, Vol. 12 Issue (3): 201-209\n木船含水率对下水时间的影响\n高远1, 石磊1, 林夏2\n"
        f"1. 河岸大学, 河岸 100000;\n2. 渡口研究所\n收稿日期: 2020-11-02\n摘要：{_TEXT}",
        "木船含水率对下水时间的影响",
    ),
    ("a diary's", "渡口日记\n\n3月4日 晴\n\n修桨。\n\n3月5日 阴\n\n等人。\n\n3月6日 小雨\n\n没有人来。", "渡口日记"),
    (
        "above a picture of an agency",
        "Ferry that never left its dock gets a second life\nBy Priya Nandan\nPublished March 5, 2024 5:00 AM\n"
        f"FILE - The ferry stands at its dock, June 2019. (Photo/Lena Ortiz, File)\n{_ENGLISH}",
        "Ferry that never left its dock gets a second life",
    ),
]

NO_TITLES = [
    ("an outlet glued to its meta line", f"河岸晚报社时间：2020-03-30来源：河岸磨坊作者：佚名\n{_TEXT}"),
    ("two words glued to it", f"船只时间：2020-03-30来源：河岸磨坊作者：佚名\n{_TEXT}"),
    ("the head of a journal", f"河流研究 2021, Vol. 12 Issue (3): 201-209\n{_TEXT}"),
    ("days of a timetable", "3月4日 晴\n3月5日 阴\n3月6日 雨\n3月7日 雪"),
]


@pytest.mark.parametrize(("text", "title"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_titles_by_what_stands_beside_them(text: str, title: str) -> None:
    assert clean(text).title == title


@pytest.mark.parametrize("text", [row[1] for row in NO_TITLES], ids=[row[0] for row in NO_TITLES])
def test_lines_that_are_no_title(text: str) -> None:
    assert clean(text).title is None


SAID = [
    ("a column, its writer and the day", f"河岸的鋼琴\n專欄｜葉知秋｜2018年10月3日\n{_TEXT}", ("葉知秋",), None),
    ("the province of who posted it", f"老船下水的那一天\n2023-02-06 17:35 重庆\n{_TEXT}", (), None),
    ("a Japanese name beside the day", f"船をやめてみた\n2021.09.01 川辺トオル\n{_TEXT}", ("川辺トオル",), None),
    ("an outlet in kana beside the day", f"船をやめてみた\n2021.09.01 河岸ニュース\n{_TEXT}", (), "河岸ニュース"),
    (
        "what the writer is",
        f"河岸的鋼琴\n2018年10月3日\n{_TEXT}\n（作者為自由撰稿人，文章純屬作者個人意見。）",
        (),
        None,
    ),
]


@pytest.mark.parametrize(("text", "authors", "source"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_the_line_with_the_day_says(text: str, authors: tuple[str, ...], source: str | None) -> None:
    said = clean(text).metadata
    assert (said.authors, said.source) == (authors, source)
