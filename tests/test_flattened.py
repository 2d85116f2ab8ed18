"""Whole pages flattened to text: titles, writers and days among menus, and lists that the text itself announces."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.conftest import table

BODY = (
    "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女，她说桨还是那一支。",
    "对岸的人听见桨声，都从屋里走出来，站在石阶上看，谁也没有先开口说话。",
)
ENGLISH = (
    "The mill stood idle for thirty years, and nobody in the valley could say who had locked its door, or why.",
    "Then, one morning in March, the wheel turned again, and the children ran down to the river to see it.",
)
MENU = ("首页", "新闻", "体育", "财经", "登录", "注册")
ROW = "缩小字体 放大字体 收藏 微博 微信 分享"


def _page(*lines: str) -> str:
    return "\n".join(lines)


TITLES = [
    ("a row of tools under the byline is none", ("渡口的老船又下了水", "2024-03-05 09:10 河岸晚报", ROW, *BODY)),
    (
        "thanks for a tip under the byline are none",
        ("渡口的老船又下了水", "2024-03-05 09:10", "感谢网友小林的投稿", *BODY),
    ),
    (
        "a row of words with bars is none",
        ("简体 | 繁体 | 无障碍 | 关怀版 | 登录", "渡口的老船又下了水", "2024-03-05 09:10", *BODY),
    ),
    ("an address is none", ("渡口的老船又下了水", "2024-03-05 09:10", "报料请写信给 desk@example.com", *BODY)),
    ("all lines are one paragraph", ("渡口新闻网的生活频道", "渡口的老船又下了水", "2024-03-05 09:10", "赞", *BODY)),
    (
        "the deck under the title is longer",
        ("渡口的老船又下了水", "撑船的是当年船工的孙女 她说桨还是那一支", "2024-03-05 09:10", *BODY),
    ),
]


@pytest.mark.parametrize("lines", table(TITLES))
def test_the_title_of_a_flattened_page(lines: tuple[str, ...]) -> None:
    assert clean(_page(*MENU, *lines)).title == "渡口的老船又下了水"


#: The lines between title and body, and the writers and the outlet that they state.
HEADS = [
    ("a section's name is no writer", ("Field Notes", "March 5, 2024 9:10 am"), (), None),
    (
        "a name far from the day is no writer",
        ("Ada Fenwick", "Listen", "Save", "Print", "March 5, 2024 9:10 am"),
        (),
        None,
    ),
    ("a place before the day is no writer", ("Zamora - 02 may 2024 - 05:40 CEST",), (), None),
    ("a name above the day", ("Ada Fenwick", "March 5, 2024 9:10 am"), ("Ada Fenwick",), None),
    ("a paper between", ("Ada Fenwick", "Kyle Courier", "March 5, 2024 9:10 am"), ("Ada Fenwick",), "Kyle Courier"),
    ("two names", ("May 5, 2024 9:10 am", "Ada Fenwick, Rafe Ollerton"), ("Ada Fenwick", "Rafe Ollerton"), None),
    ("what the writer is", ("Анна Иванова (редактор отдела «Мир»)", "Поделиться"), ("Анна Иванова",), None),
    ("an Italian byline", ("di Tommaso Righetti", "15 gennaio 2024 10:02"), ("Tommaso Righetti",), None),
    ("a Korean byline", ("송고시간 2024-03-07 09:30", "한서윤 기자"), ("한서윤",), None),
]


@pytest.mark.parametrize(("lines", "authors", "source"), table(HEADS))
def test_the_writer_beside_the_day(lines: tuple[str, ...], authors: tuple[str, ...], source: str | None) -> None:
    page = _page("Home", "News", "Sign in", "The Mill That Turned Again", *lines, "Share", *ENGLISH)
    metadata = clean(page).metadata
    assert (metadata.authors, metadata.source) == (authors, source)


HAN_HEADS = [
    ("in brackets with the outlet", ("2024年3月5日 09時10分", "[大槻里奈，Kyle]"), ("大槻里奈",), None),
    ("an account above its day", ("原创", "半盏茶", "于 2024-03-05 09:10:17 发布"), ("半盏茶",), None),
    ("the outlet beside the day", ("2024-03-05 09:10 河岸晚报",), (), "河岸晚报"),
    ("whose text a portal copied", ("匯流新聞 轉載自南岸月刊 2024-03-05 09:10",), (), "南岸月刊"),
    ("the value below its label", ("来源:", "河岸晚报", "2024-03-05 09:10"), (), "河岸晚报"),
    ("a paper behind the site", ("2024-03-05 09:10 来源：河岸网－河岸日报",), (), "河岸日报"),
]


@pytest.mark.parametrize(("lines", "authors", "source"), table(HAN_HEADS))
def test_writer_and_outlet(lines: tuple[str, ...], authors: tuple[str, ...], source: str | None) -> None:
    metadata = clean(_page(*MENU, "渡口的老船又下了水", *lines, "分享", *BODY)).metadata
    assert (metadata.authors, metadata.source) == (authors, source)


KEPT = [
    (
        "words of adverts that the text lists",
        (
            "她见过许多骗局，都记在一个旧本子里，一页一页地攒着。",
            "常见的三种话：",
            "扫码领红包",
            "关注公众号免费抽奖",
            "下载APP立减二十元",
        ),
    ),
    ("the day of a meeting", ("时间：2024年4月12日 19:30", "地点：三号楼一层活动室", "出席：周立、乔敏")),
    ("the day of an event", ("活动时间：2024年5月1日 9:00", "活动地点：渡口")),
]


@pytest.mark.parametrize("lines", table(KEPT))
def test_what_a_text_lists_itself_stays(lines: tuple[str, ...]) -> None:
    text = clean(_page("渡口旁边的小事", *lines, *BODY)).text
    assert [line for line in (*lines, *BODY) if line not in text] == []


def test_buttons_under_a_colon_go() -> None:
    text = clean(
        _page("渡口的老船又下了水", *BODY, "分享到：", "微信", "微博", "扫码关注公众号", "版权所有 河岸网")
    ).text
    assert text == "\n\n".join(BODY)


#: A page in each language, its furniture around two paragraphs of its own.
PAGES = [
    (
        "Spanish",
        (
            "Ir al contenido",
            "Suscríbete",
            "Iniciar sesión",
            "España Internacional Opinión Economía Sociedad Cultura Deportes",
        ),
        ("Compartir en Telegram", "Copiar enlace"),
        ("La primera pareja llegó en 2011 y construyó el nido sobre el eje de las aspas, donde nadie lo esperaba.",) * 1
        + ("Al año siguiente llegaron tres parejas, y el molino dejó de trabajar hasta que se fueron, ya en otoño.",),
        (
            "Más leídas de Sociedad",
            "Un pueblo aprende a tocar la dulzaina",
            "Contacto Publicidad Aviso legal Política de cookies",
            "© Ediciones El Río",
        ),
    ),
    (
        "Indonesian",
        ("Menu", "Daftar", "Masuk", "Beranda Politik Hukum Ekonomi Olahraga Teknologi"),
        ("Bagikan", "Komentar", "Salin Link"),
        (
            "Di gang sempit belakang pasar, Pak Wagiman menambal ban sepeda anak-anak tanpa meminta uang sedikit pun.",
            "Plastik itu ia timbang, ia catat, lalu ia jual ke bank sampah setiap Sabtu, dan hasilnya dipakai untuk lem.",
        ),
        (
            "Berita Terkait",
            "Perpustakaan Becak Keliling Kampung",
            "Redaksi Pedoman Media Siber Karir Info Iklan Disclaimer",
            "Copyright 2023 Kali Kota",
        ),
    ),
]


@pytest.mark.parametrize(("above", "under", "body", "below"), table(PAGES))
def test_nothing_but_the_text_is_left(
    above: tuple[str, ...], under: tuple[str, ...], body: tuple[str, ...], below: tuple[str, ...]
) -> None:
    headline = "Dos molinos y una cigüeña que nadie llamó"
    article = clean(_page(*above, headline, *under, *body, *below))
    assert (article.title, article.text) == (headline, "\n\n".join(body))
