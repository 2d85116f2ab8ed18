"""What script.toml says, made ready: phrases by target, the rule for 著, ambiguous characters, signs of conversion."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import tomli

from cleaner.text.script import script_characters


class Tables(NamedTuple):
    """The tables for one target: characters that OpenCC leaves; phrases with what they become, and a pattern of them,
    longest first; a pattern of 著 that is 着; characters with several forms; variants that the target writes otherwise;
    characters of the other script alone.
    """

    characters: Mapping[int, str]
    phrases: Mapping[str, str]
    phrase: re.Pattern[str]
    aspect: re.Pattern[str]
    ambiguous: frozenset[str]
    variants: frozenset[str]
    other: frozenset[str]


class Signs(NamedTuple):
    """Words that tell machine-converted text: spellings that no writer of traditional script uses, words of the
    mainland, and words of Taiwan for the same things."""

    misspelt: tuple[str, ...]
    mainland: tuple[str, ...]
    taiwan: tuple[str, ...]


@cache
def tables(target: str) -> Tables:
    """The tables for a target: "hans", "hant", "tw" or "hk"; those of "hant" serve the other two as well."""
    data = _data()
    scripts = script_characters()
    phrases = {**(data["hant"] if target in ("tw", "hk") else {}), **data[target]}
    return Tables(
        characters={ord(pair[0]): pair[1] for pair in data["characters"].get(target, "").split()},
        phrases=phrases,
        phrase=re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or "(?!)"),
        aspect=_aspect(data["aspect"]) if target == "hans" else re.compile("(?!)"),
        ambiguous=frozenset(data["ambiguous"]["hans" if target == "hans" else "hant"]),
        variants=frozenset(data["variants"].get(target, "")),
        other=scripts.traditional if target == "hans" else scripts.simplified - {*data["shared"].get(target, "")},
    )


@cache
def signs() -> Signs:
    """The signs of a conversion by machine."""
    data = _data()["signs"]
    return Signs(tuple(data["misspelt"].split()), tuple(data["mainland"].split()), tuple(data["taiwan"].split()))


def _data() -> Mapping[str, Any]:
    return tomli.loads(files(__package__).joinpath("script.toml").read_text("utf-8"))


def _aspect(data: Mapping[str, Any]) -> re.Pattern[str]:
    """著 that is 着: behind a verb or before what makes a word of it, but for the words in which it stays."""
    stays = "|".join(
        character + (f"(?![{others}])" if others else "") for character, others in sorted(data["stays"].items())
    )
    verbs = "".join(data["verbs"].split())
    return re.compile(
        f"(?<![{data['stays_behind']}])著(?=[{data['before']}])|(?<=[{verbs}])(?<![{data['stays_behind']}])著(?!{stays})"
    )
