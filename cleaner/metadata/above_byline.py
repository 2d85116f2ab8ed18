"""The title of a flat page by what stands beside it: right above the byline with the day of publication, below the
page's path, or between a day and what the text is filed under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.dates import find_date
from cleaner.metadata.found_title import MAX_UNITS
from cleaner.metadata.headings import SOUNDS_LIKE
from cleaner.metadata.latin import names_said
from cleaner.metadata.people import is_organisation
from cleaner.metadata.title_points import DECK, ISSUED, OF_PAPER, SHAPED_HAN, SHAPED_LATIN, is_field, is_head, is_talk
from cleaner.metadata.title_words import TextWords
from cleaner.model import Block
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose
from cleaner.text.units import han_kana, units

#: The byline stands at most so many lines below the title: the account's name may stand between them, which is at most
#: so long, in units.
BELOW, BETWEEN_UNITS = 2, 10
#: What goes on about the headline, and bylines without the day, may stand between as well: so many lines in all.
FAR_BELOW = 4
#: How many lines above the body, and how far into it, is looked: a headline that ends in a mark reads like its text.
REACH, INTO = 24, 2
#: By so large a share of its words the text speaks rather of a headline than of an account's name below it.
SAYS_MORE = 0.4
#: The path of the page stands at most so many lines above an account's name.
PATH_ABOVE = 8
#: The text begins at most so many lines below its title.
TEXT_WITHIN = 24
#: Longest day by itself, with its clock, in characters.
DAY_CHARACTERS = 24
#: A path of short steps, over keys. Must not match a line with a mark or a figure.
_STEPS = lazy_pattern(r"(?:[^<>=\d,.!?:;()]{1,16}>{1,2}){1,5}[^<>=,.!?:;()]{1,60}$")
#: How many blocks above the body a path is looked for, and the classes of the buttons that may stand below it.
PATH_REACH = 60
#: A page that is its own body, from end to end, has its path among so many lines.
HEAD = 6
_BUTTONS = frozenset(("nav", "share", "font_size"))
#: Shortest title that is known by this place alone, in units. A shorter one may be an account or a section.
MIN_UNITS = 6
#: Longest byline, in characters.
BYLINE_CHARACTERS = 120
#: What no title has: a full stop, or a mark at its end behind which something follows; a path or a row of words.
#: Must not match "3.0", "2021年…中标公告", a headline with one gap, or one of short words in an alphabet.
_NO_TITLE = lazy_pattern(
    r"^[—–―]|[。;；\t]|\.\s|[,，、:：]\s*$|\s[>/]\s|https?:|^\W*$|^\d{1,2}[.、)）]|^\S{2,8}/\S{2,12}$"
    "|^(?=.*[\u3041-\u9fff])(?:"
    r"(?:\S{1,8}\s+){4,}\S{1,8}|(?:\S{1,6}\s+){3,}\S{1,6})$"
    r"|^(?:登[录入錄]|注册|註冊|搜索|首页|首頁|设为首页|返回|原创\s)|^[#＃][^#＃]{1,16}[#＃]"
)


#: Somebody's address. Must not match "@" alone.
_MAIL = lazy_pattern(r"\w@\w")
_HANGUL = lazy_pattern("[\uac00-\ud7a3]{2}")
#: A gap between two clauses. Must not match "Top 20".
_GAP = lazy_pattern("[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")
#: What a weblog files a text under, by its label, over folded text. Must not match a label without a value.
_FILED = lazy_pattern(r"\s*(?:カテゴリー?|テーマ|ジャンル|分[类類]|category|categories|filed under|posted in)\s?:\s*\S")
#: The day above a text as one weblog host sets it, the weekday amid it. Must not match a usual order.
_BLOG_DAY = lazy_pattern(
    r"\s*(?:[A-Z][a-z]{2}|\d{1,2}月)\s\d{1,2}\s(?:[A-Z][a-z]{2}|[週周]\S)\s(?:19|20)\d\d\s\d\d:\d\d\s*$"
)


def line_above_byline(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> Block | None:
    """The last line around the start of the body that stands right above a byline with a day and reads like a
    headline, even one that asks or exclaims; None for none."""
    last = min(body_start + INTO, len(blocks) - 1)
    for i in range(last, max(-1, body_start - REACH), -1):
        free = suspects[i] is None or (is_head(blocks[i], blocks) and _is_free_head(blocks, body_start, suspects[i], i))
        if free and not is_talk(blocks, i) and _may_be_title(blocks[i]) and _stands_on_byline(blocks, suspects, i):
            if not any(is_prose(block.text) for block in blocks[i + 2 : i + 2 + TEXT_WITHIN]):  # a day signs the text
                continue
            if units(blocks[i].text) <= BETWEEN_UNITS and _is_writer(blocks[: i + REACH], i):
                continue
            if units(blocks[i].text) <= BETWEEN_UNITS and _is_named_twice(blocks, i) and _may_be_title(blocks[i - 2]):
                return blocks[i - 2]
            if units(blocks[i].text) <= BETWEEN_UNITS and (first := _below_path(blocks, suspects, i)) is not None:
                return first
            above = blocks[i - 1] if i and suspects[i - 1] is None and _may_be_title(blocks[i - 1]) else blocks[i]
            named = units(blocks[i].text) <= BETWEEN_UNITS and (  # an account's name below the title
                units(above.text) > BETWEEN_UNITS or _says_more(blocks, body_start, above.text, blocks[i].text)
            )
            return above if named or _is_deck(blocks[i].text, above.text) else blocks[i]
    return None


def _is_free_head(blocks: Sequence[Block], body_start: int, suspect: str | None, at: int) -> bool:
    """Whether the first line may be the title though it has words of other headlines or of adverts: the text is about
    what those say."""
    spoken = suspect in SOUNDS_LIKE and TextWords(blocks, body_start).share(blocks[at].text, 0.0) >= SAYS_MORE
    return suspect == "headline_list" or spoken


def _says_more(blocks: Sequence[Block], body_start: int, above: str, line: str) -> bool:
    """Whether the text speaks of a line, and hardly of the short one below it."""
    words = TextWords(blocks, body_start)
    return words.share(above, 0.0) - words.share(line, 0.0) >= SAYS_MORE


def _is_named_twice(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line begins with the whole line above it: an account's name, and the name with its motto."""
    return at > 1 and blocks[at].text.strip().startswith(blocks[at - 1].text.strip() or "\n")


def _is_writer(blocks: Sequence[Block], at: int) -> bool:
    """Whether another line of the head calls a short line the writer's name."""
    name = key(blocks[at].text)
    return any(f"作者:{name}" in key(block.text) for block in blocks if block.index != at)


def _below_path(blocks: Sequence[Block], suspects: Sequence[str | None], at: int) -> Block | None:
    """The headline right below the page's path, where a shorter line with nothing but buttons and short lines between
    them stands on the byline: that one is an account's name."""
    for i in range(at - 1, max(0, at - PATH_ABOVE), -1):
        if suspects[i - 1] == "breadcrumb":
            headline = (
                suspects[i] is None and units(blocks[i].text) > units(blocks[at].text) and _may_be_title(blocks[i])
            )
            return blocks[i] if headline else None
    return None


def line_below_day(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> Block | None:
    """The line between a day by itself and the label of what it is filed under, as weblogs have their titles, or
    below a day that only a weblog sets so."""
    head = blocks[max(0, body_start - REACH) : body_start + INTO]
    for above, block, below in zip(head, head[1:], head[2:], strict=False):
        dated = len(above.text) <= DAY_CHARACTERS and find_date(above.text) is not None
        told = dated and (_FILED.match(fold(below.text)) or _BLOG_DAY.match(above.text))
        if told and suspects[block.index] is None and _may_be_title(block):
            return block
    return None


def line_under_path(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> Block | None:
    """The line below a path that ends with what it says, with nothing but the page's buttons between:
    ``首页 > 旧渡口 > 第三章 空船`` / ``上一章 目录 下一章`` / ``第三章 空船``."""
    path = ""
    for block in blocks[max(0, body_start - PATH_REACH) : max(body_start + 1, HEAD)]:
        said = key(block.text)
        if said and path.endswith((f">{said}", f"-{said}")):
            return block
        if suspects[block.index] == "breadcrumb" or _STEPS.match(said):
            path = said
        elif suspects[block.index] not in _BUTTONS:
            path = ""
    return None


def line_above_authors(blocks: Sequence[Block], body_start: int, suspects: Sequence[str | None]) -> Block | None:
    """The line right above the authors of a paper, each with the number of an institute, ``高远1, 石磊2``, or above a
    line with the volume and the number by which its journal has it."""
    head = [*blocks[max(0, body_start - REACH) : body_start + INTO], None]
    for block, below, behind in zip(head, head[1:], head[2:], strict=False):
        if block is None or below is None or suspects[block.index] is not None:
            continue
        numbered = OF_PAPER.match(below.text) and _may_be_title(block)
        if numbered or (behind is not None and _is_headed(block.text, below.text, behind.text)):
            return block
    return None


def _is_headed(line: str, below: str, behind: str) -> bool:
    """Whether a line in an alphabet stands above names, and these above a line by which a journal has the article."""
    plain = not (han_kana(line) or han_kana(below) or ISSUED.search(line))
    return plain and ISSUED.search(behind) is not None and bool(names_said(below, whole=True))


def less_deck(blocks: Sequence[Block], line: Block, suspects: Sequence[str | None]) -> Block:
    """The headline of a line that is the second of a paragraph of two, and goes on about the first; else the line."""
    at = line.index
    lone_pair = line.joined and not blocks[at - 1].joined and not (at + 1 < len(blocks) and blocks[at + 1].joined)
    if not lone_pair or suspects[at - 1] is not None:
        return line
    above = blocks[at - 1].text.strip()
    han = han_kana(above) > 0
    shaped = (SHAPED_HAN if han else SHAPED_LATIN) <= units(above) <= MAX_UNITS
    odd = is_prose(above) or is_organisation(above) or (han and _NO_TITLE.search(above) is not None)
    return blocks[at - 1] if shaped and not odd else line


def _is_deck(line: str, above: str) -> bool:
    """Whether a line goes on about the headline above it: it is longer and has a gap between two clauses. Above a
    headline a site sets its name and numbers."""
    plain = not is_organisation(above.strip()) and not re.search(r"\d{3}|[:：]", above)
    return plain and units(line) > units(above) and _GAP.search(line) is not None


def _may_be_title(block: Block) -> bool:
    if block.kind not in ("paragraph", "heading") or "\n" in block.text.strip():
        return False
    written = 2 * han_kana(block.text) >= units(block.text) or _HANGUL.search(block.text) is not None
    if not written or is_organisation(block.text.strip()):
        return False
    if is_field(block.text) or OF_PAPER.match(block.text) or _MAIL.search(block.text):
        return False
    return MIN_UNITS <= units(block.text) <= MAX_UNITS and _NO_TITLE.search(block.text.strip()) is None


def _stands_on_byline(blocks: Sequence[Block], suspects: Sequence[str | None], at: int) -> bool:
    if _is_torn_day(blocks[at + 1 : at + 3]):
        return True
    plain = 0
    for i in range(at + 1, min(at + 1 + FAR_BELOW, len(blocks))):
        if suspects[i] == "meta_line" and _has_day(blocks[i].text):
            return True
        if suspects[i] == "meta_line" or suspects[i] in _BUTTONS or DECK.match(blocks[i].text):
            continue
        plain += 1
        if plain == BELOW:
            return False
        if suspects[i] is not None or units(blocks[i].text) > BETWEEN_UNITS:
            return False
    return False


def _is_torn_day(lines: Sequence[Block]) -> bool:
    """Whether two lines are a year and the day of it: ``2024`` / ``03/05``."""
    return re.fullmatch(r"(?:19|20)\d\d/\d\d[-/]\d\d", "/".join(line.text.strip() for line in lines)) is not None


def _has_day(text: str) -> bool:
    return len(text) <= BYLINE_CHARACTERS and find_date(fold(text)) is not None
