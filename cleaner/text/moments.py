"""Moments as machines write them: HTTP and mail, ISO 8601, browsers. Years of five digits, absurd zones and whatever
else is no moment give None: nothing here raises."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

#: What a browser writes around the numbers of a zone: ``GMT+0800 (China Standard Time)``.
_AROUND_ZONE = re.compile(r"GMT|\(.*")
#: What the parsers of the standard library raise for what is none.
_NO_MOMENT = (ValueError, TypeError, IndexError, OverflowError)


def mail_moment(said: str) -> datetime | None:
    """``Sat, 09 Mar 2024 14:05:11 +0800``, as HTTP and letters have it (RFC 5322)."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - it loads sockets, and few clippings have such a moment

    try:
        return parsedate_to_datetime(said)
    except _NO_MOMENT:
        return None


def browser_moment(said: str) -> datetime | None:
    """``Sat Mar 09 2024 14:05:11 GMT+0800 (China Standard Time)``, as JavaScript prints it; or that of mail."""
    if (moment := mail_moment(_AROUND_ZONE.sub("", said).strip())) is not None:
        return moment
    try:
        return datetime.strptime(said.partition(" GMT")[0].strip(), "%a %b %d %Y %H:%M:%S")
    except _NO_MOMENT:
        return None


def iso_moment(said: object) -> datetime | None:
    """``2024-03-09T06:05:11Z``, ``20240309T060511Z``. A moment of any kind is a plain one: not everybody who is sent it
    knows those of pandas."""
    try:
        if isinstance(said, datetime):
            return datetime.combine(said.date(), said.timetz())
        return datetime.fromisoformat(said.strip()) if isinstance(said, str) else None
    except _NO_MOMENT:
        return None


def day_behind(moment: datetime) -> date:
    """The day after that of `moment`, where it is; of the last day that there is, that day."""
    day = moment.date()
    return day if day == date.max else day + timedelta(days=1)
