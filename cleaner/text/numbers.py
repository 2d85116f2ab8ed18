"""Whole numbers as somebody wrote them."""

from __future__ import annotations


def whole_number(text: str, most_digits: int) -> int | None:
    """The number that `text` is: one to `most_digits` of the digits 0 to 9, and nothing else. None for what is none.

    Must not take "①" or "²" for one, which `str.isdigit` does and `int` does not, nor thousands of digits, which `int`
    refuses.
    """
    written = text.isascii() and text.isdecimal() and len(text) <= most_digits
    return int(text) if written else None
