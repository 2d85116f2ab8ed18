"""Which script a text is to be put into: what was asked for, or what the text itself says.

Asked to find out ("auto"), a traditional text is converted only where it is plainly a machine's conversion of a text
from the mainland: a writer of traditional script writes 以後 and 衝刺, not 以后 and 沖刺; he has words of his own for
信息 and 網絡, and quotes with 「」. A text of Taiwan or Hong Kong has none of that and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from cleaner.model import Warn
from cleaner.normalise.script import Target
from cleaner.normalise.script_tables import signs
from cleaner.text.script import Scripts, count_scripts

Choice = Literal["keep", "auto", "hans", "hant", "tw", "hk"]
_TARGETS: Mapping[Choice, Target] = {target: target for target in get_args(Target)}

#: Share of traditional characters, among those that tell the scripts apart, from which "auto" looks for a machine.
TRADITIONAL_SHARE = 0.8
#: Fewest such characters: a paragraph or two is too little to tell a machine from a writer.
FEWEST_CHARACTERS = 250
#: Signs that a machine wrote it, each worth what it says; from this sum on it is converted.
ENOUGH = 4
#: Different words of the mainland that are one sign, and how much more often they must stand than Taiwan's.
MAINLAND_WORDS = 5
MAINLAND_RATIO = 3
#: Share and number of the rarer script's characters from which a text is mixed: fewer are names and quotations.
MIXED_SHARE = 0.05
MIXED_CHARACTERS = 10


class Decision(NamedTuple):
    """The script to convert to (None: none), the signs that spoke for it, and what the reader should know."""

    target: Target | None
    signs: tuple[str, ...] = ()
    warnings: tuple[Warn, ...] = ()


def choose(text: str, choice: Choice, *, damaged: bool = False, characters: frozenset[str] | None = None) -> Decision:
    """What to do with the script of a whole document (not of a piece: a piece says too little).

    `damaged` says that the repairs found what only a machine does, such as pinyin notes throughout: one more sign.
    `characters` are those that the text holds, each once, where they are known already.
    """
    if choice in _TARGETS:
        return Decision(_TARGETS[choice])
    scripts = count_scripts(text, characters, MIXED_CHARACTERS)
    if scripts.traditional < MIXED_CHARACTERS:
        return Decision(None)
    warnings = _mixed(scripts)
    if choice == "keep" or not _is_traditional(scripts):
        return Decision(None, (), warnings)
    found = machine_signs(text)
    weight = sum(sign.weight for sign in found) + damaged
    return Decision("hans" if weight >= ENOUGH else None, tuple(sign.name for sign in found), warnings)


class Sign(NamedTuple):
    """Something that speaks for a conversion by machine, and how much."""

    name: str
    weight: int


def machine_signs(text: str) -> tuple[Sign, ...]:
    """What in a text of traditional characters only a machine's conversion of a mainland text has.

    Spellings that take one character for another (one each, three at most), words of the mainland (two, or three where
    there are many), and quotation marks of the mainland without any of the other kind (one).
    """
    known = signs()
    misspelt = [word for word in known.misspelt if word in text]
    mainland = {word: text.count(word) for word in known.mainland if word in text}
    taiwan = sum(map(text.count, known.taiwan))
    found = [Sign(f"spelt {word}", 1) for word in misspelt[:3]]
    if len(mainland) >= MAINLAND_WORDS and sum(mainland.values()) >= MAINLAND_RATIO * taiwan:
        found.append(Sign(f"words such as {next(iter(mainland))}", 2 + (len(mainland) >= 2 * MAINLAND_WORDS)))
    if text.count("“") >= 2 and "「" not in text:
        found.append(Sign("quoted with “”", 1))
    return tuple(found)


def _is_traditional(scripts: Scripts) -> bool:
    enough = scripts.traditional >= FEWEST_CHARACTERS
    return enough and scripts.traditional_share > TRADITIONAL_SHARE


def _mixed(scripts: Scripts) -> tuple[Warn, ...]:
    rarer = min(scripts)
    if rarer < MIXED_CHARACTERS or rarer < MIXED_SHARE * sum(scripts):
        return ()
    counts = f"{scripts.traditional} traditional and {scripts.simplified} simplified characters"
    return (Warn("mixed_script", f"two scripts in one text: {counts}"),)
