"""What a clipping's front matter says, in our names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cleaner.metadata.dates import exact_date, find_date
from cleaner.metadata.people import split_names
from cleaner.text.moments import iso_moment
from cleaner.text.numbers import whole_number

#: Our field → the keys by which clippers and note programs call it.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题"),
    "authors": ("authors", "author", "creator", "dc.creator", "byline", "writer", "作者"),
    "date": (
        "date",
        "published",
        "publish_date",
        "published_time",
        "publishdate",
        "pubdate",
        "date_published",
        "publish_time",
        "pub_date",
        "dc.date",
        "dcterms.issued",
        "发布时间",
        "发布日期",
        "日期",
    ),
    "modified": ("modified", "updated", "lastmod", "date_modified", "last_updated", "更新时间"),
    "url": (
        "url",
        "source",
        "origin_url",
        "source_url",
        "link",
        "href",
        "original_url",
        "canonical",
        "resource",
        "permalink",
        "原文链接",
        "链接",
    ),
    "source": ("source", "来源"),
    "site": ("site", "site_name", "sitename", "publisher", "website"),
    "tags": ("tags", "keywords", "tag", "标签"),
    "category": ("category", "categories", "分类"),
    "description": ("description", "excerpt", "summary", "摘要"),
    "editor": ("editor",),
    "license": ("license", "licence", "许可"),
    "copyright": ("copyright", "rights"),
    "via": ("via",),
    "views": ("views",),
    "original_title": ("original_title",),
    "date_raw": ("date_raw",),
    "language": ("language", "lang"),
}
#: Views have at most so many digits.
VIEWS_DIGITS = 40
_URL = re.compile(r"^(?:https?://|www\.)\S+$")
_WIKI_LINK = re.compile(r"^\[\[(?:[^\]|]*\|)?([^\]]*)\]\]$")


#: The keys by which clippers say when they fetched the page: Obsidian Web Clipper, MarkDownload, Joplin, Evernote.
_CLIPPED = (
    "clipped",
    "clip_date",
    "clipped_at",
    "saved_date",
    "saved",
    "date_saved",
    "crawled",
    "fetched",
    "created",
    "剪藏时间",
    "收藏时间",
)


def read_clipped(front: Mapping[str, object]) -> datetime | None:
    """When a clipper says that it fetched the page; None when it does not say."""
    lower = {key.lower(): value for key, value in front.items()}
    for name in _CLIPPED:
        said = lower.get(name)
        if isinstance(said, str) and (moment := iso_moment(exact_date(said))):
            return moment
    return None


def read_front_matter(front: Mapping[str, object]) -> dict[str, tuple[Any, str]]:
    """Field → (value, the key it was read from). Keys that say nothing of ours are left out."""
    if not front:
        return {}
    lower = {key.lower(): value for key, value in front.items()}
    found: dict[str, tuple[Any, str]] = {}
    for field, names in ALIASES.items():
        for name in names:
            value = _read(field, lower.get(name))
            if value is not None:
                found[field] = (value, name)
                break
    return found


def _read(field: str, value: object) -> Any:
    texts = [_plain(text) for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
    texts = [text for text in texts if text]
    if not texts:
        return None
    if field == "authors":
        names = [name for text in texts for name in (split_names(text) or ([text] if len(texts) == 1 else []))]
        return tuple(dict.fromkeys(names)) or None
    if field == "tags":
        return tuple(texts if len(texts) > 1 else re.split(r"\s*[,，、]\s*", texts[0]))
    return _read_one(field, texts)


def _read_one(field: str, texts: list[str]) -> Any:
    text = texts[0]
    if field == "url":
        return text if _URL.match(text) else None
    if field == "source":  # clippers write the address or their own slug here; an outlet has a written name
        return None if _URL.match(text) or re.fullmatch(r"[a-z0-9_.-]+", text) else text
    if field in ("date", "modified"):
        date = find_date(text)
        return date.iso if date else None
    if field == "views":
        return whole_number(text, VIEWS_DIGITS)
    return texts[-1] if field == "category" else text


def _plain(text: str) -> str:
    match = _WIKI_LINK.match(text.strip())
    return (match[1] if match else text).strip()
