"""What the other values are made of: words of few meanings, places, warnings, changes.

Offsets are counted in characters of `Document.text`. `Span(a, b)` means ``text[a:b]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Markup = Literal["html", "text", "markdown"]
Grade = Literal["lossless", "context", "flag"]
Script = Literal["keep", "auto", "hans", "hant", "tw", "hk"]
Status = Literal["ok", "needs_review", "empty", "failed"]
Engine = Literal["density", "trafilatura", "agree"]
Mode = Literal["balanced", "precision", "recall"]


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


class Link(NamedTuple):
    """A link inside a block: its visible text and its target."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Warn:
    """Something that could not be done or known, with a stable code and a sentence for people."""

    code: str
    message: str


class Change(NamedTuple):
    """One recorded edit: by which repair or normaliser, where in the raw body, what was there, what is there now."""

    rule: str
    start: int
    before: str
    after: str
    grade: Grade
