"""What the subcommands share: options, the way errors are told, reading standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cleaner.options import ConfigurationError, Options, load_rules

PATHS = click.Path(path_type=Path, allow_dash=True)


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how to clean: --config and --rules."""
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


def read_options(config: Path | None, rule_files: tuple[Path, ...]) -> Options:
    """The options from a configuration and rule files. A mistake in them ends the command with exit code 2."""
    try:
        options = Options.from_file(config) if config else Options()
        extra = load_rules(list(rule_files)) if rule_files else ()
        return replace(options, rules=(*options.rules, *extra))
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error


def complain(name: str, cause: str) -> None:
    """One line on standard error that names the input and the cause."""
    click.echo(f"cleaner: {name}: {' '.join(cause.split())}", err=True)


def standard_input(max_bytes: int) -> bytes:
    """All of standard input, at most one byte more than is allowed."""
    return sys.stdin.buffer.read(max_bytes + 1)
