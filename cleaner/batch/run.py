"""Cleaning many files, one after the other, each for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from cleaner.article import Article
from cleaner.batch.clippings import (
    STANDARD_INPUT,
    Clipping,
    Origin,
    Unreadable,
    clean_clipping,
    clippings_in,
    clippings_of,
)
from cleaner.batch.files import Source
from cleaner.batch.walk import Inputs
from cleaner.options import Options
from cleaner.pipeline import clean

_ANY = Inputs()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one clipping: its article, or the error that kept it from being read. `origin` is its place in its
    source, None for a source that is read otherwise; without `lost` the error is a remark on what is no clipping."""

    source: Source
    article: Article | None
    error: str | None = None
    origin: Origin | None = None
    lost: bool = True

    @property
    def name(self) -> str:
        """Where the clipping was found, within the folder asked for."""
        return self.origin.name if self.origin is not None else self.source.relative.as_posix()

    @property
    def trouble(self) -> str | None:
        """One sentence on why there is no article to speak of; None when there is one."""
        if self.article is None:
            return self.error if self.lost else None
        if self.article.status in ("failed", "empty"):
            return "; ".join(warning.message for warning in self.article.warnings) or self.article.status
        return None


def clean_sources(
    sources: Iterable[Source], options: Options, crawled: datetime | None = None, inputs: Inputs = _ANY
) -> Iterator[Outcome]:
    """Clean each source, fetched at `crawled` when that is known; one that cannot be read is an outcome like any
    other."""
    for source in sources:
        for found in clippings_of(source, options.max_bytes, inputs):
            yield _outcome(found, source, crawled, options)


def clean_stream(
    stream: IO[bytes], options: Options, crawled: datetime | None = None, inputs: Inputs = _ANY
) -> Iterator[Outcome]:
    """Clean what comes in by standard input: a clipping, which has no name then, or an archive of many."""
    from cleaner.batch.archives.opening import is_page, peekable  # noqa: PLC0415 - archives cost a start-up

    source, stream = STANDARD_INPUT, peekable(stream)
    if is_page(stream):
        article = clean(stream.read(options.max_bytes + 1), crawled=crawled, options=options)
        yield Outcome(source, article)
        return
    for found in clippings_in(stream, source, options.max_bytes, inputs):
        yield _outcome(found, source, crawled, options)


def _outcome(found: Clipping | Unreadable, source: Source, crawled: datetime | None, options: Options) -> Outcome:
    if isinstance(found, Unreadable):
        return Outcome(source, None, found.cause, found.origin, found.lost)
    return Outcome(source, clean_clipping(found, crawled, options), None, found.origin)


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
        if article is None and not outcome.lost:
            continue
        statuses[article.status if article else "failed"] += 1
        if article is None or article.status != "ok":
            warnings = article.warnings if article else ()
            why = outcome.trouble or "; ".join(warning.message for warning in warnings)
            review.append((outcome.name, why))
        if article is not None:
            kept += len(article.text)
            for piece in article.removed:
                removed[piece.noise_class] += len(piece.text)
                rules.update(piece.rules[:1])
    return Summary(statuses, kept, removed, rules, tuple(review))
