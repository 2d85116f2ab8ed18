"""Days that are printed without their year, or as an age: known only to those who know when the page was fetched."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cleaner.text.characters import fold
from cleaner.text.moments import day_behind
from cleaner.text.pattern import lazy_pattern

_UNITS = "秒|分钟|分|小时|时间|天|日|周|个?月|か月|ヶ月|年|minute|hour|day|week|month|year"
#: An age of one measure or two: ``3天前``, ``2 years, 3 months ago``.
_AGO = lazy_pattern(
    rf"(?:(?P<first>\d{{1,4}})\s?(?P<larger>{_UNITS})s?(?:,\s?|\s?and\s|\s)?)?(?P<count>\d{{1,4}})\s?(?P<unit>{_UNITS})s?"
    r"\s?(?:前|以前|ago)(?:\s?\((?P<month>\d{1,2})-(?P<day>\d{1,2})\))?"
)
_NEAR = lazy_pattern(
    r"(?P<word>昨天|前天|今天|昨日|今日|yesterday|today)(?:\s?(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d))?"
)
_NO_YEAR = re.compile(r"(?P<month>\d{1,2})(?:-|月)(?P<day>\d{1,2})日?(?:\s*(?P<hour>\d{1,2}):(?P<minute>\d\d))?")
_DAYS_BACK = {"昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "今天": 0, "今日": 0, "today": 0}
#: Ages whose day can be told, in days or parts of one; weeks, months and years are told too roughly.
_EXACT_DAYS = {"秒": 0.0, "分": 1 / 1440, "分钟": 1 / 1440, "minute": 1 / 1440, "小时": 1 / 24, "时间": 1 / 24}
_EXACT_DAYS |= {"hour": 1 / 24, "天": 1.0, "日": 1.0, "day": 1.0}
_ROUGH_DAYS = {"周": 7, "week": 7, "月": 30, "个月": 30, "か月": 30, "ヶ月": 30, "month": 30, "年": 365, "year": 365}


def dated(raw: str, crawled: datetime) -> str | None:
    """The ISO day or minute that `raw` meant when the page was fetched; None when only weeks, months or years tell.

    ``3小时前``, ``昨天 14:05``, ``09-24 08:30``, ``8个月前 (09-24)``. A day without a year is the last such day.
    """
    folded = fold(raw).strip()
    try:
        if age := _AGO.search(folded):
            return _by_age(age, crawled)
        if near := _NEAR.search(folded):
            day = crawled - timedelta(days=_DAYS_BACK[near["word"]])
            return day.strftime("%Y-%m-%d") + _clock(near)
        if (day_only := _NO_YEAR.search(folded)) and "年" not in folded:
            return _last(int(day_only["month"]), int(day_only["day"]), crawled) + _clock(day_only)
    except (ValueError, OverflowError):
        return None
    return None


def _by_age(age: re.Match[str], crawled: datetime) -> str | None:
    count, unit = int(age["count"]), age["unit"]
    if age["month"]:
        then = crawled - timedelta(days=count * (_EXACT_DAYS | _ROUGH_DAYS)[unit])
        years = (then.year - 1, then.year, then.year + 1)
        days = [datetime(year, int(age["month"]), int(age["day"])) for year in years]
        return min(days, key=lambda day: abs(day - then.replace(tzinfo=None))).strftime("%Y-%m-%d")
    first, larger = int(age["first"] or 0), age["larger"] or unit
    if unit not in _EXACT_DAYS or larger not in _EXACT_DAYS:
        return None
    return (crawled - timedelta(days=first * _EXACT_DAYS[larger] + count * _EXACT_DAYS[unit])).strftime("%Y-%m-%d")


def _last(month: int, day: int, crawled: datetime) -> str:
    """The last day of that name up to the day after the page was fetched: it may have been so in another zone."""
    this = datetime(crawled.year, month, day)
    late = this.date() > day_behind(crawled)
    return this.replace(year=crawled.year - 1 if late else crawled.year).strftime("%Y-%m-%d")


def _clock(found: re.Match[str]) -> str:
    """The time of day behind a date as ISO has it; "" for none or an hour that there is not."""
    if not found["hour"] or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return ""
    return f"T{int(found['hour']):02}:{found['minute']}"
