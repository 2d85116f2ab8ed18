"""A page's own tables of contents: the headings that they list, and those that stand amid the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from cleaner.judge.facts import BlockFacts
from cleaner.text.pattern import lazy_pattern

#: So many entries of a table of contents stand again below it as headings, where it is the text's own.
ENTRIES = 2
#: The longest table that is looked through for the heading below it, in lines.
MOST_LINES = 120
#: The number or the mark of an entry, as a folding key has it.
_NUMBER = lazy_pattern(r"^\W{0,2}\d{0,2}(?:[.,]\d{1,2}){0,3}[.,、)]?\s?")
#: The link for changing a section, behind its heading, as a folding key has it.
_EDIT_MARK = lazy_pattern(r"\[(?:edit|编辑|编集)[^\[\]]{0,16}\]$")


def heading_key(key: str) -> str:
    """A heading's key without the link for changing its section."""
    return _EDIT_MARK.sub("", key)


def entry_key(key: str) -> str:
    """The key of an entry without its number."""
    return _NUMBER.sub("", key)


def first_again(facts: Sequence[BlockFacts], start: int, end: int) -> int:
    """Where in the lines of a table of contents the text begins: at the heading that says again, without its number or
    with the link for changing its section, what an entry above says. `end` for nowhere."""
    numbered: set[str] = set()
    entries: set[str] = set()
    for i in range(start, min(end, start + MOST_LINES)):
        said = facts[i].key
        heading, entry = heading_key(said), entry_key(said)
        told = heading != said or facts[i].kind == "heading"
        if entry == said and heading in (entries if told else numbered):
            return i
        entries.add(entry)
        if entry != said:
            numbered.add(entry)
    return end


def find_listed(facts: Sequence[BlockFacts], zones: Sequence[str | None]) -> frozenset[int]:
    """The blocks that a table of contents above them lists; `zones` are the labels that the blocks stand under."""
    entries = _entries(facts, zones)
    if not entries:
        return frozenset()
    return frozenset(i for i, f in enumerate(facts) if zones[i] != "nav" and entries.get(heading_key(f.key), i) < i)


def find_contents(facts: Sequence[BlockFacts], zones: Sequence[str | None], leads: Collection[int]) -> frozenset[int]:
    """The lines of the text's own tables of contents, their labels among them: some of their entries stand again below.
    They tell nothing of where a text starts or ends."""
    listed = {heading_key(facts[i].key) for i in find_listed(facts, zones)}
    if len(listed) < ENTRIES:
        return frozenset()
    found: set[int] = set()
    for zone, run in groupby(range(len(facts)), zones.__getitem__):
        lines = list(run)
        if zone == "nav" and len(listed & {entry_key(facts[i].key) for i in lines}) >= ENTRIES:
            found |= {*lines, *({lines[0] - 1} & {*leads})}
    return frozenset(found)


def _entries(facts: Sequence[BlockFacts], zones: Sequence[str | None]) -> Mapping[str, int]:
    """The last entry of each text in tables of contents, without its number."""
    entries = ((i, f.key) for i, f in enumerate(facts) if zones[i] == "nav" and f.units > 1)
    return {entry_key(said): i for i, said in entries}
