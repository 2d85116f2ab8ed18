"""Code that lost its fences: which lines of a flat text are a program's, and what becomes of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.readers.text import read_text
from cleaner.text.code import code_runs
from tests.conftest import table

ABOVE = "渡口每天有十二班船，排班表一直写在黑板上，下雨就看不清了。\n\n"
BELOW = "\n\n这样排出来的表，跑了一个冬天都没有出过错，老周很满意。"

NO_CODE = [
    ("nothing", ""),
    ("prose", "The boat left at seven.\nNobody waved.\nIt was cold; the river was low."),
    ("points of a law that end in semicolons", "(一)按时开船;\n(二)查验船票;\n(三)清点人数;\n(四)关好舱门。"),
    (
        "points in English",
        "(a) the boats shall leave on time;\n(b) the crew shall wear vests;\n(c) tickets shall be shown;",
    ),
    ("a bibliography", "Lin, X. (2019). Rivers. River Press.\nZhou, M. (2020). Boats.\nWu, T. (2021). Locks."),
    ("names with years", "Smith (1999)\nJones (2001)\nLin (2004)"),
    ("the fields of a form", "Name(required)\nEmail(required)\nComment(required)"),
    ("a menu of functions", "all()\nany()\nrace()\nreject()"),
    ("unfilled places of a template", "{{ item.title }}\n{{ item.author }}\n{{ item.price }}"),
    ("a dialogue", "林溪: 船来了(笑)\n老周: 还没有;\n林溪: 那是什么=_="),
    ("sums in a table of prices", "大船 = 12元\n小船 = 8元\n夜船 = 20元"),
    ("prose about functions", "Call open() first.\nThen read() gives the lines.\nAt the end, call close()."),
    ("paragraphs set in", "  The boat left at seven.\n  Nobody waved to it.\n  It was cold that day."),
    ("verse set in", "  The boat at seven,\n    nobody waving,\n  the river low"),
    ("a list of the text", "- bread\n- lamp oil\n- rope"),
    ("labels of a notice", "Where: the upper pier\nWhen: at seven\nWho: all of us"),
    ("sentences on imports", "import duties rose again\nfrom here the river is low\nimport and export fell by half"),
    ("prices", "$ 30\n$ 12\n$ 8"),
    ("lines too long to be read", "\n".join("a = f(1); " * 50 for _ in range(4))),
    ("two lines of code", "const a = 1;\nconst b = 2;"),
    ("headlines with brackets", "[Photos] The new pier\n[Video] The old lock\n[Live] The race"),
]
CODE = [
    ("functions and calls", 'function f(x) {\n  return x + 1;\n}\nconsole.log(f("a"));', [(0, 4)]),
    ("Python", "def f(x):\n    y = x + 1\n    return g(y)\n\nprint(f(2), end='')", [(0, 5)]),
    ("markup", '<ul class="a">\n<li>One</li>\n<li>Two</li>\n</ul>', [(0, 4)]),
    ("a request to a database", "SELECT name, count(*)\nFROM boats\nWHERE pier = 3\nGROUP BY name;", [(0, 4)]),
    ("a request in small letters", "select *\ncreate table boats (\n  id int\n);\nselect a from b;", [(1, 5)]),
    ("commands behind a prompt", "$ docker ps\n$ cd ferry/\nREADME\n$ ls", [(0, 4)]),
    ("what a program begins with", "import csv\nfrom collections import Counter\n\ndays = Counter()", [(0, 4)]),
    ("modules", 'import { For } from "solid";\nimport React from "react"\nfor (;;) {', [(0, 3)]),
    ("comments in Chinese", "// 先读名单\nlet a = read(path);\n// 再排班\nlet b = sort(a);\nrun(a, b);", [(1, 5)]),
    ("strings in Chinese", "a = '渡口'\nb = \"码头\"\nprint(a, b)", [(0, 3)]),
    ("names on lines of their own", "f(\n  first,\n  second,\n);\ng(1, 2);\nh(a.b);", [(3, 6)]),
    (
        "text between two pieces",
        "a = f(1);\nb = g(2);\nc = h(3);\n" + ABOVE + "d = f(1);\ne = g(2);\ni = h(3);",
        [(0, 3), (5, 8)],
    ),
]


@pytest.mark.parametrize("text", table(NO_CODE))
def test_what_is_no_code(text: str) -> None:
    assert list(code_runs(text.split("\n"))) == []


@pytest.mark.parametrize(("text", "runs"), table(CODE))
def test_code(text: str, runs: list[tuple[int, int]]) -> None:
    assert [(run.start, run.stop) for run in code_runs(text.split("\n"))] == runs


CALLS = "  if (n > 3) {\n\n    send(n, 'boat');\n  }"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_code_amid_the_text_is_one_block_with_its_indent_and_blank_lines(end: str) -> None:
    blocks = read_text((ABOVE + CALLS + BELOW).replace("\n", end))
    assert [block.kind for block in blocks] == ["paragraph", "code", "paragraph"]
    assert blocks[1].text == CALLS


@pytest.mark.parametrize("text", table([("above the text", CALLS + "\n\n" + ABOVE), ("below it", ABOVE + CALLS)]))
def test_scripts_at_the_edges_of_a_page_are_no_code_of_its_text(text: str) -> None:
    assert {block.kind for block in read_text(text)} == {"paragraph"}


def test_code_is_neither_judged_nor_changed() -> None:
    code = 'let 船 = "登录,注册";\nprint(`${船.名}`, 1);\nif (a,b) { share(船); }'.replace("let 船", "let boat")
    article = clean(ABOVE + code + BELOW)
    assert code in article.text
    assert not article.removed


def test_markdown_has_it_between_fences() -> None:
    assert f"```\n{CALLS}\n```" in clean(ABOVE + CALLS + BELOW).to_markdown()


@given(
    st.lists(st.sampled_from(["a = f(1);", "}", "", "渡口的灯还亮着。", "// 注释", "name", "<p>x</p>"]), max_size=30)
)
def test_runs_begin_and_end_with_code_and_never_meet(lines: list[str]) -> None:
    runs = list(code_runs(lines))
    assert all(lines[run[0]].strip() and lines[run[-1]].strip() for run in runs)
    assert all(above.stop < below.start for above, below in pairwise(runs))
