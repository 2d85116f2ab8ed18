"""The index of a run: all documents in a table that sorts and filters, and what was removed in small pictures."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from cleaner.writers.report.charts import by_class, rules_at_work, spread
from cleaner.writers.report.document import STATUSES
from cleaner.writers.report.element import Html, element, plainly, together
from cleaner.writers.report.families import families, in_order
from cleaner.writers.report.keys import INDEX_KEYS, keys_dialog
from cleaner.writers.report.record import Record
from cleaner.writers.report.shell import whole_page

#: What ends a script, opens a comment, or ends a line for a script; JSON has another spelling for each.
_ENDS_A_SCRIPT = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
#: Columns of the table: what a reader sees, and the field of a row that it is sorted by.
_COLUMNS = (
    ("Document", "title"),
    ("Status", "status"),
    ("Confidence", "confidence"),
    ("Kept", "kept"),
    ("Removed", "gone"),
    ("Share", "share"),
    ("Changes", "changes"),
)


def to_index(records: Sequence[Record], name: str, maker: str) -> str:
    """The index of a run over what is called `name`, written by `maker`; its links lead to pages beside it."""
    return whole_page(
        "index",
        f"Report: {name}",
        element("a", "Skip to the documents", class_="skip", href="#documents"),
        element("header", _heading(records, name, maker), _statuses(records)),
        element("main", _charts(records), _documents()),
        keys_dialog(INDEX_KEYS),
        _data(records),
    )


def _heading(records: Sequence[Record], name: str, maker: str) -> Html:
    kept = sum(record.kept for record in records)
    gone = sum(sum(record.removed.values()) for record in records)
    share = f" ({100 * gone / (kept + gone):.0f} %)" if gone else ""
    keys = element("button", "Keys ", element("kbd", "?"), type="button", data_opens="keys")
    facts = (
        element("span", element("b", f"{len(records):,}"), " documents"),
        element("span", "kept ", element("b", f"{kept:,}"), " characters"),
        element("span", "removed ", element("b", f"{gone:,}"), share),
        element("span", maker),
    )
    title = element("h1", element("span", "Report on ", class_="of"), name, dir="auto")
    return together((element("div", title, keys, class_="top"), element("p", *facts, class_="facts")))


def _statuses(records: Sequence[Record]) -> Html:
    """A button for each status there is, with its count."""
    counts = Counter[str](record.status for record in records)
    buttons = (
        element(
            "button",
            element("b", says, class_=f"status {status}"),
            element("span", f"{counts[status]:,}", class_="count"),
            type="button",
            aria_pressed="false",
            data_status=status,
        )
        for status, says in STATUSES.items()
        if counts[status]
    )
    return element("div", *buttons, class_="statuses", role="group", aria_label="Show these statuses alone")


def _charts(records: Sequence[Record]) -> Html:
    pictures = element(
        "div",
        by_class(records),
        spread("Documents by % removed", records, share_removed),
        spread("Documents by % confidence", records, lambda one: one.confidence if one.page else None),
        rules_at_work(records),
        class_="charts",
    )
    folded = element("details", element("summary", element("h2", "What was removed")), pictures, open="")
    return element("section", folded, id="charts", aria_label="What was removed")


def share_removed(record: Record) -> float | None:
    """The share of a document's characters that was removed, 0 to 1; None where there are none."""
    gone = sum(record.removed.values())
    return gone / (gone + record.kept) if gone + record.kept else None


def _documents() -> Html:
    search = element(
        "input", type="search", id="search", placeholder="Title or file", aria_label="Search title or file"
    )
    heads = (
        element("th", element("button", says, type="button", data_sort=name), scope="col") for says, name in _COLUMNS
    )
    listed = element("table", element("thead", element("tr", *heads)), element("tbody"), aria_label="Documents")
    pager = element(
        "div",
        element("button", "‹ Previous", type="button", data_turn="-1"),
        element("output", id="shown", role="status"),
        element("button", "Next ›", type="button", data_turn="1"),
        class_="pager",
    )
    tools = element("div", search, pager, element("button", "All documents", type="button", id="all"), class_="bar")
    need = element(
        "noscript",
        element(
            "p", "The table needs a script of this page, which is switched off. All pages lie in the folder pages."
        ),
    )
    return element(
        "section", element("h2", "Documents"), need, tools, element("div", listed, class_="scroll"), id="documents"
    )


def _data(records: Sequence[Record]) -> Html:
    """The rows as data that no browser runs: a list for each document, classes by their number."""
    classes = in_order(one for record in records for one in record.removed)
    numbers = {one: i for i, one in enumerate(classes)}
    colours = {one: family.name for family in families() for one in family.classes}
    data = {
        "classes": [[one, colours.get(one, "remains")] for one in classes],
        "statuses": list(STATUSES.items()),
        "rows": [_row(record, numbers) for record in records],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = _ENDS_A_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return element("script", Html(safe), type="application/json", id="data")


def _row(record: Record, numbers: dict[str, int]) -> list[Any]:
    """A row as index.js reads it. Text has what a reader would not see written out."""
    return [
        record.page,
        plainly(record.file),
        plainly(record.title or ""),
        list(STATUSES).index(record.status),
        record.confidence,
        record.kept,
        [[numbers[one], count] for one, count in sorted(record.removed.items(), key=lambda item: numbers[item[0]])],
        record.changes,
        plainly("; ".join(record.remarks)),
    ]
