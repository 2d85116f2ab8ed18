"""Where in an archive the reader stands, and what goes wrong with archives."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cleaner.batch.clippings import Clipping, Origin, Unreadable
from cleaner.batch.files import FileError, cause_of
from cleaner.model import Stated

#: What an archive gives.
Found = Clipping | Unreadable
#: Archives are opened within archives so deep: a zip of web archives is, a zip of zips of zips is not.
MAX_DEPTH = 2


class ArchiveError(Exception):
    """An archive, or one clipping of it, that cannot be read (further); the message says why in a sentence."""


#: What the libraries of archives raise for damaged ones.
DAMAGE = (ArchiveError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class Place:
    """An archive or a member of one: its origin, the largest clipping in bytes, the column of tables that is asked
    for, its name, how many archives stand around it, and whether it came out of a compressed file."""

    origin: Origin
    max_bytes: int
    column: str | None
    name: str
    depth: int = 0
    packed: bool = False

    def member(self, name: str) -> Place:
        """The place of a member of this archive."""
        last = name.rpartition("/")[2]
        return replace(self, origin=self._within(name), name=last, depth=self.depth + 1, packed=False)

    def clipping(self, name: str, data: bytes | str, **known: Any) -> Clipping:
        """A clipping of this archive. What is `stated` of its address is its address."""
        said: tuple[Stated, ...] = tuple(one for one in known.pop("stated", ()) if one.value)
        addresses = (one.value for one in said if one.field == "url" and one.value.startswith(("http:", "https:")))
        return Clipping(self._within(name), data, url=next(addresses, None), stated=said, **known)

    def unreadable(self, name: str | None, cause: str, lost: bool = True) -> Unreadable:
        """A member that cannot be read, or with None the archive itself."""
        return Unreadable(self.origin if name is None else self._within(name), cause, lost)

    def left_out(self, counts: Counter[str], read: int) -> Iterator[Unreadable]:
        """A word on what the archive holds beside clippings, by kind; that it holds none is a loss."""
        most_first = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        kinds = ", ".join(f"{count} {kind}" for kind, count in most_first)
        if not read:
            yield self.unreadable(None, f"no clipping in it, but {kinds}" if kinds else "no clipping in it")
        elif kinds:
            yield self.unreadable(None, f"left out, being no clippings: {kinds}", lost=False)

    def _within(self, name: str) -> Origin:
        outer = self.origin.member
        return Origin(self.origin.source, name if outer is None else f"{outer}!/{name}")


def plain_cause(error: BaseException) -> str:
    """Why an archive cannot be read, in a sentence for people."""
    if isinstance(error, ArchiveError | FileError):
        return str(error)
    if isinstance(error, EOFError):
        return "cut off: the file ends within compressed data"
    if isinstance(error, OSError) and error.errno is not None:
        return cause_of(error)
    if isinstance(error, ValueError) and not isinstance(error, UnicodeError):
        return str(error)
    return f"damaged: {error or type(error).__name__}"


def told(found: Iterator[Found], place: Place) -> Iterator[Found]:
    """What a reader finds, and where it breaks off a word on what is lost by that. Nothing is raised for what is in an
    archive: what no reader has foreseen is told with the name of the error."""
    count = 0
    try:
        for one in found:
            count += isinstance(one, Clipping)
            yield one
    except DAMAGE as error:
        yield place.unreadable(None, plain_cause(error) + _behind(count, isinstance(error, ArchiveError | EOFError)))
    except Exception as error:  # libraries of archives raise what they like, and the other clippings go on
        yield place.unreadable(None, f"could not be read: {type(error).__name__}: {error}{_behind(count, False)}")


def _behind(count: int, clean_break: bool) -> str:
    """What a break costs. Where a sum does not hold, what came last before it is not sure."""
    if not count:
        return ""
    lost = "the first clipping is" if count == 1 else f"the {count} clippings before it is"
    return f"; what follows {lost} lost" + ("" if clean_break else ", and the last of them may be damaged")
