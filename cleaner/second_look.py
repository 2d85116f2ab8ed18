"""The title of what is left: found when furniture stood where a title is looked for.

Without this look the article, cleaned once more, would have a title that it did not have the first time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.judge.account import kept_blocks
from cleaner.judge.region import find_region
from cleaner.judge.survey import Survey
from cleaner.metadata.title import NO_TITLE, Title, find_title
from cleaner.model import Document, Verdict


def title_of_rest(document: Document, page: Survey, verdicts: Sequence[Verdict]) -> tuple[Title, tuple[Verdict, ...]]:
    """The title that the kept blocks alone state, and the verdicts with its lines lifted."""
    kept = kept_blocks(document, verdicts)
    rest = replace(document, blocks=tuple(replace(block, index=i) for i, block in enumerate(kept)), front_matter={})
    at = [block.index for block in kept]
    region = find_region([page.facts[i] for i in at], [page.marks[i] for i in at])
    title = find_title(rest, region.start, [page.suspects[i] for i in at], [page.facts[i].key for i in at])
    lifted = {at[i] for i in title.blocks}
    if not lifted:
        return NO_TITLE, tuple(verdicts)
    return title, tuple(
        Verdict(v.block, "title", reason="states the title") if v.block in lifted else v for v in verdicts
    )
