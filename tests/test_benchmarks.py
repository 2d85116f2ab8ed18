"""The benchmarks: the scorer against tables counted by hand, lost peers, the shape of the tables."""

from __future__ import annotations

import base64
import gzip
import json
import os
import sys
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import accuracy, doubling, hostile, metadata, page_speed, plans
from benchmarks.__main__ import main
from benchmarks.compare import Run, run
from benchmarks.corpus import Page, decoded, find, rows
from benchmarks.hostile_cases import CASES, GROWTHS, Case, Growth
from benchmarks.page_speed import Lap
from benchmarks.peers import PEERS, Extract, Peer, chosen
from benchmarks.plain import lines_of
from benchmarks.score import Hits, agreement, hits, segment_f1, shingles, tokens, without_lines
from benchmarks.table import Table
from benchmarks.watch import Party, by_turns, watched
from tests.conftest import table

# ---------------------------------------------------------------- the scorer


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        [
            ("nothing", "", []),
            ("only signs", "— · !? ##", []),
            ("words in lower case", "The Ferry, at 7:30", ["the", "ferry", "at", "7", "30"]),
            ("one token for each Han character", "渡轮晚点", ["渡", "轮", "晚", "点"]),
            ("Kana too, the long vowel among them", "フェリーは", ["フ", "ェ", "リ", "ー", "は"]),
            ("narrow Kana and wide letters are folded", "ﾌｪ ＡＢ", ["フ", "ェ", "ab"]),
            ("Han breaks a word", "第3号ferry船", ["第", "3", "号", "ferry", "船"]),
            ("rare Han", "𠮷野〇々", ["𠮷", "野", "〇", "々"]),
            ("Hangul and accents are words", "여객선 déjà", ["여객선", "déjà"]),
        ]
    ),
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table(
        [
            ("nothing", "", {}),
            ("a short text is one shingle", "a b", {("a", "b"): 1}),
            ("four tokens are one shingle", "渡轮晚点", {tuple("渡轮晚点"): 1}),
            ("five tokens are two", "a b c d e", {tuple("abcd"): 1, tuple("bcde"): 1}),
            ("a shingle may occur twice", "a a a a a", {tuple("aaaa"): 2}),
        ]
    ),
)
def test_shingles(text: str, expected: dict[tuple[str, ...], int]) -> None:
    assert dict(shingles(text)) == expected


@pytest.mark.parametrize(
    ("text", "truth", "expected"),
    table(
        [
            ("both empty", "", "!", (1.0, 1.0, 1.0)),
            ("an empty answer", "", "a b c", (0.0, 0.0, 0.0)),
            ("an answer where there is nothing", "a b c", "", (0.0, 0.0, 0.0)),
            ("the same but for signs and case", "A, b. C d e", "a b c d E", (1.0, 1.0, 1.0)),
            ("two of three shingles, nothing more", "a b c d e", "a b c d e f", (1.0, 2 / 3, 0.8)),
            ("one shingle of two each", "a b c d x", "a b c d e", (0.5, 0.5, 0.5)),
            ("short against long shares no shingle", "a b c", "a b c d e", (0.0, 0.0, 0.0)),
            ("what is said twice counts twice", "a a a a a", "a a a a", (0.5, 1.0, 2 / 3)),
            ("Chinese", "渡轮又晚点了", "渡轮晚点了", (0.0, 0.0, 0.0)),
            ("Chinese, a tail too much", "北岛的渡轮", "北岛的渡", (0.5, 1.0, 2 / 3)),
        ]
    ),
)
def test_agreement(text: str, truth: str, expected: tuple[float, float, float]) -> None:
    assert agreement(text, truth) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted", "expected"),
    table(
        [
            ("all as it should be", "one  two\nthree", ["one two", "three"], ["four"], Hits(2, 0, 0)),
            ("white space is one space", "a b", ["a\n b "], [], Hits(1, 0, 0)),
            ("a missed one and a wrong one", "share this", ["body"], ["share"], Hits(0, 1, 1)),
            ("an empty text has none", "", ["body"], ["share"], Hits(0, 0, 1)),
        ]
    ),
)
def test_hits(text: str, wanted: list[str], unwanted: list[str], expected: Hits) -> None:
    assert hits(text, wanted, unwanted) == expected


def test_segments_are_added_up_over_the_pages() -> None:
    assert segment_f1([Hits(2, 0, 0), Hits(0, 1, 1)]) == pytest.approx(4 / 6)
    assert segment_f1([]) is None


@pytest.mark.parametrize(
    ("text", "captions", "expected"),
    table(
        [
            ("no captions", "a\n\nb", [], "a\n\nb"),
            ("equal but for spaces and width", "渡轮 靠岸（图1）\n正文", ["渡轮靠岸(图1)"], "正文"),
            ("part of a line stays", "see the ferry\nend", ["the ferry"], "see the ferry\nend"),
        ]
    ),
)
def test_captions_are_left_out(text: str, captions: list[str], expected: str) -> None:
    assert without_lines(text, captions) == expected


# ---------------------------------------------------------------- corpora


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    table(
        [
            ("what is known wins", "渡".encode("gb18030"), "gb18030", "渡"),
            ("UTF-8 under a stale label", '<meta charset="gbk">渡'.encode(), None, '<meta charset="gbk">渡'),
            ("the label of the page", '<meta charset="gb2312">镕'.encode("gbk"), None, '<meta charset="gb2312">镕'),
            ("a label that nobody knows", b"<meta charset=nonsense>\xff", None, "<meta charset=nonsense>\ufffd"),
            ("a byte order mark", b"\xef\xbb\xbfa", "utf-8", "a"),
        ]
    ),
)
def test_one_string_for_all_peers(data: bytes, encoding: str | None, expected: str) -> None:
    assert decoded(data, encoding) == expected


#: Two pages of our own: an article with a caption and pieces that must and must not come out, and a Chinese one.
_STORY = [
    "The ferry to the northern island ran late again on Tuesday, because a tree had drifted into the harbour.",
    "Marla Quentin, who has sold tickets there since the pier was built, said that nobody had complained.",
    "By noon the fishermen had sawn the trunk into pieces, and the children took home what was left of it.",
]
_CAPTION = "Sawing the trunk. Photo: A. Example"
_CHINESE = [
    "北岛的渡轮星期二又晚点了，因为涨潮的时候有一棵大树漂进了港口，把航道堵住了整整一个上午。",
    "从码头建成那天起就在这里卖票的麦阿姨说，没有一个乘客抱怨，大家都坐在石阶上喝茶聊天。",
    "到了中午，渔民们把树干锯成了好几段，孩子们把剩下的枝条拖回家去，准备冬天的时候烧火用。",
]


def _page(title: str, paragraphs: list[str], encoding: str = "utf-8") -> bytes:
    body = "".join(f"<p>{line}</p>" for line in paragraphs)
    menu = '<nav><a href="/a">Home</a> <a href="/b">Timetable</a></nav>'
    html = (
        f"<html><head><title>{title}</title></head><body>{menu}<article><h1>{title}</h1>{body}</article></body></html>"
    )
    return html.encode(encoding)


def _raw(name: str, title: str, paragraphs: list[str], **more: Any) -> dict[str, Any]:
    encoded = base64.b64encode(_page(title, paragraphs, more.get("encoding", "utf-8"))).decode()
    return {"id": name, "url": f"https://example.com/{name}", "html_b64": encoded, "encoding": "utf-8", **more}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the two pages."""
    english = _raw("late", "A late ferry", [*_STORY, _CAPTION], lang="en", truth="\n".join(_STORY), captions=[_CAPTION])
    english |= {"with": [_STORY[0]], "without": ["Timetable"]}
    chinese = _raw("zh", "渡轮晚点", _CHINESE, lang="zh", truth="\n".join(_CHINESE), encoding="gb18030")
    path = tmp_path_factory.mktemp("corpus") / "two_pages.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row) for row in (english, chinese)) + "\n")
    return path


def test_rows_are_read_in_their_order(corpus: Path) -> None:
    english, chinese = rows(corpus)
    assert (english.corpus, english.id, english.page.lang, english.captions) == ("two_pages", "late", "en", (_CAPTION,))
    assert (english.wanted, english.unwanted) == ((_STORY[0],), ("Timetable",))
    assert chinese.page.encoding == "gb18030" and _CHINESE[0] in (chinese.page.text or "")


def test_a_limited_corpus_is_the_same_each_time(corpus: Path) -> None:
    assert list(rows(corpus, 1)) == list(rows(corpus, 1)) and len(list(rows(corpus, 1))) == 1
    assert list(rows(corpus, 5)) == list(rows(corpus))


def test_a_corpus_is_found_by_its_name(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "corpora" / "html"
    folder.mkdir(parents=True)
    copy = folder / "two.jsonl.gz"
    copy.write_bytes(corpus.read_bytes())
    monkeypatch.setenv("CLEANER_CORPORA", str(tmp_path))
    assert find("two") == find(str(copy)) == find(str(folder)) == [copy]
    for name in ("three", str(tmp_path)):
        with pytest.raises(FileNotFoundError, match=r"no corpus at .* or .*\.jsonl\.gz"):
            find(name)


# ---------------------------------------------------------------- a peer that is lost costs itself alone


def _faithful() -> Extract:
    return lambda page: lines_of(str(page.source))


def _misbehaving(how: str) -> Extract:
    """Answers like the faithful one, but for the page "zh"."""

    def extract(page: Page) -> str:
        if (page.url or "").endswith("/zh"):
            if how == "raises":
                raise RuntimeError("no such ferry")
            if how == "hangs":
                time.sleep(60)
            os._exit(7)
        return lines_of(str(page.source))

    return extract


def _not_loading() -> Extract:
    raise ImportError("half installed")


def _fetching() -> Extract:
    import urllib.request  # noqa: PLC0415

    return lambda page: str(urllib.request.urlopen("http://127.0.0.1:9/").read())


_FAKES = (
    Peer("raises", "pytest", partial(_misbehaving, "raises")),
    Peer("hangs", "pytest", partial(_misbehaving, "hangs")),
    Peer("dies", "pytest", partial(_misbehaving, "dies")),
    Peer("breaks", "pytest", _not_loading),
    Peer("fetches", "pytest", _fetching),
    Peer("faithful", "pytest", _faithful),
)


READ = [
    (
        "bytes alone, for whoever decodes them",
        Peer("a", "pytest", _faithful, decodes=True),
        Page(b"a", "a"),
        (b"a", None),
    ),
    ("text alone, for all others", Peer("a", "pytest", _faithful), Page(b"a", "a"), (b"", "a")),
    ("bytes that nobody has decoded", Peer("a", "pytest", _faithful), Page(b"a", None), (b"a", None)),
]


@pytest.mark.parametrize(("peer", "page", "expected"), table(READ))
def test_a_peer_is_given_what_it_reads(peer: Peer, page: Page, expected: tuple[bytes, str | None]) -> None:
    given = peer.given(page)
    assert (given.data, given.text) == expected


@pytest.fixture(scope="module")
def lost(corpus: Path) -> Run:
    """The page that all survive, twice (they are the warm-up), the one that some do not, and the first again."""
    english, chinese = rows(corpus)
    return run(iter([english, english, chinese, english]), _FAKES, limit_s=1.0)


@pytest.mark.parametrize(
    ("peer", "failure"),
    [
        ("raises", "two_pages zh: raised RuntimeError: no such ferry"),
        ("hangs", "two_pages zh: took longer than 1 s"),
        ("dies", "two_pages zh: died, exit code 7"),
    ],
)
def test_a_page_that_a_peer_does_not_survive_is_one_failure_of_that_peer(lost: Run, peer: str, failure: str) -> None:
    assert lost.failures[peer] == [failure]
    assert [mark.failed for mark in lost.marks[peer]] == [False, False, True, False]
    assert [mark.agreement and mark.agreement.f1 > 0.5 for mark in lost.marks[peer]] == [True, True, False, True]
    assert [lap.ms is None for lap in lost.laps[peer]] == [False, False, True, False]


def test_the_others_do_not_notice(lost: Run) -> None:
    assert "faithful" not in lost.failures
    assert all(lap.ms is not None and lap.peak_bytes > 1_000_000 for lap in lost.laps["faithful"])


def test_a_peer_that_does_not_load_fails_everywhere_and_says_why(lost: Run) -> None:
    assert len(lost.failures["breaks"]) == 4
    assert lost.failures["breaks"][0].endswith("not loaded: ImportError: half installed")


def test_nothing_is_fetched(lost: Run) -> None:
    assert len(lost.failures["fetches"]) == 4
    assert "nothing is fetched while measuring" in lost.failures["fetches"][0]


# ---------------------------------------------------------------- tables


def _cells(drawn: str) -> dict[str, list[str]]:
    """The rows of a table in text, by their first word."""
    return {line.split()[0]: line.split()[1:] for line in drawn.splitlines() if line.strip()}


def test_the_table_of_accuracy(lost: Run) -> None:
    head = accuracy.table(lost.marks).head
    assert head == ("", "mean", "Chinese", "two\npages", "segments\ntwo_pages", "empty", "failed")
    cells = _cells(accuracy.table(lost.marks).text())
    assert cells["breaks"] == ["0.000", "0.000", "0.000", "0.000", "0", "4"]
    assert cells["raises"][1:3] + cells["raises"][4:] == ["0.000", cells["raises"][0], "0", "1"]


def test_speed_is_compared_on_the_pages_that_both_finished() -> None:
    theirs, ours = [Lap(30.0, 1), Lap(None, 1), Lap(30.0, 1)], [Lap(10.0, 1), Lap(10.0, 1), Lap(None, 1)]
    assert page_speed.ratio(theirs, ours) == pytest.approx(3.0)
    assert page_speed.ratio([], ours) is None
    got = page_speed.figures("ours", {"ours": ours})
    assert (got["pages_per_s"], got["ms_median"], got["failed"], got["times_as_fast"]) == (100.0, 10.0, 1, None)


def test_a_peer_that_finished_nothing_has_no_times(lost: Run) -> None:
    assert _cells(page_speed.table(lost.laps).text())["breaks"] == ["-", "-", "-", "-", "4", "-"]


def test_both_forms_of_a_table() -> None:
    drawn = Table(
        "Ferries", ("", "late\nferries", "all"), (("north", "2", "10"), ("south-west", "11", "9")), ("One day.",)
    )
    assert drawn.text().splitlines()[2:] == [
        "               late",
        "            ferries  all",
        "------------------------",
        "north             2   10",
        "south-west       11    9",
        "One day.",
    ]
    assert drawn.markdown().splitlines() == [
        "**Ferries**",
        "",
        "|  | late ferries | all |",
        "| --- | --: | --: |",
        "| north | 2 | 10 |",
        "| south-west | 11 | 9 |",
        "",
        "One day.",
    ]


def test_the_command_prints_a_table_and_writes_all_figures(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    words = ["compare", str(corpus), "--peers", "trafilatura-metadata,html2text", "--json", str(file), "--markdown"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "**Accuracy: F1 of shingles, 2 pages**" in done.output and "| cleaner |" in done.output
    figures = json.loads(file.read_text("utf-8"))
    assert figures["cleaner"]["accuracy"]["corpora"]["two_pages"]["pages"] == 2
    assert figures["cleaner"]["accuracy"]["chinese"] > 0.9
    assert figures["trafilatura-metadata"]["speed"]["times_as_fast"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("words", "message"),
    table(
        [
            ("a peer that is not in the table", ["--peers", "nobody"], "unknown peer nobody; there are trafilatura"),
            ("an engine that there is not", ["--engine", "steam"], "unknown engine steam; there are density"),
            ("a corpus that is not there", ["--peers", ""], "no corpus at nowhere"),
        ]
    ),
)
def test_what_is_not_known_is_a_usage_error(words: list[str], message: str) -> None:
    done = CliRunner().invoke(main, ["accuracy", "nowhere", *words])
    assert (done.exit_code, message in done.output) == (2, True), done.output


# ---------------------------------------------------------------- peers


@pytest.fixture(params=PEERS, ids=lambda peer: peer.name)
def peer(request: pytest.FixtureRequest) -> Peer:
    peer: Peer = request.param
    if peer.version is None:
        pytest.skip(f"{peer.name} is not installed: {peer.remedy}")
    return peer


def test_each_peer_finds_an_article(peer: Peer) -> None:
    data = _page("A late ferry", [" ".join(_STORY)] * 4)
    assert "sold tickets" in peer.load()(Page(data, data.decode(), "https://example.com/late", "utf-8", "en"))


def test_the_peers_have_names_of_their_own() -> None:
    assert len({peer.name for peer in PEERS}) == len(PEERS)
    assert chosen("html2text, gne") == tuple(peer for peer in PEERS if peer.name in ("gne", "html2text"))
    packages = [peer.package for peer in chosen(one_mode=True)]
    assert len(set(packages)) == len(packages) and set(packages) == {peer.package for peer in PEERS}


# ---------------------------------------------------------------- hostile pages


@pytest.mark.parametrize("case", [case for case in CASES if "000" not in case.name], ids=lambda case: case.name)
def test_a_case_holds_its_sentences(case: Case) -> None:
    page = case.page()
    encodings = ("utf-8", "utf-16-le", "gb18030")
    assert (
        any(hostile.kept(page.data.decode(name, "ignore"), case.wanted) == 1.0 for name in encodings) or not case.wanted
    )


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    table(
        [
            ("all", "one ferry\ntwo ferries", ["one ferry", "two  ferries"], 1.0),
            ("half", "one ferry", ["one ferry", "two ferries"], 0.5),
            ("nothing was wanted and nothing came", " \n", [], 1.0),
            ("nothing was wanted and something came", "var ferry", [], 0.0),
        ]
    ),
)
def test_what_was_kept(text: str, wanted: list[str], expected: float) -> None:
    assert hostile.kept(text, wanted) == expected


def test_the_table_of_hostile_pages() -> None:
    cases = [case for case in CASES if case.name in ("an ordinary page", "UTF-16 without a mark", "only scripts")]
    done = hostile.trials([_FAKES[-1], _FAKES[3]], cases, limit_s=5.0)
    lines = hostile.table(done).rows
    assert [line[0] for line in lines] == [*(case.name for case in cases), "all kept / some lost / failed"]
    assert lines[0][1].startswith("100%") and lines[0][2] == "not loaded"
    assert lines[1][1:] == ("-", "-")
    assert lines[-1][2] == "0/0/2"


SECONDS = [
    ("linear", (1.0, 2.0, 4.0), 2.0),
    ("worse at the end", (1.0, 2.0, 8.0), 4.0),
    ("the last was not finished", (1.0, 2.0, None), 2.0),
    ("nothing was finished", (None, None, None), None),
]


@pytest.mark.parametrize(("seconds", "worst"), table(SECONDS))
def test_the_largest_ratio_at_a_doubling(seconds: tuple[float | None, ...], worst: float | None) -> None:
    rise = doubling.Rise("paragraphs", (1, 2, 4), seconds)
    assert rise.worst == worst
    assert doubling.figures([rise])[0]["worst"] == worst


def test_the_table_of_growth() -> None:
    growths = [Growth("paragraphs", lambda count: b"<p>one ferry</p>" * count, 64)]
    risen = doubling.rises(_FAKES[-1], 5.0, growths)
    assert risen[0].counts == (4, 8, 16, 32, 64) and None not in risen[0].seconds
    shown = doubling.table(risen, "ours")
    assert shown.rows[0][0] == "64 paragraphs" and len(shown.rows[0]) == len(shown.head)


@pytest.mark.parametrize("growth", GROWTHS, ids=lambda growth: growth.name)
def test_a_page_grows_with_its_count(growth: Growth) -> None:
    sizes = [len(growth.page_of(count)) for count in (1_000, 2_000)]
    assert 1.5 < (sizes[1] - len(growth.page_of(0))) / (sizes[0] - len(growth.page_of(0))) < 2.5


@pytest.mark.parametrize(
    ("field", "gold", "got", "what"),
    [
        pytest.param("title", None, "渡口", None, id="a title that nobody stated is not scored"),
        pytest.param("source", None, None, "absent", id="nothing for what is not stated"),
        pytest.param("source", None, "河岸晚报", "invented", id="a value for what is not stated"),
        pytest.param("date", "2024-03-05", None, "missing", id="nothing for what is stated"),
        pytest.param("date", "2024-3-5 09:10", "2024-03-05T09:10+08:00", "right", id="the same day"),
        pytest.param("date", "2024-03-05", "2024-03-06", "wrong", id="another day"),
        pytest.param("author", "林小溪 周夏", ["周夏", "林小溪"], "right", id="the same names in another order"),
        pytest.param("author", "By Ada Fenwick", ["Ada Fenwick"], "right", id="the word before a name"),
        pytest.param("author", "林小溪", ["林小溪", "周夏"], "wrong", id="a name too many"),
        pytest.param("title", "渡口：灯", "渡口:灯", "right", id="another width"),
    ],
)
def test_what_becomes_of_a_field(field: str, gold: object, got: object, what: str | None) -> None:
    assert metadata.outcome(field, gold, got, marked=True) == what


# ---------------------------------------------------------------- plans


@pytest.mark.parametrize(
    ("shards", "seconds", "cores", "least", "most"),
    table(
        [
            ("one shard, one core", 1, 1000.0, 1, 700, 1300 + plans.START_S),
            ("one shard on many cores is no faster", 1, 1000.0, 8, 700, 1300 + plans.START_S),
            ("many shards, one core", 200, 10.0, 1, 200 * (9.5 + plans.START_S), 200 * (10.5 + plans.START_S)),
            (
                "twice the cores, half of the time",
                200,
                10.0,
                2,
                100 * (9.5 + plans.START_S),
                103 * (10.5 + plans.START_S),
            ),
        ]
    ),
)
def test_shards_take_their_time(shards: int, seconds: float, cores: int, least: float, most: float) -> None:
    assert least <= plans.elapsed(shards, seconds, cores) <= most


def test_a_plan_has_a_row_for_each_number_of_pages_and_cores() -> None:
    rows = plans.plan(plans.Measured(ms=36.0, kb=100.0, overhead=0.0)).rows
    assert [row[0] for row in rows] == [f"{pages:,}" for pages, many in plans.PLANS for _ in many]
    assert rows[0][2] == "10" and rows[0][7] == "0.03"


# ---------------------------------------------------------------- commands by turns


def _python(code: str) -> Party:
    return Party([sys.executable, "-c", code])


def test_commands_by_turns_never_run_at_once(tmp_path: Path) -> None:
    """Each writes down when it is at work; a moment in which one stood still shows as a gap."""
    script = (
        "import sys, time\nfor i in range(60): print(time.monotonic(), file=open(sys.argv[1], 'a')); time.sleep(.01)"
    )
    parties = {name: Party([sys.executable, "-c", script, name]) for name in "ab"}
    ran = by_turns(parties, tmp_path, turn_s=0.2)
    ticks = {name: [float(line) for line in (tmp_path / name).read_text().split()] for name in "ab"}
    turns = [name for _, name in sorted((tick, name) for name, held in ticks.items() for tick in held)]
    changes = sum(above != below for above, below in pairwise(turns))
    assert [ran[name].code for name in "ab"] == [0, 0]
    assert {name: len(held) for name, held in ticks.items()} == {"a": 60, "b": 60}
    assert 1 <= changes < 30  # side by side they would change at every other tick


def test_a_command_by_turns_keeps_its_exit_code(tmp_path: Path) -> None:
    ran = by_turns({"well": _python(""), "ill": _python("raise SystemExit(3)")}, tmp_path)
    assert (ran["well"].code, ran["ill"].code) == (0, 3)


def test_what_a_command_needs_is_counted_with_its_children(tmp_path: Path) -> None:
    """The child holds its memory to the very end, for several looks: no moment of starting or ending decides."""
    child = "x = b'1' * 200_000_000; print(flush=True); import time; time.sleep(600)"
    ran = watched(
        _python(
            "import os, subprocess, sys, time\n"
            f"child = subprocess.Popen([sys.executable, '-c', {child!r}], stdout=subprocess.PIPE)\n"
            "child.stdout.readline(); time.sleep(2); os._exit(0)"
        ).command,
        tmp_path,
    )
    assert ran.last_bytes > 150_000_000
