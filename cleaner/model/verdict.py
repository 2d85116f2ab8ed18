"""What becomes of the blocks."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cleaner.model.terms import Span

Role = Literal["body", "title", "front_matter", "noise"]


class Cut(NamedTuple):
    """A part of a block that goes while the rest stays; offsets count in the block's `source`."""

    start: int
    end: int
    noise_class: str
    rule: str
    reason: str


class Verdict(NamedTuple):
    """What becomes of one block, the ids of the rules that held, and why.

    `role` "noise" is dropped; "title" and "front_matter" are lifted into the metadata; "body" is kept, less `cuts`.
    """

    block: int
    role: Role
    rules: tuple[str, ...] = ()
    noise_class: str | None = None
    reason: str = ""
    cuts: tuple[Cut, ...] = ()

    @property
    def keep(self) -> bool:
        """Whether (the rest of) the block stays in the article."""
        return self.role != "noise"


class Removed(NamedTuple):
    """One removed piece, with all that is needed to ask why and to put it back."""

    span: Span
    line: int
    text: str
    noise_class: str
    rules: tuple[str, ...]
    reason: str
