"""Dates as printed → ISO 8601 days or minutes. What names no day of a known year gives None: no guess."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from cleaner.text.characters import fold

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?(?![a-z])\.?"
)
_CLOCK = (
    r"(?:[\st,]*(?:at )?(?:(?:星期|周)[一二三四五六日天]|\([月火水木金土日]\))?\s*"
    r"(?P<half>上午|下午|午前|午後|晚上|am|pm)?\s*(?P<hour>[01]?\d|2[0-4])\s*(?::|时|時|点)\s*(?P<minute>[0-5]\d)"
    r"(?::[0-5]\d|分)?\s*(?P<after>am|pm|a\.m\.|p\.m\.)?(?![\d:]))?"
)
#: Year first, in figures or with 年月日; eras; month names. Must not match "1-9", "3.5", "2024" or a phone number.
_FORMS = tuple(
    re.compile(form + _CLOCK)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?:[-/.]|年)\s?(?P<month>0?[1-9]|1[0-2])\s?(?:[-/.]|月)\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?",
        r"(?<!\d)(?P<compact>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)",
        r"(?:民国|中华民国)\s?(?P<roc>\d{2,3})\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日?",
        r"(?P<era>令和|平成)\s?(?P<of_era>\d{1,2}|元)\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日?",
        rf"(?<![a-z]){_MONTH}\s+(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
#: What tells of a day without its year, or only how long ago it was: kept as printed.
_VAGUE = re.compile(
    r"\d{1,3}\s?(?:秒|分钟|分|小时|时间|天|日|周|个月|か月|ヶ月|月|年)\s?(?:前|以前)(?:\s?\(\d{1,2}-\d{1,2}\))?"
    r"|\d{1,2} (?:minute|hour|day|week|month|year)s? ago"
    r"|(?:昨天|前天|今天|yesterday)(?:\s?\d{1,2}:\d\d)?"
    r"|(?<![\d-])(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])(?:\s+\d{1,2}:\d\d)?(?![\d\w-])"
    r"|(?<!\d)(?:\d{2,3}年\s?)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日(?:\s*\d{1,2}:\d\d)?"
)


#: An age before a date in brackets.
_AGE_BEFORE = re.compile(r"\d{1,3}\s?(?:秒|分钟|小时|天|日|周|个?月|年)\s?前\s?\($")


class Found(NamedTuple):
    """A date found in a text: its ISO form (None: the year or the day is not known), as printed, and where."""

    iso: str | None
    raw: str
    start: int
    end: int


def find_date(text: str) -> Found | None:
    """The first date in `text` that names day, month and year; else the first vaguer one; else None."""
    folded = fold(text)
    exact = [found for form in _FORMS if (match := form.search(folded)) and (found := _read(text, match))]
    if exact:
        return _with_age(text, folded, min(exact, key=lambda found: found.start))
    vague = _VAGUE.search(folded)
    return Found(None, text[slice(*vague.span())].strip(), *vague.span()) if vague else None


def _read(text: str, match: re.Match[str]) -> Found | None:
    found = match.groupdict()
    try:
        day = datetime(_year(found), _month(found), int(found["day"]))
    except ValueError:
        return None
    iso = day.strftime("%Y-%m-%d")
    if found.get("hour"):
        hour = _hour(int(found["hour"]), found.get("half") or found.get("after") or "")
        iso += f"T{hour:02}:{found['minute']}" if hour < 24 else ""
    return Found(iso, text[match.start() : match.end()].strip(), match.start(), match.end())


def _with_age(text: str, folded: str, found: Found) -> Found:
    """`found` with the age that it stands in brackets behind: ``1年前 (2024-11-25)`` was printed as a whole."""
    age = _AGE_BEFORE.search(folded, 0, found.start)
    if age is None or folded[found.end : found.end + 1] != ")":
        return found
    return found._replace(raw=text[age.start() : found.end + 1], start=age.start(), end=found.end + 1)


#: The year before the first of an era.
_ERAS = {"令和": 2018, "平成": 1988}


def _year(found: dict[str, str | None]) -> int:
    if roc := found.get("roc"):
        return 1911 + int(roc)
    if of_era := found.get("of_era"):
        return _ERAS[found["era"] or ""] + (1 if of_era == "元" else int(of_era))
    return int(found.get("year") or found.get("compact") or 0)


def _month(found: dict[str, str | None]) -> int:
    name = found.get("name")
    return _MONTHS.index(name) + 1 if name else int(found["month"] or 0)


def _hour(hour: int, half: str) -> int:
    afternoon = half.startswith(("p", "下", "晚")) or half == "午後"
    return hour + 12 if afternoon and hour < 12 else 0 if half.startswith("a") and hour == 12 else hour
