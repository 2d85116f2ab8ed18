"""The search for what a run of misaligned bytes was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from cleaner.repairs.doubts import Around, settled
from cleaner.repairs.gbk import by_lead, character_of, dropped, pair_of
from cleaner.repairs.language import Single, State, extended, likelihoods, word_score
from cleaner.repairs.options import CLAUSE
from cleaner.repairs.pinyin import readings
from cleaner.repairs.ways import GAP, LEADS, RAREST, How, Piece, Way, characters, common, guesses, is_han
from cleaner.text.characters import fold
from cleaner.text.pattern import lazy_pattern
from cleaner.text.profile import TONED, Profile

#: What decoders put for bytes that are none.
MARKS = "?\ufffd"
#: A note whose opening bracket was swallowed.
_TORN_NOTE = lazy_pattern(f"([a-zêü{TONED}]{{1,6}})[)）]")
_WHOLE_NOTE = lazy_pattern(f"[(（][a-zêü{TONED}]{{1,6}}[)）]")
#: Punctuation that may have been full-width before it was folded.
_FOLDED = {"!": "！", ",": "，", ";": "；", ":": "：", "?": "？", "(": "（", ")": "）"}
#: Longest run looked at, in characters; misaligned text longer than this is left and flagged.
LONGEST_RUN = 80
#: How many ways are followed at a time, and how many over the first character: what begins with a mark and what begins
#: without one are to be weighed together where the run ends.
BEAM, FIRST = 8, 24
#: How many ways to an end are weighed with what stands behind it.
CLOSED = 40
#: How much likelier a realigned run must be than the text as it stands.
GAIN = 12.0
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
_ORDINAL = lazy_pattern("[0-9]{1,4}[届屆次个個名位期批章条條号號天年]")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_QUOTE = lazy_pattern("[“”‘’「」『』\\n]")
#: How many ways, the likeliest, are followed over a dropped pair, and to how many pairs each.
GUESSED, PAIRS = 3, 4
#: Context looked at on both sides, in characters.
CONTEXT = 6


#: A guess at a dropped pair is tried only where a character is so unlikely.
UNLIKELY = -11.0
#: How far a way may fall behind the text as it stands, after so many characters, before the search is given up.
HOPELESS, AFTER = -12.0, 5

_LETTERS = range(0x40, 0x7F)
_SCORE = itemgetter(0)
#: What a run may end before without a character of ASCII having been swallowed.
_ENDING = frozenset("，。、；：？！,;:?!）)”’》」』")


class Run(NamedTuple):
    """A run found: where it stands, what it was, and how much likelier that is than what stands there."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    gain: float


class _Guess(NamedTuple):
    """A character that may stand next on a way, and how likely the text is with it."""

    score: float
    way: Way
    text: str


class Search:
    """The search in one text, by what its document's profile says of it."""

    def __init__(self, text: str, profile: Profile) -> None:
        self.text = text
        self.folded = profile.folded
        self.strewn = profile.strewn
        self.quote = ""
        self.marks = _marks_of(profile)

    def run(self, start: int) -> Run | None:
        """The misaligned run whose first byte was lost at `start`; None where none is clearly likelier."""
        before = extended(State(), self._context(start))
        self.quote = self._closing(start)
        standing = self._standing(before, start)
        open_ways: dict[int, list[Way]] = {}
        for way in self._starts(start, before):
            open_ways.setdefault(way.at, []).append(way)
        closed: list[Way] = []
        while open_ways:
            at = min(open_ways)
            width = BEAM if at > start + 2 else FIRST
            ways = sorted(open_ways.pop(at), key=_likelihood, reverse=True)[:width]
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

    def _hopeless(self, best: Way, standing: dict[int, State], start: int) -> bool:
        return best.at - start > AFTER and best.state.score - standing[best.at].score < HOPELESS

    def _starts(self, start: int, before: State) -> Iterator[Way]:
        """The ways to begin: a lost first byte; or one lost with the bracket of a note that says what it was."""
        yield Way(start + 1, LEADS, before, ())
        note = _TORN_NOTE.match(self.text, start + 1)
        above = pair_of(self.text[start - 1]) if start else None
        if note and above:
            told = [x for x in LEADS if note[1] in readings().get(character_of(above[1], x) or "", ())]
            if told:
                yield Way(note.end(), tuple(told), before, ())

    def _steps(self, way: Way, guessing: bool) -> Iterator[Way]:
        """What may stand next; `guessing`: also behind a dropped pair."""
        character = self.text[way.at : way.at + 1]
        if note := _WHOLE_NOTE.match(self.text, way.at):
            yield way._replace(at=note.end())
            return
        pair = pair_of(_FOLDED[character] if self.folded and character in _FOLDED else character)
        if pair is not None:
            yield from self._paired(way, pair, guessing)
        if character and character in MARKS:
            if guessing:
                yield from self._marked(way)
        elif len(character) == 1 and ord(character) in _LETTERS and not self._latin(way.at + 1):
            for text, how in characters(way.pending, ord(character)):
                yield self._read(way, text, how, way.at + 1, ())
            if way.pending is LEADS:
                yield from self._behind_a_mark(way, ord(character), ())

    def _latin(self, at: int) -> bool:
        following = self.text[at : at + 1]
        return following.isascii() and following.isalpha()

    def _paired(self, way: Way, pair: tuple[int, int], guessing: bool) -> Iterator[Way]:
        """The ways on over a character of two bytes."""
        first, second = pair
        unlikely = True
        stray = way.pending is LEADS and self.strewn and self.text[way.at - 2 : way.at - 1] == ","
        for text, how in characters(way.pending, first):
            if stray and is_han(text):  # a comma is strewn only before a mark
                continue
            step = self._read(way, text, how, way.at + 1, (second,))
            unlikely = unlikely and step.state.score - way.state.score < UNLIKELY
            yield step
            if second in _LETTERS:
                yield step.read(chr(second), "known", way.at + 1, ())
        if way.pending is LEADS:
            yield from self._behind_a_mark(way, first, (second,))
        if guessing and unlikely and len(way.pending) == 1 and way.pieces:
            yield from self._over_a_gap(way, pair)

    def _behind_a_mark(self, way: Way, trail: int, pending: tuple[int, ...]) -> Iterator[Way]:
        """The ways to begin with a mark whose second byte made a dropped pair with the first byte of what followed, a
        character that ends with `trail`."""
        for mark in CLAUSE:
            if followers := dropped().get((pair_of(mark) or (0, 0))[1]):
                begun = self._read(way, mark, "guess", way.at + 1, (0,), BEGUN)
                for _, step, text in self._guesses(begun, guesses(followers, trail)):
                    yield self._read(step, text, "guess", step.at, pending)

    def _over_a_gap(self, way: Way, pair: tuple[int, int]) -> Iterator[Way]:
        """The likeliest ways on where a pair was dropped before this one."""
        found: list[_Guess] = []
        for middle, followers in dropped().items():
            first = character_of(way.pending[0], middle)
            if first is not None and word_score(fold(first)) > RAREST:
                step = self._read(way, first, "guess", way.at + 1, (0,))
                found += self._guesses(step, guesses(followers, pair[0]), DROPPED)
        for _, step, text in nlargest(PAIRS, found, key=_SCORE):
            yield self._read(step, text, "guess", step.at, (pair[1],), DROPPED)

    def _guesses(self, way: Way, seconds: Sequence[Single], cost: float = 0.0) -> list[_Guess]:
        """The likeliest of the characters `seconds` that may stand next on a way."""
        scores = zip(likelihoods(way.state, seconds), seconds, strict=True)
        found = [(score + self._cost(second.text, cost), second.text) for score, second in scores]
        return [_Guess(score, way, text) for score, text in nlargest(BEAM, found, key=_SCORE)]

    def _read(self, way: Way, text: str, how: How, at: int, pending: tuple[int, ...], cost: float = 0.0) -> Way:
        """The way with a character more, weighed by the marks of its document."""
        return way.read(text, how, at, pending, self._cost(text, cost))

    def _cost(self, text: str, cost: float) -> float:
        """`cost` and what a character gains or costs by the marks of its document."""
        if not is_han(text):
            if text in _QUOTES or text in _QUOTES.values():
                cost += QUOTE if text == self.quote or (text in _QUOTES and not self.quote) else -QUOTE
            cost += 0.0 if text in self.marks else FOREIGN
        return cost

    def _marked(self, way: Way) -> Iterator[Way]:
        """The ways to end at a mark: a second byte was lost there, by itself or with a character of ASCII."""
        if not way.pieces or len(way.pending) != 1:
            return
        note = _TORN_NOTE.match(self.text, way.at + 1)
        following = self.text[way.at + 1 : way.at + 2]
        for text in by_lead(way.pending[0]) if note else common(by_lead(way.pending[0])):
            if note:
                if note[1] in readings().get(text, ()):
                    yield self._read(way, text, "told", way.at + 1, ()).behind("(")
            else:
                ordinal = text == "第" and _ORDINAL.match(self.text, way.at + 1) is not None
                step = self._read(
                    way, text, "told" if ordinal else "guess", way.at + 1, (), ORDINAL if ordinal else 0.0
                )
                yield step if not following.strip() or following in _ENDING else step.behind(GAP, following)

    def _best(self, start: int, closed: Sequence[Way], standing: dict[int, State]) -> Run | None:
        """The way that gains most over the text as it stands, its doubtful characters made gaps."""
        closed = sorted(closed, key=lambda way: way.state.score - standing[way.at].score, reverse=True)[:CLOSED]
        ends = {way.at: self._behind(way.at) for way in closed}
        scored = [(extended(way.state, ends[way.at]).score, way) for way in closed]
        baseline = {end: extended(standing[end], behind).score for end, behind in ends.items()}
        scored.sort(key=lambda item: item[0] - baseline[item[1].at], reverse=True)
        if not scored or scored[0][0] - baseline[scored[0][1].at] < GAIN:
            return None
        score, best = scored[0]
        strewn = self.strewn and self.text[start - 1 : start] == ","
        around = Around(self._context(start), ends[best.at], self.marks, self.quote, strewn)
        return Run(start, best.at, settled(best.pieces, around), score - baseline[best.at])

    def _behind(self, at: int) -> str:
        line = self.text[at : at + 8 * CONTEXT].partition("\n")[0]
        return _WHOLE_NOTE.sub("", line)[:CONTEXT]


def _likelihood(way: Way) -> float:
    return way.state.score


def _marks_of(profile: Profile) -> frozenset[str]:
    """The characters of a document, its folded punctuation as it was, and the marks that the shortest text has."""
    return profile.characters | {_FOLDED[c] for c in profile.characters if c in _FOLDED} | set("，。")
