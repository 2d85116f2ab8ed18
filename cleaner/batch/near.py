"""Which articles of a run say the same: one body, nearly one, or a paragraph.

Bodies of the same words have the same id. Near ones are found by MinHash (Broder 1997) over runs of four characters of
the folded text, in bands (locality-sensitive hashing): what agrees in all values of a band is compared in full. What
was seen stands in a database on the disk, so that a large run takes no more memory than a small one.
"""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cleaner.batch.files import told_of
from cleaner.batch.paragraphs import Common
from cleaner.batch.result import Result

#: Values of a sketch, and how many make a band: with 16 bands of 4, pairs that share .8 of their runs are found 99.9 %
#: of the time, pairs that share .3 in one of eight cases, and those are then compared.
VALUES, BAND = 64, 4
#: The share of equal values from which two articles are near-duplicates.
ALIKE = 0.8
_SHINGLE = 4
#: Shorter bodies are the same or not: two notices of a line are soon alike.
_MIN_SHINGLES = 60
_SEED = 20_240_501
#: Paragraphs that are asked for at once.
_AT_ONCE = 500
#: What is named where there is no room for what was seen: the system chooses the place.
_PLACE = Path("temporary files")


class MissingExtraError(Exception):
    """A package that is not installed; the message says how to get it."""


def check_installed() -> None:
    """Raises `MissingExtraError` where near-duplicates cannot be looked for."""
    try:
        import rensa  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtraError("--dedup needs the package rensa: pip install 'clipping-cleaner[dedup]'") from error


def sketch(text: str) -> bytes:
    """The MinHash of a body, the same in every process and on every machine; empty for a short one."""
    from rensa import RMinHash  # noqa: PLC0415

    from cleaner.text.characters import fold  # noqa: PLC0415

    folded = "".join(fold(text).split())
    shingles = sorted({folded[i : i + _SHINGLE] for i in range(len(folded) - _SHINGLE + 1)})
    if len(shingles) < _MIN_SHINGLES:
        return b""
    minhash = RMinHash(num_perm=VALUES, seed=_SEED)
    minhash.update(shingles)
    return struct.pack(f"<{VALUES}I", *minhash.digest())


class Seen:
    """The articles of a run so far, by what they say. The first of several is the one that the others are like. Raises
    `FileError` where there is no room for more."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, cached_statements=16)  # "": a file that nobody sees
        self._base.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000;
            CREATE TABLE body (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
            CREATE TABLE sketch (number INTEGER PRIMARY KEY, name TEXT, content BLOB);
            CREATE TABLE band (hash BLOB, number INTEGER, PRIMARY KEY (hash, number)) WITHOUT ROWID;
            CREATE TABLE paragraph (hash BLOB PRIMARY KEY, times INTEGER, first TEXT) WITHOUT ROWID;
            BEGIN;
            """
        )

    def first_like(self, name: str, result: Result) -> str | None:
        """The name of the first article with this body, or one so near; None, and it is noted as the first of its
        kind, where there is none."""
        if result.body is None:
            return None
        with told_of(_PLACE, sqlite3.Error):
            found = self._base.execute("SELECT name FROM body WHERE id = ?", (result.body,)).fetchone()
            like = found[0] if found else self._near(result.sketch) if result.sketch else None
            if like is None:
                self._base.execute("INSERT INTO body VALUES (?, ?)", (result.body, name))
                self._note(name, result.sketch)
        return like

    def shared(self, name: str, result: Result) -> dict[str, int]:
        """The earlier articles that first had paragraphs of this one, and how many; its own are noted."""
        shared: Counter[str] = Counter()
        with told_of(_PLACE, sqlite3.Error):
            for i in range(0, len(result.paragraphs), _AT_ONCE):
                shared.update(self._having(result.paragraphs[i : i + _AT_ONCE]))
            self._base.executemany(
                "INSERT INTO paragraph VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET times = times + 1",
                [(paragraph, name) for paragraph in result.paragraphs],
            )
        return dict(sorted(shared.items()))

    def commonest(self, most: int) -> list[Common]:
        """The paragraphs that most articles have, of those that two have at least."""
        rows = self._base.execute(
            "SELECT hash, times, first FROM paragraph WHERE times > 1 ORDER BY times DESC, first, hash LIMIT ?", (most,)
        )
        return [Common(*row) for row in rows]

    def _having(self, paragraphs: Sequence[bytes]) -> dict[str, int]:
        """The articles that first had some of these paragraphs, and how many."""
        marks = ",".join("?" * len(paragraphs))
        counted = f"SELECT first, count(*) FROM paragraph WHERE hash IN ({marks}) GROUP BY first"
        return dict(self._base.execute(counted, paragraphs).fetchall())

    def _near(self, content: bytes) -> str | None:
        """The first article that is near enough, of those with a band in common."""
        bands = _bands(content)
        marks = ",".join("?" * len(bands))
        rows = self._base.execute(
            f"SELECT name, content FROM sketch WHERE number IN (SELECT number FROM band WHERE hash IN ({marks}))"
            " ORDER BY number",
            bands,
        )
        return next((name for name, other in rows if likeness(content, other) >= ALIKE), None)

    def _note(self, name: str, content: bytes) -> None:
        if not content:
            return
        number = self._base.execute("INSERT INTO sketch (name, content) VALUES (?, ?)", (name, content)).lastrowid
        self._base.executemany("INSERT INTO band VALUES (?, ?)", [(band, number) for band in _bands(content)])

    def close(self) -> None:
        """Forget everything."""
        self._base.close()


def likeness(one: bytes, other: bytes) -> float:
    """The share of equal values of two sketches: an estimate of the share of runs that both texts have."""
    pairs = zip(_values(one), _values(other), strict=True)
    return sum(a == b for a, b in pairs) / VALUES


def _values(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{VALUES}I", content)


def _bands(content: bytes) -> list[bytes]:
    """The bands of a sketch, each with its number."""
    width = 4 * BAND
    return [bytes([i]) + content[i * width : (i + 1) * width] for i in range(VALUES // BAND)]
