"""Which noise classes share a colour on the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli


class Family(NamedTuple):
    """Noise classes that a reader takes for one thing: the name that the style sheet knows, what it says to people,
    and its classes in order."""

    name: str
    says: str
    classes: tuple[str, ...]


@cache
def families() -> tuple[Family, ...]:
    """All families, in the order of the legend."""
    table = tomli.loads(files(__package__).joinpath("families.toml").read_text("utf-8"))
    return tuple(Family(name, one["says"], tuple(one["classes"])) for name, one in table.items())


@cache
def _family_of_class() -> Mapping[str, str]:
    return {noise_class: family.name for family in families() for noise_class in family.classes}


def family_of(noise_class: str) -> str:
    """The name of the family of a noise class; "remains" for a class that none has."""
    return _family_of_class().get(noise_class, "remains")


def in_order(noise_classes: Iterable[str]) -> list[str]:
    """Noise classes in the order of the legend."""
    places = {noise_class: i for i, noise_class in enumerate(_family_of_class())}
    return sorted(set(noise_classes), key=lambda one: (places.get(one, len(places)), one))
