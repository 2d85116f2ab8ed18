"""Many articles in one Parquet file: a row for each, with the same columns whatever the articles state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

#: Articles, and characters of their records, that one group of rows holds at the most: what is in memory at once.
GROUP_ROWS, GROUP_CHARACTERS = 1000, 16_000_000
#: Columns of whole numbers, null where nothing is stated.
NUMBERS = frozenset(("views", "units"))
_TEXTS = (
    "id title author editor source site via date date_raw modified category description url original_title "
    "document_number issuer license copyright language script file duplicate_of text status"
).split()
_LISTS = "authors breadcrumb tags captions images".split()
#: Columns of lists of records: the fields of each with their types.
_RECORDS = {
    "contributors": {"role": "text", "name": "text", "org": "text"},
    "attachments": {"name": "text", "url": "text"},
    "posts": {"author": "text", "date": "text", "date_raw": "text", "line": "number", "last_line": "number"},
    "removed": {
        "line": "number",
        "start": "number",
        "end": "number",
        "class": "text",
        "rules": "texts",
        "reason": "text",
        "text": "text",
    },
    "changes": {"rule": "text", "start": "number", "before": "text", "after": "text", "grade": "text"},
    "warnings": {"code": "text", "message": "text"},
}
_LARGEST = 2**63 - 1


def schema() -> Any:
    """The columns, those of `Article.to_dict`, as a schema of pyarrow. Raises ImportError without pyarrow."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, and only asked for

    kinds = {"text": pa.string(), "number": pa.int64(), "texts": pa.list_(pa.string())}
    columns = {name: pa.string() for name in _TEXTS}
    columns |= {name: pa.int64() for name in NUMBERS}
    columns |= dict.fromkeys(_LISTS, kinds["texts"])
    columns |= {
        name: pa.list_(pa.struct([(key, kinds[kind]) for key, kind in record.items()]))
        for name, record in _RECORDS.items()
    }
    columns |= {"confidence": pa.float64(), "provenance": pa.map_(pa.string(), pa.string())}
    return pa.schema(sorted(columns.items()))


def write_parquet(records: Iterable[str], path: Path) -> None:
    """Write articles, given as lines of JSON under our own names, to a Parquet file, some at a time.

    Raises ImportError without pyarrow, OSError where the file cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = schema()
    with pq.ParquetWriter(path, columns, compression="zstd") as writer:
        for group in _groups(records):
            writer.write_table(pa.Table.from_pylist(group, schema=columns))


def _groups(records: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    characters = 0
    for record in records:
        group.append(_row(record))
        characters += len(record)
        if len(group) >= GROUP_ROWS or characters >= GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _row(record: str) -> dict[str, Any]:
    """A record as a row. Halves of pairs of characters, which UTF-8 does not know, become "?"."""
    return row_of(json.loads(record.encode("utf-8", "replace")))


def row_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of values as a row of the schema. Numbers that no column holds become null."""
    row = {**record, "provenance": list(record["provenance"].items())}
    for name in NUMBERS:
        row[name] = row[name] if row[name] is None or abs(row[name]) <= _LARGEST else None
    return row
