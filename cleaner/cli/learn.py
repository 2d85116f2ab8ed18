"""`cleaner learn`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleaner.batch.clippings import clippings_of
from cleaner.batch.files import FileError
from cleaner.batch.walk import find_sources
from cleaner.batch.writing import write_atomic
from cleaner.cli.standard import complain, print_error, write_out
from cleaner.cli.terminal import FILE, configured, paths_of
from cleaner.learning.learn import Learned, learn
from cleaner.learning.written import to_toml
from cleaner.options import Options

_EXAMPLES = """\b
Examples:
  cleaner learn pages -o park.toml                   what the pages of each site share
  cleaner learn pages --exclude "*.md"               to look at, without a file
  cleaner clean pages --profile sites.toml -o out    what it is for
"""


@click.command("learn", epilog=_EXAMPLES)
@paths_of
@click.option("-o", "--output", type=FILE, help="The profile (TOML) to write.")
@click.option("--force", is_flag=True, help="Write over a profile that is there: what was changed by hand is lost.")
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave these out of folders. May be given more than once."
)
@configured
def command(
    paths: tuple[Path, ...], output: Path | None, force: bool, exclude: tuple[str, ...], options: Options
) -> None:
    """Learn from the clippings of PATHS which lines the pages of each site share, and write a profile.

    A site needs three articles; mirrors of one article count as one. Read the profile before you commit it, and give
    it to the other commands with --profile. Exit code 1 when nothing was learned.
    """
    if output is not None and output.exists() and not force:
        raise click.UsageError(f"{output} is there already; --force writes over it")
    sources = find_sources(paths, exclude)
    learned = learn((one for source in sources for one in clippings_of(source, options.max_bytes)), options)
    _say(learned)
    if not learned.profiles:
        complain("nothing learned", "a site needs three articles that share lines")
        sys.exit(1)
    try:
        _write(to_toml(learned.profiles), output)
    except FileError as error:
        complain(str(error.path), str(error))
        sys.exit(1)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        write_out(text.encode("utf-8", "replace"))
    else:
        write_atomic(output, text)


def _say(learned: Learned) -> None:
    for name, cause in learned.unread:
        complain(name, cause)
    for profile in learned.profiles:
        shared = f"{len(profile.lines)} lines, {len(profile.boxes)} kinds of elements"
        print_error(f"{profile.name}: {profile.documents} articles share {shared}")
    if learned.mirrors:
        print_error(f"{learned.mirrors} clippings say what another says, and were not counted")
    if learned.few:
        print_error(f"{len(learned.few)} sites have fewer than three articles")
