"""The lines that the documents of a site share, and those of them that are the site's rather than the articles'.

What several articles say, a quoted sentence or a heading such as References, stands among text of their own. A line of
the site stands above or below all of that, or with others of its kind in a row that is the same on every page. At the
seam, right beside the text, what may close or open it (特此公告。, a signature above its day, a salutation, the figures
of a report) is left to the article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

from cleaner.judge.places import runs
from cleaner.judge.shapes import fixed, is_shape, shape
from cleaner.learning.study import Line, Study
from cleaner.model import SharedLine

Place = Literal["above", "below", "within"]

#: A line is the site's when it stands on so many of its documents, and on this share of them.
LEAST, SHARE = 3, 0.3
#: On this share of the documents that bear it, it stands outside of their own text, and not as what may be the text's.
MOSTLY = 0.8
#: A row of so many shared lines that is on all of at least so many documents is the site's wherever it stands.
ROW, ALL_OF = 3, 5
#: A sentence right beside the text that is no longer than this, in units, may be the text's: 特此公告。
CLOSING_UNITS = 15
#: A day that signs a text, and who signed it, stand so close behind it, in lines.
SIGNED_WITHIN = 4
#: What does not change of a shape has so many letters at the least: {n}月{n}日 says too little.
SHAPE_LETTERS = 3
EXAMPLES = 3


class Borne(NamedTuple):
    """A shared line on one document: its number and text there, its place, whether it stands in a row of shared lines,
    whether it may be the close or the opening of the text that it stands beside; and whether a profile is needed for
    it to go: on a page most lines of the site go by the weights, and would only make the profile
    long; and a heading goes or stays with what it heads."""

    at: int
    text: str
    place: Place
    in_row: bool
    seam: bool
    needed: bool


class Found(NamedTuple):
    """A line that is the site's, what it counts as, where it stands, and its number on the first document."""

    kind: str
    line: SharedLine
    place: Place
    at: int


class Kinds(NamedTuple):
    """What lines count as shared: the keys, and the shapes of those that change from page to page."""

    keys: frozenset[str]
    shapes: frozenset[str]

    def of(self, key: str) -> str:
        """What a line of this key counts as, "" for no shared line."""
        if not key:
            return ""
        form = shape(key)
        return form if form in self.shapes else key if key in self.keys else ""


def enough(documents: int) -> int:
    """On how many of so many documents a line must stand to be shared."""
    return max(LEAST, ceil(SHARE * documents))


def shared_kinds(studies: Sequence[Study]) -> Kinds:
    """What is on enough of the documents: keys, and shapes that are on more of them than any line of that shape."""
    keys = Counter(key for study in studies for key in _keys(study))
    shapes = Counter(form for study in studies for form in _shapes(study))
    most: dict[str, int] = defaultdict(int)
    for key, count in keys.items():
        most[shape(key)] = max(most[shape(key)], count)
    least = enough(len(studies))
    return Kinds(
        frozenset(key for key, count in keys.items() if count >= least),
        frozenset(form for form, count in shapes.items() if count >= least and count > most[form] and _says(form)),
    )


def _keys(study: Study) -> set[str]:
    return {line.key for line in study.lines if line.key} - study.title


def _shapes(study: Study) -> Iterator[str]:
    """The shapes that stand once on a document. Several lines of one shape are a list of its own: prices, dates."""
    counted = Counter(shape(line.key) for line in study.lines if line.key and line.key not in study.title)
    return (form for form, count in counted.items() if count == 1 and is_shape(form))


def _says(form: str) -> bool:
    """Whether enough of a shape does not change."""
    return sum(map(str.isalpha, fixed(form))) >= SHAPE_LETTERS


def shared_lines(studies: Sequence[Study], kinds: Kinds) -> list[Found]:
    """The lines of the site, those above the text first, in the order in which they stand on its documents."""
    borne: dict[str, list[Borne]] = defaultdict(list)
    for study in studies:
        for kind, one in _borne(study, kinds).items():
            borne[kind].append(one)
    found = [_found(kind, held, len(studies)) for kind, held in borne.items() if len(held) >= enough(len(studies))]
    return sorted((one for one in found if one), key=lambda one: (one.place != "above", one.at, one.line.text))


def _borne(study: Study, kinds: Kinds) -> dict[str, Borne]:
    """The shared lines of one document; of one that stands there several times, what speaks most for an article's."""
    counted = ["" if line.key in study.title else kinds.of(line.key) for line in study.lines]
    own = [i for i, line in enumerate(study.lines) if line.running and not counted[i]]
    if not own:
        return {}
    rows = runs(list(map(bool, counted)))
    data = _data_end(counted, own[-1] + 1)
    found: dict[str, Borne] = {}
    for i, (kind, line) in enumerate(zip(counted, study.lines, strict=True)):
        if kind and (kind not in found or found[kind].place != "within"):
            place: Place = "above" if i < own[0] else "below" if i > own[-1] else "within"
            seam = own[-1] < i < data or _at_seam(study.lines, i, own[0], own[-1])
            needed = (line.kept and not line.heads) or not line.path
            found[kind] = Borne(i, line.text, place, rows[i] >= ROW and not line.path, seam, needed)
    return found


def _data_end(counted: Sequence[str], start: int) -> int:
    """Where the lines end that stand right below a text, the same but for their numbers: a report's own figures."""
    return next((i for i in range(start, len(counted)) if not is_shape(counted[i])), len(counted))


def _at_seam(lines: Sequence[Line], at: int, first: int, last: int) -> bool:
    """Whether a line may close or open the text that stands from line `first` to `last`. On a page it stands in an
    element like the text's."""
    line = lines[at]
    if line.path != lines[last if at > last else first].path:
        return False
    if at < first:
        return at == first - 1 and line.key.endswith(":")
    closes = at == last + 1 and line.ends and line.units <= CLOSING_UNITS
    signs = at <= last + SIGNED_WITHIN and any(below.day for below in lines[at : at + 2])
    return closes or signs


def _found(kind: str, held: Sequence[Borne], documents: int) -> Found | None:
    """The line of a kind as one of the site; None where it may be the articles'."""
    outside = sum(one.place != "within" and not one.seam for one in held)
    row = documents >= ALL_OF and len(held) == documents and all(one.in_row and not one.seam for one in held)
    if (outside < MOSTLY * len(held) and not row) or not any(one.needed for one in held):
        return None
    above = sum(one.place == "above" for one in held)
    texts = tuple(dict.fromkeys(one.text for one in held))[:EXAMPLES]
    formed = is_shape(kind)
    line = SharedLine(kind if formed else texts[0], len(held), texts if formed else ())
    return Found(kind, line, "above" if 2 * above > len(held) else "below", held[0].at)
