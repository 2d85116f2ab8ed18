"""Regular expressions that are compiled when they are first used.

`re` goes through every character of a range, so that a class of all Han costs a millisecond each time it is written.
Most clippings use a quarter of our patterns; compiled all at once they would double the time that the command takes
to start.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Uncompiled:
    """Stands for a pattern; each of its methods is looked up there once, and is the pattern's own from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # a pattern has none that anybody needs; copying asks for some before there is a text
            raise AttributeError(name)
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile(text, flags)`` gives, made when one of its methods is first asked for.

    For classes of many thousand characters that few clippings ask about. An error in `text` is raised at the first
    use; `tests/test_pattern.py` compiles all that the program has.
    """
    return cast("re.Pattern[str]", _Uncompiled(text, flags))
