"""`cleaner check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cleaner.cli.seeds import formatted, on_seeds, print_findings
from cleaner.upkeep.seed import Look


@click.command("check")
@on_seeds
@formatted
def command(looks: Iterable[Look], form: str) -> None:
    """Tell what `cleaner fix` would change in PATHS (files and folders); write nothing.

    Exit code 1 when something would change, or somebody has to look at a file.
    """
    findings = [finding for look in looks for finding in look.findings]
    print_findings(findings, form)
    sys.exit(1 if findings else 0)
