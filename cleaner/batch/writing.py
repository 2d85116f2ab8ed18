"""Writing files: each in one step, so that nothing is ever half written, and nothing is left behind where it fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cleaner.batch.files import FileError, told_of

#: How the name of a file begins that is not finished yet: hidden, and taken for a clipping by nobody. What makes it a
#: name that nobody has, in bytes; and the name where nobody else writes.
_UNFINISHED, _RANDOM_BYTES = ".cleaner-", 8
_ALONE = f"{_UNFINISHED}part"


def write_atomic(path: Path, content: str | bytes, mode: int | None = None) -> None:
    """Write `content` (text as UTF-8) in one step: whoever reads `path`, even after a crash, sees the old file or the
    new one. Folders are made, a link is replaced, and what was written is on the disk when this returns.

    The file's mode is `mode`, or what the process's mask makes it. A lone surrogate, which UTF-8 does not know, is
    written as "?". Raises `FileError`.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with told_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, lambda part: write_new(part, data, mode))


def write_alone(path: Path, data: bytes) -> None:
    """Write `data` as `write_atomic` does, for who alone writes into that folder, and sees to it that it gets onto the
    disk (`make_durable`). What an earlier process left there when it was killed is taken away. Raises `FileError`."""

    def write(part: Path) -> None:
        part.unlink(missing_ok=True)
        write_new(part, data, durable=False)

    with told_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, write, path.with_name(_ALONE))


def replace(path: Path, write: Callable[[Path], None], part: Path | None = None) -> None:
    """Have `write` make the file `part` (beside `path`, under a name that nobody has, where none is given) and put it
    in the place of `path` in one step. When anything is raised, an interrupt, too, `path` is as it was and the part is
    gone: its name is settled before there is a file of it. Raises `OSError`.
    """
    part = part or path.with_name(_UNFINISHED + os.urandom(_RANDOM_BYTES).hex())
    try:
        write(part)
        os.replace(part, path)
    except BaseException:
        with suppress(FileNotFoundError):  # not made yet, or in its place already
            os.unlink(part)
        raise


def write_new(path: Path, data: bytes, mode: int | None = None, durable: bool = True) -> None:
    """Write a file that is not there yet, and is open to nobody, while it is written, whom `mode` shuts out. Raises
    `OSError`."""

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags, 0o666 if mode is None else mode)

    with open(path, "xb", opener=opened) as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    if mode is not None:  # the mask took something away
        os.chmod(path, mode)


def make_durable(path: Path) -> None:
    """See to it that the content of `path` survives a loss of power. One that has gone is nobody's loss. Raises
    `FileError`."""
    with told_of(path), suppress(FileNotFoundError):
        handle = _opened_to_sync(path)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _opened_to_sync(path: Path) -> int:
    """A handle that can be synced: Windows wants one that may write; elsewhere any will do, which is all that a file
    gives that may not be written."""
    try:
        return os.open(path, os.O_RDWR)
    except PermissionError:
        return os.open(path, os.O_RDONLY)


#: What makes writing anything else there senseless: no room, no right, no device.
_ENDS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENODEV))


def ends_the_run(error: FileError) -> bool:
    """Whether what kept one file from being written will keep the others from it, too: a full disk, say."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _ENDS
