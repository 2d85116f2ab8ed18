"""cleaner.judge.interludes: what interrupts a text, and what ends it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.facts import measure
from cleaner.judge.interludes import find_interludes
from cleaner.judge.rulebook import rulebook
from cleaner.readers.text import read_text
from tests.conftest import table

SAID = "老人在渡口摆了四十年船，每天清晨第一件事，是到石阶下面看一看水涨到了哪一级。"
ALSO = "后来桥修好了，他还是每天去看一看，回来的时候顺手把缆绳收进屋里。"
VERSE = ["河水慢下来", "像一个人想起什么", "又不肯说", "船靠着岸"]
HEADLINES = [f"青川旧桥第{n}次完成检修通车" for n in "一二三四五六七八"]
MENU = [f"栏目{n}" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"]

#: Lines of a flat text, and which of them are interludes.
TEXTS = [
    ("nothing", [], set()),
    ("no such line", [SAID, ALSO], set()),
    ("between two paragraphs", [SAID, "广告", ALSO], {1}),
    ("two of them, one below the other", [SAID, "广告", "展开全文", ALSO], {1, 2}),
    ("above the last words", [SAID, "广告", "完", "2024年3月"], {1}),
    ("below the last words", [SAID, ALSO, "广告"], {2}),
    ("above an editor's credit", [SAID, "广告", "责任编辑：林小溪"], {1}),
    ("between lines of verse", [*VERSE, "广告", *VERSE], {4}),
    ("above a list of headlines", [SAID, ALSO, "广告", *HEADLINES], set()),
    ("between a menu and the text", [*MENU, "广告", SAID], set()),
    ("between verse and a long menu", [*VERSE, "广告", *MENU], set()),
    ("words of an advert within a sentence", [SAID, "广告公司的人来过两次。", ALSO], set()),
]


@pytest.mark.parametrize(("lines", "found"), table(TEXTS))
def test_what_interrupts_a_text(lines: list[str], found: set[int]) -> None:
    facts = [measure(block) for block in read_text("\n\n".join(lines))]
    book = rulebook(())
    assert find_interludes(facts, [book.marks(f) for f in facts]) == found


FRAME = ["首页", "新闻", "体育", "登录", "青川最后的渡船", "2024-03-05 10:20 来源：青川晚报"]
FOOT = ["责任编辑：林小溪", "分享到：微信 微博", "关于我们 联系我们", "版权所有 青川晚报", "青ICP备12345678号"]


@pytest.mark.parametrize(
    "label", ["广告", "展开全文", "相关阅读：旧桥完成检修", "Advertisement", "続きを読む", "Anzeige"]
)
def test_short_lines_of_a_text_stay_on_both_sides_of_what_interrupts_it(label: str) -> None:
    above, below = ["用料", "草鱼 1条", "酸菜 250克"], ["联系人：周望", "地点：渡口东侧", "特此通知。"]
    article = clean("\n".join([*FRAME, SAID, ALSO, *above, label, *below, *FOOT]))
    assert article.text.split("\n") == [line for line in article.text.split("\n") if line != label]
    assert [line for line in article.text.split("\n") if line] == [SAID, ALSO, *above, *below]


def test_headlines_behind_an_advert_are_no_text() -> None:
    article = clean("\n".join([*FRAME, SAID, ALSO, "广告", *HEADLINES, *FOOT]))
    assert [line for line in article.text.split("\n") if line] == [SAID, ALSO]
