"""The numbers of the entries of a list, as a browser counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: What HTML takes for a whole number: digits with a sign, whatever stands behind them.
_WHOLE = re.compile(r"\s*([-+]?\d+)", re.ASCII)
#: The greatest number that Markdown has for an entry; it has none below 0.
GREATEST = 999_999_999


@dataclass(slots=True)
class Numbers:
    """The numbers of one list: that of its next entry. `hidden` is how many elements that are not shown the list stands
    in: entries that are hidden within it are not counted."""

    following: int
    hidden: int

    @classmethod
    def of(cls, attributes: Mapping[str, str], hidden: int) -> Numbers | None:
        """Those of an ``<ol>`` with these attributes; None for one that counts down: no other form has such lists."""
        if "reversed" in attributes:
            return None
        start = _whole(attributes.get("start"))
        return cls(1 if start is None else start, hidden)

    def take(self, value: str | None, hidden: int) -> int | None:
        """The number of the next entry, which may state one of its own; None where Markdown has none for it."""
        if hidden > self.hidden:
            return None
        stated = _whole(value)
        number = self.following if stated is None else stated
        self.following = number + 1
        return number if 0 <= number <= GREATEST else None


def _whole(value: str | None) -> int | None:
    """A number as HTML reads it; None for what is none."""
    found = _WHOLE.match(value or "")
    return int(found[1][:12]) if found is not None else None
