"""The words in the names that elements of pages have: class, id, role, itemprop."""

from __future__ import annotations

import re

from cleaner.text.pattern import lazy_pattern

#: The words of the names of an element. Must not match a digit or a single letter.
_WORD = lazy_pattern(r"[a-z]{2,}|[A-Z]+(?![a-z])|[A-Z][a-z]+")

#: An id that is a heading turned into an address: ``how-to-reply-to-a-message-twice``. It says what the text says, not
#: what the element is. Must not match ``postBody`` or ``block-views-latest-news``.
_ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){5,}")


def is_anchor(name: str) -> bool:
    """Whether an id is the address of the text under it rather than a name of its element."""
    return _ANCHOR.fullmatch(name) is not None


def words_of(names: str) -> tuple[str, ...]:
    """The words of an element's names in lower case, each once: ``postBody art-main`` → post, body, art, main."""
    return tuple(dict.fromkeys(map(str.lower, _WORD.findall(names))))
