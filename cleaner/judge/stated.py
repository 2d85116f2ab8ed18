"""What a page's own scripts state to be its text, in the vocabulary of schema.org: questions with their answers, the
posts of a thread, what a recipe takes and how it is made.

Programs that write such a statement set the same text on the page, in boxes that otherwise look like furniture: a card,
a list of two words a line, answers that unfold. Measured on development pages: of the text that was stated so and had
been dropped, 20,000 characters were main text and 3,500 were not. What states other things, an article's body among
them, is no evidence beside what the weights say, and readers' reviews and comments are no text of a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.model import Document
from cleaner.text.characters import letters, words
from cleaner.text.loose_json import loose_json
from cleaner.text.untagged import untagged

#: The least chance of a block that is stated.
CHANCE = 0.85
#: Longest script that is read, most of its values, and most characters of what all of them state.
SCRIPT_CHARACTERS, MOST_VALUES, MOST_CHARACTERS = 1_000_000, 50_000, 500_000
#: A block is part of a statement by so many letters at least; a shorter one is stated word for word.
PART_LETTERS = 12
#: So many of the places where a block may begin in the statements are looked at.
MOST_PLACES = 16
#: The properties, in lower case, that are text of a page, by the kind of thing that has them.
_TEXTS: Mapping[str, frozenset[str]] = {
    "question": frozenset(("name", "text")),
    "answer": frozenset(("text",)),
    "discussionforumposting": frozenset(("text", "articlebody")),
    "recipe": frozenset(("recipeingredient", "ingredients", "recipeinstructions")),
    **dict.fromkeys(("howtostep", "howtosection", "howtodirection", "howtotip"), frozenset(("name", "text"))),
}
#: Those of what stands within a thread.
_REPLY: Mapping[str, frozenset[str]] = {**_TEXTS, "comment": frozenset(("text",))}
_THREAD = "discussionforumposting"
#: A sign of a script that states any of it.
_SIGN = re.compile(r'"(?:Question|Answer|DiscussionForumPosting|Recipe|HowTo[A-Z][a-z]+)"')


class _Waiting(NamedTuple):
    """A value to be read, the kind of thing and the property that it is of, and whether it stands in a thread."""

    value: Any
    kind: str
    name: str
    in_thread: bool


def stated(document: Document) -> frozenset[int]:
    """The numbers of the blocks whose text the scripts of the page state to be its text."""
    said = [text for script in document.head.scripts if _SIGN.search(script) for text in _stated(script)]
    if not said:
        return frozenset()
    statements = _Statements(said)
    return frozenset(block.index for block in document.blocks if block.text and statements.hold(block.text))


def _stated(script: str) -> Iterator[str]:
    """The texts that a script states; none where it is too long, or no JSON."""
    if len(script) > SCRIPT_CHARACTERS:
        return
    try:
        waiting = [_Waiting(loose_json(script), "", "", False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value, kind, name, in_thread = waiting.pop()
        if isinstance(value, str):
            if name in (_REPLY if in_thread else _TEXTS).get(kind, ()):
                yield value
        elif isinstance(value, list):
            waiting.extend(_Waiting(one, kind, name, in_thread) for one in value)
        elif isinstance(value, Mapping):
            kind = _kind(value) or kind
            within = in_thread or kind == _THREAD
            waiting.extend(_Waiting(one, kind, str(key).lower(), within) for key, one in value.items())


def _kind(thing: Mapping[str, Any]) -> str:
    """The first kind that a thing says it is of, in lower case; "" for none."""
    kinds = thing.get("@type")
    first = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return first.lower() if isinstance(first, str) else ""


class _Statements:
    """Texts by their letters, and where a block may begin in them: at the beginning of a word. What one says is looked
    for at a few places, so that a page costs what it says however often it says the same."""

    def __init__(self, said: Sequence[str]) -> None:
        self._whole: set[str] = set()
        self._places: dict[str, list[tuple[str, int]]] = {}
        left = MOST_CHARACTERS
        for text in said:
            self._add(untagged(html.unescape(text[:left])))  # programs escape tags as well
            left -= len(text)
            if left <= 0:
                break

    def _add(self, text: str) -> None:
        said = words(text)
        whole = "".join(said)
        self._whole |= {whole, *map(letters, text.splitlines())} - {""}
        at = 0
        for word in said:
            places = self._places.setdefault(whole[at : at + PART_LETTERS], [])
            if len(places) < MOST_PLACES:
                places.append((whole, at))
            at += len(word)

    def hold(self, text: str) -> bool:
        """Whether a text is stated, by itself or within a longer one."""
        said = letters(text)
        if len(said) < PART_LETTERS or said in self._whole:
            return said in self._whole
        return any(whole.startswith(said, at) for whole, at in self._places.get(said[:PART_LETTERS], ()))
