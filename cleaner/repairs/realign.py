"""GBK bytes that lost their alignment: ``開工?？偨浝碚f明年`` for 開工。總經理說明年.

A lost first byte makes a decoder read second bytes as first ones until bytes of ASCII set it right again. The bytes of
the wrong characters are still known, so what they were is found by a search: from the mark of the loss on, bytes are
paired anew, up to a byte of ASCII that closes a pair, or another mark. Three things are not known and are guessed from
the language: the byte that was lost, what a mark within the run stands for, and pairs that fell among user-defined
characters and were dropped. A character of two known bytes is certain once the run is; one of a guessed byte counts
only where no other comes near; else a gap (U+FFFD) stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaner.model import Change, Grade
from cleaner.repairs.language import State, extended
from cleaner.repairs.search import MARKS, Run, Search
from cleaner.repairs.ways import GAP
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import Profile
from cleaner.text.script import count_scripts

RULE = "GBK realignment"
#: A mark with something behind it that a misaligned run begins with. Must not match the end of a question.
_START = lazy_pattern(f"[{MARKS}](?=[^\\s{MARKS}”’」』）)】》])|[{MARKS}](?=[{MARKS}])")
#: Share of traditional-only among script-specific characters above which a text is traditional.
TRADITIONAL = 0.8
#: How many characters behind a mark tell whether a run is suspected, and below what likelihood a character, on the
#: average, they are nothing that anybody wrote.
SUSPECTED, UNWRITTEN = 9, -8.5
#: Most searches in one text, and the fewest Han characters for each mark of a document that has more of them: with
#: more marks it is no text with a few bytes lost, and every search takes as long as a page.
SEARCHES, HAN_A_MARK = 200, 20


def seen(text: str, profile: Profile) -> bool:
    """Whether a mark of a lost byte stands before what may be a misaligned run, in traditional text: its second bytes
    are of ASCII often enough to end a run soon. In simplified text runs go on to the end of the line, and one pair in
    seven is lost: those are told, not mended."""
    if not _marked(text, profile) or not _is_traditional(text, profile):
        return False
    return len(_START.findall(text)) <= max(SEARCHES, profile.han // HAN_A_MARK)


def suspected(text: str, profile: Profile) -> bool:
    """Whether a misaligned run stands behind a mark in simplified text: characters that nobody writes."""
    if not _marked(text, profile) or _is_traditional(text, profile):
        return False
    for match in islice(_START.finditer(text), SEARCHES):
        behind = text[match.end() : match.end() + SUSPECTED]
        likely = extended(State(), behind).score > UNWRITTEN * len(behind)
        if not likely and Search(text, profile).run(match.start()) is not None:
            return True
    return False


def _marked(text: str, profile: Profile) -> bool:
    return profile.han > 0 and not profile.characters.isdisjoint(MARKS) and _START.search(text) is not None


def _is_traditional(text: str, profile: Profile) -> bool:
    return count_scripts(text, profile.characters).traditional_share > TRADITIONAL


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """The misaligned runs of a text with their characters put right, a change for each; gaps are graded "flag"."""
    starts = [match.start() for match in _START.finditer(text)]
    if not starts:
        return ()
    search = Search(text, profile)
    found: list[Change] = []
    end = searches = 0
    for start in starts:
        if start < end or searches >= SEARCHES:
            continue
        searches += 1
        run = search.run(start)
        if run is not None:
            found += _recorded(text, run)
            end = run.end
    return tuple(found)


def _recorded(text: str, run: Run) -> Iterator[Change]:
    """A change for each character of a run; characters made of the same ones are one change."""
    start = run.start
    at = 0
    while at < len(run.pieces):
        end = run.pieces[at].end
        made = [piece for piece in run.pieces[at:] if piece.end == end]
        after = "".join(piece.text for piece in made)
        sure = all(piece.how in ("known", "told") or piece.text == "(" for piece in made)
        grade: Grade = "flag" if GAP in after else "lossless" if sure else "context"
        if text[start:end] != after:
            yield Change(RULE, start, text[start:end], after, grade)
        start, at = end, at + len(made)
