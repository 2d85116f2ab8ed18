"""Articles in the place of their clippings."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.batch.clippings import Clipping, Origin, Unreadable, clippings_of
from cleaner.batch.containers import container_at, in_words
from cleaner.batch.files import FileError, Source, told_of
from cleaner.batch.result import Result
from cleaner.batch.run import Done
from cleaner.batch.walk import Inputs
from cleaner.batch.writing import write_atomic

#: How a text begins that was rewritten before: with front matter, which a flat text does not have of itself.
_FENCE = b"---\n"


def found_in_place(sources: Iterable[Source], max_bytes: int, inputs: Inputs) -> Iterator[Clipping | Unreadable]:
    """The clippings that are files of their own; of an archive or a compressed file none, but a word on why."""
    for source in sources:
        container = container_at(source.path)
        if container:
            yield Unreadable(Origin(source), _refused(container))
        else:
            yield from clippings_of(source, max_bytes, inputs)


def _holds(path: Path, data: bytes) -> bool:
    """Whether a regular file holds just this."""
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _refused(container: str) -> str:
    return f"{in_words(container)} cannot be rewritten in place"


class InPlace:
    """Rewrites clippings, each in one step, with its old content under another name where a backup is asked for.

    Only what came out well is rewritten: a clipping that needs review, says nothing or failed stays, and so does one
    that changed meanwhile, is read-only, a page of HTML (unless `pages`, when HTML is what is written), a link, and a
    file that the clipping was taken out of. Nothing is known of earlier runs: a clean article comes out as it is.
    """

    def __init__(self, backup: str | None = None, pages: bool = False) -> None:
        self._backup = backup
        self._pages = pages

    def name(self, origin: Origin) -> str:
        """The clipping's own name."""
        return origin.name

    def known(self, name: str, digest: bytes) -> Result | None:
        """Nothing."""

    def put(self, done: Done) -> str | None:
        """Rewrite one clipping."""
        path, result = done.origin.source.path, done.result
        if result.text is None or not isinstance(done.data, bytes) or result.status == "empty":
            return None
        self._check(done)
        if result.status == "needs_review":
            return f"{path} needs review; it is left as it is"
        data = result.text.encode("utf-8", "replace")
        if data == done.data or (result.markup == "text" and done.data.startswith(_FENCE)):
            return None
        with told_of(path):
            mode = stat.S_IMODE(path.stat().st_mode)
            if not mode & stat.S_IWUSR:
                raise FileError(path, "is read-only; it is left as it is")
            if path.read_bytes() != done.data:
                raise FileError(path, "changed while it was cleaned; it is left as it is")
        if self._backup is not None:
            self._keep(path.with_name(path.name + self._backup), done.data, mode)
        write_atomic(path, data, mode=mode)
        return None

    def close(self, whole: bool) -> None:
        """Nothing is left to do."""

    def _check(self, done: Done) -> None:
        path = done.origin.source.path
        if done.result.container:
            raise FileError(path, _refused(done.result.container))
        if path.is_symlink():
            raise FileError(path, "a link is not rewritten in place")
        if (done.result.markup == "html") is not self._pages:
            raise FileError(path, "a page is rewritten in place as HTML alone, and nothing else as HTML")

    def _keep(self, kept: Path, data: bytes, mode: int) -> None:
        """The backup; one that is there with another content is not written over."""
        if os.path.lexists(kept):
            if not _holds(kept, data):
                raise FileError(kept, "a backup of this name is there already")
            return
        write_atomic(kept, data, mode=mode)
