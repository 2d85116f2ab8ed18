"""A profile held against its own examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cleaner.judge.examples import failing_examples
from cleaner.judge.shapes import line_key, shape
from cleaner.model import Profile, SiteExample
from cleaner.options import Options
from cleaner.pipeline import clean
from cleaner.text.characters import key


def failing(profile: Profile) -> list[str]:
    """A message for each example of a profile that does not do what it is there to show."""
    where = f"{profile.origin}: site {profile.name!r}"
    found = [f"{where}: {said}" for said in _lines(profile)]
    found += failing_examples(profile.rules)
    return found + [f"{where}: example: {said}" for example in profile.examples for said in unmet(profile, example)]


def _lines(profile: Profile) -> Iterator[str]:
    for line in profile.lines:
        wanted = line_key(line.text)
        for example in line.examples:
            given = line_key(example)
            if wanted not in (given, shape(given)):
                yield f"line {line.text!r} is not found in its own example {example!r}"


def unmet(profile: Profile, example: SiteExample) -> list[str]:
    """What of an example does not come out as it says, by the profile alone: it has to know its site as well."""
    article = clean(example.text, options=Options(profiles=(replace(profile, examples=()),)))
    kept = {key(block.text) for block in (*article.blocks, *article.heading)}
    whole = key("\n".join(block.text for block in (*article.blocks, *article.heading)))
    lost = [f"does not keep {piece!r}" for piece in example.keeps if key(piece) not in whole]
    return lost + [f"does not drop {line!r}" for line in example.drops if key(line) in kept]
