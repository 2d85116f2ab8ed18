"""Where the articles of `clean` go, by what it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from cleaner.batch.files import FileError, Source
from cleaner.batch.forms import FORMS
from cleaner.batch.job import Job
from cleaner.batch.outlets import OneArticle, Outlet, StandardOutput
from cleaner.cli.asked import Asked
from cleaner.cli.standard import complain, write_out


def outlet_of(job: Job, asked: Asked, clippings: frozenset[str]) -> Outlet:
    """The place for the articles, none of them over one of `clippings`. Raises `FileError` where there is none."""
    if asked.in_place:
        from cleaner.batch.in_place import InPlace  # noqa: PLC0415

        return InPlace(asked.backup, job.form == "html")
    if asked.target is None:
        return StandardOutput(write_out)
    if asked.target.holds == "one":
        return OneArticle(asked.target.path, asked.fresh)
    from cleaner.batch.folder import Folder, Wishes  # noqa: PLC0415 - with a database
    from cleaner.batch.manifest import LockedError  # noqa: PLC0415
    from cleaner.batch.one_file import OneFile  # noqa: PLC0415

    output = asked.target.path
    wishes = Wishes(asked.flat, asked.fresh, asked.retry, asked.letters, clippings, asked.limits)
    try:
        made = (
            OneFile(output, job, wishes)
            if asked.target.holds == "many"
            else Folder(output, job, FORMS[job.form].suffix, wishes)
        )
    except LockedError as error:
        raise FileError(output, "another run writes there") from error
    if made.remark:
        complain(str(output), made.remark)
    return made


def clippings_within(
    output: Path | None, paths: tuple[Path, ...], sources: Callable[[], Iterator[Source]]
) -> frozenset[str]:
    """The clippings that lie in the output folder, by their real paths. They are looked for only where one of `paths`
    leads there."""
    if output is None or not any(
        Path(os.path.realpath(path)).is_relative_to(os.path.realpath(output)) for path in paths
    ):
        return frozenset()
    return frozenset(os.path.realpath(source.path) for source in sources())
