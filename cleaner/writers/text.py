"""Kept blocks → plain text."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block


def to_text(blocks: Sequence[Block]) -> str:
    """The body alone: paragraphs separated by one blank line, no line end at the end.

    A block that continues the paragraph of the block before it stands on the next line, when that block is kept.
    """
    pieces: list[str] = []
    above = -2
    for block in blocks:
        if not block.text:
            continue
        joined = block.joined and block.index == above + 1 and pieces
        pieces.append(("\n" if joined else "\n\n") + block.text if pieces else block.text)
        above = block.index
    return "".join(pieces)
