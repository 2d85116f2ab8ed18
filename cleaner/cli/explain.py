"""`cleaner explain`."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import click

from cleaner.article import Article
from cleaner.batch.clippings import Clipping, Unreadable, clean_clipping
from cleaner.batch.walk import Inputs
from cleaner.cli.inputs import NOTHING, Wanted, choosing, found, named
from cleaner.cli.standard import complain, print_out, printable, write_out
from cleaner.cli.terminal import GivenPath, address, configured, paths_of
from cleaner.options import Options
from cleaner.text.wrapping import width as columns
from cleaner.writers.changed import changes_tsv, explain_changes
from cleaner.writers.explained import Explained, explain_lines, to_tsv

_SIGNS = {"kept": " ", "dropped": "-", "cut": "~", "title": "T", "front_matter": "M", "blank": " "}
_COLOURS = {"dropped": "red", "cut": "yellow", "title": "cyan", "front_matter": "cyan"}


_EXAMPLES = """\b
Examples:
  cleaner explain page.html                every line with its fate and the reason
  cleaner explain page.html -f tsv         the same for a spreadsheet
  cleaner explain clip.txt --changes       what was repaired and normalised
  cleaner explain "site.zip!/a/b.html"     one of an archive, by the name that its article has
  cleaner explain - --rules own.toml       standard input, with a rule of your own
  cleaner explain clips --html report      pages to look at, with an index
"""


@click.command("explain", epilog=_EXAMPLES)
@paths_of
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "tsv"]),
    default="text",
    show_default=True,
    help="For people, or for a spreadsheet.",
)
@choosing
@configured
@click.option("--changes", is_flag=True, help="Show what was repaired and normalised, instead of the lines.")
@click.option(
    "--html",
    "report",
    type=GivenPath(path_type=str),
    metavar="REPORT",
    help="Write a page to look at: the file REPORT for one clipping; for more, or where it is a folder (REPORT/), the "
    "folder REPORT with an index.",
)
@click.option(
    "--url", callback=address, help="The address of the clipping: links to the page's own site are told by it."
)
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave these out of folders. May be given more than once."
)
def command(paths: tuple[Path, ...], report: str | None, options: Options, inputs: Inputs, **wanted: Any) -> None:
    """Say of every line of a clipping (PATHS, or - for standard input) whether it was kept, and why.

    The terminal shows one clipping, of a folder or an archive, too; --html as many as there are.
    Signs: - dropped, ~ a part cut out of the line above, T the title, M the clipping's own metadata.
    """
    if Path("-") in paths and len(paths) > 1:
        raise click.UsageError("- is explained by itself")
    if report is not None:
        if wanted["changes"] or wanted["form"] != "text":
            raise click.UsageError("--html shows lines and changes together: leave --format and --changes out")
        if wanted["url"]:
            raise click.UsageError("--url goes with one clipping on the terminal")
        from cleaner.cli.report import report_on  # noqa: PLC0415 - the terminal has no use for its pages

        sys.exit(report_on(Wanted(paths, wanted["exclude"], inputs), report, options))
    clipping = _only(Wanted(paths, wanted["exclude"], inputs), options.max_bytes)
    _on_terminal(replace(clipping, url=clipping.url or wanted["url"]), options, wanted["form"], wanted["changes"])


def _only(wanted: Wanted, max_bytes: int) -> Clipping:
    """The one clipping that is wanted. Ends the command where there is none, or where there are several."""
    first = list(islice(found(wanted, max_bytes), 2))
    if len(first) > 1:
        one = next((named(one.origin) for one in first if one.origin.member is not None), None)
        by_name = f', or the name of one, such as "{one}"' if one is not None else ""
        raise click.UsageError(f"several clippings need --html REPORT{by_name}")
    if not first:
        complain(str(wanted.paths[0]), NOTHING)
        sys.exit(1)
    if isinstance(first[0], Unreadable):
        complain(named(first[0].origin), first[0].cause)
        sys.exit(1)
    return first[0]


def _on_terminal(clipping: Clipping, options: Options, form: str, changes: bool) -> None:
    article = clean_clipping(clipping, None, options)
    if article.status == "failed":
        complain(named(clipping.origin), "; ".join(warning.message for warning in article.warnings))
        sys.exit(1)
    if changes:
        _print_changes(article, form)
    elif form == "tsv":
        write_out(to_tsv(article).encode("utf-8", "replace"))
    else:
        _print(article)


def _print(article: Article) -> None:
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    for row in explain_lines(article):
        print_out(_line(row, width))
    found = article.to_dict()
    for name, origin in article.metadata.provenance.items():
        print_out(click.style(f"{name}: {found[name]}  ({origin})", fg="cyan"))
    for warning in article.warnings:
        print_out(click.style(f"{warning.code}: {warning.message}", fg="yellow"))
    print_out(f"{article.status}, confidence {article.confidence:.2f}")


def _print_changes(article: Article, form: str) -> None:
    """What was changed, a row for each change; as text with what stands on both sides of it."""
    if form == "tsv":
        write_out(changes_tsv(article).encode("utf-8", "replace"))
        return
    for row in explain_changes(article):
        left, right = click.style(printable(row.left), dim=True), click.style(printable(row.right), dim=True)
        before, after = click.style(printable(row.before), fg="red"), click.style(printable(row.after), fg="green")
        print_out(f"{row.line:5d} {left}[{before} → {after}]{right}  {row.rule} ({row.grade})")
    for warning in article.warnings:
        print_out(click.style(f"{warning.code}: {warning.message}", fg="yellow"))
    print_out(f"{len(article.changes)} changes")


def _line(row: Explained, width: int) -> str:
    colour = _COLOURS.get(row.fate)
    text = _fitting(printable(row.text.strip()), width - 8)
    line = click.style(f"{row.line:5d} {_SIGNS[row.fate]} {text}", fg=colour)
    if row.fate not in ("dropped", "cut"):
        return line
    return line + "\n" + click.style(f"        {row.noise_class}: {row.reason} [{', '.join(row.rules)}]", dim=True)


def _fitting(text: str, width: int) -> str:
    """`text` cut to a terminal line of so many columns."""
    room = max(20, width)
    if columns(text) <= room:
        return text
    return text[: sum(end < room for end in accumulate(map(columns, text[:room])))] + "…"
