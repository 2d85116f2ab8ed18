"""The word that somebody meant who wrote another, for messages about slips."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, words: Iterable[str], least: float = 0.6) -> str:
    """``; did you mean …?`` with the nearest of `words`, or nothing; `least` is how like each other they must be, from
    0.0 to 1.0."""
    import difflib  # noqa: PLC0415 - only mistakes need it

    found = difflib.get_close_matches(word, list(words), 1, least)
    return f"; did you mean {found[0]}?" if found else ""
