"""Cleaning clippings into a report: a page for each of them, and an index that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from posixpath import dirname, relpath
from typing import NamedTuple

from cleaner import __version__
from cleaner.article import Article
from cleaner.batch.clippings import Clipping, Unreadable, clean_clipping
from cleaner.batch.files import FileError, told_of
from cleaner.batch.writing import write_atomic
from cleaner.options import Options
from cleaner.writers.report.document import Way, to_page
from cleaner.writers.report.index import to_index
from cleaner.writers.report.record import Record, record_of, unread
from cleaner.writers.report.shell import MARK

INDEX = "index.html"
#: How many pages lie in one folder: file managers and some file systems are slow with many more.
TOGETHER = 500

Found = Clipping | Unreadable


class _Page(NamedTuple):
    """A page that waits to be written until it is known whether another one follows."""

    article: Article
    number: int


def write_page(found: Found, path: Path, options: Options) -> Record:
    """Write the page of one clipping to `path`; nothing is written for one that could not be cleaned.

    Raises `FileError` when `path` cannot be written, or holds something else than a report.
    """
    article = _cleaned(found, options)
    if isinstance(article, Record):
        return article
    _write(path, to_page(article))
    return record_of(article, found.origin.name, path.name)


def write_report(found: Iterable[Found], folder: Path, name: str, options: Options) -> Iterator[Record]:
    """Write a page for each clipping into `folder`, and at the end the index of all, called `name`.

    Yields a record for each clipping, in order, as soon as it is cleaned. The pages are numbered in that order, so
    the same clippings give the same files. Of an earlier report in `folder` the index goes first, so that a run that is
    broken off leaves none that lies, and the pages last. Raises `FileError` as `write_page` does.
    """
    _take_away(folder / INDEX)
    records = []
    for record in _pages(found, folder, options):
        records.append(record)
        yield record
    _write(folder / INDEX, to_index(records, name, f"cleaner {__version__}"))
    number = sum(record.page is not None for record in records)
    while _take_away(folder / _address(number)):
        number += 1


def _pages(found: Iterable[Found], folder: Path, options: Options) -> Iterator[Record]:
    held: _Page | None = None
    number = 0
    for one in found:
        article = _cleaned(one, options)
        if isinstance(article, Record):
            yield article
            continue
        yield record_of(article, one.origin.name, _address(number))
        _write_held(held, folder, last=False)
        held = _Page(article, number)
        number += 1
    _write_held(held, folder, last=True)


def _write_held(held: _Page | None, folder: Path, last: bool) -> None:
    if held is None:
        return
    own = _address(held.number)

    def beside(address: str) -> str:
        return relpath(address, dirname(own))

    before = beside(_address(held.number - 1)) if held.number else None
    way = Way(beside(INDEX), before, None if last else beside(_address(held.number + 1)))
    _write(folder / own, to_page(held.article, way))


def _address(number: int) -> str:
    """Where a page lies within the folder of its report."""
    return f"pages/{number // TOGETHER:03}/{number:05}.html"


def _write(path: Path, page: str) -> None:
    _may_write(path)
    write_atomic(path, page)


def _take_away(path: Path) -> bool:
    """Take an old report away; whether there was one."""
    if not _may_write(path):
        return False
    with told_of(path):
        path.unlink()
    return True


def _may_write(path: Path) -> bool:
    """Whether there is a report already. Nothing else is ever written over: it may be a clipping named by mistake."""
    with told_of(path), suppress(FileNotFoundError), path.open("rb") as file:
        if file.read(len(MARK)) != MARK.encode():
            raise FileError(path, "is there already, and is no report; choose another name")
        return True
    return False


def _cleaned(found: Found, options: Options) -> Article | Record:
    """The article of a clipping; or what is told of one that gives none."""
    if isinstance(found, Unreadable):
        return unread(found.origin.name, found.cause)
    article = clean_clipping(found, None, options)
    if article.status != "failed":
        return article
    return unread(found.origin.name, "; ".join(warning.message for warning in article.warnings))
