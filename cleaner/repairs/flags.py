"""What is damaged beyond repair: counted, and told with its places. Nothing of it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.model import Warn
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile
from cleaner.text.units import IDEOGRAPHS

#: How many places a warning names.
SHOWN = 5


class _Flag(NamedTuple):
    """A kind of loss: the code of its warning, what it is called, the characters that all of its places have."""

    code: str
    name: str
    sign: str
    pattern: re.Pattern[str]


_FLAGS = (
    # Must not match "**" around strong text, "***" before Latin, or a line of stars.
    _Flag(
        "mask",
        "words masked with asterisks",
        "*",
        lazy_pattern(rf"\*(?:(?<=[{IDEOGRAPHS}“‘《]\*)\*{{2,11}}(?!\*)|(?<!\*\*)\*{{2,11}}(?=[{IDEOGRAPHS}]))"),
    ),
    _Flag("lost_characters", "characters lost (U+FFFD)", "\ufffd", re.compile("\ufffd+")),
    _Flag("lost_text", "text lost when UTF-8 was read as GBK", "锟", re.compile("(?:锟斤拷|锟斤|斤拷){1,}")),
    _Flag("uninitialised", "memory shown as text", "烫", re.compile("烫{3,}")),
    _Flag("uninitialised", "memory shown as text", "屯", re.compile("屯{3,}")),
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")


def flags(pieces: Sequence[tuple[int, str]], profile: Profile) -> tuple[Warn, ...]:
    """A warning for each kind of loss in `pieces`, which are lines' numbers and texts, with count and places."""
    found = []
    for flag in _FLAGS:
        if flag.sign in profile.characters or flag.sign == "\ufffd":  # which the repairs themselves may put in
            signed = [piece for piece in pieces if flag.sign in piece[1]]
            found += _warned(flag.code, flag.name, flag.pattern, signed)
    if _PRIVATE.search("".join(profile.characters)):
        found += _warned("private_use", "private-use characters, whose look only their font knew", _PRIVATE, pieces)
    return tuple(found)


def _warned(code: str, name: str, pattern: re.Pattern[str], pieces: Iterable[tuple[int, str]]) -> list[Warn]:
    places = [(line, match[0]) for line, text in pieces for match in pattern.finditer(text)]
    if not places:
        return []
    lines = ", ".join(map(str, dict.fromkeys(line for line, _ in places[:SHOWN])))
    more = " and more" if len(places) > SHOWN else ""
    return [Warn(code, f"{len(places)} × {name}: line {lines}{more}")]
