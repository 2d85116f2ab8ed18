"""What is found out about a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A title has at most so many units.
MAX_UNITS = 70
#: How many blocks above the body are looked at; titles stand close to it.
REACH = 60
#: The label before a title, over folded text.
LABEL = re.compile(
    r"^(?:\(?(?:本文)?原(?:文)?标题|原题|原題|标\s*题|题名|文章标题|正在阅读|title)\s*(?:[:为]\s*|(?=\[[^\]]{1,4}\]))(?P<value>.+)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its text (None: the clipping states none), the blocks that state it, all its spellings as
    folding keys, the site's name that stood behind it, where it comes from, and the writer's name that stood between
    the two, "" for none."""

    text: str | None
    blocks: frozenset[int]
    keys: frozenset[str]
    site: str | None
    provenance: str
    writer: str = ""


NO_TITLE = Title(None, frozenset(), frozenset(), None, "")
