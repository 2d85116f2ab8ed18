"""Bylines and meta lines without labels: names and outlets in the orders in which pages write them."""

from __future__ import annotations

import re

from cleaner.metadata.account import read_account_line, read_stated_name
from cleaner.metadata.dates import find_date
from cleaner.metadata.day_lines import IN_BRACKETS, PIECE_READ, PLAIN_CHARACTERS, read_day
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.labels import EDGES
from cleaner.metadata.latin import is_full_name, names_said
from cleaner.metadata.people import is_han_name, is_organisation, is_person, read_roles, split_names
from cleaner.text.characters import fold
from cleaner.text.names import SURNAME_CLASS
from cleaner.text.numbers import whole_number
from cleaner.text.pattern import lazy_pattern

#: A CMS line with everything glued: account, age or date, category, views. Over folded text.
_GLUED = lazy_pattern(
    r"^[a-z0-9_\u4e00-\u9fff]{0,12}?\s*(?:\d{1,3}\s?(?:分钟|小时|天|周|个?月|年)前\s?(?:\([0-9-]+\))?"
    r"|(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)(?P<rest>.*)$"
)
#: More digits than these at the end of such a line are no views.
VIEWS_DIGITS = 11
_CATEGORY_AND_VIEWS = lazy_pattern(r"^(?P<category>\D{2,16}?)\s*(?P<views>\d+)$")
#: A line of the writer alone, behind 文 and a gap, or behind the sign that newspapers set before a writer's name.
_WRITTEN_BY = lazy_pattern(
    r"^(?:(?:文|撰文|文字)\s{1,3}|[□◎○]\s?(?:文\s?[/／|｜丨:：]?\s?)?|[●◇◆■△▲☆★]\s?文\s?[/／|｜丨:：]\s?)(?P<name>[\u4e00-\u9fff]{2,4})$"
)
#: A Korean reporter: 한서윤 기자.
_KOREAN = lazy_pattern(
    r"(?:^|[\s\[(=)])(?P<name>[가-힣]{2,4})\s?(?:선임|전문|인턴|객원|수습)?\s?(?:기자|특파원)(?=$|[\s\])·,|a-z])",
    words=("기자", "특파원"),
)
#: The editor behind a label without a colon, perhaps with a portal's link glued to the name.
_EDITOR = lazy_pattern(
    rf"(?:责任编辑|责编|编辑)\s+(?P<name>{SURNAME_CLASS}[\u4e00-\u9fff]{{1,2}}?)(?=$|[\s,;)\]]|返回)",
    words=("编辑", "责编"),
)
#: The editor of an English text. Must not match "edited by hand".
_EDITED_BY = lazy_pattern(r"^\W*[Ee]dited by:? (?P<names>[A-ZÀ-Þ][^.;:|]{2,60})$", words=("dited by",))
#: The label behind one without a value: ``作者： 点击数：``.
_NEXT_LABEL = lazy_pattern(r"(?:^|\s)(?:点击|浏览|阅读|访问|来源|发布|更新|日期|时间|字号|字体)")
_PRESS = lazy_pattern(r"(?:报|社|网|台|刊|新闻|新聞|報|網|日報|通訊)$")
_REPORTER = lazy_pattern("记者|記者|通讯员|通訊員|实习|實習")
#: What a byline has besides names: said before them, or what they are.
_SAID_BEFORE = lazy_pattern(
    r"^\s*(?:(?:written |posted |published |story |words |text |reviewed )?by\b|von\b|par\b|por\b|di\b|door\b|af\b"
    r"|(?:gepostet|eingestellt|geschrieben|verfasst|postado|publicad[oa]|escrito|enviado|postato|pubblicato|scritto"
    r"|publié|posté|écrit|rédigé|geplaatst|geschreven) (?:von|por|da|par|door)\b"
    r"|autor(?:in|en)?\b|authors?\b|text\b"
    r"|(?:本?文|作者|撰文|执笔|采写|记者|文字|发布者|作家|著者|投稿者)\s*[:/|])\s*[:：/|]?\s*",
    re.IGNORECASE,
)
_SAID_BEHIND = lazy_pattern(
    r"\s{0,9}(?:[|·•–—\n]|,\s*+(?:[A-Z]{2,4}\b|[^,]*\b(?:writer|editor|correspondent|reporter|contributor|staff|redakteur\w*|journalist\w*)\b)"
    r"|\s-\s|\b(?:updated|published|posted|veröffentlicht|aktualisiert|am|on)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
#: What stands in a meta line besides date, outlet and names.
_BESIDES = lazy_pattern(
    r"(?:\[?(?:原创|转载|整理|首发|推荐|置顶|優質|优质\w*)\]?|(?:(?<=[\s／/])|即時|综合|綜合|專題|即时)(?:报道|報導|报导)|快訊|快讯|浏览.*$|瀏覽.*$|人氣.*$|點閱.*$|阅读.*$|閱讀.*$|评论.*$"
    r"|字[号数].*$|分享.*$|打印.*$|列印.*$|关注|關注|收藏|专栏|專欄|星期.|用户头像|[时時][间間][A-Z]\w*)"
)
#: Where the text was first printed: ``（本文首发于2021年4月29日《河岸周末》）``.
_FIRST_PRINTED = lazy_pattern(
    r"^\(?(?:本文|原文)?\s?(?:最初)?(?:首发|原载|刊[于载发登]|发表)于?[^《》]{0,20}《(?P<outlet>[^《》]{2,14})》",
    words=("《",),
)
#: What stands between the words of a meta line.
TOKENS = lazy_pattern(r"[\s·|｜丨/／,，、()（）\[\]【】:：;；>»]+")
#: Longest name of an outlet that is known only by its place beside a date, in characters.
PLACED_CHARACTERS = 12
#: What a word beside a date is when it is no outlet: a button, a section, a piece of a sentence.
_NO_OUTLET = lazy_pattern(
    "^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)$|^(?:기사\\s?)?(?:입력|수정|등록|승인|송고|최종수정|업데이트)$|^(?:网络|信息|网管|网络管理|网络信息|网络与信息|现代教育技术)中心$|回复|来自|发表|投稿|记者|作者|阅读|字数|的|了|在|编辑|更新|最后|举报|登录|上传|公告|通知|类|条|次|共|回答|头条|要闻|产业|\\d[天次人条个]|\\d{3}"
)


def read_meta_line(piece: Said, found: Fields) -> None:
    """Date, people and source that stand in a meta line without a label."""
    text, folded, origin = piece.text, piece.folded, piece.origin
    if folded.lstrip().startswith("参考"):  # it speaks of another text
        return
    if editor := _EDITOR.search(folded):
        found.put("editor", text[slice(*editor.span("name"))].replace(" ", ""), origin)
    if edited := _EDITED_BY.match(text):
        found.put("editor", "、".join(names_said(f"By {edited['names']}")), origin)
    read_account_line(piece, found)
    if printed := _FIRST_PRINTED.match(folded.strip()):
        found.put("source", text.strip()[slice(*printed.span("outlet"))], origin)
    if glued := _GLUED.match(folded):
        _read_glued(text[glued.start("rest") :].strip(), origin, found)
    read_day(piece, found)
    _read_people(text, origin, found)
    if (writer := _WRITTEN_BY.match(text.strip())) and is_han_name(writer["name"]):
        found.put("authors", (text.strip()[slice(*writer.span("name"))],), origin)
    if korean := _KOREAN.search(folded):
        found.put("authors", (korean["name"],), origin)
    read_stated_name(piece, found)
    read_latin(piece, found, under=False)
    if inside := IN_BRACKETS.match(folded.strip()):
        _read_bracket(text.strip()[slice(*inside.span("inside"))].strip(), origin, found)


def read_byline(text: str, origin: str, found: Fields, strict: bool = False) -> None:
    """The names in a text that is known to be a byline: ``By Ada Fenwick, staff writer``, ``工商時報 沈賢有``; where it
    only may be one, `strict` leaves out what can be an account's name."""
    if people := read_roles(text):
        found.put("authors", tuple(dict.fromkeys(person.name for person in people)), origin)
        return
    if korean := [match["name"] for match in _KOREAN.finditer(fold(text))]:
        found.put("authors", tuple(dict.fromkeys(korean)), origin)
        return
    if re.search("[\u3041-\u9fff]", text) is None and (named := names_said(text)):
        found.put("authors", named, origin)
        return
    date = find_date(text)
    said = text[: date.start] if date and date.start > 2 else text[date.end :] if date else text
    said = _SAID_BEHIND.sub("", _SAID_BEFORE.sub("", said.strip()))
    if re.search("[\u3041-\u9fff]", said):
        said = _BESIDES.sub(" ", said)
        outlets = [token for token in TOKENS.split(said) if is_organisation(token)]
        found.put("source", outlets[0] if outlets else None, origin)
    names = [name for name in split_names(said) if is_person(name) and (not strict or _is_plain_name(name))]
    found.put("authors", tuple(names), origin)


def _is_plain_name(name: str) -> bool:
    """Whether a name is one by itself, not an account's: a Chinese name, kana, or words of Latin script."""
    return (
        is_han_name(name)
        or re.search("[\u3041-\u30ff]", name) is not None
        or re.search("[\u4e00-\u9fff]", name) is None
    )


def read_latin(piece: Said, found: Fields, under: bool) -> None:
    """The names of a line in Latin script that says "by" or its like; `under` the title also beside a date."""
    text = piece.text[:PIECE_READ]
    if "authors" in found.values or _HAN_KANA.search(text):
        return
    found.put("authors", names_said(text), piece.origin)
    if under and (date := piece.date):
        for side in (text[: date.start], text[date.end :]):
            name = re.split(r"[|·•/]", side)[0].strip(" \xa0-–—,:|·")
            found.put("authors", (name,) if is_full_name(name) else (), piece.origin)


_HAN_KANA = lazy_pattern("[\u3041-\u9fff]")
#: Scripts in which an outlet stands beside a day without a word for it. Elsewhere a weekday does.
_WIDE = lazy_pattern("[\u3041-\u9fff\uac00-\ud7a3]")


#: A Japanese name whose given part is in kana: ``川辺トオル``. Must not match an outlet's: ``河岸ニュース``.
_WITH_KANA = lazy_pattern(
    "(?!.*(?:ネット|ニュース|プレス|ラジオ|テレビ|タイムス|タイムズ|ウェブ|フォト|ナビ|ラボ|だより|ひろば)$)"
    "[一-鿿々]{1,3}(?:[ァ-ヴー]{2,4}|[ぁ-ん]{2,4})"
)
_COPY_WORDS = ("转载自", "转自", "摘自")
#: Where a portal took the text from, without a colon: ``匯流新聞　轉載自南岸月刊``. Must not match a sentence.
_COPIED = lazy_pattern(r"(?:^|\s)(?:转载自|转自|摘自)\s?(?P<outlet>[^\s,.:|/]{2,16})(?=\s|$)", words=_COPY_WORDS)


def read_plain(piece: Said, found: Fields, alone: bool) -> None:
    """Outlet and names of a line of nothing else: ``2024-03-05 09:10 河岸晚报``, ``林夏/河岸晚报``.

    Beside a date any short word is the outlet, unless it is a name; `alone` lines must say what they are.
    """
    text = piece.text
    if len(text) > PLAIN_CHARACTERS or not _WIDE.search(text) or "\n" in text or piece.labels:
        return
    if copied := _COPIED.search(piece.folded):
        found.put("source", text[slice(*copied.span("outlet"))], piece.origin)
        return
    date = piece.date
    rest = f"{text[: date.start]} {text[date.end :]}" if date else text
    if find_date(rest):  # a list of days, not a byline
        return
    tokens = [token for token in TOKENS.split(_BESIDES.sub(" ", rest)) if token and not token.isdigit()]
    outlets = [
        token for token in tokens if is_organisation(token) and len(token) <= 16 and not _NO_OUTLET.search(token)
    ]
    names = [token for token in tokens if is_han_name(token) and token not in outlets]
    others = [token for token in tokens if token not in outlets and token not in names]
    if date is None and (others or len(tokens) > 4 or (alone and not outlets)):
        return
    if names and (outlets or len(names) == len(tokens)):
        found.put("authors", tuple(names), piece.origin)
    if not outlets and not names and len(others) == 1 and _placed(others[0]):
        if _WITH_KANA.fullmatch(others[0]):
            found.put("authors", (others[0],), piece.origin)
            return
        outlets = others
    found.put("source", outlets[0] if outlets else None, piece.origin)


#: Whose text it is, in a line that names who copied it as well. Must not match "转自己的".
_TAKEN_FROM = lazy_pattern(
    r"(?:转载自|转自|摘自)(?P<outlet>[\u4e00-\u9fff]{2,10}[报刊志网社])(?=$|[\s|·])", words=_COPY_WORDS
)


def read_outlet(piece: Said, found: Fields) -> None:
    """The outlet beside the day of a line of a text, where its name says what it is: ``2024-03-05 09:10 河岸晚报``."""
    date = piece.date if len(piece.text) <= PLAIN_CHARACTERS else None
    first = next((label.place for label in piece.labels), len(piece.text))
    if date is None or first < date.end:
        return
    if taken := _TAKEN_FROM.search(piece.folded):
        found.put("source", piece.text[slice(*taken.span("outlet"))], piece.origin)
    rest = f"{piece.text[: date.start]} {piece.text[date.end : first]}"
    for token in TOKENS.split(_BESIDES.sub(" ", rest)):
        if 2 < len(token) <= PLACED_CHARACTERS and is_organisation(token) and not _NO_OUTLET.search(token):
            found.put("source", token, piece.origin)


def _placed(word: str) -> bool:
    """Whether a word beside a date can be an outlet's name: short, and no word of a sentence or a button."""
    return 1 < len(word) <= PLACED_CHARACTERS and split_names(word) != [] and _NO_OUTLET.search(fold(word)) is None


def _read_glued(rest: str, origin: str, found: Fields) -> None:
    """Category and views of a glued line: the category is known from the breadcrumb, so the digits can be told."""
    category = found.values.get("category")
    if category and rest.startswith(category):
        rest = rest[len(category) :].strip()
    elif match := _CATEGORY_AND_VIEWS.match(rest):
        found.put("category", match["category"].strip(EDGES), origin)
        rest = match["views"]
    found.put("views", whole_number(rest, VIEWS_DIGITS), origin)


def _read_people(text: str, origin: str, found: Fields) -> None:
    """The persons of a byline with their roles, and the outlet they write for."""
    people = [
        person
        for person in read_roles(text)
        if not re.search("编辑|編輯|編集", person.role) and not _NEXT_LABEL.search(fold(person.name))
    ]
    if not people:
        return
    if "authors" not in found.values or found.goes_on("authors", origin):
        found.extend("authors", tuple(dict.fromkeys(person.name for person in people)), origin)
        found.extend("contributors", tuple(p for p in people if _REPORTER.search(p.role)), origin)
    org = next((person.org for person in people if person.org), None)
    if org and _PRESS.search(org):
        found.put("desk", org, origin)


def _read_bracket(inside: str, origin: str, found: Fields) -> None:
    """A name in brackets by itself: an outlet's or the writer's."""
    if is_organisation(inside):
        found.put("source", inside, origin)
    elif is_han_name(inside.replace(" ", "")):
        found.put("authors", tuple(split_names(inside)), origin)
