"""What a look found, put onto the disk."""

from __future__ import annotations

from cleaner.batch.files import FileError
from cleaner.upkeep.files import refuse_read_only, rewrite_seed, write_beside
from cleaner.upkeep.findings import Finding, hindrance, said_of
from cleaner.upkeep.seed import Look


def rewrite(look: Look) -> tuple[Finding, ...]:
    """Write what a file ought to hold, what goes with it first: nothing is lost if that cannot be written. Where one of
    them may not be written, none is.

    What was done, or stands in the way, as it was found; or what kept the file from being written."""
    try:
        for beside in look.beside:
            refuse_read_only(beside.path, beside.seen)
        if look.made is not None:
            refuse_read_only(look.path, look.seen)
        for beside in look.beside:
            write_beside(beside)
        if look.made is not None and look.seen is not None:
            rewrite_seed(look.path, look.seen, look.made)
    except FileError as error:
        return (hindrance(look.path, "unwritten", said_of(look.path, error)),)
    return look.findings
