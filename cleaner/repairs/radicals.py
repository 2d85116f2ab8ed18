"""Kangxi radicals and compatibility ideographs that stand for ordinary characters: ⼀ for 一, 金 for 金."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from cleaner.model import Change
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile
from cleaner.text.units import IDEOGRAPHS

RULE = "radical"
#: Characters of the block CJK Radicals Supplement that look like a whole character, and that character, after
#: Unicode's EquivalentUnifiedIdeograph.txt. Those that are only parts (⺡ ⺮ ⻖) are not among them.
_SUPPLEMENT = (
    "⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺜日⺝月⺞歺⺟母⺠民⺦丬⺧牛⺩王⺫目⺬示⺶羊⺷羊⺻聿⺼月⺽臼⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻑長"
    "⻒镸⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RUN = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]+")
_HAN = lazy_pattern(f"[{IDEOGRAPHS}]")
#: So many radicals on end are a list of radicals.
LISTED = 5


#: The blocks of such characters; not all that stands in them is one.
_BLOCKS = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA), range(0x2F800, 0x2FA1E))
#: A cheap test: the largest characters of most documents are Han and full-width punctuation.
_SEEN = frozenset((*_SUPPLEMENT[::2], *(chr(code) for block in _BLOCKS for code in block)))


@cache
def _forms() -> Mapping[str, str]:
    """Each such character with the ordinary one that it stands for."""
    forms = {chr(code): normalize("NFKC", chr(code)) for block in _BLOCKS for code in block}
    forms |= dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True))
    return {damaged: whole for damaged, whole in forms.items() if damaged != whole}


def seen(text: str, profile: Profile) -> bool:
    """Whether any such character is there, in a text that is not Japanese or Korean: those have spellings of their own
    among the compatibility ideographs."""
    return not (profile.characters.isdisjoint(_SEEN) or profile.japanese or profile.hangul)


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """Each radical within running text as the character that it stands for. A radical by itself, between quotes or in
    a list of radicals, is meant."""
    found = []
    for match in _RUN.finditer(text):
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if len(match[0]) >= LISTED or not _HAN.search(beside):
            continue
        for i, character in enumerate(match[0], match.start()):
            if whole := _forms().get(character):
                found.append(Change(RULE, i, character, whole, "lossless"))
    return tuple(found)
