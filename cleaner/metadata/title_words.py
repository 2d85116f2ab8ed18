"""How much of a line the text itself speaks of: a headline names what its text is about, a menu does not. The
article of an encyclopaedia begins with its headline and says what that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from cleaner.model import Block
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence, is_prose, is_title_case
from cleaner.text.units import units

#: The text is known by so many of its first paragraphs.
PARAGRAPHS = 6
#: Shortest word that says something, in letters; Han characters speak in pairs.
WORD_LETTERS = 4
#: Fewer words of a line than these tell nothing.
WORDS = 2
_WORD = re.compile(rf"[^\W\d_]{{{WORD_LETTERS},}}")
_HAN = re.compile("[\u3041-\u30ff\u3400-\u9fff]+")
#: How a sentence goes on that begins with what it defines, over folded text. Must not match "Paris, June 5".
_DEFINES = lazy_pattern(
    r"\s?(?:[(\[][^()\[\]]{1,80}[)\]]\s?)?,?\s?(?:是|为|為|指|即|系|又[称稱名]|亦[称稱作]|也[称稱叫]|位[于於]|原名|全[称稱名]"
    r"|(?:is|was|are|were|refers to)\b)"
)
#: The article before what a sentence defines, over folded text.
_ARTICLE = lazy_pattern(r"^(?:an?|the) (?=\w)")
#: The longest line that is a term, in units, and how many paragraphs are asked for what it is.
TERM_UNITS, DEFINED_WITHIN = 12, 3
#: A word is the same with another ending, behind so many letters: ``crosses`` and ``crossing``.
STEM_LETTERS = 5


class TextWords:
    """The words of a text's first paragraphs, from the block `start` on."""

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self._blocks, self._start = blocks, start

    def share(self, line: str, unknown: float) -> float:
        """The share of a line's words that the text has; `unknown` where a line has too few of them or ends like a
        sentence, and where there is no text."""
        words = list(_words(line))
        sentence = key(line).endswith(".") and not is_title_case(line)
        if len(words) < WORDS or not self._text or sentence:
            return unknown
        return sum(word in self._text for word in words) / len(words)

    def define(self, term: Block) -> bool:
        """Whether one of the first paragraphs below a short line begins with it and says what it is."""
        said = fold(term.text).strip()
        if not 0 < units(said) <= TERM_UNITS:
            return False
        told = (
            block
            for block in islice(self._blocks, term.index + 1, None)
            if ends_sentence(block.text) or is_prose(block.text)
        )
        below = (fold(block.text).strip() for block in told)
        bare = (_ARTICLE.sub("", text, count=1) for text in islice(below, DEFINED_WITHIN))
        return any(text.startswith(said) and _DEFINES.match(text, len(said)) for text in bare)

    @cached_property
    def _paragraphs(self) -> Sequence[Block]:
        return [block for block in self._blocks if is_prose(block.text)]

    @cached_property
    def _text(self) -> frozenset[str]:
        texts = (block.text for block in self._paragraphs if block.index >= self._start)
        return frozenset(word for text in islice(texts, PARAGRAPHS) for word in _words(text))


def _words(text: str) -> Iterator[str]:
    """The words of a text by their first letters, its Han characters in pairs."""
    folded = key(text)
    for run in _HAN.findall(folded):
        yield from (run[i : i + 2] for i in range(len(run) - 1))
    for word in _WORD.findall(_HAN.sub(" ", folded)):
        yield word[:STEM_LETTERS]
