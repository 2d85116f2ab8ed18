"""Site rules of the fivefilters kind (ftr-site-config) → profiles.

Those rules are lines of ``name: value``, a file for each host; ``body``, ``strip``, ``title``, ``date`` and ``author``
take XPath, of which boxes can answer paths of tags with the words of class, id and role. What says more (positions,
texts, other attributes) is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.judge.profile_file import ProfileError, parse_profiles
from cleaner.judge.selectors import SelectorError, parse_selector
from cleaner.learning.written import to_toml
from cleaner.learning.xpath import CHARACTERS, XPathError, as_selectors, meta_of
from cleaner.model import Finder, Profile

_LINE = re.compile(r"(?P<name>[a-z_]++)\s*+(?:\([^)]*\))?\s*+:\s*+(?P<value>.*)")
#: What says how to fetch, test or tidy a page: nothing that a profile would hold.
_SILENT = frozenset(
    "test_url test_contains tidy prune autodetect_on_failure parser http_header if_page_contains single_page_link "
    "next_page_link autodetect_next_page requires_login login_uri login_username_field login_password_field "
    "login_extra_fields not_logged_in_xpath single_page_link_in_feed native_ad_clue skip_json_ld insert_detected_image "
    "convert_double_br_tags dissolve footnotes src_lazy_load_attr".split()
)
#: ``substring-after(//p[@class='by'], 'By ')``: what stands behind a word.
_AFTER = re.compile(r"substring-after\(\s*(?P<path>.+?)\s*,\s*(?P<quote>['\"])(?P<word>.+?)(?P=quote)\s*\)")


class LeftOut(NamedTuple):
    """A line of a rule file that could not be imported, and why."""

    line: int
    text: str
    why: str


class Imported(NamedTuple):
    """The profile of one rule file, None where nothing of it could be imported; and what was left out."""

    profile: Profile | None
    left_out: tuple[LeftOut, ...]


def import_rules(text: str, host: str) -> Imported:
    """The profile that a rule file says, for `host`, the name of the file; a leading dot means all hosts below."""
    host = host.lower().removeprefix(".").removeprefix("www.")
    main: list[str] = []
    strip: list[str] = []
    finders: list[Finder] = []
    left: list[LeftOut] = []
    for number, name, value in _said(text):
        try:
            if name == "body":
                main += as_selectors(value, inline=False)
            elif name == "strip":
                strip += as_selectors(value, inline=False)
            elif name == "strip_id_or_class":
                strip.append(_named(value))
            elif name in ("title", "date", "author"):
                finders += _finders(name, value)
            elif name not in _SILENT:
                raise XPathError("is not something that a profile says")
        except (XPathError, SelectorError) as error:
            left.append(LeftOut(number, f"{name}: {value}", str(error)))
    profile = Profile(host, (host,), main=_once(main), strip=_once(strip), finders=tuple(dict.fromkeys(finders)))
    told = bool(main or strip or finders)
    return Imported(_checked(profile) if told else None, tuple(left))


def _said(text: str) -> Iterator[tuple[int, str, str]]:
    """The lines that say something: number, name, value."""
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line.strip())
        if found is not None and found["value"]:
            yield number, found["name"], found["value"].strip()


def _named(value: str) -> str:
    selector = "." + value.strip("'\" ").replace(" ", ".")
    parse_selector(selector)
    return selector


def _finders(field: str, value: str) -> Iterator[Finder]:
    """Where a field stands: in a meta, an element, or behind a word in one."""
    after = _AFTER.fullmatch(value) if len(value) <= CHARACTERS else None
    path = after["path"] if after else value
    pattern = f"{re.escape(after['word'])}(.*)" if after else ""
    if meta := meta_of(path):
        yield Finder(field, "", meta, pattern)
    else:
        yield from (Finder(field, selector, "", pattern) for selector in as_selectors(path, inline=True))


def _once(selectors: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(selectors))


def _checked(profile: Profile) -> Profile:
    """The profile as it comes back from a file; the name of the file may be no host."""
    try:
        return parse_profiles(to_toml([profile]), profile.name)[0]
    except ProfileError:
        return Profile(profile.name, (), 0, profile.main, profile.strip, finders=profile.finders)
