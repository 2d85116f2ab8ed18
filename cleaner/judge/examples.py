"""A rule's own examples, held against its conditions on the block itself (its place is taken to be right)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from cleaner.judge.facts import measure
from cleaner.judge.rulebook import Rulebook
from cleaner.model import Block, Link, Rule, Span

#: A picture of Markdown, and a link without words.
_PICTURE, _UNSEEN = re.compile(r"!\[[^\]]*\]\([^)]*\)"), re.compile(r"(?:^[-*+] )?\[\s*\]\([^)]*\)")

#: So many links and pictures an example has at the most: a rule that asks for more does not hold for its hits.
MOST_ASKED = 1_000


def failing_examples(rules: Sequence[Rule]) -> list[str]:
    """A message for each example that does not do what it is there to show."""
    failing = []
    for rule in rules:
        book = Rulebook([rule])
        for text, wanted in [*((hit, True) for hit in rule.hits), *((miss, False) for miss in rule.misses)]:
            if bool(book.holds_in_place(measure(_block(rule, text)))) is not wanted:
                said = "does not hold for its own hit" if wanted else "holds for its own miss"
                failing.append(f"{rule.origin}: rule {rule.id!r}: {said}: {text}")
    return failing


def _block(rule: Rule, text: str) -> Block:
    """An example as a block of the kind, with the links and pictures, that the rule asks for.

    ``![](a.png)`` is a picture: its block has no text but what stands behind it; ``</ul>`` has none.
    """
    when = dict(rule.when)
    kinds = when.get("kind")
    links = (Link(text, "https://example.com/"),) * max(
        _asked(when, "links_min"), bool(_asked(when, "link_density_min"))
    )
    return Block(
        index=0,
        kind=kinds[0] if isinstance(kinds, tuple) else "paragraph",
        text=_seen(text),
        source=text,
        span=Span(0, len(text)),
        start=0,
        line=1,
        links=links,
        images=(Link("", "https://example.com/a.png"),) * _asked(when, "images_min"),
    )


def _seen(text: str) -> str:
    """What a reader sees of an example: nothing of a picture, of the link around it or of tags."""
    if text.startswith("!["):
        return text.partition(")")[2].strip() if text.count("![") == 1 else ""
    if text.startswith(("[", "- [", "* [")):
        text = _UNSEEN.sub("", _PICTURE.sub("", text))
    return "" if text.startswith("<") and text.endswith(">") and not text.startswith("<!--") else text


def _asked(when: dict[str, object], name: str) -> int:
    """How many a condition asks for, a share counting as one."""
    value = when.get(name, 0)
    return min(ceil(value), MOST_ASKED) if isinstance(value, int | float) else 0
