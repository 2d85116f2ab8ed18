"""What is found in a seed: a value for each line that would change, and for each reason why nothing may."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleaner.article import Article
from cleaner.batch.files import FileError
from cleaner.model import Span
from cleaner.writers.changed import explain_changes

_LINE_END = re.compile(r"[\r\n]")
#: "change": the file would be otherwise. "hindrance": it may not, or cannot, be rewritten, and somebody has to look.
FindingKind = Literal["change", "hindrance"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file. `line` to `last_line` count from 1; `rule` is the id of what found it, `noise_class`
    its class, "repair" for a change of the text, "form" for the form on disk, "seed" for the file as a whole. `text`
    are the words it is about; `whole` says that the lines go altogether."""

    path: Path
    line: int
    last_line: int
    kind: FindingKind
    noise_class: str
    rule: str
    reason: str
    text: str = ""
    whole: bool = False


def removals(path: Path, article: Article) -> Iterator[Finding]:
    """A finding for each piece that goes."""
    ends = None if article.document.clip.markup == "html" else _line_ends_of(article.document.text)
    for piece in article.removed:
        text = piece.text.strip()
        last = piece.line + _line_ends(text)
        whole = ends is not None and text == article.document.text[_own_lines(piece.span, ends)].strip()
        yield Finding(
            path,
            piece.line,
            last,
            "change",
            piece.noise_class,
            next(iter(piece.rules), "place"),
            piece.reason,
            text,
            whole,
        )


def edits(path: Path, article: Article) -> Iterator[Finding]:
    """A finding for each change of the text, and of the title: changes of a line that are alike are one."""
    rows = Counter((max(row.line, 1), row.rule, row.before, row.after) for row in explain_changes(article))
    was = article.document.blocks
    rows.update((b.line, "title", was[b.index].text, b.text) for b in article.heading if b.text != was[b.index].text)
    for (line, rule, before, after), count in sorted(rows.items(), key=lambda item: item[0][0]):
        times = f", {count} times" if count > 1 else ""
        gone = f"{before!r} is taken out{times}"
        reason = (
            f"{before!r} becomes {after!r}{times}"
            if before and after
            else gone
            if before
            else f"{after!r} is put in{times}"
        )
        yield Finding(path, line, line, "change", "repair", rule, reason, before or after)


def hindrance(path: Path, rule: str, reason: str) -> Finding:
    """What stands in the way of a whole file."""
    return Finding(path, 1, 1, "hindrance", "seed", rule, reason)


def said_of(path: Path, error: FileError) -> str:
    """Why a seed stays as it is: what is said of another file names that."""
    return str(error) if error.path == path else f"{error.path.name}: {error}; the seed stays, too"


def form(path: Path, rule: str, reason: str, line: int = 1) -> Finding:
    """A difference of the form on disk."""
    return Finding(path, line, line, "change", "form", rule, reason)


def _line_ends_of(text: str) -> list[int]:
    """Where the lines of a text end, in order; -1 and its length among them."""
    return [-1, *(end.start() for end in _LINE_END.finditer(text)), len(text)]


def _own_lines(span: Span, ends: Sequence[int]) -> slice:
    """The lines that a piece stands on."""
    return slice(ends[bisect_left(ends, span.start) - 1] + 1, ends[bisect_left(ends, span.end)])


def _line_ends(text: str) -> int:
    return text.count("\n") + text.replace("\r\n", "").count("\r")
