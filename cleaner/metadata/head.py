"""What a page's head states in names and contents, and in JSON-LD: fields with their provenance."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from cleaner.metadata.dates import exact_date
from cleaner.metadata.fields import Fields
from cleaner.metadata.linked_data import LinkedData
from cleaner.metadata.people import is_nobody, is_organisation, is_person, split_names
from cleaner.metadata.platforms import is_platform
from cleaner.model import Head, Warn
from cleaner.text.characters import key

#: A pen name in Han and kana. Must not match a sentence or a list of names.
_PEN_NAME = re.compile("[\u3041-\u30ff\u4e00-\u9fff々]{5,12}")
#: A value of the head is read so far, in characters.
VALUE_CHARACTERS = 1_000
_TAG = re.compile(r"<[^<>]{0,200}>")
_URL = re.compile(r"^(?:https?:)?//|^www\.")
#: A first and last name in lower case. Must not match "admin" or "editorial team of x".
_LOWER_NAME = re.compile(r"[a-zà-ÿ'-]{2,20} [a-zà-ÿ'-]{2,20}")
#: What a head says before the names of a byline that it repeats. Must not match "Vonda" or "Byron".
_BY = re.compile(r"^(?:written )?(?:by|von|par|por)\s+(?=\S)", re.IGNORECASE)
#: What a portal writes before or behind the outlet's name in its own head.
_SOURCE_EDGES = re.compile(r"^\s*(?:来源|來源|source)\s*[:：]\s*|\s+(?:原创稿|转载|原创)\s*$", re.IGNORECASE)
#: A value that a template left behind, or that means nothing: numbers, keys, names of programs.
_NOTHING = re.compile(r"^(?:\d+|default|null|none|undefined|n/?a|unknown|未知|-+|[{$%].*)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d\D*\d")
#: Metas whose value may be when the page was made by a program, not when the article was: weaker than any other date.
_WEAK_DATES = frozenset(("date", "datecreated", "dc.date.created", "dcterms.created", "pubdate"))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """The names of metas by field."""
    table = tomli.loads(files(__package__).joinpath("head.toml").read_text("utf-8"))
    return {field: tuple(names) for field, names in table.items()}


def metas(head: Head, field: str) -> Iterator[tuple[str, str]]:
    """The contents of the metas that state a field, with their names, the most trusted first; markup and templates
    left out."""
    known: dict[str, list[str]] = {}
    for name, content in head.metas:
        known.setdefault(name, []).append(content)
    for name in _names()[field]:
        for content in known.get(name, ()):
            said = " ".join(_TAG.sub(" ", content[:VALUE_CHARACTERS]).split())
            if said and not _NOTHING.match(said):
                yield name, said


def unread_dates(head: Head, linked: LinkedData) -> tuple[Warn, ...]:
    """A warning for what stands where the day of publication should and is none: ``0000-00-00``, ``99999999``."""
    said = [(f"json-ld: {name}", linked.text(name) or "") for name in ("datePublished", "uploadDate")]
    said += [(f"meta: {name}", value) for name, value in metas(head, "date") if name not in _WEAK_DATES]
    wrong = ((where, value) for where, value in said if _DIGITS.search(value) and exact_date(value) is None)
    return tuple(Warn("date_unread", f"{where} states {value[:40]!r}, which is no day") for where, value in wrong)[:1]


def read_dates(head: Head, linked: LinkedData, found: Fields, weak: bool) -> None:
    """Days of publication and change; `weak`: those of metas that programs fill when they make the page."""
    if not weak:
        for name, field in (("datePublished", "date"), ("uploadDate", "date"), ("dateModified", "modified")):
            said = linked.text(name)
            found.put(field, exact_date(said) if said else None, f"json-ld: {name}")
    for name, said in metas(head, "date"):
        if (name in _WEAK_DATES) == weak and (iso := exact_date(said)):
            found.put_date(iso, said, f"meta: {name}")
    for name, said in metas(head, "modified"):
        found.put("modified", exact_date(said), f"meta: {name}")
    if weak and (said := linked.text("dateCreated")):
        found.put("date", exact_date(said), "json-ld: dateCreated")


def read_authors(head: Head, linked: LinkedData, title_site: str | None, found: Fields) -> None:
    """The persons that JSON-LD and the metas name; the site's own name, organisations and accounts are none. Who stands
    behind the title is one where JSON-LD says so."""
    names = names_of_site(head, linked, title_site)
    stated = next(
        (linked.article[name] for name in ("author", "creator") if linked.persons(linked.article.get(name))), None
    )
    _put_authors(_persons(linked.persons(stated), names), "json-ld: author", found)
    declared = linked.declared_persons(stated)  # behind the titles of a writer's own pages stands her name
    _put_authors(_persons(declared, names_of_site(head, linked, None)), "json-ld: author", found)
    _put_authors(_pen_names(declared, names), "json-ld: author", found)
    by_name: dict[str, list[str]] = {}
    for name, said in metas(head, "authors"):
        by_name.setdefault(name, []).append(said)
    for name, values in by_name.items():
        _put_authors(_persons(values, names), f"meta: {name}", found)
    editors = linked.persons(linked.article.get("editor"))
    found.put("editor", "、".join(_persons(editors, names)), "json-ld: editor")


def _put_authors(names: tuple[str, ...], origin: str, found: Fields) -> None:
    """Names are the authors'. One word alone in Latin script is what their account is called: it stands back behind
    the names that the page prints, ``jrobison`` behind John Robison."""
    alone = len(names) == 1 and names[0].isascii() and " " not in names[0]
    if not (alone and "authors" in found.values):
        found.put("account" if alone else "authors", names, origin)


def settle_account(found: Fields) -> None:
    """The account that the head calls the author is, unless the page prints somebody's full name: that is the
    bearer's. A first name yields only to a full name with it."""
    (account, *_), origin = found.values.pop("account", ("",)), found.provenance.pop("account", "")
    full = [name for name in found.values.get("authors", ()) if " " in name]
    first = account.istitle() and account.isalpha()
    if account and not (full and (not first or any(account in name.split() for name in full))):
        found.force("authors", (account,), origin)


def _persons(said: Sequence[str], names_of_site: frozenset[str]) -> tuple[str, ...]:
    names: list[str] = []
    for value in said[:20]:
        if not _URL.match(value) and not _outlet_on_portal(value) and key(value) not in names_of_site:
            said_names = _BY.sub("", value)
            named = said_names.title() if _LOWER_NAME.fullmatch(said_names) else said_names  # a program's lower case
            names += [name for name in split_names(_unlisted(named)) if is_person(name)]
    return tuple(name for name in dict.fromkeys(names) if not _is_of_site(key(name), names_of_site))


def _pen_names(said: Sequence[str], names_of_site: frozenset[str]) -> tuple[str, ...]:
    """The pen names in Han among those of things that are said to be persons, longer than any name: 灶台边的小獾."""
    names = (name.strip() for name in said[:20])
    return tuple(
        name
        for name in dict.fromkeys(names)
        if _PEN_NAME.fullmatch(name) and not is_organisation(name) and not is_nobody(name)
        if not is_platform(name) and not _is_of_site(key(name), names_of_site)
    )


def _is_of_site(said: str, names_of_site: frozenset[str]) -> bool:
    """Whether a name is the site's, or what the site's begins with: 网易 of 网易订阅."""
    return any(said == name or (not said.isascii() and name.startswith(said)) for name in names_of_site)


def _unlisted(value: str) -> str:
    """The names in a value that is a list of JSON: ``["林夏"]``."""
    if not value.startswith('["'):
        return value
    try:
        return "、".join(map(str, json.loads(value)))
    except (ValueError, RecursionError):
        return value.strip('[]"')


def read_source(head: Head, found: Fields) -> None:
    """The outlet that the metas name; where a portal states itself behind the writer, who stands there is an outlet."""
    for name, said in metas(head, "source"):
        outlet = _SOURCE_EDGES.sub("", _SOURCE_EDGES.sub("", said))
        if not _URL.search(outlet) and not _NOTHING.match(outlet) and len(outlet) <= 40:
            found.put("source", outlet, f"meta: {name}")
    for name, said in metas(head, "authors"):
        found.put("source", _outlet_on_portal(said), f"meta: {name}")


def _outlet_on_portal(said: str) -> str:
    """The outlet in a value that states a portal behind it, ``한빛일보 | 네이버``; "" for any other value."""
    outlet, bar, portal = said.rpartition("|")
    return outlet.strip() if bar and is_platform(portal) else ""


def read_publisher(linked: LinkedData, title_site: str | None, found: Fields) -> None:
    """Of a piece of news the outlet is the one that wrote it, where another publishes it; else the site that brings it,
    under the name that the page shows."""
    if not linked.is_news:
        return
    publisher = next(linked.texts(linked.article.get("publisher")), None)
    others = (
        name for name in linked.texts(linked.article.get("author")) if is_organisation(name) and name != publisher
    )
    found.put("source", next(others, None) if publisher else None, "json-ld: author")
    found.put("source", title_site, "title suffix")
    if "site" in found.values:
        found.put("source", found.values["site"], found.provenance["site"])
    found.put("source", publisher, "json-ld: publisher")


def read_site(head: Head, linked: LinkedData, found: Fields) -> None:
    """The name of the site."""
    for name, said in metas(head, "site"):
        if not _URL.search(said) and len(said) <= 60:
            found.put("site", said, f"meta: {name}")
    found.put("site", linked.site, "json-ld: WebSite")
    found.put("site", next(linked.texts(linked.article.get("publisher")), None), "json-ld: publisher")


def read_about(head: Head, linked: LinkedData, found: Fields) -> None:
    """Description, category, tags, licence, rights, document number, issuer and pictures."""
    for field in ("description", "category", "license", "copyright", "document_number", "issuer"):
        for name, said in metas(head, field):
            found.put(field, said, f"meta: {name}")
    for field, name in (("description", "description"), ("category", "articleSection"), ("license", "license")):
        found.put(field, linked.text(name), f"json-ld: {name}")
    found.put("breadcrumb", linked.breadcrumb, "json-ld: BreadcrumbList")
    _read_tags(head, linked, found)
    images = [said for name, said in metas(head, "image") if _URL.match(said)]
    images += [said for said in _images(linked.article.get("image")) if _URL.match(said)]
    found.put("images", tuple(dict.fromkeys(images))[:10], "head")


def _read_tags(head: Head, linked: LinkedData, found: Fields) -> None:
    by_name: dict[str, list[str]] = {}
    for name, said in metas(head, "tags"):
        by_name.setdefault(name, []).extend(_split_tags(said))
    for name, tags in by_name.items():
        found.put("tags", tuple(dict.fromkeys(tags)), f"meta: {name}")
    keywords = [tag for said in linked.texts(linked.article.get("keywords")) for tag in _split_tags(said)]
    found.put("tags", tuple(dict.fromkeys(keywords)), "json-ld: keywords")


def _split_tags(said: str) -> list[str]:
    marks = r"\s*[,，、;；|]\s*"
    pieces = re.split(marks if re.search(marks, said) else r"\s+" if not said.isascii() else r"$^", said)
    return [piece.strip() for piece in pieces if 0 < len(piece.strip()) <= 60]


def _images(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        url = one.get("url") if isinstance(one, Mapping) else one
        if isinstance(url, str):
            yield url.strip()


def read_address(head: Head, found: Fields) -> None:
    """The page's own address: the canonical link, else og:url."""
    if head.canonical and _URL.match(head.canonical.strip()):
        found.put("url", head.canonical.strip(), "link: canonical")
    for name, said in metas(head, "url"):
        if said.startswith("http"):
            found.put("url", said, f"meta: {name}")


def names_of_site(head: Head, linked: LinkedData, title_site: str | None) -> frozenset[str]:
    """The folding keys of the names by which the page calls its site and its publisher: none of them is a person.

    A publisher that JSON-LD calls a person is one.
    """
    publisher = linked.article.get("publisher")
    said = [title_site, linked.site, *(said for _, said in metas(head, "site"))]
    said += linked.texts(publisher) if publisher and not linked.persons(publisher) else []
    return frozenset(key(name) for name in said if name)
