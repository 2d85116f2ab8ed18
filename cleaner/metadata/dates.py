"""Dates as printed → ISO 8601 days or minutes. What names no day of a known year gives None: no guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli

from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern

#: How much of a text is looked at, in characters: no date stands behind more.
DATE_CHARACTERS = 2_000
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_CLOCK = (
    r"(?:(?:\s?г(?:\.|ода)(?=[\s,]))?[\st,|·-]*+(?:(?:at|um|à|às|a las|alle|kl\.?|o|om|в|pukul) )?"
    r"(?:(?:星期|周)[一二三四五六日天]|\([月火水木金土日]\))?\s*+"
    r"(?P<half>上午|下午|午前|午后|晚上|凌晨|中午|오전|오후|am|pm)?\s*+(?P<hour>[01]?\d|2[0-4])"
    r"\s*+(?::|时|点|시|h(?=\d\d)|\.(?=\d\d (?:uhr|gmt|bst|ist)\b))\s*+"
    r"(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,9})?|分|분)?\s*(?P<after>am|pm|a\.m\.|p\.m\.)?"
    r"(?P<zone>z(?![a-z])|\s?[+-](?:0\d|1[0-4]):?[0-5]\d|\s(?:utc|gmt)(?![+-]))?(?![\d:]))?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: Chinese numerals of a year, and of a month or a day.
_NUMERALS = "〇零○一二三四五六七八九十廿卅"


@cache
def _months() -> Mapping[str, int]:
    """The number of a month by its name in lower case."""
    table = tomli.loads(files(__package__).joinpath("months.toml").read_text("utf-8"))
    return {name: int(number) for number, names in table.items() for name in names}


@cache
def _month_starts() -> tuple[str, ...]:
    """What the names of months begin with: a cheap test before the forms that have one."""
    return tuple(sorted({name[:3] for name in _months()}))


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    """The forms of dates: year first, in figures or with 年月日; eras; month names; days first with points. Must not
    match "1-9", "3.5", "2024", a phone number, 05/12/2024, of which nobody knows the order, or 28.09.1912:44, a day of
    2019 glued to its clock."""
    month = f"(?P<name>{'|'.join(sorted(map(re.escape, _months()), key=len, reverse=True))})(?![^\\W\\d_])\\.?"
    month_number = r"0?[1-9]|1[0-2]"
    number = rf"(?P<month>{month_number})"
    large = r"3[01]|2\d|1[3-9]"  # what can be no month
    bodies = {
        # a weblog glues what an entry earned to its day: 0.5552020.08.14
        "figures": r"(?:(?<!\d)|(?<=^\d\.\d\d\d))"
        rf"{_YEAR}\s?(?:[-/.‐年년]|\s(?=\d\d/\d\d\b))\s?{number}\s?[-/.‐月월]\s?{_DAY}(?!\d)\s?[日일]?"
        r"(?:\.(?=\s(?:오[전후]|\d{1,2}:)))?",  # Koreans set a point behind the day, too
        "compact": r"(?<!\d)(?P<compact>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)",
        "republic": rf"(?:民国|中华民国)\s?(?P<roc>\d{{2,3}})\s?年\s?{number}\s?月\s?{_DAY}\s?日?",
        "era": rf"(?P<era>令和|平成|昭和)\s?(?P<of_era>\d{{1,2}}|元)\s?年\s?{number}\s?月\s?{_DAY}\s?日?",
        "month first": rf"(?:(?<![^\W\d_])|(?<=ed on)){month}\s+{_DAY}(?:st|nd|rd|th)?[.,]?\s+"
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s+)?{_YEAR}(?!\d)",
        "day first": rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|º)?(?:\.?[\s-]+|\.)(?:de |of )?{month},?(?:[\s-]+|(?<=\.))"
        rf"(?:del? )?{_YEAR}(?!\d)",
        "year first": rf"(?<!\d){_YEAR}[\s-]+{month}[\s-]+{_DAY}(?!\d)",
        # as weblogs in Taiwan print it: ``12月 06 週六 2025 19:22``
        "weekday and year": rf"(?<!\d){number}月\s?{_DAY}\s?(?:星期|周)[一二三四五六日天]\s?{_YEAR}(?!\d)",
        "slashes": rf"(?<![\d/])(?:{number}/(?P<day>{large})|(?P<first>{large})/(?P<second>{month_number}))"
        rf"/{_YEAR}(?![\d/])",
        "dashes": rf"(?<![\d-])(?:{number}-(?P<day>{large})|(?P<first>{large})-(?P<second>{month_number}))"
        rf"-{_YEAR}(?![\d-])",
        "day first slashes": rf"(?<![\d/]){_DAY}/{number}/{_YEAR}(?![\d/])",
        "points": rf"(?<![\d.]){_DAY}\.\s?{number}\.\s?{_YEAR}(?![\d.]\d|:\d\d)",
        # Vietnamese sites write the day first and say which weekday it is
        "weekday": rf"(?:thứ\s\S{{2,4}}|chủ nhật|ngày),?\s(?:ngày\s)?{_DAY}[/-]{number}[/-]{_YEAR}(?!\d)",
        "bars": rf"(?<![\d|]){_DAY} ?\| ?{number} ?\| ?{_YEAR}(?!\d)",
    }
    few = f"[{_NUMERALS}]{{1,3}}"
    numerals = rf"(?P<years>[〇零○一二三四五六七八九]{{4}})年(?P<months>{few})月(?P<days>{few})日"
    # as programs print it: ``Sun Aug 15 21:04:10 2021``
    clocked = rf"(?<![^\W\d_]){month}\s+{_DAY}\s+(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d):\d\d\s+{_YEAR}(?!\d)"
    whole = {"numerals": lazy_pattern(numerals), "clock first": lazy_pattern(clocked)}
    return {name: lazy_pattern(body + _CLOCK) for name, body in bodies.items()} | whole


#: What tells of a day without its year, or only how long ago it was: kept as printed.
_VAGUE = lazy_pattern(
    r"(?:(?<!\d)\d{1,2}\s?(?:年|个月|周|天|小时|分钟)\s?)?\d{1,3}\s?(?:秒|分钟|分|小时|时间|天|日|周|个月|か月|ヶ月|月|年)\s?"
    r"(?:前|以前)(?:\s?\(\d{1,2}-\d{1,2}\))?"
    r"|(?:\d{1,2} (?:hour|day|week|month|year)s?,? (?:and )?)?\d{1,2} (?:minute|hour|day|week|month|year)s? ago"
    r"|(?:昨天|前天|今天|昨日|今日|yesterday|today)(?:\s?(?:at )?\d{1,2}:\d\d)?"
    r"|(?<![\w-])\d\d-(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])(?:\s*\d{1,2}:\d\d)(?![a-z\d_-])"
    r"|(?<![\d-])(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])(?:\s*\d{1,2}:\d\d)?(?![\d\w-])"
    r"|(?<![\d-])(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])(?=\d\d:\d\d)"
    r"|(?<!\d)(?:\d{2,3}年\s?)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日(?:\s*\d{1,2}:\d\d)?"
)
#: An age before a date in brackets.
_AGE_BEFORE = re.compile(r"\d{1,3}\s?(?:秒|分钟|小时|天|日|周|个?月|年)\s?前\s?\($")
#: A word or a clock of a language that never writes the month first: ``Publié le 02/04/2023 à 07h30``.
_DAY_FIRST = lazy_pattern(
    r"(?<![^\W\d_])(?:publié|mise? à jour|modifié|publicad[oa]|actualizad[oa]|atualizad[oa]|pubblicato|aggiornato|às|à)"
    r"(?![^\W\d_])|\d\s?h\s?[0-5]\d(?!\d)"
)
#: A word in Arabic letters.
_ARABIC = re.compile("[\u0621-\u064a]{3}")
_DIGIT = re.compile(r"\d")
#: What a date without any figure begins with.
_WORDS = ("年", "昨", "今", "前天", "yesterday", "today")


class Found(NamedTuple):
    """A date found in a text: its ISO form (None: the year or the day is not known), as printed, and where."""

    iso: str | None
    raw: str
    start: int
    end: int


def find_date(text: str) -> Found | None:
    """The first date in `text` that names day, month and year; else the first vaguer one; else None."""
    folded = fold(text[:DATE_CHARACTERS])
    if not _DIGIT.search(folded) and not any(map(folded.__contains__, _WORDS)):
        return None
    exact = [found for match in _matches(folded) if (found := _read(text, match))]
    if exact:
        return _with_clock(text, folded, _with_age(text, folded, min(exact, key=lambda found: found.start)))
    vague = _VAGUE.search(folded)
    return Found(None, text[slice(*vague.span())].strip(), *vague.span()) if vague else None


#: A year of the Republic of China without its era, as offices in Taiwan print it: ``112-05-17``. Must not match a
#: number that begins with one.
_BARE_REPUBLIC = lazy_pattern(
    r"^\W*(?P<roc>1[0-3]\d)\s?(?:年|[-/.])\s?(?P<month>1[0-2]|0?[1-9])\s?(?:月|[-/.])\s?"
    + _DAY
    + r"(?!\d)\s?日?"
    + _CLOCK
)


def stated_date(value: str) -> Found | None:
    """The first date in what a label states; there a year of three figures is one of the Republic of China."""
    bare = _BARE_REPUBLIC.search(fold(value[:DATE_CHARACTERS]))
    return (_read(value, bare) if bare else None) or find_date(value)


def exact_date(text: str) -> str | None:
    """The ISO form of the first date in `text` whose day is known, None for none."""
    found = find_date(text)
    return found.iso if found else None


def is_month(word: str) -> bool:
    """Whether a word is the name of a month."""
    return word.lower().rstrip(".") in _months()


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """The first match of each form; of those only that could match."""
    forms = _forms()
    wanted = ["figures", "compact"]
    wanted += ["points"] if folded.count(".") > 1 else []
    wanted += ["bars"] if folded.count("|") > 1 else []
    wanted += ["weekday and year"] if "月" in folded and ("周" in folded or "星期" in folded) else []
    wanted += ["weekday"] if any(word in folded for word in ("thứ", "chủ nhật", "ngày")) else []
    wanted += ["slashes"] if folded.count("/") > 1 else []
    wanted += ["dashes"] if folded.count("-") > 1 else []
    wanted += ["day first slashes"] if folded.count("/") > 1 and _DAY_FIRST.search(folded) else []
    wanted += ["republic"] if "民国" in folded else []
    wanted += ["era"] if "和" in folded or "平成" in folded else []
    wanted += ["numerals"] if "年" in folded and any(c in folded for c in "〇零○一二") else []
    wanted += ["month first", "day first", "year first", "clock first"] if _may_name_month(folded) else []
    for name in wanted:
        if match := forms[name].search(folded):
            yield match


def _may_name_month(folded: str) -> bool:
    """Whether a folded text may have a month's name in it: of scripts without capitals only Arabic has them."""
    lettered = folded.upper() != folded or _ARABIC.search(folded) is not None
    return lettered and any(map(folded.__contains__, _month_starts()))


def _read(text: str, match: re.Match[str]) -> Found | None:
    found = match.groupdict()
    try:
        day = datetime(*_calendar(found))
    except ValueError:
        return None
    iso = day.strftime("%Y-%m-%d")
    if found.get("hour"):
        hour = _hour(int(found["hour"]), found.get("half") or found.get("after") or "")
        iso += f"T{hour:02}:{found['minute']}{_zone(found.get('zone'))}" if hour < 24 else ""
    return Found(iso, text[slice(*match.span())].strip(), *match.span())


def _with_age(text: str, folded: str, found: Found) -> Found:
    """`found` with the age that it stands in brackets behind: ``1年前 (2024-11-25)`` was printed as a whole."""
    age = _AGE_BEFORE.search(folded, 0, found.start)
    if age is None or folded[found.end : found.end + 1] != ")":
        return found
    return found._replace(raw=text[age.start() : found.end + 1], start=age.start(), end=found.end + 1)


#: A clock before its day: ``10:15, 27 июня 2023``, ``6:02 a.m. ET April 11, 2024``, ``6:05pm | 29/12/2023``. Must not
#: match a score or the end of a span of time.
_CLOCK_BEFORE = lazy_pattern(
    r"(?<![\d:.-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)\s?(?P<half>am|pm|a\.m\.|p\.m\.)?(?:\s[a-z]{2,4})?"
    r"(?:,?\s|[ ,|]{1,3})$"
)
#: How many characters before a day its clock begins at the most.
_CLOCK_CHARACTERS = 20


def _with_clock(text: str, folded: str, found: Found) -> Found:
    """`found` with the clock that stands right before it, where none stands behind."""
    if found.iso is None or "T" in found.iso or ":" not in folded[: found.start]:
        return found
    clock = _CLOCK_BEFORE.search(folded, max(0, found.start - _CLOCK_CHARACTERS), found.start)
    if clock is None:
        return found
    hour = _hour(int(clock["hour"]), clock["half"] or "")
    iso = f"{found.iso}T{hour:02}:{clock['minute']}"
    return Found(iso, text[clock.start() : found.end].strip(), clock.start(), found.end)


#: The year before the first of an era.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}


def _calendar(found: Mapping[str, str | None]) -> tuple[int, int, int]:
    """Year, month and day as numbers; they need not be a date."""
    if years := found.get("years"):
        digits = years.translate(_DIGITS)
        return int(digits), numeral(found["months"] or ""), numeral(found["days"] or "")
    if first := found.get("first"):
        return _year(found), int(found["second"] or 0), int(first)
    name = found.get("name")
    return _year(found), _months()[name] if name else int(found["month"] or 0), int(found["day"] or 0)


_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def numeral(written: str) -> int:
    """The number that Chinese numerals below 100 write: ``十八`` → 18, ``二〇`` → 20, ``廿三`` → 23."""
    plain = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.partition("十")
    if not ten:
        digits = plain.translate(_DIGITS)
        return int(digits) if digits.isdigit() else 0
    before, behind = tens.translate(_DIGITS), ones.translate(_DIGITS)
    return 10 * (int(before) if before.isdigit() else 1) + (int(behind) if behind.isdigit() else 0)


def _year(found: Mapping[str, str | None]) -> int:
    if roc := found.get("roc"):
        return 1911 + int(roc)
    if of_era := found.get("of_era"):
        return _ERAS[found["era"] or ""] + (1 if of_era == "元" else int(of_era))
    return int(found.get("year") or found.get("compact") or 0)


def _hour(hour: int, half: str) -> int:
    afternoon = half.startswith(("p", "下", "晚", "午后", "오후"))
    if afternoon and hour < 12:
        return hour + 12
    return 0 if hour == 12 and half.startswith(("a", "凌晨", "午前", "오전")) else hour


def _zone(zone: str | None) -> str:
    """A time zone as ISO 8601 has it: ``+0800`` → ``+08:00``; "" for none stated."""
    said = (zone or "").strip()
    if not said or said in ("z", "utc", "gmt"):
        return "Z" if said else ""
    return said if ":" in said else f"{said[:3]}:{said[3:]}"
