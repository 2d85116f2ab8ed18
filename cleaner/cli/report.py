"""`cleaner explain --html`: what is written where, and what is told of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from cleaner.batch.archives.opening import peekable
from cleaner.batch.clippings import STANDARD_INPUT, Unreadable, clippings_in, clippings_of
from cleaner.batch.files import FileError
from cleaner.batch.reports import INDEX, Found, write_page, write_report
from cleaner.batch.walk import Inputs, find_sources
from cleaner.cli.standard import complain, print_error, printable
from cleaner.options import Options
from cleaner.writers.report.record import Record


class Wanted(NamedTuple):
    """What is taken: paths, patterns of what is left out of folders, and the choice of inputs."""

    paths: tuple[Path, ...]
    exclude: tuple[str, ...]
    inputs: Inputs


def report_on(wanted: Wanted, report: Path, options: Options) -> int:
    """Write the report on what is wanted: the page `report` for one clipping, the folder `report` with an index for
    more.

    The exit code: 1 when a clipping could not be cleaned or the report could not be written.
    """
    paths, found = wanted.paths, _found(wanted, report, options)
    first = tuple(islice(found, 2))
    if len(first) == 1 and not paths[0].is_dir() and not report.is_dir():
        return _told((write_page(one, report, options) for one in first), report)
    name = paths[0].resolve().name + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
    return _told(write_report(chain(first, found), report, name, options), report / INDEX)


def _found(wanted: Wanted, report: Path, options: Options) -> Iterator[Found]:
    """The clippings, and what could not be read; what is no clipping is told and left out."""
    for one in _given(wanted, report, options):
        if isinstance(one, Unreadable) and not one.lost:
            complain(one.origin.name, one.cause)
        else:
            yield one


def _given(wanted: Wanted, report: Path, options: Options) -> Iterator[Found]:
    if wanted.paths == (Path("-"),):
        yield from clippings_in(peekable(sys.stdin.buffer), STANDARD_INPUT, options.max_bytes, wanted.inputs)
        return
    for source in find_sources(wanted.paths, wanted.exclude, report, wanted.inputs):
        yield from clippings_of(source, options.max_bytes, wanted.inputs)


def _told(records: Iterable[Record], place: Path) -> int:
    """Let the report be written; tell what could not be cleaned, and where the report is."""
    count = failed = 0
    try:
        for record in records:
            count += 1
            if record.status == "failed":
                failed += 1
                complain(record.file, "; ".join(record.remarks))
    except FileError as error:
        complain(str(error.path), str(error))
        return 1
    if place.name == INDEX or count > failed:
        print_error(f"{count:,} {'document' if count == 1 else 'documents'}: {printable(str(place))}")
    return 1 if failed else 0
