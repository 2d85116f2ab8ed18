"""Who posted an article, as platforms and forums show it: the account above the button that follows it, and the lines
that name it in a place of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from cleaner.metadata.dates import find_date
from cleaner.metadata.day_lines import PIECE_READ
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.people import is_han_name, is_nobody, is_organisation, split_names
from cleaner.model import Block, Verdict
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import han_kana, units

#: The buttons that follow whoever posted an article.
FOLLOW = frozenset(
    map(
        key,
        "关注 +关注 加关注 +加关注 关注他 关注她 关注TA 关注作者 收听TA 已关注 追蹤 訂閱 フォロー フォローする".split(),
    )
)
#: What an account can be called. Must not match a sentence, a count or a day.
ACCOUNT = lazy_pattern(
    r"(?![\d.,]+[万千kw+]?$|阅读\s?约?\d|来自|发自|发布于|发表于|回复于|IP属地)[\w·.-]{2,16}(?: [\w.-]{2,12})?"
)
#: What a post was sent from, between the account and its button.
_FROM = lazy_pattern(r"(?:来自|发自)\s?\S")
#: The account and its button on one line. Must not match a menu.
_BESIDE = lazy_pattern(
    r"(?P<name>[\w·.-]{2,16})\s+(?:[+＋]\s?关注|加关注|已关注|关注\s+(?:赞赏支持|私信|发私信|打赏))"
    r"|(?P<glued>[\w·.-]{2,16}?)关注(?:IP属地|赞赏支持)"
)
#: What stands in the place of an account's name and is none.
NO_ACCOUNT = frozenset(("原创", "转载", "翻译", "置顶"))
#: The name stands at most so many lines above the button: what the account is and the day stand between.
REACH = 4
#: A name that may stand twice in a row is shorter than this, in units: a longer line said twice is a title.
NAME_UNITS = 6
#: How long ago a post was written. Must not match a day.
_AGE = r"(?:昨天|前天|今天|\d{1,2}\s?(?:分钟|小时|天|周|个?月)前)"
#: The head of a messenger's article: 原创, the writer, the account. Must not match a page's 原创 without an account.
_OF_ACCOUNT = lazy_pattern(
    r"^原创\s?[:：]?\s+(?:(?P<writer>\S{1,16})\s+)?(?P<account>\S{2,20})"
    rf"(?:$|\s+(?=(?:19|20)\d\d-|发表于|{_AGE}))"
)
#: The account before how long ago it posted: ``河岸人家    昨天``.
_AGED = lazy_pattern(rf"^(?P<account>[^\s\d,，。:：]{{2,20}})(?:\s{{2,}}|\s*[·|丨]\s*){_AGE}")
#: The account given twice, behind the writer: ``林夏 河岸人家 河岸人家``, as a messenger's page has it behind its day.
_TWICE = lazy_pattern(
    r"(?:^|\s)(?:(?P<writer>[\w·\U0001f000-\U0001faff]{2,16})\s+)?(?P<account>[\w·-]{2,20})\s+(?P=account)$"
)
#: An entry of a weblog, the writer behind its day: ``posted @ 2020-02-03 10:20 江边柳 阅读(12)``.
_ENTRY = lazy_pattern(r"^posted ?(?:@|on) ?(?=\d)")
#: Who changed a post last.
_EDITED = lazy_pattern(r"本[帖贴文]最后由\s*(?P<name>\S{1,24})\s*于\s*(?:19|20)\d\d")
#: Who changed or posted it, before the minute: ``河岸人家 已于 2024-06-11 08:30:25 修改``.
_CHANGED = lazy_pattern(
    r"^(?P<name>[^\s:：,，。]{2,24})\s{1,3}(?:已于|于|最新推荐文章于)\s?(?:19|20)\d\d-\d\d-\d\d [\d:]{5,8}\s?"
    r"(?:修改|首次发布|发布)"
)
#: The poet with the dynasty: ``林守一〔清代〕``. Must not match a remark in brackets.
POET = lazy_pattern(
    r"^(?P<name>[^\s\d]{2,8}?)\s?[\[(](?:先秦|两汉|魏晋|南北朝|近现代|现代|当代|(?:秦|汉|隋|唐|五|宋|金|元|明|清)[代朝]|唐|宋|元|明|清)[\])]$"
)
#: Who posted a text on a platform that counts its answers behind that: ``溪媽 發表在 某站 留言(4)``.
_POSTED_IN = lazy_pattern(
    r"^(?P<name>[^\s:：,，]{1,20})\s?发[表布][在于]\s?\S{2,12}\s?(?:留言|评论|回应|人气|浏览)\s?\(\d"
)
#: Who posted on a bulletin board, glued to the label: ``作者woodcat (木頭貓)``. Must not match a name without brackets.
_ON_BOARD = lazy_pattern(r"^作者\s?:?\s?(?P<name>[a-z]\w{1,15})\s?\(", re.IGNORECASE)
#: Whose report it is: ``報道：黃曉楓``. Must not match a sentence on a report.
_REPORTED = lazy_pattern(r"^(?:报道|报导|采访|图文|文字|特稿)(?:[/·、,&][^\s:|/·、,&]{1,4})*\s*[:|/]")
#: Who posted it, as forums and weblogs write: ``海姑娘 发表于 2005-06-14``, ``由海姑娘张贴``.
_POSTED = lazy_pattern(
    r"^(?:由\s?)?(?P<before>[^\s:：,，。由是]{2,20}?)\s?(?:发表于|发布于|张贴于?|发表|张贴)(?=[\s:：@]*(?:\d|$))"
    r"|是(?P<within>[^\s:：,，。是]{2,20}?)在(?=\d{4}年)|^本[帖贴文]由\s?(?P<posted>[^\s:：,，。]{2,20}?)\s?[于在](?=\d{4}年)"
    r"|(?:发布|发表)(?:时间|日期|于).{6,24}\d\sby\s(?P<by>[\w.-]{2,20})",
    words=("发表", "发布", "张贴", "在", "本帖", "本贴", "本文"),
)
#: The line under the name of whoever posted in a forum.
_POSTED_ON = lazy_pattern(r"^发表于\s?\S")
#: A name in brackets of its own within a meta line. Must not match a date or a button.
_BRACKETED = lazy_pattern(r"[\[【]\s(?P<name>[\u4e00-\u9fff]{2,4})\s[\]】]", words=("[", "【"))


def read_account(said: Sequence[Said], verdicts: Sequence[Verdict], title_keys: Set[str], found: Fields) -> None:
    """The account above the first follow button over the body, or beside it, or between the title and the line with
    the day: the author, or the outlet where it is no person's name."""
    titles = [verdict.block for verdict in verdicts if verdict.role == "title"]
    last = max(titles, default=-1)
    body = next((verdict.block for verdict in verdicts if verdict.role == "body" and verdict.block > last), 0)
    head = [piece for piece in said if piece.block < body]
    button = next((i for i, piece in enumerate(head) if key(piece.text) in FOLLOW), None)
    if button is not None:
        name = _above(head[max(0, button - REACH) : button], head[button].block)
        found.put("source" if is_organisation(name) else "authors", _value(name), head[button].origin)
        return
    for piece in head:
        if beside := _BESIDE.match(piece.text.strip()):
            found.put("authors", (beside["name"] or beside["glued"],), piece.origin)
    under = next((piece for piece in head if piece.block - 1 in titles and key(piece.text) not in title_keys), None)
    if under is not None and under.noise_class == "meta_line":
        posted = any(piece.block == under.block + 1 and _POSTED_ON.match(piece.folded.strip()) for piece in head)
        _read_under(under, posted, found)


def _read_under(piece: Said, posted: bool, found: Fields) -> None:
    """The line between the title and the line with the day, where it can be the name of an account in Han; whoever
    `posted` in a forum is the writer."""
    name = piece.text.strip()
    if not _is_name(piece) or not han_kana(name) or name in NO_ACCOUNT:
        return
    if is_han_name(name) or (posted and not is_nobody(name)):
        found.put("authors", (name,), piece.origin)
    elif name not in found.values.get("authors", ()):
        found.put("source", name, piece.origin)


def _value(name: str) -> str | tuple[str, ...]:
    return name if is_organisation(name) or not name else (name,)


def _is_name(piece: Said) -> bool:
    return piece.date is None and not piece.labels and ACCOUNT.fullmatch(piece.text.strip()) is not None


def _above(pieces: Sequence[Said], button: int) -> str:
    """The name in the lines above a button: one that stands twice, else the line above the button or above its day;
    "" for none."""
    near = [piece for piece in pieces if button - piece.block <= REACH and piece.noise_class == "meta_line"]
    near = near or [piece for piece in pieces if piece.block == button - 1 and piece.noise_class == "headline_list"]
    names = [piece.text.strip() for piece in near if _is_name(piece)]
    doubled = next((name for name in names if names.count(name) > 1), "")
    undated = (piece for piece in reversed(near) if piece.date is None and not _FROM.match(piece.folded.strip()))
    above = next((piece.text.strip() for piece in undated), "")
    return doubled or (above if above in names else "")


def is_account(keys: Sequence[str], block: Block) -> bool:
    """Whether a line is the name of an account or what it says of itself: it stands above the button that follows
    it, or it is short and said twice in a row."""
    above, below = keys[max(0, block.index - 1) : block.index], keys[block.index + 1 : block.index + REACH]
    twice = units(block.text) < NAME_UNITS and keys[block.index] in (*above, *below[:1])
    return any(k in FOLLOW for k in (below if twice else below[:1]))


def read_account_line(piece: Said, found: Fields) -> None:
    """The account of a line that names it in the way of a messenger's page, and the writer before it."""
    text = piece.text.strip()
    account = _OF_ACCOUNT.match(text) or _AGED.match(text)
    if account is None and piece.date is not None:
        account = _TWICE.search(piece.text[piece.date.end :].strip())
    if account is not None:
        found.put("source", account["account"], piece.origin)
        found.put("authors", tuple(split_names(account.groupdict().get("writer") or "")), piece.origin)


def read_stated_name(piece: Said, found: Fields) -> None:
    """The name that stands behind the day of an entry, in a forum's remark, or behind 报道."""
    text, folded = piece.text.strip(), piece.folded.strip()
    if reported := _REPORTED.match(folded):
        found.put("authors", tuple(split_names(text[reported.end() :])), piece.origin)
    elif name := _named(text, folded):
        account = (name,) if ACCOUNT.fullmatch(name) and not is_nobody(name) else ()
        found.put("authors", tuple(split_names(name)) or account, piece.origin)


#: How a line may name whoever posted or wrote it.
_NAMING = (_EDITED.search, _POSTED_IN.match, _ON_BOARD.match, _CHANGED.match, POET.match)


def _named(text: str, folded: str) -> str:
    if stated := next((found for told in _NAMING if (found := told(folded))), None):
        return text[slice(*stated.span("name"))]
    date = find_date(text) if _ENTRY.match(folded) else None
    behind = text[date.end :].split() if date else ()
    return next((word for word in behind if word.lower() != "by"), "")


def read_poster(piece: Said, found: Fields) -> None:
    """The account before 发表于, or the name in brackets, of a line that has a date as well."""
    if piece.date is None or piece.date.start > PIECE_READ:
        return
    if posted := _POSTED.search(piece.folded[:PIECE_READ]):
        name = piece.text[slice(*posted.span(posted.lastgroup or 0))]
        found.put("authors", tuple(split_names(name)), piece.origin)
    if (bracketed := _BRACKETED.search(piece.text)) and is_han_name(bracketed["name"]):
        found.put("authors", (bracketed["name"],), piece.origin)
