"""What publishing platforms write of an article into the code of their scripts, where nothing else says it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

from cleaner.metadata.dates import exact_date
from cleaner.metadata.fields import Fields

#: The code is looked through so far, in characters.
CODE_CHARACTERS = 3_000_000
#: China has one time zone; platforms there show it to all readers.
_CHINA = timezone(timedelta(hours=8))
#: Words without which no pattern is tried, so that most pages cost a search of their code for these.
_MARKS = ("publish", "createTime", "var ct", "nickname", "pubtime", "pubdate")
#: Seconds since 1970 of the article, as WeChat states them. Must not match `var ct = new Date()`.
_SECONDS = re.compile(r"\bvar ct\s?=\s?[\"'](?P<seconds>1\d{9})[\"']")
#: A day of publication, quoted, under a key that means nothing else. Must not match "updateTime" or "publishStatus".
_PUBLISHED = re.compile(
    r"(?<![\w$])[\"']?(?P<key>createTime|publish_?(?:ed)?_?(?:date|time|at)|pubdate|pub_?time|date_?published)[\"']?\s{0,3}[:=]\s{0,3}"
    r"[\"'](?P<said>(?:19|20)\d\d[-/.年][^\"'\\]{4,30}|1\d{9}(?:\d{3})?)[\"']",
    re.IGNORECASE,
)
#: The account that published it. Must not match `user.nickname` or an empty name.
_ACCOUNT = re.compile(
    r"\bvar nickname\s?=\s?(?:htmlDecode\()?[\"'](?P<name>[^\"'\\<>]{1,40})[\"']"
)


def read_state(code: Sequence[str], found: Fields) -> None:
    """The day and the account that the page's scripts state. The code is only searched, never run."""
    joined = "".join(code)[:CODE_CHARACTERS]
    if not any(mark in joined for mark in _MARKS):
        return
    if seconds := _SECONDS.search(joined):
        found.put_date(_from_seconds(seconds["seconds"]), seconds[0], "script: ct")
    if published := _PUBLISHED.search(joined):
        said = published["said"]
        iso = _from_seconds(said[:10]) if said.isdigit() else exact_date(said)
        found.put_date(iso, said, f"script: {published['key']}")
    if account := _ACCOUNT.search(joined):
        found.put("source", html.unescape(account["name"]), "script: nickname")


def _from_seconds(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).astimezone(_CHINA).strftime("%Y-%m-%dT%H:%M+08:00")
