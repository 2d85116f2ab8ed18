"""What the dropped lines around an article say of it: labels with their values, glued lines, bylines, datelines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cleaner.metadata.dates import find_date
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.labels import EDGES, find_labels
from cleaner.metadata.people import is_han_name, is_organisation, read_roles, split_names
from cleaner.text.characters import fold
from cleaner.text.names import SURNAME_CLASS

#: A CMS line with everything glued: account, age or date, category, views. Over folded text.
_GLUED = re.compile(
    r"^[a-z0-9_\u4e00-\u9fff]{0,12}?\s*(?:\d{1,3}\s?(?:分钟|小时|天|周|个?月|年)前\s?(?:\([0-9-]+\))?"
    r"|(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)(?P<rest>.*)$"
)
_CATEGORY_AND_VIEWS = re.compile(r"^(?P<category>\D{2,16}?)\s*(?P<views>\d+)$")
_COUNT = re.compile(r"\d[\d,]*")
_VIEWS = re.compile(
    r"(?:浏览|阅读|点击|围观|人气|点阅|閲覧|阅覧|views?|hits)[数量次]*\s*[:(]?\s*(?P<behind>\d[\d,]*)"
    r"|(?P<before>\d[\d,]*)\s*(?:次|人)?\s*(?:浏览|阅读|点击|围观|views|reads|hits)"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'）】，。]+")
#: Who wrote it, in English. Over folded text; the name ends at a mark, a digit, a month or "in".
_BY = re.compile(
    r"(?:^|[|·]\s*)(?:(?:words |story |text |written |posted )?by)[:\s]+(?P<names>[^|·\d]{3,60}?)"
    r"\s*(?:$|[|·,]|\b(?:in|on|for)\b|(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)|\d)"
)
_IN_BRACKETS = re.compile(r"^[(\[]\s*(?P<inside>[^()]{2,40})\s*[)\]]$")
#: The editor behind a label without a colon, perhaps with a portal's link glued to the name.
_EDITOR = re.compile(rf"(?:责任编辑|责编|编辑)\s+(?P<name>{SURNAME_CLASS}[\u4e00-\u9fff]{{1,2}}?)(?=$|[\s,;)\]]|返回)")
_DATELINE = re.compile(r"^[^。.]{0,40}?(?:讯|电|消息|报导)\s*\((?P<names>[^)]{2,60})\)")
#: A clipping program's line: its words, the address it names, and the account's name behind the picture.
_CLIPPER = re.compile(
    r"(?:转码\s?,?\s*原文地址|clipped from|saved from|剪藏自|クリップ元)\s*:?\s*(?P<host>\S+)(?:\s+(?P<rest>.{1,40}))?$"
)
_OUTLET = re.compile(r"《([^《》]{2,20})》")
_PRESS = re.compile(r"(?:报|社|网|台|刊|新闻|新聞|報|網|日報|通訊)$")
_REPORTER = re.compile("记者|記者|通讯员|通訊員|实习|實習")
_UPDATED = re.compile(r"更新|updated|modified")
_PUBLISHED = re.compile(r"发布|公开|published|posted")
#: How much of the body's first sentence is read for a dateline, in characters.
DATELINE_CHARACTERS = 120


def read_labels(piece: Said, found: Fields) -> None:
    """The labels of a line with their values, and its count of readers."""
    for label in find_labels(piece.text):
        reader = _READERS.get(label.field)
        if reader is not None:
            reader(label.value, f"{piece.origin}: {label.label}", found)
    if views := _VIEWS.search(fold(piece.text)):
        found.put("views", _number(views["behind"] or views["before"]), piece.origin)


def read_meta_line(piece: Said, found: Fields) -> None:
    """Date, people and source that stand in a meta line without a label."""
    text, folded, origin = piece.text, fold(piece.text), piece.origin
    if editor := _EDITOR.search(folded):
        found.put("editor", text[slice(*editor.span("name"))].replace(" ", ""), origin)
    if glued := _GLUED.match(folded):
        _read_glued(text[glued.start("rest") :].strip(), origin, found)
    if (date := find_date(text)) and (not _UPDATED.search(folded) or _PUBLISHED.search(folded)):
        found.put_date(date.iso, date.raw, origin)
    _read_people(text, origin, found)
    if by := _BY.search(folded):
        found.put("authors", tuple(split_names(text[slice(*by.span("names"))])), origin)
    if inside := _IN_BRACKETS.match(folded.strip()):
        _read_bracket(text.strip()[slice(*inside.span("inside"))].strip(), origin, found)


def read_links(piece: Said, found: Fields) -> None:
    """The page's address behind a clipping program's line or the linked title; the account named in the former."""
    clipper = _CLIPPER.search(fold(piece.text))
    if clipper is None and piece.noise_class == "meta_line":
        return
    targets = [url for url in piece.links if url.startswith(("http:", "https:")) and "simpread" not in url]
    found.put("url", targets[-1] if targets else None, piece.origin)
    if clipper and (url := _URL.search(piece.text)):
        found.put("url", url[0], piece.origin)
    if clipper and clipper["rest"]:
        found.put("authors", tuple(split_names(piece.text[clipper.start("rest") :])), piece.origin)


def read_dateline(text: str, line: int, found: Fields) -> None:
    """The reporters in the first sentence of the body: ``新华社北京5月19日电（刘艺、杨吉）``."""
    head = text[:DATELINE_CHARACTERS]
    if match := _DATELINE.match(fold(head)):
        inside = head[slice(*match.span("names"))]
        names = [person.name for person in read_roles(inside)] or [n for n in split_names(inside) if is_han_name(n)]
        found.put("authors", tuple(dict.fromkeys(names)), f"line {line}: dateline")


def _read_glued(rest: str, origin: str, found: Fields) -> None:
    """Category and views of a glued line: the category is known from the breadcrumb, so the digits can be told."""
    category = found.values.get("category")
    if category and rest.startswith(category):
        rest = rest[len(category) :].strip()
    elif match := _CATEGORY_AND_VIEWS.match(rest):
        found.put("category", match["category"].strip(EDGES), origin)
        rest = match["views"]
    if rest.isdigit():
        found.put("views", int(rest), origin)


def _read_people(text: str, origin: str, found: Fields) -> None:
    """The persons of a byline with their roles, and the outlet they write for."""
    people = [person for person in read_roles(text) if not re.search("编辑|編輯|編集", person.role)]
    if not people:
        return
    if "authors" not in found.values:
        found.put("authors", tuple(dict.fromkeys(person.name for person in people)), origin)
        found.put("contributors", tuple(p for p in people if _REPORTER.search(p.role)), origin)
    org = next((person.org for person in people if person.org), None)
    if org and _PRESS.search(org):
        found.put("source", org, origin)


def _read_bracket(inside: str, origin: str, found: Fields) -> None:
    """A name in brackets by itself: an outlet's or the writer's."""
    if is_organisation(inside):
        found.put("source", inside, origin)
    elif is_han_name(inside.replace(" ", "")):
        found.put("authors", tuple(split_names(inside)), origin)


def _read_date(value: str, origin: str, found: Fields) -> None:
    if date := find_date(value):
        found.put_date(date.iso, date.raw, origin)


def _read_modified(value: str, origin: str, found: Fields) -> None:
    if date := find_date(value):
        found.put("modified", date.iso, origin)


def _read_written(value: str, origin: str, found: Fields) -> None:
    """The day a document was written: its date when no day of publication is stated."""
    if date := find_date(value):
        found.put("written", date.iso, origin)


def _read_source(value: str, origin: str, found: Fields) -> None:
    """The outlet behind 来源; a person's name behind it is the author's."""
    text = _before_date(_URL.sub("", value)).strip(EDGES)
    if outlet := _OUTLET.search(text):
        found.put("source", outlet[1], origin)
        return
    words = text.split()
    if len(words) > 1 and not words[0].isascii():
        if is_han_name(words[1]) and not is_organisation(words[1]):
            found.put("authors", tuple(split_names(words[1])), origin)
        text = words[0]
    found.put("source", text if 1 < len(text) <= 40 else None, origin)


def _read_authors(value: str, origin: str, found: Fields) -> None:
    found.put("authors", tuple(split_names(_before_date(value))), origin)


def _read_editor(value: str, origin: str, found: Fields) -> None:
    names = split_names(_before_date(value))
    found.put("editor", names[0] if names else None, origin)


def _read_tags(value: str, origin: str, found: Fields) -> None:
    found.put("tags", tuple(tag for tag in re.split(r"[\s,，、;；|/]+", value) if tag), origin)


def _read_url(value: str, origin: str, found: Fields) -> None:
    url = _URL.search(value)
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
    "authors": _read_authors,
    "editor": _read_editor,
    "views": _read_views,
    "category": _read_category,
    "tags": _read_tags,
    "url": _read_url,
    **{name: _as_printed(name) for name in ("original_title", "document_number", "issuer", "copyright")},
}


def _before_date(value: str) -> str:
    date = find_date(value)
    return value[: date.start] if date else value


def _number(text: str) -> int | None:
    match = _COUNT.search(text)
    return int(match[0].replace(",", "")) if match and len(match[0]) < 12 else None
