"""Cleaning many files, one after the other, each for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cleaner.article import Article
from cleaner.batch.clippings import Clipping, Unreadable, clippings_of
from cleaner.batch.files import Source
from cleaner.options import Options
from cleaner.pipeline import clean


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: its article, or the error that kept it from being read."""

    source: Source
    article: Article | None
    error: str | None = None

    @property
    def trouble(self) -> str | None:
        """One sentence on why there is no article to speak of; None when there is one."""
        if self.article is None:
            return self.error
        if self.article.status in ("failed", "empty"):
            return "; ".join(warning.message for warning in self.article.warnings) or self.article.status
        return None


def clean_sources(sources: Iterable[Source], options: Options, crawled: datetime | None = None) -> Iterator[Outcome]:
    """Clean each source, fetched at `crawled` when that is known; one that cannot be read is an outcome like any
    other."""
    for source in sources:
        for found in clippings_of(source, options.max_bytes):
            if isinstance(found, Unreadable):
                yield Outcome(source, None, found.cause)
            else:
                yield Outcome(source, _clean(found, crawled, options))


def _clean(clipping: Clipping, crawled: datetime | None, options: Options) -> Article:
    return clean(
        clipping.data,
        url=clipping.url,
        path=clipping.origin.name,
        markup=clipping.markup,
        encoding=clipping.encoding,
        crawled=clipping.crawled or crawled,
        options=options,
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. Counts are in characters where they say so, else in documents."""

    statuses: Counter[str]
    kept_characters: int
    removed_characters: Counter[str]
    rules: Counter[str]
    review: tuple[tuple[str, str], ...] = field(default=())


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Add up a run: documents by status, characters removed by class, how often each rule worked, what to look at."""
    statuses: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    kept = 0
    review = []
    for outcome in outcomes:
        article = outcome.article
        statuses[article.status if article else "failed"] += 1
        if article is None or article.status != "ok":
            warnings = article.warnings if article else ()
            why = outcome.trouble or "; ".join(warning.message for warning in warnings)
            review.append((outcome.source.relative.as_posix(), why))
        if article is not None:
            kept += len(article.text)
            for piece in article.removed:
                removed[piece.noise_class] += len(piece.text)
                rules.update(piece.rules[:1])
    return Summary(statuses, kept, removed, rules, tuple(review))
