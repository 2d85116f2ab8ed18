"""What the index of a report knows of each document: small, so that those of a hundred thousand fit in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.model import Status

if TYPE_CHECKING:
    from cleaner.article import Article


@dataclass(frozen=True, slots=True)
class Record:
    """One document of a run. `page` is the address of its page beside the index, None when there is none; `removed`
    counts characters by noise class, `rules` pieces by the rule named first; `remarks` are its warnings, or why
    nothing came of it."""

    file: str
    status: Status
    page: str | None = None
    title: str | None = None
    confidence: float = 0.0
    kept: int = 0
    removed: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    changes: int = 0
    remarks: tuple[str, ...] = ()


def record_of(article: Article, file: str, page: str | None) -> Record:
    """What the index tells of an article."""
    removed: Counter[str] = Counter()
    for piece in article.removed:
        removed[piece.noise_class] += len(piece.text)
    return Record(
        file=file,
        status=article.status,
        page=page,
        title=article.title,
        confidence=article.confidence,
        kept=len(article.text),
        removed=dict(removed),
        rules=dict(Counter(piece.rules[0] for piece in article.removed if piece.rules)),
        changes=len(article.changes) + len(article.document.clip.reread),
        remarks=tuple(warning.message for warning in article.warnings),
    )


def unread(file: str, cause: str) -> Record:
    """What the index tells of a clipping of which no article could be made."""
    return Record(file, "failed", remarks=(cause,))
