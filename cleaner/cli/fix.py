"""`cleaner fix`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cleaner.cli.seeds import formatted, on_seeds, tell
from cleaner.upkeep.rewriting import rewrite
from cleaner.upkeep.seed import Look

_EXAMPLES = """\b
Examples:
  cleaner fix clips                        text and Markdown, in place
  cleaner fix clips --front-matter never   the text alone
"""


@click.command("fix", epilog=_EXAMPLES)
@on_seeds
@formatted
def command(looks: Iterable[Look], form: str) -> None:
    """Clean PATHS (files and folders) in place, and tell what was done.

    HTML pages stay as they are. Exit code 1 when something was changed, or somebody has to look at a file.
    """
    sys.exit(tell((rewrite(look) for look in looks), form))
