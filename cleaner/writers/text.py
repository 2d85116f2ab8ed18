"""Kept blocks → plain text."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block


def to_text(blocks: Sequence[Block]) -> str:
    """The body alone: paragraphs separated by one blank line, no line end at the end.

    A block that continues the paragraph of the block before it stands on the next line.
    """
    pieces: list[str] = []
    for block in blocks:
        if block.text:
            pieces.append(("\n" if block.joined else "\n\n") + block.text if pieces else block.text)
    return "".join(pieces)
