"""What an address, or the name of a clipping's file, tells of title, day and writer: a last resort, marked as
one."""

from __future__ import annotations

import re
from datetime import date

from cleaner.metadata.dates import find_date
from cleaner.metadata.fields import Fields
from cleaner.metadata.people import is_person
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: Year, month and day in a path: /2024/03/05/, /2024-03/05/, /20240305/, t20240305_1. Must not match an id's digits.
_PATH_DAY = lazy_pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/_]?)(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
#: The address of a home page. Must not match "" or a page of a site.
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/")
#: The day behind a document's name: ``带薪年休假实施办法(2008-07-17).md``. A day before a name is that of the note.
_FILE_DAY = re.compile(r"[(（](?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)[)）]\.\w{1,8}$")
#: What sets the day off that a title begins with.
_SET_OFF = lazy_pattern(r"\s*[|:：–—-]")
#: The writer between a page's title and its site, as weblog hosts write it: ``Title | by Kal | Medium``.
_FILE_AUTHOR = re.compile(r"\|\s?[Bb]y (?P<name>[^|]{2,40}?)\s?\|")


def is_home(address: str) -> bool:
    """Whether an address, whole or of this site, is that of a home page."""
    return _HOME.fullmatch(address) is not None


def read_url_date(found: Fields) -> None:
    """The day in the page's address, for a page that states none; its provenance says "url"."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", found.values.get("url") or "")
    match = _PATH_DAY.search(path)
    if match is not None and (match["mark"] or len(match[0]) == 8):
        _put_day(match, "url", found)


def read_title_day(title: str | None, found: Fields) -> None:
    """The day that a page's title begins with, set off from it: ``23.01.2022 - The ferry waits``."""
    date_found = find_date(title) if title and "date" not in found.values else None
    if date_found and date_found.start == 0 and title and _SET_OFF.match(title, date_found.end):
        found.put("date", date_found.iso, "title")


def read_path(path: str | None, found: Fields) -> None:
    """The day and the writer in the name of the clipping's file."""
    if path is None:
        return
    if day := _FILE_DAY.search(path):
        _put_day(day, "path", found)
    if (author := _FILE_AUTHOR.search(path)) and is_person(author["name"]):
        found.put("authors", (author["name"],), "path")


def _put_day(match: re.Match[str], origin: str, found: Fields) -> None:
    if "date" in found.values:
        return
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return
    found.put("date", day.isoformat(), origin)


def path_title(path: str | None) -> str | None:
    """The file's name, when it reads like a title rather than like a number or an address."""
    stem = path.replace("\\", "/").rstrip("/").rpartition("/")[2] if path else ""
    stem = re.sub(r"\.(?:gz|bz2|xz|zst)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(r"\.(?:md|markdown|txt|text|[sx]?html?|mhtml|mht|webarchive)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(r"^(?:19|20)\d\d-\d\d-\d\d(?:\s*-)?\s+", "", stem)
    if units(stem) < 5 or re.fullmatch(r"[0-9a-fA-F_.-]+", stem) or not re.search(r"[\s\u3040-\u9fff]", stem):
        return None
    return stem
