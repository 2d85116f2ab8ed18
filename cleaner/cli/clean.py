"""`cleaner clean`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from cleaner.batch.files import FileError, Source, find_sources, output_names, write_atomic
from cleaner.batch.forms import FORMS, FormError, gather
from cleaner.batch.run import Outcome, clean_sources, summarise
from cleaner.cli.terminal import PATHS, complain, configured, standard_input
from cleaner.options import Options
from cleaner.pipeline import clean
from cleaner.writers.names import OWN, schemes


class _Writing(NamedTuple):
    """How articles are cleaned and written: the form, the names of its fields, and when the clippings were fetched."""

    form: str
    names: str
    crawled: datetime | None


_EXAMPLES = """\b
Examples:
  cleaner clean page.html                  the body, as text
  cleaner clean page.html -f html          a clean page by itself; also md, json, tei
  cleaner clean clips -o out               a folder into a folder, as Markdown with metadata
  cleaner clean clips -o out.parquet       a folder into one table
  cleaner clean clips -f jsonl             everything, as JSON lines
  cleaner clean clip.txt --script hans     in simplified characters
"""


@click.command("clean", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The folder for the articles, or one FILE.parquet."
)
@click.option("-f", "--format", "form", type=click.Choice(list(FORMS)), help="md in folders, else txt.")
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave these out of folders. May be given more than once."
)
@click.option(
    "--metadata-names",
    "names",
    type=click.Choice(schemes()),
    default=OWN,
    show_default=True,
    help="Whose names the fields get.",
)
@click.option(
    "--crawled",
    type=click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")),
    help="When the clippings were fetched: then 3天前 or 昨天 14:05 is a day.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@configured
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    form: str | None,
    exclude: tuple[str, ...],
    options: Options,
    **wanted: Any,
) -> None:
    """Clean PATHS (files, folders, or - for standard input).

    One input is written to standard output; several go into the folder given by --output, in their own
    places, or to standard output as JSON lines. Exit code 1 when some input could not be cleaned.
    """
    names, crawled = wanted["names"], wanted["crawled"]
    if output is not None and output.suffix == FORMS["parquet"].suffix:
        form = "parquet"
    elif form is not None and FORMS[form].gather is not None:
        raise click.UsageError(f"{form} needs --output FILE{FORMS[form].suffix}")
    elif output is not None and output.is_file():
        raise click.UsageError(f"{output} is a file")
    if Path("-") in paths and (len(paths) > 1 or output is not None):
        raise click.UsageError("- is cleaned by itself, to standard output")
    if paths == (Path("-"),):
        sys.exit(_from_standard_input(_Writing(form or "txt", names, crawled), options))
    sources = list(find_sources(paths, exclude, output))
    if output is None and len(sources) > 1 and form != "jsonl":
        raise click.UsageError("several inputs need --output FOLDER or --format jsonl")
    if output is not None and form == "parquet":
        sys.exit(_into_one_file(sources, output, _Writing(form, names, crawled), options))
    if output is not None:
        sys.exit(_into_folder(sources, output, _Writing(form or "md", names, crawled), options, wanted["quiet"]))
    sys.exit(_to_standard_output(sources, _Writing(form or "txt", names, crawled), options))


def _from_standard_input(writing: _Writing, options: Options) -> int:
    article = clean(standard_input(options.max_bytes), crawled=writing.crawled, options=options)
    return _print(Outcome(Source(Path("-"), Path("standard input")), article), writing)


def _to_standard_output(sources: list[Source], writing: _Writing, options: Options) -> int:
    outcomes = clean_sources(sources, options, writing.crawled)
    return max((_print(outcome, writing) for outcome in outcomes), default=0)


def _print(outcome: Outcome, writing: _Writing) -> int:
    _say(outcome)
    if outcome.article is not None and outcome.article.status != "failed":
        sys.stdout.buffer.write(FORMS[writing.form].write(outcome.article, writing.names).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    return 1 if outcome.trouble else 0


def _into_folder(sources: list[Source], output: Path, writing: _Writing, options: Options, quiet: bool) -> int:
    """Clean into a folder. An article that says nothing is written too, with its status: the file is the account."""
    form = FORMS[writing.form]
    clippings = {os.path.realpath(source.path) for source in sources}
    outcomes = []
    for outcome, name in zip(
        clean_sources(sources, options, writing.crawled), output_names(sources, form.suffix), strict=True
    ):
        try:
            if os.path.realpath(output / name) in clippings:
                raise FileError(output / name, "would be written over a clipping; choose another folder")
            if outcome.article is not None and outcome.article.status != "failed":
                write_atomic(output / name, form.write(outcome.article, writing.names))
            _say(outcome)
        except FileError as error:
            complain(str(error.path), str(error))
            outcome = Outcome(outcome.source, None, str(error))  # noqa: PLW2901 - nothing was made of it
        outcomes.append(outcome)
    if not quiet:
        from cleaner.cli.summary import print_summary  # noqa: PLC0415 - rich is heavy

        print_summary(summarise(outcomes), output)
    return 1 if any(outcome.trouble for outcome in outcomes) else 0


def _into_one_file(sources: list[Source], output: Path, writing: _Writing, options: Options) -> int:
    """Clean into one file, which is there when it is whole."""
    form, troubles = FORMS[writing.form], 0

    def records() -> Iterator[str]:
        nonlocal troubles
        for outcome in clean_sources(sources, options, writing.crawled):
            _say(outcome)
            troubles += outcome.trouble is not None
            if outcome.article is not None and outcome.article.status != "failed":
                yield form.write(outcome.article, writing.names)

    try:
        gather(form, records(), output)
    except FormError as error:
        raise click.UsageError(str(error)) from error
    except FileError as error:
        complain(str(error.path), str(error))
        return 1
    return 1 if troubles else 0


def _say(outcome: Outcome) -> None:
    """Why nothing came of a clipping; or what its reader should know of the article, such as bytes that were lost."""
    if outcome.trouble:
        complain(_name(outcome.source), outcome.trouble)
    elif outcome.article is not None:
        for warning in outcome.article.warnings:
            complain(_name(outcome.source), warning.message)


def _name(source: Source) -> str:
    return str(source.path) if source.path != Path("-") else str(source.relative)
