"""What a look found, put onto the disk."""

from __future__ import annotations

from cleaner.batch.files import FileError, write_atomic
from cleaner.upkeep.files import rewrite_seed
from cleaner.upkeep.findings import Finding, hindrance
from cleaner.upkeep.seed import Look


def rewrite(look: Look) -> tuple[Finding, ...]:
    """Write what a file ought to hold, what goes with it first: nothing is lost if that cannot be written.

    What was done, or stands in the way, as it was found; or what kept the file from being written."""
    try:
        for place, data in look.beside:
            write_atomic(place, data.decode())
        if look.made is not None and look.seen is not None:
            rewrite_seed(look.path, look.seen, look.made)
    except FileError as error:
        return (hindrance(look.path, "unwritten", str(error)),)
    return look.findings
