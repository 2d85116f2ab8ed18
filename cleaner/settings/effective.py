"""What counts in the end: the defaults, the nearest file, the environment and the command line, in this order."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from cleaner.settings.declared import ConfigurationError, Declared, declared
from cleaner.settings.files import Written, values_of
from cleaner.settings.values import Given, Place, read_text
from cleaner.text.meant import did_you_mean

#: What the names of our variables begin with, and how like one of them another must be to be taken for a slip of the
#: pen: others (CLEANER_CORPORA, CLEANER_HOME) have their own.
PREFIX, SLIP = "CLEANER_", 0.9
Settings = TypeVar("Settings")


class Setting(NamedTuple):
    """The effective value of one option (names of files for an option that takes files), and where it came from."""

    option: Declared
    value: object
    origin: str


def effective(
    kind: type, file: Written | None, environment: Mapping[str, str], flags: Mapping[str, object]
) -> tuple[Setting, ...]:
    """What counts for each option that `kind` declares: what was said last; of files all that were named.

    `flags` are what the command line says, by the names of the options. Raises `ConfigurationError`.
    """
    options = declared(kind)
    said = [
        values_of(file, options) if file is not None else {},
        _of_environment(environment, options),
        {name: Given(value, options[name].flag) for name, value in flags.items()},
    ]
    return tuple(_setting(option, [layer[name] for layer in said if name in layer]) for name, option in options.items())


def made(kind: type[Settings], settings: Sequence[Setting]) -> Settings:
    """The settings as the dataclass that declares them, files loaded. Raises `ConfigurationError`."""
    return kind(**{one.option.name: _loaded(one.option, one.value) for one in settings})


def _loaded(option: Declared, value: object) -> object:
    return option.load(value) if option.load is not None and value else value  # type: ignore[arg-type]


def _setting(option: Declared, given: Sequence[Given]) -> Setting:
    if not given:
        return Setting(option, option.default, "default")
    if not option.adds_up:
        return Setting(option, given[-1].value, given[-1].origin)
    paths: dict[str, Path] = {}
    for one in given:
        for path in one.value:  # type: ignore[attr-defined]
            paths.setdefault(os.path.realpath(path), path)
    return Setting(option, tuple(paths.values()), ", ".join(one.origin for one in given))


def _of_environment(environment: Mapping[str, str], options: Mapping[str, Declared]) -> dict[str, Given]:
    """What the environment says. A variable that is empty says nothing."""
    variables = {option.variable: option for option in options.values()}
    found = {}
    for variable, text in environment.items():
        if variable in variables and text.strip():
            option = variables[variable]
            value = read_text(option, text, Place(f"environment: {variable}", Path()))
            found[option.name] = Given(value, f"environment: {variable}")
        elif variable.startswith(PREFIX) and variable not in variables and (slip := _slip(variable, options)):
            raise ConfigurationError(f"environment: unknown variable {variable}{slip}")
    return found


def _slip(variable: str, options: Mapping[str, Declared]) -> str:
    """Which of our variables one that we do not know was meant to be; "" for one of somebody else's."""
    return did_you_mean(variable, [option.variable for option in options.values()], SLIP)
