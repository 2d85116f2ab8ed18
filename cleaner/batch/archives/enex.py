"""Evernote's exports: a note is a clipping. Read as a stream by expat, pictures and recordings passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from cleaner.batch.archives.place import ArchiveError, Found, Place
from cleaner.batch.files import PIECE_BYTES
from cleaner.model import Stated
from cleaner.text.moments import iso_moment

#: Elements of a note that are read, each under the element that holds it: a picture has an address, too.
_READ = {
    ("note", "title"),
    ("note", "content"),
    ("note", "created"),
    ("note-attributes", "author"),
    ("note-attributes", "source-url"),
}
#: Elements stand in one another so deep, and one tag has at most so many bytes: more would be kept in memory.
MAX_DEPTH, TAG_BYTES = 60, 8_000_000
#: An element without content as XML writes it. HTML takes it for the start of one, but for those that never have any.
_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,30})((?:\s[^<>]{0,4000})?)/>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def read_enex(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The notes of an export, in their order. Raises `ArchiveError` for one that declares entities, with which a few
    lines can stand for gigabytes, and where the XML breaks: the notes before that were given."""
    notes = _Notes(place)
    fed = 0
    while piece := stream.read(PIECE_BYTES):
        fed += len(piece)
        yield from notes.read(piece)
        if fed - notes.parser.CurrentByteIndex > TAG_BYTES:
            raise ArchiveError("a tag without an end: refused")
    yield from notes.read(b"", last=True)
    if not notes.number:
        yield place.unreadable(None, "no note in it")


class _Notes:
    """What expat tells, gathered into notes."""

    def __init__(self, place: Place) -> None:
        self.place, self.number = place, 0
        self.path: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.size = 0
        self.found: list[Found] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity

    def read(self, piece: bytes, last: bool = False) -> Iterator[Found]:
        """Read on: the notes that end in `piece`, those before a break, too. Raises `ArchiveError`."""
        trouble: ArchiveError | None = None
        try:
            self.parser.Parse(piece, last)
        except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows is the latter
            trouble = ArchiveError(f"cut off or damaged: {error}")
        except ArchiveError as error:
            trouble = error
        found, self.found = self.found, []
        yield from found
        if trouble is not None:
            raise trouble

    def _entity(self, name: str, *_rest: object) -> None:
        raise ArchiveError(f"it declares the entity {name!r}, which can stand for gigabytes: refused")

    def _start(self, name: str, _attributes: object) -> None:
        if len(self.path) >= MAX_DEPTH:
            raise ArchiveError(f"elements within elements, more than {MAX_DEPTH} deep: refused")
        self.path.append(name)
        if name == "note":
            self.values, self.size = {}, 0

    def _text(self, text: str) -> None:
        if tuple(self.path[-2:]) in _READ and self.size <= self.place.max_bytes:
            self.values.setdefault(self.path[-1], []).append(text)
            self.size += len(text)

    def _end(self, name: str) -> None:
        self.path.pop()
        if name == "note":
            self.number += 1
            self.found.append(self._note({key: "".join(pieces) for key, pieces in self.values.items()}))
            self.values = {}

    def _note(self, said: dict[str, str]) -> Found:
        title = " ".join(said.get("title", "").split())
        name = f"note-{self.number} {title}"[:120].strip()
        if self.size > self.place.max_bytes:
            return self.place.unreadable(name, f"more than the limit of {self.place.max_bytes:,} bytes")
        if not said.get("content", "").strip():
            return self.place.unreadable(name, "the note is empty")
        made, address = iso_moment(said.get("created", "")), said.get("source-url", "").strip()
        written = made.isoformat(timespec="minutes") if made and not address else ""
        stated = (
            Stated("url", address, "enex: source-url"),
            Stated("title", title, "enex: title"),
            Stated("author", said.get("author", "").strip(), "enex: author"),
            Stated("date", written, "enex: created"),  # of a page that was clipped it is the day of clipping
        )
        return self.place.clipping(name, as_html(said["content"]), markup="html", crawled=made, stated=stated)


def as_html(enml: str) -> str:
    """A note's content as HTML: what XML closes in its own tag is closed by one that HTML knows."""
    return _CLOSED.sub(lambda tag: tag[0] if tag[1].lower() in _VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>", enml)
