"""The title as the line above the body that most speaks for being it: its shape, its surroundings, the text itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.metadata.account import ACCOUNT, POET, is_account
from cleaner.metadata.found_title import LABEL, REACH
from cleaner.metadata.people import is_organisation
from cleaner.metadata.suffix import SITE_UNITS
from cleaner.metadata.title_points import AROUND, BELOW, SHAPED_HAN, Surroundings, is_head, points_of
from cleaner.metadata.title_words import TextWords
from cleaner.model import Block
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: Points that a line above the body needs to count as the title.
ENOUGH = 3.0
#: How much it speaks for a line that the text has its words, and the share of them that speaks neither for it nor
#: against.
WORDS_OF_TEXT, EVEN_SHARE = 2.5, 0.4
#: What speaks for a line that the first sentence begins with, saying what it is.
DEFINED = 3.0
#: A line of so many units may be an account's name, and the title of its post stands so many lines above.
ACCOUNT_UNITS, ACCOUNT_BELOW = 6, 8
#: What a line gains that stands right above the writer's name.
BESIDE_WRITER = 1.5
#: The frame of a page, its path or its menu, ends at most so many lines above the title.
ABOVE = 6
#: The writer under a label, or behind a sign that newspapers set before the name. Must not match a sentence.
_WRITER = lazy_pattern(r"\s*(?:作者|文|撰文)\s?[:/|]|\s*[□◎●■◆]\s?\S{2,4}\s*$")


def best_line(
    blocks: Sequence[Block],
    path_name: str | None,
    body_start: int,
    suspects: Sequence[str | None],
    keys: Sequence[str],
) -> Block | None:
    """The line above the body that most speaks for being the title, if enough does."""
    best, best_points = None, ENOUGH
    shaped: list[Block] = []
    for block, points in _weighed(blocks, key(path_name or ""), body_start, suspects, keys):
        shaped += [block] if points >= ENOUGH and units(block.text) >= SHAPED_HAN else []
        if points >= best_points and (best is None or points > best_points):
            best, best_points = block, points
    if best is not None and units(best.text) <= ACCOUNT_UNITS and ACCOUNT.fullmatch(best.text.strip()):
        best = next((b for b in reversed(shaped) if best.index - ACCOUNT_BELOW <= b.index < best.index), best)
    return first_saying(blocks, keys, suspects, best) if best is not None else None


def _weighed(
    blocks: Sequence[Block], path_said: str, body_start: int, suspects: Sequence[str | None], keys: Sequence[str]
) -> Iterator[tuple[Block, float]]:
    """The lines above the body that may be the title, with what speaks for each."""
    repeats = _repeated(keys)
    around = Surroundings(blocks, suspects, body_start)
    words = TextWords(blocks, body_start)
    for block in blocks[max(0, body_start - REACH) : max(body_start, 1)]:
        if block.kind not in ("paragraph", "heading") or suspects[block.index] is not None or _names_outlet(block):
            continue
        framed = any(suspect in AROUND for suspect in suspects[max(0, block.index - ABOVE) : block.index + BELOW])
        framed = framed or around.dated_below(block.index)
        if not (framed or is_head(block, blocks) or keys[block.index] == path_said):
            continue
        points = points_of(block, around)
        points += BESIDE_WRITER if _is_above_writer(blocks, suspects, block.index) else 0.0
        points += 2.0 if repeats.get(keys[block.index], 0) > 1 and units(block.text) >= 6 else 0.0
        points -= 1.5 if is_account(keys, block) else 0.0
        points += DEFINED if words.define(block) else 0.0
        if points >= ENOUGH - WORDS_OF_TEXT * (1 - EVEN_SHARE):  # else nothing that the text says makes it a title
            points += WORDS_OF_TEXT * (words.share(block.text, EVEN_SHARE) - EVEN_SHARE)
        yield block, points + (5 if path_said and keys[block.index] == path_said else 0)


def _names_outlet(block: Block) -> bool:
    """Whether a short line is the name of an organisation and nothing else: whoever posted the text."""
    return units(block.text) <= ACCOUNT_UNITS and is_organisation(block.text.strip())


def _is_above_writer(blocks: Sequence[Block], suspects: Sequence[str | None], at: int) -> bool:
    """Whether the line below names the writer, under a label or with his dynasty: short titles, of poems and recipes,
    are told by it."""
    if at + 1 == len(blocks) or suspects[at + 1] != "meta_line":
        return False
    below = fold(blocks[at + 1].text).strip()
    return _WRITER.match(below) is not None or POET.match(below) is not None


def first_saying(blocks: Sequence[Block], keys: Sequence[str], suspects: Sequence[str | None], best: Block) -> Block:
    """The first line that says what `best` says, or says it without the site's name: the others repeat it."""
    whole = keys[best.index]
    for block in blocks[max(0, best.index - REACH) : best.index]:
        said = keys[block.index]
        cut = units(block.text) > SITE_UNITS / 2 and whole.startswith(said) and not whole[len(said) :][:1].isalnum()
        if (said == whole or cut) and suspects[block.index] is None and block.kind in ("paragraph", "heading"):
            return block
    return best


def _repeated(keys: Sequence[str]) -> Counter[str]:
    """How often each line is said, with or without a label before it."""
    labelled = (LABEL.match(k) for k in keys[:REACH] if ":" in k[:10] or "为" in k[:8])
    return Counter([*keys, *(match["value"] for match in labelled if match)])
