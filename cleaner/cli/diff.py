"""`cleaner diff`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cleaner.cli.seeds import on_seeds
from cleaner.cli.standard import complain, write_out
from cleaner.upkeep.difference import difference
from cleaner.upkeep.seed import Look

_EXAMPLES = """\b
Examples:
  cleaner diff clips                       what `cleaner fix` would change
"""


@click.command("diff", epilog=_EXAMPLES)
@on_seeds
def command(looks: Iterable[Look]) -> None:
    """Show as a unified diff what `cleaner fix` would change in PATHS (files and folders); write nothing.

    It can be applied (git apply): lines of a file in another encoding than UTF-8 stand in it as they are. What keeps
    a file from being rewritten is told on standard error. Exit code 1 when something would change, or somebody has to
    look at a file.
    """
    found = False
    for look in looks:
        found = found or bool(look.findings)
        write_out(b"".join(difference(look)))
        for finding in look.findings:
            if finding.kind == "hindrance":
                complain(str(look.path), finding.reason)
    sys.exit(1 if found else 0)
