"""What the boxes of one path hold on the pages of a site: main text, or what is beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.learning.shared import Kinds
from cleaner.learning.study import Study
from cleaner.model import SharedBox

#: A path is known from so many documents.
LEAST = 2
#: So many paths of a site are written, those that hold the most text: the others are single lines.
MOST = 300
EXAMPLE_CHARACTERS = 60


@dataclass
class _Sum:
    """What is summed up of a path: units, units by their chance, documents, a piece of text."""

    units: int = 0
    kept: float = 0.0
    documents: set[int] = field(default_factory=set)
    example: str = ""


def shared_boxes(studies: Sequence[Study], kinds: Kinds) -> tuple[SharedBox, ...]:
    """The paths that the pages share, with the share of main text in what each page has of its own there: the chance
    that the weights give it, on the mean."""
    sums: dict[str, _Sum] = defaultdict(_Sum)
    for number, study in enumerate(studies):
        for line in study.lines:
            if line.path and not kinds.of(line.key):
                held = sums[line.path]
                held.units += line.units
                held.kept += line.units * line.chance
                held.documents.add(number)
                held.example = held.example or line.text[:EXAMPLE_CHARACTERS]
    common = [(path, held) for path, held in sums.items() if len(held.documents) >= LEAST]
    largest = sorted(common, key=lambda item: (-item[1].units, item[0]))[:MOST]
    return tuple(
        SharedBox(path, len(held.documents), round(held.kept / held.units, 2), (held.example,))
        for path, held in sorted(largest, key=lambda item: (-item[1].kept / item[1].units, item[0]))
    )
