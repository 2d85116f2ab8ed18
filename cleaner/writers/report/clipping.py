"""The clipping, line by line: what went in the colours of its class, parts cut out of a line where they stood."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.writers.changed import explain_changes
from cleaner.writers.explained import Explained, Fate, explain_lines
from cleaner.writers.report.element import Html, element, shown, together
from cleaner.writers.report.families import family_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.article import Article

#: Lines that a browser lays out together, or not at all while they are out of sight: what makes long clippings light.
TOGETHER = 60
#: What stands beside a line that was lifted into the metadata, and where that line leads.
_LIFTED: Mapping[Fate, str] = {"title": "title", "front_matter": "front matter"}


def clipping_lines(article: Article) -> Html:
    """All lines of the clipping, in ordered lists of `TOGETHER` lines each."""
    changed = Counter(row.line for row in explain_changes(article))
    lines = list(_lines(list(explain_lines(article)), changed))
    lists = (lines[i : i + TOGETHER] for i in range(0, len(lines), TOGETHER))
    return together(element("ol", *some, class_="lines", role="list") for some in lists)


def _lines(rows: list[Explained], changed: Counter[int]) -> Iterator[Html]:
    """The lines; `changed` counts the changes of the blocks that begin on a line."""
    cuts = deque(row for row in rows if row.fate == "cut")
    above = -1
    for row in rows:
        if row.fate == "cut":
            continue
        first = row.block != above
        if row.fate == "dropped":
            yield _dropped(row, first)
        elif row.fate == "blank":
            yield element("li", _number(row), id=f"l{row.line}", class_="blank")
        else:
            yield _kept(row, _parts(row, cuts), changed[row.line] if first else 0)
        above = row.block


def _parts(row: Explained, cuts: deque[Explained]) -> Iterator[Explained]:
    """The parts cut out that touch a line. Lines and parts come in order: those that end above it are let go."""
    while cuts and cuts[0].span.end <= row.span.start:
        cuts.popleft()
    for cut in cuts:
        if cut.span.start >= row.span.end:
            break
        yield cut


def _dropped(row: Explained, first: bool) -> Html:
    """A dropped line. The first one of a block is where the walk through all that was removed stops."""
    text = element("span", row.text, class_="t")
    stop = " stop" if first else ""
    return element(
        "li",
        _number(row),
        text,
        _label(row.noise_class),
        id=f"l{row.line}",
        class_=f"gone {family_of(row.noise_class)}{stop}",
        **_why(row),
    )


def _kept(row: Explained, cuts: Iterator[Explained], changes: int) -> Html:
    """A line that stays, less the parts that were cut out of it, with the way to where it stands in the article."""
    lifted = _LIFTED.get(row.fate)
    target = "#metadata" if row.fate == "front_matter" else f"#p{row.block}"
    beside = [element("b", lifted, class_="c")] if lifted else []
    if changes:
        beside.append(element("b", f"{changes} changed", class_="c changed"))
    return element(
        "li",
        element("a", str(row.line), class_="n", href=target, tabindex=-1),
        element("span", *_pieces(row, cuts), class_="t"),
        *beside,
        id=f"l{row.line}",
        class_=f"lifted {row.fate}" if lifted else "kept",
        data_why=row.reason or None,
        data_rules=" ".join(row.rules) or None,
    )


def _pieces(row: Explained, cuts: Iterator[Explained]) -> Iterator[Html]:
    at = row.span.start
    for cut in cuts:
        start, end = max(at, cut.span.start), min(row.span.end, cut.span.end)
        yield shown(row.text[at - row.span.start : start - row.span.start])
        piece = row.text[start - row.span.start : end - row.span.start]
        family = family_of(cut.noise_class)
        yield element("mark", piece, _label(cut.noise_class), class_=f"cut {family} stop", **_why(cut))
        at = end
    yield shown(row.text[at - row.span.start :])


def _why(row: Explained) -> dict[str, str | int | None]:
    """What a removed piece says when it is asked."""
    return {
        "data_class": row.noise_class,
        "data_rules": " ".join(row.rules) or None,
        "data_why": row.reason,
        "tabindex": -1,
    }


def _number(row: Explained) -> Html:
    return element("span", str(row.line), class_="n")


def _label(noise_class: str) -> Html:
    return element("b", noise_class, class_="c")
