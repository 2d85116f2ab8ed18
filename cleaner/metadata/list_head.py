"""The title of a list, a menu, a talk or a table of fares: the first line, where those below it share a form that it
has not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleaner.metadata.people import is_organisation
from cleaner.metadata.title_points import AROUND, NUMBERED, VERSE_TITLE_UNITS, is_field, is_head, is_row
from cleaner.model import Block
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import ends_sentence, is_prose
from cleaner.text.units import units

#: So many lines below the first are looked at, and so many there must be: a dish says first what it needs.
ROWS, FEWEST = 6, 3
#: The shortest title of a list, in characters: a word.
CHARACTERS = 2
#: Share of them that has the form, above the half that a poem's lines have of a mark by turns, and that of sentences:
#: a poem may well end all of its lines but the first with a mark.
SHARE, SENTENCES = 0.6, 0.8
#: Fewest lines that end like sentences, below a first one that does not.
FEWEST_SENTENCES = 4
#: What no title of a list has: a mark at its end, a path, an address; and how sections and sites are named.
_NO_TITLE = lazy_pattern(
    r"[,;:.]\s*$|\s[/>|]\s|https?://|\w@\w|^[^\w\"\[(《〈【「『]|(?:频道|栏目|专栏|首页|网|论坛|社区|版块)\s*$"
)
#: An entry with a label: ``主料：豆腐``, ``Q1：能办吗？``. Must not match a clock.
_LABELLED = lazy_pattern(r"^\s*[^\s:：\d][^\s:：]{0,9}\s?[:：]\s?\S")
#: What somebody says, or a line of a talk that a dash opens. Must not match a list's sign.
_SAID = lazy_pattern(r"^\s*(?:[\"'“‘「『«„]|[—–]{1,2}\s?\S)")
#: Two columns with a wide gap between them. Must not match words of an alphabet.
_COLUMNS = lazy_pattern(r"\S(?:\s{2,8}|\u3000)\S")
_FIGURES = lazy_pattern(r"\d")
#: The day that heads an entry of a diary, on a line of its own with the weather. Must not match a sentence with a day.
_DIARY = lazy_pattern(r"^\s*(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?:\s\S{1,6}){0,2}\s*$")
#: Share of such days among the lines: the entries stand between them.
DAYS = 0.4
#: The forms that entries share, over the source.
_FORMS = (NUMBERED, _LABELLED, _SAID, _COLUMNS, _FIGURES)


def list_head(blocks: Sequence[Block], suspects: Sequence[str | None]) -> Block | None:
    """The first line of a text without a page around it, where the lines below it have a form in common that it lacks;
    None where they have not, and for verse."""
    first = next((block for block in blocks[:2] if block.kind != "front_matter"), None)
    if first is None or not _may_head(first, blocks):
        return None
    rows = [block.text for block in blocks[first.index + 1 : first.index + 1 + ROWS]]
    near = suspects[: first.index + 1 + ROWS]
    if len(rows) < FEWEST or suspects[first.index] is not None or any(suspect in AROUND for suspect in near):
        return None
    formed = any(_is_told_by(form.search, first.text, rows, SHARE) for form in _FORMS)
    said = len(rows) >= FEWEST_SENTENCES and _is_told_by(ends_sentence, first.text, rows, SENTENCES)
    return first if formed or said or _is_told_by(_DIARY.match, first.text, rows, DAYS) else None


def _may_head(first: Block, blocks: Sequence[Block]) -> bool:
    """Whether a line is as short and as free of marks as titles of lists are, and neither a field nor an outlet."""
    text = first.text.strip()
    plain = first.kind == "paragraph" and is_head(first, blocks) and "\n" not in text
    if not plain or len(text) < CHARACTERS or units(text) > VERSE_TITLE_UNITS or is_prose(text) or ends_sentence(text):
        return False
    return not (_NO_TITLE.search(fold(text)) or is_field(text) or is_row(text) or _is_outlet(text))


def _is_outlet(text: str) -> bool:
    """Whether a line of more than a word is named like an outlet: ``讣报`` and ``简报`` are titles."""
    return len(text) > CHARACTERS and is_organisation(text)


def _is_told_by(has_form: Callable[[str], object], first: str, rows: Sequence[str], share: float) -> bool:
    """Whether a form is that of most lines and of one of the two right below, and not of the first."""
    if has_form(first) or not (has_form(rows[0]) or has_form(rows[1])):
        return False
    return sum(bool(has_form(row)) for row in rows) >= share * len(rows)
