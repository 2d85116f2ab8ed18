"""Names and outlets on lines of their own beside the day under the title, as pages flattened to text have them.

No label says what such a line is: its place does. A line that is a person's name and nothing else is the writer's
only where the line of the day stands next to it, or one line further, and both stand between title and body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.account import NO_ACCOUNT
from cleaner.metadata.byline import read_outlet
from cleaner.metadata.day_lines import PLAIN_CHARACTERS
from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.latin import is_full_name, names_said
from cleaner.metadata.people import is_han_name, is_organisation, is_person
from cleaner.model import Document, Verdict
from cleaner.text.pattern import lazy_pattern
from cleaner.text.prose import is_prose

#: A line of the day stands at most so many lines below the writer's name: the outlet may stand between.
NEAR_DAY = 2
#: How many lines below the title are looked at.
HEAD_LINES = 14
#: Longest name on a line of its own, in characters.
NAME_CHARACTERS = 40
#: What a column or a section is called that has the shape of a name: ``Field Notes``. Must not match surnames.
_SECTION = lazy_pattern(
    r"\b(?:notes?|tips|guides?|stor(?:y|ies)|reviews?|press|releases?|opinion|politics|business|culture|life|style|reports?|features?"
    r"|courier|gazette|herald|times|journal|daily|weekly|post|tribune|chronicle|studies|events|travel|food|health|science|tech\w*"
    r"|archives?|categor\w+|uncategori[sz]ed|links?|next|previous|search|terms|policy|north|south|east|west|new|san|saint)\b",
    re.IGNORECASE,
)
#: A writer and an outlet on one line: ``Ada Fenwick - kyleNews``. Must not match a name with a hyphen.
_WITH_OUTLET = lazy_pattern(r"^(?P<name>[^\d|]{4,30}?) [-–—|•·] (?P<outlet>\S{3,20})$")
#: A writer and where she reports from: ``Ada Fenwick in Greenholm``.
_IN_PLACE = lazy_pattern(r"^(?:By )?(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}) in [A-Z][\w ]{2,24}$")
#: A writer and an outlet in brackets, as Japanese sites set them: ``[大槻里奈，Kyle]``. Must not match a place.
_IN_BRACKETS = lazy_pattern(
    r"^[\[［【(（]\s*+(?P<name>[\u3041-\u30ff\u3400-\u9fff\u3000 ]{2,10})\s*+[,，、/／]"
    r"\s*(?P<outlet>[^\[\]［］【】()（）]{2,20})[\]］】)）]$"
)
#: A Korean name with its role: ``한서윤 기자``. Must not match the role alone.
_HANGUL = lazy_pattern(
    r"^(?P<name>[가-힣]{2,4})\s?(?:선임|수습|인턴|전문|객원)?\s?(?:기자|특파원|논설위원)(?:\s\S+@\S+)?$"
)
#: Said before a name without a label, and what the writer is, behind it in brackets.
_BY = lazy_pattern(r"^(?:[Dd]i|[Dd]a|[Dd]e|[Bb]y|[Tt]ext|[Bb]ởi)\s+(?=[^\W\d_])")
_BY_ALONE = lazy_pattern(r"(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|文|作者|撰文)[:：]?")
_ROLE = lazy_pattern(r"(?:(?<!\s)\s++)?\([^()]{3,50}\)$")
#: A newspaper's name on a line of its own between the writer and the day.
_PAPER = lazy_pattern(
    r"\b(?:Courier|Gazette|Herald|Times|News|Post|Tribune|Journal|Chronicle|Observer|Star|Sun|Mail|Press|Register|Standard|Record"
    r"|Review|Dispatch|Zeitung|Anzeiger|Nachrichten|Diario|Correo|Jornal|Folha|Corriere|Gazzetta|Courrier|Dépêche)$"
)
#: The line of the day under an account's name: ``于 2022-07-13 23:05 发布``, ``已于 … 修改``.
_OF_ACCOUNT = lazy_pattern(r"^已?于\s?(?:19|20)\d\d.{6,24}(?:发布|修改)$")


def lines_under(document: Document, verdicts: Sequence[Verdict], title: frozenset[int]) -> list[Said]:
    """The short lines between the title and the first running text, dropped and kept ones."""
    if not title:
        return []
    lines: list[Said] = []
    for verdict in verdicts[max(title) + 1 :][:HEAD_LINES]:
        block = document.blocks[verdict.block]
        if verdict.role == "body" and is_prose(block.text):
            if lines or verdict.block > max(title) + 1:
                break
            continue  # the sentence that sums the article up, between title and byline
        if len(block.text) <= 2 * PLAIN_CHARACTERS:
            lines.append(Said(block.text, verdict.noise_class or verdict.role, block.line, (), block.index))
    return lines


def read_alone(head: Sequence[Said], found: Fields) -> None:
    """The writer and the outlet of the `head`, the lines between the title and the body."""
    days = [at for at, piece in enumerate(head) if _is_day(piece)]
    for at in days:
        read_outlet(head[at], found)
    if "authors" in found.values:
        return
    for at, piece in enumerate(head):
        names = _said_to_write(piece) if any(0 < abs(day - at) <= NEAR_DAY for day in days) else _with_role(piece)
        if not names and (any(0 < day - at <= NEAR_DAY for day in days) or (at and _says_by(head[at - 1]))):
            names = _plain_name(piece)
        if names:
            found.put("authors", names, piece.origin)
            _read_paper(head[at + 1 : at + 1 + NEAR_DAY], found)
            return
    for at in days:
        if at > 0 and _OF_ACCOUNT.match(head[at].folded.strip()):
            _read_account(head[at - 1], found)


def _says_by(piece: Said) -> bool:
    """Whether a line is the word before a name, and nothing else."""
    return _BY_ALONE.fullmatch(piece.text.strip()) is not None


def _is_day(piece: Said) -> bool:
    date = piece.date if len(piece.text) <= 2 * PLAIN_CHARACTERS else None
    return date is not None and date.iso is not None


def _said_to_write(piece: Said) -> tuple[str, ...]:
    """The name of a line that says of itself that it names the writer: by a role, or with the outlet."""
    text = piece.text.strip()
    if len(text) > NAME_CHARACTERS:
        return ()
    if (match := _IN_BRACKETS.match(text)) and (match["outlet"].isascii() or is_organisation(match["outlet"])):
        return ("".join(match["name"].split()),)
    if hangul := _HANGUL.match(text):
        return (hangul["name"],)
    several = names_said(text, whole=True) if "," in text and not _SECTION.search(text) else ()
    if len(several) > 1 and all(is_full_name(name) for name in several):
        return several
    paired = _WITH_OUTLET.match(text) or _IN_PLACE.match(text)
    return (paired["name"],) if paired and is_full_name(paired["name"]) and not _SECTION.search(text) else ()


def _with_role(piece: Said) -> tuple[str, ...]:
    """The name of a line that a rule knows for a byline by the role in brackets behind it."""
    text = piece.text.strip()
    name = _ROLE.sub("", text)
    return (name,) if piece.noise_class == "meta_line" and name != text and is_full_name(name) else ()


def _read_paper(behind: Sequence[Said], found: Fields) -> None:
    """The newspaper on the line between the writer and the day."""
    for piece in behind:
        text = piece.text.strip()
        if len(text) <= NAME_CHARACTERS and _PAPER.search(text) and is_full_name(text.removeprefix("The ")):
            found.put("source", text, piece.origin)
            return


def _plain_name(piece: Said) -> tuple[str, ...]:
    """The name of a line that is a person's and nothing else."""
    text = _BY.sub("", _ROLE.sub("", piece.text.strip()))
    if len(text) > NAME_CHARACTERS or _SECTION.search(text):
        return ()
    return (text,) if is_full_name(text) or (is_han_name(text) and not is_organisation(text)) else ()


def _read_account(piece: Said, found: Fields) -> None:
    name = piece.text.strip()
    if len(name) <= NAME_CHARACTERS // 2 and name not in NO_ACCOUNT and is_person(name):
        found.put("authors", (name,), piece.origin)
