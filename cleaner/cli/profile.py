"""`cleaner profile`: test a profile, import one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleaner.batch.files import FileError, cause_of
from cleaner.batch.writing import write_atomic
from cleaner.cli.standard import complain, print_error, print_out, write_out
from cleaner.cli.terminal import FILE
from cleaner.options import load_profiles
from cleaner.settings.declared import ConfigurationError

_EXAMPLES = """\b
Examples:
  cleaner profile test sites.toml                              its own examples
  cleaner profile import news.example.com.txt -o news.toml     site rules of the fivefilters kind
"""


_TESTED = """\b
Examples:
  cleaner profile test sites.toml              its own examples: what each line must hit, what must come out
"""
_IMPORTED = """\b
Examples:
  cleaner profile import news.example.com.txt -o news.toml     a profile, for --profile
  cleaner profile import news.example.com.txt                  to look at, without a file
"""


@click.group("profile", epilog=_EXAMPLES)
def command() -> None:
    """Test the profiles of sites, and import site rules of others."""


@command.command("test", epilog=_TESTED)
@click.argument("files", nargs=-1, required=True, type=FILE)
def test(files: tuple[Path, ...]) -> None:
    """Hold the profiles of FILES against their own examples. Exit code 1 when one does not hold."""
    from cleaner.learning.tried import failing  # noqa: PLC0415 - the whole program

    try:
        profiles = load_profiles(list(files))
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error
    wrong = [said for profile in profiles for said in failing(profile)]
    for said in wrong:
        print_out(said)
    examples = sum(len(p.examples) + sum(len(line.examples) for line in p.lines) for p in profiles)
    print_error(f"{len(profiles)} profiles, {examples} examples, {len(wrong)} that do not hold")
    sys.exit(1 if wrong else 0)


@command.command("import", epilog=_IMPORTED)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=FILE, help="The profile (TOML) to write; standard output without.")
def import_(files: tuple[Path, ...], output: Path | None) -> None:
    """Import site rules of the fivefilters kind: FILES named for their host, as news.example.com.txt.

    What boxes of a page cannot answer is left out, and told line by line. Exit code 1 when nothing could be imported.
    """
    from cleaner.learning.imported import import_rules  # noqa: PLC0415
    from cleaner.learning.written import to_toml  # noqa: PLC0415

    profiles = []
    for file in files:
        try:
            found = import_rules(file.read_text("utf-8-sig", "replace"), file.stem)
        except OSError as error:
            complain(str(file), cause_of(error))
            continue
        for left in found.left_out:
            print_error(f"{file}:{left.line}: {left.text}: {left.why}")
        profiles += [found.profile] if found.profile is not None else []
    if not profiles:
        sys.exit(1)
    text = to_toml(profiles)
    if output is None:
        write_out(text.encode("utf-8", "replace"))
        return
    try:
        write_atomic(output, text)
    except FileError as error:
        complain(str(error.path), str(error))
        sys.exit(1)
