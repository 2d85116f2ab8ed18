"""The words in the names that elements of pages have: class, id, role, itemprop."""

from __future__ import annotations

import re

#: The words of the names of an element. Must not match a digit or a single letter.
_WORD = re.compile(r"[a-z]{2,}|[A-Z]+(?![a-z])|[A-Z][a-z]+")


def words_of(names: str) -> tuple[str, ...]:
    """The words of an element's names in lower case, each once: ``postBody art-main`` → post, body, art, main."""
    return tuple(dict.fromkeys(map(str.lower, _WORD.findall(names))))
