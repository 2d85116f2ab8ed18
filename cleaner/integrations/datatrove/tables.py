"""The columns of a table of clean documents."""

from __future__ import annotations

from typing import Any

from cleaner.integrations.datatrove.documents import KEYS


def columns(**more: Any) -> Any:
    """The schema for datatrove's ``ParquetWriter(..., expand_metadata=True, schema=columns())``.

    Without it the first document says which columns there are, and what only others have is left out. Columns of your
    own metadata go into `more`, each with its type of pyarrow. Raises ImportError without pyarrow.
    """
    import pyarrow as pa  # noqa: PLC0415 - only whoever writes tables

    warning = pa.struct({"code": pa.string(), "message": pa.string()})
    others = {"confidence": pa.float64(), "tags": pa.list_(pa.string()), "warnings": pa.list_(warning)}
    names = ("id", "text", *KEYS, "file_path", "filter_reason", "unreadable")
    return pa.schema({name: others.get(name, pa.string()) for name in names} | more)
