"""How often each field of the metadata is right, missing, wrong or invented: the cleaner beside trafilatura.

A field is scored where the corpus states its gold; a value for a field that a page marked by hand does not state is
invented. Titles compare by their letters and digits, dates by their day, authors as sets of names, sources and editors
without spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.corpus import Page, metadata_rows
from benchmarks.table import Table

#: The fields in the order of the table, and the corpora whose pages were marked by hand in full.
FIELDS = ("title", "date", "author", "source", "editor")
MARKED_IN_FULL = frozenset(("zhgold",))
#: The fields that pages marked in full may not state: what stands there then is invented.
MAY_LACK = ("author", "source", "editor")

Stated = Mapping[str, Any]
Reader = Callable[[Page], Stated]

_SPLIT = re.compile(r"\s*(?:[;,、|/·&]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_BEFORE = re.compile(r"^\s*(?:by\b|von\b|par\b|por\b|作者|记者|記者|文|编辑)\s*[:：/|]?\s*", re.IGNORECASE)
_HAN = re.compile("[\u3005\u3041-\u30ff\u3400-\u9fff]{2,4}")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")


def cleaner() -> Reader:
    from cleaner import clean  # noqa: PLC0415

    def read(page: Page) -> Stated:
        found = clean(page.data, url=page.url, markup="html", encoding=page.encoding).to_dict()
        return {**found, "author": found["authors"]}

    return read


def trafilatura() -> Reader:
    from trafilatura import bare_extraction  # noqa: PLC0415

    def read(page: Page) -> Stated:
        document = bare_extraction(page.source, url=page.url, with_metadata=True)
        return {name: getattr(document, name, None) for name in ("title", "author", "date")}

    return read


READERS: Mapping[str, Callable[[], Reader]] = {"cleaner": cleaner, "trafilatura": trafilatura}


def outcome(field: str, gold: object, got: object, marked: bool) -> str | None:
    """What became of one field of one page: right, wrong, missing, invented; None where it is not scored."""
    if not gold:
        return (
            "invented" if got and marked and field in MAY_LACK else "absent" if marked and field in MAY_LACK else None
        )
    if not got:
        return "missing"
    return "right" if _compared(field, gold) == _compared(field, got) else "wrong"


def _compared(field: str, value: object) -> object:
    if field == "author":
        return _names(value)
    text = unicodedata.normalize("NFKC", str(value))
    if field == "date":
        day = _DAY.search(text)
        return tuple(map(int, day.groups())) if day else None
    return "".join(text.split()) if field in ("source", "editor") else _letters(text)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.lower()))


def _names(value: object) -> frozenset[str]:
    """The names in a list, or in a line of them; Han names stand between spaces, too."""
    found: set[str] = set()
    for part in value if isinstance(value, (list, tuple)) else [value]:
        for name in _SPLIT.split(_BEFORE.sub("", unicodedata.normalize("NFKC", str(part)))):
            words = name.split()
            found.update(words if len(words) > 1 and all(map(_HAN.fullmatch, words)) else [_letters(name)])
    return frozenset(found - {""})


def tally(corpora: Sequence[str], name: str) -> dict[str, Counter[tuple[str, str]]]:
    """How often each field had each outcome, by corpus, for one reader."""
    read = READERS[name]()
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for corpus, page, gold in metadata_rows(corpora):
        try:
            got = read(page)
        except Exception:  # what a peer raises is an answer that says nothing
            got = {}
        for field in FIELDS:
            what = outcome(field, gold.get(field), got.get(field), corpus in MARKED_IN_FULL)
            if what:
                counts.setdefault(corpus, Counter())[field, what] += 1
    return counts


def table(counts: Mapping[str, Mapping[str, Counter[tuple[str, str]]]]) -> Table:
    """One row for each corpus and reader: the share of right values by field, and of invented ones."""
    rows = []
    for corpus in dict.fromkeys(corpus for by_corpus in counts.values() for corpus in by_corpus):
        for name, by_corpus in counts.items():
            rows.append((f"{corpus} {name}", *_cells(by_corpus.get(corpus, Counter()))))
    head = ("", *FIELDS, "invented")
    notes = (
        "Right of all stated, and how many were stated; invented: of the authors, sources and editors that pages",
        "marked by hand do not state, how many a reader gives all the same.",
    )
    return Table("Metadata", head, tuple(rows), notes)


def _cells(counted: Counter[tuple[str, str]]) -> tuple[str, ...]:
    cells = []
    for field in FIELDS:
        stated = sum(counted[field, what] for what in ("right", "wrong", "missing"))
        cells.append(f"{counted[field, 'right'] / stated:.3f} of {stated}" if stated else "-")
    invented = sum(counted[field, "invented"] for field in MAY_LACK)
    lacking = invented + sum(counted[field, "absent"] for field in MAY_LACK)
    return (*cells, f"{invented} of {lacking}" if lacking else "-")
