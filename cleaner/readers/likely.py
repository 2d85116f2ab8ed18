"""Which encoding bytes are written in, told by the reading that surprises least.

The same bytes are read in every encoding, and each reading is weighed in bits: every character costs what it costs in
the language (see languages.py) that fits best of those written in that encoding. The sums may be compared between
encodings of one byte and of several, because each explains all the bytes: this is the principle of the shortest
description. ASCII costs the same everywhere, unless an encoding takes it for half of a character.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cleaner.readers.languages import ASCII_BITS, extra_bits, languages
from cleaner.text.pattern import lazy_pattern

#: Encodings of Unicode without a mark.
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
#: How many bytes are weighed, and how many are looked through to gather them. Two thousand characters tell any two
#: encodings apart.
_SAMPLE_BYTES, _SEARCHED_BYTES = 6_000, 400_000
#: How many bytes tell which encodings are worth weighing further, and two bytes a character from one.
_FIRST_BYTES = 600
#: An encoding is out of the running when its reading of the first bytes costs so many times more than the best, and so
#: many bits more.
_OUT_TIMES, _OUT_BITS = 1.2, 100.0
#: ASCII in the middle of a long run of it, which tells nothing: tags and scripts. Must not match the first characters
#: of the run, which may belong to a character of several bytes.
_PLAIN = re.compile(rb"(?<=[\x00-\x7f]{4})[\x00-\x7f]{4,}(?=[\x00-\x7f]{4})")
_HIGH = re.compile(rb"[\x80-\xff]")
#: A place that no word has: one lone ideograph or syllable beside a Latin letter (an accented letter and the letter
#: beside it, read as one character), a letter of another alphabet beside a Latin one, a sign within a word. Must not
#: match "用Python写作", "мир in", "l·l", "m²" nor "5 €".
_WIDE_LETTER = "[\u1100-\u1fff\u2e80-\U0010ffff]"
_MIXED = lazy_pattern(
    f"(?<=[A-Za-z]){_WIDE_LETTER}(?!{_WIDE_LETTER})|(?<!{_WIDE_LETTER}){_WIDE_LETTER}(?=[A-Za-z])"
    "|(?<=[A-Za-z])[\u0370-\u0fff]|[\u0370-\u0fff](?=[A-Za-z])"
    "|(?<=[A-Za-z])[¡-¦¨ª¬¯±-¶¸-º¼-¿×÷](?=[a-z])"
)
_MIXED_BITS = 8.0
#: What a character costs that is cut off at the end: less than one that is broken, and more than a letter.
_CUT_BITS = 12.0
#: Bits per byte above ASCII up to which a reading is text: prose costs from 3 to 6 in every language, ideographs of the
#: second level, one after another, 8.5.
_TEXT_BITS = 8.0
#: How many bytes above ASCII are too few to be told from noise.
_FEW = 8
#: Bits per byte up to which two bytes a character are text: usual ideographs cost 5, letters with a NUL each 2.5, and
#: bytes of other kinds, taken for two at a time, from 7 on.
_WIDE_BITS = 6.25


class Reading(NamedTuple):
    """How well an encoding explains bytes: the bits that its reading of them costs, fewer for the likelier."""

    bits: float
    encoding: str


def sample_of(data: bytes) -> bytes:
    """The bytes worth weighing: a bounded piece with little ASCII in it."""
    first = _HIGH.search(data)
    start = max(0, first.start() - 8) if first else 0
    return _PLAIN.sub(b" ", data[start : start + _SEARCHED_BYTES])[:_SAMPLE_BYTES]


def weigh(sample: bytes, encoding: str) -> Reading:
    """How well `encoding` explains `sample`. Bytes that it does not know cost most. An encoding whose languages are not
    known (those of Unicode among them) may hold any language."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(sample)
    counted = Counter(text)
    spoken = [language for language in languages() if encoding in language.encodings] or languages()
    bits = min(language.cost(counted) for language in spoken) + _MIXED_BITS * len(_MIXED.findall(text))
    cut = _CUT_BITS if decoder.getstate()[0] else 0.0
    return Reading(bits + cut + extra_bits().get(encoding, 0.0), encoding)


def likeliest(sample: bytes, encodings: Iterable[str] = ()) -> Reading:
    """The likeliest reading of `sample`, in the encodings that we know languages for and those named."""
    first = [weigh(sample[:_FIRST_BYTES], encoding) for encoding in {*extra_bits(), *encodings}]
    if len(sample) <= _FIRST_BYTES:
        return min(first)
    limit = min(first).bits * _OUT_TIMES + _OUT_BITS
    return min(weigh(sample, reading.encoding) for reading in first if reading.bits <= limit)


def beyond_ascii(reading: Reading, sample: bytes) -> float:
    """The bits of a reading without those of the ASCII in the sample, which says little about it."""
    return reading.bits - ASCII_BITS * (len(sample) - len(_HIGH.findall(sample)))


def is_text(reading: Reading, sample: bytes) -> bool:
    """Whether the reading looks like text of its language at all, rather than as the least unlikely of many."""
    return beyond_ascii(reading, sample) <= _TEXT_BITS * max(len(_HIGH.findall(sample)), _FEW)


def unmarked_wide(data: bytes) -> str | None:
    """The encoding of two or four bytes a character that `data` is written in without saying so, None for most data.

    Its reading must be likelier than that of each other encoding, and be likely as such: any bytes can be read so.
    """
    sample = data[:_FIRST_BYTES].rstrip(b"\0")  # padding tells nothing
    if not sample:
        return None
    best = min(weigh(sample, encoding) for encoding in (*WIDE, "utf-8"))
    if best.encoding not in WIDE or best.bits > _WIDE_BITS * len(sample):
        return None
    return best.encoding if likeliest(sample, (best.encoding,)).encoding == best.encoding else None
