"""Memory while a clipping is cleaned: what is made then is freed when nobody holds it, without a search for circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from cleaner.model import Warn

#: What is told of a clipping for which there was not enough.
TOO_LITTLE = Warn("memory", "took more memory than it may")


@contextmanager
def circles_kept() -> Iterator[None]:
    """Python's search for objects that hold each other in a circle is off within, if it was on before.

    Blocks, facts and verdicts hold nothing in a circle, so a search among a million of them finds nothing to free and
    takes a quarter of the time of a page of 200,000 paragraphs. Each caller that turned it off turns it on again: with
    several at once the first to end does, which costs the others time and nothing else.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
