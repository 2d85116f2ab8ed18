"""Which of the lines that a site's pages share go: those around the text, and runs of them within."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.judge.facts import BlockFacts
from cleaner.judge.site import Known


def with_counts(facts: Sequence[BlockFacts], lines: Sequence[Known | None]) -> tuple[BlockFacts, ...]:
    """The facts with the number of documents of the site that bear each line; a line that was not learned but written
    by hand counts as if it stood on the only one."""
    return tuple(
        f._replace(shared_on=max(known.line.on, 1), shared_of=max(known.documents, 1)) if known else f
        for f, known in zip(facts, lines, strict=True)
    )


def going(
    facts: Sequence[BlockFacts], lines: Sequence[Known | None], body: tuple[int, int], flat: bool
) -> tuple[Known | None, ...]:
    """For each block the shared line that it goes as, None for what stays.

    Outside of the `body` every line that the profile knows goes. Within, a single line may be what somebody writes or
    quotes: only several in a row are the site's, and only in a `flat` text, whose body is found by its lines alone.
    """
    start, end = _own(facts, lines, body)
    read = [i for i, f in enumerate(facts) if not f.silent]
    place = {block: at for at, block in enumerate(read)}

    def in_a_row(i: int) -> bool:
        at = place.get(i, -1)
        beside = [*read[at - 1 : at], *read[at + 1 : at + 2]] if at > 0 else read[1:2]
        return any(lines[other] for other in beside)

    return tuple(
        known if known and not f.silent and (not start <= i < end or (flat and in_a_row(i))) else None
        for i, (f, known) in enumerate(zip(facts, lines, strict=True))
    )


def _own(facts: Sequence[BlockFacts], lines: Sequence[Known | None], body: tuple[int, int]) -> tuple[int, int]:
    """The body less what the site's lines take of its two ends."""
    start, end = body
    while start < end and (lines[start] or facts[start].silent):
        start += 1
    while start < end and (lines[end - 1] or facts[end - 1].silent):
        end -= 1
    return start, end
