"""GBK bytes that lost their alignment: ``配套?!痹摴靖睆S長`` for 配套。”該公司副廠長.

A lost first byte makes a decoder read second bytes as first ones until bytes of ASCII set it right again. The bytes of
the wrong characters are still known, so what they were is found by a search: from the mark of the loss on, bytes are
paired anew, up to a byte of ASCII that closes a pair, or another mark. Three things are not known and are guessed from
the language: the byte that was lost, what a mark within the run stands for, and pairs that fell among user-defined
characters and were dropped. A character of two known bytes is certain once the run is; one of a guessed byte counts
only where no other comes near; else a gap (U+FFFD) stands for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from cleaner.model import Change, Grade
from cleaner.repairs.gbk import by_lead, by_trail, character_of, pair_of, user_defined
from cleaner.repairs.language import State, extended, word_score
from cleaner.repairs.pinyin import readings
from cleaner.text.characters import fold
from cleaner.text.profile import TONED, Profile
from cleaner.text.script import script_characters

RULE = "GBK realignment"
#: What decoders put for bytes that are none.
_MARKS = "?\ufffd"
GAP = "\ufffd"
#: A mark with something behind it that a misaligned run begins with. Must not match the end of a question.
_START = re.compile(f"[{_MARKS}](?=[^\\s{_MARKS}”’」』）)】》])|[{_MARKS}](?=[{_MARKS}])")
#: A note whose opening bracket was swallowed.
_TORN_NOTE = re.compile(f"([a-zêü{TONED}]{{1,6}})[)）]")
_WHOLE_NOTE = re.compile(f"[(（][a-zêü{TONED}]{{1,6}}[)）]")
#: Punctuation that may have been full-width before it was folded.
_FOLDED = {"!": "！", ",": "，", ";": "；", ":": "：", "?": "？", "(": "（", ")": "）"}
#: Longest run looked at, in characters; misaligned text longer than this is left and flagged.
LONGEST_RUN = 80
#: How many ways are followed at a time.
BEAM = 16
#: How many ways to an end are weighed with what stands behind it.
CLOSED = 40
#: How much likelier a realigned run must be than the text as it stands, and a guess than the next one.
GAIN, MARGIN = 12.0, 3.0
#: How a character fits among so many on both sides: beyond doubt from FITS on, as none below STRANGE; between them it
#: depends on what else may have stood there. One that was guessed has to fit better.
NEAR, FITS, STRANGE, STRANGE_GUESS, PAIR_MARGIN = 4, -6.0, -9.5, -5.0, 3.5
#: Share of traditional-only characters from which one of simplified script is no character of the text.
TRADITIONAL = 0.8
#: What a dropped pair costs. It is the text that decides which pairs drop, so little more than the text's own score.
DROPPED = -1.0
#: What a mark gains that a run begins with: programs break characters beside marks.
BEGUN = 4.0
#: What a mark costs that stands nowhere else in the document.
FOREIGN = -4.0
#: How far back a quotation may have begun, in characters.
QUOTED = 300
#: What a quote gains that closes one that is open, and any other costs.
QUOTE = 3.0
#: What 第 gains before digits and what is counted by it.
ORDINAL = 6.0
_ORDINAL = re.compile("[0-9]{1,4}[届屆次个個名位期批章条條号號天年]")
_CLAUSE = "，。、：；！？"
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_QUOTE = re.compile("[“”‘’「」『』\\n]")
#: Only characters that are no rarer are guessed.
RAREST = -14.0
#: How many ways, the likeliest, are followed over a dropped pair, and to how many pairs each.
GUESSED, PAIRS = 3, 4
#: Context looked at on both sides, in characters.
CONTEXT = 6


#: A guess at a dropped pair is tried only where a character is so unlikely.
UNLIKELY = -11.0
#: How far a way may fall behind the text as it stands, after so many characters, before the search is given up.
HOPELESS, AFTER = -12.0, 5
#: How many characters behind a mark tell whether a run is suspected,
#: and below what likelihood a character, on the average, they are nothing that anybody wrote.
SUSPECTED, UNWRITTEN = 9, -8.5
#: Most searches in one text: what has more marks is no text with a few bytes lost.
SEARCHES = 200

_LEADS = tuple(range(0x81, 0xFF))
_LETTERS = range(0x40, 0x7F)
#: What a run may end before without a character of ASCII having been swallowed.
_ENDING = frozenset("，。、；：？！,;:?!）)”’》」』")


#: How a character is known: by both of its bytes; by one and a note of its reading, or a
#: number that it counts; by one and the language. A "mark"
#: stands for a character of ASCII that was swallowed.
How = Literal["known", "told", "guess", "mark"]


class Piece(NamedTuple):
    """A character of a realigned run, how it is known, and the place behind what it was made of."""

    text: str
    how: How
    end: int


class _Way(NamedTuple):
    """One way to read a run: the place reached, the bytes that may be the first of the next character (none: the text
    is aligned again), the text so far with its likelihood, and its characters."""

    at: int
    pending: tuple[int, ...]
    state: State
    pieces: tuple[Piece, ...]

    def read(self, text: str, how: How, at: int, pending: tuple[int, ...], cost: float = 0.0) -> _Way:
        """The way with a character more."""
        state = extended(self.state, text)
        if cost:
            state = state._replace(scores=(state.scores[0] + cost, *state.scores[1:]))
        return _Way(at, pending, state, (*self.pieces, Piece(text, how, at)))

    def behind(self, text: str, like: str = "") -> _Way:
        """The way with a character behind it that was swallowed with the last one's byte: `text` stands for it, and it
        is taken to have been of the kind of `like`."""
        piece = Piece(text, "mark", self.at)
        return self._replace(state=extended(self.state, like or text), pieces=(*self.pieces, piece))


class Run(NamedTuple):
    """A run found: where it stands, what it was, and how much likelier that is than what stands there."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    gain: float


def seen(text: str, profile: Profile) -> bool:
    """Whether a mark of a lost byte stands before what may be a misaligned run, in traditional text: its second bytes
    are of ASCII often enough to end a run soon. In simplified text runs go on to the end of the line, and one pair in
    seven is lost: those are told, not mended."""
    return profile.traditional_share > TRADITIONAL and _marked(text, profile)


def suspected(text: str, profile: Profile) -> bool:
    """Whether a misaligned run stands behind a mark in simplified text: characters that nobody writes."""
    if profile.traditional_share > TRADITIONAL or not _marked(text, profile):
        return False
    for match in islice(_START.finditer(text), SEARCHES):
        behind = text[match.end() : match.end() + SUSPECTED]
        likely = extended(State(), behind).score > UNWRITTEN * len(behind)
        if not likely and _Search(text, profile).run(match.start()) is not None:
            return True
    return False


def _marked(text: str, profile: Profile) -> bool:
    return profile.han > 0 and not profile.characters.isdisjoint(_MARKS) and _START.search(text) is not None


def changes(text: str, profile: Profile) -> tuple[Change, ...]:
    """The misaligned runs of a text with their characters put right, a change for each; gaps are graded "flag"."""
    search = _Search(text, profile)
    found: list[Change] = []
    end = searches = 0
    for match in _START.finditer(text):
        if match.start() < end or searches >= SEARCHES:
            continue
        searches += 1
        run = search.run(match.start())
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


class _Search:
    """The search in one text, by what its document's profile says of it."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.folded = profile.folded
        self.strewn = profile.strewn
        self.marks = _marks_of(profile)
        self.quote = ""
        self.traditional = profile.traditional_share > TRADITIONAL

    def run(self, start: int) -> Run | None:
        """The misaligned run whose first byte was lost at `start`; None where none is clearly likelier."""
        before = extended(State(), self._context(start))
        self.quote = self._closing(start)
        standing = self._standing(before, start)
        open_ways: dict[int, list[_Way]] = {}
        for way in self._starts(start, before):
            open_ways.setdefault(way.at, []).append(way)
        closed: list[_Way] = []
        while open_ways:
            at = min(open_ways)
            ways = sorted(open_ways.pop(at), key=_likelihood, reverse=True)[:BEAM]
            if at > start + LONGEST_RUN or self._hopeless(ways[0], standing, start):
                break
            for rank, way in enumerate(ways):
                for step in self._steps(way, rank < GUESSED):
                    if step.pending:
                        open_ways.setdefault(step.at, []).append(step)
                    else:
                        closed.append(step)
        return self._best(start, closed, standing)

    def _context(self, start: int) -> str:
        """The characters before `start`, as they were before commas and notes were strewn."""
        line = self.text[max(0, start - 8 * CONTEXT) : start].rpartition("\n")[2]
        line = _WHOLE_NOTE.sub("", line)
        return (line.rstrip(",") if self.strewn else line)[-CONTEXT:]

    def _closing(self, start: int) -> str:
        """The mark that closes the quotation in which the run stands; "" outside of one."""
        marks = _QUOTE.findall(self.text, max(0, start - QUOTED), start)
        return _QUOTES.get(marks[-1], "") if marks else ""

    def _standing(self, before: State, start: int) -> dict[int, State]:
        """The text as it stands up to each place, notes left out."""
        state, at, found = before, start, {}
        while at <= min(len(self.text), start + LONGEST_RUN + 2):
            found[at] = state
            note = _WHOLE_NOTE.match(self.text, at)
            if at == len(self.text):
                break
            if note is None:
                state = extended(state, self.text[at])
            at = note.end() if note else at + 1
        return found

    def _hopeless(self, best: _Way, standing: dict[int, State], start: int) -> bool:
        return best.at - start > AFTER and best.state.score - standing[best.at].score < HOPELESS

    def _starts(self, start: int, before: State) -> Iterator[_Way]:
        """The ways to begin: a lost first byte; or one lost with the bracket of a note that says what it was."""
        yield _Way(start + 1, _LEADS, before, ())
        note = _TORN_NOTE.match(self.text, start + 1)
        above = pair_of(self.text[start - 1]) if start else None
        if note and above:
            told = [x for x in _LEADS if note[1] in readings().get(character_of(above[1], x) or "", ())]
            if told:
                yield _Way(note.end(), tuple(told), before, ())

    def _steps(self, way: _Way, guessing: bool) -> Iterator[_Way]:
        """What may stand next; `guessing`: also behind a dropped pair."""
        character = self.text[way.at : way.at + 1]
        if note := _WHOLE_NOTE.match(self.text, way.at):
            yield way._replace(at=note.end())
            return
        pair = pair_of(_FOLDED[character] if self.folded and character in _FOLDED else character)
        if pair is not None:
            yield from self._paired(way, pair, guessing)
        if character and character in _MARKS:
            if guessing:
                yield from self._marked(way)
        elif len(character) == 1 and ord(character) in _LETTERS and not self._latin(way.at + 1):
            for text, how in _characters(way.pending, ord(character)):
                yield self._read(way, text, how, way.at + 1, ())

    def _latin(self, at: int) -> bool:
        following = self.text[at : at + 1]
        return following.isascii() and following.isalpha()

    def _paired(self, way: _Way, pair: tuple[int, int], guessing: bool) -> Iterator[_Way]:
        """The ways on over a character of two bytes."""
        first, second = pair
        unlikely = True
        stray = way.pending is _LEADS and self.strewn and self.text[way.at - 2 : way.at - 1] == ","
        for text, how in _characters(way.pending, first):
            if stray and _is_han(text):  # a comma is strewn only before a mark
                continue
            step = self._read(way, text, how, way.at + 1, (second,))
            unlikely = unlikely and step.state.score - way.state.score < UNLIKELY
            yield step
            if second in _LETTERS:
                yield step.read(chr(second), "known", way.at + 1, ())
        if way.pending is _LEADS:
            yield from self._behind_a_mark(way, pair)
        if guessing and unlikely and len(way.pending) == 1 and way.pieces:
            yield from self._over_a_gap(way, pair)

    def _behind_a_mark(self, way: _Way, pair: tuple[int, int]) -> Iterator[_Way]:
        """The ways to begin with a mark whose second byte made a dropped pair with the first byte of what followed."""
        for mark in _CLAUSE:
            trail = (pair_of(mark) or (0, 0))[1]
            followers = user_defined().get(trail, range(0))
            ways = [
                self._read(self._read(way, mark, "guess", way.at + 1, (0,), BEGUN), c, "guess", way.at + 1, (pair[1],))
                for lead, c in by_trail(pair[0]).items()
                if lead in followers and word_score(fold(c)) > RAREST
            ]
            yield from sorted(ways, key=_likelihood, reverse=True)[:PAIRS]

    def _over_a_gap(self, way: _Way, pair: tuple[int, int]) -> Iterator[_Way]:
        """The likeliest ways on where a pair was dropped before this one."""
        lead, ways = way.pending[0], []
        seconds = [(x, c) for x, c in by_trail(pair[0]).items() if word_score(fold(c)) > RAREST]
        for middle, followers in user_defined().items():
            first = character_of(lead, middle)
            if first is not None and word_score(fold(first)) > RAREST:
                step = self._read(way, first, "guess", way.at + 1, (0,))
                ways += [
                    self._read(step, c, "guess", way.at + 1, (pair[1],), DROPPED) for x, c in seconds if x in followers
                ]
        return iter(sorted(ways, key=_likelihood, reverse=True)[:PAIRS])

    def _read(self, way: _Way, text: str, how: How, at: int, pending: tuple[int, ...], cost: float = 0.0) -> _Way:
        """The way with a character more, weighed by the marks of its document."""
        if not _is_han(text):
            if text in _QUOTES or text in _QUOTES.values():
                cost += QUOTE if text == self.quote or (text in _QUOTES and not self.quote) else -QUOTE
            cost += 0.0 if text in self.marks else FOREIGN
        return way.read(text, how, at, pending, cost)

    def _marked(self, way: _Way) -> Iterator[_Way]:
        """The ways to end at a mark: a second byte was lost there, by itself or with a character of ASCII."""
        if not way.pieces or len(way.pending) != 1:
            return
        note = _TORN_NOTE.match(self.text, way.at + 1)
        following = self.text[way.at + 1 : way.at + 2]
        for text in by_lead(way.pending[0]) if note else _common(by_lead(way.pending[0])):
            if note:
                if note[1] in readings().get(text, ()):
                    yield self._read(way, text, "told", way.at + 1, ()).behind("(")
            else:
                ordinal = text == "第" and _ORDINAL.match(self.text, way.at + 1) is not None
                step = self._read(
                    way, text, "told" if ordinal else "guess", way.at + 1, (), ORDINAL if ordinal else 0.0
                )
                yield step if not following.strip() or following in _ENDING else step.behind(GAP, following)

    def _best(self, start: int, closed: Sequence[_Way], standing: dict[int, State]) -> Run | None:
        """The way that gains most over the text as it stands, its doubtful characters made gaps."""
        closed = sorted(closed, key=lambda way: way.state.score - standing[way.at].score, reverse=True)[:CLOSED]
        ends = {way.at: self._behind(way.at) for way in closed}
        scored = [(extended(way.state, ends[way.at]).score, way) for way in closed]
        baseline = {end: extended(standing[end], behind).score for end, behind in ends.items()}
        scored.sort(key=lambda item: item[0] - baseline[item[1].at], reverse=True)
        if not scored or scored[0][0] - baseline[scored[0][1].at] < GAIN:
            return None
        score, best = scored[0]
        rivals = [(other, way) for other, way in scored[1:] if way.at == best.at and score - other < MARGIN]
        pieces = _without_doubt(best, [way for _, way in rivals])
        pieces = self._without_strangers(self._context(start), pieces, ends[best.at])
        return Run(start, best.at, pieces, score - baseline[best.at])

    def _without_strangers(self, before: str, pieces: tuple[Piece, ...], behind: str) -> tuple[Piece, ...]:
        """The characters, with a gap for each that fits its neighbours so badly that a pair was rather dropped there:
        then its bytes are those of two others."""
        texts = [*before[-NEAR:], *(piece.text for piece in pieces), *behind[:NEAR]]
        first = len(before[-NEAR:])
        return tuple(
            Piece(GAP, "mark", piece.end) if self._is_strange(piece, texts, first + i) else piece
            for i, piece in enumerate(pieces)
        )

    def _is_strange(self, piece: Piece, texts: Sequence[str], at: int) -> bool:
        if piece.how in ("told", "mark") or piece.text == GAP:
            return False
        if "\uff01" <= piece.text <= "\uff5e" and piece.text != "，":
            return True  # rather a comma, whose second byte makes a user-defined pair with the first of what follows
        if self.traditional and piece.text in script_characters().simplified:
            return True
        if piece.how == "guess" and not (piece.text in self.marks or piece.text in _CLAUSE or _is_han(piece.text)):
            return True
        fit = _fit(texts, at)
        if piece.how == "guess":
            return fit < STRANGE_GUESS
        if fit >= FITS:
            return False
        pair = pair_of(piece.text)
        return fit < STRANGE or pair is None or fit < _likeliest_pair(*pair) + PAIR_MARGIN

    def _behind(self, at: int) -> str:
        line = self.text[at : at + 8 * CONTEXT].partition("\n")[0]
        return _WHOLE_NOTE.sub("", line)[:CONTEXT]


def _likelihood(way: _Way) -> float:
    return way.state.score


def _characters(leads: Sequence[int], trail: int) -> Iterator[tuple[str, How]]:
    """The characters of a second byte and what the first may be, and how they are known."""
    if leads is _LEADS:
        yield from ((character, "guess") for character in _common(tuple(by_trail(trail).values())))
        return
    for lead in leads:
        if character := character_of(lead, trail):
            yield character, "known" if len(leads) == 1 else "told"


@cache
def _common(characters: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are common enough to be guessed."""
    return tuple(c for c in characters if word_score(fold(c)) > RAREST)


def _without_doubt(best: _Way, rivals: Sequence[_Way]) -> tuple[Piece, ...]:
    """The characters of a way, with a gap where another way that comes near has others."""
    said = [_by_place(way) for way in rivals]
    pieces: list[Piece] = []
    for end, text in _by_place(best).items():
        if all(other.get(end) == text for other in said):
            pieces += [piece for piece in best.pieces if piece.end == end]
        elif not pieces or pieces[-1].text != GAP:
            pieces.append(Piece(GAP, "mark", end))
        else:
            pieces[-1] = Piece(GAP, "mark", end)
    return tuple(pieces)


def _is_han(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


def _fit(texts: Sequence[str], at: int) -> float:
    """How much likelier the text is with one of its characters than with a break in its place."""
    before, behind = "".join(texts[max(0, at - NEAR) : at]), "".join(texts[at + 1 : at + 1 + NEAR])
    left = extended(State(), before)
    return extended(left, texts[at] + behind).score - left.score - extended(State(), behind).score


@lru_cache(maxsize=1 << 12)
def _likeliest_pair(lead: int, trail: int) -> float:
    """How likely the likeliest word of two characters is that begins with the one byte and ends with the other, where
    a user-defined pair between them was dropped."""
    seconds = [(x, fold(c), word_score(fold(c))) for x, c in by_trail(trail).items()]
    best = -math.inf
    for middle, followers in user_defined().items():
        first = fold(character_of(lead, middle) or "")
        if first:
            alone = word_score(first)
            best = max(
                best, *(max(word_score(first + c), alone + own) for x, c, own in seconds if x in followers), best
            )
    return best


def _by_place(way: _Way) -> dict[int, str]:
    """What was read up to each place."""
    found: dict[int, str] = {}
    for piece in way.pieces:
        found[piece.end] = found.get(piece.end, "") + piece.text
    return found


def _marks_of(profile: Profile) -> frozenset[str]:
    """The characters of a document, its folded punctuation as it was."""
    return profile.characters | {_FOLDED[c] for c in profile.characters if c in _FOLDED}
