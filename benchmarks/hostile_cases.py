"""Pages that are damaged, enormous or meant to hurt, each with the sentences that must come through. All our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.corpus import Page

#: Sentences of invented articles. A paragraph of `_TOGETHER` English ones, or of all the Chinese ones, has more than
#: the 200 characters that the most careful extractor asks of running text.
_ENGLISH = (
    "The ferry to the northern island ran late again on Tuesday, because the tide had carried a tree into the harbour.",
    "Marla Quentin, who has sold tickets there since the pier was built, said that nobody had complained about it.",
    "By noon the fishermen had sawn the trunk into pieces, and the children were taking home what was left of it.",
    "The harbour office will now look for a boat that can lift heavier things out of the water before winter comes.",
    "Until then, it asks everybody who plans to travel in the evening to call first and to bring something warm.",
)
_CHINESE = (
    "北岛的渡轮星期二又晚点了，因为涨潮的时候有一棵大树漂进了港口，把航道堵住了整整一个上午。",
    "从码头建成那天起就在这里卖票的麦阿姨说，没有一个乘客抱怨，大家都坐在石阶上喝茶聊天。",
    "到了中午，渔民们把树干锯成了好几段，孩子们把剩下的枝条拖回家去，准备冬天的时候烧火用。",
    "港务所打算在入冬之前找一条能够起吊重物的船，免得下一次风暴过后再花上半天时间清理航道。",
    "在那之前，打算傍晚出门的人最好先打个电话问问船开不开，再带上一件厚衣服和一点吃的东西。",
    "老船长却说，他在这条航线上跑了三十年，最怕的从来不是漂来的树，而是没有风也没有声音的大雾。",
)
_SCRIPT = (
    "<script>var ferry = {late: true, reason: 'a tree in the harbour'}; function sail(a, b) { return a < b; }</script>"
)
_TOGETHER, _SAMPLED = 3, 200


@dataclass(frozen=True)
class Case:
    """One hostile page. `wanted` are the sentences that must come out; without any, nothing must.

    `decoded` says whether the string is given as well: where it is not, finding the encoding is the task, and peers
    that read no bytes are not asked.
    """

    name: str
    data: Callable[[], bytes]
    wanted: tuple[str, ...]
    decoded: bool = True

    def page(self) -> Page:
        """The page, made when it is asked for: some have tens of megabytes."""
        data = self.data()
        text = data.decode("utf-8", "replace") if self.decoded else None
        lang = "zh" if self.wanted == _CHINESE else "en"
        return Page(data, text, "https://example.com/harbour", "utf-8" if self.decoded else None, lang)


def _paragraphs(sentences: tuple[str, ...], together: int = _TOGETHER) -> str:
    parts = (sentences[at : at + together] for at in range(0, len(sentences), together))
    return "".join(f"<p>{' '.join(part)}</p>\n" for part in parts)


def _html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>The harbour</title>{head}</head>\n<body>{body}</body></html>\n"


def _article(before: str = "", after: str = "") -> bytes:
    """An article with something in front of it and something behind it."""
    return _html(f"{before}<article><h1>The harbour</h1>{_paragraphs(_ENGLISH)}</article>{after}").encode()


def _nested(depth: int) -> bytes:
    inside = "<div>" * depth + _paragraphs(_ENGLISH[:3]) + "</div>" * depth
    return _html(inside + _paragraphs(_ENGLISH[3:])).encode()


def _numbered(count: int) -> Iterator[str]:
    return (f"Log entry {at} of the harbour office: {_ENGLISH[at % len(_ENGLISH)]}" for at in range(count))


def _many_paragraphs(count: int) -> bytes:
    return _html("".join(f"<p>{line}</p>\n" for line in _numbered(count))).encode()


def _many_links(count: int) -> bytes:
    items = "".join(f'<li><a href="/boats/{at}">Boat {at}</a></li>\n' for at in range(count))
    return _article(after=f"<ul>{items}</ul>")


def _many_breaks(count: int) -> bytes:
    some = "<br>" * (count // len(_ENGLISH))
    return _html(f"<div>{some.join(_ENGLISH)}{some}</div>").encode()


def _long_attribute(characters: int) -> bytes:
    return _article(before=f'<div data-log="{"x" * characters}"></div>')


def _wide_table() -> bytes:
    cells = f'<tr><td colspan="9007199254740993" rowspan="9007199254740993">{_ENGLISH[0]}</td><td>Pier</td></tr>'
    return _html(f"<table>{cells}</table>{_paragraphs(_ENGLISH[1:])}").encode()


def _entity_bomb() -> bytes:
    """Ten entities, each ten times the one before it: ten thousand million words if anybody expanded them."""
    names = [f"e{level}" for level in range(11)]
    steps = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    doctype = f'<!DOCTYPE html [<!ENTITY e0 "boat ">{steps}]>'
    return f"{doctype}<html><body>{_paragraphs(_ENGLISH)}<p>&{names[-1]};</p></body></html>".encode()


def _cut(tail: str) -> bytes:
    """A page that ends in the middle of something."""
    return f"<!DOCTYPE html><html><body><article>{_paragraphs(_ENGLISH)}{tail}".encode()


def _unlabelled_utf16() -> bytes:
    return _html(_paragraphs(_CHINESE, len(_CHINESE))).encode("utf-16-le")


def _mislabelled(label: str, encoding: str) -> bytes:
    return _html(_paragraphs(_CHINESE, len(_CHINESE)), f'<meta charset="{label}">').encode(encoding)


CASES: tuple[Case, ...] = (
    Case("an ordinary page", _article, _ENGLISH),
    Case("300 nested divs", lambda: _nested(300), _ENGLISH),
    Case("5,000 nested divs", lambda: _nested(5_000), _ENGLISH),
    Case("50,000 nested divs", lambda: _nested(50_000), _ENGLISH),
    Case("200,000 paragraphs", lambda: _many_paragraphs(200_000), tuple(_numbered(200_000))[:: 200_000 // _SAMPLED]),
    Case("100,000 list links", lambda: _many_links(100_000), _ENGLISH),
    Case("500,000 <br>", lambda: _many_breaks(500_000), _ENGLISH),
    Case("an attribute of 10 MB", lambda: _long_attribute(10_000_000), _ENGLISH),
    Case("colspan=9007199254740993", _wide_table, _ENGLISH),
    Case("an entity bomb", _entity_bomb, _ENGLISH),
    Case("cut inside a tag", lambda: _cut('<p class="ne'), _ENGLISH),
    Case("cut inside a script", lambda: _cut("<script>var ferry = {late: tr"), _ENGLISH),
    Case("cut inside a comment", lambda: _cut("<!-- the next ferry goes at"), _ENGLISH),
    Case("UTF-16 without a mark", _unlabelled_utf16, _CHINESE, decoded=False),
    Case("UTF-8 labelled gb2312", lambda: _mislabelled("gb2312", "utf-8"), _CHINESE, decoded=False),
    Case("GB 18030 labelled utf-8", lambda: _mislabelled("utf-8", "gb18030"), _CHINESE, decoded=False),
    Case("only scripts", lambda: _html(_SCRIPT * 200).encode(), ()),
)


@dataclass(frozen=True)
class Growth:
    """Pages of one make in every size: `page_of` gives the one of `count` parts, `largest` is that of its case."""

    name: str
    page_of: Callable[[int], bytes]
    largest: int


GROWTHS: tuple[Growth, ...] = (
    Growth("nested divs", _nested, 50_000),
    Growth("paragraphs", _many_paragraphs, 200_000),
    Growth("list links", _many_links, 100_000),
    Growth("<br>", _many_breaks, 500_000),
    Growth("characters of an attribute", _long_attribute, 10_000_000),
)
