"""One clipping as it is learned from: its lines with their places, the clauses of its body, the paths of its boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from cleaner.batch.clippings import Clipping
from cleaner.judge.paths import paths
from cleaner.judge.site import LINE_CHARACTERS, block_key, host_of
from cleaner.judge.survey import Survey
from cleaner.metadata.found_title import Title
from cleaner.metadata.read import read_metadata
from cleaner.metadata.stated import stated_addresses
from cleaner.model import Clip, Document, Verdict
from cleaner.options import Options
from cleaner.pipeline import first_look
from cleaner.readers import open_clip
from cleaner.text.characters import key
from cleaner.text.prose import ends_sentence
from cleaner.text.units import units

#: What stands between the clauses of a body.
_CLAUSE_END = re.compile(r"[,.;:!?。，；：！？、\n]+")
#: A clause of so many units is hardly written twice by accident.
CLAUSE_UNITS = 6
#: The shortest line that is running text of its own where the judge keeps it, in units.
TEXT_UNITS = 12


class Line(NamedTuple):
    """A line of a clipping that is not silent: its key ("" for what no two pages share), its text, its units; whether
    the judge kept it, and whether it is running text; whether it is a day and nothing else, ends like a sentence, is
    marked as a heading; the path of its box and the chance that the weights gave it ("" and 0.0 where there is nothing
    to weigh)."""

    key: str
    text: str
    units: int
    kept: bool
    running: bool
    day: bool
    ends: bool
    heads: bool = False
    path: str = ""
    chance: float = 0.0


class Study(NamedTuple):
    """What is learned from of one clipping: the folder it lies in, the host of the address it states ("" for none) or
    names in its text, the site it names, its title's keys, its lines, and its body's clauses with their units, as
    checksums."""

    folder: str
    host: str
    named: str
    site: str
    title: frozenset[str]
    lines: tuple[Line, ...]
    clauses: dict[int, int]

    @property
    def body(self) -> int:
        """The units of the body."""
        return sum(self.clauses.values())


def study(clipping: Clipping, options: Options) -> Study:
    """What is learned from of one clipping. Raises `ReadError` for one that cannot be read."""
    known = Clip("", clipping.markup or "text", clipping.url, clipping.origin.name)
    clip = open_clip(clipping.data, known, clipping.markup, clipping.encoding, options.max_bytes)
    _, repaired, _, page, title, verdicts = first_look(clip, options)
    document = repaired.document
    addresses = stated_addresses(document)
    metadata = read_metadata(document, verdicts, title).metadata
    kept = [document.blocks[v.block].text for v in verdicts if v.role == "body"]
    return Study(
        folder=clipping.origin.source.path.resolve().parent.name,
        host=next(filter(None, map(host_of, addresses)), ""),
        named=host_of(metadata.url or ""),
        site=metadata.site or "",
        title=title.keys,
        lines=tuple(_lines(document, page, title, verdicts)),
        clauses=dict(_clauses(kept)),
    )


def _lines(document: Document, page: Survey, title: Title, verdicts: Sequence[Verdict]) -> Iterator[Line]:
    """The lines with something to read. The title's own are none of the site's, whatever they say."""
    boxes = paths(document.boxes)
    chances = page.main.chances if page.main else ()
    for block, facts, verdict in zip(document.blocks, page.facts, verdicts, strict=True):
        size = units(block.text)
        if not size:
            continue
        kept = verdict.role == "body"
        running = kept and (facts.prose or size >= TEXT_UNITS)
        yield Line(
            "" if verdict.role in ("title", "front_matter") else block_key(block),
            block.text[:LINE_CHARACTERS],
            size,
            kept,
            running,
            facts.day,
            ends_sentence(block.text),
            block.kind == "heading",
            boxes[max(block.hints.box, 0)] if boxes else "",
            chances[block.index] if chances else 0.0,
        )


def _clauses(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses of a body, as checksums with their units."""
    for text in texts:
        for clause in _CLAUSE_END.split(key(text)):
            if (size := units(clause)) >= CLAUSE_UNITS:
                yield crc32(clause.encode()), size
