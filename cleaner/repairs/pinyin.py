"""Readings that a program put in brackets behind characters: 發(fā)展. Not those of a text that teaches them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from cleaner.model import Change
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import TONED, Profile
from cleaner.text.units import IDEOGRAPHS

RULE = "pinyin note"
#: A character with a syllable in brackets. Must not match several syllables, 重庆(chóngqìng), or a capital.
NOTE = lazy_pattern(f"([{IDEOGRAPHS}])([(（][a-zêü{TONED}]{{1,6}} ?[)）])")
#: Fewer notes with a tone mark are somebody's explanation.
LEAST = 3
#: More than one note for so many Han characters is a text that teaches: a program notes some of them.
MOST_HAN_A_NOTE = 2
#: Only characters among so many of the commonest need no explanation, those of both scripts counted.
COMMON = 5000


def seen(text: str, profile: Profile) -> bool:
    """Whether readings stand in brackets behind several characters, put there by a program."""
    return profile.toned >= LEAST and profile.han > MOST_HAN_A_NOTE * profile.notes and _by_a_program(text)


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """The notes taken out whose reading is one of their character's."""
    known = readings()
    return tuple(
        Change(RULE, match.start(2), match[2], "", "lossless")
        for match in NOTE.finditer(text)
        if match[2][1:-1].strip() in known.get(match[1], ())
    )


def _by_a_program(text: str) -> bool:
    """Whether the notes of a whole text are a program's: nearly all say the usual reading of a common character.
    Writers note what is rare or read otherwise."""
    known, common = readings(), common_characters()
    notes = NOTE.findall(text)
    usual = len([note for c, note in notes if c in common and note[1:-1] == known[c][0]])
    return usual >= LEAST and usual * 4 >= len(notes) * 3


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The readings of each character, the usual one first."""
    lines = files(__package__).joinpath("readings.tsv").read_text("utf-8").splitlines()
    each: dict[str, tuple[str, ...]] = {}  # many characters are read alike
    return {line[0]: each.setdefault(line[2:], tuple(line[2:].split(" "))) for line in lines}


@cache
def common_characters() -> frozenset[str]:
    """The commonest characters of both scripts."""
    return frozenset(list(readings())[:COMMON])
