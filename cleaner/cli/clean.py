"""`cleaner clean`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
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
from cleaner.batch.order import MOST_BYTES, MOST_SECONDS
from cleaner.batch.outlets import StandardOutput
from cleaner.batch.run import Running, found_in, run
from cleaner.batch.walk import Inputs, find_sources
from cleaner.cli.inputs import NOTHING, Found, beginning, choosing
from cleaner.cli.outlet import clippings_within, limits_of, outlet_of
from cleaner.cli.running import Following, follow
from cleaner.cli.standard import complain, reading, write_out
from cleaner.cli.target import Target, target_of
from cleaner.cli.terminal import GivenPath, address, configured, paths_of, usage_errors
from cleaner.options import Options
from cleaner.writers.names import OWN, schemes

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


def _suffix(_context: click.Context, _option: click.Parameter, said: str | None) -> str | None:
    """The callback of an option that is put behind a file's name. What would give no name of another file in the same
    folder ends the command with exit code 2."""
    if said is not None and (not said or {os.sep, os.altsep} & {*said}):
        raise click.BadParameter(f"{said!r} is no suffix such as .orig")
    return said


def _options(*options: Callable[..., Any]) -> Callable[..., Any]:
    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_INPUT_AND_OUTPUT = _options(
    click.option(
        "-o",
        "--output",
        type=GivenPath(path_type=str),
        help="The folder for the articles, a .jsonl or .parquet file for all, or the file for one: .md, .txt, .json, "
        ".html, .tei.xml.",
    ),
    click.option("-f", "--format", "form", type=click.Choice(list(FORMS)), help="md in folders, else txt."),
    click.option("--flat", is_flag=True, help="All articles in one folder, whatever folders the clippings are in."),
    click.option(
        "--in-place",
        is_flag=True,
        help="Write each article over its clipping: over text and Markdown, or with -f html over pages.",
    ),
    click.option(
        "--backup",
        callback=_suffix,
        metavar="SUFFIX",
        help="With --in-place: keep the clipping under its name and this.",
    ),
    click.option(
        "--exclude", multiple=True, metavar="GLOB", help="Leave these out of folders. May be given more than once."
    ),
    click.option(
        "--metadata-names",
        "names",
        type=click.Choice(schemes()),
        default=OWN,
        show_default=True,
        help="Whose names the fields get.",
    ),
    click.option(
        "--crawled",
        type=click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")),
        help="When the clippings were fetched: then 3天前 or 昨天 14:05 is a day.",
    ),
    click.option("--url", callback=address, help="The address of a clipping by itself: relative links count from it."),
)
_WORK = _options(
    click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes; all cores by default."),
    click.option(
        "--deadline",
        type=click.FloatRange(0.1, MOST_SECONDS),
        metavar="SECONDS",
        help="For one clipping; 60 by default.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(64, MOST_BYTES >> 20),
        metavar="MB",
        help="For one worker; 4096 by default.",
    ),
    click.option(
        "--fresh",
        is_flag=True,
        help="Clean everything anew, also what an earlier run has done; write over the file of one article.",
    ),
    click.option("--retry", is_flag=True, help="Try again what broke its worker in an earlier run."),
    click.option(
        "--dead-letters",
        "letters",
        type=GivenPath(file_okay=False),
        help="The folder for clippings that broke their worker; .cleaner/failed in the output by default.",
    ),
    click.option("--dedup", is_flag=True, help="Mark near-duplicates of earlier articles as duplicate_of them."),
    click.option("-q", "--quiet", is_flag=True, help="No progress and no summary."),
    click.option("--log-format", type=click.Choice(("text", "json")), default="text", help="How remarks are written."),
)


@click.command("clean", epilog=_EXAMPLES)
@paths_of
@_INPUT_AND_OUTPUT
@_WORK
@choosing
@configured
def command(paths: tuple[Path, ...], options: Options, output: str | None, **wanted: Any) -> None:
    """Clean PATHS (files, folders, archives, or - for standard input).

    One input is written to standard output, or to the file given by --output; several go into the folder or the file
    given by --output, or to standard output as JSON lines. A run that was broken off goes on where it was, and a
    second one skips what is done. Exit code 1 when some input could not be cleaned, 130 when interrupted, 143 when
    terminated.
    """
    target = target_of(output, wanted["form"]) if output is not None else None
    _check(paths, target, **wanted)
    form = target.form if target else wanted["form"] or ("md" if wanted["in_place"] else "txt")
    job = Job(options, form, wanted["names"], wanted["crawled"], wanted["dedup"])
    if paths == (Path("-"),):
        sys.exit(_from_standard_input(job, wanted))
    sys.exit(_clean(paths, job, target, wanted))


def _check(paths: tuple[Path, ...], target: Target | None, in_place: bool, **wanted: Any) -> None:
    """What cannot be meant."""
    with usage_errors():
        limits_of(wanted)
    if Path("-") in paths and (len(paths) > 1 or target is not None or in_place):
        raise click.UsageError("- is cleaned by itself, to standard output")
    if in_place:
        _check_in_place(target, wanted["form"])
    elif wanted["backup"]:
        raise click.UsageError("--backup goes with --in-place")
    form = target.form if target else wanted["form"]
    if form and FORMS[form].gather and target is None:
        raise click.UsageError(f"{form} needs --output FILE{FORMS[form].suffix}")
    if form == "parquet" and find_spec("pyarrow") is None:
        raise click.UsageError("parquet needs pyarrow: pip install 'clipping-cleaner[parquet]'")
    if wanted["dedup"]:
        from cleaner.batch.near import MissingExtraError, check_installed  # noqa: PLC0415 - loads a database

        try:
            check_installed()
        except MissingExtraError as error:
            raise click.UsageError(str(error)) from error


def _check_in_place(target: Target | None, form: str | None) -> None:
    if target is not None:
        raise click.UsageError("--in-place and --output are two places for one article")
    if form not in (None, *_IN_PLACE):
        raise click.UsageError(f"--in-place writes {' or '.join(_IN_PLACE)}: {form} is no form of a clipping")


def _clean(paths: tuple[Path, ...], job: Job, target: Target | None, wanted: dict[str, Any]) -> int:
    """Choose where the articles go and how many processes clean, and follow the run."""
    output = target.path if target else None
    sources = partial(_sources, paths, wanted["exclude"], target, wanted["inputs"])
    found = _found(sources(), job.options.max_bytes, wanted)
    first, several = beginning(found)
    for path in () if first or wanted["log_format"] == "json" else paths:
        complain(str(path), NOTHING)
    _check_number(first, several, job, target, wanted)
    if wanted["url"]:
        first = _addressed(first, wanted["url"])
    try:
        outlet = outlet_of(job, target, wanted, clippings_within(output, paths, sources))
    except FileError as error:
        complain(str(error.path), str(error))
        return 1
    how = Running(job, clean_one, limits_of(wanted), _jobs(wanted, several), outlet.name, outlet.known)
    if wanted["memory"] is not None:  # else nobody asked for the limit that cannot be kept
        how = replace(how, tell=partial(complain, "--memory"))
    following = Following(output, wanted["quiet"], wanted["log_format"], lambda: sum(1 for _ in sources()))
    if output is None and not job.dedup:
        return follow(run(chain(first, found), how), outlet, following)
    from cleaner.batch.near import Seen  # noqa: PLC0415 - loads a database, which standard output does without

    with closing(Seen()) as seen:
        return follow(run(chain(first, found), how, seen), outlet, replace(following, commonest=seen.commonest))


def _found(sources: Iterator[Source], max_bytes: int, wanted: dict[str, Any]) -> Iterator[Found]:
    if not wanted["in_place"]:
        return found_in(sources, max_bytes, wanted["inputs"])
    from cleaner.batch.in_place import found_in_place  # noqa: PLC0415

    return found_in_place(sources, max_bytes, wanted["inputs"])


def _check_number(
    first: Sequence[Found], several: bool, job: Job, target: Target | None, wanted: dict[str, Any]
) -> None:
    """What one place cannot take: several articles, or that of the clipping which lies there."""
    if several and wanted["url"]:
        raise click.UsageError(_ONE_ADDRESS)
    if several and target is None and not wanted["in_place"] and job.form != "jsonl":
        raise click.UsageError("several inputs need --output FOLDER or --format jsonl")
    if target is None or target.holds != "one":
        return
    if several:
        name = target.path.name
        raise click.UsageError(f"{name} is the file of one article; several need a folder, a .jsonl or a .parquet file")
    if any(os.path.realpath(one.origin.source.path) == os.path.realpath(target.path) for one in first):
        raise click.UsageError(f"{target.path} is the clipping itself; --in-place writes over it")


def _addressed(found: Sequence[Found], url: str) -> list[Found]:
    """One clipping with its address, unless it states one itself."""
    return [replace(one, url=one.url or url) if isinstance(one, Clipping) else one for one in found]


def _sources(
    paths: tuple[Path, ...], exclude: tuple[str, ...], target: Target | None, inputs: Inputs
) -> Iterator[Source]:
    """The files to clean; a file that is the output of this very command is none of them, but for that of one article
    where it is named."""
    own = os.path.realpath(target.file) if target and target.file else None
    for source in find_sources(paths, exclude, target.path if target else None, inputs):
        meant = target is not None and target.holds == "one" and source.path in paths
        if own is None or meant or source.path.name != os.path.basename(own) or os.path.realpath(source.path) != own:
            yield source


def _jobs(wanted: dict[str, Any], several: bool) -> int:
    """How many worker processes: none for one clipping of which nobody asked anything."""
    asked = any(wanted[name] is not None for name in ("jobs", "deadline", "memory"))
    return (wanted["jobs"] or _cores()) if several or asked else 0


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _from_standard_input(job: Job, wanted: dict[str, Any]) -> int:
    """What comes in, as it comes: one clipping, which has no name, or an archive of many."""
    from cleaner.batch.archives.opening import peekable  # noqa: PLC0415 - archives cost a start-up

    with reading() as opened:
        found = clippings_in(peekable(opened), STANDARD_INPUT, job.options.max_bytes, wanted["inputs"])
        first: Sequence[Found] = ()
        if job.form != "jsonl" or wanted["url"]:
            first, several = beginning(found)
            if several:
                raise click.UsageError(_ONE_ADDRESS if wanted["url"] else "several clippings need --format jsonl")
            first = _addressed(first, wanted["url"])
        following = Following(None, True, wanted["log_format"], lambda: 0)
        return follow(run(chain(first, found), Running(job, clean_one)), StandardOutput(write_out), following)
