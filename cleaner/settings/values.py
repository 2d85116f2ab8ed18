"""Values as somebody wrote them, checked against what an option takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from cleaner.settings.declared import ConfigurationError, Declared
from cleaner.text.meant import did_you_mean
from cleaner.text.numbers import whole_number

#: A number has at most so many digits.
DIGITS = 18
_FLAGS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class Given(NamedTuple):
    """A value that was given, checked, and by whom: the name of a file, of a variable, of a flag."""

    value: object
    origin: str


class Place(NamedTuple):
    """Where values are written: its name for people, the folder that names of files there count from."""

    name: str
    folder: Path


def checked(one: Declared, value: object, place: Place) -> object:
    """`value` as the option takes it: lists as tuples, names of files as paths from the place's folder.

    Raises `ConfigurationError`, which names the place, the option and what it takes.
    """
    if not _fits(one, value):
        raise ConfigurationError(f"{place.name}: {one.name} {_takes(one, value)}")
    if one.kind == "files":
        return tuple(place.folder / name for name in value)  # type: ignore[attr-defined]
    return tuple(value) if isinstance(value, list) else value


def held(one: Declared, value: object, holder: str) -> object:
    """`value` as the dataclass `holder` may hold it: as `checked` gives it, but what was loaded in the place of the
    files. Raises `ConfigurationError` as `checked` does."""
    if one.kind != "files":
        return checked(one, list(value) if isinstance(value, tuple) else value, Place(holder, Path()))
    entries = value if isinstance(value, list | tuple) else [value]
    odd = [entry for entry in entries if not isinstance(entry, one.loaded)]
    if odd and one.load is not None:
        maker = f"{one.load.__module__}.{one.load.__name__}"
        what = f"takes a tuple of {one.loaded.__name__}, as {maker} makes it of files"
        raise ConfigurationError(f"{holder}: {one.name} {what}, not {odd[0]!r}")
    return tuple(entries)


def read_text(one: Declared, text: str, place: Place) -> object:
    """What a text says, where there is nothing but text: the environment, an INI file.

    Lists stand one entry a line; in one line, commas stand between the entries. Yes and no are true, yes, on, 1 and
    false, no, off, 0. Raises `ConfigurationError` as `checked` does.
    """
    text = text.strip()
    value: object = text
    if one.kind == "flag":
        value = _FLAGS.get(text.lower(), text)
    elif one.kind == "number":
        number = whole_number(text, DIGITS)
        value = text if number is None else number
    elif one.kind in ("choices", "files"):
        entries = text.splitlines() if "\n" in text else text.split(",")
        value = [entry.strip() for entry in entries if entry.strip()]
    return checked(one, value, place)


def known(name: str, options: Iterable[str], place: str) -> None:
    """Raise `ConfigurationError` with the nearest right name when there is no option of this one."""
    options = list(options)
    if name not in options:
        raise ConfigurationError(f"{place}: unknown option {name}{did_you_mean(name, options)}")


def _fits(one: Declared, value: object) -> bool:
    if one.kind == "flag":
        return isinstance(value, bool)
    if one.kind == "number":
        return isinstance(value, int) and not isinstance(value, bool) and value >= (one.least or 0)
    if one.kind == "choice":
        return value in one.choices
    texts = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return texts and (one.kind == "files" or set(value) <= set(one.choices))  # type: ignore[call-overload]


def _takes(one: Declared, value: object) -> str:
    """What an option takes, behind its name, and what it was given."""
    if one.kind == "files":
        return f"takes a list of file names, not {value!r}"
    if one.kind == "number":
        return f"takes a whole number above {(one.least or 0) - 1}, not {value!r}"
    if one.kind == "choices":
        odd = [entry for entry in value if entry not in one.choices] if isinstance(value, list) else []
        wrong = f"{odd[0]!r}{did_you_mean(str(odd[0]), one.choices)}" if odd else repr(value)
        return f"takes a list of {', '.join(one.choices)}, not {wrong}"
    words = ("true", "false") if one.kind == "flag" else one.choices
    wrong = did_you_mean(value, words) if isinstance(value, str) else ""
    return f"is {' or '.join(words)}, not {value!r}{wrong}"


def by_name(options: Mapping[str, Declared], values: Mapping[str, object], place: Place) -> dict[str, Given]:
    """Checked values by the names of their options. Raises `ConfigurationError`."""
    for name in values:
        known(name, options, place.name)
    return {name: Given(checked(options[name], value, place), place.name) for name, value in values.items()}
