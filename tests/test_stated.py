"""What the scripts of a page state to be its text stays, wherever its weights would put it; what they state else does
not count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from cleaner import clean
from cleaner.judge.stated import MOST_PLACES, PART_LETTERS, stated
from cleaner.model import Clip
from cleaner.readers import read
from tests.conftest import table
from tests.pools import PROSE

LINES = ("two cups of rye flour", "a pinch of salt", "Knead the dough, and let it wait until the ferry is back.")
QUESTION, ANSWER = "When does the ferry leave?", "The ferry leaves the mill at six, and comes back before dark."
FAQ = {
    "@type": "FAQPage",
    "mainEntity": [{"@type": "Question", "name": QUESTION, "acceptedAnswer": {"@type": "Answer", "text": ANSWER}}],
}
RECIPE = {
    "@graph": [
        {"@type": "WebPage", "name": "Rye bread"},
        {
            "@type": ["Recipe", "NewsArticle"],
            "recipeIngredient": list(LINES[:2]),
            "recipeInstructions": [{"@type": "HowToStep", "text": LINES[2]}],
        },
    ]
}
THREAD = {
    "@type": "DiscussionForumPosting",
    "text": "Who has the key?",
    "comment": [{"@type": "Comment", "text": "I have it."}],
}


def _script(statement: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps(statement)}</script>"


def _stated(statement: Any, lines: Sequence[str]) -> list[str]:
    """Those of some lines that a page which states something states."""
    page = f"<html><head>{_script(statement)}</head><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    document = read(Clip(page, "html"))
    found = stated(document)
    return [block.text for block in document.blocks if block.index in found]


NOT_STATED = [
    ("nothing", {}, LINES),
    ("another text", FAQ, LINES),
    ("the text of an article", {"@type": "NewsArticle", "articleBody": " ".join(LINES)}, LINES),
    ("a reader's review", {"@type": "Product", "review": {"@type": "Review", "reviewBody": LINES[2]}}, LINES),
    ("a comment on an article", {"@type": "Article", "comment": [{"@type": "Comment", "text": LINES[2]}]}, LINES),
    ("the name of a recipe", {"@type": "Recipe", "name": LINES[0]}, LINES),
    ("short words within a statement", FAQ, ["the ferry", "leaves"]),
    ("words from the middle of a word", FAQ, ["erry leaves the mill at six"]),
    ("marks alone", FAQ, ["…", "?"]),
]


@pytest.mark.parametrize(("statement", "lines"), table(NOT_STATED))
def test_what_is_not_stated_to_be_the_text(statement: Any, lines: Sequence[str]) -> None:
    assert _stated(statement, lines) == []


STATED = [
    ("a question with its answer", FAQ, [QUESTION, ANSWER], 2),
    ("in other marks and capitals", FAQ, [QUESTION.upper().rstrip("?"), ANSWER.replace(",", " -")], 2),
    ("a part of an answer", FAQ, ["and comes back before dark"], 1),
    ("a recipe among other things", RECIPE, LINES, 3),
    ("a thread with its replies", THREAD, ["Who has the key?", "I have it."], 2),
    ("an answer in paragraphs", {"@type": "Answer", "text": "<p>At six.</p><p>Or at ten.</p>"}, ["At six.", "Or at ten."], 2),
    ("tags that are escaped", {"@type": "Answer", "text": "&lt;p&gt;At &lt;b&gt;six&lt;/b&gt;.&lt;/p&gt;"}, ["At six."], 1),
    ("a word said often", {"@type": "Answer", "text": "the ferry waits " * MOST_PLACES + ANSWER}, [ANSWER], 1),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "lines", "count"), table(STATED))
def test_what_is_stated_to_be_the_text(statement: Any, lines: Sequence[str], count: int) -> None:
    assert len(_stated(statement, lines)) == count


@pytest.mark.parametrize("script", ['{"@type":"Answer"', '["Answer"', '{"@type":"Answer","a":' * 5_000, '"Answer"'])
def test_broken_statements_state_nothing(script: str) -> None:
    page = f"<head><script type='application/ld+json'>{script}</script></head><p>{ANSWER}</p>"
    assert stated(read(Clip(page, "html"))) == frozenset()


CARD = "".join(f"<li>{line}</li>" for line in LINES)
PAGE = f"""<html><head>%s<title>Rye bread</title></head><body><article><h1>Rye bread</h1>
<p>{PROSE["en"][0]}</p><p>{PROSE["en"][1]}</p><p>{PROSE["en"][2]}</p></article>
<footer class="footer menu"><ul><li><a href="/a">Print</a></li><li><a href="/b">Pin</a></li>{CARD}<li><a href="/c">Home</a></li></ul></footer>
</body></html>"""


def test_a_recipe_in_a_card_stays_where_the_page_states_it() -> None:
    assert len(LINES[0]) > PART_LETTERS
    without, with_it = (clean(PAGE % script, markup="html").text for script in ("", _script(RECIPE)))
    assert LINES[0] not in without and LINES[1] not in without
    assert all(line in with_it for line in LINES)
    assert "Print" not in with_it


def test_an_answer_that_unfolds_stays_where_the_page_states_it() -> None:
    page = PAGE.replace("</article>", f"<h3>{QUESTION}</h3><div style='display:none'>{ANSWER}</div></article>")
    without, with_it = (clean(page % script, markup="html").text for script in ("", _script(FAQ)))
    assert ANSWER not in without
    assert QUESTION in with_it and ANSWER in with_it
