"""Metadata under other people's names: Dublin Core, schema.org, Obsidian, trafilatura, datatrove."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import tomli

#: Our own names, which no table changes.
OWN = "own"


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """For each scheme the path of a name and our field."""
    tables: Mapping[str, Mapping[str, Any]] = tomli.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return tables


def schemes() -> tuple[str, ...]:
    """The names of the schemes, ours first."""
    return (OWN, *_tables())


def paths(scheme: str) -> tuple[str, ...]:
    """All paths that a scheme has a name for. Raises KeyError for a scheme that is not known."""
    return tuple(path for path in _tables()[scheme] if path != "constant")


def renamed(record: Mapping[str, Any], scheme: str) -> dict[str, Any]:
    """A record of our names under those of a scheme; what is not stated, and what the scheme has no name for, is left
    out. Raises KeyError for a scheme that is not known."""
    if scheme == OWN:
        return dict(record)
    known = {**record, **_derived(record)}
    table = _tables()[scheme]
    made: dict[str, Any] = dict(table.get("constant", {}))
    for path in paths(scheme):
        if known.get(table[path]) not in (None, "", []):
            _put(made, path, known[table[path]])
    return made


def _derived(record: Mapping[str, Any]) -> dict[str, Any]:
    """Fields in the form of schemes that want another one: the host, the day alone, the first picture."""
    try:
        host = urlsplit(record.get("url") or "").hostname
    except ValueError:
        host = None
    images = record.get("images") or [None]
    return {"hostname": host, "day": (record.get("date") or "")[:10] or None, "image": images[0]}


def _put(made: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a path: ``publisher.name``, ``author[].name``. A name of Dublin Core holds its point."""
    outer, inside, name = path.partition("[].")
    if inside:
        made[outer] = [{"@type": "Person", name: one} for one in value]
        return
    outer, inside, name = path.partition(".")
    if inside and outer not in ("dc", "dcterms"):
        made.setdefault(outer, {})[name] = value
    else:
        made[path] = value
