"""Functions of a text that remember what they said of the texts that they were asked of last.

The lines of one clipping are folded and measured by its reader, the judge and whoever looks for its writer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import TypeVar, TypeVarTuple, cast

#: So many texts are remembered, of so many characters at the most.
REMEMBERED, REMEMBERED_CHARACTERS = 256, 1_000

T = TypeVar("T")
More = TypeVarTuple("More")


def remembered(find: Callable[[str, *More], T]) -> Callable[[str, *More], T]:
    """`find`, which depends on nothing but its arguments, with its last answers remembered; of long texts none are."""
    short = cast("Callable[[str, *More], T]", lru_cache(maxsize=REMEMBERED)(find))

    def asked(text: str, *more: *More) -> T:
        return short(text, *more) if len(text) <= REMEMBERED_CHARACTERS else find(text, *more)

    update_wrapper(asked, find)
    return asked
