"""Characters by their two bytes in GBK, for reading bytes of which one is lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

#: The bytes that may begin a pair, as a decoder out of line takes them, and that may end one.
LEADS, TRAILS = range(0x80, 0xFF), tuple(x for x in range(0x40, 0xFF) if x != 0x7F)


def pair_of(character: str) -> tuple[int, int] | None:
    """The two bytes of a character; None when GBK has none, or one byte."""
    data = character.encode("gbk", "ignore")
    return (data[0], data[1]) if len(data) == 2 else None


def character_of(lead: int, trail: int) -> str | None:
    """The character of two bytes; None when they are none."""
    text = bytes((lead, trail)).decode("gbk", "ignore")
    return text if len(text) == 1 and ord(text) > 0x7F and not "\ue000" <= text <= "\uf8ff" else None


@cache
def by_lead(lead: int) -> tuple[str, ...]:
    """The characters with this first byte."""
    return tuple(c for trail in range(0x40, 0xFF) if (c := character_of(lead, trail)))


@cache
def by_trail(trail: int) -> Mapping[int, str]:
    """The characters with this second byte, by their first."""
    return {lead: c for lead in range(0x81, 0xFF) if (c := character_of(lead, trail))}


@cache
def dropped() -> Mapping[int, frozenset[int]]:
    """The first bytes of pairs that programs drop, each with the second bytes that go with it: pairs that GBK leaves to
    its users, or to nobody. A second byte of 80 is a first one, too: it begins no pair."""
    pairs = {lead: frozenset(trail for trail in TRAILS if character_of(lead, trail) is None) for lead in LEADS}
    return {lead: trails for lead, trails in pairs.items() if trails}
