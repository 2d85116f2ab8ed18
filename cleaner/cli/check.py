"""`cleaner check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cleaner.cli.seeds import formatted, on_seeds, tell
from cleaner.upkeep.seed import Look

_EXAMPLES = """\b
Examples:
  cleaner check clips                      file:line: class [rule] reason: text
  cleaner check clips -f github            for GitHub; also json, sarif, rdjson
"""


@click.command("check", epilog=_EXAMPLES)
@on_seeds
@formatted
def command(looks: Iterable[Look], form: str) -> None:
    """Tell what `cleaner fix` would change in PATHS (files and folders); write nothing.

    Exit code 1 when something would change, or somebody has to look at a file.
    """
    sys.exit(tell((look.findings for look in looks), form))
