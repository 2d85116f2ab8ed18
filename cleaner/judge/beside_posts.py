"""What the program of a forum sets beside the posts of a thread, by the names of its elements: notices, menus, forms,
cards of members, signatures, buttons, lists of other threads. The names stand in `threads.toml`.
"""

from __future__ import annotations

from itertools import chain, pairwise

from cleaner.judge.threads import Beside, beside_names
from cleaner.model import Document

#: What a page names so is the page, or what it is about.
_PAGE = frozenset("html body main article".split())


def beside_posts(document: Document) -> list[Beside | None]:
    """For each block of a thread what it stands in beside the posts; None for those that stand in nothing such."""
    inherited: list[Beside | None] = []
    known: dict[tuple[str, ...], Beside | None] = {}
    for parent, tag, words in document.boxes or ((-1, "", ()),):
        above = inherited[parent] if parent >= 0 else None
        if words not in known:
            known[words] = _named(words)
        inherited.append(above or (None if tag in _PAGE else known[words]))
    return [inherited[max(block.hints.box, 0)] for block in document.blocks]


def _named(words: tuple[str, ...]) -> Beside | None:
    """What an element of these names is beside the posts."""
    names = beside_names()
    found = chain(words, map(" ".join, pairwise(words)))
    return next((names[name] for name in found if name in names), None)
