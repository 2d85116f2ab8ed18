"""Clippings of a wanted size, made of the repository's own seeds."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from cleaner.text.prose import is_prose

SEEDS = Path(__file__).parent.parent / "seeds"


def seeds() -> list[tuple[str, str]]:
    """Name and text of each seed, the table of contents left out."""
    return [(path.name, path.read_text("utf-8")) for path in sorted(SEEDS.glob("[0-9]*"))]


def grown(text: str, size: int) -> str:
    """`text` with its own paragraphs said again, numbered, behind the first of them, until it has `size` bytes."""
    lines = text.splitlines(keepends=True)
    prose = [i for i, line in enumerate(lines) if is_prose(line.strip())]
    if not prose:
        return text
    missing = size - len(text.encode())
    added: list[str] = []
    for count, i in enumerate(cycle(prose)):
        if missing <= 0:
            break
        again = lines[i].rstrip("\r\n") + f" {count}。\n\n"
        added.append(again)
        missing -= len(again.encode())
    at = prose[0] + 1
    return "".join([*lines[:at], "\n", *added, *lines[at:]])
