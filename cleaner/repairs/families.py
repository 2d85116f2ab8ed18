"""The families of damage within a line, in the order in which they can be undone.

Bytes are realigned before notes and commas go: those are evidence of what was lost. Evasions come last, when the
characters around them are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cleaner.model import Change, Markup
from cleaner.repairs import commas, entities, evasions, invisible, pinyin, radicals, realign, widths
from cleaner.text.changes import compose, replay
from cleaner.text.profile import Profile

#: What undoes a family of damage: from a text and its document's profile to changes that count in that text.
Find = Callable[[str, Profile], tuple[Change, ...]]


class Family(NamedTuple):
    """A family of damage: its name, whether a document shows it, and what undoes it in a text of that document."""

    name: str
    seen: Callable[[str, Profile], bool]
    changes: Find


FAMILIES = (
    Family("entities", entities.seen, entities.changes),
    Family("invisible", invisible.seen, invisible.changes),
    Family("realign", realign.seen, realign.changes),
    Family("pinyin", pinyin.seen, pinyin.changes),
    Family("commas", commas.seen, commas.changes),
    Family("radicals", radicals.seen, radicals.changes),
    Family("letters", widths.letters_seen, widths.letters),
    Family("katakana", widths.katakana_seen, widths.katakana),
    Family("evasions", evasions.seen, evasions.changes),
)
#: What is undone only when somebody asks for it.
ASKED = Family("evasions", evasions.asked_seen, evasions.asked_changes)


def families_seen(text: str, profile: Profile, markup: Markup, restore_evasions: bool = False) -> tuple[Family, ...]:
    """The families that a document shows, `text` being all of it. Most documents show none."""
    known = (*FAMILIES, ASKED) if restore_evasions else FAMILIES
    found = (family for family in known if family.seen(text, profile))
    if markup != "markdown":
        return tuple(found)
    return tuple(f._replace(changes=entities.changes_in_markdown) if f.name == "entities" else f for f in found)


def repaired(text: str, profile: Profile, families: Iterable[Family]) -> tuple[Change, ...]:
    """One ledger of all that the families change in `text`, one after the other."""
    ledger: tuple[Change, ...] = ()
    now = text
    for family in families:
        if found := family.changes(now, profile):
            ledger = compose(text, ledger, found)
            now = replay(now, found)
    return ledger
