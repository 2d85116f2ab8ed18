"""The paths of a page's boxes: what the boxes of one make on the pages of a site have in common."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Box

#: A path goes so many boxes up: enough to tell a list in the foot from one in the text, few enough to be found again
#: on a page that has one frame more around everything.
DEPTH = 3
#: A name of a box has so many words at the most.
WORDS = 6


def paths(boxes: Sequence[Box]) -> list[str]:
    """For each box its path, the outer boxes first: ``div.page > ul.links > li``."""
    names = [".".join((box.tag, *box.words[:WORDS])) for box in boxes]
    found = []
    for i, name in enumerate(names):
        steps, box = [name], boxes[i].parent
        while box > 0 and len(steps) < DEPTH:
            steps.append(names[box])
            box = boxes[box].parent
        found.append(" > ".join(reversed(steps)))
    return found
