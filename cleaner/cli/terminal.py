"""Between the subcommands and the terminal: the options of all, and where they come from."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from glob import glob
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from cleaner.batch.files import cause_of
from cleaner.options import Options
from cleaner.settings.declared import ConfigurationError, Declared, declared
from cleaner.settings.effective import effective, made
from cleaner.settings.files import Written, nearest, written

#: An address: of the web, or that of a file. Must not match "C:/a" nor "a: b".
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class GivenPath(click.Path):
    """A path that somebody wrote. The empty one, which a variable without a value leaves in a shell, names nothing and
    ends the command with exit code 2: Python takes it for the folder one is in. So does an address, which is fetched by
    nobody. One that may not be read is told when it is read, as from a folder; the others are cleaned."""

    def __init__(self, path_type: type[Any] = Path, **wanted: bool) -> None:
        super().__init__(path_type=path_type, readable=False, **wanted)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a mistake."""
        if value == "":
            self.fail("an empty path names nothing; . is the folder you are in", param, ctx)
        if isinstance(value, str) and _ADDRESS.match(value) and not os.path.lexists(value):
            self.fail(f"{value} is an address, and nothing is fetched: save the page, and name its file", param, ctx)
        return super().convert(value, param, ctx)


_PATHS = GivenPath(allow_dash=True)
FILE = GivenPath(dir_okay=False)


def paths_of(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command PATHS: what is cleaned. One that may not be read is told when it is read, as from a folder; the
    others are cleaned."""
    return click.argument("paths", nargs=-1, required=True, type=_PATHS, callback=_expanded)(command)


def _expanded(_context: click.Context, _argument: click.Parameter, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Patterns as the files that match them, where shells leave that to the command."""
    return tuple(path for one in paths for path in _matching(one)) if os.name == "nt" else tuple(paths)


def _matching(path: Path) -> Sequence[Path]:
    """The files that a pattern matches, by name; the path itself where it is there, or matches nothing."""
    if os.path.lexists(path):
        return (path,)
    return [Path(name) for name in sorted(glob(str(path), recursive=True))] or (path,)


def address(_context: click.Context, _option: click.Parameter, said: str | None) -> str | None:
    """The callback of an option that is the address of a page on the web. What is none ends the command with exit
    code 2."""
    if said is not None and not _is_address(said):
        raise click.BadParameter(f"{said!r} is no address such as https://example.org/page.html")
    return said


def _is_address(said: str) -> bool:
    try:
        parts = urlsplit(said)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, said))
    except ValueError:
        return False


def configured(command: Callable[..., Any], names: Collection[str] | None = None) -> Callable[..., Any]:
    """Give a command the options that say how to clean (of them those of these `names`), --config and --no-config, and
    call it with what counts in the end as `options`. A mistake ends the command with exit code 2."""

    @wraps(command)
    def with_options(**given: Any) -> Any:
        options = read_options(*taken_settings(given))
        return command(options=options, **given)

    return settable(with_options, names)


def settable(command: Callable[..., Any], names: Collection[str] | None = None) -> Callable[..., Any]:
    """Give a command a flag for each option that `Options` declares (of these `names`), --config and --no-config."""
    for option in reversed([*declared(Options).values()]):
        command = _flag(option)(command) if names is None or option.name in names else command
    nowhere = click.option("--no-config", "no_config", is_flag=True, help="Read no configuration file.")
    return click.option(
        "--config",
        type=FILE,
        help="The configuration file; else the nearest cleaner.toml, pyproject.toml or setup.cfg upwards from here.",
    )(nowhere(command))


def taken_settings(given: dict[str, Any]) -> tuple[Written | None, dict[str, object]]:
    """The configuration file and what the flags of `settable` say, taken out of a command's arguments."""
    config, nowhere = given.pop("config"), given.pop("no_config")
    said = {name: given.pop(name, None) for name in declared(Options)}
    if config is not None and nowhere:
        raise click.UsageError("--config and --no-config contradict each other")
    with usage_errors():
        file = None if nowhere else written(config) if config is not None else _nearest()
    return file, {name: value for name, value in said.items() if value not in (None, ())}


def read_options(file: Written | None, said: Mapping[str, object]) -> Options:
    """The options from a configuration file, the environment, and what the command line says, which counts."""
    with usage_errors():
        return made(Options, effective(Options, file, os.environ, said))


@contextmanager
def usage_errors() -> Iterator[None]:
    """A mistake in a configuration or a rule file ends the command with its message and exit code 2."""
    try:
        yield
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error


def _flag(option: Declared) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The flag of an option. Where it is not given it says nothing: None, or no entry."""
    several = option.kind in ("files", "choices")
    says = option.help if several else f"{option.help}  [default: {_shown(option.default)}]"
    name = f"{option.flag}/--no-{option.flag[2:]}" if option.kind == "flag" else option.flag
    takes: Mapping[str, dict[str, Any]] = {
        "flag": {"default": None},
        "number": {"type": click.IntRange(min=option.least)},
        "choice": {"type": click.Choice(option.choices)},
        "choices": {"type": click.Choice(option.choices), "multiple": True},
        "files": {"type": FILE, "multiple": True},
    }
    return click.option(name, option.name, help=says, **takes[option.kind])


def _shown(default: object) -> str:
    return ("yes" if default else "no") if isinstance(default, bool) else str(default)


def _nearest() -> Written | None:
    try:
        return nearest(Path.cwd(), _home())
    except OSError as error:  # it may not be entered, or is no more
        place = error.filename or "the working directory"
        raise ConfigurationError(f"{place}: {cause_of(error)}; --no-config reads none") from error


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # nobody's
        return None
