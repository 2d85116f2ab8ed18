"""What a source gives: clippings, each with its content and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cleaner.article import Article
from cleaner.batch.files import FileError, Source, read_bytes
from cleaner.model import Markup
from cleaner.options import Options


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a clipping was found: its source and, where that is an archive of many, its place in it, with ``/``
    between folders."""

    source: Source
    member: str | None = None

    @property
    def name(self) -> str:
        """The origin in one line: the path within the folder asked for, then ``!/`` and the place in the archive."""
        place = self.source.relative.as_posix()
        return place if self.member is None else f"{place}!/{self.member}"


@dataclass(frozen=True, slots=True)
class Clipping:
    """One clipping as it was found, neither decoded nor read. What is not known of it is None."""

    origin: Origin
    data: bytes | str
    url: str | None = None
    crawled: datetime | None = None
    markup: Markup | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A clipping, or the rest of an archive, that could not be read, and why in one sentence."""

    origin: Origin
    cause: str


def clippings_of(source: Source, max_bytes: int) -> Iterator[Clipping | Unreadable]:
    """The clippings of one source, in their order; never raises for what is in it."""
    try:
        yield Clipping(Origin(source), read_bytes(source.path, max_bytes))
    except FileError as error:
        yield Unreadable(Origin(source), str(error))


def clean_clipping(clipping: Clipping, crawled: datetime | None, options: Options) -> Article:
    """The article of a clipping, fetched at `crawled` where it does not say when; its file is the clipping's origin."""
    from cleaner.pipeline import clean  # noqa: PLC0415 - heavy, and whoever starts workers does not clean

    return clean(
        clipping.data,
        url=clipping.url,
        path=clipping.origin.name,
        markup=clipping.markup,
        encoding=clipping.encoding,
        crawled=clipping.crawled or crawled,
        options=options,
    )
