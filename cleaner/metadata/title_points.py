"""What speaks for a line above the body being the title: its shape, and what stands above and below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from cleaner.metadata.dates import find_date
from cleaner.metadata.found_title import MAX_UNITS
from cleaner.metadata.labels import find_labels
from cleaner.metadata.suffix import MIN_UNITS
from cleaner.model import BELOW_TITLE, Block
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence, is_prose, is_title_case
from cleaner.text.units import han_kana, units

#: Longest title, in units, of verse and lists, which have no running text to follow it.
VERSE_TITLE_UNITS = 20
#: A byline stands less than so many lines below the title.
BELOW = 4
#: The writer's card may stand between a headline and its byline: so many lines more.
CARD = 2
#: Share of a line's text in one link from which it names another page.
LINKED = 0.7
#: Longest line that may name the writer between a deck and the day, in units.
WRITER_UNITS = 6
#: A line with a day is a byline up to this many characters: a longer one is a text.
DATED_CHARACTERS = 80
#: So many of the lines next to a line, and next but two, say when something was said, where it is part of a talk.
TURNS = 3
#: A title has at least so many units for its shape to speak for it, in letters and in Han characters.
SHAPED_LATIN, SHAPED_HAN = 5, 8
#: A row of words, as menus and tools are: so many, none longer than so many characters.
ROW_WORDS, ROW_CHARACTERS = 5, 8
#: Fewer are a row where none is longer than a menu's words.
SHORT_WORDS, SHORT_CHARACTERS = 4, 2
#: A row of words of any length, with so many bars or wide gaps between them.
ROW_BARS, ROW_GAPS = 3, 3
#: Three or four words, all short, with wide gaps or bars between them. Must not match a headline of clauses.
_CELLS = lazy_pattern(r"[^\s|｜]{1,9}(?:(?:\s{2,6}|\u3000|\s?[|｜]\s?)[^\s|｜]{1,9}){2,3}$")
_GAPS = lazy_pattern(r"(?<!\s)\s{2,8}(?!\s)")

#: A colon among so many characters at a line's start ends a label.
LABEL_CHARACTERS = 10

#: The number of a section. Must not match a year or "3天".
NUMBERED = lazy_pattern(
    r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[、.)）]|\d{1,2}[.、)）]|第[一二三四五六七八九十\d]{1,3}[章节部]|0\d\b"
    r"|(?:chapter|section|part) \d)"
)
#: A field of a card or a page with its value. Must not match "专访：", "人物：" and their like, which head a title.
FIELD = lazy_pattern(
    r"^\S{0,6}(?:分类|栏目|频道|标签|关键词|介绍|简介|认证|签名|格言|公告|主页|网址|账号|积分|等级|类别|归档) ?:"
    r"|^(?:出席|列席|缺席|主持|记录|参加)(?:者|人员?)? ?:"
    r"|^(?:中图分类号|文献标[志识]码|文章编号|收稿日期|修回日期|基金项目|通[信讯]作者|作者简介|关键词|摘要) ?:"
    r"|^(?:电子(?:信箱|邮箱|邮件)|邮箱|受文者|发文(?:日期|字号)|主旨|说明|正本|副本|承办人|联络人) ?:"
    r"|^(?:(?:机关)?地址|电话|传真|速别) ?:"
    r"|^(?i:present|in attendance|attendees|apologies|absent|chair) ?:"
)
#: A line of a list of fields, whatever its label. Must not match a clock.
_FIELDS = lazy_pattern(r"[^\s:\d]{2,8}\s?:\s?\S")
#: How many points a line loses that is such a field.
LABELLED = 3.0
#: A line of more words is a caption rather than a headline; how it says where in a picture somebody is; and how many
#: points either takes away.
HEADLINE_WORDS, CAPTIONED = 20, 1.5
#: How many points a line loses right above who took a picture: it is what the picture shows, as a rule.
CREDITED = 2.5
_IN_PICTURE = lazy_pattern(r"\((?:left|right|center|centre|above|below|pictured)\)|（[左右中上下]）|\bpictured\b")
#: How many points a line loses that ends like a sentence, and more where it is the first: a text without its title
#: begins with one.
ENDED, ENDED_HEAD = 2.0, 1.5
#: The mark that a line ends in. Must not match a quotation mark alone.
_ENDED = lazy_pattern(r"[。！？!?，,；;：:、.…][”’」』)）]?\s*$")
#: What a line below a title has and one of verse has not: a colon at its end, a label before a value.
_TELLS = lazy_pattern(r":\s*$|^\S{2,6}\s?:\s?\S")
#: An address, which no title has.
_ADDRESS = lazy_pattern(r"\w@\w|https?://|\bwww\.")
#: Who took a picture, glued to what is said of it, and the mark of an agency's picture. Must not match "FILE a
#: complaint".
_CREDITED = lazy_pattern(
    r"[.!?…]\s?(?:Credit|Photograph|Photo|Image)\s?(?:\.\.\.|…|:|by\s)|^FILE\s?[-–—:]\s"
    r"|\((?:\w{1,12} )?(?:Photo|Image|Photograph)\s?[/:][^()]{2,60}\)\s*$"
)
#: The volume, the issue or the number by which a journal's article is found. Must not match a headline about volumes.
ISSUED = lazy_pattern(
    r"\b(?i:vol|volume)\.?\s?\d{1,4}\b.{0,40}"
    r"(?:\b(?:Issue|No)\.?\s?\(?\d|\b(?:pp?\.|Article number)|\d\s?[-–]\s?\d|DOI)"
    r"|\bDOI\s?[:：]\s?10\.|[,，]\s?(?:19|20)\d\d\s?[,，]\s?\d{1,3}\s?\(\d{1,3}\)\s?[:：]"
)
#: Where an agency's report is from and when, before its headline. Must not match a headline about an agency.
_WIRED = lazy_pattern(r"\S{2,16}\d{1,2}日电(?:\s|\(|[^:]{0,16}题:)")
#: A day without its year and a minute at the end: who posted what stands below. Must not match the hour of a concert.
_STAMPED = lazy_pattern(r"\d{1,2}[-/.月]\d{1,2}日?\s?\d{1,2}:\d\d(?::\d\d)?\s*$")
#: What somebody says, and nothing else: above another such line it is talk. Must not match a headline with a quotation.
_QUOTED = lazy_pattern(r"\s*[“「『\"«„][^”」』\"»]+[”」』\"»]\s*$")
#: Who wrote a paper, each with the number of an institute, or the institutes with their post codes. Must not match a
#: headline with figures.
OF_PAPER = lazy_pattern(
    r"^[^\s\d,，、]{2,4}\s?\d[\d,，*]{0,4}[,，、；;]\s?[^\s\d,，、]{2,4}\s?\d|^[(（]\s?\d\s?[.．、]"
    r"|^[(（][^()（）]{2,60}\s\d{6}\s?[)）]$"
)
#: The topic that platforms set before what is said of it. Must not match a number sign.
_HASHTAG = lazy_pattern(r"[#＃][^#＃\s]{1,16}[#＃]")
#: A path of short steps. Must not match two words with a bar, nor a title that weighs two things.
_PATH = lazy_pattern(r"^[^/]{1,20}(?: / [^/]{1,20}){2,5}$")
#: How a line begins that goes on about the headline above it: ``——记一位摆渡人``. Must not match a minus.
DECK = lazy_pattern(r"\s*[—–―]")
#: Classes whose words stand above a title.
_ABOVE = frozenset(("breadcrumb", "nav", "login"))
#: Classes whose words show that a page's frame stands there: only beside such a line is a line within a text
#: its title rather than one of its subheadings.
AROUND = _ABOVE | BELOW_TITLE


class Surroundings(NamedTuple):
    """The lines of a clipping, the class that the words of each suggest, and the block that the body starts with."""

    blocks: Sequence[Block]
    suspects: Sequence[str | None]
    body_start: int

    def dated_above(self, at: int) -> bool:
        """Whether a line with a day and its minute stands close above, below the head of the page."""
        return any(is_dated(block) for block in self.blocks[max(0, at - BELOW + 1) : at])

    def dated_below(self, at: int) -> bool:
        """Whether a line with a day and its minute stands close below, above the body: it is a byline, whatever else
        it says."""
        return any(is_dated(block) for block in self.blocks[at + 1 : min(at + BELOW, self.body_start)])


def is_dated(block: Block) -> bool:
    """Whether a line states a day and a minute, and is no text."""
    if len(block.text) > DATED_CHARACTERS or is_prose(block.text):
        return False
    date = find_date(block.text)
    return date is not None and date.iso is not None and "T" in date.iso


def is_talk(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line stands by turns with lines that say when it was said, and by whom: as in a chat, or is said
    in quotation marks, as the line below."""
    if at + 1 < len(blocks) and _QUOTED.match(blocks[at].text) and _QUOTED.match(blocks[at + 1].text):
        return True
    turns = (j for j in (at - 1, at + 1, at - 3, at + 3) if 0 <= j < len(blocks))
    return sum(takewhile(bool, (is_dated(blocks[j]) for j in turns))) >= TURNS


def points_of(block: Block, around: Surroundings) -> float:
    """What speaks for a line being the title."""
    blocks, suspects, body_start = around
    size, i = units(block.text), block.index
    if not MIN_UNITS <= size <= MAX_UNITS or is_prose(block.text, size) or "\n" in block.text:
        return 0.0
    if NUMBERED.match(block.text) or OF_PAPER.match(block.text) or _STAMPED.search(block.text) or is_dated(block):
        return 0.0
    if i + 1 == len(blocks) or is_row(block.text) or is_talk(blocks, i):
        return 0.0
    if any(no_title(block.text) for no_title in (_ADDRESS.search, _PATH.match, _HASHTAG.match, DECK.match)):
        return 0.0
    if any(no_title(block.text) for no_title in (_CREDITED.search, _WIRED.match, ISSUED.search)):
        return 0.0
    shaped = size >= (SHAPED_HAN if han_kana(block.text) else SHAPED_LATIN)
    below = [suspects[j] for j in range(i + 1, min(i + BELOW + (CARD if shaped else 0), len(blocks)))]
    above = [suspects[j] for j in range(max(0, i - 3), i)]
    points = 2.0 if shaped else 0.5
    head = is_head(block, blocks)
    verse = blocks[i + 1].joined and suspects[i + 1] is None and not (head and _heads_text(blocks, i))
    points += 2.0 if head and not verse else 0.0
    points += 1.0 if head and not verse and body_start <= i and size <= VERSE_TITLE_UNITS else 0.0
    points += 1.5 if any(f in BELOW_TITLE for f in below) or around.dated_below(i) else 0.0
    points += 1.5 if any(f in _ABOVE for f in above) or (shaped and around.dated_above(i)) else 0.0
    points += 1.0 if i + 1 == body_start or (i + 2 == body_start and below[:1] != [None]) else 0.0
    points += 0.5 if i + 1 < body_start and is_dated(blocks[i + 1]) else 1.8 if _has_deck(i, around) else 0.0
    frameless = head and not any(suspect in AROUND for suspect in suspects)
    points -= 0.0 if frameless else 0.05 * (body_start - i)  # a clean seed may list much above its running text
    points -= LABELLED if suspects[i] is None and (is_field(block.text) or _is_among_fields(blocks, i)) else 0.0
    points -= CAPTIONED if _is_caption(block.text) else 0.0
    points -= CREDITED if suspects[i + 1] == "caption" else 0.0
    ended = fold(block.text).rstrip().endswith((":", ",", ";", ".")) and not is_title_case(block.text)
    return points - (ENDED if ended else 0.0) - (ENDED_HEAD if ended and head else 0.0)


def _is_caption(text: str) -> bool:
    """Whether a line has more words than headlines have, or says where in a picture somebody is."""
    return len(text.split()) > HEADLINE_WORDS or _IN_PICTURE.search(text) is not None


def is_field(text: str) -> bool:
    """Whether a line is a field with its value: of a card, or one that a byline has."""
    return FIELD.match(fold(text.strip())) is not None or any(label.place == 0 for label in find_labels(text.strip()))


def _is_among_fields(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line and the one below it are a label each, with its value."""
    return all(_FIELDS.match(fold(block.text.strip())) is not None for block in blocks[at : at + 2])


def is_head(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether nothing stands above a block but front matter; what is all links names other pages."""
    return block.linked_share <= LINKED and (
        block.index == 0 or (block.index == 1 and blocks[0].kind == "front_matter")
    )


def _heads_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether the first line of a text without blank lines is told apart from the one below it: it ends in no mark, and
    that one is a sentence, an address to the reader, a field or the entry of a list, and of another length."""
    head, below = blocks[at].text, blocks[at + 1].text
    if _ENDED.search(head) or abs(units(head) - units(below)) < 2:
        return False
    if at + 2 < len(blocks) and is_prose(blocks[at + 2].text) and units(head) >= 2 * units(below):
        return True  # the first subheading stands right below the title
    if ends_sentence(below) and not is_prose(below) and units(head) < SHAPED_HAN:
        return False  # two short lines of a poem
    return ends_sentence(below) or _TELLS.search(fold(below)) is not None or NUMBERED.match(below) is not None


def _has_deck(at: int, around: Surroundings) -> bool:
    """Whether a longer line in one sentence stands right below, and below that the byline, with the writer on a line of
    its own above it or not: what a title is told by."""
    blocks, suspects, body_start = around
    if at + 2 >= body_start or ":" in fold(blocks[at].text)[:LABEL_CHARACTERS] or suspects[at + 1] is not None:
        return False
    writer = at + 3 < body_start and units(blocks[at + 2].text) <= WRITER_UNITS and is_dated(blocks[at + 3])
    if not (is_dated(blocks[at + 2]) or writer):
        return False
    own, deck = units(blocks[at].text), units(blocks[at + 1].text)
    return SHAPED_LATIN <= own < deck and not is_row(blocks[at + 1].text)


def is_row(text: str) -> bool:
    """Whether a line is a row of short words with spaces between, as a Chinese menu is, or with bars: no headline has
    so many."""
    if fold(text).count("|") >= ROW_BARS or len(_GAPS.findall(text.strip())) >= ROW_GAPS or _CELLS.match(text.strip()):
        return True
    words = text.split()
    longest = ROW_CHARACTERS if len(words) >= ROW_WORDS else SHORT_CHARACTERS
    return len(words) >= SHORT_WORDS and han_kana(text) > 0 and all(len(word) <= longest for word in words)
