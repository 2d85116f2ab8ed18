"""Parquet files (extra `parquet`), row by row, page by page of the one column that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import IO

from cleaner.batch.archives.columns import ADDRESSES, NAMES, clipping_of, column_of
from cleaner.batch.archives.place import ArchiveError, Found, Place
from cleaner.batch.archives.streams import seekable

#: How many rows are held at a time, and how much of a column is read ahead, in bytes.
ROWS, READ_AHEAD = 16, 1_000_000


def read_parquet(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The clipping of every row. Raises `ArchiveError` for a file that cannot be read."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and heavy
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ArchiveError("a Parquet file: pip install 'clipping-cleaner[parquet]' reads it") from error
    try:
        file = parquet.ParquetFile(seekable(stream, place.max_bytes), pre_buffer=False, buffer_size=READ_AHEAD)
        names = file.schema_arrow.names
        column = column_of(dict.fromkeys(names), place.column)
        wanted = [column, *(name for name in (*ADDRESSES, *NAMES) if name in names and name != column)]
        numbers = count(1)
        for batch in file.iter_batches(batch_size=ROWS, columns=wanted, use_threads=False):
            for row in batch.to_pylist():
                yield clipping_of(row, next(numbers), place)
    except (pyarrow.ArrowException, UnicodeDecodeError) as error:
        raise ArchiveError(f"damaged: {' '.join(str(error).split())[:200]}") from error
