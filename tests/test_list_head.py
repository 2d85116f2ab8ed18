"""The first line of a text that is a list: when it is the title, and when it is a line like the others."""

from __future__ import annotations

import pytest

from cleaner import clean

TITLES = [
    ("prices in two columns", "渡口小店价目\n桨　12 元\n缆绳　30 元\n马灯　45 元\n周日休息", "渡口小店价目"),
    ("questions and answers", "坐船须知问答\n问：几点开船？\n答：天亮。\n问：几点收船？\n答：天黑。", "坐船须知问答"),
    ("what somebody says", "末班船上\n「还有位置？」\n「有」\n「到哪里」\n「对岸」", "末班船上"),
    (
        "a talk that dashes open",
        "Ночной паром\n— Закрыто.\n— Мне на тот берег.\n— Всем туда.\n— Ладно.",
        "Ночной паром",
    ),
    ("a dish of one word", "붕어찜\n재료: 붕어 2마리, 무 1개\n1. 무를 썬다.\n2. 붕어를 올린다.\n3. 졸인다.", "붕어찜"),
    ("numbered items below a word", "守则\n\n一、先上后下。\n\n二、不站船头。\n\n三、不钓鱼。", "守则"),
    ("hours of an office", "Sprechzeiten\nMontag 8-12\nDienstag 14-18\nFreitag 9-11", "Sprechzeiten"),
    ("sentences below a word", "后记\n写完是冬天。\n船还在。\n桨换过两次。\n人没有换。", "后记"),
]

NO_TITLES = [
    ("verse", "河是一张信\n船是信封\n我是那枚邮戳\n雨落\n雨落"),
    ("verse with a mark at every other line", "河上有船，\n船上有灯。\n灯下有人，\n人在等人。"),
    ("an entry like the others", "桨　12 元\n缆绳　30 元\n马灯　45 元\n船票　2 元"),
    ("how a letter begins", "编辑同志：\n1. 第七页错了一个字。\n2. 第九页多一个字。\n3. 稿费收到了。"),
    ("the name of a section", "航运频道\n8:00 开船\n9:00 到岸\n10:00 返航\n11:00 收船"),
    ("a path", "渡口网 / 时刻\n8:00 开船\n9:00 到岸\n10:00 返航\n11:00 收船"),
    ("too few lines", "时刻\n8:00 开船\n9:00 到岸"),
]


@pytest.mark.parametrize(("text", "title"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_titles_of_lists(text: str, title: str) -> None:
    article = clean(text)
    assert article.metadata.title == title
    assert article.removed == ()


@pytest.mark.parametrize("text", [row[1] for row in NO_TITLES], ids=[row[0] for row in NO_TITLES])
def test_first_lines_that_are_none(text: str) -> None:
    assert clean(text).metadata.title is None
