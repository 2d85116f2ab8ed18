"""Files that are no clipping themselves but hold one, or many: what is cleaned was taken out of them, and what comes of
it cannot stand in their place."""

from __future__ import annotations

from pathlib import Path

from cleaner.batch.archives.opening import READERS, kind_of, peekable
from cleaner.batch.archives.packed import MAGIC
from cleaner.batch.files import HEAD_BYTES, FileError, open_regular

#: The kind of a file around clippings, in words.
_IN_WORDS = {
    "letter": "a letter",
    "mhtml": "a page saved as MHTML",
    "webarchive": "a page that Safari saved",
    **dict.fromkeys(MAGIC, "a compressed file"),
    **dict.fromkeys(READERS, "an archive of clippings"),
}


def in_words(container: str) -> str:
    """What a container is called: "a letter"."""
    return _IN_WORDS[container]


def container_of(data: bytes, name: str) -> str:
    """The kind of an archive or compressed file, by its first bytes; "" for what is neither, as a letter is."""
    kind = kind_of(data[:HEAD_BYTES], name)
    return "" if kind == "page" else kind


def container_at(path: Path) -> str:
    """The kind of the archive or compressed file at `path`; "" for what is neither or cannot be read."""
    try:
        with open_regular(path) as stream:
            return container_of(peekable(stream).peek(1), path.name)  # type: ignore[attr-defined]
    except (FileError, OSError):
        return ""
