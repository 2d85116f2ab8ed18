"""All extractors on the same pages, in turn: page after page, each in its own process, one at work at a time.

A machine that grows slower or faster in the middle does so for all of them; who begins changes with every page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice, product

from benchmarks.corpus import Row
from benchmarks.peers import Peer
from benchmarks.worker import Outcome, Worker

#: So many pages are asked once more, before all others, and not counted: a language detector that reads its profiles
#: when it is first needed takes as long for that as for ten pages.
WARM_UP_PAGES = 2

#: What each extractor, by its name, made of one page.
Round = tuple[Row, dict[str, Outcome]]


def rounds(pages: Iterable[Row], peers: Sequence[Peer], limit_s: float) -> Iterator[Round]:
    """One round for each page. A page that a peer does not finish in `limit_s` seconds is a failure of that peer."""
    pages = iter(pages)
    early = list(islice(pages, WARM_UP_PAGES))
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(peer)) for peer in peers]
        for worker, row in product(workers, early):
            worker.ask(row.page, limit_s)
        for count, row in enumerate(chain(early, pages)):
            first = count % len(workers)
            made = {w.peer.name: w.ask(row.page, limit_s) for w in (*workers[first:], *workers[:first])}
            yield row, {peer.name: made[peer.name] for peer in peers}


def told(played: Iterable[Round]) -> Iterator[Round]:
    """The same rounds; each failure and the end of each corpus is told on standard error."""
    corpus, count = "", 0
    for row, made in played:
        if corpus and row.corpus != corpus:
            print(f"{corpus}: {count} pages", file=sys.stderr)
            count = 0
        corpus, count = row.corpus, count + 1
        for name, outcome in made.items():
            if outcome.failure:
                print(f"{row.corpus} {row.id}: {name} {outcome.failure}", file=sys.stderr)
        yield row, made
    print(f"{corpus}: {count} pages", file=sys.stderr)


def installed(peers: Iterable[Peer]) -> tuple[Peer, ...]:
    """The peers that are installed; the others are told on standard error, with the command that installs them."""
    wanted = tuple(peers)
    for peer in wanted:
        if peer.version is None:
            print(f"{peer.name} is not installed: {peer.remedy} (most at once: '.[peers]')", file=sys.stderr)
    return tuple(peer for peer in wanted if peer.version is not None)
