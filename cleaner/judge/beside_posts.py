"""What the program of a forum sets beside the posts of a thread, by the names of its elements: notices, menus, forms,
cards of members, signatures, buttons, lists of other threads. The names stand in `threads.toml`.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import NamedTuple

from cleaner.judge.boxes import PAGE
from cleaner.judge.threads import Beside, beside_names, holds_posts
from cleaner.model import NO_BOXES, Document


class _Around(NamedTuple):
    """What an element stands in or is: what stands beside the posts, and an element named for posts."""

    beside: Beside | None
    posts: bool


_NOWHERE = _Around(None, False)


def beside_posts(document: Document) -> list[Beside | None]:
    """For each block of a thread what it stands in beside the posts; None for those that stand in nothing such."""
    inherited: list[_Around] = []
    known: dict[tuple[str, ...], _Around] = {}
    for parent, tag, words in document.boxes or NO_BOXES:
        above = inherited[parent] if parent >= 0 else _NOWHERE
        if words not in known:
            known[words] = _Around(_named(words), holds_posts(words))
        own = known[words]
        inherited.append(_within(above, own._replace(beside=None) if tag in PAGE else own))
    return [inherited[max(block.hints.box, 0)].beside for block in document.blocks]


def _within(above: _Around, own: _Around) -> _Around:
    """What an element stands in, by what is around it and what it is itself: a member may write a notice, too."""
    beside = own.beside if own.beside is not None and (own.beside.within or not above.posts) else None
    return _Around(above.beside or beside, above.posts or own.posts)


def _named(words: tuple[str, ...]) -> Beside | None:
    """What an element of these names is beside the posts."""
    names = beside_names()
    found = chain(words, map(" ".join, pairwise(words)))
    return next((names[name] for name in found if name in names), None)
