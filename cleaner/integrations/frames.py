"""Tables that engines hand out piece by piece: a column of clippings in, columns of clean articles out.

A piece is a pandas DataFrame, a Table or RecordBatch of pyarrow, or columns by name (lists, or arrays of numpy). It
comes back as what it was, with the same rows in the same order and more columns. Ray, Spark, Dask, Beam and the
datasets of Hugging Face all call functions with one of these.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from cleaner.batch.archives.columns import ADDRESSES, column_of, markup_of
from cleaner.batch.archives.place import ArchiveError
from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin, Unreadable
from cleaner.batch.job import Work
from cleaner.batch.order import Limits
from cleaner.integrations.records import FIELDS, Recorder, checked_fields, work_for
from cleaner.integrations.tables import ArrowTable, Columnar, ColumnsError, PandasFrame, Table
from cleaner.model import Markup
from cleaner.options import Options
from cleaner.text.moments import iso_moment

__all__ = ["FIELDS", "BatchCleaner", "Columns", "ColumnsError", "Limits", "clean_batch"]

Piece = TypeVar("Piece")
_OPTIONS = Options()
_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns are read, and which are made.

    `data` holds the clippings, text or bytes; with None it is the first of the names by which data sets call them
    (html, raw_html, markdown, text, content and kin, as for `cleaner clean`). `url` and `crawled` hold what is known of
    each (addresses; datetimes or ISO 8601); with None the address is looked for under the usual names. `markup` is that
    of all clippings, else told by the column's name or found out. `fields` are what is written of each article, under
    its name with `prefix` before it; "markdown" is title and body as Markdown.
    """

    data: str | None = None
    url: str | None = None
    crawled: str | None = None
    markup: Markup | None = None
    fields: tuple[str, ...] = FIELDS
    prefix: str = "clean_"


_COLUMNS = Columns()


class BatchCleaner:
    """A function for whoever hands out a table piece by piece; made once, called with each piece.

    With `limits` (the default: 60 seconds a clipping) worker processes do the work, `jobs` for each object of this
    class, and whatever a clipping does costs it alone; see `Recorder`, also for pickling, forks and threads. Without,
    the work is done in the process that calls.
    """

    #: What cleans one clipping, where not what its fields ask for. A function of a module: workers load it by its name.
    work: Work | None = None

    def __init__(
        self,
        columns: Columns = _COLUMNS,
        options: Options = _OPTIONS,
        limits: Limits | None = _LIMITS,
        jobs: int = 1,
    ) -> None:
        self._columns = columns
        self._recorder = Recorder(options, limits, jobs, self.work or work_for(columns.fields))

    def __call__(self, piece: Piece) -> Piece:
        """The piece with more columns. No clipping raises anything: the status of one that could not be cleaned is
        "failed", and its warnings say why.

        Raises `ColumnsError` for a table of other columns, `ConfigurationError` for fields that no article has,
        TypeError for something that is no table, `WorkerError` where no process can be started.
        """
        table = _table_of(piece)
        names = _outgoing(self._columns, table.names())
        found = _clippings(table, self._columns)
        records = self._recorder.records(found)
        made: Piece = table.joined(names, records)
        return made

    def close(self) -> None:
        """Let go of the worker processes. A call after that starts others."""
        self._recorder.close()


def clean_batch(piece: Piece, columns: Columns = _COLUMNS, options: Options = _OPTIONS) -> Piece:
    """The piece with more columns, made in this process and without limits; see `BatchCleaner`."""
    return BatchCleaner(columns, options, None)(piece)


def _table_of(piece: Any) -> Table:
    """What a piece is. Its library is loaded, or it could not be one of its tables."""
    pandas, pyarrow = sys.modules.get("pandas"), sys.modules.get("pyarrow")
    if pandas is not None and isinstance(piece, pandas.DataFrame):
        return PandasFrame(piece)
    if pyarrow is not None and isinstance(piece, pyarrow.Table | pyarrow.RecordBatch):
        return ArrowTable(piece)
    if isinstance(piece, Mapping):
        return Columnar(piece)
    raise TypeError(f"a DataFrame, a Table, a RecordBatch or columns by name, not {type(piece).__name__}")


def _outgoing(columns: Columns, there: Sequence[str]) -> dict[str, str]:
    """Our fields, and the columns that they are written to. Raises `ColumnsError` rather than write over one."""
    names = {field: columns.prefix + field for field in checked_fields(columns.fields)}
    taken = [name for name in names.values() if name in there]
    if taken:
        raise ColumnsError(f"there is a column {taken[0]!r} already: choose another prefix, or other fields")
    return names


def _clippings(table: Table, columns: Columns) -> list[Clipping | Unreadable]:
    """What stands in each row."""
    names = table.names()
    try:
        column = column_of(dict.fromkeys(names), columns.data)
        for name in filter(None, (columns.url, columns.crawled)):
            column_of(dict.fromkeys(names), name)
    except ArchiveError as error:
        raise ColumnsError(str(error).replace("--column", "Columns(data=...)")) from error
    address = columns.url or next((name for name in ADDRESSES if name in names and name != column), None)
    cells = table.cells(column)
    nothing: list[Any] = [None] * len(cells)
    addresses = nothing if address is None else table.cells(address)
    moments = nothing if columns.crawled is None else table.cells(columns.crawled)
    markup = columns.markup or markup_of(column)
    return [
        _clipping(cell, _address(url), iso_moment(crawled), markup)
        for cell, url, crawled in zip(cells, addresses, moments, strict=True)
    ]


def _clipping(cell: object, url: str | None, crawled: datetime | None, markup: Markup | None) -> Clipping | Unreadable:
    """The clipping in a cell; a cell that holds none is a row whose article cannot be made."""
    origin = Origin(STANDARD_INPUT)
    if isinstance(cell, bytearray | memoryview):
        cell = bytes(cell)
    if not isinstance(cell, str | bytes):
        return Unreadable(origin, "the row holds nothing" if cell is None else f"no text but {type(cell).__name__}")
    return Clipping(origin, cell, url, crawled, markup)


def _address(cell: object) -> str | None:
    return cell.strip() or None if isinstance(cell, str) else None
