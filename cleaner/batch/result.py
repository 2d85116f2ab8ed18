"""What cleaning one clipping came to, small enough to travel between processes: never the article itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.batch.paragraphs import hashes
from cleaner.model import Status, Warn

if TYPE_CHECKING:
    from cleaner.article import Article

#: Why a clipping is among the dead letters: it broke what cleaned it.
BROKE = frozenset(("crashed", "deadline", "memory", "raised", "internal_error"))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one clipping.

    `text` is the article in the form asked for, None where there is none (or where it lies on the disk already). `kept`
    counts characters of the body, `removed` characters by noise class, `rules` how often each rule was the first to
    hold. `body` is the body's id, `sketch` what it is compared by with others, `paragraphs` the hashes of those that it
    may have in common with them, `duplicate_of` the clipping it was marked a duplicate of, `markup` the clipping's.
    `container` is the kind of the file that the clipping was taken out of ("" where it is the file). `trace` says where
    a process was when it broke, `limit` for which limit, in seconds or bytes; 0: for none.
    """

    status: Status
    confidence: float = 0.0
    text: str | None = None
    kept: int = 0
    removed: tuple[tuple[str, int], ...] = ()
    rules: tuple[tuple[str, int], ...] = ()
    warnings: tuple[Warn, ...] = ()
    body: str | None = None
    sketch: bytes = b""
    paragraphs: tuple[bytes, ...] = ()
    duplicate_of: str | None = None
    markup: str = ""
    container: str = ""
    trace: str = ""
    limit: float = 0

    @property
    def trouble(self) -> str | None:
        """One sentence on why there is no article to speak of; None when there is one."""
        if self.status in ("failed", "empty"):
            return self.remarks or self.status
        return None

    @property
    def remarks(self) -> str:
        """All warnings in one line."""
        return "; ".join(warning.message for warning in self.warnings)

    @property
    def broke(self) -> bool:
        """Whether the clipping broke what cleaned it, rather than being no clipping."""
        return self.failed_by(*BROKE)

    def failed_by(self, *codes: str) -> bool:
        """Whether nothing came of it for one of these reasons."""
        return self.status == "failed" and any(warning.code in codes for warning in self.warnings)


def failed(code: str, cause: str, trace: str = "", limit: float = 0) -> Result:
    """The result of a clipping of which nothing was made."""
    return Result("failed", warnings=(Warn(code, cause),), trace=trace, limit=limit)


def result_of(article: Article, text: str | None, duplicate_of: str | None = None) -> Result:
    """The account of an article, with what is written of it."""
    removed: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for piece in article.removed:
        removed[piece.noise_class] += len(piece.text)
        rules.update(piece.rules[:1])
    return Result(
        article.status,
        article.confidence,
        text,
        len(article.text),
        tuple(sorted(removed.items())),
        tuple(sorted(rules.items())),
        article.warnings,
        article.metadata.id,
        paragraphs=hashes(article.text),
        duplicate_of=duplicate_of,
        markup=article.document.clip.markup,
        container=article.document.clip.container,
    )
