"""Labelled pages: which share of each block is main text, told from the text that people marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz.distance import LCSseq

from benchmarks.corpus import Row, find, rows
from benchmarks.score import squeezed, tokens
from cleaner.model import Clip, Document
from cleaner.readers import open_clip, read

#: Tokens of a shingle; a block of so many counts as marked only by the shingles that it shares with the truth.
SHINGLE = 4
#: Pages beyond this product of tokens are left out: aligning them costs minutes.
MAX_ALIGNED = 4_000_000_000
#: Second-level names under which countries register sites.
_REGISTRIES = frozenset("com co gov org net edu ac or ne go".split())


@dataclass(frozen=True)
class Example:
    """A page read into blocks: for each block the share of it that is main text (-1.0: not marked) and its length in
    tokens. `site` is what pages must not share between training and testing."""

    row: Row
    document: Document
    labels: tuple[float, ...]
    sizes: tuple[int, ...]
    site: str


def examples(names: Sequence[str]) -> Iterator[Example]:
    """The labelled pages of the corpora, in order; pages without a label or without structure are left out."""
    for name in names:
        for path in find(name):
            yield from (example for row in rows(path) if (example := _example(row)) is not None)


def _example(row: Row) -> Example | None:
    clip = open_clip(row.page.data, Clip("", "html", row.page.url), "html", row.page.encoding, 10**9)
    document = read(clip)
    said = [tokens(block.text) for block in document.blocks]
    sizes = tuple(map(len, said))
    if row.truth is not None:
        labels = _aligned(said, tokens(row.truth))
    else:
        labels = _found([squeezed(block.text) for block in document.blocks], row.wanted, row.unwanted)
    return Example(row, document, labels, sizes, site(row)) if labels and document.boxes else None


def site(row: Row) -> str:
    """The site of a page: the registered part of its host (an address of numbers is a site by itself), or the page
    itself where the host is not known."""
    host = urlsplit(row.page.url or "").hostname or row.host or row.id
    parts = host.split(".")
    if parts[-1].isdecimal():
        return host
    kept = 3 if len(parts) > 2 and parts[-2] in _REGISTRIES and len(parts[-1]) == 2 else 2
    return ".".join(parts[-kept:])


def _aligned(said: Sequence[Sequence[str]], truth: Sequence[str]) -> tuple[float, ...]:
    """The share of each block that the longest common subsequence of page and truth takes; for blocks long enough
    not more than the share of their shingles that the truth has."""
    page = [token for block in said for token in block]
    if not page or len(page) * len(truth) > MAX_ALIGNED:
        return ()
    taken = [False] * len(page)
    for step in LCSseq.opcodes(page, truth):
        if step.tag == "equal":
            taken[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    known = set(_shingles(truth))
    labels, at = [], 0
    for block in said:
        share = sum(taken[at : at + len(block)]) / len(block) if block else -1.0
        at += len(block)
        own = list(_shingles(block))
        common = sum(shingle in known for shingle in own) / len(own) if own else 1.0
        labels.append(share if common > 0.5 else min(share, common))
    return tuple(labels)


def _shingles(said: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(said[start:] for start in range(SHINGLE)), strict=False)


def _found(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[float, ...]:
    """1.0 for blocks that hold a piece that is wanted, 0.0 for those with one that is not, else unknown."""
    inside, outside = [squeezed(text) for text in wanted], [squeezed(text) for text in unwanted]
    labels = []
    for text in texts:
        if text and any(piece in text or (len(text) > 20 and text in piece) for piece in inside):
            labels.append(1.0)
        else:
            held = text and any(piece in text or (len(text) > 3 and text in piece) for piece in outside)
            labels.append(0.0 if held else -1.0)
    return tuple(labels) if max(labels, default=-1.0) >= 0 else ()
