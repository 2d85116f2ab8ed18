"""Whose day a line states: that of publication, of a change, or of another thing."""

from __future__ import annotations

from cleaner.metadata.fields import Fields, Said
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose

_UPDATED = lazy_pattern(
    r"更新|最后由|最后编辑|修改|edited|updated|last update:|modified|stand:|aktualisiert|mis à jour|actualizado"
)
#: Days of other things: of accounts and events.
_OTHER_DAY = lazy_pattern(
    r"registriert|registered|joined|mitglied seit|member since|born|geboren|copyright|©"
    r"|注册|建立于|登录|创建于|成立于|下载"
)
_TIME_OF_DAY = lazy_pattern(r"\d\s?[:时時点]\s?\d\d")
_PUBLISHED = lazy_pattern(r"发布|发表|刊发|公开|published|posted|veröffentlicht|publié|publicado")
#: The first page of the web is of this day: an older one beside a text, without a label, is somebody's birthday.
FIRST_DAY = "1991-08-06"
#: What a line says right before the day of publication, without a colon: 发布时间 2005/05/17, 本帖由大卫于2005年.
#: Must not match a day of something else in the line, 开馆于2005年.
_STATES_DAY = lazy_pattern(r"(?:(?:发布|发表|张贴)(?:时间|日期|于)|本[帖贴文]由[^,.。]{1,20}于)\s*$")
#: Labels in whose value a date is not that of publication.
_DATED_OTHERWISE = frozenset(
    ("written", "modified", "clipped", "url", "tags", "document_number", "issuer", "original_title")
)
#: A remark in brackets of its own.
IN_BRACKETS = lazy_pattern(r"^[(\[]\s*+(?P<inside>[^()]{2,40})\s*[)\]]$")
#: Longest line that consists of outlet, names and a date, in characters.
PLAIN_CHARACTERS = 60
#: What a line may say beside its day, in characters.
DAY_LINE_BESIDES = 12
#: How much of a line is read for its day and for who posted it, in characters.
PIECE_READ = 120


def day_rank(piece: Said) -> int:
    """How much a line speaks for its date being that of publication, 0 the most: it says so, it has a time of day, it
    has neither, it is a remark in brackets."""
    if says_published(piece):
        return 0
    folded = piece.folded[:PIECE_READ]
    return 3 if IN_BRACKETS.match(folded.strip()) else 1 if _TIME_OF_DAY.search(folded) else 2


def says_published(piece: Said) -> bool:
    """Whether a line, no remark in brackets, says that something was published."""
    folded = fold(piece.text[:PIECE_READ])  # of the many lines of a page nothing else is asked
    return _PUBLISHED.search(folded) is not None and IN_BRACKETS.match(folded.strip()) is None


def is_day_line(piece: Said, others: bool) -> bool:
    """Whether a line says a day and little else: ``14.01.2022 um 09:25``; a line above the title that begins with
    one, unless it may be of `others`."""
    date = piece.date if len(piece.text) <= PLAIN_CHARACTERS else None
    if date is None or date.iso is None:
        return False
    return (not others and date.start == 0) or len(piece.text) - (date.end - date.start) <= DAY_LINE_BESIDES


def read_stated_day(piece: Said, found: Fields) -> None:
    """The date of a line behind the body that says before it that it is that of publication."""
    date = piece.date if len(piece.text) <= PIECE_READ else None
    if date is not None and _STATES_DAY.search(piece.folded[: date.start]):
        found.put_date(date.iso, date.raw, piece.origin)


def read_day(piece: Said, found: Fields) -> None:
    """The date of a line, unless it says that it is that of a change, or is one that no page was published on."""
    if (date := piece.date) and not _is_of_others(piece, date.start) and not _is_too_old(piece, date.iso):
        if not _says_changed(piece.folded, date.end) or _PUBLISHED.search(piece.folded):
            found.put_date(date.iso, date.raw, piece.origin)
        else:
            found.put("modified", date.iso, piece.origin)


def says_changed(folded: str) -> bool:
    """Whether what stands before a day says that it is that of a change and of nothing else."""
    return _UPDATED.search(folded) is not None and _PUBLISHED.search(folded) is None


def _says_changed(folded: str, end: int) -> bool:
    """Whether a line says that its first day, which ends at `end`, is that of a change, rather than a later one."""
    word = _UPDATED.search(folded)
    return word is not None and (word.start() < end or not any(map(str.isdigit, folded[end : word.start()])))


def _is_too_old(piece: Said, iso: str | None) -> bool:
    """Whether a day that no byline states is older than the web."""
    return iso is not None and iso < FIRST_DAY and piece.noise_class != "meta_line"


def _is_of_others(piece: Said, place: int) -> bool:
    """Whether the date of a line is that of another thing: of an account, an event, a change, a sentence's subject."""
    if _OTHER_DAY.search(piece.folded[:PIECE_READ]):
        return True
    if piece.labels:
        before = [label for label in piece.labels if label.place < place]
        return bool(before) and before[-1].field in _DATED_OTHERWISE
    return is_prose(piece.text)
