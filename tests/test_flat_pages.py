"""Flat Chinese pages: tables of particulars, titles by what stands beside them, accounts; and what only looks so."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner import clean
from cleaner.judge.facts import measure
from cleaner.judge.rows import find_rows
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table

BODY = (
    "渡口的灯亮了一夜，撑船的人把缆绳解开，又重新系上，等最后一个赶夜路的人过河。\n"
    "他说桥修好以后就不撑了，可是灯还要点着，免得有人走错了岸。\n"
)


@pytest.mark.parametrize(
    ("text", "rows"),
    table(
        [
            ("two labels are none", "时间:\n三月五日\n地点:\n村委会", []),
            ("labels that nobody knows", "姓名:\n苗秀英\n年纪:\n七十\n手艺:\n撑船", []),
            (
                "sentences behind the labels",
                "来源:\n渡口的灯亮了一夜，他说，还要再点一夜，明天也一样。\n作者:\n日期:",
                [],
            ),
            (
                "the title is none of them",
                "文号:\n柳水〔2023〕8号\n标题:\n关于渡口的通知\n有效性:\n有效",
                [0, 1, 2, 4, 5],
            ),
            (
                "labels and values in turn",
                "索引号:\n0045/107\n发布机构:\n柳溪县水务局\n有效性:\n有效",
                [0, 1, 2, 3, 4, 5],
            ),
            ("a label without its value", "索引号:\n发布机构:\n柳溪县水务局\n有效性:\n有效", [0, 1, 2, 3, 4]),
        ]
    ),
)
def test_rows_of_a_table_that_was_copied_out(text: str, rows: list[int]) -> None:
    facts = [measure(block) for block in read(Clip(text, "text")).blocks]
    known = ["meta_line" if f.key in KNOWN else None for f in facts]
    assert sorted(find_rows(facts, known)) == rows


KNOWN = ("时间:", "来源:", "作者:", "日期:", "索引号:", "发布机构:", "文号:", "有效性:")


@pytest.mark.parametrize(
    ("text", "fields"),
    table(
        [
            ("a question in a text", "他走了。\n" + BODY, {"title": None}),
            ("a row of words", f"母婴 健康 历史 美食 文化\n2024-03-05 10:20 河岸晚报\n{BODY}", {"title": None}),
            (
                "a question above its byline",
                f"撑船的人，后来去了哪里？\n2024-03-05 10:20\n{BODY}",
                {"title": "撑船的人，后来去了哪里？"},
            ),
            (
                "an account between",
                f"渡口的灯还要点多久\n河岸旧事\n发布时间：2024-03-05\n{BODY}",
                {"title": "渡口的灯还要点多久", "source": "河岸旧事"},
            ),
            ("below its path", f"首页 > 旧渡口 > 第三章 空船\n第三章 空船\n{BODY}", {"title": "第三章 空船"}),
            (
                "a thread's button",
                f"返回列表 发新帖\n[修船] 换底板 [复制链接]\n发表于 2013-4-6 21:10\n{BODY}",
                {"title": "[修船] 换底板"},
            ),
            (
                "the outlet beside the day",
                f"首页 > 要闻\n渡口的灯还要点多久\n2024-03-05 10:20 河岸晚报\n{BODY}",
                {"source": "河岸晚报"},
            ),
            (
                "the clock before the day",
                f"首頁 > 地方\n渡口的燈還要點多久\n發布: 6:05pm 29/12/2023\n{BODY}",
                {"date": "2023-12-29T18:05"},
            ),
            (
                "changed later",
                f"首頁 > 地方\n渡口的燈還要點多久\n2024/7/6 14:20（7/6 15:02 更新）\n{BODY}",
                {"date": "2024-07-06T14:20"},
            ),
            (
                "an agency's dateline",
                f"首頁 > 地方\n渡口的燈還要點多久\n（河岸社記者林夏雨嘉義縣6日電）{BODY}",
                {"authors": ("林夏雨",), "source": "河岸社"},
            ),
            (
                "original, writer, account",
                f"渡口的灯还要点多久\n原创 苏木 河岸旧事\n2024-03-05 08:00 发表于浙江\n{BODY}",
                {"authors": ("苏木",), "source": "河岸旧事"},
            ),
            (
                "a name above the button",
                f"首页\n新闻\n登录/注册\n渡口的灯还要点多久\n梁上君\n梁上君\n关注他\n{BODY}",
                {"authors": ("梁上君",)},
            ),
            (
                "an editor's number",
                f"渡口的灯还要点多久\n2024-03-05 10:20\n{BODY}\n(责任编辑：137)\n",
                {"editor": None},
            ),
            (
                "a clock is no count",
                f"渡口的灯还要点多久\n发布时间：2024-03-05 09:20　　浏览次数：\n{BODY}",
                {"views": None},
            ),
        ]
    ),
)
def test_what_a_flat_page_states(text: str, fields: dict[str, Any]) -> None:
    found = clean(text).metadata
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("时间：2021年3月14日14:00—16:00", id="hours of a meeting"),
        pytest.param("西岸 温老五 微信同号 13700000002", id="somebody's number in a list"),
        pytest.param(
            "字体下载 https://fonts.example.com 首页 > 字体 > 宋体 里有补丁", id="a path inside a list of links"
        ),
        pytest.param("联系电话：0570-6120045", id="the office's number at the end of a notice"),
        pytest.param("（此件公开发布）", id="how a notice is made public"),
    ],
)
def test_lines_that_stay(line: str) -> None:
    assert line in clean(f"渡口修缮筹备会纪要\n\n{BODY}\n{line}\n").text


DEPARTURES = ["山脚 → 东溪", "06:30", "07:10", "08:00", "09:30", "11:00", "13:30", "15:00", "17:20", "东溪 → 山脚"]


def test_a_timetable_between_two_sentences_stays() -> None:
    page = [
        "首页 新闻 视频 专题 客户端 登录 注册",
        "首页 > 生活 > 正文",
        "山脚到东溪的班车时刻",
        "发布时间：2024年3月22日 10:15  来源：山脚周刊  浏览次数：12",
        "四月一日起执行夏季时刻，末班比冬季晚四十分钟。",
        *DEPARTURES,
        *("班次\t开车\t到站", "101\t06:50\t07:15", "103\t08:20\t08:45", "票价：单程 8 元，往返 15 元"),
        "下雪天停开，停开的消息写在车站门口的黑板上。",
        "责任编辑：苏禾",
        "相关阅读",
        "北坡的缆车从下周起延长到夜里十点",
        "南坡果园里的第一批樱桃已经红了",
        "Copyright © 2012-2024 山脚周刊 版权所有",
    ]
    lines = clean("\n\n".join(page)).text.split("\n\n")
    assert [line for line in DEPARTURES if line not in lines] == []
    assert not any("首页" in line or "北坡" in line for line in lines)


FIRST_LINES = [
    ("柳溪县人民政府", "柳溪县人民政府办公室关于渡口的通知", "柳溪县人民政府办公室关于渡口的通知"),
    ("渡口的老船停了三十年又下水", "渡口的老船停了三十年又下水_柳溪新闻网", "渡口的老船停了三十年又下水"),
]


@pytest.mark.parametrize(("first", "line", "title"), FIRST_LINES)
def test_the_title_and_the_line_that_it_begins_with(first: str, line: str, title: str) -> None:
    """A line above that says the title without the site's name is the title, the name that it begins with is not."""
    page = f"{first}\n首页\n新闻\n政务公开\n{line}\n发布时间：2024-06-11 08:30 来源：柳溪县办公室\n{BODY}"
    assert clean(page).metadata.title == title


LAST_CHAPTER = "雪下到第三天，粮仓里只剩耗子的脚印，伙夫在门外咳了一声，没有人应他，他又咳了一声。"
SCANNED = "停车场的柱子上贴满了假的二维码，扫码之后跳出来的页面和真的一样，只是收款的人不一样，钱就这样没了。"
HEADS = [
    (
        "a chapter below its path and the page's buttons",
        f"河岸书屋 > 历史 > 寒江旧刀 > 第三章 借粮\n上一章 ← 章节目录 → 下一章 加入书签\n第三章 借粮\n{LAST_CHAPTER}",
        "第三章 借粮",
    ),
    (
        "a first line with the words of adverts, of which the text speaks",
        f"停车场里的假二维码\n2026年3月2日 19:05 河岸晚报 记者 韩禾\n{SCANNED}\n{SCANNED}",
        "停车场里的假二维码",
    ),
    ("an advert above the byline", f"扫一扫关注我们\n2026年3月2日 19:05 河岸晚报 记者 韩禾\n{LAST_CHAPTER}", None),
    (
        "a menu with wide gaps",
        "Главная  Новости  Афиша  Справочник\n\nВ Заречье открыли музей забытых зонтов\n\n2 ноября 2026, 14:20\n\n"
        "В здании депо открылся музей, в котором собраны зонты, оставленные в автобусах, трамваях и на пароме.",
        "В Заречье открыли музей забытых зонтов",
    ),
    (
        "the tools of a shop",
        f"會員登入 購物車(0) 訂單查詢\n渡船運費調整說明\n公告日期 2026-02-01\n{LAST_CHAPTER}",
        "渡船運費調整說明",
    ),
    ("who was there is no title", "Present: Cllrs Orrin (chair), Pike\n\n1. Footpath\n\nThe stile is broken.", None),
]


@pytest.mark.parametrize(("text", "title"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_titles_below_and_among_the_heads_of_pages(text: str, title: str | None) -> None:
    assert clean(text).metadata.title == title


PAPER = "滩涂水鸟的年际波动\n郁白1，尚小棠2，季风1\n（1. 河口学院，河口 000000；2. 白塔湿地站，白塔 000000）\n摘 要：样线调查。\n1 方法\n"
LETTER = (
    "白塔鎮公所　書函\n機關地址：888 白塔鎮文化路 2 號\n聯絡人：杜若梅\n受文者：各國小\n"
    "發文日期：中華民國 114 年 9 月 1 日\n發文字號：白民字第 1140000001 號\n主旨：檢送防颱演習時程表，請查照。\n正本：各國小\n"
)
WHOLE = [
    (
        "the writers of a paper and their institutes",
        PAPER + "样线共十二条，每条两公里，由同一组人在退潮时走完，每月一次。",
    ),
    ("the head of an office's letter", LETTER),
    ("talk in quotation marks alone", "“过河吗？”\n\n“过。”\n\n“一块。”\n\n“我只有五毛。”\n\n“那过一半。”"),
    ("a licence below a text", "# 轻灯\n\n一个相册生成器。\n\n## 许可\n\nMIT © 2021 林溪"),
    ("what scanning costs", "小店价目\n打印　1 元\n扫描　2 元 / 张\n装订　5 元"),
]


@pytest.mark.parametrize("text", [row[1] for row in WHOLE], ids=[row[0] for row in WHOLE])
def test_texts_of_which_nothing_goes(text: str) -> None:
    article = clean(text)
    assert article.removed == ()
    lines = [line for line in text.split("\n") if line.strip() and line.strip("# ") != article.metadata.title]
    assert len([line for line in article.to_markdown().split("\n") if line.strip()]) >= len(lines)


SHORT_SENTENCES = (
    "홈 > 지역\n섬마을 우체국 마지막 날\n입력 2025.02.28. 오전 8:10\n우체국이 오늘 문을 닫는다.\n마지막 편지는 스물두 통이었다.\n"
    "“편지는 배로 간다.” 국장의 말이다.\nⓒ 섬일보, 무단 전재 및 재배포 금지\n많이 본 뉴스\n1 뱃삯 오른다\n2 등대 견학"
)
SHORT_LINES = (
    "首页 菜谱 食材 问答 我的\n酸汤鱼片\n作者：灶台阿月　浏览 2301\n用料\n草鱼 1 条\n番茄 2 个\n步骤\n1 鱼片加盐抓匀。\n2 番茄炒出汁。\n"
    "3 下鱼片，变白就关火。\n相关菜谱\n水煮鱼\n番茄鱼\n© 灶台网 版权所有"
)


def test_sentences_of_a_few_words_make_a_body() -> None:
    """Where none of them is running text, the page around them is told from them all the same."""
    text = clean(SHORT_SENTENCES).text
    assert text.startswith("우체국이 오늘 문을 닫는다.")
    assert "국장의" in text
    assert not any(line in text for line in ("많이 본", "뱃삯", "등대"))


def test_a_label_below_a_list_heads_what_stands_under_it() -> None:
    text = clean(SHORT_LINES).text
    assert all(line in text for line in ("用料", "草鱼 1 条", "3 下鱼片，变白就关火。"))
    assert not any(line in text for line in ("相关菜谱", "水煮鱼", "番茄鱼"))


def test_a_list_under_such_a_label_stays_where_no_page_stands_around_it() -> None:
    lines = ["草鱼 1 条", "番茄 2 个", "木姜子 少许", "盐 一勺", "相关菜谱", "水煮鱼", "番茄鱼"]
    assert all(line in clean("\n".join(["酸汤鱼片的做法和用料", *lines])).text for line in lines)


CHAT = (
    "2026-09-02 10:03 阿杰\n盘又满了\n2026-09-02 10:03 小鹿\n哪个盘\n2026-09-02 10:04 阿杰\n日志四十个 G，删了，又回来三十八个\n"
    "2026-09-02 10:06 小鹿\n下午我写个脚本"
)
LOG = "搬家流水\n\n2019年3月2日\n\n签租约。\n\n2019年3月9日\n\n搬第一趟，书。\n\n2020年11月1日\n\n房东卖房。\n\n2021年2月14日\n\n路过。"
MINUTES = "第3回役員会　議事録\n日時：令和8年6月7日（日）10時～11時20分\n場所：集会所\n出席者：小谷、真鍋\n1. 夏祭りについて\n　・八月八日に開く。"


@pytest.mark.parametrize("text", [CHAT, LOG, MINUTES], ids=["a chat", "a log of days", "minutes"])
def test_who_spoke_and_when_stays(text: str) -> None:
    article = clean(text)
    assert article.removed == ()
    said = article.to_markdown()
    assert all(line.strip() in said for line in text.split("\n"))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("词谱网 > 民谣 > 灯下补网\n灯下补网\n词：江舟\n", "灯下补网"),
        ("编辑　讨论 2　上传视频\n", None),
        ("電子信箱：clerk@example.com\n受文者：各里\n發文日期：中華民國 115 年 4 月 8 日\n", None),
        ("中图分类号：S154.3　文献标志码：A\n收稿日期：2025-09-01\n", None),
    ],
    ids=["the last step of a path", "buttons of an encyclopaedia", "an address", "a paper's class"],
)
def test_what_the_first_lines_say(head: str, title: str | None) -> None:
    found = clean(f"{head}潮水退了三里半\n阿公坐在船舷边\n一根针，一盏灯\n补到鸡叫还差半张网眼").metadata.title
    assert found == title
