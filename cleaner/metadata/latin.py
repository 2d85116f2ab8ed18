"""Bylines in languages that write names with capitals: ``Von Rafe Ollerton und Ada Fenwick``."""

from __future__ import annotations

import re

from cleaner.metadata.dates import is_month
from cleaner.metadata.people import is_person
from cleaner.text.pattern import lazy_pattern

#: A word of a name, and the small words inside names. Must not match "2019", "minutes" or "READ:".
_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’.-]*|[dl]['’][^\W\d_]\w+)"
_SMALL = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|vom|zu|af|al|el|bin|ter|y)"
_NAME = rf"{_WORD}(?:[ \xa0](?:{_SMALL}[ \xa0]){{0,2}}{_WORD}){{0,4}}"
_AND = r"\s{0,9}(?:,|&|/|·|\band\b|\bund\b|\bet\b|\be\b|\by\b|\boch\b)\s{0,9}"
_NAMES = rf"(?P<names>{_NAME}(?:{_AND}{_NAME}){{0,9}})"
#: Said before the names. Must not match "by" within a word, nor "von" as a part of a name.
_BEFORE = (
    r"(?:(?i:written |posted |published |reviewed |updated |story |words |text |interview |ein )?"
    r"(?i:by|von|vom|par|por|door|skriven av|av)"
    r"|(?i:(?:geschrieben|erstellt|eingestellt|gepostet|verfasst|ver(?:ö|oe)ffentlicht|artikel|beitrag|publié|publie|posté"
    r"|escrito|publicad[oa]|postado|enviado|scritto|pubblicato|postato)"
    r"(?: (?:am|le|el) [^|]{4,24}?)? (?:von|vom|par|por|da|di))"
    r"|(?i:autor(?:in|en|es|a)?|auteure?s?|authors?|autore|redakteur(?:in)?|text(?: (?:&|und|and) fotos?)?|interview"
    r"|words|reporter|journalist)\s?:)"
)
_BYLINE = lazy_pattern(rf"(?:^|[|·•–—>\n]\s{{0,9}}|\d\s{{1,9}}){_BEFORE}[ \xa0]*+:?[ \xa0\n]*+{_NAMES}")
#: Said on a page's address line before a date: ``Posted on September 21, 2020 by Ada Fenwick``.
_POSTED_BY = lazy_pattern(
    rf"^(?i:posted|published|veröffentlicht|erstellt|publié|publicado)\b[^|]{{4,40}}\b(?i:by|von|par|por)\s{_NAMES}"
)
_ONLY_NAMES = lazy_pattern(rf"^\W*{_NAMES}\W*$")
_SPLIT = lazy_pattern(_AND)
#: What ends a name that a page sets without a space: a handle, a role in capitals. Must not match "McKay".
_GLUED = re.compile(r"@.*$|(?<=[a-zß-ÿ]{2})(?:By|Follow|Updated|Published|Contributor|Staff)\b.*$")


def names_said(text: str, whole: bool = False) -> tuple[str, ...]:
    """The names behind words such as "by" or "Autor:" in a short text; with `whole` also those of a text of nothing
    else. One word alone is a name only where the text ends with it."""
    match = _POSTED_BY.search(text) or _BYLINE.search(text)
    if match is not None:
        names = _names(match["names"])
        if len(names) > 1 and " " not in names[-1] and text[match.end("names") :].lstrip()[:1].isalpha():
            names = names[:-1]  # the first word of a sentence behind the byline
        if len(names) > 1 and " " in names[0] and match["names"].rstrip(" .").endswith(f", {names[-1]}"):
            names = names if " " in names[-1] else names[:-1]  # where the writer reports from
        alone = len(names) == 1 and " " not in names[0].strip() and text[match.end("names") :].strip(" .,|·\xa0") != ""
        return () if alone else names
    if whole and (only := _ONLY_NAMES.match(text)):
        return _names(only["names"])
    return ()


def unglued(name: str) -> str:
    """A name without what a page set behind it with no space between."""
    return _GLUED.sub("", name).strip(" \xa0.,-")


def _names(said: str) -> tuple[str, ...]:
    pieces = (_without_month(unglued(piece)) for piece in _SPLIT.split(said))
    names = dict.fromkeys(" ".join(piece.split()) for piece in pieces if _is_named(piece))
    persons = [name for name in names if not name.isupper()]
    return tuple(persons or names)  # beside names a piece in capitals is the station


def _without_month(name: str) -> str:
    """A name without the month of the date that follows it."""
    *words, last = name.split() or [""]
    return " ".join(words) if words and is_month(last) else name


def _is_named(piece: str) -> bool:
    """Whether a piece of a list of names is one: a person's, and no month of the date behind the list."""
    return len(piece) > 1 and is_person(piece) and not is_month(piece)


def is_full_name(text: str) -> bool:
    """Whether a text is a person's first and last name and nothing else."""
    only = _ONLY_NAMES.match(text)
    return (
        only is not None
        and 1 < len(text.split()) <= 4
        and all(" " in name for name in _names(only["names"]))
        and bool(_names(only["names"]))
    )
