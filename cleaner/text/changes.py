"""Changes as values, put into the text that they were recorded for."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.model import Change


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
