"""`cleaner clean`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import click

from cleaner.batch.clippings import STANDARD_INPUT, Clipping, clippings_in
from cleaner.batch.files import FileError, Source
from cleaner.batch.forms import FORMS
from cleaner.batch.job import Job, clean_one
from cleaner.batch.outlets import StandardOutput
from cleaner.batch.run import Running, found_in, run
from cleaner.batch.walk import find_sources
from cleaner.cli.asked import Asked, asked_of, flags
from cleaner.cli.inputs import NOTHING, Found, beginning, choosing
from cleaner.cli.outlet import clippings_within, outlet_of
from cleaner.cli.running import Following, follow
from cleaner.cli.standard import complain, reading, write_out
from cleaner.cli.terminal import configured, paths_of
from cleaner.options import Options

#: The forms that stand in the place of a clipping: Markdown of texts, a page of pages. Plain text is none, without the
#: title and all that the removed lines said.
_IN_PLACE = ("md", "html")
_ONE_ADDRESS = "--url is the address of one clipping"
_EXAMPLES = """\b
Examples:
  cleaner clean page.html                          the body, as text
  cleaner clean clips -o out                       a folder into a folder, as Markdown; again: what is new
  cleaner clean page.html -f html                  a clean page by itself; also md, json, tei
  cleaner clean page.html -o article.md            the article in a file, in the form that its name says
  cleaner clean page.html -f md --url https://example.org/page.html
  cleaner clean clips -o out.jsonl                 a folder into one file of JSON lines; also out.parquet
  cleaner clean clips -o out --jobs 4 --deadline 20 --memory 1024
  cleaner clean notes --in-place --backup .orig    text and Markdown, each in its own place
  cleaner clean clips -f jsonl                    everything, to standard output
"""


@click.command("clean", epilog=_EXAMPLES)
@paths_of
@flags
@choosing
@configured
def command(paths: tuple[Path, ...], options: Options, **given: Any) -> None:
    """Clean PATHS (files, folders, archives, or - for standard input).

    One input is written to standard output, or to the file given by --output; several go into the folder or the file
    given by --output, or to standard output as JSON lines. A run that was broken off goes on where it was, and a
    second one skips what is done. Exit code 1 when some input could not be cleaned, 130 when interrupted, 143 when
    terminated.
    """
    asked = asked_of(**given)
    _check(paths, asked)
    clean = _from_standard_input if paths == (Path("-"),) else partial(_clean, paths)
    sys.exit(clean(asked.job(options), asked))


def _check(paths: tuple[Path, ...], asked: Asked) -> None:
    """What cannot be meant."""
    if Path("-") in paths and (len(paths) > 1 or asked.target is not None or asked.in_place):
        raise click.UsageError("- is cleaned by itself, to standard output")
    if asked.in_place:
        _check_in_place(asked)
    elif asked.backup:
        raise click.UsageError("--backup goes with --in-place")
    if FORMS[asked.form].gather and asked.target is None:
        raise click.UsageError(f"{asked.form} needs --output FILE{FORMS[asked.form].suffix}")
    if asked.form == "parquet" and find_spec("pyarrow") is None:
        raise click.UsageError("parquet needs pyarrow: pip install 'clipping-cleaner[parquet]'")
    if asked.dedup:
        from cleaner.batch.near import MissingExtraError, check_installed  # noqa: PLC0415 - loads a database

        try:
            check_installed()
        except MissingExtraError as error:
            raise click.UsageError(str(error)) from error


def _check_in_place(asked: Asked) -> None:
    if asked.target is not None:
        raise click.UsageError("--in-place and --output are two places for one article")
    if asked.form not in _IN_PLACE:
        raise click.UsageError(f"--in-place writes {' or '.join(_IN_PLACE)}: {asked.form} is no form of a clipping")


def _clean(paths: tuple[Path, ...], job: Job, asked: Asked) -> int:
    """Choose where the articles go and how many processes clean, and follow the run."""
    sources = partial(_sources, paths, asked)
    found = _found(sources(), job.options.max_bytes, asked)
    first, several = beginning(found)
    for path in () if first or asked.log_format == "json" else paths:
        complain(str(path), NOTHING)
    _check_number(first, several, asked)
    first = _addressed(first, asked.url)
    try:
        outlet = outlet_of(job, asked, clippings_within(asked.output, paths, sources))
    except FileError as error:
        complain(str(error.path), str(error))
        return 1
    jobs = (asked.jobs or _cores()) if several or asked.in_processes else 0  # none for one of which nothing was asked
    how = Running(job, clean_one, asked.limits, jobs, outlet.name, outlet.known)
    if asked.memory is not None:  # else nobody asked for the limit that cannot be kept
        how = replace(how, tell=partial(complain, "--memory"))
    following = Following(asked.output, asked.quiet, asked.log_format, lambda: sum(1 for _ in sources()))
    if asked.output is None and not job.dedup:
        return follow(run(chain(first, found), how), outlet, following)
    from cleaner.batch.near import Seen  # noqa: PLC0415 - loads a database, which standard output does without

    with closing(Seen()) as seen:
        return follow(run(chain(first, found), how, seen), outlet, replace(following, commonest=seen.commonest))


def _found(sources: Iterator[Source], max_bytes: int, asked: Asked) -> Iterator[Found]:
    if not asked.in_place:
        return found_in(sources, max_bytes, asked.inputs)
    from cleaner.batch.in_place import found_in_place  # noqa: PLC0415

    return found_in_place(sources, max_bytes, asked.inputs)


def _check_number(first: Sequence[Found], several: bool, asked: Asked) -> None:
    """What one place cannot take: several articles, or that of the clipping which lies there."""
    target = asked.target
    if several and asked.url:
        raise click.UsageError(_ONE_ADDRESS)
    if several and target is None and not asked.in_place and asked.form != "jsonl":
        raise click.UsageError("several inputs need --output FOLDER or --format jsonl")
    if target is None or target.holds != "one":
        return
    if several:
        name = target.path.name
        raise click.UsageError(f"{name} is the file of one article; several need a folder, a .jsonl or a .parquet file")
    if any(os.path.realpath(one.origin.source.path) == os.path.realpath(target.path) for one in first):
        raise click.UsageError(f"{target.path} is the clipping itself; --in-place writes over it")


def _addressed(found: Sequence[Found], url: str | None) -> list[Found]:
    """One clipping with its address, where one is given, unless it states one itself."""
    return [replace(one, url=one.url or url) if isinstance(one, Clipping) and url else one for one in found]


def _sources(paths: tuple[Path, ...], asked: Asked) -> Iterator[Source]:
    """The files to clean; a file that is the output of this very command is none of them, but for that of one article
    where it is named."""
    target = asked.target
    own = os.path.realpath(target.file) if target and target.file else None
    for source in find_sources(paths, asked.exclude, asked.output, asked.inputs):
        meant = target is not None and target.holds == "one" and source.path in paths
        if own is None or meant or source.path.name != os.path.basename(own) or os.path.realpath(source.path) != own:
            yield source


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _from_standard_input(job: Job, asked: Asked) -> int:
    """What comes in, as it comes: one clipping, which has no name, or an archive of many."""
    from cleaner.batch.archives.opening import peekable  # noqa: PLC0415 - archives cost a start-up

    with reading() as opened:
        found = clippings_in(peekable(opened), STANDARD_INPUT, job.options.max_bytes, asked.inputs)
        first: Sequence[Found] = ()
        if job.form != "jsonl" or asked.url:
            first, several = beginning(found)
            if several:
                raise click.UsageError(_ONE_ADDRESS if asked.url else "several clippings need --format jsonl")
            first = _addressed(first, asked.url)
        following = Following(None, True, asked.log_format, lambda: 0)
        return follow(run(chain(first, found), Running(job, clean_one)), StandardOutput(write_out), following)
