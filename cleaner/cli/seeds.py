"""What `check`, `fix` and `diff` share: their options, and the files that they look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from cleaner.batch.files import FileError
from cleaner.batch.ignored import not_ignored
from cleaner.batch.walk import Inputs, find_sources
from cleaner.cli.standard import write_out
from cleaner.cli.terminal import configured, paths_of
from cleaner.options import Options
from cleaner.upkeep.findings import Finding
from cleaner.upkeep.formats import FORMATS, LINES
from cleaner.upkeep.seed import Look, Wishes, look_at
from cleaner.writers.seed import FrontMatter

formatted = click.option(
    "-f", "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Who reads it."
)


def on_seeds(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command PATHS and the options on how seeds are kept; it gets a look at each file, as `looks`."""

    @wraps(command)
    def with_looks(paths: tuple[Path, ...], exclude: tuple[str, ...], options: Options, **given: Any) -> Any:
        wishes = Wishes(options, given.pop("front_matter"), given.pop("rewrite_html"), given.pop("force"))
        return command(looks=_looks(paths, exclude, wishes), **given)

    added: Callable[..., Any] = configured(with_looks)
    for option in reversed(_OPTIONS):
        added = option(added)
    return added


#: What of a folder is a seed: pages and texts, no archives.
_SEEDS = Inputs(suffixes=frozenset(".txt .text .md .markdown .html .htm .xhtml .shtml".split()))
_OPTIONS = (
    paths_of,
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these out of folders."),
    click.option(
        "--front-matter",
        type=click.Choice(get_args(FrontMatter)),
        default="auto",
        show_default=True,
        help="Where metadata goes. auto: what removed lines said, into the file; always: all that is known; sidecar: "
        "what they said, into FILE.yaml.",
    ),
    click.option("--rewrite-html", is_flag=True, help="Write articles of HTML pages beside them, as Markdown."),
    click.option("--force", is_flag=True, help="Rewrite what needs somebody's eye, too."),
)


def _looks(paths: Sequence[Path], exclude: tuple[str, ...], wishes: Wishes) -> Iterator[Look]:
    """A look at each file that is not ignored, in order."""
    try:
        for source in not_ignored(find_sources(paths, exclude, inputs=_SEEDS)):
            yield look_at(source.path, wishes)
    except FileError as error:
        raise click.UsageError(f"{error.path}: {error}") from error


def tell(found: Iterable[Sequence[Finding]], form: str) -> int:
    """Print the findings of each file, as they come where the format is lines; the exit code that they come to."""
    if form not in LINES:
        found = [[finding for findings in found for finding in findings]]
    code = 0
    for findings in found:
        write_out(FORMATS[form](findings).encode("utf-8", "replace"))
        code = code or (1 if findings else 0)
    return code
