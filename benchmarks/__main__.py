"""Measurements of the cleaner, and of its peers in the same run.

\b
python -m benchmarks speed                   flat clippings of 4 kB a second, and the share of each stage
python -m benchmarks linear | start          how the cost grows with the size; how long the help takes
python -m benchmarks accuracy CORPUS...      F1 on the pages of corpora, the cleaner and its peers
python -m benchmarks speed CORPUS...         CPU time and memory on the same pages
python -m benchmarks compare CORPUS...       both tables from one run
python -m benchmarks metadata CORPUS...      title, date, author, source and editor, beside trafilatura's
python -m benchmarks repair CORPUS...        what repairing and normalising a text costs that needs none of it
python -m benchmarks batch [CORPUS...]       a whole folder: rate, memory, the same bytes, killed runs, second runs
python -m benchmarks datatrove [CORPUS...]   datatrove's local executor: overhead, the same articles, a killed run
python -m benchmarks plan                    cores, hours and storage for 10^6, 10^8 and 10^9 pages
python -m benchmarks hostile                 pages that are damaged, enormous or meant to hurt; how the time grows

A CORPUS is a file of rows (.jsonl, .jsonl.gz), a folder of such files, or a name in the corpora's own folder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks import compare as contest
from benchmarks import doubling, plans
from benchmarks import hostile as damage
from benchmarks.hostile_cases import CASES
from benchmarks.peers import Peer, chosen, the_cleaner
from benchmarks.rounds import installed
from benchmarks.table import Table

Command = Callable[..., Any]

_ANSWER = (
    click.option(
        "--peers", "names", help="Names with commas between; the cleaner is asked in any case. All by default."
    ),
    click.option("--engine", help="The cleaner's engine, one of those that its options have."),
    click.option("--markdown", is_flag=True, help="Print Markdown."),
    click.option("--json", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write all figures here."),
)
_PAGES = (
    click.option("--limit", type=click.IntRange(1), help="At most so many pages of each corpus, the same each time."),
    click.option("--seconds", type=float, default=20.0, show_default=True, help="A page that takes longer is lost."),
    *_ANSWER,
)


def _options(options: Sequence[Command]) -> Command:
    def add(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.group(help=__doc__)
def main() -> None:
    """Take the words of the command line, call what they mean."""


@main.command(help="F1 of the cleaner and its peers on the pages of corpora.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
@_options(_PAGES)
def accuracy(corpora: tuple[str, ...], **wanted: Any) -> None:
    _compared(corpora, ("accuracy",), **wanted)


@main.command(help="Clippings of 4 kB a second; with corpora CPU time and memory, beside the peers.")
@click.argument("corpora", nargs=-1, metavar="[CORPUS...]")
@_options(_PAGES)
def speed(corpora: tuple[str, ...], **wanted: Any) -> None:
    if corpora:
        _compared(corpora, ("speed",), **wanted)
    else:
        _clippings("speed")


@main.command(help="Both tables, accuracy and speed, from one run.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
@_options(_PAGES)
def compare(corpora: tuple[str, ...], **wanted: Any) -> None:
    _compared(corpora, ("accuracy", "speed"), **wanted)


@main.command(help="Pages that are damaged, enormous or meant to hurt; by default one mode of each peer.")
@click.option("--seconds", type=float, default=damage.LIMIT_S, show_default=True, help="A case may take no longer.")
@click.option("--case", default="", help="Only the cases whose name has this in it.")
@_options(_ANSWER)
def hostile(seconds: float, case: str, **answer: Any) -> None:
    cases = [one for one in CASES if case in one.name]
    if not cases:
        raise click.UsageError(f"no case has {case} in its name; there are {', '.join(one.name for one in CASES)}")
    extractors = _extractors(answer["names"], answer["engine"], one_mode=True)
    done = damage.trials(extractors, cases, seconds)
    risen = [] if case else doubling.rises(extractors[0], seconds)
    growth = [doubling.table(risen, extractors[0].name)] if risen else []
    _show([damage.table(done, seconds), *growth], answer["markdown"])
    _write(answer["file"], {"trials": damage.figures(done), "growth": doubling.figures(risen)})


@main.command(help="Title, date, author, source and editor of the pages of corpora, beside trafilatura's.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def metadata(corpora: tuple[str, ...], markdown: bool) -> None:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a process for each: neither pays for the other

    from benchmarks import metadata as fields  # noqa: PLC0415

    with ProcessPoolExecutor(len(fields.READERS)) as processes:
        tallies = {name: processes.submit(fields.tally, corpora, name) for name in fields.READERS}
        counts = {name: tallied.result() for name, tallied in tallies.items()}
    _show([fields.table(counts)], markdown)


@main.command(help="What repairing and normalising clean Chinese articles costs.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def repair(corpora: tuple[str, ...], markdown: bool) -> None:
    from benchmarks import mending  # noqa: PLC0415 - loads the cleaner into this process

    _show([mending.costs(corpora)], markdown)


@main.command(help="A whole folder: rate, memory, the same bytes however it is run, killed runs, second runs.")
@click.argument("corpora", nargs=-1, metavar="[CORPUS...]")
@click.option("--count", type=click.IntRange(100), default=20_000, show_default=True, help="How many clippings.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Worker processes.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def batch(corpora: tuple[str, ...], count: int, jobs: int, markdown: bool) -> None:
    from benchmarks import batch as folder  # noqa: PLC0415 - loads the cleaner into this process

    _show([folder.batch(corpora, count, jobs)], markdown)


@main.command(help="The step of datatrove's pipelines: rate and overhead, the same articles, a run that is killed.")
@click.argument("corpora", nargs=-1, metavar="[CORPUS...]")
@click.option("--count", type=click.IntRange(100), default=20_000, show_default=True, help="How many documents.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def datatrove(corpora: tuple[str, ...], count: int, markdown: bool) -> None:
    from benchmarks import trove  # noqa: PLC0415 - loads the cleaner into this process

    _show([trove.trove(corpora, count)], markdown)


@main.command(help="What a million, a hundred million and a thousand million pages take, from what was measured.")
@click.option("--ms", type=float, default=plans.PAGE_MS, show_default=True, help="CPU time of a page.")
@click.option("--kb", type=float, default=plans.PAGE_KB, show_default=True, help="Size of a page.")
@click.option("--overhead", type=float, default=plans.OVERHEAD, show_default=True, help="Of the pipeline, as a share.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def plan(ms: float, kb: float, overhead: float, markdown: bool) -> None:
    _show([plans.plan(plans.Measured(ms, kb, overhead))], markdown)


@main.command(help="What profiles are worth that are learned from the other pages of each page's site.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
def learn(corpora: tuple[str, ...], markdown: bool) -> None:
    from benchmarks import learned  # noqa: PLC0415 - the whole program

    _show([learned.table(learned.scores(corpora))], markdown)


@main.command(help="How the cost grows from 640 bytes to 10 MB.")
def linear() -> None:
    _clippings("linear")


@main.command(help="How long the command takes to say its help.")
def start() -> None:
    _clippings("start")


def _compared(corpora: Sequence[str], tables: Sequence[str], limit: int | None, seconds: float, **answer: Any) -> None:
    extractors = _extractors(answer["names"], answer["engine"])
    try:
        pages = contest.pages_of(corpora, limit)
    except FileNotFoundError as error:
        raise click.BadParameter(str(error), param_hint="CORPUS") from error
    done = contest.run(pages, extractors, seconds)
    _show([contest.table(done, what) for what in tables], answer["markdown"])
    _write(answer["file"], contest.figures(done, extractors))


def _extractors(names: str | None, engine: str | None, one_mode: bool = False) -> tuple[Peer, ...]:
    """The cleaner and the peers that are installed."""
    try:
        return (the_cleaner(engine), *installed(chosen(names, one_mode)))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _show(tables: Sequence[Table], markdown: bool) -> None:
    print("\n\n".join(table.markdown() if markdown else table.text() for table in tables))


def _write(file: Path | None, figures: Any) -> None:
    if file:
        file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _clippings(what: str) -> None:
    """Measurements of the cleaner alone. Loaded here: this process would be slower to start and larger with it."""
    from benchmarks import speed as clippings  # noqa: PLC0415

    getattr(clippings, what)()


if __name__ == "__main__":
    main()
