"""The fields found so far, and the dropped pieces of a clipping that tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from cleaner.metadata.dates import Found, find_date
from cleaner.metadata.labels import Labelled, find_labels
from cleaner.model import Document, Verdict
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern

#: Longest dropped piece that is read for metadata, in characters.
PIECE_CHARACTERS = 1000

_PICTURE = re.compile(r"!\[[^\]]{0,200}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{0,200})\]\(([^()\s]{0,2000})\)")


@dataclass(frozen=True)
class Said:
    """A piece beside the body: its text as a reader sees it, its class, its line, the addresses it links to, the
    number of its block, and the texts of its links. What readers ask of it is found out once."""

    text: str
    noise_class: str
    line: int
    links: tuple[str, ...] = ()
    block: int = -1
    linked: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Where a value read from the piece comes from."""
        return f"line {self.line}"

    @cached_property
    def folded(self) -> str:
        """The text folded, its offsets those of the text."""
        return fold(self.text)

    @cached_property
    def date(self) -> Found | None:
        """The first date of the text."""
        return find_date(self.text)

    @cached_property
    def labels(self) -> tuple[Labelled, ...]:
        """The labels of the text with their values."""
        return tuple(find_labels(self.text))


@dataclass
class Fields:
    """Values by field, with their provenance. The first evidence for a field stands; what else is said of it is kept
    as its rivals."""

    values: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, str] = field(default_factory=dict)
    rivals: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)

    def put(self, name: str, value: Any, origin: str) -> None:
        """Take `value` for the field `name` unless it is empty or the field has one."""
        if value in (None, "", ()):
            return
        if name not in self.values:
            self.force(name, value, origin)
        elif value != self.values[name]:
            self.rivals.setdefault(name, []).append((value, origin))

    def force(self, name: str, value: Any, origin: str) -> None:
        """Take `value` for the field `name` whatever it has."""
        self.values[name] = value
        self.provenance[name] = origin
        if value is None:
            del self.provenance[name]

    def goes_on(self, name: str, origin: str) -> bool:
        """Whether `origin` is the line under the one that the field's value is from."""
        lines = [re.fullmatch(r"line (\d+)(?:-(\d+))?", where) for where in (self.provenance.get(name, ""), origin)]
        above, below = lines
        return above is not None and below is not None and 0 < int(below[1]) - int(above[2] or above[1]) <= 2

    def extend(self, name: str, more: tuple[Any, ...], origin: str) -> None:
        """Add the values of a line to those of the lines above it."""
        known = self.values.get(name, ())
        both = (*known, *(one for one in more if one not in known))
        if both != known:
            start = self.provenance.get(name)
            where = f"{start.partition('-')[0]}-{origin.removeprefix('line ')}" if start else origin
            self.force(name, both, where)

    def settle(self, name: str, field: str) -> None:
        """Make the weaker evidence that was kept under `name` the value of `field`, if it has none."""
        value, origin = self.values.pop(name, None), self.provenance.pop(name, "")
        self.put(field, value, origin)

    def unsay_account(self) -> None:
        """Let go of an outlet that is the account of an element, where the page names the same as the only writer."""
        account = self.values.get("source")
        if self.values.get("authors") == (account,) and self.provenance.get("source", "").startswith("element"):
            del self.values["source"], self.provenance["source"]

    def complete_date(self) -> None:
        """Give a printed day without its year the year of another day that is stated and is the same one."""
        raw = self.values.get("date_raw")
        if raw is None or "date" in self.values:
            return
        stated = [(self.values.get("modified"), self.provenance.get("modified", "")), *self.rivals.get("modified", ())]
        for iso, origin in stated:
            if iso and _same_day(raw, iso):
                self.put("date", iso, f"{self.provenance['date_raw']}, its year by {origin}")

    def prefer_printed(self) -> None:
        """Take the day that the page prints for one that a program states in another time zone, a day off: midnight
        in Berlin is 23:00 of the day before in UTC; and for one of JSON-LD that a meta tag contradicts, too."""
        known, where = self.values.get("date") or "", self.provenance.get("date", "")
        rivals = self.rivals.get("date", ())
        stated = {iso[:10] for iso, origin in rivals if origin.startswith("meta")}
        if known[:10] in {
            iso[:10] for iso, where in rivals if where.startswith(("line", "element")) and len(iso) == 10
        }:
            return  # another post's day stands beside it
        for iso, origin in rivals:
            if not origin.startswith(("line", "element")) or len(iso) not in (10, 16) or iso[:10] == known[:10]:
                continue
            outvoted = where.startswith("json-ld") and iso[:10] in stated
            if outvoted or (known.endswith(("Z", "+00:00")) and _elsewhere(known, iso)):
                self.force("date", iso, origin)
                return

    def put_date(self, iso: str | None, raw: str, origin: str) -> None:
        """Take a date. The first day stands; the minute of the same day is better; a date as printed stands until
        a day is known, and beside the day when it is printed otherwise."""
        known = self.values.get("date")
        if iso and (known is None or (len(known) == 10 and len(iso) > 10 and iso.startswith(known))):
            self.force("date", iso, origin)
            self.force("date_raw", raw if raw != iso else None, origin)
        elif iso:
            self.put("date", iso, origin)
        elif known is None:
            self.put("date_raw", raw, origin)


def _elsewhere(utc: str, printed: str) -> bool:
    """Whether a printed day or minute, a day off, can be the moment `utc` in another time zone: the clocks are whole
    quarters of an hour apart, and a day alone is that of the nearer midnight."""
    moment = datetime.fromisoformat(utc[:16])
    if abs((moment.date() - date.fromisoformat(printed[:10])).days) != 1:
        return False
    if len(printed) > 10:
        apart = abs((moment - datetime.fromisoformat(printed)).total_seconds())
        return apart <= 14 * 3600 and apart % 900 == 0
    later = printed[:10] > utc[:10]
    return moment.hour >= 18 if later else moment.hour < 6


_MONTH_DAY = lazy_pattern(r"(?:(?<!\d)(?P<year>\d\d)[-年.])?(?<!\d)(?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})")


def _same_day(raw: str, iso: str) -> bool:
    """Whether a day printed without its century, or its year, is the day of `iso`."""
    said = _MONTH_DAY.search(raw)
    if said is None:
        return False
    year = said["year"] or iso[2:4]
    return f"{year}-{int(said['month']):02}-{int(said['day']):02}" == iso[2:10]


def said_pieces(document: Document, verdicts: Sequence[Verdict]) -> list[Said]:
    """The pieces that the judge dropped, whole blocks and parts, in order."""
    said = []
    for verdict in verdicts:
        block = document.blocks[verdict.block]
        if verdict.role == "noise" and verdict.noise_class and len(block.text) <= PIECE_CHARACTERS:
            links = tuple(link.url for link in block.links)
            linked = tuple(link.text.strip() for link in block.links)
            said.append(Said(block.text, verdict.noise_class, block.line, links, block.index, linked))
        for cut in verdict.cuts:
            source = _PICTURE.sub(" ", block.source[cut.start : cut.end])
            links = tuple(match[2] for match in _LINK.finditer(source))
            said.append(Said(_LINK.sub(r"\1", source).strip(), cut.noise_class, block.line, links, block.index))
    return [piece for piece in said if len(piece.text) <= PIECE_CHARACTERS]
