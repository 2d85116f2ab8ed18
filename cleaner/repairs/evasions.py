"""Words put in the place of those that advertising law forbids: 蕞 for 最, 头部 for 第一.

The table says which of them is safe to undo (nobody writes 蕞 but in 蕞尔) and which has to be asked for, because it
is an ordinary word, too: 头部 is restored where the document shows, by a form that the word does not have (头部名,
头部次), that it stands for another, and not before or behind what the ordinary word stands with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.model import Change
from cleaner.text.profile import Profile


class Evasion(NamedTuple):
    """A row of the table: what is written and meant, whether it is "safe" to restore or only when somebody does "ask";
    `where` finds it where it is no ordinary word, `shows` where it cannot be one."""

    rule: str
    written: str
    meant: str
    policy: str
    where: re.Pattern[str]
    shows: re.Pattern[str]


def seen(text: str, profile: Profile) -> bool:
    """Whether a word stands there that is safe to restore."""
    return any(evasion.policy == "safe" and evasion.written in text for evasion in _evasions())


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """What is safe to restore."""
    return restored(text, [row for row in _evasions() if row.policy == "safe"])


def asked_seen(text: str, profile: Profile) -> bool:
    """Whether the document shows that an ordinary word stands for another."""
    return bool(doubtful(text))


def asked_changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """What is restored only when it is asked for."""
    return restored(text, [row for row in _evasions() if row.policy == "ask"])


def doubtful(text: str) -> tuple[str, ...]:
    """The ordinary words that, as `text` shows, stand for others there."""
    return tuple(e.written for e in _evasions() if e.policy == "ask" and e.written in text and e.shows.search(text))


def restored(text: str, rows: Iterable[Evasion]) -> tuple[Change, ...]:
    """What these rows restore, in order; where words of two rows overlap, the one that begins first."""
    found = [(match, row) for row in rows if row.written in text for match in row.where.finditer(text)]
    apart: list[Change] = []
    end = 0
    for match, row in sorted(found, key=lambda one: one[0].span()):
        if match.start() >= end:
            apart.append(Change(row.rule, match.start(), match[0], row.meant, "context"))
            end = match.end()
    return tuple(apart)


@cache
def _evasions() -> tuple[Evasion, ...]:
    rows = files(__package__).joinpath("evasions.tsv").read_text("utf-8").splitlines()[1:]
    return tuple(evasion_of(*row.split("\t")) for row in rows)


def evasion_of(rule: str, written: str, meant: str, policy: str, *conditions: str) -> Evasion:
    """A row by the cells of its line in the table."""
    before, behind, shows = conditions
    not_before = "|".join(map(re.escape, before.split("|")))
    not_behind = "".join(f"(?<!{re.escape(word)})" for word in behind.split("|"))
    where = re.compile(f"{not_behind}{re.escape(written)}(?!{not_before})")
    return Evasion(rule, written, meant, policy, where, re.compile(shows))
