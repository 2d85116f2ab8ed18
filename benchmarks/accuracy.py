"""How near each extractor comes to the main text of the pages, corpus by corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from benchmarks.corpus import Row
from benchmarks.score import Agreement, Hits, agreement, hits, segment_f1, tokens, without_lines
from benchmarks.table import Table, figure
from benchmarks.worker import Outcome


@dataclass(frozen=True)
class Mark:
    """What one extractor got for one page. `agreement` and `hits` are None where the page has no such gold; `empty`
    is an answer without letters to a page that has a main text; a failure is scored as an empty text.
    """

    corpus: str
    chinese: bool
    agreement: Agreement | None
    hits: Hits | None
    empty: bool
    failed: bool


#: The marks of each extractor, by its name, in the order of the pages.
Marks = dict[str, list[Mark]]


def mark(row: Row, outcome: Outcome) -> Mark:
    """The mark for one page; lines that are captions of it are neither right nor wrong."""
    text = without_lines(outcome.text, row.captions)
    return Mark(
        corpus=row.corpus,
        chinese=row.page.lang == "zh",
        agreement=agreement(text, row.truth) if row.truth else None,
        hits=hits(text, row.wanted, row.unwanted) if row.wanted or row.unwanted else None,
        empty=bool(row.truth or row.wanted) and not outcome.failure and not tokens(text),
        failed=bool(outcome.failure),
    )


def table(scored: Marks) -> Table:
    """One row for each extractor: F1 per corpus, the mean over corpora first."""
    every = [one for given in scored.values() for one in given]
    with_truth = list(dict.fromkeys(one.corpus for one in every if one.agreement))
    with_segments = list(dict.fromkeys(one.corpus for one in every if one.hits))
    head = ("", "mean", "Chinese", *(name.replace("_", "\n") for name in with_truth))
    head += (*(f"segments\n{name}" for name in with_segments), "empty", "failed")
    rows = [(name, *_cells(given, with_truth, with_segments)) for name, given in scored.items()]
    pages = len(next(iter(scored.values()), []))
    return Table(f"Accuracy: F1 of shingles, {pages} pages", head, tuple(rows), _notes(every))


def _cells(given: list[Mark], with_truth: Sequence[str], with_segments: Sequence[str]) -> tuple[str, ...]:
    got = figures(given)
    return (
        figure(got["mean"]),
        figure(got["chinese"]),
        *(figure(got["corpora"][name]["f1"]) for name in with_truth),
        *(figure(got["segments"][name]) for name in with_segments),
        str(got["empty"]),
        str(got["failed"]),
    )


def figures(given: list[Mark]) -> dict[str, Any]:
    """The figures of one extractor: per corpus with a truth precision, recall, F1 and pages, their mean F1, that of
    all Chinese pages (None without any), segments F1 per corpus that has segments, and how many empties and failures.
    """
    corpora = {name: _agreements(part) for name, part in _by_corpus(given, lambda one: one.agreement).items()}
    chinese = [one.agreement.f1 for one in given if one.chinese and one.agreement]
    segments = _by_corpus(given, lambda one: one.hits)
    return {
        "mean": fmean(part["f1"] for part in corpora.values()) if corpora else None,
        "chinese": fmean(chinese) if chinese else None,
        "corpora": corpora,
        "segments": {name: segment_f1(one.hits for one in part if one.hits) for name, part in segments.items()},
        "empty": sum(one.empty for one in given),
        "failed": sum(one.failed for one in given),
    }


def _agreements(part: list[Mark]) -> dict[str, float]:
    columns = zip(*(one.agreement for one in part if one.agreement), strict=True)
    return {"pages": len(part), **dict(zip(Agreement._fields, map(fmean, columns), strict=True))}


def _by_corpus(given: list[Mark], has: Callable[[Mark], object]) -> dict[str, list[Mark]]:
    parts: dict[str, list[Mark]] = defaultdict(list)
    for one in given:
        if has(one) is not None:
            parts[one.corpus].append(one)
    return parts


def _notes(every: list[Mark]) -> tuple[str, ...]:
    if not any(one.agreement for one in every):
        return ("Segments F1 counts pieces of text that must and must not come out, added up over the pages.",)
    return (
        "F1 of 4-token shingles (one token per Han or Kana character), mean over pages; mean is over the corpora;",
        "Chinese is over all Chinese pages; segments F1 counts pieces of text, added up over the pages.",
    )
