"""Learned odds of words: what classes and ids, short lines and addresses say of a page's parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from cleaner.model import Document
from cleaner.text.pattern import lazy_pattern

#: The words of longer blocks are not weighed: what they say is what the page is about. In units.
SHORT_UNITS = 40
#: The odds of a page's kind are told apart up to this.
MOST = 20.0
_LATIN = re.compile(r"[a-z]{2,}")
#: Letters that are weighed in pairs. Must not match punctuation or full-width Latin.
_WIDE = lazy_pattern("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


class Odds(NamedTuple):
    """Log-odds of standing in main text: of the words in classes and ids, and of the words of short blocks; and those
    of being a forum's page, of all the words in classes, ids and addresses."""

    names: Mapping[str, float]
    said: Mapping[str, float]
    forum: Mapping[str, float]


def tokens(text: str) -> set[str]:
    """The different words of a short text as they are weighed: Latin words in lower case, pairs of other letters."""
    words = set(_LATIN.findall(text.lower()))
    if not text.isascii():
        for run in _WIDE.findall(text):
            words.update(map("".join, pairwise(run)) if len(run) > 1 else (run,))
    return words


def said(text: str, odds: Odds) -> float:
    """The summed odds of a short text's words: exactly, since a set has them in another order on every run."""
    return fsum([odds.said.get(word, 0.0) for word in tokens(text)])


def page_words(document: Document) -> set[str]:
    """The words of a page's classes and ids and of its address."""
    words = {word for names in {box.words for box in document.boxes} for word in names}
    return words.union(_LATIN.findall(f"{document.clip.url or ''} {document.head.canonical or ''}".lower()))


def forum(document: Document, odds: Odds) -> float:
    """How much a page's words speak for a forum: above 0.0, or against one."""
    return max(-MOST, min(MOST, fsum([odds.forum.get(word, 0.0) for word in page_words(document)])))
