"""What publishing platforms write of an article into the code of their scripts, where nothing else says it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

from cleaner.metadata.dates import exact_date
from cleaner.metadata.fields import Fields
from cleaner.text.pattern import lazy_pattern

#: The code is looked through so far, in bytes, which take less room than characters, and each mark so often.
CODE_BYTES, MOST_MARKS = 3_000_000, 200
#: What states a day or an account ends within so many bytes; and so many bytes has a character at the most.
STATEMENT_BYTES, _LONGEST_CHARACTER = 400, 4
#: China has one time zone; platforms there show it to all readers.
_CHINA = timezone(timedelta(hours=8))
#: How keys begin that state a day of publication: searching for these costs little, matching a pattern everywhere much.
_KEYS = ("pub", "createTime", "datePublished", "date_published", "dateposted")
#: Seconds since 1970 of the article, as WeChat states them. Must not match `var ct = new Date()`.
_SECONDS = re.compile(r"var ct\s?=\s?[\"'](?P<seconds>1\d{9})[\"']")
#: A quoted day under a key that means publication and nothing else. Must not match "updateTime" or "publishStatus".
_PUBLISHED = lazy_pattern(
    r"(?P<key>createTime|publish(?:ed)?_?(?:date|time|at|on)|pub_?(?:date|time)|date_?published|dateposted)[\"']?\s{0,3}[:=]\s{0,3}"
    r"[\"'](?P<said>(?:19|20)\d\d[-/.年][^\"'\\]{4,30}|1\d{9}(?:\d{3})?)[\"']",
    re.IGNORECASE,
)
#: The account that published it. Must not match `user.nickname` or an empty name.
_ACCOUNT = re.compile(r"var nickname\s?=\s?(?:htmlDecode\()?[\"'](?P<name>[^\"'\\<>]{1,40})[\"']")


def read_state(code: Sequence[str], found: Fields) -> None:
    """The day and the account that the page's scripts state, where nothing else does. The code is searched, not run."""
    if "date" in found.values and "source" in found.values:
        return
    joined = b"".join(piece.encode("utf-8", "replace") for piece in code)[:CODE_BYTES]
    if "date" not in found.values:
        _read_day(joined, found)
    if account := _ACCOUNT.match(next(_statements(joined, "var nickname"), "")):
        found.put("source", html.unescape(account["name"]), "script: nickname")


def _read_day(code: bytes, found: Fields) -> None:
    for said in _statements(code, "var ct"):
        if seconds := _SECONDS.match(said):
            found.put_date(_from_seconds(seconds["seconds"]), seconds["seconds"], "script: ct")
            return
    for key in _KEYS:
        for said in _statements(code, key):
            if published := _PUBLISHED.match(said):
                day = published["said"]
                iso = _from_seconds(day[:10]) if day.isdigit() else exact_date(day)
                found.put_date(iso, day, f"script: {published['key']}")


def _statements(code: bytes, word: str) -> Iterator[str]:
    """The code from each place on where `word` begins, not within a longer one: as much as can state something."""
    mark = word.encode()
    place = code.find(mark)
    for _ in range(MOST_MARKS):
        if place < 0:
            return
        before = code[max(0, place - _LONGEST_CHARACTER) : place].decode("utf-8", "ignore")[-1:]
        if not (before.isalnum() or before == "_"):
            yield code[place : place + STATEMENT_BYTES].decode("utf-8", "ignore")
        place = code.find(mark, place + 1)


def _from_seconds(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(_CHINA).strftime("%Y-%m-%dT%H:%M+08:00")
