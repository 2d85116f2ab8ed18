"""Other extractors as a second opinion on where the body of an HTML page stands; our rules judge the rest."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.facts import BlockFacts
from cleaner.model import Document
from cleaner.text.characters import key


def text_by_trafilatura(document: Document) -> str:
    """The main text that trafilatura extracts, readers' comments left out; "" for none."""
    import trafilatura  # noqa: PLC0415 - heavy, and asked for

    return trafilatura.extract(document.clip.text, include_comments=False, include_tables=True) or ""


def body_by_trafilatura(document: Document, facts: Sequence[BlockFacts]) -> tuple[int, int] | None:
    """First block and the block behind the last of the running text that trafilatura extracts; None for none.

    Its lines are found among the blocks by their folding keys, a list's mark aside. Bylines and credits that it
    takes along at the edges are left to our rules.
    """
    lines = {key(line.lstrip("-# ")) for line in text_by_trafilatura(document).splitlines()} - {""}
    found = [i for i, f in enumerate(facts) if f.prose and key(document.blocks[i].text) in lines]
    return (found[0], found[-1] + 1) if found else None
