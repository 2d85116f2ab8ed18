"""Where articles go: what every place for them can do, and the simplest of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cleaner.batch.clippings import Origin
from cleaner.batch.result import Result
from cleaner.batch.run import Done


class Outlet(Protocol):
    """A place for the articles of a run, used in this order: `name` and `known` for each clipping that is found, `put`
    for each that is done, both in the order of the clippings; `close` at the end, `whole` when nothing is missing."""

    def name(self, origin: Origin) -> str:
        """The name of its article."""

    def known(self, name: str, digest: bytes) -> Result | None:
        """What an earlier run made of it, where that still stands."""

    def put(self, done: Done) -> str | None:
        """Write what is to be written. A remark for the reader, or None. Raises `FileError`."""

    def close(self, whole: bool) -> None:
        """Make what was written count. Raises `FileError`."""


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
