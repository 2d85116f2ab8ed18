"""Profile files: strict reading of TOML, with messages that lead to the line to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import re2

from cleaner.judge.rule_file import RuleError, checked_tables, rules_of, tables_of
from cleaner.judge.selectors import SelectorError, parse_selector
from cleaner.judge.shapes import line_key
from cleaner.model import Finder, Profile, SharedBox, SharedLine, SiteExample
from cleaner.text.meant import did_you_mean

#: The fields of an article that a profile may say the place of.
FIELDS = ("title", "date", "author")
_TEXTS = ("hosts", "main", "strip")
_TABLES = ("line", "box", "rule", "example")
_ALLOWED = ("name", "documents", *_TEXTS, *FIELDS, *_TABLES)
#: A host as it stands in an address, without port and path. Must not match an address or a single word.
_HOST = re.compile(r"(?!-)[a-z0-9\u0080-\uffff-]+(?:\.[a-z0-9\u0080-\uffff-]+)+")
#: Memory that the pattern of a finder may take, in bytes.
PATTERN_BYTES = 1 << 20


class ProfileError(RuleError):
    """A profile that cannot be used; the message names the file, the site and what to mend."""


def parse_profiles(toml: str, origin: str) -> tuple[Profile, ...]:
    """The profiles of one TOML text, a ``[[site]]`` each; `origin` is its name in messages. Raises `RuleError`."""
    return tuple(_profile(table, origin) for table in tables_of(toml, "site", origin))


def _profile(table: Mapping[str, Any], origin: str) -> Profile:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ProfileError(f"{origin}: a site has no name")
    where = f"{origin}: site {name!r}"
    _known(table, _ALLOWED, where)
    texts = {key: _texts(table.get(key, []), f"{where}: {key}") for key in _TEXTS}
    return Profile(
        name=name,
        hosts=tuple(_host(host, where) for host in texts["hosts"]),
        documents=_count(table.get("documents", 0), f"{where}: documents"),
        main=_selectors(texts["main"], f"{where}: main"),
        strip=_selectors(texts["strip"], f"{where}: strip"),
        lines=tuple(_line(line, f"{where}: line") for line in _tables(table, "line", where)),
        boxes=tuple(_box(box, f"{where}: box") for box in _tables(table, "box", where)),
        finders=tuple(_finder(field, said, where) for field in FIELDS for said in _list(table, field, where)),
        rules=rules_of(_tables(table, "rule", where), where),
        examples=tuple(_example(one, f"{where}: example") for one in _tables(table, "example", where)),
        origin=origin,
    )


def _line(table: Mapping[str, Any], where: str) -> SharedLine:
    _known(table, ("text", "on", "examples"), where)
    text = _text(table.get("text"), f"{where}: text")
    if not line_key(text):
        raise ProfileError(f"{where}: text: {text!r} says nothing")
    return SharedLine(text, _count(table.get("on", 0), f"{where}: on"), _texts(table.get("examples", []), where))


def _box(table: Mapping[str, Any], where: str) -> SharedBox:
    _known(table, ("path", "on", "kept", "examples"), where)
    kept = table.get("kept")
    if not isinstance(kept, int | float) or isinstance(kept, bool) or not 0 <= kept <= 1:
        raise ProfileError(f"{where}: kept is a share from 0.0 to 1.0, not {kept!r}")
    on, examples = _count(table.get("on", 0), f"{where}: on"), _texts(table.get("examples", []), where)
    return SharedBox(_text(table.get("path"), f"{where}: path"), on, float(kept), examples)


def _finder(field: str, said: object, where: str) -> Finder:
    table = {"select": said} if isinstance(said, str) else said
    if not isinstance(table, dict) or not table:
        raise ProfileError(f"{where}: {field} takes selectors, or tables of select, meta and pattern")
    _known(table, ("select", "meta", "pattern"), f"{where}: {field}")
    parts = {key: _text(value, f"{where}: {field}: {key}") for key, value in table.items()}
    _selectors([parts["select"]] if "select" in parts else [], f"{where}: {field}")
    if "pattern" in parts:
        _checked(parts["pattern"], f"{where}: {field}: pattern")
    return Finder(field, **parts)


def _checked(pattern: str, where: str) -> None:
    options = re2.Options()
    options.max_mem, options.log_errors = PATTERN_BYTES, False
    try:
        groups = re2.compile(pattern, options).groups
    except re2.error as error:
        raise ProfileError(f"{where}: {error} (patterns are RE2: no look-around, no back-references)") from error
    if groups > 1:
        raise ProfileError(f"{where}: a pattern has one group at the most: what the field is")


def _example(table: Mapping[str, Any], where: str) -> SiteExample:
    _known(table, ("text", "keeps", "drops"), where)
    keeps, drops = (_texts(table.get(key, []), f"{where}: {key}") for key in ("keeps", "drops"))
    if not (keeps and drops):
        raise ProfileError(f"{where}: an example has keeps and drops")
    return SiteExample(_text(table.get("text"), f"{where}: text"), keeps, drops)


def _host(said: str, where: str) -> str:
    host = said.lower().removeprefix("www.")
    if not _HOST.fullmatch(host):
        raise ProfileError(f"{where}: hosts: {said!r} is no host, such as news.example.com")
    return host


def _selectors(texts: Sequence[str], where: str) -> tuple[str, ...]:
    try:
        for text in texts:
            parse_selector(text)
    except SelectorError as error:
        raise ProfileError(f"{where}: {error}") from error
    return tuple(texts)


def _known(table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    if unknown := [key for key in table if key not in allowed]:
        raise ProfileError(f"{where}: unknown key {unknown[0]}{did_you_mean(unknown[0], allowed)}")


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    return checked_tables(table.get(key, []), f"{where}: {key}", f"[[site.{key}]]")


def _list(table: Mapping[str, Any], key: str, where: str) -> list[Any]:
    found = table.get(key, [])
    if not isinstance(found, list):
        raise ProfileError(f"{where}: {key} takes a list, not {found!r}")
    return found


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise ProfileError(f"{where}: takes a list of texts, none of them empty, not {value!r}")
    return tuple(value)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"{where}: takes a text, not {value!r}")
    return value


def _count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ProfileError(f"{where}: takes a number of documents, not {value!r}")
    return value
