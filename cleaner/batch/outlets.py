"""Where articles go: what every place for them can do, and the simplest of them: one file, and standard output."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cleaner.batch.clippings import Origin
from cleaner.batch.files import FileError, told_of
from cleaner.batch.result import Result
from cleaner.batch.run import Done
from cleaner.batch.writing import write_atomic


class Outlet(Protocol):
    """A place for the articles of a run, used in this order: `name` and `known` for each clipping that is found, `put`
    for each that is done, both in the order of the clippings; `close` at the end, `whole` when nothing is missing, and
    once more, to no effect, where that was broken off."""

    def name(self, origin: Origin) -> str:
        """The name of its article."""

    def known(self, name: str, digest: bytes) -> Result | None:
        """What an earlier run made of it, where that still stands."""

    def put(self, done: Done) -> str | None:
        """Write what is to be written. A remark for the reader, or None. Raises `FileError`."""

    def close(self, whole: bool) -> None:
        """Make what was written count. Raises `FileError`."""


class OneArticle:
    """The file of one article. What stands there with another content stays, unless that is to be made anew; a link is
    followed."""

    def __init__(self, path: Path, fresh: bool = False) -> None:
        self._path = path
        self._fresh = fresh

    def name(self, origin: Origin) -> str:
        """The clipping's own name."""
        return origin.name

    def known(self, name: str, digest: bytes) -> Result | None:
        """Nothing."""

    def put(self, done: Done) -> str | None:
        """Write it, whatever it says: the file is the account."""
        if done.result.text is None:
            return None
        data, place = done.result.text.encode("utf-8", "replace"), Path(os.path.realpath(self._path))
        with told_of(self._path):
            there = place.read_bytes() if os.path.lexists(place) else None
        if there is not None and there != data and not self._fresh:
            raise FileError(self._path, "is there already, with another content; --fresh writes over it")
        if there != data:
            write_atomic(place, data)
        return None

    def close(self, whole: bool) -> None:
        """Nothing is left to do."""


class StandardOutput:
    """One article behind the other, by what writes there; nothing is known of earlier runs."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._write = write

    def name(self, origin: Origin) -> str:
        """The clipping's own name."""
        return origin.name

    def known(self, name: str, digest: bytes) -> Result | None:
        """Nothing."""

    def put(self, done: Done) -> str | None:
        """Write it."""
        if done.result.text is not None:
            self._write(done.result.text.encode("utf-8", "replace"))
        return None

    def close(self, whole: bool) -> None:
        """Nothing is left to do."""
