"""What would change in a file, as a unified diff that can be applied."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import diff_bytes, unified_diff
from pathlib import Path

from cleaner.upkeep.seed import Look

_NO_END = b"\n\\ No newline at end of file\n"


def difference(look: Look) -> Iterator[bytes]:
    """The lines of the diff of a file, and of those that go with it; nothing where nothing would change. Its lines are
    the bytes that stand there, in whatever encoding: those that go are in the file's, those that come in UTF-8."""
    if look.made is not None and look.seen is not None:
        yield from _lines(look.path, look.seen.data, look.made)
    for beside in look.beside:
        yield from _lines(beside.path, beside.seen.data if beside.seen else None, beside.data)


def _lines(path: Path, before: bytes | None, after: bytes) -> Iterator[bytes]:
    """The diff of one file; one that is not there yet has no lines before."""
    name = path.as_posix().encode("utf-8", "surrogateescape")
    old = b"/dev/null" if before is None else b"a/" + name
    rows = diff_bytes(unified_diff, _split(before or b""), _split(after), old, b"b/" + name)
    yield from (row if row.endswith(b"\n") else row + _NO_END for row in rows)


def _split(data: bytes) -> list[bytes]:
    """Lines with their ends; a form feed ends none."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
