"""`cleaner explain`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from cleaner.article import Article
from cleaner.batch.files import FileError, read_bytes
from cleaner.batch.walk import Inputs
from cleaner.cli.inputs import choosing
from cleaner.cli.standard import complain, print_out, printable, reading, write_out
from cleaner.cli.terminal import address, configured, paths_of
from cleaner.options import Options
from cleaner.pipeline import clean
from cleaner.text.units import units
from cleaner.writers.changed import changes_tsv, explain_changes
from cleaner.writers.explained import Explained, explain_lines, to_tsv

_SIGNS = {"kept": " ", "dropped": "-", "cut": "~", "title": "T", "front_matter": "M", "blank": " "}
_COLOURS = {"dropped": "red", "cut": "yellow", "title": "cyan", "front_matter": "cyan"}


_EXAMPLES = """\b
Examples:
  cleaner explain page.html                every line with its fate and the reason
  cleaner explain page.html -f tsv         the same for a spreadsheet
  cleaner explain clip.txt --changes       what was repaired and normalised
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
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help="Write a page to look at: the file REPORT for one clipping, the folder REPORT with an index for more.",
)
@click.option(
    "--url", callback=address, help="The address of the clipping: links to the page's own site are told by it."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="With --html: leave these out of folders.")
def command(paths: tuple[Path, ...], report: Path | None, options: Options, inputs: Inputs, **wanted: Any) -> None:
    """Say of every line of a clipping (PATHS, or - for standard input) whether it was kept, and why.

    Signs: - dropped, ~ a part cut out of the line above, T the title, M the clipping's own metadata.
    """
    if Path("-") in paths and len(paths) > 1:
        raise click.UsageError("- is explained by itself")
    if report is not None:
        if wanted["changes"] or wanted["form"] != "text":
            raise click.UsageError("--html shows lines and changes together: leave --format and --changes out")
        if wanted["url"]:
            raise click.UsageError("--url goes with one clipping on the terminal")
        from cleaner.cli.report import Wanted, report_on  # noqa: PLC0415 - the terminal has no use for its pages

        sys.exit(report_on(Wanted(paths, wanted["exclude"], inputs), report, options))
    if len(paths) > 1:
        raise click.UsageError("several clippings need --html REPORT")
    _on_terminal(paths[0], options, **wanted)


def _on_terminal(path: Path, options: Options, form: str, changes: bool, url: str | None, **_: Any) -> None:
    try:
        data = _standard_input(options.max_bytes) if path == Path("-") else read_bytes(path, options.max_bytes)
    except FileError as error:
        complain(str(path), str(error))
        sys.exit(1)
    article = clean(data, path=None if path == Path("-") else path.name, url=url, options=options)
    if article.status == "failed":
        complain(str(path), "; ".join(warning.message for warning in article.warnings))
        sys.exit(1)
    if changes:
        _print_changes(article, form)
    elif form == "tsv":
        write_out(to_tsv(article).encode("utf-8", "replace"))
    else:
        _print(article)


def _standard_input(max_bytes: int) -> bytes:
    """All of standard input, at most one byte more than is allowed."""
    with reading() as stream:
        return stream.read(max_bytes + 1)


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
    """`text` cut to a terminal line; a Han character takes two columns."""
    room = max(20, width)
    shown: list[str] = []
    for character in text:
        room -= 2 if units(character) and ord(character) > 0x2E80 else 1
        if room < 0:
            return "".join(shown) + "…"
        shown.append(character)
    return text
