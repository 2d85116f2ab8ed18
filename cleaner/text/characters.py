"""The folding key: two spellings that a reader takes for the same compare equal. Compare only, never output."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from cleaner.text.remembered import remembered

#: Look-alikes folded to one character each. Left: the form to compare with. Right: what is folded into it.
_PUNCTUATION = {
    '"': "“”„‟〝〞「」『』",
    "'": "‘’‚‛`´",
    "[": "【〖〔",
    "]": "】〗〕",
    "《": "〈",
    "》": "〉",
    "-": "–—―‐‑−─━",
    "~": "〜",
    ",": "、､",
    ".": "。｡",
    "·": "・•●▪■◆◇★☆○◎▲△▼▽※‧∙►▸",
    "|": "丨│┃∣¦",
    ">": "»›≫→",
    "<": "«‹≪←",
    ":": "︰",
}
#: Letters and figures that stand together.
_WORD = re.compile(r"[^\W_]+")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000"

#: Marks of direction, joiners, selectors of a character's form.
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = "\u200c\u200d"
SELECTORS = "\ufe0e\ufe0f"
#: Characters without width: these, soft hyphens, zero-width spaces, operators that are not seen, byte-order marks. They
#: hide in words.
INVISIBLE = f"{DIRECTIONS}{JOINERS}{SELECTORS}"
INVISIBLE += "\u00ad\u034f\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"

#: A single space that does not stand between two Latin words or numbers; must not match the space of "read more".
_LOOSE_SPACE = re.compile(r" (?:(?![0-9a-z])|(?<![0-9a-z] ))")
#: Blanks that look like a space and are none: no-break, thin, hair and the like. Not the ideographic space, which sets
#: things apart on purpose.
ODD_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_SPACE_RUN = re.compile(r" {2,}")
#: What invisible characters fold to: a character that no text has, so that the key can leave it out.
_GONE = "\x00"


#: So many characters has the first plane of Unicode, with nearly all that texts are written in.
_FIRST_PLANE = 0x10000
#: The private use area, where the glyphs of icon fonts are, and the printable ASCII characters in full width.
_PRIVATE, _WIDE = range(0xE000, 0xF900), range(0xFF01, 0xFF5F)
#: How far a full-width character stands from the one that it is the width of.
_WIDE_OFFSET = 0xFEE0


def _tables() -> tuple[Sequence[str | int], Mapping[int, str]]:
    """The fold for `str.translate`: of the first plane with an entry for each character, since a list answers in half
    the time of a dictionary, which raises and catches an error for each character that it lacks; of the others with
    those alone that are folded, for a text that has any from there."""
    traditional, simplified, _ = files(__package__).joinpath("script_fold.tsv").read_text("utf-8").splitlines()
    table: list[str | int] = list(range(_FIRST_PLANE))
    for code in range(0x41, 0x600):  # Latin, Greek, Cyrillic: letters whose lower case is one character
        lower = chr(code).lower()
        if len(lower) == 1:
            table[code] = lower
    rare: dict[int, str] = {}
    for character, simple in zip(map(ord, traditional), simplified, strict=True):
        if character < _FIRST_PLANE:
            table[character] = simple
        else:
            rare[character] = simple
    table[_PRIVATE.start : _PRIVATE.stop] = "·" * len(_PRIVATE)
    table[_WIDE.start : _WIDE.stop] = [chr(code - _WIDE_OFFSET).lower() for code in _WIDE]
    for form, variants in (*_PUNCTUATION.items(), (_GONE, INVISIBLE), (" ", _SPACES)):
        for variant in variants:
            table[ord(variant)] = form
    return table, rare


_FOLD, _FOLD_RARE = _tables()


@remembered
def fold(text: str) -> str:
    """`text` with script, width, case and look-alikes folded; as long as `text`, so that offsets hold in both."""
    folded = text.translate(_FOLD)
    of_first_plane = len(folded.encode("utf-16-le", "surrogatepass")) == 2 * len(folded)
    return folded if of_first_plane else folded.translate(_FOLD_RARE)


def plain_spaces(text: str) -> str:
    """`text` with a space for each no-break, thin or other odd blank: as a pattern's ``\\s`` knows it, and as the
    normaliser leaves it. As long as `text`."""
    return _ODD_SPACE.sub(" ", text)


def squeeze(folded: str) -> str:
    """A folded text without invisible characters and without the white space that carries no word boundary."""
    visible = folded.replace(_GONE, "")
    if "  " in visible:  # cheaper than the pattern, which most texts have no work for
        visible = _SPACE_RUN.sub(" ", visible)
    return _LOOSE_SPACE.sub("", visible) if " " in visible else visible


def key(text: str) -> str:
    """What two spellings of the same words have in common: ``key("分 享 到：") == key("分享到:")``."""
    return squeeze(fold(text))


def words(text: str) -> list[str]:
    """The runs of letters and figures of a text, in lower case."""
    return _WORD.findall(text.lower())


def letters(text: str) -> str:
    """The letters and figures of a text, in lower case: how texts compare whose marks and gaps may differ."""
    return "".join(words(text))
