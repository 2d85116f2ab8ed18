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
