"""`cleaner fix`."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cleaner.cli.seeds import formatted, on_seeds, print_findings
from cleaner.upkeep.findings import Finding
from cleaner.upkeep.rewriting import rewrite
from cleaner.upkeep.seed import Look


@click.command("fix")
@on_seeds
@formatted
def command(looks: Iterable[Look], form: str) -> None:
    """Clean PATHS (files and folders) in place, and tell what was done.

    HTML pages stay as they are. Exit code 1 when something was changed, or somebody has to look at a file.
    """
    findings: list[Finding] = []
    for look in looks:
        failed = rewrite(look)
        findings += look.findings if failed is None else [failed]
    print_findings(findings, form)
    sys.exit(1 if findings else 0)
