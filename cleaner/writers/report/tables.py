"""What is known of an article and its making, as tables: metadata, the rules that worked, changes, warnings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cleaner.model import Grade, Removed
from cleaner.writers.changed import Changed, explain_changes
from cleaner.writers.record import metadata_dict
from cleaner.writers.report.element import Html, element, together
from cleaner.writers.report.families import family_of

if TYPE_CHECKING:
    from cleaner.article import Article

#: A provenance that names a line. Must not match words that hold "line" (headline 3).
_LINE = re.compile(r"\bline (\d+)")
#: What the sure and the less sure changes are called for people.
GRADES: Mapping[Grade, str] = {
    "lossless": "known from the text itself",
    "context": "judged by what stands around it",
    "flag": "a gap: what stood there is not known",
}
#: What stands where no rule did the work.
WEIGHED = "weighed, without a rule"
#: Fields that are read better elsewhere on the page, or say the same as another one.
_ELSEWHERE = frozenset(("provenance", "author"))
#: Changes that are listed; the rest is told by number. All are marked in the article.
MOST_LISTED = 2_000


def table(heads: Iterable[str], rows: Iterable[Html], caption: str) -> Html:
    """A table with a head, in a box that scrolls sideways by itself."""
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in heads)))
    inner = element("table", element("caption", caption), head, element("tbody", *rows))
    return element("div", inner, class_="scroll")


def row(first: str, *cells: str) -> Html:
    """A row of a table, its first cell the head."""
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in cells))


def metadata_table(article: Article, spoken: str | None) -> Html:
    """Every field that is stated, with where it was found; `spoken` is the language of the values."""
    found = article.metadata.provenance
    stated = {
        name: value
        for name, value in metadata_dict(article.metadata).items()
        if value not in (None, "", []) and name not in _ELSEWHERE
    }
    rows = (row(name, _value(name, value, spoken), _origin(found.get(name, ""))) for name, value in stated.items())
    return table(("field", "value", "found in"), rows, "What the clipping says of itself")


def _value(name: str, value: Any, spoken: str | None) -> Html:
    if name == "url" and str(value).startswith(("http://", "https://")):
        return element("a", value, href=value, rel="noreferrer noopener nofollow", target="_blank")
    values = value if isinstance(value, list) else [value]
    return together(element("span", _said(one), class_="value", dir="auto", lang=spoken) for one in values)


def _said(value: Any) -> str:
    """One value in a line: of a person or a file what is stated, in order."""
    return " · ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else str(value)


def _origin(origin: str) -> Html:
    """A provenance; one that names a line leads there."""
    found = _LINE.search(origin)
    if not found:
        return element("span", origin)
    link = element("a", found[0], href=f"#l{found[1]}")
    return together((origin[: found.start()], link, origin[found.end() :]))


def rules_table(article: Article) -> Html:
    """The rules that worked, the most frequent ones first: class, rule, reason, pieces and characters removed."""
    pieces: Counter[tuple[str, str]] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    reasons: dict[tuple[str, str], str] = {}
    for piece in article.removed:
        key = _key(piece)
        pieces[key] += 1
        characters[key] += len(piece.text)
        reasons.setdefault(key, piece.reason if piece.rules else "by what stands around it: ask the line itself")
    rows = (
        row(
            rule, class_label(noise_class), reasons[noise_class, rule], str(count), f"{characters[noise_class, rule]:,}"
        )
        for (noise_class, rule), count in pieces.most_common()
    )
    return table(("rule", "class", "reason", "pieces", "characters"), rows, "What took something out")


def _key(piece: Removed) -> tuple[str, str]:
    return piece.noise_class, piece.rules[0] if piece.rules else WEIGHED


def class_label(noise_class: str) -> Html:
    """The name of a noise class in the colours of its family."""
    return element("b", noise_class, class_=f"c {family_of(noise_class)}")


def changes_table(article: Article, spoken: str | None) -> Html:
    """The ledger, with what stands on both sides of each change; `spoken` is the language of the text."""
    changes = list(explain_changes(article))
    if not changes:
        return element("p", "Nothing was changed.", class_="none")
    grades = dict.fromkeys(change.grade for change in changes)
    caption = "What was repaired and normalised. " + "; ".join(f"{grade}: {GRADES[grade]}" for grade in grades)
    if len(changes) > MOST_LISTED:
        caption += f". The first {MOST_LISTED:,} of {len(changes):,}; all are marked in the article"
    rows = (_change(one, spoken) for one in changes[:MOST_LISTED])
    return table(("line", "what was there, and is now", "rule", "how sure"), rows, caption)


def _change(change: Changed, spoken: str | None) -> Html:
    line = element("a", str(change.line), href=f"#l{change.line}") if change.line else element("span", "read again")
    edit = (
        element("span", change.left, class_="beside"),
        element("del", change.before),
        element("ins", change.after),
        element("span", change.right, class_="beside"),
    )
    return row(line, element("span", *edit, class_="edit", dir="auto", lang=spoken), change.rule, change.grade)


def warnings_list(article: Article) -> Iterator[Html]:
    """What could not be done or known, if anything."""
    if article.warnings:
        lines = (element("li", element("code", one.code), f" {one.message}") for one in article.warnings)
        yield element("ul", *lines, class_="warnings", role="list", aria_label="Warnings")
