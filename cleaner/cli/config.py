"""`cleaner config`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from cleaner.cli.standard import print_out, printable
from cleaner.cli.terminal import settable, taken_settings, usage_errors
from cleaner.options import Options
from cleaner.settings.effective import Setting, effective

_EXAMPLES = """\b
Examples:
  cleaner config                           what counts here, and who said so
  cleaner config --mode recall             the same, if this flag were given
  cleaner config --no-config -f toml       the defaults, to begin a cleaner.toml with
  cleaner config -f json                   for programs
"""


@click.command("config", epilog=_EXAMPLES)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "json", "toml"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as a configuration file.",
)
@settable
def command(form: str, **given: Any) -> None:
    """Print the configuration that counts here, and where each value came from.

    It comes from the nearest configuration file, then the environment (CLEANER_SCRIPT=hans), then flags: what is
    said later counts. Files of rules add up. The output of --format toml is a configuration file itself.
    """
    file, said = taken_settings(given)
    with usage_errors():
        settings = effective(Options, file, os.environ, said)
    print_out(_FORMS[form](file.path if file is not None else None, settings), end="")


def _text(file: Path | None, settings: Sequence[Setting]) -> str:
    rows = [(one.option.name, _toml_value(one.value), one.origin) for one in settings]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name:{widths[0]}}  {value:{widths[1]}}  {origin}" for name, value, origin in rows]
    head = f"configuration file: {file or 'none'}"
    return "".join(printable(line) + "\n" for line in (head, "", *lines))


def _json(file: Path | None, settings: Sequence[Setting]) -> str:
    options = {one.option.name: {"value": _plain(one.value), "origin": one.origin} for one in settings}
    told = {"file": None if file is None else str(file), "options": options}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _toml(file: Path | None, settings: Sequence[Setting]) -> str:
    lines = [f"{one.option.name} = {_toml_value(one.value)}  # {one.origin}" for one in settings]
    return "".join(printable(line) + "\n" for line in (f"# configuration file: {file or 'none'}", *lines))


def _plain(value: object) -> object:
    """A value as JSON and TOML know it; names of files are absolute, since the output may be put anywhere."""
    if isinstance(value, tuple):
        return [str(entry.absolute()) if isinstance(entry, Path) else entry for entry in value]
    return value


def _toml_value(value: object) -> str:
    """Texts of TOML are texts of JSON, but for one character that JSON leaves as it is."""
    return json.dumps(_plain(value), ensure_ascii=False).replace("\x7f", "\\u007f")


_FORMS: Mapping[str, Callable[[Path | None, Sequence[Setting]], str]] = {"text": _text, "json": _json, "toml": _toml}
