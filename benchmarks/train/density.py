"""Train the weights that tell main text from the rest by the densities around it.

python -m benchmarks.train.density CORPUS... [--write | --write=FILE]

Needs the extra [train]. The pages are divided by site into five parts; each part is judged by weights trained on the
others, words' odds included, and the figures printed and written beside the weights are those. The weights that are
written are trained on all pages. The same corpora give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any
from zlib import crc32

import lightgbm
import numpy

import cleaner.judge
from benchmarks.score import agreement, hits, segment_f1, without_lines
from benchmarks.train.odds import Votes, odds, votes
from benchmarks.train.pages import Example, examples
from cleaner.judge.densities import DENSITIES, NAMES, densities
from cleaner.judge.forest import Forest, compiled
from cleaner.judge.main_text import NAMED, weigh
from cleaner.judge.words import Odds

FOLDS = 5
TREES = 110
#: Small trees, few of them: what a reader's machine can walk for each block. Trained the same way every time.
PARAMETERS: Mapping[str, Any] = {
    "objective": "binary",
    "num_leaves": 24,
    "learning_rate": 0.11,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
#: What each page weighs in all, whatever its length: the figure to raise is a mean over pages.
PAGE_WEIGHT = 30.0
#: At these shares of the blocks the range of a density is cut for the reasons.
QUANTILES = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)
#: Expected F1 at which the F1 reached is written down for the confidence.
STEPS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98)
#: The corpora that the weights may be trained on, with the licence that their makers state.
LICENCES = {
    "scrapinghub": "MIT",
    "trafilatura": "Apache-2.0",
    "magichtml_article": "Apache-2.0",
    "magichtml_forum": "Apache-2.0",
    "zhwced": "MIT",
    "wcxb": "CC-BY-4.0",
    "webmainbench_sample": "Apache-2.0",
    "mercury": "MIT/Apache-2.0",
    "htmltotext": "none stated",
    "cleanportaleval": "none stated",
    "zhgold": "none stated",
}
WEIGHTS = Path(cleaner.judge.__file__).with_name("weights.json")

Table = tuple[Any, Any, Any]


def main(arguments: Sequence[str]) -> None:
    """Train, test by site, print the figures; write the weights when told to: the package's, or to a file."""
    pages = list(examples([name for name in arguments if not name.startswith("--")]))
    voted = votes(pages)
    judged = list(_cross_validated(pages, voted))
    figures = _figures(judged)
    for corpus, reached in figures.items():
        print(corpus, reached)
    for option in arguments:
        if option.startswith("--write"):
            data = _weights(pages, voted, judged, figures)
            path = Path(option.partition("=")[2] or WEIGHTS)
            path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _weights(
    pages: Sequence[Example],
    voted: tuple[Votes, Votes],
    judged: Sequence[tuple[Example, str, float]],
    figures: Mapping[str, Mapping[str, float | int]],
) -> dict[str, Any]:
    """What is written: the weights trained on all pages, with what they were made from and the figures reached."""
    parts = [_table(_part(pages, fold), odds(voted, pages, _sites(pages, fold))) for fold in range(FOLDS)]
    counted = Counter(page.row.corpus for page in pages)
    return {
        "made": {
            "by": "benchmarks/train/density.py",
            "pages": dict(counted),
            "licences": {name: LICENCES.get(name, "not known") for name in counted},
            "figures": "mean F1 of 4-token shingles or F1 of segments, by blocks, before any rule; other sites",
            "cross_validated": figures,
        },
        "densities": NAMES,
        "odds": odds(voted, pages)._asdict(),
        "weights": _single_weights(parts),
        "calibration": _calibration(judged),
        "trees": _trained(parts),
    }


def _fold(site: str) -> int:
    return crc32(site.encode()) % FOLDS


def _part(pages: Sequence[Example], fold: int) -> list[Example]:
    return [page for page in pages if _fold(page.site) == fold]


def _sites(pages: Sequence[Example], *folds: int) -> frozenset[str]:
    return frozenset(page.site for page in pages if _fold(page.site) in folds)


def _table(pages: Sequence[Example], known: Odds) -> Table:
    """Densities, labels and weights of the blocks of some pages."""
    rows, labels, weights = [], [], []
    for page in pages:
        marked = [label >= 0 and size > 0 for label, size in zip(page.labels, page.sizes, strict=True)]
        total = sum(size for size, known_ in zip(page.sizes, marked, strict=True) if known_)
        for row, label, size, held in zip(
            densities(page.document, known)[0], page.labels, page.sizes, marked, strict=True
        ):
            if held:
                rows.append(row)
                labels.append(label >= 0.5)
                weights.append(PAGE_WEIGHT * size / total)
    return numpy.array(rows, dtype=numpy.float64), numpy.array(labels), numpy.array(weights)


def _trained(parts: Sequence[Table]) -> list[Any]:
    """The trees trained on some tables, as nested lists."""
    rows, labels, weights = (numpy.concatenate([part[i] for part in parts]) for i in range(3))
    data = lightgbm.Dataset(rows, labels.astype(int), weight=weights)
    model = lightgbm.train(dict(PARAMETERS), data, TREES)
    return [_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def _tree(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    limit = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], limit, _tree(node["left_child"]), _tree(node["right_child"])]


def _cross_validated(pages: Sequence[Example], voted: tuple[Votes, Votes]) -> Iterator[tuple[Example, str, float]]:
    """Each page with the main text that weights from other sites find, and the F1 that they expect."""
    for fold in range(FOLDS):
        others = [other for other in range(FOLDS) if other != fold]
        parts = [_table(_part(pages, other), odds(voted, pages, _sites(pages, fold, other))) for other in others]
        known = odds(voted, pages, _sites(pages, fold))
        weights = Forest(*compiled(_trained(parts)), known, (), ((0.0, 1.0), (0.0, 1.0)))
        for page in _part(pages, fold):
            found = weigh(page.document, "balanced", weights)
            texts = [block.text for block, kept in zip(page.document.blocks, found.chosen, strict=True) if kept]
            yield page, "\n\n".join(texts), found.confidence


def _figures(judged: Sequence[tuple[Example, str, float]]) -> dict[str, dict[str, float | int]]:
    """For each corpus its pages, their mean F1, that of the Chinese ones, and the F1 of the segments."""
    found: dict[str, dict[str, float | int]] = {}
    by_corpus = defaultdict(list)
    for page, text, _ in judged:
        by_corpus[page.row.corpus].append((page, text))
    for corpus, held in sorted(by_corpus.items()):
        marked = [(page, _f1(page, text)) for page, text in held if page.row.truth is not None]
        chinese = [f1 for page, f1 in marked if page.row.page.lang == "zh"]
        segments = segment_f1(hits(text, page.row.wanted, page.row.unwanted) for page, text in held)
        figures = {"f1": _mean([f1 for _, f1 in marked]), "f1_zh": _mean(chinese), "segments": segments}
        found[corpus] = {"pages": len(held)} | {name: round(value, 4) for name, value in figures.items() if value}
    return found


def _f1(page: Example, text: str) -> float:
    return agreement(without_lines(text, page.row.captions), page.row.truth or "").f1


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _calibration(judged: Sequence[tuple[Example, str, float]]) -> tuple[list[float], list[float]]:
    """Expected F1 and the mean F1 that pages of about that expectation reached, made to rise."""
    pairs = sorted((expected, _f1(page, text)) for page, text, expected in judged if page.row.truth is not None)
    points, reached = [0.0], [0.0]
    for low, high in zip((0.0, *STEPS), (*STEPS, 1.01), strict=True):
        held = [(expected, f1) for expected, f1 in pairs if low <= expected < high]
        if held:
            points.append(round(sum(expected for expected, _ in held) / len(held), 4))
            reached.append(round(max(reached[-1], sum(f1 for _, f1 in held) / len(held)), 4))
    return [*points, 1.0], [*reached, reached[-1]]


def _single_weights(parts: Sequence[Table]) -> dict[str, tuple[list[float], list[float]]]:
    """For each density that a reason may name: the edges of its ranges, and the log-odds of main text in each."""
    rows, labels, weights = (numpy.concatenate([part[i] for part in parts]) for i in range(3))
    share = float((labels * weights).sum() / weights.sum())
    found = {}
    for name in NAMED:
        values = rows[:, list(DENSITIES).index(name)]
        edges = sorted({round(float(edge), 4) for edge in numpy.quantile(values, QUANTILES)})
        ranges = numpy.searchsorted(edges, values, side="right")
        odds_of = []
        for i in range(len(edges) + 1):
            held = ranges == i
            mean = float(((labels * weights)[held].sum() + share) / (weights[held].sum() + 1))
            odds_of.append(round(log(mean / (1 - mean)) - log(share / (1 - share)), 2))
        found[name] = (edges, odds_of)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
