"""Tags that a page's head states as words of its title, since the title was set on lines or in italics where it came
from: ``The Last Ferry<br/>to the Mill``."""

from __future__ import annotations

import re

from cleaner.model import Document

#: A tag that sets words and holds none. Must not match a comparison, or a mark of generic types.
_TAG = re.compile(r"</?(?:(?P<line>br)|b|i|em|strong|span|sub|sup|small|wbr|u)\s?/?>", re.IGNORECASE)


def less_tags(stated: str, document: Document) -> str:
    """A stated title without tags that set it. Where a line of the page shows one of them, the title speaks of it."""
    tags = {tag[0] for tag in _TAG.finditer(stated)} if "<" in stated else set()
    if not tags or any(tag in block.text for block in document.blocks for tag in tags):
        return stated
    return " ".join(_TAG.sub(lambda tag: " " if tag["line"] else "", stated).split())
