"""cleaner.text.wrapping: which lines a program broke, told by the whole text."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Options, clean
from cleaner.text.wrapping import filled, width
from tests.conftest import any_text, table

SENTENCE = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。"
ENGLISH = (
    "The ferry leaves at six in the morning and nobody on the island has ever seen it wait for a latecomer, however "
    "loud the shouting from the pier, and however many bags were still on their way to the gangway. In winter it "
    "leaves at seven, and then the keeper of the lighthouse is the only one aboard."
)
WRAPPED = [
    "The ferry leaves at six in the morning and nobody on the island",
    "has ever seen it wait for a latecomer, however loud the shouting",
    "from the pier, and however many bags were still on their way to",
    "the gangway.",
]
CHINESE = [
    "清晨五点，渡口的灯还亮着，老周已经把缆绳",
    "解开，等第一批赶早市的人上船，村里的磨坊",
    "停了二十年，去年冬天又转了起来。",
]

TEXTS: list[tuple[str, list[str], list[int]]] = [
    ("nothing", [], []),
    ("two lines are too few", WRAPPED[:2], []),
    ("verse", ["白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"], []),
    ("an address", ["Ada Fenwick", "41 Gantry Street", "Brackenholt", "Isle of Anywhere"], []),
    (
        "lines of many lengths",
        ["The ferry that leaves at six in the morning", "waits", "for nobody at all, as the keeper says"],
        [],
    ),
    ("a sentence a line", ["The ferry leaves the island at six o'clock sharp."] * 4, []),
    ("paragraphs a line each", [SENTENCE * 4] * 3, []),
    ("headlines of one length", ["渡口的老船停了三十年又下了水今年春天", "村里的磨坊转了起来去年冬天有人看见"] * 3, []),
    ("a line again and again", ["the harbour office of the island of brackenholt"] * 6, []),
    ("a menu", ["Home", "News", "Boats", "Timetable", "The lighthouse and its keepers", "Contact"], []),
    ("hard breaks", [line + "  " for line in WRAPPED], []),
    (
        "fields",
        ["title: the ferry at six in the morning and", "date: of the first one that left the island", "x: y"],
        [],
    ),
    (
        "fields with long names",
        [f"{name}_of_the_keeper_of_the_island: unknown" for name in ("name", "mail", "boat")],
        [],
    ),
    ("items", [f"- {line}" for line in WRAPPED], []),
    ("an English paragraph", WRAPPED, [0, 1, 2]),
    ("a Chinese paragraph", CHINESE, [0, 1]),
    ("paragraphs between blank lines", [*WRAPPED, "", *WRAPPED, ""], [0, 1, 2, 5, 6, 7]),
    ("paragraphs without a blank line", [*WRAPPED, *WRAPPED], [0, 1, 2, 4, 5, 6]),
    ("under a menu", ["Home", "News", "Boats", "", *WRAPPED], [4, 5, 6]),
    ("a quotation", [f"> {line}" for line in WRAPPED], [0, 1, 2]),
    ("an item set in", [f"- {WRAPPED[0]}", *(f"  {line}" for line in WRAPPED[1:])], [0, 1, 2]),
    ("an answer below a quotation", [*(f"> {line}" for line in WRAPPED), *WRAPPED], [0, 1, 2, 4, 5, 6]),
]


@pytest.mark.parametrize(("lines", "broken"), table(TEXTS))
def test_filled(lines: list[str], broken: list[int]) -> None:
    assert sorted(filled(lines)) == broken


@given(st.integers(44, 100), st.integers(2, 5))
def test_what_is_filled_at_any_column_is_found(column: int, paragraphs: int) -> None:
    """Python's own filling is the other side: each line but the last of each paragraph goes on."""
    lines = [*textwrap.wrap(ENGLISH, column), ""] * paragraphs
    assert filled(lines) == {i for i, (a, b) in enumerate(pairwise(lines)) if a and b}


#: Two more paragraphs, so that a text has lines enough; and one whose lines were filled at several columns.
ISLANDER = (
    "Whoever lives on the island keeps a lamp in the window that looks at the pier, and lights it when the fog comes in, "
    "although the harbour office has had a horn since the year of the great storm. Nobody remembers who began with it, "
    "and the children are told that the lamps are for the drowned, which the keeper calls nonsense and does not deny."
)
RULES = (
    "The master of the ferry may refuse whoever brings a beast without a halter, a load that is not tied, or a cask that "
    "leaks, and shall give back the fare. He shall carry the post before anything else, and the doctor before the post; "
    "and where there is no room for all who wait, he shall take those who came first, whatever they offer him for it."
)
RAGGED = [
    "  The lamps burn oil from the mill, and each",
    "house gets its can of it in the first week of the winter, whatever the harvest",
]
RAGGED += [
    "was; who runs out of it before the spring is there",
    "borrows it from the next house, and nobody",
    "on the island has ever sent a bill for it.",
]
#: A text that was filled, with what a hand changed since; and what stands in it between blank lines.
FILLED = [
    *textwrap.wrap(ISLANDER, 70),
    "",
    *textwrap.wrap(RULES, 70),
    "",
    *textwrap.wrap(ENGLISH, 70),
    "",
    *RAGGED,
    "",
] * 2
AMID: list[tuple[str, list[str], list[int]]] = [
    ("lines that end far from the column", RAGGED, [0, 1, 2, 3]),
    ("two lines in the middle of a sentence", ["Everyone may copy this timetable as it stands and", "give it away, but none may change it."], [0]),
    (
        "capitals",
        ["THE FERRY IS RUN AS IT IS, AND NO PROMISE IS MADE THAT IT WILL", "LEAVE, ARRIVE", "OR FLOAT."],
        [0],
    ),
    ("what hangs below an item", ["(a) Whoever waits on the pier is to stand behind the Line", "    Painted by the harbour office."], [0]),
    ("set in by a tabulator", ["\t\"Beast\" is whatever walks on four legs and is taken to", "\tthe market alive."], [0]),
    ("a remark in brackets", ["the halter that the beast is led by and its bell", "(a horse has none) are left on the pier."], [0]),
    ("a name amid a paragraph", ["who keeps the horn, who lights the lamps in winter and who tends it; the", *WRAPPED[1:3], "Harbour Office and", "the keeper."], [0, 1, 2]),
    ("a small word and a colon", ["whoever brings a beast on board shall do at least one of the", "following: tie it, hold it, sell it."], [0]),
    ("verse", ["The lamps are lit along the northern pier tonight", "And nobody is left aboard who knows the tide", "The horn has called us twice across the water here"], []),
    ("an address", ["The Honourable Company of Ferrymen and of Keepers", "Brackenholt upon the Northern Water, Isle of Anywhere", "41 Gantry Street, by the second lamp behind the pier"], []),
    ("rows of a table", ["leaves      the island at six in the morning", "arrives     at the northern pier at half past seven", "returns     when the post is on board again"], []),
    ("letters of items", ["a) who comes first is taken first, whatever is offered;", "b) who brings a beast ties it to the rail himself;", "c) who brings a cask stays beside it to the end."], []),
    ("numerals of items", ["i. the lamps in all the windows that look at the pier;", "ii. the horn of the harbour office beside the pier;"], []),
    ("addresses of pages", ["https://ferry.example/timetable/of/the/winter.html", "https://ferry.example/timetable/of/the/summer.html"], []),
    ("fields", ["captain: whoever has kept the ferry for ten winters", "keeper: whoever has kept the lamps for ten winters"], []),
    ("a title above another, set in", ["                    THE RULES OF THE FERRY", "         AND OF ALL WHO WAIT FOR IT ON THE PIER"], []),
    ("a copyright line above a sentence", ["Copyright (C) 1987 The Company of Ferrymen, Brackenholt Pier 4", "Everyone may copy this timetable."], []),
    ("a copyright line and what belongs to it", ["Copyright (C) 1987 The Company of Ferrymen and Keepers", "All rights reserved."], [0]),
    ("links of Markdown", ["[ferries](https://ferry.example/tag/ferries/of/the/north/),", "[bridges](https://ferry.example/tag/bridges/of/the/north/)"], [0]),
    ("paths", ["harbour/windows/lamps/of/the/northern/pier.txt", "harbour/windows/lamps/of/the/southern/pier.txt"], []),
    ("what a line with a colon announces", ["Whoever wants to hear the horn in the fog has to call:", "harbour horn --loud --twice --now"], []),
    ("sentences of a line each", ["The lamps are lit before the fog is in the bay.", "Nobody has to be told which lamp is whose by now."], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "broken"), table(AMID))
def test_what_stands_amid_a_text_that_was_filled(lines: list[str], broken: list[int]) -> None:
    at = len(FILLED)
    assert sorted(i - at for i in filled([*FILLED, *lines, "", *FILLED]) if at <= i < at + len(lines)) == broken
    assert filled(lines) <= {*broken}


def test_paragraphs_of_many_columns_are_whole() -> None:
    """A text of which a hand has changed every third paragraph: no sentence of it is torn."""
    paragraphs = [textwrap.wrap(text, 70) for text in (ISLANDER, RULES, ENGLISH, ISLANDER)]
    paragraphs += [textwrap.wrap(text, column) for text, column in ((RULES, 77), (ENGLISH, 62), (ISLANDER, 74))]
    lines = [line for paragraph in paragraphs for line in (*paragraph, "")]
    assert filled(lines) == {i for i, (a, b) in enumerate(pairwise(lines)) if a and b}


def test_below_short_lines_a_sentence_that_ends_keeps_its_break() -> None:
    """Where last lines of paragraphs stand above others, a full stop may end one; where blank lines part them, not."""
    stops = [
        "The keeper lights the lamps when the fog comes in, and the horn calls the boats.",
        *WRAPPED[:3],
        WRAPPED[3],
    ]
    parted = [*FILLED, *stops, ""]
    mixed = [*FILLED, *textwrap.wrap(ENGLISH, 70) * 6, "", *stops, ""]
    assert [i - len(FILLED) for i in sorted(filled(parted)) if i >= len(FILLED)] == [0, 1, 2, 3]
    at = len(mixed) - len(stops) - 1
    assert [i - at for i in sorted(filled(mixed)) if i >= at] == [1, 2, 3]


@given(st.lists(any_text()))
def test_lines_that_go_on_have_a_next_one(lines: list[str]) -> None:
    assert all(lines[i].strip() and lines[i + 1].strip() for i in filled(lines))


@pytest.mark.parametrize(
    ("text", "columns"), table([("nothing", "", 0), ("Latin", "ab c", 4), ("Han", "渡口a。", 7), ("accents", "né", 2)])
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


#: What a program made of a page and broke at a column: (clipping, markup, body, body with its lines joined).
CLIPPINGS = [
    (
        "a quotation of Markdown",
        f"{SENTENCE}\n\n" + "\n".join(f"> {line}" for line in WRAPPED),
        "markdown",
        [SENTENCE, "\n".join(WRAPPED)],
        [SENTENCE, " ".join(WRAPPED)],
    ),
    (
        "an item of Markdown, set in",
        f"{SENTENCE}\n\n- {WRAPPED[0]}\n  {WRAPPED[1]}\n  {WRAPPED[2]}\n  {WRAPPED[3]}",
        "markdown",
        [SENTENCE, "\n".join(WRAPPED)],
        [SENTENCE, " ".join(WRAPPED)],
    ),
    (
        "paragraphs of flat text, set in",
        "\n".join(f"   {line}" for line in [*WRAPPED, "", *WRAPPED]),
        "text",
        ["\n".join(WRAPPED)] * 2,
        [" ".join(WRAPPED)] * 2,
    ),
    ("Chinese", "\n".join(CHINESE), "text", ["\n".join(CHINESE)], ["".join(CHINESE)]),
]


@pytest.mark.parametrize(("clipping", "markup", "kept", "joined"), table(CLIPPINGS))
def test_broken_paragraphs_are_blocks_and_can_be_joined(
    clipping: str, markup: str, kept: list[str], joined: list[str]
) -> None:
    article = clean(clipping, markup=markup)  # type: ignore[arg-type]
    assert [block.text for block in article.blocks] == kept
    asked = clean(clipping, markup=markup, options=Options(normalise=("join-lines",)))  # type: ignore[arg-type]
    assert [block.text for block in asked.blocks] == joined


def test_an_address_that_was_broken_is_whole() -> None:
    """What html2text makes of a picture and of a link whose title did not fit."""
    said = (
        "The keeper wrote it all down in his book, which stands today in [the museum of the harbour]"
        '(https://harbour.example/the-museum-of-the-harbour/ "All about the museum of the harbour"), beside the bell '
        "of the old ferry. ![The bell](https://harbour.example/pictures/the-bell-of-the-old-ferry-of-the-island.jpg)"
    )
    broken = textwrap.fill(said, 78, break_long_words=False)
    assert "-\n" in broken.partition("/pictures/")[2]
    block = clean(f"{textwrap.fill(ENGLISH, 78)}\n\n{broken}", markup="markdown").blocks[-1]
    assert [link.url for link in block.links] == ["https://harbour.example/the-museum-of-the-harbour/"]
    assert [link.url for link in block.images] == [
        "https://harbour.example/pictures/the-bell-of-the-old-ferry-of-the-island.jpg"
    ]
