"""A line of text with its marked ranges and pictures as elements, in whatever form writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Protocol

from cleaner.writers.inline import Inline, Marked


class Weaver(Protocol):
    """How a form writes text, what opens and closes a range ("" for a range that is not shown), and a picture."""

    def text(self, text: str) -> str:
        """Text, escaped, with its line breaks."""

    def opening(self, one: Marked) -> str:
        """What opens a range."""

    def closing(self, one: Marked) -> str:
        """What closes it."""

    def picture(self, alt: str, url: str) -> str:
        """A picture within a line."""


def weave(text: str, inline: Inline, form: Weaver, written: Callable[[str], str] | None = None) -> str:
    """`text` in a form, every character of it once, in order; `written` writes its pieces instead of the form."""
    written = written or form.text
    edges = _edges(inline.marked)
    shown = {at: list(group) for at, group in groupby(inline.pictures, key=lambda one: one.at)}
    out, at = [], 0
    for place in sorted({*edges, *shown}):
        out.append(written(text[at:place]))
        closing, opening = edges.get(place, ([], []))
        out += [form.closing(one) for one in closing]
        out += [form.picture(one.alt, one.url) for one in shown.get(place, ())]
        out += [form.opening(one) for one in opening]
        at = place
    return "".join((*out, written(text[at:])))


def _edges(marked: Sequence[Marked]) -> dict[int, tuple[list[Marked], list[Marked]]]:
    """At each place what closes, the inner before the outer, and what opens, the outer first."""
    edges: dict[int, tuple[list[Marked], list[Marked]]] = {}
    for one in marked:
        edges.setdefault(one.start, ([], []))[1].append(one)
    for one in reversed(marked):
        edges.setdefault(one.end, ([], []))[0].append(one)
    return edges
