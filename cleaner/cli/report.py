"""`cleaner explain --html`: what is written where, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from cleaner.batch.files import FileError
from cleaner.batch.reports import INDEX, write_page, write_report
from cleaner.cli.inputs import Wanted, found
from cleaner.cli.standard import complain, print_error, printable
from cleaner.cli.target import is_folder
from cleaner.options import Options
from cleaner.writers.report.record import Record


def report_on(wanted: Wanted, said: str, options: Options) -> int:
    """Write the report on what is wanted: for one clipping the page that somebody called so, for more, or where that is
    a folder, the folder with an index.

    The exit code: 1 when a clipping could not be cleaned or the report could not be written.
    """
    report = Path(said)
    paths, clippings = wanted.paths, found(wanted, options.max_bytes, report)
    first = tuple(islice(clippings, 2))
    if len(first) == 1 and not paths[0].is_dir() and not is_folder(said):
        return _told((write_page(one, report, options) for one in first), report)
    name = paths[0].resolve().name + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
    return _told(write_report(chain(first, clippings), report, name, options), report / INDEX)


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
