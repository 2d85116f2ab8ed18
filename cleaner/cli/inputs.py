"""The options that say which clippings are taken, for commands that read folders and archives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from cleaner.batch.walk import Inputs


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --include, --no-ignore and --column, as the one value `inputs`."""

    @wraps(command)
    def with_inputs(include: tuple[str, ...], no_ignore: bool, column: str | None, **given: Any) -> Any:
        return command(inputs=Inputs(include, no_ignore, column), **given)

    added: Callable[..., Any] = with_inputs
    for option in reversed(_OPTIONS):
        added = option(added)
    return added


_OPTIONS = (
    click.option(
        "--include",
        multiple=True,
        metavar="GLOB",
        help="Take only these from folders, whatever their suffix. May be given more than once.",
    ),
    click.option("--no-ignore", is_flag=True, help="Take what .gitignore and .cleanerignore leave out, too."),
    click.option(
        "--column", metavar="NAME", help="The column of JSON lines and Parquet files that holds the text, or the HTML."
    ),
)
