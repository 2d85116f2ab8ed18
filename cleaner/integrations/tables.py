"""The tables of other libraries, as far as they concern us: the names of columns, cells, and more columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from cleaner.batch.parquet import NUMBERS, row_of, schema
from cleaner.integrations.records import MARKDOWN, Record


class ColumnsError(ValueError):
    """A table that has not the columns asked for, or has columns of the names that ours would get."""


class Table(Protocol):
    """A piece of a table."""

    def names(self) -> list[str]:
        """The names of its columns."""

    def cells(self, name: str) -> list[Any]:
        """What stands in a column, as values of Python."""

    def joined(self, names: Mapping[str, str], records: Sequence[Record]) -> Any:
        """The same piece with a column for each field, by its name, filled with what the records of the rows say."""


class ArrowTable:
    """A Table or RecordBatch of pyarrow. Columns have the types that those of `cleaner clean -o articles.parquet` have,
    whatever is stated in a piece."""

    def __init__(self, piece: Any) -> None:
        self._piece = piece

    def names(self) -> list[str]:
        """The names of its columns."""
        return list(self._piece.schema.names)

    def cells(self, name: str) -> list[Any]:
        """What stands in a column. Text that is not UTF-8, which Arrow does not check, comes as bytes."""
        import pyarrow as pa  # noqa: PLC0415 - its user has it

        if self.names().count(name) > 1:
            raise ColumnsError(f"two columns are called {name!r}")
        column = self._piece.column(name)
        try:
            cells: list[Any] = column.to_pylist()
        except UnicodeDecodeError:
            cells = [_text_or_bytes(cell) for cell in column.cast(pa.large_binary()).to_pylist()]
        return cells

    def joined(self, names: Mapping[str, str], records: Sequence[Record]) -> Any:
        """The same piece with more columns; what its schema says beside them stays."""
        import pyarrow as pa  # noqa: PLC0415

        types = schema()
        rows = [row_of(record) for record in records]
        made = self._piece
        for field, name in names.items():
            kind = pa.string() if field == MARKDOWN else types.field(field).type
            made = made.append_column(pa.field(name, kind), pa.array([row[field] for row in rows], kind))
        return made


class PandasFrame:
    """A DataFrame. The index stays; text and lists are columns of objects, whatever is stated in a piece."""

    def __init__(self, piece: Any) -> None:
        self._piece = piece

    def names(self) -> list[str]:
        """The names of its columns."""
        return list(self._piece.columns)

    def cells(self, name: str) -> list[Any]:
        """What stands in a column, None for all that pandas takes for missing. Raises `ColumnsError` where two have its
        name."""
        column = self._piece[name]
        if column.ndim > 1:
            raise ColumnsError(f"two columns are called {name!r}")
        cells: list[Any] = column.astype(object).where(column.notna(), None).tolist()
        return cells

    def joined(self, names: Mapping[str, str], records: Sequence[Record]) -> Any:
        """The same frame with more columns."""
        import pandas as pd  # noqa: PLC0415 - its user has it

        rows = _rows(records)
        made = {
            name: pd.Series([row[field] for row in rows], index=self._piece.index, dtype=_dtype(field))
            for field, name in names.items()
        }
        return self._piece.assign(**made)


class Columnar:
    """Columns by name: lists, or arrays of numpy, as most of them are."""

    def __init__(self, piece: Mapping[str, Any]) -> None:
        self._piece = piece

    def names(self) -> list[str]:
        """The names of its columns."""
        return list(self._piece)

    def cells(self, name: str) -> list[Any]:
        """What stands in a column. Moments of numpy, which count nanoseconds, come as those of Python."""
        column = self._piece[name]
        if getattr(getattr(column, "dtype", None), "kind", "") == "M":
            column = column.astype("datetime64[us]")
        return list(column.tolist() if hasattr(column, "tolist") else column)

    def joined(self, names: Mapping[str, str], records: Sequence[Record]) -> dict[str, Any]:
        """The same columns and more, of the same kind."""
        rows = _rows(records)
        made = {name: [row[field] for row in rows] for field, name in names.items()}
        if any(hasattr(column, "dtype") for column in self._piece.values()):
            made = {name: _array(made[name], field) for field, name in names.items()}
        return {**self._piece, **made}


def _rows(records: Sequence[Record]) -> list[Record]:
    """Records with numbers that a column holds."""
    return [{**row_of(record), "provenance": record["provenance"]} for record in records]


def _dtype(field: str) -> str:
    return "float64" if field == "confidence" else "Int64" if field in NUMBERS else "object"


def _array(values: list[Any], field: str) -> Any:
    """An array of one dimension, whatever the values are: lists of the same length are no second one."""
    import numpy as np  # noqa: PLC0415 - its user has it

    array: Any = np.empty(len(values), dtype="float64" if field == "confidence" else "object")
    for place, value in enumerate(values):
        array[place] = value
    return array


def _text_or_bytes(cell: bytes | None) -> str | bytes | None:
    try:
        return cell if cell is None else cell.decode("utf-8")
    except UnicodeDecodeError:
        return cell
