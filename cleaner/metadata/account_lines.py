"""Lines in which platforms say whose post it is: the account, the writer, whose report, each in a place of its own."""

from __future__ import annotations

from cleaner.metadata.dates import find_date
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.people import split_names
from cleaner.text.pattern import lazy_pattern

#: What an account can be called. Must not match a count or a sentence.
ACCOUNT = lazy_pattern(r"(?!\d+$)[\w·.-]{2,16}")
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
_TWICE = lazy_pattern(r"(?:^|\s)(?:(?P<writer>[\w·]{2,16})\s+)?(?P<account>[\w·-]{2,20})\s+(?P=account)$")
#: An entry of a weblog, the writer behind its day: ``posted @ 2020-02-03 10:20 江边柳 阅读(12)``.
_ENTRY = lazy_pattern(r"^posted ?(?:@|on) ?(?=\d)")
#: Who changed a post last.
_EDITED = lazy_pattern(r"本[帖贴文]最后由\s*(?P<name>\S{1,24})\s*于\s*(?:19|20)\d\d")
#: Who posted a text on a platform that counts its answers behind that: ``溪媽 發表在 某站 留言(4)``.
_POSTED_IN = lazy_pattern(
    r"^(?P<name>[^\s:：,，]{1,20})\s?发[表布][在于]\s?\S{2,12}\s?(?:留言|评论|回应|人气|浏览)\s?\(\d"
)
#: Whose report it is: ``報道：黃曉楓``. Must not match a sentence on a report.
_REPORTED = lazy_pattern(r"^(?:报道|报导|采访|图文|文字|特稿)(?:[/·、,&][^\s:|/]{1,4})*\s*[:|/]")


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
        account = (name,) if ACCOUNT.fullmatch(name) else ()
        found.put("authors", tuple(split_names(name)) or account, piece.origin)


def _named(text: str, folded: str) -> str:
    if stated := _EDITED.search(folded) or _POSTED_IN.match(folded):
        return text[slice(*stated.span("name"))]
    date = find_date(text) if _ENTRY.match(folded) else None
    behind = text[date.end :].split() if date else ()
    return next((word for word in behind if word.lower() != "by"), "")
