"""The body of a page that shows none: in its scripts, as articleBody of JSON-LD or in the state of a framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.text.loose_json import loose_json
from cleaner.text.prose import is_prose
from cleaner.text.units import units
from cleaner.text.untagged import untagged

#: A body in a script has at least so many units.
BODY_UNITS = 100
#: ... where the page shows so many characters at the most, so many: it has no other.
SHOWN_CHARACTERS, ONLY_BODY_UNITS = 80, 30
#: Keys under which frameworks keep the body of an article.
_KEYS = frozenset(("articlebody", "body", "content", "text", "html", "contenthtml", "article_content", "rendered"))
#: What a record says beside a body is at most so long, in characters.
BESIDE_CHARACTERS = 300
#: Longest script that is looked into, in characters.
SCRIPT_CHARACTERS = 5_000_000


class ScriptBody(NamedTuple):
    """A body that a script holds, as text, and what stands beside it there: keys in lower case with their texts."""

    text: str
    beside: tuple[tuple[str, str], ...]


def body_in_scripts(scripts: Sequence[str], shown: int) -> ScriptBody | None:
    """The longest text that a page's JSON scripts hold as a body, when it is running text longer than what the page
    shows; None for none."""
    held = [(untagged(text), record) for script in scripts for text, record in _texts(script)]
    best, record = max(held, key=lambda one: len(one[0]), default=("", {}))
    enough = BODY_UNITS if shown > SHOWN_CHARACTERS else ONLY_BODY_UNITS
    if len(best) > shown and units(best) >= enough and any(map(is_prose, best.split("\n"))):
        return ScriptBody(best, tuple(_beside(record)))
    return None


def _beside(record: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The short texts of a record by their keys; of what stands under a key with a name of its own, the name."""
    for name, value in record.items():
        for one in value if isinstance(value, list) else (value,):
            said = one.get("name") if isinstance(one, dict) else one
            if isinstance(said, str) and 0 < len(said) <= BESIDE_CHARACTERS:
                yield name.lower(), said


def _texts(script: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The texts that stand under a key for bodies, in a script that begins with JSON, each with its record."""
    if len(script) > SCRIPT_CHARACTERS:
        return
    try:
        waiting: list[object] = [loose_json(script)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((v, value) for k, v in value.items() if isinstance(v, str) and k.lower() in _KEYS)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
