"""What `cleaner clean` is asked for beside what is cleaned, and how: its flags, as one value."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cleaner.batch.forms import FORMS
from cleaner.batch.job import Job
from cleaner.batch.order import MOST_BYTES, MOST_SECONDS, Limits
from cleaner.batch.walk import Inputs
from cleaner.cli.target import Target, target_of
from cleaner.cli.terminal import GivenPath, address, usage_errors
from cleaner.options import Options
from cleaner.writers.names import OWN, schemes

#: What one clipping may cost where nothing is said: a minute, and as many megabytes as one of the largest size needs
#: twice.
DEADLINE_S, MEMORY_MB = 60.0, 4096


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: where articles go (`target`, None: standard output, or `in_place`), in which form, what a
    clipping may cost; and the rest by the names of the flags. None: nothing is said."""

    target: Target | None
    form: str
    limits: Limits
    flat: bool
    in_place: bool
    backup: str | None
    exclude: tuple[str, ...]
    names: str
    crawled: datetime | None
    url: str | None
    jobs: int | None
    deadline: float | None
    memory: int | None
    fresh: bool
    retry: bool
    letters: Path | None
    dedup: bool
    quiet: bool
    log_format: str
    inputs: Inputs

    @property
    def output(self) -> Path | None:
        """The folder or the file for the articles."""
        return self.target.path if self.target else None

    @property
    def in_processes(self) -> bool:
        """Whether something is asked for that only processes of their own give."""
        return any(said is not None for said in (self.jobs, self.deadline, self.memory))

    def job(self, options: Options) -> Job:
        """How the clippings are cleaned and written."""
        return Job(options, self.form, self.names, self.crawled, self.dedup)


def asked_of(output: str | None, form: str | None, in_place: bool, **given: Any) -> Asked:
    """The values of the flags. What cannot be meant of one of them ends the command with exit code 2."""
    target = target_of(output, form) if output is not None else None
    counts = target.form if target else form or ("md" if in_place else "txt")
    with usage_errors():
        limits = Limits(given["deadline"] or DEADLINE_S, (given["memory"] or MEMORY_MB) << 20)
    return Asked(target, counts, limits, in_place=in_place, **given)


def flags(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flags that `asked_of` takes, but for its `inputs`."""
    for option in reversed(_FLAGS):
        command = option(command)
    return command


def _suffix(_context: click.Context, _option: click.Parameter, said: str | None) -> str | None:
    """The callback of an option that is put behind a file's name. What would give no name of another file in the same
    folder ends the command with exit code 2."""
    if said is not None and (not said or {os.sep, os.altsep} & {*said}):
        raise click.BadParameter(f"{said!r} is no suffix such as .orig")
    return said


_FLAGS = (
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
