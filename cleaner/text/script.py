"""The characters that only one of the two Chinese scripts has."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: The encoding of simplified script, and marks of Chinese text that Python's codec for it lacks.
_SIMPLIFIED_ENCODING = "gb2312"
_LACKED = "—·"
#: How often a text is tried on from behind what the encoding lacks before its characters are looked at one by one.
_TRIES = 12
#: So few different characters are counted one by one, each in a pass of its own: quicker than a look at each character
#: of the text.
_FEW = 32


class Characters(NamedTuple):
    """Characters of traditional script alone, of simplified script alone, and all that simplified script writes in
    another way, whether it has the character as well (著, 乾) or not."""

    traditional: frozenset[str]
    simplified: frozenset[str]
    convertible: frozenset[str]


class Scripts(NamedTuple):
    """How many characters of a text only traditional script has, and how many only simplified script."""

    traditional: int
    simplified: int

    @property
    def traditional_share(self) -> float:
        """The share of the traditional among those that tell the scripts apart, 0.0 to 1.0; 0.0 where there is none."""
        return self.traditional / (sum(self) or 1)


@cache
def script_characters() -> Characters:
    """The characters by script, from `script_fold.tsv` (made of OpenCC's dictionaries, Apache-2.0)."""
    lines = files(__package__).joinpath("script_fold.tsv").read_text("utf-8").splitlines()
    convertible, folded, simplified = map(frozenset, lines)
    return Characters(convertible - folded - simplified, simplified, convertible)


@cache
def _encodable() -> str:
    """The few traditional characters that the encoding of simplified script has for the sake of names."""
    return "".join(sorted(script_characters().traditional)).encode(_SIMPLIFIED_ENCODING, "ignore").decode("gb2312")


def has_traditional(text: str) -> bool:
    """Whether `text` has a character of traditional script alone.

    Asked of every text, so it has to be quick: whatever an encoding of simplified script can hold has none, and a codec
    finds that out a hundred times faster than a look at each character.
    """
    if any(map(text.__contains__, _encodable())):
        return True
    rest = text
    for mark in _LACKED:
        rest = rest.replace(mark, "")
    for _ in range(_TRIES):
        try:
            rest.encode(_SIMPLIFIED_ENCODING)
        except UnicodeEncodeError as error:
            if not script_characters().traditional.isdisjoint(rest[error.start : error.end]):
                return True
            rest = rest[error.end :]
        else:
            return False
    return not script_characters().traditional.isdisjoint(set(rest))


def count_scripts(text: str, characters: frozenset[str] | None = None, fewest: int = 0) -> Scripts:
    """How many characters tell the scripts apart, by script. `characters` are those that the text holds, each once,
    where they are known already. Where fewer than `fewest` are traditional, the simplified are not counted: 0."""
    known, held = script_characters(), frozenset(text) if characters is None else characters
    traditional = _count(text, held & known.traditional)
    return Scripts(traditional, 0 if traditional < fewest else _count(text, held & known.simplified))


def _count(text: str, wanted: frozenset[str]) -> int:
    """How many characters of `text` are among those that are `wanted`."""
    return sum(map(text.count, wanted)) if len(wanted) <= _FEW else sum(map(wanted.__contains__, text))
