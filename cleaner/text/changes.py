"""Changes as values: put into the text that they were recorded for, and two ledgers made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from cleaner.model import Change, Grade

#: The grades, the surest first: of changes made one, the least sure counts.
_GRADES: tuple[Grade, ...] = ("lossless", "context", "flag")


def replay(text: str, changes: Iterable[Change]) -> str:
    """`text` with the changes in it. They are in order and do not overlap; `start` counts characters of `text`.

    Raises ValueError where a change does not find what it says was there: a ledger that does not fit its text.
    """
    pieces: list[str] = []
    place = 0
    for change in changes:
        end = change.start + len(change.before)
        if change.start < place or text[change.start : end] != change.before:
            raise ValueError(f"{change.rule} at {change.start}: not {change.before!r} there")
        pieces += (text[place : change.start], change.after)
        place = end
    return "".join((*pieces, text[place:]))


def shifted(changes: Iterable[Change], by: int) -> tuple[Change, ...]:
    """The changes for a text that stands `by` characters further on in another."""
    return tuple([Change(c.rule, c.start + by, c.before, c.after, c.grade) for c in changes] if by else changes)


def compose(text: str, first: Sequence[Change], second: Sequence[Change]) -> tuple[Change, ...]:
    """One ledger for two: `first` was recorded for `text`, `second` for what `first` makes of it.

    Changes of both that touch the same characters become one, of both rules and the less sure grade; what the
    second undoes of the first is no change at all.
    """
    if not first or not second:
        return tuple(first or second)
    merged = (_merged(text, group) for group in _groups(_edits(first, second)))
    return tuple(change for change in merged if change is not None)


def came_from(changes: Iterable[Change], place: int, side: Literal["start", "end"]) -> int:
    """Where `place` of the changed text stood in the text before: for a place within what a change put in, the start
    or the end of what it replaced."""
    grown = 0
    for change in changes:
        at = change.start + grown
        if at + len(change.after) <= place and (change.after or at < place or side == "end"):
            grown += len(change.after) - len(change.before)
        elif at < place:
            return change.start if side == "start" else change.start + len(change.before)
        else:
            break
    return place - grown


class _Edit(NamedTuple):
    """A change by its range in the text between the two ledgers, and which of them it is from."""

    start: int
    end: int
    stage: int
    change: Change
    grown: int


def _edits(first: Sequence[Change], second: Sequence[Change]) -> list[_Edit]:
    """The changes of both in the order of their places; `grown` is by how much `first` has made the text longer."""
    edits, grown = [], 0
    for change in first:
        start = change.start + grown
        edits.append(_Edit(start, start + len(change.after), 0, change, grown))
        grown += len(change.after) - len(change.before)
    edits += [_Edit(c.start, c.start + len(c.before), 1, c, 0) for c in second]
    return sorted(edits, key=lambda edit: (edit.start, edit.end, edit.stage))


def _groups(edits: Iterable[_Edit]) -> Iterator[tuple[list[_Edit], int]]:
    """The edits in groups that touch the same characters, each with how much `first` grew the text before it."""
    group: list[_Edit] = []
    end = grown = 0
    for edit in edits:
        apart = edit.start >= end and not (edit.start == edit.end == end == group[0].start) if group else False
        if apart:
            yield group, grown
            grown += sum(len(e.change.after) - len(e.change.before) for e in group if e.stage == 0)
            group = []
        end = max(end, edit.end) if group else edit.end
        group.append(edit)
    if group:
        yield group, grown


def _merged(text: str, found: tuple[list[_Edit], int]) -> Change | None:
    """The change that a group comes to; None when it leaves the text as it was."""
    group, grown = found
    if len(group) == 1:
        change = group[0].change
        return (
            change
            if group[0].stage == 0
            else Change(change.rule, change.start - grown, change.before, change.after, change.grade)
        )
    start, end = group[0].start, max(edit.end for edit in group)
    own = [edit for edit in group if edit.stage == 0]
    longer = sum(len(edit.change.after) - len(edit.change.before) for edit in own)
    before = text[start - grown : end - grown - longer]
    between = replay(before, shifted([edit.change for edit in own], grown - start))
    after = replay(between, shifted([edit.change for edit in group if edit.stage == 1], -start))
    if before == after:
        return None
    rules = dict.fromkeys(name for edit in sorted(group, key=_stage) for name in edit.change.rule.split("+"))
    grade = max((edit.change.grade for edit in group), key=_GRADES.index)
    return Change("+".join(rules), start - grown, before, after, grade)


def _stage(edit: _Edit) -> int:
    return edit.stage
