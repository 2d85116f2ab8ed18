"""What a source gives: clippings, each with its content and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from cleaner.article import Article
from cleaner.batch.files import FileError, Source, open_regular
from cleaner.batch.walk import Inputs
from cleaner.model import Clip, Markup, Stated, Warn
from cleaner.options import Options

_ANY = Inputs()
#: What comes in by standard input: a clipping by itself has no name then.
STANDARD_INPUT = Source(Path("-"), Path("standard input"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a clipping was found: its source and, where that is an archive of many, its place in it, with ``/``
    between folders and ``!/`` behind an archive within."""

    source: Source
    member: str | None = None

    @property
    def name(self) -> str:
        """The origin in one line: the path within the folder asked for, then ``!/`` and the place in the archive."""
        place = self.source.relative.as_posix()
        return place if self.member is None else f"{place}!/{self.member}"


@dataclass(frozen=True, slots=True)
class Clipping:
    """One clipping as it was found, neither decoded nor read. What is not known of it is None.

    `stated` is what the archive says of it (title, author, address, encoding), with where; `warnings` what a reader of
    its article should know.
    """

    origin: Origin
    data: bytes | str
    url: str | None = None
    crawled: datetime | None = None
    markup: Markup | None = None
    encoding: str | None = None
    stated: tuple[Stated, ...] = ()
    warnings: tuple[Warn, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A clipping, or the rest of an archive, that could not be read, and why in one sentence.

    `lost` is False for what an archive holds beside its clippings (pictures, styles, requests): it is counted, and
    nobody loses a text by it.
    """

    origin: Origin
    cause: str
    lost: bool = True


def clippings_of(source: Source, max_bytes: int, inputs: Inputs = _ANY) -> Iterator[Clipping | Unreadable]:
    """The clippings of one source, in their order; never raises for what is in it. An archive is read as a stream: no
    more than `max_bytes` of one clipping is held at a time."""
    try:
        with open_regular(source.path) as stream:
            yield from clippings_in(stream, source, max_bytes, inputs)
    except FileError as error:
        yield Unreadable(Origin(source), str(error))


def clippings_in(
    stream: IO[bytes], source: Source, max_bytes: int, inputs: Inputs = _ANY
) -> Iterator[Clipping | Unreadable]:
    """The clippings of an open stream (standard input, for one) that goes by the name of `source`."""
    from cleaner.batch.archives.opening import found_in  # noqa: PLC0415 - archives cost a start-up
    from cleaner.batch.archives.place import Place  # noqa: PLC0415

    yield from found_in(stream, Place(Origin(source), max_bytes, inputs.column, source.relative.name))


def holds_many(path: Path) -> bool:
    """Whether a file is an archive that may hold several clippings, by its first bytes; False where it cannot be
    read."""
    from cleaner.batch.archives.opening import is_archive  # noqa: PLC0415

    try:
        with open_regular(path) as stream:
            return is_archive(stream, path.name)
    except (FileError, OSError):
        return False


def clean_clipping(clipping: Clipping, crawled: datetime | None, options: Options) -> Article:
    """The article of a clipping, fetched at `crawled` where it does not say when; its file is the clipping's origin."""
    from cleaner.pipeline import clean_known  # noqa: PLC0415 - heavy, and whoever starts workers does not clean

    known = Clip(
        "",
        clipping.markup or "text",
        clipping.url,
        None if clipping.origin == Origin(STANDARD_INPUT) else clipping.origin.name,
        clipping.crawled or crawled,
        warnings=clipping.warnings,
        stated=clipping.stated,
    )
    return clean_known(clipping.data, known, clipping.markup, clipping.encoding, options)
