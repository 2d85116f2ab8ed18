"""Articles in a folder, each in a file of its own, with a manifest of what was done."""

from __future__ import annotations

import os
import shutil
import time
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from cleaner.batch.clippings import Origin
from cleaner.batch.files import FileError, cause_of, told_of
from cleaner.batch.job import HASH_BYTES, Job
from cleaner.batch.letters import Letters
from cleaner.batch.manifest import Manifest, Row
from cleaner.batch.names import OWN, Names, one_name
from cleaner.batch.order import Limits
from cleaner.batch.result import Result
from cleaner.batch.run import Done
from cleaner.batch.writing import make_durable, write_alone

#: The manifest is committed after so many articles or seconds: what a loss of power can cost. To sync every file as it
#: is written took 1 to 2 ms each, to sync them together before a commit a tenth of that.
BATCH, BATCH_S = 500, 5.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a run into a folder: names without folders, everything anew whatever is known, another try for
    what broke, where dead letters go (None: beside the manifest), files that are not to be written over, and what a
    clipping may cost."""

    flat: bool = False
    fresh: bool = False
    retry: bool = False
    letters: Path | None = None
    clippings: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)

    def try_again(self, result: Result) -> bool:
        """Whether a clipping that broke in an earlier run is tried again: when asked for, or when it failed for a limit
        and may cost more now."""
        return result.broke and (self.retry or self.limits.allow_more_than(result))


class Folder:
    """The output folder of a run. Raises `LockedError` where another run writes into it, `FileError` where nobody may.

    What somebody else wrote there is never lost: an article changed by hand stays as long as its clipping does, and
    what stands in the way of a new one is kept in ``.cleaner/replaced``.
    """

    def __init__(self, output: Path, job: Job, suffix: str, wishes: Wishes) -> None:
        self._output = output
        self._job = job
        self._wishes = wishes
        self._names = Names(suffix, wishes.flat)
        self._own = output / OWN
        _not_a_link(self._own)
        self._manifest = Manifest(self._own)
        self.remark = self._manifest.remark
        self._letters = Letters(wishes.letters or self._own / "failed")
        self._clippings: defaultdict[str, list[str]] = defaultdict(list)
        for clipping in wishes.clippings:
            self._clippings[one_name(clipping)].append(clipping)
        self._edited: set[str] = set()
        self._checked = {output}
        self._written: list[Path] = []
        self._noted = 0
        self._committed = time.monotonic()

    def name(self, origin: Origin) -> str:
        """The article's place within the folder."""
        return self._names.of(origin).as_posix()

    def known(self, name: str, digest: bytes) -> Result | None:
        """What an earlier run made of the same clipping in the same way, if its article is still there."""
        row = None if self._wishes.fresh else self._manifest.row(name)
        if row is None or (row.input, row.config) != (digest, self._job.digest):
            return None
        if self._wishes.try_again(row.result):
            return None
        if row.output is not None:
            now = self._hash_now(name, row)
            if now is None:
                return None
            if now != row.output:
                self._edited.add(name)
        return row.result

    def put(self, done: Done) -> str | None:
        """Write the article, then note it. One that says nothing is written too: the file is the account."""
        if done.aside:
            return None
        if done.known:
            edited = done.name in self._edited
            self._edited.discard(done.name)
            return f"{self._output / done.name} was changed by hand; it is left as it is" if edited else None
        remark, row = None, Row(done.origin.name, done.digest, self._job.digest, done.result)
        if done.result.text is not None:
            remark, row = self._write(done, row)
        if done.result.broke:
            self._letters.put(done)
        else:
            self._letters.drop(done.name)
        if done.data is not None:
            self._manifest.put(done.name, row)
        self._noted += 1
        if self._noted >= BATCH or time.monotonic() - self._committed > BATCH_S:
            self._commit()
        return remark

    def close(self, whole: bool) -> None:
        """Commit what was done and let go of the manifest."""
        if self._manifest.closed:
            return
        try:
            self._commit()
        finally:
            self._manifest.close()

    def _write(self, done: Done, row: Row) -> tuple[str | None, Row]:
        path, data = self._output / done.name, (done.result.text or "").encode("utf-8", "replace")
        self._check(path)
        remark, old = None, _content(path)
        if old is not None and old != data and self._is_foreign(done.name, old):
            remark = f"{path} was not as it was written; it is kept as {self._keep(path, done.name)}"
        if old != data:
            write_alone(path, data)
        self._written.append(path)
        with told_of(path):  # somebody may have taken it away, or its folder
            info = path.stat()
        return remark, Row(row.origin, row.input, row.config, row.result, _hash(data), info.st_size, info.st_mtime_ns)

    def _is_foreign(self, name: str, old: bytes) -> bool:
        """Whether what stands in an article's place is not what we wrote."""
        row = self._manifest.row(name)
        return row is None or row.output != _hash(old)

    def _keep(self, path: Path, name: str) -> Path:
        """A second name for a file that is about to be replaced."""
        kept = self._own / "replaced" / name
        count = 1
        while os.path.lexists(kept):
            count += 1
            kept = (self._own / "replaced" / name).with_name(f"{path.stem}-{count}{path.suffix}")
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, kept)
        except OSError as error:
            raise FileError(path, f"it is in the way and cannot be kept: {cause_of(error)}") from error
        return kept

    def _check(self, path: Path) -> None:
        """Raises `FileError` for a place that a link leads out of the folder, or that a clipping has."""
        for folder in reversed(path.parents):
            if self._output in folder.parents and folder not in self._checked:
                _not_a_link(folder)
                self._checked.add(folder)
        if self._clippings and self._is_clipping(os.path.realpath(path)):
            raise FileError(path, "would be written over a clipping; choose another folder")

    def _is_clipping(self, path: str) -> bool:
        """Whether a clipping lies at this real path, or one whose name the file system takes for the same."""
        named_so = self._clippings.get(one_name(path), ())
        return path in named_so or any(_is_one_file(path, clipping) for clipping in named_so)

    def _hash_now(self, name: str, row: Row) -> bytes | None:
        """The hash of an article's file as it is now: read only where it does not look as it was left."""
        path = self._output / name
        try:
            info = os.lstat(path)
        except OSError:
            return None
        if (info.st_size, info.st_mtime_ns) == (row.size, row.mtime):
            return row.output
        content = _content(path)
        return None if content is None else _hash(content)

    def _commit(self) -> None:
        """First the files, then the rows that speak of them."""
        for path in self._written:
            make_durable(path)
        self._written.clear()
        self._manifest.commit()
        self._noted, self._committed = 0, time.monotonic()


def _not_a_link(folder: Path) -> None:
    if folder.is_symlink():
        raise FileError(folder, "a link stands where a folder should; nothing is written through links")


def _is_one_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _content(path: Path) -> bytes | None:
    """What a file holds; None where there is none that can be read."""
    try:
        return None if path.is_symlink() else path.read_bytes()
    except OSError:
        return None


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=HASH_BYTES).digest()
