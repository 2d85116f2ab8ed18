"""Rule files: strict reading of TOML, with messages that lead to the line to mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from cleaner.judge.conditions import VOCABULARY, Condition
from cleaner.model import NOISE_CLASSES, Rule
from cleaner.text.meant import did_you_mean

_REQUIRED = ("id", "class", "reason", "hits", "misses")
_ALLOWED = {*_REQUIRED, "action", "when", "part", "part_source", "opens", "closes", "amid", "interlude"}
#: What the values of a rule are, beside those that have a check of their own; and how messages call it.
_KINDS: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("id", "class", "reason", "action", "part", "part_source"), (str, "text")),
    **dict.fromkeys(("opens", "closes", "amid", "interlude"), (bool, "flag")),
}


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the rule and what to mend."""


def parse_rules(toml: str, origin: str) -> tuple[Rule, ...]:
    """The rules of one TOML text; `origin` is its name in messages. Raises `RuleError`."""
    return rules_of(tables_of(toml, "rule", origin), origin)


def tables_of(toml: str, key: str, origin: str) -> list[dict[str, Any]]:
    """The tables of a TOML text that holds a list of them under `key`, and nothing else. Raises `RuleError`."""
    try:
        data = tomli.loads(toml)
    except (ValueError, RecursionError) as error:  # a number of too many digits is a ValueError of its own
        raise RuleError(f"{origin}: no TOML: {error}") from error
    if unknown := sorted(set(data) - {key}):
        raise RuleError(f"{origin}: unknown key {unknown[0]}{did_you_mean(unknown[0], [key])}")
    return checked_tables(data.get(key, []), f"{origin}: {key}", f"[[{key}]]")


def checked_tables(value: object, where: str, head: str) -> list[dict[str, Any]]:
    """`value`, which is a list of tables, each below the line `head`. Raises `RuleError` for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise RuleError(f"{where} takes a list of tables, {head} each")
    return value


def rules_of(tables: Iterable[Mapping[str, Any]], origin: str) -> tuple[Rule, ...]:
    """The rules of some tables of a file called `origin`. Raises `RuleError`."""
    rules = tuple(_rule(table, origin) for table in tables)
    check_ids(rules)
    return rules


def check_ids(rules: Iterable[Rule]) -> None:
    """Raise `RuleError` when two rules have the same id."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.origin}: rule {rule.id!r}: the id is taken, by a rule of {seen[rule.id].origin}")
        seen[rule.id] = rule


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules that come with the package, file by file in the order of their names."""
    folder = files(__package__).joinpath("rules")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    rules = tuple(rule for entry in found for rule in parse_rules(entry.read_text("utf-8"), entry.name))
    check_ids(rules)
    return rules


def _rule(table: Mapping[str, Any], origin: str) -> Rule:
    name = str(table.get("id", "?"))
    where = f"{origin}: rule {name!r}"
    _check(table, where)
    return Rule(
        id=name,
        noise_class=table["class"],
        action=table.get("action", "drop"),
        reason=str(table["reason"]),
        when=tuple((key, _value(where, key, value)) for key, value in sorted(table.get("when", {}).items())),
        hits=_texts(where, "hits", table["hits"]),
        misses=_texts(where, "misses", table["misses"]),
        part=table.get("part"),
        part_source=table.get("part_source"),
        opens=bool(table.get("opens", False)),
        closes=bool(table.get("closes", False)),
        amid=bool(table.get("amid", False)),
        interlude=bool(table.get("interlude", False)),
        origin=origin,
    )


def _check(table: Mapping[str, Any], where: str) -> None:
    """Raise `RuleError` where a table has a key too many or too few, or a value of the wrong kind."""
    if unknown := [key for key in table if key not in _ALLOWED]:
        raise RuleError(f"{where}: unknown key {unknown[0]}{did_you_mean(unknown[0], _ALLOWED)}")
    if missing := [key for key in _REQUIRED if not table.get(key)]:
        raise RuleError(f"{where}: {missing[0]} is missing; a rule needs {', '.join(_REQUIRED)}")
    for key, (kind, noun) in _KINDS.items():
        if not isinstance(table.get(key, kind()), kind):
            raise RuleError(f"{where}: {key} takes a {noun}, not {table[key]!r}")
    if table["class"] not in NOISE_CLASSES:
        raise RuleError(f"{where}: unknown class {table['class']}{did_you_mean(table['class'], NOISE_CLASSES)}")
    if table.get("action", "drop") not in ("drop", "keep"):
        raise RuleError(f"{where}: action is drop or keep, not {table['action']!r}")
    when = table.get("when", {})
    if not isinstance(when, dict) or not (when or table.get("part") or table.get("part_source")):
        raise RuleError(f"{where}: when is empty, so the rule would hold everywhere")


def _value(where: str, name: str, value: object) -> object:
    condition = VOCABULARY.get(name)
    if condition is None:
        raise RuleError(f"{where}: unknown condition {name}{did_you_mean(name, VOCABULARY)}")
    if condition.value in ("phrases", "words"):
        return _choice(where, condition, _texts(where, name, [value] if isinstance(value, str) else value))
    wanted: dict[str, tuple[type, ...]] = {"number": (int,), "share": (int, float), "flag": (bool,)}
    fits = isinstance(value, wanted[condition.value]) and (condition.value == "flag" or not isinstance(value, bool))
    if not fits:
        raise RuleError(f"{where}: {name} takes a {condition.value}, not {value!r}")
    if condition.value == "share" and not 0 <= value <= 1:  # type: ignore[operator]
        raise RuleError(f"{where}: {name} takes a share from 0.0 to 1.0, not {value!r}")
    return value


def _choice(where: str, condition: Condition, texts: tuple[str, ...]) -> tuple[str, ...]:
    if condition.words and (odd := [text for text in texts if text not in condition.words]):
        raise RuleError(f"{where}: {condition.name} does not know {odd[0]}{did_you_mean(odd[0], condition.words)}")
    return texts


def _texts(where: str, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(text, str) and text for text in value):
        raise RuleError(f"{where}: {name} takes a list of texts, none of them empty")
    return tuple(value)
