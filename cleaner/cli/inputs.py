"""Which clippings are taken, for commands that read folders and archives: the options, and the clippings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin, Unreadable, clippings_in, clippings_of
from cleaner.batch.files import Source
from cleaner.batch.walk import Inputs, find_sources
from cleaner.cli.standard import complain, reading

Found = Clipping | Unreadable
#: What is told of folders and archives that give nothing.
NOTHING = "there is no clipping in it"


class Wanted(NamedTuple):
    """What is taken: paths, patterns of what is left out of folders, and the choice of inputs."""

    paths: tuple[Path, ...]
    exclude: tuple[str, ...]
    inputs: Inputs


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


def found(wanted: Wanted, max_bytes: int, output: Path | None = None) -> Iterator[Found]:
    """The clippings that are wanted, but for those in `output`, and what could not be read; what is no clipping is told
    and left out. A path may name one clipping of an archive, as articles name their origin: ``site.zip!/a/b.html``."""
    for one in _given(wanted, max_bytes, output):
        if isinstance(one, Unreadable) and not one.lost:
            complain(named(one.origin), one.cause)
        else:
            yield one


def beginning(found: Iterator[Found]) -> tuple[list[Found], bool]:
    """As much of what is found as must be seen to know whether there are several clippings, and whether there are."""
    first, clippings = [], 0
    for one in found:
        first.append(one)
        clippings += not (isinstance(one, Unreadable) and not one.lost)
        if clippings > 1:
            return first, True
    return first, False


def named(origin: Origin) -> str:
    """How whoever gave the paths calls a clipping."""
    source = origin.source
    place = source.relative if source == STANDARD_INPUT else source.path
    return str(place) if origin.member is None else f"{place}!/{origin.member}"


def _given(wanted: Wanted, max_bytes: int, output: Path | None) -> Iterator[Found]:
    if wanted.paths == (Path("-"),):
        from cleaner.batch.archives.opening import peekable  # noqa: PLC0415 - archives cost a start-up

        with reading() as opened:
            yield from clippings_in(peekable(opened), STANDARD_INPUT, max_bytes, wanted.inputs)
        return
    for path in wanted.paths:
        archive, member = _member(path)
        if member is not None:
            yield _clipping_named(Source(archive, Path(archive.name)), member, max_bytes, wanted.inputs)
            continue
        for source in find_sources((path,), wanted.exclude, output, wanted.inputs):
            yield from clippings_of(source, max_bytes, wanted.inputs)


def _member(path: Path) -> tuple[Path, str | None]:
    """The archive and the clipping within it that a path names; None where it names a file or nothing."""
    archive, sign, member = str(path).partition("!/")
    if sign and member and not os.path.lexists(path) and os.path.isfile(archive):
        return Path(archive), member
    return path, None


def _clipping_named(source: Source, member: str, max_bytes: int, inputs: Inputs) -> Found:
    """The first clipping of this name; reading ends there."""
    for one in clippings_of(source, max_bytes, inputs):
        if one.origin.member == member:
            return one
    return Unreadable(Origin(source, member), "there is no such clipping in it")
