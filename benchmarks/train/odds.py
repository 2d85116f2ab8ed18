"""Log-odds of words, one vote a site: of standing in main text, and of being on a forum's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from benchmarks.train.pages import Example
from cleaner.judge.words import SHORT_UNITS, Odds, page_words, tokens

#: The share of main text among the boxes and short blocks of a page, about: what a word that tells nothing has.
BASE = 0.35
#: Votes that each word has from the start, at the base; the sites that must have it; the largest odds either way.
PRIOR_VOTES, MIN_SITES, LARGEST = 2.0, 6, 3.0
#: Odds nearer to nothing than this are left out: of names, of words said, of words of forums.
LEAST_NAMES, LEAST_SAID, LEAST_FORUM = 0.15, 0.4, 0.5

#: For each word, for each site, the share of main text.
Votes = Mapping[str, Mapping[str, float]]


def votes(examples: Iterable[Example]) -> tuple[Votes, Votes]:
    """The votes on the words of classes and ids, and on the words of short blocks."""
    names: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    said: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for example in examples:
        for words, share in _boxes(example):
            for word in words:
                names[word][example.site].append(share)
        for block, label, size in zip(example.document.blocks, example.labels, example.sizes, strict=True):
            if label >= 0 and 0 < size <= SHORT_UNITS:
                for word in tokens(block.text):
                    said[word][example.site].append(label)
    return _shares(names), _shares(said)


def _shares(table: Mapping[str, Mapping[str, list[float]]]) -> Votes:
    return {
        word: {site: sum(label >= 0.5 for label in labels) / len(labels) for site, labels in sites.items()}
        for word, sites in table.items()
        if len(sites) >= MIN_SITES
    }


def _boxes(example: Example) -> Iterator[tuple[Sequence[str], float]]:
    """The words of each element that holds text, with the share of it that is main text."""
    boxes = example.document.boxes
    inside, total = [0.0] * len(boxes), [0.0] * len(boxes)
    for block, label, size in zip(example.document.blocks, example.labels, example.sizes, strict=True):
        if label >= 0:
            inside[block.hints.box] += label * size
            total[block.hints.box] += size
    for box in range(len(boxes) - 1, 0, -1):
        inside[boxes[box].parent] += inside[box]
        total[boxes[box].parent] += total[box]
        if total[box]:
            yield boxes[box].words, inside[box] / total[box]


def odds(voted: tuple[Votes, Votes], examples: Sequence[Example], without: frozenset[str] = frozenset()) -> Odds:
    """The odds from all sites but those `without`."""
    names, said = voted
    return Odds(_odds(names, without, LEAST_NAMES), _odds(said, without, LEAST_SAID), _forum(examples, without))


def _odds(table: Votes, without: frozenset[str], least: float) -> dict[str, float]:
    found = {}
    for word, sites in sorted(table.items()):
        shares = [share for site, share in sites.items() if site not in without]
        if len(shares) >= MIN_SITES:
            mean = (sum(shares) + PRIOR_VOTES * BASE) / (len(shares) + PRIOR_VOTES)
            value = log(mean / (1 - mean)) - log(BASE / (1 - BASE))
            if abs(value) >= least:
                found[word] = round(max(-LARGEST, min(LARGEST, value)), 2)
    return found


def _forum(examples: Sequence[Example], without: frozenset[str]) -> dict[str, float]:
    """The odds of the words of a page between forums and the other kinds of pages, where the kind is known."""
    sites: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for example in examples:
        if example.row.kind is not None and example.site not in without:
            sites[example.site, example.row.kind == "forum"] |= page_words(example.document)
    forums = [words for (_, forum), words in sites.items() if forum]
    others = [words for (_, forum), words in sites.items() if not forum]
    with_word, without_word = (Counter(word for words in part for word in words) for part in (forums, others))
    found = {}
    for word in sorted(with_word | without_word):
        if with_word[word] + without_word[word] >= MIN_SITES:
            value = log((with_word[word] + 0.5) / (len(forums) + 1)) - log(
                (without_word[word] + 0.5) / (len(others) + 1)
            )
            if abs(value) >= LEAST_FORUM:
                found[word] = round(max(-2.0, min(2.0, value)), 2)
    return found
