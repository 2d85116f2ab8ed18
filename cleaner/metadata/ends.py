"""What the body's own first and last lines say of its writer: datelines, names in brackets, where it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.metadata.byline import TOKENS
from cleaner.metadata.dates import Found as Date
from cleaner.metadata.dates import find_date
from cleaner.metadata.day_lines import FIRST_DAY
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.latin import names_said
from cleaner.metadata.people import is_han_name, is_organisation, read_roles, split_names
from cleaner.text.characters import fold
from cleaner.text.names import SURNAME_CLASS
from cleaner.text.pattern import lazy_pattern

#: The reporters behind an agency's dateline.
_DATELINE = lazy_pattern(r"^[^。.]{0,40}?(?:讯|电|消息|报导)\s*\((?P<names>[^)]{2,60})\)")
#: The reporter glued to the place: ``（河岸社記者林夏海城18日電）``. Must not match a name with a space behind it.
_GLUED_DATELINE = lazy_pattern(
    r"^\([\u4e00-\u9fff]{2,4}社(?:特派)?记者(?P<names>(?:[\u4e00-\u9fff]{3}、)*[\u4e00-\u9fff]{3})"
    r"[\u4e00-\u9fff]{2,4}(?:\d{1,2}日)?(?:综合)?(?:外)?电\)",
    words=("记者",),
)
#: A day before the first sentence, set off by a dash: ``29.11.2022 – ``. Must not match a sentence.
_DATED = lazy_pattern(r"^[^\d.。]{0,24}?\d{1,4}[^–—:。]{4,24}?\s?(?:-|:)\s")
#: The outlet and the writer in brackets at the head of the body: ``【河岸晚報／林夏】``.
_BRACKET_HEAD = lazy_pattern(r"^[\[(《]\s*+(?P<inside>[^\])》]{2,40})\s*[\])》]")
#: Agency, reporter, place and day in brackets: ``（河岸社記者林夏雨鹿溪縣6日電）``. The name ends before a place that
#: is known, else behind its third character.
_PLACES = (
    "台北|新北|桃园|台中|台南|高雄|基隆|新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|台东|澎湖|金门|马祖|香港|澳门"
    "|北京|上海|广州|深圳|东京|首尔|曼谷|新加坡|纽约|华盛顿|伦敦|巴黎|柏林|日内瓦|吉隆坡|雅加达|河内"
)
_AGENCY = lazy_pattern(
    rf"^[(\[]\s?(?P<outlet>[^\s()\[\]]{{2,8}}?)(?:特派员|特约)?记者(?P<names>(?:{SURNAME_CLASS}[一-鿿]{{1,2}}?(?=(?:{_PLACES}))"
    rf"|{SURNAME_CLASS}[一-鿿]{{2}}(?=[一-鿿]{{2,}})))[一-鿿]{{2,8}}?\d{{1,2}}日(?:综合)?(?:外)?(?:专)?(?:电|报导|报道)[)\]]",
    words=("记者",),
)
#: How much of the body's first sentence is read for a dateline, in characters.
DATELINE_CHARACTERS = 120


def read_dateline(text: str, line: int, found: Fields) -> None:
    """The reporters in the first sentence of the body: ``河岸社5月19日电（林夏、周舟）``, ``【河岸晚報／林夏】``."""
    head = text[:DATELINE_CHARACTERS]
    folded = fold(head)
    read_dated(text, line, found)
    if match := _DATELINE.match(folded):
        inside = head[slice(*match.span("names"))]
        names = [person.name for person in read_roles(inside)] or [n for n in split_names(inside) if is_han_name(n)]
        found.put("authors", tuple(dict.fromkeys(names)), f"line {line}: dateline")
    elif match := _AGENCY.match(folded):
        found.put("source", head[slice(*match.span("outlet"))], f"line {line}: dateline")
        found.put("authors", (head[slice(*match.span("names"))],), f"line {line}: dateline")
    elif match := _GLUED_DATELINE.match(folded):
        found.put("authors", tuple(head[slice(*match.span("names"))].split("、")), f"line {line}: dateline")
        found.put("source", head[1 : head.index("社") + 1], f"line {line}: dateline")
    elif match := _BRACKET_HEAD.match(folded):
        inside = head[slice(*match.span("inside"))]
        _read_outlet_and_names(inside, f"line {line}: dateline", found)


def read_dated(text: str, line: int, found: Fields) -> None:
    """The day that a paragraph of the lead begins with, set off by a dash: ``29.11.2022 – Die Fähre wartet``."""
    head = text[:DATELINE_CHARACTERS]
    if dated := _DATED.match(fold(head)):
        date = find_date(head[: dated.end()])
        found.put("date", date.iso if date else None, f"line {line}: dateline")


def _read_outlet_and_names(inside: str, origin: str, found: Fields) -> None:
    names = [person.name for person in read_roles(inside)]
    words = [word for word in TOKENS.split(inside) if word]
    if not names and len(words) > 1 and is_organisation(words[0]):
        names = [word for word in words[1:] if is_han_name(word)]
        found.put("source", words[0], origin)
    found.put("authors", tuple(dict.fromkeys(names)), origin)


_CLOSING = lazy_pattern(r"[(（\[【]\s*(?P<inside>[^()（）\[\]【】]{2,40})[)）\]】]\s*$")
_CLOSING_ROLE = lazy_pattern(
    r"(?:^|[。！？”\s\ue000-\uf8ff])(?P<byline>(?:本报|本刊|本网|本社)?(?:记者|通讯员|實習記者|記者)\s?[^。！？，]{2,20})$",
    words=("记者", "記者", "通讯员"),
)


#: A Japanese reporter at the end, who took the pictures too, ``（相沢灯、写真も）``, or in a paper's brackets,
#: ``【相沢灯】``. Must not match ``（敬称略）`` or the agency of ``【共同】``.
_JAPANESE = lazy_pattern(
    r"[(（]\s*(?P<also>[\u4e00-\u9fff々]{2,4}[ \u3000]?[\u4e00-\u9fff々\u3041-\u3096\u30a1-\u30fa]{1,4})"
    r"[、,]\s?(?:写真|撮影|文)も?\s?[)）]$"
    r"|【(?P<names>[\u4e00-\u9fff々]{3,5}(?:[、,][\u4e00-\u9fff々]{3,5}){0,3})(?<![略完終了了部社同])】$",
    words=("写真", "撮影", "文", "【"),
)
_KANA = lazy_pattern("[\u3041-\u3096]{2}")
#: How agencies credit below a report: ``Reporting by Ada Fenwick; Editing by Rafe Ollerton``.
_REPORTING = lazy_pattern(
    r"^\(?(?:Reporting|Writing) by (?P<names>[^;()]{3,100})(?:;.{0,120}?\b[Ee]diting by (?P<editor>[^;()]{3,80}))?\)?"
)


def _read_credits(lines: Sequence[Said], found: Fields) -> None:
    """The writers that Japanese papers and agencies name below a report."""
    japanese = any(_KANA.search(piece.text) for piece in lines)
    for piece in lines:
        text, origin = piece.text.strip(), f"{piece.origin}: end"
        if japanese and (match := _JAPANESE.search(text[-40:])):
            names = re.split("[、,]", match["also"] or match["names"])
            found.put("authors", tuple("".join(name.split()) for name in names), origin)
        else:
            read_reporting(piece, origin, found)


def read_reporting(piece: Said, origin: str, found: Fields) -> None:
    """Who reported for an agency, and who edited."""
    if credit := _REPORTING.match(piece.text.strip()):
        found.put("authors", names_said(f"By {credit['names']}"), origin)
        found.put("editor", "、".join(names_said(f"By {credit['editor']}")) if credit["editor"] else "", origin)


#: Words for those who did not write the text: behind them stand their names.
_OF_STAFF = lazy_pattern("编辑|责编|校对|审核|监制|图片|摄影|翻译|译者")


#: A text is signed in so many last lines, the day of it on a line of so many characters.
SIGNED_LINES, SIGNED_CHARACTERS = 3, 24
#: What stands beside the day that a text is signed on: the weekday, brackets. Must not match a word.
_BESIDE_DAY = lazy_pattern(r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[\s()（）\[\],，。.]|日$")
#: The pupil behind the school or the class, below an essay: ``河东区第三小学四年级：林小雨``. Must not match a
#: sentence.
_PUPIL = lazy_pattern(
    r"^[^\s，。：:]{2,20}(?:小学|中学|学校|幼儿园|年级|班)[^\s，。：:]{0,8}(?:\s*[:：]\s*|\s{1,4})(?P<name>[\u4e00-\u9fff]{2,4})$",
    words=("小学", "中学", "学校", "幼儿园", "年级", "班"),
)
#: Where a text was taken from, as platforms write below it: ``本文来自微信公众号：河岸人家（ID：hean），作者：林夏``.
_TAKEN_FROM = lazy_pattern(
    r"本文(?:来自|转自|转载自|首发于|源自)(?:微信)?公众号\s*+[:：]?\s*+[“「《\[【]?(?P<source>[\w·\s]{2,24}?)\s*[”」》\]】（(，,。]"
    r"(?:.{0,60}?作者\s*[:：]\s*(?P<names>[^，,。；;（(]{2,30}))?",
    words=("公众号",),
)


def read_closings(lines: Sequence[Said], found: Fields) -> None:
    """What the last lines of the body say, the very last one first: the writer in brackets or behind a role in the
    last two; in each where the text was taken from."""
    for piece in lines[:2]:
        _read_writer(piece, found)
    _read_credits(lines, found)
    for piece in lines:
        read_taken_from(piece, f"{piece.origin}: end", found)


def read_signed(lines: Sequence[Said], found: Fields) -> None:
    """The day below the text, on a line of its own, as notices are signed: that of publication where nothing else says
    one; and who issued it, where the line above is the name of an organisation. Must not take the day in a sentence,
    nor a day beside a place."""
    for at, piece in enumerate(lines[:SIGNED_LINES]):
        date = piece.date if len(piece.text) <= SIGNED_CHARACTERS else None
        if date and date.iso and date.iso >= FIRST_DAY and not _BESIDE_DAY.sub("", _less(piece.text, date)):
            found.put("signed", date.iso, f"{piece.origin}: end")
            signer = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
            if len(signer) <= SIGNED_CHARACTERS and is_organisation(signer):
                found.put("issuer", signer, f"{lines[at + 1].origin}: end")


def _less(text: str, date: Date) -> str:
    return f"{text[: date.start]} {text[date.end :]}"


def read_taken_from(piece: Said, origin: str, found: Fields) -> None:
    """The account that a text was taken from, and its writer."""
    if taken := _TAKEN_FROM.search(piece.text[-200:]):
        found.put("source", taken["source"].strip(), origin)
        found.put("authors", tuple(split_names(taken["names"] or "")), origin)


#: What the end of a comment says of its writer, who is named above: ``（作者系河岸大学教授）``.
_WRITER_IS = lazy_pattern(r"[(（]\s?(?:本文)?作者\s?(?:系|为|為|是|现任|現任)", words=("作者",))


def read_speaker(lines: Sequence[Said], heads: Iterable[str], found: Fields) -> None:
    """The writer whose name begins a comment's title or its first line, `heads`, where the last lines say who that is:
    ``林夏：渡口还要等``."""
    if "authors" in found.values or not any(_WRITER_IS.search(piece.text[-200:]) for piece in lines):
        return
    names = (fold(head).partition(":")[0].strip() for head in heads)
    found.put("authors", next(((name,) for name in names if is_han_name(name)), ()), "title")


def _read_writer(piece: Said, found: Fields) -> None:
    text = piece.text.rstrip()
    if _WRITER_IS.search(text[-60:]):  # who the writer is, not what he is called
        return
    if closing := _CLOSING.search(text[-60:]):
        inside = closing["inside"]
        names = [person.name for person in read_roles(inside)]
        words = split_names(inside) if not _OF_STAFF.search(fold(inside)) else []
        if not names and words and all(is_han_name(word) and 2 <= len(word) <= 4 for word in words):
            names = words
        found.put("authors", tuple(names), f"{piece.origin}: end")
    elif (pupil := _PUPIL.match(text.strip())) and is_han_name(pupil["name"]):
        found.put("authors", (pupil["name"],), f"{piece.origin}: end")
    elif role := _CLOSING_ROLE.search(text[-60:]):
        found.put("authors", tuple(person.name for person in read_roles(role["byline"])), f"{piece.origin}: end")
