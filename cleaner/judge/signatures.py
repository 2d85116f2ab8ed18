"""What the members of a forum write below every one of their posts: no part of any."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Document, Verdict

#: How elements are named that hold a signature. One alone may be that of a letter; several are those of a forum.
SIGNATURE = frozenset(("postsignature", "sig", "sign", "signature", "signaturecontainer", "signatures"))
LEAST = 2
REASON = "what its author writes below every post"


def without_signatures(document: Document, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts with signatures dropped; as they are where most of what is kept would be one."""
    named = [i for i, box in enumerate(document.boxes) if not SIGNATURE.isdisjoint(box.words)]
    if len(named) < LEAST:
        return tuple(verdicts)
    inside = _within(document, named)
    kept = [verdict for verdict in verdicts if verdict.role == "body"]
    signed = {v.block for v in kept if inside[max(document.blocks[v.block].hints.box, 0)]}
    if 2 * len(signed) >= len(kept):
        return tuple(verdicts)
    return tuple(Verdict(v.block, "noise", (), "template", REASON) if v.block in signed else v for v in verdicts)


def _within(document: Document, boxes: Sequence[int]) -> list[bool]:
    """For each element whether it is one of these or stands in one: the outer ones come first."""
    within = [False] * len(document.boxes)
    for named in boxes:
        within[named] = True
    for i, box in enumerate(document.boxes):
        within[i] = within[i] or (box.parent >= 0 and within[box.parent])
    return within
