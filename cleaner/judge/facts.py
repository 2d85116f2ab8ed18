"""Everything a rule may ask about one block, computed once.

`BlockFacts` is what the block tells by itself, `PageFacts` what its place among the others tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from cleaner.model import Block, Kind
from cleaner.text.characters import fold, plain_spaces, squeeze
from cleaner.text.prose import sentence_shape
from cleaner.text.remembered import remembered
from cleaner.text.units import count_units, han_kana, units

Region = Literal["before", "body", "after"]

#: Kinds whose text is never running text: only rules that name them are asked.
NEVER_RUNNING = frozenset(("code", "table", "formula", "front_matter"))
#: A block longer than this many characters is running text whatever it says: phrases and patterns that belong to
#: labels are looked for at its two ends only.
LONG_CHARACTERS = 2_000
#: A word of another script than Han or kana says as much as so many Han characters.
LATIN_UNIT = 1.6
#: Longest word of a menu, in units.
MENU_WORD_UNITS = 8

#: Longest row of menu words on one line, in units.
MENU_UNITS = 400
#: Longest day in figures or numerals, in units.
DAY_UNITS = 12
#: Shortest and longest headline, in units.
HEADLINE_UNITS = (8, 45)
#: What a headline does not start with, a label or the number of an entry; end with, as sentences and pieces of them do;
#: or hold, as code and columns do.
_NO_HEADLINE = re.compile(r"\W{0,2}\d{1,3}\s?[.、)]|[^:]{1,8}:|\W{0,2}[(\[]?\d{1,2}[)\]]")
_NO_HEADLINE_ENDS = (".", ",", ":")
_NO_HEADLINE_SAYS = ("=", ";", "{", "}", "<", ">", "\\", "    ")
#: The number of an entry, of a list or of references. Must not match "1海城" or "21.6 KB".
_NUMBERED = re.compile(r"\s*(?:\\?\[\d{1,3}\\?\]|\(?\d{1,2}[.,)]\s?[^\d\s]|[一二三四五六七八九十]{1,3},)")
#: A label before its value. Must not match a clock or a sentence with a colon further on.
_LABEL = re.compile(r"\s*[^:|/>\d]{1,14}[:|/>]")
#: A day and nothing else, in figures or Han numerals. Must not match a day with a time or a year alone.
_DAY = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九十]{4}) ?(?:[-/.]|年) ?[\d一二三四五六七八九十]{1,3} ?(?:[-/.]|月)"
    r" ?[\d一二三四五六七八九十]{1,3} ?日?(?: ?\((?:星期|周)[一二三四五六日天]\))?"
)
_DIGIT = re.compile(r"\d")
_ASCII_DIGITS = b"0123456789"
#: What stands between the words of a menu on one line, and all of its characters that are no space.
_MENU_GAP = re.compile(r"[\s|/·>]+|-(?=\s)")
_MENU_GAPS = "|/·>-"


class BlockFacts(NamedTuple):
    """What one block tells by itself. `folded` is as long as the text; `key` is it without loose white space, kept as
    UTF-8 as well, the form in which patterns are asked; `source` is the block as it is written, see `asked_source`;
    `wide` tells Han and kana from Latin text. The line stands on `shared_on` of the `shared_of` documents that the
    profile of its site was learned from. Those that a shape has come first, in the order that it has them in."""

    kind: Kind
    prose: bool
    cut_off: bool
    menu: bool
    label: bool
    headline: bool
    numbered: bool
    folded: str
    key: str
    key_utf8: bytes
    source: str
    units: int
    clauses: int
    digits: int
    wide: bool
    ends_sentence: bool
    link_density: float
    links: int
    images: int
    words: int
    torn: bool
    day: bool
    shared_on: int = 0
    shared_of: int = 0

    @property
    def silent(self) -> bool:
        """Whether the block holds nothing to read."""
        return self.units == 0

    @property
    def worth(self) -> float:
        """How much the block says, in Han characters."""
        return self.units * (1.0 if self.wide else LATIN_UNIT)


class PageFacts:
    """What the place of one block among the others tells, each fact found out when a rule first asks for it: most rules
    have asked enough after two. What a fact says, the condition that asks for it does (`Condition.asks`).

    Distances and the lengths of runs are in blocks. `stranded` is 0 before the verdicts are known, `zone` None under no
    label; `main_text` and `left_out` hold for no block of a document whose densities are not weighed.
    """

    region: Region
    from_body: int
    from_start: int
    from_end: int
    zone: str | None
    leads: bool
    menu_run: int
    listing_run: int
    torn_run: int
    signature: bool
    repeats: int
    furniture: int
    walled: bool
    headline_run: int
    titled: bool
    names_title: bool
    begins_below: bool
    headed: bool
    heads_again: bool
    listed: bool
    main_text: bool
    left_out: bool
    beside_kept: bool
    last_prose: bool
    near: frozenset[str]
    body_units: int
    tabled: bool
    under_title: bool
    stranded: int
    announced: bool
    page_furniture: int
    own_links: bool
    heads_own_links: bool
    links_again: bool
    in_head: bool
    alone: bool
    amid_text: bool
    amid_lines: bool
    among_fields: bool

    def __init__(
        self, finders: Mapping[str, Callable[[Any, int], Any]], places: Any, block: int, stranded: int = 0
    ) -> None:
        """`finders` find each fact of a block in the `places` of its page, by the name of the fact."""
        self._finders, self._places, self._block, self.stranded = finders, places, block, stranded

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._finders:  # whoever copies asks before there are finders
            raise AttributeError(f"no fact of a block's place is called {name}")
        fact = self.__dict__[name] = self._finders[name](self._places, self._block)
        return fact


#: The facts of a block that is not read: it stands far from the main text of its page.
UNREAD = BlockFacts(
    kind="paragraph",
    prose=False,
    cut_off=False,
    menu=False,
    label=False,
    headline=False,
    numbered=False,
    folded="",
    key="",
    key_utf8=b"",
    source="",
    units=0,
    clauses=0,
    digits=0,
    wide=False,
    ends_sentence=False,
    link_density=0.0,
    links=0,
    images=0,
    words=0,
    torn=False,
    day=False,
)


@remembered
def asked_source(source: str) -> bytes:
    """A source as patterns are asked of it. Made when one is: of most blocks none is."""
    return plain_spaces(source).encode()


def measure(block: Block) -> BlockFacts:
    """The facts of one block by itself."""
    text = block.text
    han, words_of_letters = count_units(text)
    size = han + words_of_letters
    shape = sentence_shape(text, size)
    folded = fold(text if len(text) <= LONG_CHARACTERS else _ends(text))
    stripped = folded.strip()
    key = squeeze(stripped)
    key_utf8 = key.encode()
    running = block.kind not in NEVER_RUNNING
    prose = running and shape.prose
    row = running and shape.clauses == 0 and size <= MENU_UNITS
    words = _menu_words(text) if row else []
    return BlockFacts(  # by place, which costs half of what it costs by name
        block.kind,
        prose,
        running and shape.cut_off,
        bool(words) and size > 0 and is_menu(words),  # menu
        not prose and _LABEL.match(folded) is not None,  # label
        running and not prose and _is_headline(stripped, size),  # headline
        _NUMBERED.match(folded) is not None,  # numbered
        folded,
        key,
        key_utf8,
        block.source,
        size,  # units
        shape.clauses,
        _digits(key, key_utf8),  # digits
        2 * han > size,  # wide
        shape.ends_sentence,
        block.linked_share,  # link_density
        len(block.links),  # links
        len(block.images),  # images
        len(words),  # words
        bool(block.links) and any(not link.url for link in block.links),  # torn
        size <= DAY_UNITS and _DAY.fullmatch(stripped) is not None,  # day
    )


def _digits(key: str, key_utf8: bytes) -> int:
    """How many digits of any script a text has, by its folding key, which leaves out none."""
    if key.isascii():
        return len(key) - len(key_utf8.translate(None, _ASCII_DIGITS))
    return len(_DIGIT.findall(key))


def _menu_words(text: str) -> list[str]:
    """The words of a line, as a menu has them. Most lines have nothing but spaces between."""
    if any(map(text.__contains__, _MENU_GAPS)):
        return [word for word in _MENU_GAP.split(text) if word]
    return text.split()


def _is_headline(stripped: str, size: int) -> bool:
    return (
        HEADLINE_UNITS[0] <= size <= HEADLINE_UNITS[1]
        and not stripped.endswith(_NO_HEADLINE_ENDS)
        and not any(map(stripped.__contains__, _NO_HEADLINE_SAYS))
        and _NO_HEADLINE.match(stripped) is None
    )


def is_menu(words: list[str]) -> bool:
    """Whether a text of these words is made of short ones alone, as menus are: Han words with gaps between them, or
    a few Latin ones."""
    if len(words) > 4 and all(map(str.isascii, words)):
        return False
    limit = MENU_WORD_UNITS + (0 if 1 < len(words) < 5 else 4 if len(words) < 10 else 8)
    short = all(len(word) <= limit or units(word) <= limit for word in words)  # a unit is a character at least
    return short and (len(words) <= 4 or han_kana("".join(words)) > 0)


def _ends(text: str) -> str:
    """The two ends of a long text with spaces between, as long as the text."""
    half = LONG_CHARACTERS // 2
    return text[:half] + " " * (len(text) - 2 * half) + text[-half:]
