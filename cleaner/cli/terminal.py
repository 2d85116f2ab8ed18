"""Between the subcommands and the terminal: the options of all, the way errors are told, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from cleaner.model import Engine, Mode, Script
from cleaner.options import NORMALISERS, ConfigurationError, Options, load_profiles, load_rules

_UNIFORM = "Make uniform, too: " + "; ".join(f"{name}: {what}" for name, what in NORMALISERS.items()) + "."
PATHS = click.Path(path_type=Path, allow_dash=True)


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how to clean, --config, --rules, --profile and those of `_OPTIONS`, as
    `options`."""

    @wraps(command)
    def with_options(config: Path | None, rule_files: tuple[Path, ...], **given: Any) -> Any:
        profiles = given.pop("profile_files")
        wishes = {name: given.pop(name) for name in _WISHES}
        chosen = {name: value for name, value in wishes.items() if value not in (None, ())}
        return command(options=read_options(config, rule_files, chosen, profiles), **given)

    added: Callable[..., Any] = with_options
    for option in reversed(_OPTIONS):
        added = option(added)
    return added


_OPTIONS = (
    click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="A configuration file (TOML)."),
    click.option(
        "--rules",
        "rule_files",
        type=click.Path(path_type=Path, dir_okay=False),
        multiple=True,
        help="A rule file of your own, asked together with the shipped rules. May be given more than once.",
    ),
    click.option(
        "--profile",
        "profile_files",
        type=click.Path(path_type=Path, dir_okay=False),
        multiple=True,
        help="Profiles of sites, as `cleaner learn` writes them. May be given more than once.",
    ),
    click.option(
        "--engine",
        type=click.Choice(get_args(Engine)),
        help="What finds the body of an HTML page; agree: density, and a warning where trafilatura says otherwise.",
    ),
    click.option(
        "--mode",
        type=click.Choice(get_args(Mode)),
        help="What becomes of doubtful parts of an HTML page: precision drops them, recall keeps them.",
    ),
    click.option(
        "--thorough", is_flag=True, default=None, help="Ask trafilatura and htmldate for metadata a page leaves open."
    ),
    click.option(
        "--script",
        type=click.Choice(get_args(Script)),
        help="The Chinese script of what comes out; auto converts back what a program converted.",
    ),
    click.option("--repairs/--no-repairs", default=None, help="Undo damage (the default), or leave it."),
    click.option(
        "--restore-evasions",
        is_flag=True,
        default=None,
        help="Put back words that were replaced to evade advertising law, ordinary words (头部) too.",
    ),
    click.option("--normalise", multiple=True, type=click.Choice(list(NORMALISERS)), help=_UNIFORM),
)
#: The names of the options that say how to clean.
_WISHES = ("engine", "mode", "thorough", "script", "repairs", "restore_evasions", "normalise")


def read_options(
    config: Path | None, rule_files: tuple[Path, ...], chosen: Mapping[str, Any], profile_files: tuple[Path, ...] = ()
) -> Options:
    """The options from a configuration, files of rules and profiles, and what the command line says, which counts. A
    mistake in them ends the command with exit code 2."""
    try:
        options = Options.from_file(config) if config else Options()
        rules = load_rules(list(rule_files), options.rules)
        profiles = load_profiles(list(profile_files), options.profiles)
        return replace(options, rules=rules, profiles=profiles, **chosen)
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error


def complain(name: str, cause: str) -> None:
    """One line on standard error that names the input and the cause."""
    click.echo(f"cleaner: {printable(name)}: {printable(' '.join(cause.split()))}", err=True)


def printable(text: str) -> str:
    """`text` with what would move the cursor or command the terminal written out, as ``\\n``."""
    return "".join(c if c.isprintable() or c == "\u3000" else repr(c)[1:-1] for c in text)


def standard_input(max_bytes: int) -> bytes:
    """All of standard input, at most one byte more than is allowed."""
    return sys.stdin.buffer.read(max_bytes + 1)
