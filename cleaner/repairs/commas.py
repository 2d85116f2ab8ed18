"""Commas that a program strewed before the punctuation of a text: ``签约,、入围,。``"""

from __future__ import annotations

from cleaner.model import Change
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile

RULE = "stray comma"
#: A comma right before another mark. Must not match two and more commas of a chat (,,,), or "a,,b" of a table.
_STRAY = lazy_pattern(r",(?<![,，A-Za-z0-9],)(?=[,，、。;；:：?？!！](?![,，]))")


def seen(text: str, profile: Profile) -> bool:
    """Whether so many commas stand right before other marks as no writer leaves."""
    return profile.strewn


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """The commas that stand right before another mark, taken out."""
    return tuple(Change(RULE, match.start(), ",", "", "lossless") for match in _STRAY.finditer(text))
