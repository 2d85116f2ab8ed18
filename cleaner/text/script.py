"""The characters that only one of the two Chinese scripts has."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Characters(NamedTuple):
    """Characters of traditional script alone, of simplified script alone, and all that simplified script writes in
    another way, whether it has the character as well (著, 乾) or not."""

    traditional: frozenset[str]
    simplified: frozenset[str]
    convertible: frozenset[str]


@cache
def script_characters() -> Characters:
    """The characters by script, from `script_fold.tsv` (made of OpenCC's dictionaries, Apache-2.0)."""
    lines = files(__package__).joinpath("script_fold.tsv").read_text("utf-8").splitlines()
    convertible, folded, simplified = map(frozenset, lines)
    return Characters(convertible - folded - simplified, simplified, convertible)
