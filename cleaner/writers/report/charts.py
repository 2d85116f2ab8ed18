"""Small pictures of a whole run, with their numbers beside them in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from cleaner.model import NOISE_CLASSES
from cleaner.writers.report.element import Html, element, together
from cleaner.writers.report.families import family_of, in_order
from cleaner.writers.report.record import Record

#: Into how many parts a share from 0 to 1 is divided.
PARTS = 10


def by_class(records: Sequence[Record]) -> Html:
    """A bar for each noise class: how many characters went, in how many documents. Each is a button that filters."""
    characters: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for record in records:
        characters.update(record.removed)
        documents.update(record.removed.keys())
    most = max(characters.values(), default=1)
    bars = (_bar(one, characters[one], documents[one], most) for one in in_order(characters))
    return _chart("Removed, by class", element("div", *bars, class_="bars") if characters else _nothing())


def _bar(noise_class: str, characters: int, documents: int, most: int) -> Html:
    return element(
        "button",
        element("i", class_="swatch"),
        element("span", noise_class, class_="name"),
        _rectangle(characters, most),
        element("span", f"{characters:,}", class_="count"),
        element("span", f"in {documents:,}", class_="of"),
        class_=f"key {family_of(noise_class)}",
        type="button",
        aria_pressed="false",
        data_class=noise_class,
        title=NOISE_CLASSES.get(noise_class),
    )


def _rectangle(count: int, most: int) -> Html:
    width = max(1, 100 * count // max(1, most))
    rectangle = element("rect", x=0, y=0, width=width, height=10)
    return element("svg", rectangle, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")


def spread(says: str, records: Iterable[Record], share: Callable[[Record], float | None]) -> Html:
    """How a share from 0 to 1 is spread over the documents: a column for each tenth, its number above it."""
    shares = [found for record in records if (found := share(record)) is not None]
    counts = Counter(min(PARTS - 1, int(one * PARTS)) for one in shares)
    most = max(counts.values(), default=1)
    columns = (_column(part, counts[part], most) for part in range(PARTS))
    return _chart(says, element("ol", *columns, class_="columns", role="list"))


def _column(part: int, count: int, most: int) -> Html:
    height = 100 * count // most if count else 0
    rectangle = element(
        "rect", x=0, y=100 - max(height, 2 if count else 0), width=10, height=max(height, 2 if count else 0)
    )
    picture = element("svg", rectangle, viewBox="0 0 10 100", preserveAspectRatio="none", aria_hidden="true")
    number = element("span", f"{count:,}" if count else "", class_="count")
    low = 100 * part // PARTS
    name = element("span", f"{low}", element("span", f" to {low + 100 // PARTS} %", class_="unseen-label"), class_="of")
    return element("li", number, picture, name)


def rules_at_work(records: Iterable[Record], most_shown: int = 8) -> Html:
    """The rules that removed most pieces."""
    rules: Counter[str] = Counter()
    for record in records:
        rules.update(record.rules)
    rows = (
        element("li", element("code", rule), element("span", f"{count:,}", class_="count"))
        for rule, count in sorted(rules.items(), key=lambda one: (-one[1], one[0]))[:most_shown]
    )
    return _chart("Rules that worked most", element("ol", *rows, class_="ranks", role="list") if rules else _nothing())


def _chart(says: str, picture: Html) -> Html:
    return element("figure", together((element("figcaption", says), picture)))


def _nothing() -> Html:
    return element("p", "Nothing was removed.")
