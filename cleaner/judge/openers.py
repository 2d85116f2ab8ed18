"""The labels that open zones: lines such as "related articles" or "comments" with something under them.

Buttons below the posts of a thread say the same words, and the sections of a manual end in labels of their own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.judge.compiled import Compiled, Marks
from cleaner.judge.facts import BlockFacts

#: Share of linked text from which a sentence is a headline.
LINKED = 0.7
#: A label of comments that stands so often on a page, its number aside, is a button below each post of a thread.
POSTS = 3
#: Running text between one label and the next of its kind, in Han characters or their worth, that shows them to be
#: labels of sections.
SECTION_UNITS = 40
#: The rule that knows the votes below an answer: more than one of a page are those of several answers.
VOTES = "answer-button"
_NUMBER = re.compile(r"[\d,.]+")


class Opener(NamedTuple):
    """A block that opens a zone, its class, and whether the whole block is the label."""

    block: int
    noise_class: str
    whole: bool


def find_openers(facts: Sequence[BlockFacts], marks: Marks) -> list[Opener]:
    """The blocks that open zones, in order."""
    labels = _labels(marks)
    return _less_buttons(labels, facts, marks) if labels else labels


def _labels(marks: Marks) -> list[Opener]:
    """The blocks that a rule takes for labels."""
    found = []
    for i, held in enumerate(marks):
        openers = [compiled for compiled in held if compiled.rule.opens] if held else []
        if openers:
            found.append(Opener(i, openers[0].rule.noise_class, all(compiled.whole for compiled in openers)))
    return found


def _less_buttons(labels: list[Opener], facts: Sequence[BlockFacts], marks: Marks) -> list[Opener]:
    """The labels without those of comments that are buttons below the posts of a thread: they stand often, or below
    the number of its answers and there twice, or where a rule knows them as such; and without those of other articles
    that stand again and again amid running text: each section of a manual has its "See also"."""
    said = {i: _NUMBER.sub("", facts[i].key) for i, noise_class, _ in labels if noise_class == "comments"}
    seen, answers = Counter(said.values()), _answers(facts, marks) if said else len(facts)
    buttons = {
        i
        for i, what in said.items()
        if seen[what] >= POSTS or (i > answers and (seen[what] > 1 or _is_share(marks[i])))
    }
    buttons |= _sections(labels, facts)
    return [label for label in labels if label.block not in buttons]


def _sections(labels: list[Opener], facts: Sequence[BlockFacts]) -> set[int]:
    """The labels of other articles that stand as often as buttons below posts, with running text between most of them
    and the next."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, noise_class, _ in labels:
        if noise_class == "related":
            places[facts[i].key].append(i)
    often = (same for same in places.values() if len(same) >= POSTS)
    return {i for same in often if _head_sections(facts, same) for i in same}


def _head_sections(facts: Sequence[BlockFacts], places: Sequence[int]) -> bool:
    sections = [_prose(facts[a:b]) >= SECTION_UNITS for a, b in pairwise(places)]
    return 2 * sum(sections) > len(sections)


def _prose(facts: Sequence[BlockFacts]) -> float:
    """How much running text some blocks hold, in Han characters or their worth."""
    return sum(f.worth for f in facts if f.prose and f.link_density < LINKED)


def _is_share(held: Sequence[Compiled]) -> bool:
    return any(mark.rule.noise_class == "share" for mark in held)


def _answers(facts: Sequence[BlockFacts], marks: Marks) -> int:
    """Where several answers begin: at the label that counts them, else at the votes below the first of those that have
    votes; behind the last block for a page of one text."""
    labels = (i for i, held in enumerate(marks) if held and any(mark.rule.closes for mark in held))
    numbers = ((i, "".join(filter(str.isdecimal, facts[i].key))) for i in labels)
    counted = next((i for i, number in numbers if number.strip("0") and number != "1"), len(facts))
    votes = [i for i, held in enumerate(marks) if held and any(mark.rule.id == VOTES for mark in held)]
    return min(counted, votes[0]) if len(votes) > 1 else counted
