"""The title of a flat thread or question, by the buttons and the days that its site sets beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from cleaner.model import Block
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: How many blocks above the body, and into it, a thread's title is looked for.
THREAD_REACH = 60
#: The button of a forum behind a thread's title, or the row of an encyclopaedia's behind its term. Must not match a
#: title that is about a link, nor one with a single such word behind a gap.
BUTTON = lazy_pattern(
    r"(?:(?<!\s)\s++)?\[复制链接\]\s*$|(?<!\s)\s只看楼主\s收藏\s回复\s*$|(?:\s(?:播报|编辑|讨论|上传视频|锁定|收藏|查看我的收藏|編輯|討論)){3,6}\s*$"
)
#: The buttons right below a thread's title, in a row or the first of them.
_TOOLS = lazy_pattern(r"(?:(?<!\s)\s++)?只看楼主\s*+(?:[|·]?\s*+收藏\s*+[|·]?\s*+回复\s*+)?$")
#: The points of a link that somebody posted for others to speak of, right below its title.
_POINTS = lazy_pattern(r"\s*\d{1,5} points? by \S{1,24} .{0,40}\bago\b", re.IGNORECASE)
#: The board and the age of a post, each on a line; the poster and the title stand below them.
_BOARD = lazy_pattern(r"\s*r/\w{2,24}\s*$")
_AGE = lazy_pattern(r"\s*\d{1,2}\s?(?:yr|mo|w|d|hr|h|min|m)\.? ago\s*$")
#: When a question was asked, as its site says right below it; and the button that may stand between.
_ASKED = lazy_pattern(
    r"\s*asked (?:\d{1,2} (?:years?|months?|days?|hours?|minutes?)\b.{0,24} ago|today|yesterday)\s*$"
    r"|\s*質問者\s?[:：].{1,24}質問日時\s?[:：]",
    re.IGNORECASE,
)
_ASK_BUTTON = lazy_pattern(r"\s*ask question\s*$", re.IGNORECASE)
#: The buttons below a question, as sites of questions in Chinese have them, each on a line or some in a row, with their
#: counts. Must not match a sentence.
_QUESTION_TOOLS = lazy_pattern(
    r"\s*(?:(?:关注者|關注者|被浏览|被瀏覽|关注问题|關注問題|写回答|寫回答|邀请回答|邀請回答|好问题|好問題|添加评论|分享)"
    r"(?:\s?\d[\d,.]{0,9}\s?[万萬]?)?\s{0,4}){1,6}$"
)
#: The one button right below a question whose site has no other.
_ANSWER_BUTTON = lazy_pattern(r"\s*我来答\s*$")
#: Shortest question, in units; and so many lines below it its buttons begin at the most.
QUESTION_UNITS, TOOLS_BELOW = 3, 8
#: So many such buttons show a question.
TOOLS = 2


def thread_line(blocks: Sequence[Block], body_start: int) -> Block | None:
    """The line above the body with the button that copies the address of a thread, or above the row of a thread's
    buttons or its points, or below its board, its age and whoever began it: its title."""
    lines = blocks[max(0, body_start - THREAD_REACH) : max(body_start, 1)]
    buttoned = next((b for b in lines if BUTTON.search(b.text) and units(BUTTON.sub("", b.text)) > 1), None)
    above = (above for above, below in pairwise(lines) if _TOOLS.match(below.text))
    return buttoned or next(above, None) or _pointed(blocks) or _posted(lines)


def _pointed(blocks: Sequence[Block]) -> Block | None:
    """The line above the only points of a page: a list of links has many."""
    found = list(islice((above for above, below in pairwise(blocks) if _POINTS.match(below.text)), 2))
    return found[0] if len(found) == 1 else None


def _posted(lines: Sequence[Block]) -> Block | None:
    """The title of a post below its board, its age and its poster, each on a line, and a sign between them."""
    for i, board in enumerate(lines[:-3]):
        if _BOARD.match(board.text):
            for age, poster, title in zip(lines[i + 1 : i + 3], lines[i + 2 :], lines[i + 3 :], strict=False):
                if _AGE.match(age.text) and len(poster.text.split()) == 1 and units(title.text) >= QUESTION_UNITS:
                    return title
    return None


def line_asked(blocks: Sequence[Block], body_start: int) -> Block | None:
    """The question of a page of questions: the line right above the one that says when it was asked."""
    near = blocks[max(0, body_start - THREAD_REACH) : body_start + THREAD_REACH]  # what a site says of itself is text
    lines = [block for block in near if not _ASK_BUTTON.match(block.text)]
    asked = (above for above, below in pairwise(lines) if _ASKED.match(below.text))
    question = next((block for block in asked if units(block.text) >= QUESTION_UNITS), None)
    return question or _question(blocks[: body_start + TOOLS_BELOW])


def _question(blocks: Sequence[Block]) -> Block | None:
    """The first line that asks, close above the buttons of a question, or the line right above its one button."""
    alone = (above for above, below in pairwise(blocks) if _ANSWER_BUTTON.match(below.text))
    if (answered := next(alone, None)) is not None and units(answered.text) >= QUESTION_UNITS:
        return answered
    tools = [i for i, block in enumerate(blocks) if _QUESTION_TOOLS.match(block.text)]
    if len(tools) < TOOLS:
        return None
    above = blocks[max(0, tools[0] - TOOLS_BELOW) : tools[0]]
    return next((b for b in above if b.text.rstrip().endswith(("?", "？")) and units(b.text) >= QUESTION_UNITS), None)
