"""Article → the account of its clipping, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleaner.model import Block, Cut, Role, Span, Verdict

if TYPE_CHECKING:
    from cleaner.article import Article

Fate = Literal["kept", "dropped", "cut", "title", "front_matter", "blank"]
_FATES: Mapping[Role, Fate] = {"noise": "dropped", "body": "kept", "title": "title", "front_matter": "front_matter"}

#: A line with its end, split only where lines end; what would break a table.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BREAK = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Explained(NamedTuple):
    """One line of the clipping, or one part cut out of it, with what became of it and why.

    A line that lost a part is "kept" and followed by a row "cut" for each part. `block` is the number of the block in
    the document, -1 for blank lines; `span` is where the row stands in the document's text, its line end left out (for
    a part: all of it).
    """

    line: int
    fate: Fate
    noise_class: str
    rules: tuple[str, ...]
    reason: str
    text: str
    block: int = -1
    span: Span = Span(0, 0)


def explain_lines(article: Article) -> Iterator[Explained]:
    """A row for each line of the clipping (of the flattened page, for HTML), in order, and one for each part cut."""
    text = article.document.text
    number = 1
    if not article.verdicts:
        yield from (Explained(i, "blank", "", (), "", "") for i in range(1, _ends(text) + 1))
    for verdict in article.verdicts:
        block = article.document.blocks[verdict.block]
        before = text[block.span.start : block.start] if block.index == 0 else ""
        behind = text[block.start + len(block.source) : block.span.end]
        for _ in range(_ends(before)):
            yield Explained(number, "blank", "", (), "", "")
            number += 1
        yield from _rows(block, verdict, number)
        number += _ends(block.source)
        blank = _ends(behind)
        for i in range(1, blank):
            yield Explained(number + i, "blank", "", (), "", "")
        number += blank


def _rows(block: Block, verdict: Verdict, number: int) -> Iterator[Explained]:
    at = 0
    for i, line in enumerate(_LINE.findall(block.source) or [""]):
        text = line.rstrip("\r\n")
        span = Span(block.start + at, block.start + at + len(text))
        why = (verdict.noise_class or "", verdict.rules, verdict.reason)
        yield Explained(number + i, _FATES[verdict.role], *why, text, block.index, span)
        for cut in verdict.cuts:
            if at <= cut.start < at + len(line):
                yield _part(block, cut, number + i)
        at += len(line)


def _part(block: Block, cut: Cut, number: int) -> Explained:
    span = Span(block.start + cut.start, block.start + cut.end)
    piece = block.source[cut.start : cut.end].strip()
    return Explained(number, "cut", cut.noise_class, (cut.rule,), cut.reason, piece, block.index, span)


def _ends(text: str) -> int:
    """How many lines end in `text`."""
    return text.count("\n") + text.replace("\r\n", "").count("\r")


def to_tsv(article: Article) -> str:
    """The rows as tab-separated values with a head; tabs and line ends inside a text are written as spaces."""
    rows = ["line\tfate\tclass\trules\treason\ttext"]
    for row in explain_lines(article):
        cells = (str(row.line), row.fate, row.noise_class, ",".join(row.rules), row.reason, row.text)
        rows.append("\t".join(_BREAK.sub(" ", cell) for cell in cells))
    return "\n".join(rows) + "\n"
