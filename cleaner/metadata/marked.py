"""Elements whose names say what they hold: microdata, `<time>`, rel=author, classes such as byline or pub-time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.metadata.address import is_home
from cleaner.metadata.byline import read_byline
from cleaner.metadata.dates import exact_date, find_date
from cleaner.metadata.day_lines import says_changed
from cleaner.metadata.fields import Fields
from cleaner.metadata.labels import EDGES, find_labels
from cleaner.metadata.people import is_han_name
from cleaner.metadata.places import Surroundings
from cleaner.model import NO_BOXES, Box, Marked, handed_down
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern

#: What names state of what they hold. Must not match names of other people's texts: comments, related articles.
_OTHERS = lazy_pattern(
    r"comment|repl(?:y|ies)|related|recommend|sidebar|footer|next|prev|more|list-item|aside|bio\b|desc"
)
_AUTHOR = lazy_pattern(
    r"(?:itemprop|property)=(?:schema:)?(?:author|creator)|rel=author|author(?!iz)|by_?-?line|(?<!type)writer|reporter|journalist(?![a-z])|zuozhe|user_?-?name|class=hnuser"
)
_SOURCE = lazy_pattern(
    r"(?:id|class)=(?:[^=]*[\s_-])?(?:source|laiyuan|js_name|media_?name)(?![a-z])|(?:art|article|news|post|a)[_-]?source"
)
#: An account of a platform, which may be a person's or an outlet's.
_ACCOUNT = lazy_pattern(r"nickname|account[_-]?name|author[_-]?name|class=(?:[^=]*[\s_-])?author(?:\s|$)")
_PUBLISHED = lazy_pattern(
    r"(?:itemprop|property)=(?:schema:)?(?:datepublished|datecreated)|pub_?-?lish|pub_?-?(?:date|time)|posted|(?:entry|post|article|news|art|create)[_-]?(?:date|time)"
)
_MODIFIED = lazy_pattern(r"itemprop=datemodified|updated?\b|modified")
_TIME = lazy_pattern(r"(?<![a-z])(?:date|time|timestamp|datetime)(?![a-z])|[_-]?(?:date|time)\b")
_OF_ARTICLE = lazy_pattern(
    r"byline|(?:article|entry|post|story)[a-z]{0,20}[_-]{1,3}(?:[a-z]{1,20}[_-]{1,3}){0,6}(?:meta|info|date|time)|(?<![a-z])(?:meta(?:info|data)?)(?![a-z])"
)
#: What stands before the writer where the program of a blog says below everything where it filed the text.
_FILED_BY = lazy_pattern(r"(?:\d|(?<![a-z])(?:posted|written|published))\s+(?:by|von|par|por)$", re.IGNORECASE)
_LICENSE = lazy_pattern(r"rel=licen[sc]e")
_TAG = lazy_pattern(r"rel=tag|(?:class|id)=(?:[^=]*[\s_-])?(?:tags?|keywords?)(?:[\s_-]item)?(?![a-z])")
#: What the column beside a page's main one is called.
_SIDE = frozenset(("side", "sidebar"))
#: What a path through the site has and a byline has not: ``首页 > 新闻``.
_PATH = lazy_pattern(r"\s[>»›]+\s|[>»›]{2}")
#: Longest text of an element that is one statement, in characters.
STATED_CHARACTERS = 80
#: Longest name of an outlet, in characters.
OUTLET_CHARACTERS = 30
#: So many elements are looked at for a name: a list of more is one of pages.
MOST_CANDIDATES = 30
#: So many elements of the same names far away on a page are those of other texts.
MOST_FAR = 3
#: Elements of one list of authors stand within so many boxes; a list of more authors than these is a list of pages.
LIST_BOXES, MOST_AUTHORS = 8, 12


def read_marked(marked: Sequence[Marked], around: Surroundings, found: Fields) -> None:
    """What the elements around the body state: its days, its outlet, its licence."""
    near = list(_near(marked, around))
    _read_days(near, around, found)
    for one in near:
        if _SOURCE.search(one.names) and 1 < len(one.text) <= OUTLET_CHARACTERS:
            read_outlet(one, found)
    accounts = [one for one in near if _ACCOUNT.search(one.names) and one.box <= around.body_box]
    for one in accounts[:MOST_CANDIDATES]:
        if not _is_of_list(one, marked):
            read_account(one, found)
    for one in near:
        if _LICENSE.search(one.names):
            found.put("license", one.value, _origin(one))


def _read_days(near: Sequence[Marked], around: Surroundings, found: Fields) -> None:
    """Elements that say what their day is, then those beside the title, then those above it, where many a page prints
    the day of the visit."""
    for one in near:
        _read_day(one, found)
    below = sorted(near, key=lambda one: one.box < around.title_box)
    for pattern in (_OF_ARTICLE, _TIME):
        for one in below:
            if pattern.search(one.names) and not _MODIFIED.search(one.names):
                _put_day("modified" if _is_of_change(one) else "date", one, found)


def _is_of_change(one: Marked) -> bool:
    """Whether what stands right before the day of an element, behind any other day, says that it is of a change."""
    date = find_date(one.text) if len(one.text) <= STATED_CHARACTERS else None
    before = f"{one.before} {one.text[: date.start]}" if date else one.before
    return says_changed(fold(re.split(r"\d\W*", before)[-1]))


def less_entries(marked: Sequence[Marked], boxes: Sequence[Box]) -> list[Marked]:
    """The elements without the days that stand in the cells of one table, each another: those of its entries."""
    tables: dict[int, set[str]] = {}
    within = {i: _table_of(one.box, boxes) for i, one in enumerate(marked) if "datetime" in one.names}
    for i, table in within.items():
        tables.setdefault(table, set()).add(marked[i].value)
    entries = {table for table, days in tables.items() if table and len(days) > 1}
    return [one for i, one in enumerate(marked) if within.get(i, 0) not in entries]


def less_sidebars(marked: Sequence[Marked], boxes: Sequence[Box]) -> list[Marked]:
    """The elements that do not stand beside the page's main column, where moderators and other writers are named."""
    beside = handed_down(boxes or NO_BOXES, _is_side)
    return [one for one in marked if not beside[one.box]]


def _is_side(box: Box) -> bool | None:
    """True for an element that stands beside the main column; None for any other."""
    return box.tag == "aside" or not _SIDE.isdisjoint(box.words) or None


def _table_of(box: int, boxes: Sequence[Box]) -> int:
    """The table in whose cell an element stands; 0 for none."""
    cell = False
    while box > 0 and boxes[box].tag != "table":
        cell = cell or boxes[box].tag == "td"
        box = boxes[box].parent
    return box if cell and box > 0 else 0


def read_only_day(marked: Sequence[Marked], found: Fields) -> None:
    """The day of the page's `<time>` elements where all say the same."""
    if "date" not in found.values:
        stated = (one for one in marked if "datetime" in one.names and not _is_of_change(one))
        days = {iso[:10]: one for one in stated if (iso := exact_date(one.value))}
        if len(days) == 1:
            _put_day("date", next(iter(days.values())), found)


def read_marked_authors(
    marked: Sequence[Marked], around: Surroundings, names: frozenset[str], found: Fields, japanese: bool = False
) -> None:
    """The names that elements around the body call an author's; those that are said to be first. A list of them is
    read to its end. In Chinese a name by itself must be a person's: an account's is the outlet. The link to the home
    page under one of the site's own `names` names nobody."""
    near = [one for one in (*_near(marked, around), *_filed(marked, around)) if _AUTHOR.search(one.names) and one.text]
    near = [one for one in near if one.box <= around.body_box or one.text.isascii()]
    near = [one for one in near if len(one.text) <= STATED_CHARACTERS and not _PATH.search(one.text)]
    near = [one for one in near if not any(True for _ in find_labels(one.text))]
    near = [one for one in near if not (key(one.text) in names and is_home(one.value))]
    stated = [one for one in near if "itemprop" in one.names or "rel=" in one.names]
    for one in (*stated, *near)[:MOST_CANDIDATES]:
        if "authors" in found.values:
            return
        if one not in stated and _is_of_list(one, marked):
            continue
        strict = one not in stated and not japanese
        read_byline(_said_once(one), _origin(one), found, strict)
        if "authors" in found.values:
            for other in _beside(one, near, marked):
                _read_more(other, found, strict)


def _beside(one: Marked, near: Sequence[Marked], marked: Sequence[Marked]) -> Iterator[Marked]:
    """The elements of the same list of authors; the next post of a thread has its day before its author."""
    days = [other.box for other in marked if _PUBLISHED.search(other.names)]
    for other in near:
        first, last = sorted((one.box, other.box))
        alike = other is not one and other.names == one.names and last - first <= LIST_BOXES
        if alike and not any(first < day < last for day in days):
            yield other


def _said_once(one: Marked) -> str:
    """The text of an element, a name once that stands in it twice, linked and for machines, with no space between."""
    name = one.links[0] if one.links else ""
    return one.text[len(name) :] if name and one.text.startswith(name * 2) else one.text


def _is_of_list(one: Marked, marked: Sequence[Marked]) -> bool:
    """Whether elements of the same names stand all over the page: a list of articles or of answers, each with its own
    author."""
    words = one.names.split()
    far = {other.text for other in marked if other.names.split() == words and abs(other.box - one.box) > LIST_BOXES}
    return len(far - {one.text, ""}) > MOST_FAR


def _read_more(one: Marked, found: Fields, strict: bool) -> None:
    """The names of one more element of the list that the authors are from."""
    more = Fields()
    read_byline(_said_once(one), _origin(one), more, strict)
    known = found.values["authors"]
    if len(known) < MOST_AUTHORS:
        names = (name for name in more.values.get("authors", ()) if name not in known)
        found.force("authors", (*known, *names), found.provenance["authors"])


def read_marked_tags(marked: Sequence[Marked], around: Surroundings, found: Fields) -> None:
    """The tags behind the body: elements that are called so, each with one, or with a link for each."""
    called = (one for one in _near(marked, around) if _TAG.search(one.names))
    tags = [tag for one in called for tag in one.links or (one.text,) if 0 < len(tag) <= 20]
    tags = [tag.strip("#＃ ") for tag in tags if "\n" not in tag and not re.search(r"[:：，。]", tag)]
    tags = [tag for tag in tags if re.search(r"[^\W\d_]", tag)]
    found.put("tags", tuple(dict.fromkeys(tags)) if len(tags) > 1 else (), "elements: tag")


def _near(marked: Sequence[Marked], around: Surroundings) -> Iterator[Marked]:
    """The elements from above the title to the body, then those behind it."""
    near = [one for one in marked if around.first_box <= one.box <= around.last_box]
    known = [one for one in near if not _OTHERS.search(one.names)]
    yield from (one for one in known if one.box <= around.body_box)
    yield from (one for one in known if one.box > around.body_box)


def _filed(marked: Sequence[Marked], around: Surroundings) -> list[Marked]:
    """The writer whom the line names that says where a text was filed, below the articles beside it; none where such
    lines name several: then each has its own text."""
    beyond = [one for one in marked if one.box > around.last_box and _FILED_BY.search(one.before)]
    own = [one for one in beyond if not _OTHERS.search(one.names)]
    return own if len({one.text for one in own}) == 1 else []


def _read_day(one: Marked, found: Fields) -> None:
    if _PUBLISHED.search(one.names):
        _put_day("date", one, found)
    elif _MODIFIED.search(one.names):
        _put_day("modified", one, found)


def _put_day(field: str, one: Marked, found: Fields) -> None:
    for said in (one.value, one.text):
        date = find_date(said) if said and len(said) <= STATED_CHARACTERS else None
        if date and field == "date":
            found.put_date(date.iso, date.raw, _origin(one))
        elif date:
            found.put(field, date.iso, _origin(one))


def read_outlet(one: Marked, found: Fields) -> None:
    """The outlet that an element called a source names, less its label and date."""
    if one.text.rstrip()[-1:] in ":：":
        return
    text = re.sub(r"^\s*(?:来源|來源|source|from|出处)\s*[:：]?\s*", "", one.text, flags=re.IGNORECASE)
    date = find_date(text)
    text = (text[: date.start] if date else text).strip(EDGES)
    if "\n" not in text and not re.search(r"[:：]", text) and not any(True for _ in find_labels(one.text)):
        found.put("source", text, _origin(one))


def read_account(one: Marked, found: Fields) -> None:
    """The account that publishes a page in Chinese or Japanese: its outlet, unless it has a person's name."""
    name = one.text.split("\n")[0].strip(EDGES)
    if "itemprop" in one.names or name in found.values.get("authors", ()):
        return
    if 1 < len(name) <= 16 and not name.isascii() and not is_han_name(name) and not re.search(r"[\s:：。，]", name):
        found.put("source", name, _origin(one))


def _origin(one: Marked) -> str:
    return f"element: {one.names[:60]}"
