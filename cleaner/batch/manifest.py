"""What earlier runs did, in a database beside the articles: so that a second run skips it, and a killed one goes on.

Rows are committed after the files they speak of are on the disk. A run that is killed between the two finds the file
there, with the bytes that it was about to write. While a run holds a manifest no other can open it; the lock goes with
the process, however it ends.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from cleaner.batch.files import told_of
from cleaner.batch.paragraphs import HASH_BYTES
from cleaner.batch.result import Result
from cleaner.model import Warn

NAME = "manifest.sqlite"
#: Tells our databases from others ("clnr"), and this layout of the tables from later ones.
_APPLICATION, _LAYOUT = 0x636C6E72, 2
_TABLES = f"""
PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_LAYOUT};
CREATE TABLE article (
  name TEXT PRIMARY KEY,       -- the article's, within the output
  origin TEXT NOT NULL,        -- the clipping's
  input BLOB NOT NULL,         -- hash of the clipping
  config TEXT NOT NULL,        -- hash of the configuration, the rules and the version of the program
  output BLOB,                 -- hash of the article's file; null where there is none
  size INTEGER, mtime INTEGER, -- of the article's file: bytes, nanoseconds; in one file for all: where it ends
  status TEXT NOT NULL, confidence REAL NOT NULL,
  account TEXT NOT NULL,       -- JSON: characters kept and removed by class, rules, warnings, id of the body, limit
  sketch BLOB NOT NULL,        -- what the body is compared by
  paragraphs BLOB NOT NULL     -- hashes of its long paragraphs, one behind the other
) WITHOUT ROWID;
"""
#: The fields of a result that stand in the account.
_ACCOUNT = ("kept", "removed", "rules", "warnings", "body", "duplicate_of", "markup", "limit")
_COLUMNS = "origin, input, config, output, size, mtime, status, confidence, account, sketch, paragraphs"


class LockedError(Exception):
    """Another run holds the manifest."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one clipping: the hashes of clipping and configuration, what its file was when it was written,
    and the result (without text)."""

    origin: str
    input: bytes
    config: str
    result: Result
    output: bytes | None = None
    size: int = 0
    mtime: int = 0


class Manifest:
    """The manifest in `folder`, made where there is none. One that cannot be read, or is not ours, is put aside, never
    deleted, and `remark` says so. Raises `LockedError`, and `FileError` where the disk does not let it be."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.remark: str | None = None
        self.closed = False
        with told_of(folder), told_of(self.path, sqlite3.Error):
            folder.mkdir(parents=True, exist_ok=True)
            self._base = self._opened()

    def row(self, name: str) -> Row | None:
        """What is known of the article of this name."""
        with told_of(self.path, sqlite3.Error):
            found = self._base.execute(f"SELECT {_COLUMNS} FROM article WHERE name = ?", (plain(name),)).fetchone()
        return _row(found) if found else None

    def put(self, name: str, row: Row) -> None:
        """Note what was done; it counts from the next `commit` on."""
        values = (plain(name), *_columns(row))
        self._note(f"REPLACE INTO article VALUES ({','.join('?' * len(values))})", values)

    def commit(self) -> None:
        """Make it count."""
        with told_of(self.path, sqlite3.Error):
            if self._base.in_transaction:
                self._base.execute("COMMIT")

    def forget_from(self, name: str) -> None:
        """Know nothing of this article and of those whose names come behind it."""
        self._note("DELETE FROM article WHERE name >= ?", (plain(name),))

    def close(self) -> None:
        """Let go of it. What was not committed does not count."""
        self.closed = True
        self._base.close()

    def _note(self, statement: str, values: tuple[object, ...]) -> None:
        with told_of(self.path, sqlite3.Error):
            if not self._base.in_transaction:
                self._base.execute("BEGIN")
            self._base.execute(statement, values)

    def _opened(self) -> sqlite3.Connection:
        try:
            base = _connected(self.path)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise LockedError from error
            raise
        except sqlite3.DatabaseError as error:
            self.remark = f"the manifest cannot be read ({error}); it is put aside as {_put_aside(self.path)}"
            return _connected(self.path)
        if _is_ours(base):
            return base
        base.close()
        self.remark = f"the manifest is of another program or version; it is put aside as {_put_aside(self.path)}"
        return _connected(self.path)


def _connected(path: Path) -> sqlite3.Connection:
    """An open database that nobody else can open, with its tables where it was empty."""
    base = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("BEGIN IMMEDIATE")
        if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            base.executescript(_TABLES)
        if base.in_transaction:
            base.execute("COMMIT")
        (sound,) = base.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
    except BaseException:
        base.close()
        raise
    return base


def _is_ours(base: sqlite3.Connection) -> bool:
    said = tuple(base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    return said == (_APPLICATION, _LAYOUT)


def _put_aside(path: Path) -> str:
    """Rename a manifest, with what belongs to it, to a name that is free; gives the name."""
    count = 1
    while (aside := path.with_name(f"{path.name}.old-{count}")).exists():
        count += 1
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(f"{path}{suffix}"):
            os.replace(f"{path}{suffix}", f"{aside}{suffix}")
    return aside.name


def plain(name: str) -> str:
    """`name` as text that can be written anywhere: bytes of a file's name that are no text are spelt out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _columns(row: Row) -> tuple[object, ...]:
    result = row.result
    account = {name: getattr(result, name) for name in _ACCOUNT}
    account["warnings"] = [(warning.code, warning.message) for warning in result.warnings]
    known = (row.input, row.config, row.output, row.size, row.mtime)
    blobs = (result.sketch, b"".join(result.paragraphs))
    return (plain(row.origin), *known, result.status, result.confidence, json.dumps(account), *blobs)


def _row(values: tuple[object, ...]) -> Row:
    origin, given, config, output, size, mtime, status, confidence, account, sketch, joined = values
    said = json.loads(str(account))
    said["removed"], said["rules"] = (tuple(map(tuple, said[name])) for name in ("removed", "rules"))
    said["warnings"] = tuple(Warn(*warning) for warning in said["warnings"])
    said["paragraphs"] = _apart(joined)  # type: ignore[arg-type]
    result = Result(status=status, confidence=confidence, sketch=sketch, **said)  # type: ignore[arg-type]
    return Row(str(origin), given, str(config), result, output, size or 0, mtime or 0)  # type: ignore[arg-type]


def _apart(joined: bytes) -> tuple[bytes, ...]:
    """Hashes that stand one behind the other."""
    return tuple(joined[i : i + HASH_BYTES] for i in range(0, len(joined), HASH_BYTES))
