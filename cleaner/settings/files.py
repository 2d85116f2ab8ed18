"""Configuration files: where the nearest one is, and what it says."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from cleaner.settings.declared import ConfigurationError, Declared
from cleaner.settings.values import Given, Place, by_name, known, read_text

#: The names of configuration files, in the order in which a folder is searched; the first that speaks of us counts.
NAMES = ("cleaner.toml", "pyproject.toml", "setup.cfg")
_TOML_TABLE, _INI_SECTION = ("tool", "cleaner"), "cleaner"
#: What marks the root of a repository: the search ends there.
_ROOTS = (".git", ".hg", ".jj")


class Written(NamedTuple):
    """What a file says, by name. `text` says that values are texts, as in an INI file, not those of TOML."""

    path: Path
    values: Mapping[str, Any]
    text: bool = False


def nearest(start: Path, home: Path | None = None) -> Written | None:
    """The nearest configuration from a folder upwards; None where there is none.

    In each folder ``cleaner.toml`` is looked at first, then ``pyproject.toml`` with a table ``[tool.cleaner]``, then
    ``setup.cfg`` with a section ``[cleaner]``; files are not added up. The search ends with the folder that is the
    root of a repository, or the user's `home`. Raises `ConfigurationError` for one that cannot be read, PermissionError
    for a folder that may not be entered: what would count there nobody knows.
    """
    for folder in _upwards(start.absolute(), home):
        for name in NAMES:
            path = folder / name
            if _is_file(path) and (found := _read(path)) is not None:
                return found
    return None


def written(path: Path) -> Written:
    """What a configuration file says. Raises `ConfigurationError` where it cannot be read or has no part for us."""
    found = _read(path)
    if found is None:
        part = f"[{_INI_SECTION}]" if _is_ini(path) else f"[{'.'.join(_TOML_TABLE)}]"
        raise ConfigurationError(f"{path}: there is no {part} in it")
    return found


def values_of(file: Written, options: Mapping[str, Declared]) -> dict[str, Given]:
    """A file's values, checked, by the names of their options. Raises `ConfigurationError`."""
    place = Place(str(file.path), file.path.parent)
    if not file.text:
        return by_name(options, file.values, place)
    for name in file.values:
        known(name, options, place.name)
    return {name: Given(read_text(options[name], text, place), place.name) for name, text in file.values.items()}


def _upwards(folder: Path, home: Path | None) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield place
        if place == home or any(os.path.exists(place / root) for root in _ROOTS):
            return


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except PermissionError:
        raise
    except OSError:
        return False


def _read(path: Path) -> Written | None:
    """What a file says; None for a file that is shared with other programs and has no part for us."""
    try:
        text = path.read_text("utf-8-sig")  # editors of Windows put a mark in front
        if path.name in NAMES[1:] and "cleaner" not in text:  # somebody else's mistakes in it are not ours to tell
            return None
        return _ini(path, text) if _is_ini(path) else _toml(path, text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error


def _toml(path: Path, text: str) -> Written | None:
    try:
        table: Any = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # a number of too many digits is a ValueError of its own
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())}") from error
    if path.name != "pyproject.toml":
        return Written(path, table)
    for name in _TOML_TABLE:
        table = table.get(name) if isinstance(table, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{path}: {'.'.join(_TOML_TABLE)} is a table, not {table!r}")
    return None if table is None else Written(path, table)


def _is_ini(path: Path) -> bool:
    return path.suffix in (".cfg", ".ini")


def _ini(path: Path, text: str) -> Written | None:
    import configparser  # noqa: PLC0415 - few configurations are in such a file

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text, str(path))
    except configparser.Error as error:
        raise ConfigurationError(f"{path}: {' '.join(str(error).split())}") from error
    return Written(path, dict(parser.items(_INI_SECTION)), text=True) if parser.has_section(_INI_SECTION) else None
