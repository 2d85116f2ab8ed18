"""The values of labels: ``来源:河岸晚报 发布日期:2024-03-05`` → fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from cleaner.metadata.account import ACCOUNT
from cleaner.metadata.dates import find_date, stated_date
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.labels import EDGES
from cleaner.metadata.latin import names_said, unglued
from cleaner.metadata.people import is_han_name, is_nobody, is_organisation, is_person, read_roles, split_names
from cleaner.metadata.platforms import is_platform
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern

#: The unit of a rounded count, 1.2万 or 3.4k. Must not match the first character of a word: 120万科.
_UNIT = r"(?:\s?[万亿千](?=\s|[次人+|/·,)]|阅读|浏览|点击|围观|$)|[kwm](?![a-z]))"
_COUNTED = rf"\d[\d,]{{0,20}}(?:\.\d+)?{_UNIT}?"
_COUNT = lazy_pattern(rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{_UNIT})?", re.IGNORECASE)
#: What the units of rounded counts stand for.
_UNITS = {"千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "m": 1_000_000, "亿": 100_000_000}
_VIEWS = lazy_pattern(
    rf"(?:浏览|阅读|点击|围观|人气|点阅|閲覧|阅覧|views?|hits)[数量次]*\s*+[:(]?\s*+(?P<behind>{_COUNTED})"
    rf"|(?<![\d:./-])(?P<before>{_COUNTED})\s*+\+?\s*+(?:次|人)?\s*+(?:浏览|阅读|点击|围观|views|reads|hits)(?![数量次]*+\s*+[-:(]?\s*+\d)"
)
URL = lazy_pattern(r"(?:https?://|www\.)[^\s<>\"'）】，。]+")
_OUTLET = lazy_pattern(r"《([^《》]{2,20})》")
#: The channel of a platform for other people's accounts: ``澎湃新闻·澎湃号·政务``. Must not match 3号 or 信号.
_PLATFORM = lazy_pattern(r"(?P<name>澎湃|企鹅|网易|百家|头条|搜狐|大鱼|新浪|凤凰|一点|大风|快传|看点)号(?=$|[·\s])")
#: A paper behind the site that carries it: ``人民网－人民日报``. Must not match a department behind a site.
_COPIED = lazy_pattern(
    r"^(?P<copier>[\u4e00-\u9fff]{2,6}网)\s?[-－—–]{1,2}\s?(?P<outlet>[\u4e00-\u9fff]{2,8}(?:报|時報|周刊|杂志|社))$"
)
#: What a portal calls a text that it found somewhere: no outlet.
_NO_OUTLET = lazy_pattern(
    r"^(?:.{0,2}打印.*|.{0,2}关闭.*|大|字[号体].*|点击.*|网络|互联网|网络整理|本站|本站原创|原创|转载|未知|综合|其他|整理|佚名|不详|網路|網絡|internet|joplin-\w+)$"
)
#: What follows the names behind 作者: counters, and where the text is from. Must not match a name's first character.
_BEHIND_NAMES = lazy_pattern(
    r"\s(?:阅读|浏览|点击|评论|回复|出自|摘自|发表|编辑|访问|字数|字体|我要|提问|投稿|分享|收藏|打印|关注|举报|纠错).*$",
    re.DOTALL,
)
#: A name as programs for notes write it: ``[[Ada Fenwick]]``.
_WIKI_LINK = lazy_pattern(r"\[\[(?:[^\]|]{0,200}\|)?([^\]]{0,200})\]\]")
#: Labels whose value is an account.
_POSTER = lazy_pattern(r"楼主|樓主|博主|发帖人|发布人|发布者|投稿者$")
#: What a forum says beside the label of who opened a thread: ``楼主 | 发表于 2019-7-16``. Must not match a name.
_POSTED = lazy_pattern(r"^\W*(?:发表|發表|回复|回覆|发布|發佈)(?:于|於)")
#: A pen name of some length in Han, as accounts have them: ``河边的铁匠``. Must not match an office, a firm or a
#: remark.
_PEN_NAME = lazy_pattern(
    r"(?!.*(?:佚名|未知|不详|匿名|网络|本站|原创|编辑|整理|转载|记者|来源|作者|投稿|上传|评论))"
    r"[\u4e00-\u9fff]{5,10}(?<![馆局委院会部司校学处科网社报组站室厅办府店厂队团所台刊系])"
)
#: Longest name of an outlet, in characters.
OUTLET_CHARACTERS = 40
#: What an outlet did with the text, glued to its name: ``海城网整理``. Must not match "新闻综合".
_DONE = lazy_pattern(r"(?<=[网報报社站刊])(?:整理|收集|综合整理|编辑整理|原创|首发)$")
#: How an account is found, in brackets behind its name: ``河岸人家（ID：hean）``. Must not match a place.
_ACCOUNT_ID = lazy_pattern(r"\s?[(（]\s?(?:id|ID|微信号?|公众号|微信公众号)\s?[:：][^()（）]*[)）]?$")
#: A remark in brackets that has lost its end to what stands at edges: ``Small Craft (Farside Press, 2009)``.
_TORN = lazy_pattern(r"(?:(?<!\s)\s++)?[(（][^()（）]*$")
#: The desk's number behind a Chinese name: ``卢青 PN032``. Must not match a name of Latin letters.
_SIGNED = lazy_pattern(r"(?<=[\u4e00-\u9fff])\s?[A-Z]{1,3}\d{2,6}$")
#: An address of the network, as boards show with who changed a post. Must not match a version.
_NETWORK = lazy_pattern(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
#: What stands between the tags in a value.
_BETWEEN_TAGS = re.compile(r"[\s,，、;；|/]+")
#: An editor's name or signature. Must not match a sentence or a button.
_SIGNATURE = lazy_pattern(r"(?!\d+$)[\w·.@-]{1,20}")


def read_labels(piece: Said, found: Fields, less: frozenset[str] = frozenset()) -> None:
    """The labels of a line with their values, `less` some fields, and its count of readers."""
    _read_only_day(piece, found)
    for label in piece.labels:
        reader = _READERS.get(label.field)
        if reader is not None and label.field not in less:
            linked = (name for name in piece.linked if label.field == "source" and label.value.startswith(name))
            value = next((name for name in linked if len(name) > 1), label.value)
            origin = f"{piece.origin}: {label.label}"
            found.put("tags", _linked_tags(label.value, piece.linked) if label.field == "tags" else (), origin)
            reader(value, origin, found)
    if views := _VIEWS.search(piece.folded):
        found.put("views", _number(views["behind"] or views["before"]), piece.origin)


#: What a CMS calls the one day that it prints of an article.
_ONLY_DAY = ("更新时间", "更新日期")


def _read_only_day(piece: Said, found: Fields) -> None:
    """The day of the last change in a byline: the date, where no other day is stated."""
    for label in piece.labels if piece.noise_class == "meta_line" else ():
        if fold(label.label).endswith(_ONLY_DAY) and (date := stated_date(label.value)):
            found.put("only_day", date.iso, f"{piece.origin}: {label.label}")


def _read_date(value: str, origin: str, found: Fields) -> None:
    if date := stated_date(value):
        found.put_date(date.iso, date.raw, origin)


def _read_modified(value: str, origin: str, found: Fields) -> None:
    if date := stated_date(value):
        found.put("modified", date.iso, origin)


def _read_written(value: str, origin: str, found: Fields) -> None:
    """The day a document was written: its date when no day of publication is stated."""
    if date := stated_date(value):
        found.put("written", date.iso, origin)


def _read_source(value: str, origin: str, found: Fields) -> None:
    """The outlet behind 来源; a person's name behind it is the author's."""
    text = _TORN.sub("", _ACCOUNT_ID.sub("", _before_date(URL.sub("", value))).strip(EDGES))
    if outlet := _OUTLET.search(text):
        found.put("source", outlet[1], origin)
        return
    if copied := _COPIED.match(text):
        found.put("via", copied["copier"], origin)
        text = copied["outlet"]
    words = text.split()
    if len(words) > 1 and not words[0].isascii():
        if is_han_name(words[1]) and not is_organisation(words[1]):
            found.put("authors", tuple(split_names(words[1])), origin)
        text = words[0].strip(EDGES)
    if platform := _PLATFORM.search(text):  # the account is the outlet, the platform has copied it
        found.put("via", platform["name"], origin)
        return
    text = _DONE.sub("", text)
    if 1 < len(text) <= OUTLET_CHARACTERS and not _NO_OUTLET.match(fold(text)):
        found.put("source", text, origin)


def _read_from(value: str, origin: str, found: Fields) -> None:
    """The outlet behind 来自, where its name says what it is: a place or a device stands there as well."""
    words = value.split()
    if words and (is_organisation(words[0]) or _OUTLET.match(value)):
        _read_source(value, origin, found)


def _read_authors(value: str, origin: str, found: Fields) -> None:
    text = _BEHIND_NAMES.sub("", _WIKI_LINK.sub(r"\1", _before_date(URL.sub("", value))))
    if is_platform(text):  # exporters have nobody else to name
        found.put("site", text.strip(), origin)
        return
    if _POSTED.match(text):
        return
    names = [person.name for person in read_roles(text)] or _names(text)
    name = re.split(r"[\s,，(（]", text.strip(EDGES))[0]
    called_so = _POSTER.search(origin) or _PEN_NAME.fullmatch(name)
    if not names and called_so and ACCOUNT.fullmatch(name) and not is_nobody(name):
        names = [name]
    found.put("authors", tuple(dict.fromkeys(names)), origin)


def _names(text: str) -> list[str]:
    """The names in a value; of Latin script those that are persons', less what the page glued to them."""
    names = [unglued(name) for name in split_names(text)]
    if re.search("[\u3041-\u9fff]", text) or all(map(is_person, names)):
        return names
    return list(names_said(text, whole=True)) or [name for name in names if is_person(name)]


def _read_editor(value: str, origin: str, found: Fields) -> None:
    """The editors behind 责任编辑; a signature such as ``HN666`` counts, it is what the page has for a name. Who
    changed a post, from which address of the network, is none."""
    if _NETWORK.search(value):
        return
    text = _SIGNED.sub("", _before_date(value).strip(EDGES))
    names = [name for name in split_names(text) if not name.isdigit()] or (
        [text] if _SIGNATURE.fullmatch(text) and text.casefold() != "admin" else []
    )
    field = "editor" if "责" in fold(origin) or "editor" in origin.lower() else "sub_editor"
    found.put(field, "、".join(names), origin)


def _read_tags(value: str, origin: str, found: Fields) -> None:
    found.put("tags", tuple(tag for tag in _BETWEEN_TAGS.split(value) if tag), origin)


def _linked_tags(value: str, linked: Sequence[str]) -> tuple[str, ...]:
    """The tags in a value that consists of links, each one tag: ``heat pumps``; none for another value."""
    tags = [name for name in linked if name and name in value]
    joined = _BETWEEN_TAGS.sub("", "".join(tags))
    return tuple(tags) if joined == _BETWEEN_TAGS.sub("", value) else ()


def _read_url(value: str, origin: str, found: Fields) -> None:
    url = URL.search(value)
    found.put("url", url[0] if url else None, origin)


def _read_category(value: str, origin: str, found: Fields) -> None:
    found.put("category", re.split(r"\s{2,}|[>|,，]", value)[0].strip(EDGES), origin)


def _read_views(value: str, origin: str, found: Fields) -> None:
    found.put("views", _number(value), origin)


def _as_printed(name: str) -> Callable[[str, str, Fields], None]:
    def read(value: str, origin: str, found: Fields) -> None:
        found.put(name, value.strip(EDGES), origin)

    return read


#: How the value of each label is read. A label of another field only ends the value before it.
_READERS: Mapping[str, Callable[[str, str, Fields], None]] = {
    "date": _read_date,
    "modified": _read_modified,
    "written": _read_written,
    "source": _read_source,
    "from": _read_from,
    "authors": _read_authors,
    "editor": _read_editor,
    "views": _read_views,
    "category": _read_category,
    "tags": _read_tags,
    "url": _read_url,
    **{name: _as_printed(name) for name in ("original_title", "document_number", "issuer", "copyright", "license")},
}


def _before_date(value: str) -> str:
    date = find_date(value)
    return value[: date.start] if date else value


def _number(text: str) -> int | None:
    match = _COUNT.search(text)
    if match is None or len(match[0]) >= 12:
        return None
    number = Decimal(match["number"].replace(",", "")) * _UNITS.get((match["unit"] or "").strip().lower(), 1)
    return int(number) if number == int(number) else None
