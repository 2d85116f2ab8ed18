"""What the members of a forum write below every one of their posts: no part of any."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Document, Verdict

#: How elements are named that hold a signature; where another word stands beside "sign" it means to sign up.
SIGNATURE = frozenset(("postsignature", "signature", "signaturecontainer", "signatures"))
ALONE = frozenset((("sig",), ("sign",)))
#: ... within an element that is named for a post: the documentation of a program has signatures, too.
POST = frozenset("message msg post postbody postcontainer postlist posts reply thread topic".split())
#: One alone may be that of a letter; several are those of a forum.
LEAST = 2
REASON = "what its author writes below every post"


def without_signatures(document: Document, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts with signatures dropped; as they are where most of what is kept would be one."""
    inside = _signatures(document)
    if not inside:
        return tuple(verdicts)
    kept = [verdict for verdict in verdicts if verdict.role == "body"]
    signed = {v.block for v in kept if document.blocks[v.block].hints.box in inside}
    if 2 * len(signed) > len(kept):
        return tuple(verdicts)
    return tuple(Verdict(v.block, "noise", (), "template", REASON) if v.block in signed else v for v in verdicts)


def _signatures(document: Document) -> set[int]:
    """The elements that hold signatures, and those within them; none where there are not several."""
    named = [i for i, b in enumerate(document.boxes) if not SIGNATURE.isdisjoint(b.words) or b.words in ALONE]
    if len(named) < LEAST:
        return set()
    posts: set[int] = set()
    inside: set[int] = set()
    starts = frozenset(named)
    for i, box in enumerate(document.boxes):
        if box.parent in inside or (i in starts and box.parent in posts):
            inside.add(i)
        if box.parent in posts or not POST.isdisjoint(box.words):
            posts.add(i)
    return inside
