"""Articles behind each other in one file, which is there when all of them are; a run that is killed goes on.

They are written to a part beside it, in the order of the clippings, and the manifest knows where each ends. The next
run goes on behind the last one that was noted, as long as it finds the same clippings in the same order; what differs,
and all behind it, is made again.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import BinaryIO

from cleaner.batch.clippings import Origin
from cleaner.batch.files import told_of
from cleaner.batch.folder import BATCH, BATCH_S, Wishes
from cleaner.batch.forms import FORMS, gather
from cleaner.batch.job import Job
from cleaner.batch.letters import Letters
from cleaner.batch.manifest import Manifest, Row
from cleaner.batch.names import OWN
from cleaner.batch.result import Result
from cleaner.batch.run import Done

#: The row that speaks of the finished file: behind all numbers.
_END = "~"
_PIECE_BYTES = 1 << 20


class OneFile:
    """One file for the articles of a run.

    Raises `LockedError` where another run writes it, `FileError` where nobody may. The manifest, the part and the dead
    letters are in a folder beside it, with its name and ``.cleaner``.
    """

    def __init__(self, path: Path, job: Job, wishes: Wishes) -> None:
        self._path, self._job, self._wishes = path, job, wishes
        own = path.with_name(path.name + OWN)
        self._manifest = Manifest(own)
        self.remark = self._manifest.remark
        self._letters = Letters(wishes.letters or own / "failed")
        self._part = own / "part"
        self._file: BinaryIO | None = None
        self._asked = self._put = self._end = self._noted = 0
        self._committed = time.monotonic()
        self._gathers = FORMS[job.form].gather is not None
        self._source = self._part if self._gathers or self._part.exists() else path
        self._foreign = path.exists() and not self._is_as_left()
        self._intact = not wishes.fresh and (
            self._part.exists() or (not self._gathers and path.exists() and not self._foreign)
        )
        self._size = self._source.stat().st_size if self._intact else 0

    def name(self, origin: Origin) -> str:
        """The clipping's own name: the file has no others."""
        return origin.name

    def known(self, name: str, digest: bytes) -> Result | None:
        """What an earlier run made of the clipping that comes next; None from the first difference on."""
        self._asked += 1
        row = self._manifest.row(_key(self._asked)) if self._intact else None
        same = row and (row.origin, row.input, row.config) == (name, digest, self._job.digest)
        if row and same and row.size <= self._size and not self._wishes.try_again(row.result):
            return row.result
        self._intact = False
        return None

    def put(self, done: Done) -> str | None:
        """Write the article behind the others, or pass over it where it stands there already."""
        if done.data is None:
            return None
        self._put += 1
        if done.known:
            row = self._manifest.row(_key(self._put))
            self._end = row.size if row else self._end
            return None
        with told_of(self._path):
            file = self._opened()
            self._end += file.write((done.result.text or "").encode("utf-8", "replace"))
        row = Row(done.origin.name, done.digest, self._job.digest, done.result, size=self._end)
        self._manifest.put(_key(self._put), row)
        if done.result.broke:
            self._letters.put(done)
        self._noted += 1
        if self._noted >= BATCH or time.monotonic() - self._committed > BATCH_S:
            self._commit()
        return None

    def close(self, whole: bool) -> None:
        """Commit what was done; when it is all, the part becomes the file."""
        if self._manifest.closed:
            return
        try:
            with told_of(self._path):
                if whole and (self._end < self._size or (not self._file and not self._source.exists())):
                    self._opened()  # there are fewer than there were, or none at all
                self._commit()
                if whole and (self._file or self._source == self._part) and not self._is_finished():
                    self._finish()
        finally:
            if self._file:
                self._file.close()
            self._manifest.close()

    def _opened(self) -> BinaryIO:
        """The part, open behind the last article that stays; what the manifest knew of others is forgotten."""
        if self._file:
            return self._file
        self._manifest.forget_from(_key(max(self._put, 1)))
        if self._source == self._part and self._part.exists():
            self._file = self._part.open("r+b")
            self._file.truncate(self._end)
            self._file.seek(self._end)
        else:
            self._file = self._part.open("wb")
            _copy(self._source, self._file, self._end)
        return self._file

    def _commit(self) -> None:
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._manifest.commit()
        self._noted, self._committed = 0, time.monotonic()

    def _finish(self) -> None:
        """Put the part in the file's place; what somebody else wrote there is kept."""
        if self._foreign and self._path.exists():
            shutil.copy2(self._path, _free(self._part.parent / "replaced"))
        if self._file:
            self._file.close()
        if self._gathers:  # made of the part, which stays: what is done is known by its lines
            with self._part.open(encoding="utf-8", newline="\n") as lines:
                gather(FORMS[self._job.form], lines, self._path)
        else:
            os.replace(self._part, self._path)
        info = self._path.stat()
        end = Row("", b"", self._job.digest, Result("ok"), size=info.st_size, mtime=info.st_mtime_ns)
        self._manifest.put(_END, end)
        self._manifest.commit()

    def _is_finished(self) -> bool:
        """Whether the file that is there was made of this very part."""
        return self._gathers and not self._file and self._path.exists() and not self._foreign

    def _is_as_left(self) -> bool:
        """Whether the file is the one that an earlier run finished."""
        row = self._manifest.row(_END)
        try:
            info = self._path.stat()
        except OSError:
            return False
        return row is not None and (row.size, row.mtime) == (info.st_size, info.st_mtime_ns)


def _key(number: int) -> str:
    return f"{number:012}"


def _copy(source: Path, target: BinaryIO, size: int) -> None:
    """The first `size` bytes of a file."""
    if not size:
        return
    with source.open("rb") as file:
        while size > 0 and (piece := file.read(min(size, _PIECE_BYTES))):
            target.write(piece)
            size -= len(piece)


def _free(path: Path) -> Path:
    """`path` with the first number behind it that is free."""
    count = 1
    while (numbered := path.with_name(f"{path.name}-{count}")).exists():
        count += 1
    return numbered
