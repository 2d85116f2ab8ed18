"""Article → the ledger of what was repaired and normalised, with what stands beside each change."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Change, Grade

if TYPE_CHECKING:
    from cleaner.article import Article

#: What is shown of the text on both sides of a change, in characters.
BESIDE = 8


class Changed(NamedTuple):
    """One change: the line of the clipping that its block begins on (0 for text read again as a whole, before there
    were blocks), the rule, what was there and what is there now, how sure that is, and what stands on both sides."""

    line: int
    rule: str
    before: str
    after: str
    grade: Grade
    left: str = ""
    right: str = ""


def explain_changes(article: Article) -> Iterator[Changed]:
    """A row for each change, in order: first lines that were read again, then the ledger of the kept text."""
    for change in article.document.clip.reread:
        yield Changed(0, change.rule, change.before, change.after, change.grade)
    for line, at, change in changes_in_place(article):
        end = at + len(change.after)
        left, right = article.text[max(0, at - BESIDE) : at], article.text[end : end + BESIDE]
        yield Changed(line, *_said(change), left.rpartition("\n")[2], right.partition("\n")[0])


def changes_in_place(article: Article) -> Iterator[tuple[int, int, Change]]:
    """The ledger of the kept text: each change with the line that its block begins on, and with the place in the
    article's text of what it put in."""
    grown = 0
    starts = deque(zip(block_starts(article), article.blocks, strict=True))
    line = starts[0][1].line if starts else 0
    for change in article.changes:
        at = change.start + grown
        while starts and (starts[0][0] <= at or not starts[0][1].text):
            block = starts.popleft()[1]
            line = block.line if block.text else line
        yield line, at, change
        grown += len(change.after) - len(change.before)


def changes_tsv(article: Article) -> str:
    """The same as a table with a head, its cells quoted where they hold tabs or line ends."""
    table = io.StringIO()
    rows = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    rows.writerow(Changed._fields)
    rows.writerows(explain_changes(article))
    return table.getvalue()


def _said(change: Change) -> tuple[str, str, str, Grade]:
    return change.rule, change.before, change.after, change.grade


def block_starts(article: Article) -> list[int]:
    """Where each kept block begins in the article's text; one without text where the text before it ends."""
    starts, end = [], 0
    for block in article.blocks:
        at = end + (1 if block.joined else 2) * bool(block.text and end)
        starts.append(at)
        end = at + len(block.text)
    return starts
