"""Files that are none of the cleaner's business: the patterns of a `.cleanerignore`, those of a `.gitignore`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.batch.files import FileError, Source

NAME = ".cleanerignore"


def not_ignored(sources: Iterable[Source], folder: Path) -> Iterator[Source]:
    """The sources that no pattern matches.

    The patterns are those of the nearest `.cleanerignore` in `folder` and above it, up to the repository that it
    stands in; they count from where the file lies. Raises `FileError` when it cannot be read.
    """
    ignoring = _nearest(Path(os.path.abspath(folder)))
    if ignoring is None:
        yield from sources
        return
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where there is such a file

    try:
        spec = GitIgnoreSpec.from_lines(ignoring.read_text("utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise FileError(ignoring, str(error)) from error
    for source in sources:
        place = os.path.relpath(os.path.abspath(source.path), ignoring.parent)
        if Path(place).parts[0] == ".." or not spec.match_file(place):
            yield source


def _nearest(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if os.path.isfile(place / NAME):  # unlike the path's own method, no error for a folder that is shut
            return place / NAME
        if os.path.exists(place / ".git"):
            return None
    return None
