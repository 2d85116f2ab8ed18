"""The table at the end of a run, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cleaner.batch.paragraphs import Common, text_in
from cleaner.batch.summary import Summary
from cleaner.cli.standard import print_error, printable
from cleaner.judge.rule_file import shipped_rules
from cleaner.model import NOISE_CLASSES

#: How many rows of each list are shown.
SHOWN = 12
#: How many paragraphs that several articles have are shown, and so many characters of each.
PARAGRAPHS, _EXCERPT = 5, 60
_COLOURS = {"ok": "green", "needs_review": "yellow", "empty": "yellow", "failed": "red"}


def print_summary(
    summary: Summary, output: Path, commonest: Callable[[int], Sequence[Common]] = lambda most: ()
) -> None:
    """Print a run's summary to standard error; `commonest` gives the paragraphs that most articles have."""
    console = Console(stderr=True, highlight=False, emoji=False)
    with console.capture() as shown:
        _print(console, summary, output, commonest)
    print_error(shown.get(), end="")


def _print(console: Console, summary: Summary, output: Path, commonest: Callable[[int], Sequence[Common]]) -> None:
    states = ", ".join(
        f"[{_COLOURS[status]}]{count} {status.replace('_', ' ')}[/]"
        for status, count in sorted(summary.statuses.items())
    )
    console.print(
        f"\n[bold]{summary.documents:,} clippings[/] cleaned into [bold]{_plain(str(output))}[/]: {states or 'none'}"
    )
    if summary.known:
        console.print(f"{summary.known:,} of them were done before")
    if summary.alike:
        console.print(f"{summary.alike:,} say what an earlier one says")
    removed = sum(summary.removed_characters.values())
    total = removed + summary.kept_characters
    if total:
        console.print(
            f"{summary.kept_characters:,} characters kept, {removed:,} removed ({100 * removed / total:.0f} %)"
        )
    if removed:
        console.print(_classes(summary.removed_characters, removed))
        console.print(_rules(summary.rules))
    if summary.sharing:
        console.print(f"{summary.sharing:,} have paragraphs of earlier ones")
        console.print(_paragraphs(commonest(PARAGRAPHS), output))
    for name, why, _ in summary.review[:SHOWN]:
        console.print(f"[yellow]look at[/] {_plain(name)}: {_plain(why)}")
    if len(summary.review) > SHOWN:
        console.print(f"[dim]and {sum(summary.statuses.values()) - summary.statuses['ok'] - SHOWN:,} more[/]")
    console.print("[dim]cleaner explain FILE says of every line why it was kept or removed.[/]")


def _plain(text: str) -> str:
    """Words of a clipping, a file or a rule (which may hold a line of a page) as they are, whatever they look like to
    what lays them out."""
    return escape(printable(text))


def _classes(removed: Counter[str], total: int) -> Table:
    table = Table(title="Removed, by class", title_justify="left", box=None, pad_edge=False)
    table.add_column("characters", justify="right")
    table.add_column("")
    table.add_column("class", style="bold")
    table.add_column("what it is", style="dim")
    for noise_class, count in removed.most_common():
        bar = "█" * max(1, round(24 * count / total))
        table.add_row(f"{count:,}", f"[cyan]{bar}[/]", _plain(noise_class), NOISE_CLASSES.get(noise_class, ""))
    return table


def _rules(rules: Counter[str]) -> Table:
    reasons = {rule.id: rule.reason for rule in shipped_rules()}
    table = Table(title="Rules that worked most", title_justify="left", box=None, pad_edge=False)
    table.add_column("times", justify="right")
    table.add_column("rule", style="bold")
    table.add_column("reason", style="dim")
    for rule, count in rules.most_common(SHOWN):
        table.add_row(str(count), _plain(rule), _plain(reasons.get(rule, "")))
    return table


def _paragraphs(commonest: Sequence[Common], output: Path) -> Table:
    """Quotations, or furniture of a site that no rule knows: `cleaner learn` finds that."""
    table = Table(title="Paragraphs in several articles", title_justify="left", box=None, pad_edge=False)
    table.add_column("articles", justify="right")
    table.add_column("first in", style="bold")
    table.add_column("")
    for common in commonest:
        text = " ".join((text_in(output / common.first, common.hash) or "").split())
        shown = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
        table.add_row(f"{common.times:,}", _plain(common.first), _plain(shown))
    return table
