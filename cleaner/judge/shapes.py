"""What two lines have in common whose numbers, days and addresses differ: the line's shape."""

from __future__ import annotations

import re

from cleaner.text.characters import key, squeeze
from cleaner.text.pattern import lazy_pattern

#: What changes from page to page in a line that stands on all of them, over folded text. An address is one piece up to
#: a space, a closing bracket, a full stop at its end or a Han character; a day needs year, month and day.
_CHANGING = lazy_pattern(
    r"(?P<address>(?:https?://|www\.)[a-z0-9./?#&=%_~:+@!-]*[a-z0-9/#&=%_~+@-])"
    r"|(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    r"|(?P<time>\d{1,2}:\d\d(?::\d\d)?)"
    r"|(?P<n>\d+(?:[.,]\d+)*)"
)
#: What stands for it, in a profile.
_STANDS_FOR = re.compile(r"\{(?:address|date|time|n)\}")


def line_key(text: str) -> str:
    """The folding key of a line of a page or of a profile: what stands for something stands for itself in both."""
    return _sized(key(text))


def shape(line: str) -> str:
    """The shape of a line, given as its key: ``浏览:59 2024-03-05`` and ``浏览:7 2023-11-02`` have the same."""
    return _sized(_CHANGING.sub(_name, line))


def is_shape(line: str) -> bool:
    """Whether a key has something in it that stands for what changes."""
    return "{" in line and _STANDS_FOR.search(line) is not None


def fixed(line: str) -> str:
    """What of a shape does not change."""
    return _STANDS_FOR.sub(" ", line)


def _name(found: re.Match[str]) -> str:
    return f"{{{found.lastgroup}}}"


def _sized(line: str) -> str:
    """A key whose spaces beside braces are gone: in the page they stood beside a number."""
    return squeeze(line) if "{" in line else line
