"""Paragraphs that stand in several articles of a run: quoted, syndicated, or furniture that no rule knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

#: Shorter paragraphs are not looked at, in bytes of their letters as UTF-8 (twenty Han characters, a dozen words):
#: headings and greetings are alike everywhere.
LEAST_BYTES = 60
#: Length of a paragraph's hash, in bytes: of ten million paragraphs no two agree by chance.
HASH_BYTES = 8
#: What two spellings differ in. Must not match a letter or a digit.
_NO_LETTER = re.compile(r"[\W_]+")


class Common(NamedTuple):
    """A paragraph that several articles have: its hash, in how many it stands, and the name of the first of them."""

    hash: bytes
    times: int
    first: str


def hashes(text: str) -> tuple[bytes, ...]:
    """The hashes of a body's long paragraphs, each once, in their order: the same for every spacing and punctuation."""
    return tuple(dict.fromkeys(hash for hash, _ in _hashed(text)))


def text_in(article: Path, wanted: bytes) -> str | None:
    """The paragraph of this hash as it stands in an article's file; None where it does not: a form may write it in
    another way than its text is."""
    try:
        text = article.read_text("utf-8", "replace")
    except OSError:
        return None
    return next((paragraph for hash, paragraph in _hashed(text) if hash == wanted), None)


def _hashed(text: str) -> Iterator[tuple[bytes, str]]:
    for paragraph in text.split("\n"):
        letters = "".join(_NO_LETTER.split(paragraph)).encode("utf-8", "surrogatepass")
        if len(letters) >= LEAST_BYTES:
            yield blake2b(letters, digest_size=HASH_BYTES).digest(), paragraph
