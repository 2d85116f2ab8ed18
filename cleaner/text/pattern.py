"""Regular expressions that are compiled when they are first used.

`re` goes through every character of a range, so that a class of all Han costs a millisecond each time it is written.
Most clippings use a quarter of our patterns; compiled all at once they would double the time that the command takes
to start.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Uncompiled:
    """Stands for a pattern; each of its methods is looked up there once, and is the pattern's own from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # a pattern has none that anybody needs; copying asks for some before there is a text
            raise AttributeError(name)
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._text, self._flags)


class _Worded(_Uncompiled):
    """A pattern that matches no text without one of its words: it is compiled for the first text that has one."""

    def __init__(self, text: str, flags: int, words: tuple[str, ...]) -> None:
        super().__init__(text, flags)
        self._words = words

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.search(text, *span) if self._may_match(text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.match(text, *span) if self._may_match(text) else None

    def _may_match(self, text: str) -> bool:
        for word in self._words:  # noqa: SIM110 - asked of every line: any() costs twice as much
            if word in text:
                return True
        return False


def lazy_pattern(text: str, flags: int = 0, words: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What ``re.compile(text, flags)`` gives, made when one of its methods is first asked for.

    For classes of many thousand characters that few clippings ask about. Where `words` are given, all that the pattern
    matches holds one of them, and a text without any is not asked. An error in `text` is raised at the first use;
    `tests/test_pattern.py` compiles all that the program has.
    """
    return cast("re.Pattern[str]", _Worded(text, flags, words) if words else _Uncompiled(text, flags))
