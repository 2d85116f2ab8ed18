"""Tables of a page's particulars that were copied out line by line: a label on one line, its value on the next.

``索引号:`` / ``11530722/2023-00871`` / ``发布机构:`` / ``海城县人民政府办公室``: by itself such a value reads like a
headline, and the name of an office like a title.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.facts import BlockFacts

#: A table has at least so many labels, and so many of them are known ones: two lines with a colon are none.
LABELS, KNOWN = 3, 2
#: Longest label and longest value, in units. The last value has no label behind it that shows it to be one: it must be
#: shorter than titles are.
LABEL_UNITS, VALUE_UNITS, LAST_UNITS = 8, 40, 12
#: Labels whose value is the title: it is no row.
_OF_TITLE = ("标题:", "名称:", "题名:", "title:")


def find_rows(facts: Sequence[BlockFacts], suspects: Sequence[str | None]) -> frozenset[int]:
    """The lines of such tables; `suspects` has "meta_line" for lines that a rule knows as labels."""
    rows: set[int] = set()
    at = 0
    while at < len(facts):
        labels, end = _table(facts, suspects, at)
        if len(labels) >= LABELS and sum(suspects[i] == "meta_line" for i in labels) >= KNOWN:
            titles = {i + 1 for i in labels if facts[i].key in _OF_TITLE}
            rows.update(i for i in range(at, end) if i not in titles)
        at = max(end, at + 1)
    return frozenset(rows)


def _table(facts: Sequence[BlockFacts], suspects: Sequence[str | None], start: int) -> tuple[list[int], int]:
    """The labels of the table that starts at `start`, and where it ends; no labels where none starts."""
    labels: list[int] = []
    at = start
    while at < len(facts) and _is_label(facts[at], suspects[at]):
        labels.append(at)
        at += 1
        if at < len(facts) and _is_value(facts, suspects, at):
            at += 1
    return labels, at


def _is_label(facts: BlockFacts, suspect: str | None) -> bool:
    return facts.key.endswith(":") and 0 < facts.units <= LABEL_UNITS and suspect in (None, "meta_line")


def _is_value(facts: Sequence[BlockFacts], suspects: Sequence[str | None], at: int) -> bool:
    """Whether a line can be the value of the label above it: it must be short when no label follows."""
    more = at + 1 < len(facts) and _is_label(facts[at + 1], suspects[at + 1])
    value = facts[at]
    return not value.prose and not value.key.endswith(":") and value.units <= (VALUE_UNITS if more else LAST_UNITS)
