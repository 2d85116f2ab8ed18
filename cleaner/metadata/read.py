"""Metadata from everything a clipping says of itself: front matter, the title, the lines that the judge dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cleaner.metadata.dates import find_date
from cleaner.metadata.head import read_front_matter
from cleaner.metadata.labels import EDGES, find_labels
from cleaner.metadata.language import language_of
from cleaner.metadata.people import is_han_name, is_organisation, read_roles, split_names
from cleaner.metadata.title import Title
from cleaner.model import Contributor, Document, Metadata, Verdict
from cleaner.text.characters import fold, key
from cleaner.text.prose import is_prose

#: Classes of dropped pieces whose labels speak of the article rather than of the site or of other articles.
_TELLING = frozenset(
    "meta_line view_counter editor_credit permalink original_title portal_residue copyright font_size breadcrumb promo".split()
)
_LEVELS = re.compile(r"\s*(?:>|/(?!/)|\||-(?=\s|$)|::)\s*")
_BREADCRUMB_LABEL = re.compile(r"^(?:.{0,8}?(?:位置|在这里|在這裡|阅读|here|现在地|パンくず(?:リスト)?)\s*(?:是|:)?\s*)")
#: Levels of a breadcrumb that name no category.
_NO_LEVEL = re.compile(r"^(?:(?:网站)?首页|主页|home|ホーム|トップ(?:页|ページ)?|top|正文(?:内容)?|内容|详情|文章(?:详情|正文|内容)?|记事|阅读|.{1,8}首页)$")
#: A CMS line with everything glued: account, age or date, category, views.
_GLUED = re.compile(r"^(?P<account>[a-z0-9_\u4e00-\u9fff]{0,12}?)\s*(?P<when>\d{1,3}\s?(?:分钟|小时|天|周|个?月|年)前\s?(?:\([0-9-]+\))?|(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)(?P<rest>.*)$")
_COUNT = re.compile(r"(\d[\d,]*)")
_VIEWS = re.compile(r"(?:浏览|阅读|点击|围观|人气|views?|hits)[数量次]*\s*[:(]?\s*(\d[\d,]*)|(\d[\d,]*)\s*(?:次|人)?\s*(?:浏览|阅读|点击|围观|views|reads|閲覧)")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'）】，。]+")
_PUBLISHED_BY = re.compile(r"本文(?:由|为)\s*[“\"']?(?P<site>[^，,。由\s]{2,20}?)[”\"']?\s*(?:发布|整理|编辑|原创|首发)")
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\))[\s©ⓒ(c)]*(?:(?:19|20)\d\d(?:\s*-\s*(?:(?:19|20)\d\d|now|present|至今))?)?\s*(?:by\s+)?"
    r"(?P<after>[^\d©.|,]{2,40}?)\s*(?:[.|,。]|$|版权所有|版权|all\b|\d|公司)"
    r"|(?P<before>[^\s，,。、:：;；|©\d]{2,20}?)\s*(?:版权所有|著作權所有)"
)
_ORGANISER = re.compile(r"(?:主办单位|主办|版权所有)\s*[:：]\s*(?P<site>[^\s，,。;；|]{3,24})")
_OFFICE = re.compile(r"(?:办公室|办公厅|辦公室)$")
_BACK_TO = re.compile(r"返回(?P<via>搜狐|网易|新浪|腾讯|凤凰|头条|[\u4e00-\u9fff]{2,5}?(?:网|号))(?:网|首页)?\s*[,，]?\s*查看更多")
_BY = re.compile(r"(?:^|[|·]\s*)(?:by|words by|written by|story by)[:\s]+(?P<names>[^|·\d]{3,60}?)\s*(?:$|[|·,]|\bin\b|\bon\b|(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)|\d)")
_CREDIT_IN_BRACKETS = re.compile(r"^\(\s*(?P<inside>[^()]{2,40})\s*\)$")
_DATELINE = re.compile(r"^[^。]{0,40}?(?:讯|电|消息|報導)\s*\((?P<names>[^)]{2,60})\)")
_OUTLET = re.compile(r"《([^《》]{2,20})》")
#: A clipping program's line: its words, the address it names, and the account's name behind the picture.
_CLIPPER = re.compile(r"(?:转码\s?,?\s*原文地址|clipped from|saved from)\s*:?\s*(?P<host>\S+)(?:\s+(?P<rest>.{1,40}))?$")
_TARGET = re.compile(r"(?<!!)\[[^\]]{0,200}\]\(([^()\s]{1,2000})\)")
#: Kept text read for a dateline: its beginning, in characters.
_DATELINE_CHARACTERS = 120


class _Said(NamedTuple):
    """A dropped piece: its text, its class and its line."""

    text: str
    noise_class: str
    line: int
    links: tuple[str, ...] = ()


@dataclass
class _Fields:
    """Fields found so far; the first evidence for a field stands."""

    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    written: tuple[str | None, str] = (None, "")

    def put(self, name: str, value: Any, origin: str) -> None:
        if value not in (None, "", ()) and name not in self.values:
            self.values[name] = value
            self.provenance[name] = origin

    def has(self, name: str) -> bool:
        return name in self.values


def read_metadata(document: Document, verdicts: Sequence[Verdict], title: Title) -> Metadata:
    """The metadata of a clipping, each field with its provenance."""
    found = _Fields()
    for name, (value, source_key) in read_front_matter(document.front_matter).items():
        found.put(name, value, f"front matter: {source_key}")
    if title.text:
        found.values["title"] = title.text
        found.provenance["title"] = title.provenance
    found.put("url", document.clip.url, "given")
    said = _said(document, verdicts)
    for piece in said:
        _read_breadcrumb(piece, title, found)
    for piece in said:
        _read_piece(piece, found)
    for piece in said:
        _read_site(piece, found)
    found.put("date", *found.written)
    _read_dateline(document, verdicts, found)
    found.put("site", title.site, "title suffix")
    language, script = language_of("\n".join(document.blocks[v.block].text for v in verdicts if v.role == "body"))
    found.put("language", language, "characters")
    found.put("script", script, "characters")
    found.put("captions", tuple(piece.text for piece in said if piece.noise_class == "caption"), "captions removed")
    return Metadata(**found.values, provenance=found.provenance)


def _said(document: Document, verdicts: Sequence[Verdict]) -> list[_Said]:
    said = []
    for verdict in verdicts:
        block = document.blocks[verdict.block]
        if verdict.role == "noise" and verdict.noise_class:
            links = tuple(link.url for link in block.links)
            said.append(_Said(block.text, verdict.noise_class, block.line, links))
        for cut in verdict.cuts:
            source = block.source[cut.start : cut.end]
            links = tuple(match[1] for match in _TARGET.finditer(source))
            said.append(_Said(_visible(source), cut.noise_class, block.line, links))
    return [piece for piece in said if len(piece.text) < 1000]


def _visible(source: str) -> str:
    """A cut piece without Markdown's links and pictures."""
    bare = re.sub(r"!\[[^\]]{0,200}\]\([^()\s]{0,2000}\)", " ", source)
    return re.sub(r"\[([^\]]{0,200})\]\(([^()\s]{0,2000})\)", r"\1", bare).strip()


def _read_breadcrumb(piece: _Said, title: Title, found: _Fields) -> None:
    if piece.noise_class != "breadcrumb":
        return
    label = _BREADCRUMB_LABEL.match(fold(piece.text))
    text = piece.text[label.end() :] if label else piece.text
    cuts = [0, *(edge for match in _LEVELS.finditer(fold(text)) for edge in match.span()), len(text)]
    levels = [text[a:b].strip(EDGES) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    levels = [level for level in levels if level]
    named = [level for level in levels if not _NO_LEVEL.match(fold(level)) and key(level) not in title.keys]
    origin = f"line {piece.line}: breadcrumb"
    if len(levels) > 1:
        found.put("breadcrumb", tuple(levels), origin)
        found.put("category", named[-1] if named else None, origin)


def _read_piece(piece: _Said, found: _Fields) -> None:
    """Everything one dropped piece says of the article."""
    origin = f"line {piece.line}"
    if piece.noise_class in ("duplicate_title", "permalink", "meta_line"):
        _read_links(piece, origin, found)
    if piece.noise_class not in _TELLING:
        return
    for label in find_labels(piece.text):
        _read_label(label.field, label.value, f"{origin}: {label.label}", found)
    folded = fold(piece.text)
    if views := _VIEWS.search(folded):
        found.put("views", _number(views[1] or views[2]), origin)
    if via := _BACK_TO.search(folded):
        found.put("via", piece.text[slice(*via.span("via"))], origin)
    if site := _PUBLISHED_BY.search(piece.text):
        found.put("site", site["site"], origin)
    if (url := _URL.search(piece.text)) and piece.noise_class == "permalink":
        found.put("url", url[0], origin)
    if piece.noise_class in ("meta_line", "editor_credit"):
        _read_meta_line(piece.text, folded, origin, found)


def _read_links(piece: _Said, origin: str, found: _Fields) -> None:
    """The page's address behind a clipping program's line or the linked title; the writer's name behind the former."""
    clipper = _CLIPPER.search(fold(piece.text))
    if clipper is None and piece.noise_class == "meta_line":
        return
    targets = [url for url in piece.links if url.startswith(("http:", "https:")) and "simpread" not in url]
    found.put("url", targets[-1] if targets else None, origin)
    if clipper and clipper["rest"] and len(clipper["rest"]) <= 24:
        found.put("authors", tuple(split_names(piece.text[clipper.start("rest") :])), origin)


def _read_meta_line(text: str, folded: str, origin: str, found: _Fields) -> None:
    """Date, people and source that stand in a meta line without a label."""
    if glued := _GLUED.match(folded):
        _read_glued(text[glued.start("rest") :].strip(), origin, found)
    if not re.search(r"更新|updated|modified", folded) or re.search(r"发布|公開|published", folded):
        if date := find_date(text):
            _put_date(date.iso, date.raw, origin, found)
    people = read_roles(text)
    _put_people(people, text, origin, found)
    if by := _BY.search(folded):
        found.put("authors", tuple(split_names(text[slice(*by.span("names"))])), origin)
    if inside := _CREDIT_IN_BRACKETS.match(folded.strip()):
        name = text.strip()[inside.start("inside") : inside.end("inside")].strip()
        if is_organisation(name):
            found.put("source", name, origin)
        elif is_han_name(name.replace(" ", "")) and not people:
            found.put("authors", tuple(split_names(name)), origin)


def _read_glued(rest: str, origin: str, found: _Fields) -> None:
    """Category and views of a glued line: the category is known from the breadcrumb, so the digits can be told."""
    category = found.values.get("category")
    if category and rest.startswith(category):
        rest = rest[len(category) :]
    elif match := re.match(r"^(\D{2,16}?)(\d+)$", rest):
        found.put("category", match[1].strip(EDGES), origin)
        rest = match[2]
    if rest.isdigit():
        found.put("views", int(rest), origin)


def _read_label(name: str, value: str, origin: str, found: _Fields) -> None:
    if name in ("date", "modified"):
        date = find_date(value)
        if date and name == "date":
            _put_date(date.iso, date.raw, origin, found)
        elif date:
            found.put("modified", date.iso, origin)
    elif name == "written" and (day := find_date(value)):
        found.written = (day.iso, origin)
    elif name == "views":
        found.put("views", _number(value), origin)
    elif name == "authors":
        found.put("authors", tuple(split_names(_before_date(value))), origin)
    elif name == "editor":
        names = split_names(_before_date(value))
        found.put("editor", names[0] if names else None, origin)
    elif name == "source":
        _read_source(value, origin, found)
    elif name == "tags":
        found.put("tags", tuple(tag for tag in re.split(r"[\s,，、;；|/]+", value) if tag), origin)
    elif name == "url":
        url = _URL.search(value)
        found.put("url", url[0] if url else None, origin)
    elif name == "category":
        found.put("category", re.split(r"\s{2,}|[>|,，]", value)[0].strip(EDGES), origin)
    elif name == "original_title":
        found.put("original_title", value.strip(EDGES + "）)"), origin)
    elif name in ("document_number", "issuer", "copyright"):
        found.put(name, value, origin)


def _read_source(value: str, origin: str, found: _Fields) -> None:
    """The outlet behind 来源; a person's name behind it is the author's."""
    text = _before_date(_URL.sub("", value)).strip(EDGES)
    if outlet := _OUTLET.search(text):
        found.put("source", outlet[1], origin)
        return
    words = text.split()
    if len(words) > 1 and not text.isascii():
        if is_han_name(words[1]) and not is_organisation(words[1]):
            found.put("authors", tuple(split_names(words[1])), origin)
        text = words[0] if not words[0].isascii() else text
    found.put("source", text if 1 < len(text) <= 40 else None, origin)


def _before_date(value: str) -> str:
    date = find_date(value)
    return value[: date.start] if date else value


def _put_date(iso: str | None, raw: str, origin: str, found: _Fields) -> None:
    """The day, once; the minute of the same day is better; a date as printed stands until a day is known."""
    known = found.values.get("date")
    if iso and known and len(known) == 10 and iso.startswith(known):
        found.values["date"] = iso
    found.put("date", iso, origin)
    if not found.has("date_raw") or (iso and known is None):
        found.values["date_raw"] = raw
        found.provenance["date_raw"] = origin


def _put_people(people: list[Contributor], text: str, origin: str, found: _Fields) -> None:
    writers = [person for person in people if not re.search("编辑|編輯|編集", person.role)]
    found.put("authors", tuple(dict.fromkeys(person.name for person in writers)), origin)
    if writers and found.provenance.get("authors") == origin:
        found.put("contributors", tuple(p for p in writers if re.search("记者|記者|通讯员|通訊員|实习|實習", p.role)), origin)
    org = next((person.org for person in writers if person.org), None)
    if org and re.search(r"(?:报|社|网|台|刊|新闻|時報|日報|報|網|新聞)$", org):
        found.put("source", org, origin)


def _read_site(piece: _Said, found: _Fields) -> None:
    if piece.noise_class not in ("copyright", "footer", "icp"):
        return
    origin = f"line {piece.line}"
    if organiser := _ORGANISER.search(piece.text):
        found.put("site", _OFFICE.sub("", organiser["site"]), origin)
    elif rights := _RIGHTS.search(fold(piece.text)):
        group = "after" if rights["after"] else "before"
        name = piece.text[slice(*rights.span(group))].strip(EDGES + ".©")
        if len(name) > 1 and not re.search(r"all right|版权|reserved|^本|未经|^[a-z]{1,3}$", fold(name)):
            found.put("site", name, origin)


def _read_dateline(document: Document, verdicts: Sequence[Verdict], found: _Fields) -> None:
    """The reporters in the first sentence of the body: ``新华社北京5月19日电（刘艺、杨吉）``."""
    for verdict in verdicts:
        text = document.blocks[verdict.block].text
        if verdict.role == "body" and is_prose(text):
            head = text[:_DATELINE_CHARACTERS]
            if match := _DATELINE.match(fold(head)):
                inside = head[slice(*match.span("names"))]
                people = read_roles(inside)
                names = [person.name for person in people] or [n for n in split_names(inside) if is_han_name(n)]
                found.put("authors", tuple(dict.fromkeys(names)), f"line {document.blocks[verdict.block].line}: dateline")
            return


def _number(text: str) -> int | None:
    match = _COUNT.search(text)
    return int(match[1].replace(",", "")) if match and len(match[1]) < 12 else None

