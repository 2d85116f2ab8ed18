"""What would change in a file, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from cleaner.upkeep.seed import Look

_NO_END = "\n\\ No newline at end of file\n"


def difference(look: Look) -> Iterator[str]:
    """The lines of the diff of a file, and of those that go with it; nothing where nothing would change."""
    if look.made is not None:
        yield from _lines(look.path, look.text, look.made.decode("utf-8").removeprefix("\ufeff"))
    for beside in look.beside:
        before = beside.seen.data.decode("utf-8") if beside.seen else ""
        yield from _lines(beside.path, before, beside.data.decode("utf-8"))


def _lines(path: Path, before: str, after: str) -> Iterator[str]:
    name = path.as_posix()
    rows = unified_diff(_split(before), _split(after), f"a/{name}", f"b/{name}")
    yield from (row if row.endswith("\n") else row + _NO_END for row in rows)


def _split(text: str) -> list[str]:
    """Lines with their ends; a form feed ends none."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
