"""`cleaner clean`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any

import click

from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Unreadable, clippings_in
from cleaner.batch.files import FileError, Source
from cleaner.batch.forms import FORMS
from cleaner.batch.job import Job, clean_one
from cleaner.batch.order import MOST_BYTES, MOST_SECONDS, Limits
from cleaner.batch.outlets import Outlet, StandardOutput
from cleaner.batch.result import result_of
from cleaner.batch.run import Running, found_in, run
from cleaner.batch.walk import Inputs, find_sources
from cleaner.cli.inputs import choosing
from cleaner.cli.running import Following, follow
from cleaner.cli.standard import complain, reading, write_out
from cleaner.cli.terminal import address, configured, paths_of, usage_errors
from cleaner.options import Options
from cleaner.writers.names import OWN, schemes

#: The forms that hold many articles in one file.
_MANY = tuple(name for name, form in FORMS.items() if form.many)
_ONE_ADDRESS = "--url is the address of one clipping"
_EXAMPLES = """\b
Examples:
  cleaner clean page.html                          the body, as text
  cleaner clean clips -o out                       a folder into a folder, as Markdown; again: what is new
  cleaner clean page.html -f html                  a clean page by itself; also md, json, tei
  cleaner clean page.html -f md --url https://example.org/page.html
  cleaner clean clips -o out.jsonl                 a folder into one file of JSON lines; also out.parquet
  cleaner clean clips -o out --jobs 4 --deadline 20 --memory 1024
  cleaner clean notes --in-place --backup .orig    text and Markdown, each in its own place
  cleaner clean clips -f jsonl                    everything, to standard output
"""


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
        type=click.Path(path_type=Path),
        help="The folder for the articles, or a .jsonl or .parquet file.",
    ),
    click.option("-f", "--format", "form", type=click.Choice(list(FORMS)), help="md in folders, else txt."),
    click.option("--flat", is_flag=True, help="All articles in one folder, whatever folders the clippings are in."),
    click.option("--in-place", is_flag=True, help="Write each article over its clipping; not over HTML."),
    click.option("--backup", metavar="SUFFIX", help="With --in-place: keep the clipping under its name and this."),
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
    click.option("--fresh", is_flag=True, help="Clean everything anew, also what an earlier run has done."),
    click.option("--retry", is_flag=True, help="Try again what broke its worker in an earlier run."),
    click.option(
        "--dead-letters",
        "letters",
        type=click.Path(path_type=Path, file_okay=False),
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
def command(paths: tuple[Path, ...], options: Options, **wanted: Any) -> None:
    """Clean PATHS (files, folders, archives, or - for standard input).

    One input is written to standard output; several go into the folder or the file given by --output, or to standard
    output as JSON lines. A run that was broken off goes on where it was, and a second one skips what is done. Exit
    code 1 when some input could not be cleaned, 130 when interrupted, 143 when terminated.
    """
    _check(paths, **wanted)
    form = wanted["form"] or _usual_form(wanted)
    job = Job(options, form, wanted["names"], wanted["crawled"], wanted["dedup"])
    if paths == (Path("-"),):
        sys.exit(_from_standard_input(job, wanted))
    sys.exit(_clean(paths, job, wanted))


def _check(paths: tuple[Path, ...], output: Path | None, in_place: bool, **wanted: Any) -> None:
    """What cannot be meant."""
    with usage_errors():
        _limits(wanted)
    if Path("-") in paths and (len(paths) > 1 or output is not None or in_place):
        raise click.UsageError("- is cleaned by itself, to standard output")
    if in_place and output is not None:
        raise click.UsageError("--in-place and --output are two places for one article")
    if wanted["backup"] and not in_place:
        raise click.UsageError("--backup goes with --in-place")
    if output is not None and output.is_file() and not _one_file(output):
        raise click.UsageError(f"--output {output} is a file")
    if output is not None and _one_file(output) and wanted["form"] not in (None, output.suffix[1:]):
        raise click.UsageError(f"{output.name} holds {output.suffix[1:]}, not {wanted['form']}")
    if wanted["form"] and FORMS[wanted["form"]].gather and (output is None or not _one_file(output)):
        raise click.UsageError(f"{wanted['form']} needs --output FILE{FORMS[wanted['form']].suffix}")
    if "parquet" in (wanted["form"], output and output.suffix[1:]) and find_spec("pyarrow") is None:
        raise click.UsageError("parquet needs pyarrow: pip install 'clipping-cleaner[parquet]'")
    if wanted["dedup"]:
        from cleaner.batch.near import MissingExtraError, check_installed  # noqa: PLC0415 - loads a database

        try:
            check_installed()
        except MissingExtraError as error:
            raise click.UsageError(str(error)) from error


def _one_file(output: Path | None) -> bool:
    return output is not None and output.suffix[1:] in _MANY and not output.is_dir()


def _usual_form(wanted: dict[str, Any]) -> str:
    output: Path | None = wanted["output"]
    if output is not None and _one_file(output):
        return output.suffix[1:]
    return "md" if output is not None or wanted["in_place"] else "txt"


def _clean(paths: tuple[Path, ...], job: Job, wanted: dict[str, Any]) -> int:
    """Choose where the articles go and how many processes clean, and follow the run."""
    output: Path | None = wanted["output"]
    sources = partial(_sources, paths, wanted["exclude"], output, wanted["inputs"])
    found = found_in(sources(), job.options.max_bytes, wanted["inputs"])
    first = list(islice(found, 2))
    if wanted["url"]:
        first = _addressed(first, wanted["url"])
    if output is None and not wanted["in_place"] and len(first) > 1 and job.form != "jsonl":
        raise click.UsageError("several inputs need --output FOLDER or --format jsonl")
    try:
        outlet = _outlet(job, wanted, _clippings_within(output, paths, sources))
    except FileError as error:
        complain(str(error.path), str(error))
        return 1
    how = Running(job, clean_one, _limits(wanted), _jobs(wanted, len(first)), outlet.name, outlet.known)
    if wanted["memory"] is not None:  # else nobody asked for the limit that cannot be kept
        how = replace(how, tell=partial(complain, "--memory"))
    following = Following(output, wanted["quiet"], wanted["log_format"], lambda: sum(1 for _ in sources()))
    if output is None and not job.dedup:
        return follow(run(chain(first, found), how), outlet, following)
    from cleaner.batch.near import Seen  # noqa: PLC0415 - loads a database, which standard output does without

    with closing(Seen()) as seen:
        return follow(run(chain(first, found), how, seen), outlet, replace(following, commonest=seen.commonest))


def _addressed(found: Sequence[Clipping | Unreadable], url: str) -> list[Clipping | Unreadable]:
    """One clipping with its address, unless it states one itself."""
    if len(found) > 1:
        raise click.UsageError(_ONE_ADDRESS)
    return [replace(one, url=one.url or url) if isinstance(one, Clipping) else one for one in found]


def _sources(
    paths: tuple[Path, ...], exclude: tuple[str, ...], output: Path | None, inputs: Inputs
) -> Iterator[Source]:
    """The files to clean; a file that is the output of this very command is none of them."""
    own = os.path.realpath(output) if output is not None and _one_file(output) else None
    for source in find_sources(paths, exclude, output, inputs):
        if own is None or source.path.name != os.path.basename(own) or os.path.realpath(source.path) != own:
            yield source


def _limits(wanted: dict[str, Any]) -> Limits:
    """What one clipping may cost: a minute, and as much memory as a clipping of the largest size needs twice."""
    return Limits(wanted["deadline"] or 60.0, (wanted["memory"] or 4096) << 20)


def _jobs(wanted: dict[str, Any], found: int) -> int:
    """How many worker processes: none for one clipping of which nobody asked anything."""
    asked = any(wanted[name] is not None for name in ("jobs", "deadline", "memory"))
    return (wanted["jobs"] or _cores()) if found > 1 or asked else 0


def _outlet(job: Job, wanted: dict[str, Any], clippings: frozenset[str]) -> Outlet:
    """The place for the articles, none of them over one of `clippings`. Raises `FileError` where there is none."""
    output: Path | None = wanted["output"]
    if wanted["in_place"]:
        from cleaner.batch.in_place import InPlace  # noqa: PLC0415

        return InPlace(wanted["backup"], job.form == "html")
    if output is None:
        return StandardOutput(write_out)
    from cleaner.batch.folder import Folder, Wishes  # noqa: PLC0415 - with a database
    from cleaner.batch.manifest import LockedError  # noqa: PLC0415
    from cleaner.batch.one_file import OneFile  # noqa: PLC0415

    wishes = Wishes(wanted["flat"], wanted["fresh"], wanted["retry"], wanted["letters"], clippings, _limits(wanted))
    try:
        made = (
            OneFile(output, job, wishes) if _one_file(output) else Folder(output, job, FORMS[job.form].suffix, wishes)
        )
    except LockedError as error:
        raise FileError(output, "another run writes there") from error
    if made.remark:
        complain(str(output), made.remark)
    return made


def _clippings_within(
    output: Path | None, paths: tuple[Path, ...], sources: Callable[[], Iterator[Source]]
) -> frozenset[str]:
    """The clippings that lie in the output folder, by their real paths. They are looked for only where one of `paths`
    leads there."""
    if output is None or not any(
        Path(os.path.realpath(path)).is_relative_to(os.path.realpath(output)) for path in paths
    ):
        return frozenset()
    return frozenset(os.path.realpath(source.path) for source in sources())


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _from_standard_input(job: Job, wanted: dict[str, Any]) -> int:
    """One clipping by itself, which has no name, or an archive of many."""
    from cleaner.batch.archives.opening import is_page, peekable  # noqa: PLC0415 - archives cost a start-up
    from cleaner.pipeline import clean  # noqa: PLC0415 - heavy, and help does not need it

    with reading() as opened:
        stream = peekable(opened)
        data = stream.read(job.options.max_bytes + 1) if is_page(stream) else None
    if data is None:
        if wanted["url"]:
            raise click.UsageError(_ONE_ADDRESS)
        found = clippings_in(stream, STANDARD_INPUT, job.options.max_bytes, wanted["inputs"])
        following = Following(None, True, wanted["log_format"], lambda: 0)
        return follow(run(found, Running(job, clean_one)), StandardOutput(write_out), following)
    article = clean(data, url=wanted["url"], crawled=job.crawled, options=job.options)
    result = result_of(article, None)
    for told in [result.trouble] if result.trouble else [warning.message for warning in result.warnings]:
        complain("standard input", told)
    if article.status != "failed":
        write_out(FORMS[job.form].write(article, job.names).encode("utf-8", "replace"))
    return 1 if result.trouble else 0
