"""What it costs to repair and normalise texts that need none of it: articles of corpora, marked by hand."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.corpus import find, rows
from benchmarks.table import Table
from cleaner.mending import finish, manner_of, mend, repair
from cleaner.model import Clip, Document, Verdict
from cleaner.options import Options
from cleaner.readers import read
from cleaner.text.script import count_scripts

#: How much of an article is repaired, in characters, and how often: the quickest time counts.
CHARACTERS, PASSES = 3_000, 9
_OPTIONS = Options()


def costs(corpora: Sequence[str]) -> Table:
    """Milliseconds for reading an article into blocks, which is no repair, and for all repairs and normalisers."""
    texts = list(_clean_texts(corpora))
    documents = [read(Clip(text, "text")) for text in texts]
    spent = {
        "reading into blocks": [_quickest(partial(read, document.clip)) for document in documents],
        "repairs and normalisers": [_quickest(partial(_mended, document)) for document in documents],
    }
    return Table(
        f"{len(texts)} clean simplified articles of {CHARACTERS:,} characters, one core",
        ("", "median ms", "slowest ms"),
        tuple((name, f"{1e3 * statistics.median(one):.2f}", f"{1e3 * max(one):.2f}") for name, one in spent.items()),
    )


def _clean_texts(corpora: Sequence[str]) -> Iterator[str]:
    """The beginnings of the articles in simplified Chinese that a repair leaves as they are."""
    for path in (path for name in corpora for path in find(name)):
        for row in rows(path):
            text = (row.truth or "")[:CHARACTERS]
            scripts = count_scripts(text)
            if len(text) == CHARACTERS and scripts.simplified > scripts.traditional and repair(text).text == text:
                yield text


def _mended(document: Document) -> object:
    repaired = mend(document, _OPTIONS)
    manner, _ = manner_of(repaired, _OPTIONS)
    return finish(document, repaired, [Verdict(block.index, "body") for block in document.blocks], manner)


def _quickest(call: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(PASSES):
        begun = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begun)
    return best
