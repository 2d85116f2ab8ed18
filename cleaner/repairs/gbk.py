"""Characters by their two bytes in GBK, for reading bytes of which one is lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

#: Byte pairs that Windows reads as user-defined characters, which programs then drop.
USER_LEADS, USER_TRAILS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF)), range(0xA1, 0xFF)
USER_LEADS_LOW, USER_TRAILS_LOW = range(0xA1, 0xA8), range(0x40, 0xA1)


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
def user_defined() -> Mapping[int, range]:
    """The first bytes of user-defined pairs, each with the second bytes that go with it."""
    low = dict.fromkeys(USER_LEADS_LOW, USER_TRAILS_LOW)
    return low | dict.fromkeys(USER_LEADS, USER_TRAILS)
