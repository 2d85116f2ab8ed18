"""Between the subcommands and the terminal: the options of all, the way errors are told, standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click

from cleaner.model import Script
from cleaner.options import NORMALISERS, ConfigurationError, Options, load_rules

_UNIFORM = "Make uniform, too: " + "; ".join(f"{name}: {what}" for name, what in NORMALISERS.items()) + "."
PATHS = click.Path(path_type=Path, allow_dash=True)


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how to clean: --config, --rules, and those of `wished`."""
    command = wished(command)
    command = click.option(
        "--rules",
        "rule_files",
        type=click.Path(path_type=Path, dir_okay=False),
        multiple=True,
        help="A rule file of your own, asked together with the shipped rules. May be given more than once.",
    )(command)
    return click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), help="A configuration file (TOML)."
    )(command)


def wished(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how its text is made whole and uniform."""
    for option in (
        click.option("--normalise", multiple=True, type=click.Choice(list(NORMALISERS)), help=_UNIFORM),
        click.option(
            "--restore-evasions",
            is_flag=True,
            default=None,
            help="Put back words that were replaced to evade advertising law, ordinary words (头部) too.",
        ),
        click.option("--repairs/--no-repairs", default=None, help="Undo damage (the default), or leave it."),
        click.option(
            "--script",
            type=click.Choice(get_args(Script)),
            help="The Chinese script of what comes out; auto converts back what a program converted.",
        ),
    ):
        command = option(command)
    return command


def read_options(config: Path | None, rule_files: tuple[Path, ...], **wishes: Any) -> Options:
    """The options from a configuration, rule files and what was given on the command line. A mistake in them ends the
    command with exit code 2."""
    given = {name: wish for name, wish in wishes.items() if wish not in (None, ())}
    try:
        options = replace(Options.from_file(config) if config else Options(), **given)
        return replace(options, rules=load_rules(list(rule_files), options.rules))
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
