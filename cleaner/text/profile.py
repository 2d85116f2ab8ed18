"""The document profile: what is known of a text as a whole before any of it is repaired or normalised.

What is damage in one document is spelling in another: a comma of ASCII between two Han characters is folded
punctuation where nothing else stands, and somebody's choice where full-width commas stand all around it. So the
repairs and normalisers ask the profile, which is measured once, from the text as it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.text.characters import ODD_SPACES
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import HAN_KANA, IDEOGRAPHS, count_han, count_kana, is_japanese
from cleaner.text.width import is_folded

_ASCII = "".join(map(chr, range(128)))
_HANGUL_RUN = re.compile("[\uac00-\ud7a3]+")
#: The patterns begin with what is rare and look back from there: to look back from every character takes ten times
#: as long.
#: The letters of Pinyin that carry a tone.
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
#: A reading in brackets behind a Han character: a syllable with its tone mark, or without (们(men)). Must not match
#: the notes of a text that teaches: several syllables, a capital, 重庆(chóngqìng).
_NOTE = lazy_pattern(f"[(（](?<=[{IDEOGRAPHS}].)[a-zêü{TONED}]{{1,6}} ?[)）]")
_TONE = lazy_pattern(f"[{TONED}]")
#: A comma right before another mark of the end of a clause. Must not match ",,," of a chat, which is three.
_STRAY = re.compile(r",[,，、。;；:：?？!！](?![,，])(?<![,，]..)")
_BLANKS = f" \u3000{ODD_SPACES}"
_SPACE = lazy_pattern(f"[{_BLANKS}](?<=[{HAN_KANA}].)[{_BLANKS}]*+(?=[{HAN_KANA}])")

#: Stray commas: at least so many, and at least one for so many Han characters.
STRAY_LEAST, STRAY_HAN = 2, 150


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a whole text.

    `characters` are the characters that it holds, each once: the cheap test of most repairs is that none of theirs
    is among them. `han`, `kana` and `hangul` count characters. `folded` says that its full-width punctuation was folded
    to ASCII. `notes` counts readings in brackets behind a Han character, `toned` those with a tone mark;
    `stray_commas` commas right before another mark; `spaces` places between two Han or kana that have blanks.
    """

    characters: frozenset[str] = frozenset()
    han: int = 0
    kana: int = 0
    hangul: int = 0
    folded: bool = False
    notes: int = 0
    toned: int = 0
    stray_commas: int = 0
    spaces: int = 0

    @property
    def strewn(self) -> bool:
        """Whether a program strewed commas before the marks of the text."""
        return self.stray_commas >= STRAY_LEAST and self.stray_commas * STRAY_HAN >= self.han

    @property
    def japanese(self) -> bool:
        """Whether the text is Japanese."""
        return is_japanese(self.kana, self.han)


def profile(text: str) -> Profile:
    """The profile of `text`, in time linear in its length; a few passes of counting where nothing is amiss."""
    if text.isascii():
        return Profile(frozenset(filter(text.__contains__, _ASCII)))  # far faster than to look at each character
    characters = frozenset(text)
    kana, hangul = _other_letters(text, characters)
    han = count_han(text)
    if not han:
        return Profile(characters, kana=kana, hangul=hangul)
    noted = "(" in characters or "（" in characters
    notes = _NOTE.findall(text) if noted and not characters.isdisjoint(")）") else ()
    return Profile(
        characters,
        han=han,
        kana=kana,
        hangul=hangul,
        folded=is_folded(text),
        notes=len(notes),
        toned=sum(_TONE.search(note) is not None for note in notes),
        stray_commas=len(_STRAY.findall(text)) if "," in characters else 0,
        spaces=0 if characters.isdisjoint(_BLANKS) else len(_SPACE.findall(text)),
    )


def _other_letters(text: str, characters: frozenset[str]) -> tuple[int, int]:
    """How many kana and Hangul `text` holds: in most Chinese texts none, as their different characters tell."""
    each = "".join(characters)
    return (
        count_kana(text) if count_kana(each) else 0,
        sum(map(len, _HANGUL_RUN.findall(text))) if _HANGUL_RUN.search(each) else 0,
    )
