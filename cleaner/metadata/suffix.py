"""The names of site and section that stand around a page's title: told by what separates them, and by evidence.

``渡口最后的摆渡人_文化_柳镇新闻网``: short pieces behind a separator are names. A hyphen without spaces separates only
what the page, its address or the piece's own ending shows to be a name, and so does a name that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from cleaner.metadata.people import is_organisation
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence
from cleaner.text.units import units

#: A title has at least so many units; a site's name behind it at most so many.
MIN_UNITS, SITE_UNITS = 2, 12
#: Longest title that names are looked for behind, in characters: a longer one is none, and no pattern need bear it.
LONGEST_CHARACTERS = 1_000
#: What separates a title from the names behind it. Must not match the hyphen in "COVID-19" or "a/b".
_SEPARATOR = lazy_pattern(
    r"\s+[-–—|·丨»:•›]{1,2}\s+|\s*[|｜]\s*|(?<=[^\x00-\x7f])_(?=[^\x00-\x7f])|\s*[—–]{2}\s*|(?<=[^\x00-\x7f])-{2,3}(?=[^\x00-\x7f])"
)
#: What may separate, or be a hyphen: only evidence tells. Must not match between two Latin words.
_WEAK = re.compile(
    r"(?<=[^\x00-\x7f\s])\s?[-–－_]\s?(?=[^\s\x00-\x2f])|(?<=[^\s])[-–—]\s+|\s+[-–—]|_(?=[^_\x00-\x7f])|\s::\s|,\s|\s(?=[^\s\x00-\x7f]{2,8}$)"
)


#: What stands behind a title and is no site's name: the writer, the maker of the program, what a template says that
#: found no name. Must not match "By Design" or "Null Island Post".
_OF_OTHERS = re.compile(r"\s*(?:(?:by|[Pp]owered [Bb]y)\s|(?:null|undefined)\s*$)")


def split_site(title: str, names: Collection[str] = ()) -> tuple[str, str | None]:
    """A page title as the article's title and the name of the site behind it, if a separator sets one off.

    `names` are folding keys of what is known to be a name of the site.
    """
    if len(title) > LONGEST_CHARACTERS:
        return title, None
    bare, site = _by_separator(title, names)
    if names or site is None:
        bare, found = _by_evidence(bare, names)
        site = site or found
    return bare, site


def _by_separator(title: str, names: Collection[str]) -> tuple[str, str | None]:
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title, None
    edges = [match.span() for match in _SEPARATOR.finditer(title)]
    if _is_name(pieces[0], names) and units(title[edges[0][1] :]) > units(pieces[0]):  # the site's name stands first
        return _by_separator(title[edges[0][1] :], names)[0], pieces[0].strip()
    if units(pieces[0]) < MIN_UNITS + 1 and name_key(pieces[-1]) not in names:
        return title, None
    kept = len(pieces)
    while kept > 1 and _can_go(pieces[kept - 1], names):
        kept -= 1
    if kept == len(pieces):
        return title, None
    behind = [piece.strip() for piece in pieces[kept:] if not is_of_others(piece)]
    return title[: edges[kept - 1][0]], behind[-1] if behind else None


def is_of_others(piece: str) -> bool:
    """Whether a piece behind a title names the writer, the maker of the program, or nothing."""
    return _OF_OTHERS.match(piece) is not None


def _can_go(piece: str, names: Collection[str]) -> bool:
    made_by = piece.lower().startswith("powered by")
    return made_by or name_key(piece) in names or (units(piece) <= SITE_UNITS and not ends_sentence(piece))


def _is_name(piece: str, names: Collection[str]) -> bool:
    return name_key(piece) in names or (len(piece) >= 5 and not piece.isascii() and is_organisation(piece))


def name_key(name: str) -> str:
    """A name as names are compared: an address has no spaces."""
    return key(name).replace(" ", "")


def _by_evidence(title: str, names: Collection[str]) -> tuple[str, str | None]:
    """The title without a name behind the last mark that may be a separator."""
    edge = max(_WEAK.finditer(title), key=lambda match: match.end(), default=None)
    if edge is None:
        return title, None
    bare, behind = title[: edge.start()].rstrip(), title[edge.end() :].strip()
    named = name_key(behind) in names or (not edge[0].isspace() and "," not in edge[0] and _is_outlet(behind))
    if units(bare) <= MIN_UNITS or units(behind) > SITE_UNITS or not named:
        return title, None
    return bare, behind


def _is_outlet(behind: str) -> bool:
    """Whether what stands behind a hyphen can only be an outlet's name: 新华网, 半月谈网."""
    return not behind.isascii() and 2 < len(behind) <= 10 and is_organisation(behind)
