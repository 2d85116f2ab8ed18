"""Elements whose attributes say what they hold: a name in class, id, itemprop or rel, a `datetime`, a language.

They are read beside the text, which is not changed by it: an ordinary element costs nothing more than it did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import re2

from cleaner.model import Marked
from cleaner.readers.hidden import names_hidden
from cleaner.readers.marks import collapse
from cleaner.readers.runs import Run
from cleaner.readers.tex import names_formula

#: The attributes that can say so, class apart.
TELLING_ATTRIBUTES = frozenset(("id", "itemprop", "property", "rel", "datetime", "lang"))
_OPTIONS = re2.Options()
_OPTIONS.case_sensitive = False
#: Names of what an article's head states. Must not match "main", "content", "timer" or "col-md-8". As a set of RE2,
#: which says yes or no in a quarter of the time; a page has hundreds of names.
_NAMED = re2.Set.SearchSet(_OPTIONS)
_NAMED.Add(
    r"author|by_?-?line|writer|reporter|journalist|contributor|editor|source|origin|laiyuan|media_?name|publish|posted|pub_?-?(?:date|time)|date"
    r"|time(?:[^r]|$)|headline|section|categor|keyword|\btags?\b|licen[sc]e|nickname|account|profile|breadcrumb|js_name"
    r"|from\b|user_?-?name|hnuser|meta\b|info\b"
)
_NAMED.Compile()
#: An element that holds more runs, pieces or characters than these is a part of the page, not a statement.
MOST_RUNS, MOST_PIECES, _MOST_CHARACTERS = 8, 60, 300
#: So much is known of what stands before such an element on its line, in characters.
BEFORE_CHARACTERS = 40
#: A page has at most so many of them that are read.
MOST_MARKED = 2_000


class Telling(dict[str | None, bool]):
    """Whether the value of an attribute names what an article's head states, each found out once."""

    def __missing__(self, value: str | None) -> bool:
        found = self[value] = value is not None and _NAMED.Match(value[:300]) is not None
        return found


class Speaking(dict[str | None, bool]):
    """Whether the value of a class attribute hides an element or says what it holds, each found out once."""

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self._telling = telling

    def __missing__(self, classes: str | None) -> bool:
        found = self[classes] = classes is not None and (
            names_hidden(classes) or names_formula(classes) or self._telling[classes]
        )
        return found


class Naming(dict[tuple[str | None, ...], str]):
    """The telling names of an element by the values of its attributes `BY` and whether it states a day:
    ``itemprop=author class=post-author``; "" for none. Elements of a page share their names: each found out once."""

    BY = ("itemprop", "property", "rel", "id", "class")

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self._telling = telling

    def __missing__(self, values: tuple[str | None, ...]) -> str:
        *named, dated = values
        said = [f"{name}={value}" for name, value in zip(self.BY, named, strict=True) if self._telling[value]]
        names = self[values] = " ".join([*said, "datetime"] if dated is not None else said)[:400].lower()
        return names

    def of(self, attributes: Mapping[str, str]) -> str:
        """The telling names of an element."""
        get = attributes.get
        return self[get("itemprop"), get("property"), get("rel"), get("id"), get("class"), get("datetime")]


def marked(
    names: str,
    attributes: Mapping[str, str],
    box: int,
    runs: Sequence[Run],
    pieces: Sequence[str],
    links: Sequence[str],
) -> Marked:
    """What an element with telling names states: its value by attribute, and the text of the runs and pieces in it,
    the last with `links`. Code states nothing, though its language may be called a source."""
    value = attributes.get("datetime") or attributes.get("content") or attributes.get("href") or ""
    short = len(runs) <= MOST_RUNS and len(pieces) <= MOST_PIECES and all(run.kind != "code" for run in runs)
    said = [run.text for run in runs if not run.hidden] if short else []
    text = "\n".join([*said, collapse("".join(pieces))] if short else ()).strip()
    if len(text) > _MOST_CHARACTERS:
        return Marked(names, value.strip()[:2000], "", box)
    linked = [link.text for run in runs if not run.hidden for link in run.links] if short else []
    return Marked(names, value.strip()[:2000], text, box, (*linked, *links) if short else ())
