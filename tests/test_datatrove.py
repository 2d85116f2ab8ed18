"""The steps of datatrove's pipelines: the same articles as `clean` gives, every document accounted for, whatever a
document or the machine does."""

from __future__ import annotations

import base64
import gzip
import json
import os
import pickle
import runpy
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cleaner import Options, clean
from cleaner.judge.rule_file import parse_rules
from tests.conftest import ROOT, table
from tests.containers import ADDRESS, BODY, PAGE, SENTENCE, TEXT, members_gzipped, record
from tests.datatrove_run import TASKS, executor
from tests.faults import break_or_record

# What holds without datatrove.

HIDDEN = "import sys; sys.modules['datatrove'] = None; import cleaner.integrations.datatrove as steps\n"


def _python(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_of_datatrove_is_loaded_before_a_step_is_asked_for_nor_by_workers() -> None:
    code = "import sys, cleaner.integrations.datatrove.record, cleaner.batch.warm; print('datatrove' in sys.modules)"
    assert _python("-c", code).stdout == "False\n"


@pytest.mark.parametrize("name", ["CleanerStep", "ClippingReader", "statuses"])
def test_who_has_no_datatrove_is_told_what_to_install(name: str) -> None:
    said = _python("-c", f"{HIDDEN}steps.{name}").stderr
    assert f"ImportError: {name} needs datatrove: pip install 'clipping-cleaner[datatrove]'" in said


def test_limits_and_what_is_known_need_no_datatrove() -> None:
    assert _python("-c", f"{HIDDEN}print(steps.Limits().seconds, steps.Known().url)").stdout == "60.0 url\n"


pytest.importorskip("datatrove", reason="the extra [datatrove] is not installed")

import dill  # noqa: E402
from datatrove.data import Document, Media, MediaType  # noqa: E402
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter  # noqa: E402

from cleaner.integrations.datatrove import (  # noqa: E402
    CleanerStep,
    ClippingReader,
    Known,
    Limits,
    columns,
    statuses,
)
from cleaner.integrations.datatrove.documents import KEYS  # noqa: E402

MARKDOWN = f"# 老船又下水\n\n{SENTENCE}\n"
LISTED = f"{TEXT}\n分享到：微信 微博\n\n责任编辑：林舟\n"


def doc(text: Any, media: Iterable[Media] = (), **metadata: Any) -> Document:
    return Document(text, "d1", list(media), metadata)


def medium(data: Any) -> Media:
    return Media("m1", MediaType.DOCUMENT, ADDRESS, media_bytes=data)


def cleaned(document: Document, **choices: Any) -> Document:
    """A document after the step, in this process unless something else is asked for."""
    return next(CleanerStep(**{"jobs": 0, **choices}).run([document]))


# One document.


def test_no_documents() -> None:
    assert list(CleanerStep().run(None)) == list(CleanerStep().run([])) == []


@pytest.mark.parametrize("jobs", [0, 1, 2])
@pytest.mark.parametrize(
    ("text", "known", "url"),
    table(
        [
            ("a clean text", TEXT, Known(), None),
            ("a text with what goes", LISTED, Known(), ADDRESS),
            ("Markdown", MARKDOWN, Known(markup="markdown"), None),
            ("a page", PAGE, Known(), ADDRESS),
            ("a page that is said to be one", PAGE, Known(markup="html"), ADDRESS),
            ("nothing", "", Known(), None),
            ("only what goes", "首页 > 文化 > 正文\n扫码关注\n", Known(), None),
        ]
    ),
)
def test_a_document_says_what_its_article_says(text: str, known: Known, url: str | None, jobs: int) -> None:
    after = cleaned(doc(text, url=url, own=7), known=known, jobs=jobs)
    article = clean(text, url=url, markup=known.markup)
    own, metadata = article.to_dict(), after.metadata
    assert (after.id, after.text, metadata["own"]) == ("d1", article.text, 7)
    names = ("title", "author", "date", "source", "site", "language", "script", "category", "status", "confidence")
    assert {name: metadata[name] for name in names} == {name: own[name] for name in names}
    assert (metadata["warnings"], metadata["tags"], metadata["body_id"]) == (own["warnings"], own["tags"], own["id"])
    assert metadata.keys() >= set(KEYS)


@pytest.mark.parametrize("jobs", [0, 1])
def test_the_text_may_be_markdown(jobs: int) -> None:
    after = cleaned(doc(PAGE, url=ADDRESS), jobs=jobs, markdown=True)
    assert after.text == clean(PAGE, url=ADDRESS).to_markdown(front_matter=False)
    assert after.text.startswith("# ") and "\n---\n" not in after.text


def test_when_a_page_was_fetched_makes_days_of_its_words() -> None:
    text = f"老船又下水\n来源：渡口日报 3天前\n{SENTENCE}\n"
    after = cleaned(doc(text, date="2024-03-09T06:05:11Z"))
    assert after.metadata["date"] == clean(text, crawled=datetime(2024, 3, 9, 6, 5, 11, tzinfo=UTC)).metadata.date
    assert after.metadata["date"].startswith("2024-03-06")
    assert (after.metadata["crawled"], after.metadata["given"]) == ("2024-03-09T06:05:11+00:00", None)


@pytest.mark.parametrize(
    ("metadata", "given"),
    table(
        [
            ("nothing", {}, None),
            ("what is not ours stays", {"language_score": 0.9}, None),
            ("the same address", {"url": ADDRESS}, None),
            ("a title that the page does not have", {"title": "又"}, {"title": "又"}),
            ("a day that is none", {"date": "spring"}, {"date": "spring"}),
            ("no text", {"tags": ("boats",)}, {"tags": ["boats"]}),
        ]
    ),
)
def test_what_stood_under_our_names_is_kept(metadata: dict[str, Any], given: Any) -> None:
    after = cleaned(doc(TEXT, **metadata)).metadata
    assert (json.loads(after["given"]) if after["given"] else None) == given
    assert {key: after[key] for key in metadata if key not in KEYS} == {
        key: value for key, value in metadata.items() if key not in KEYS
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PAGE.encode("gb18030"), id="bytes"),
        pytest.param(base64.b64encode(PAGE.encode()).decode(), id="base64, as JSON lines hold them"),
    ],
)
def test_a_page_in_media_is_cleaned_and_goes(data: Any) -> None:
    picture = Media("m2", MediaType.IMAGE, "", media_bytes=b"\x89PNG")
    after = cleaned(doc("", [medium(data), picture], url=ADDRESS))
    assert (after.text, after.media) == (BODY, [picture])


def test_text_comes_before_media() -> None:
    after = cleaned(doc(TEXT, [medium(b"\x89PNG")]))
    assert (after.text, len(after.media)) == (BODY, 1)


@pytest.mark.parametrize("text", [pytest.param(7, id="a number"), pytest.param(["a"], id="a list")])
def test_what_is_no_text_fails_and_stays_countable(text: Any) -> None:
    after = cleaned(doc(text))
    assert (after.text, after.metadata["status"]) == ("", "failed")
    assert "is no text" in after.metadata["warnings"][0]["message"]


def test_halves_of_characters_can_be_written(tmp_path: Path) -> None:
    half = f"老船\ud83d又下水\n\n{SENTENCE}\ud83d\n"
    letters = JsonlWriter(str(tmp_path), compression=None)
    list(CleanerStep(exclusion_writer=letters, options=Options(max_bytes=3), jobs=0).run([doc(half)]))
    assert "\\ud83d" in json.loads((tmp_path / "00000.jsonl").read_text("utf-8"))["text"]
    after = cleaned(doc(half, url="https://example.com/\ud83d"))
    (after.text + json.dumps(after.metadata, ensure_ascii=False)).encode()


# What is not ok.

STATUSES = {"ok", "needs_review", "empty", "failed"}
TOO_LARGE = Options(max_bytes=10)


def test_without_a_writer_what_failed_goes_on_flagged_with_what_it_held() -> None:
    after = cleaned(doc(TEXT), options=TOO_LARGE).metadata
    assert (after["status"], after["input"]) == ("failed", TEXT)
    page = cleaned(doc("", [medium(PAGE.encode())]), options=TOO_LARGE)
    assert (page.metadata["status"], page.metadata["input"]) == ("failed", None)
    assert page.media == [medium(PAGE.encode())]


def test_a_dead_letter_holds_its_page(tmp_path: Path) -> None:
    letters = JsonlWriter(str(tmp_path), compression=None)
    page = doc("", [medium(PAGE.encode("gb18030"))])
    assert list(CleanerStep(TOO_LARGE, letters, jobs=0).run([page])) == []
    (letter,) = (json.loads(line) for line in (tmp_path / "00000.jsonl").read_text("utf-8").splitlines())
    assert base64.b64decode(letter["media"][0]["media_bytes"]) == PAGE.encode("gb18030")
    assert letter["metadata"]["filter_reason"] == "too_large"


@pytest.mark.parametrize(
    ("choices", "excluded"),
    table(
        [
            ("what fails or wants a look", {}, ["failed", "needs_review"]),
            ("what fails", {"excluded": ("failed",)}, ["failed"]),
            (
                "what is empty, too",
                {"excluded": ("failed", "needs_review", "empty")},
                ["empty", "failed", "needs_review"],
            ),
            ("nothing", {"excluded": ()}, []),
        ]
    ),
)
def test_the_writer_gets_what_is_excluded_as_it_came(tmp_path: Path, choices: Any, excluded: list[str]) -> None:
    menu = "".join(f"<a href='/{i}'>渡口新闻第{i}条</a>" for i in range(40))
    page = f"<html><body><div>{menu}</div></body></html>"
    given = [doc(TEXT), doc(7), doc(page), doc("扫码关注\n")]
    was = [clean(one.text).status for one in given if isinstance(one.text, str)]
    assert set(was) >= {"ok", "empty"}
    wants_a_look = doc("", [medium(b"<html><body><p>" + SENTENCE.encode()[:100] + b"\xff\xfe\x00</p>")])
    letters = JsonlWriter(str(tmp_path), compression=None)
    step = CleanerStep(exclusion_writer=letters, jobs=0, **choices)
    on = list(step.run([*given, wants_a_look]))
    dead = [json.loads(line) for path in tmp_path.iterdir() for line in path.read_text("utf-8").splitlines()]
    assert {one.metadata["status"] for one in on} | {one["metadata"]["status"] for one in dead} == STATUSES
    status = Counter(one.metadata["status"] for one in on) + Counter(one["metadata"]["status"] for one in dead)
    assert status.total() == 5
    assert {one["metadata"]["status"] for one in dead} == set(excluded) & set(status)
    assert not {one.metadata["status"] for one in on} & set(excluded)
    for one in dead:
        assert one["metadata"]["filter_reason"]
        assert one.get("text") in (page, "扫码关注\n", None)
        assert one["metadata"]["input"] == ("7" if one["metadata"]["status"] == "failed" else None)
        if one.get("media"):
            assert base64.b64decode(one["media"][0]["media_bytes"]) == wants_a_look.media[0].media_bytes
    counts = step.stats.to_dict()["stats"]
    assert {key[7:]: value for key, value in counts.items() if key.startswith("status_")} == dict(status)
    assert (counts["total"], counts.get("forwarded", 0), counts.get("dropped", 0)) == (5, len(on), len(dead))


BREAKING = [
    ("SEGFAULT", "crashed"),
    ("KILLED", "crashed"),
    ("EXIT", "crashed"),
    ("HANG", "deadline"),
    ("LEAK", "memory"),
    ("RAISE", "raised"),
]


@pytest.mark.parametrize(("word", "code"), [pytest.param(*row, id=row[0].lower()) for row in BREAKING])
def test_a_document_that_breaks_its_worker_costs_itself_alone(word: str, code: str) -> None:
    step = CleanerStep(limits=Limits(seconds=1.0, memory_bytes=600 << 20))
    step.work = break_or_record
    first, broken, last = step.run([doc(TEXT), doc(f"{word}\n{TEXT}"), doc(TEXT)])
    assert first.text == last.text == BODY
    assert (broken.metadata["status"], broken.metadata["warnings"][0]["code"]) == ("failed", code)
    assert broken.metadata["input"] == f"{word}\n{TEXT}"


def test_who_stops_reading_leaves_no_process() -> None:
    documents = CleanerStep().run(doc(TEXT) for _ in range(100))
    next(documents)
    documents.close()
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        names = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children.read_text().split()]
        assert all(b"forkserver" in name or b"resource_tracker" in name for name in names)


# Options travel.

RULE = """
[[rule]]
id = "own-horn"
class = "promo"
action = "drop"
reason = "a line of one portal"
when = { says = ["汽笛三声"], units_max = 20 }
hits = ["汽笛三声，欢迎登船"]
misses = ["他听见汽笛三声，想起那年冬天母亲在码头上等他回家的样子，站了很久。"]
"""


def test_rules_travel_with_the_step() -> None:
    options = Options(rules=parse_rules(RULE, "own.toml"))
    text = f"{TEXT}\n汽笛三声，欢迎登船\n"
    step = pickle.loads(pickle.dumps(CleanerStep(options)))
    after = next(iter(step.run([doc(text)])))
    assert after.text == clean(text, options=options).text == BODY
    assert step.stats.to_dict()["stats"]["rule_own-horn"] == 1


# Files of clippings.


def read(folder: Path, **choices: Any) -> list[Document]:
    return list(ClippingReader(str(folder), **choices).run())


def lay(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_web_archive_is_read_with_all_that_it_states(tmp_path: Path) -> None:
    page = PAGE.encode("gb18030")
    archive = record(page, "Content-Type: text/html; charset=gb18030")
    (one,) = read(lay(tmp_path, **{"a.warc.gz": members_gzipped(record(kind="request"), archive)}))
    assert (one.id, one.text, one.media[0].media_bytes) == ("a.warc.gz!/record-2", "", page)
    assert (one.metadata["url"], one.metadata["date"]) == (ADDRESS, "2024-03-09T06:05:11+00:00")
    assert one.metadata["file_path"] == str(tmp_path / "a.warc.gz")
    after = cleaned(one)
    assert (after.text, after.media, after.metadata["url"]) == (BODY, [], ADDRESS)
    assert after.metadata.keys() == {*KEYS, "file_path"}


def test_what_warcio_would_pass_over_is_told(tmp_path: Path) -> None:
    whole = members_gzipped(record(), record(), record())
    lay(tmp_path, **{"a.warc.gz": whole[:-90], "b.warc": record(length=30) + record(), "c.warc": b"", "d.txt": b""})
    lay(tmp_path, **{"e.warc": record(b"\x89PNG", "Content-Type: image/png") + record()})
    after = list(CleanerStep(jobs=0).run(read(tmp_path)))
    status = Counter(one.metadata["status"] for one in after)
    assert status == {"ok": 4, "failed": 4}
    told = [one.metadata["warnings"][0] for one in after if one.metadata["status"] == "failed"]
    assert {one["code"] for one in told} == {"unreadable"} and all(one["message"] for one in told)


def test_what_is_too_large_is_told(tmp_path: Path) -> None:
    lay(tmp_path, **{"a.warc": record(b"<p>" + b"x" * 5000) + record()})
    first, second = CleanerStep(jobs=0).run(read(tmp_path, max_bytes=2000))
    assert (first.metadata["status"], second.metadata["status"]) == ("failed", "ok")
    assert "more than the limit" in first.metadata["warnings"][0]["message"]


def test_texts_of_tables_are_read(tmp_path: Path) -> None:
    rows = b"".join(json.dumps({"text": f"{TEXT}{i}"}).encode() + b"\n" for i in range(3))
    assert [one.text for one in read(lay(tmp_path, **{"a.jsonl.gz": gzip.compress(rows)}))] == [
        f"{TEXT}{i}" for i in range(3)
    ]


class Vanishing:
    """A file whose store does not answer any more after its first bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __enter__(self) -> Vanishing:
        return self

    def __exit__(self, *_: object) -> None: ...

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        if not self.data:
            raise TimeoutError("the store does not answer")
        data, self.data = self.data[:size], self.data[size:]
        return data


def test_a_store_that_does_not_answer_is_no_damage_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = ClippingReader(str(lay(tmp_path, **{"a.warc": record()})))
    monkeypatch.setattr(reader.data_folder, "open", lambda *_, **__: Vanishing(record() * 400))
    with pytest.raises(TimeoutError):
        list(reader.run())


def test_a_table_has_the_same_columns_whatever_the_documents_say(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    given = [doc(TEXT), doc(LISTED, url=ADDRESS, date="2024-03-09", page=7), doc(7), doc("")]
    writer = ParquetWriter(str(tmp_path), expand_metadata=True, schema=columns(page=columns().field("id").type))
    given[1].metadata["page"] = "7"
    assert len(list(writer.run(CleanerStep(jobs=0).run(given)))) == 4
    rows = pq.read_table(next(tmp_path.rglob("*.parquet"))).to_pylist()
    assert [row["status"] for row in rows] == ["ok", "ok", "failed", "empty"]
    assert (rows[0]["text"], rows[1]["page"], rows[1]["url"]) == (BODY, "7", ADDRESS)
    assert rows[2]["warnings"][0]["code"] == "unreadable"


# The executor.


def shards(folder: Path) -> dict[str, str]:
    """`TASKS` shards of documents, in two of them such that break their worker; texts by id."""
    folder.mkdir()
    texts: dict[str, str] = {}
    for shard in range(TASKS):
        rows = [f"SLOWLY\n{TEXT}第{shard}箱第{i}封信在春天寄出，收信的人等到了秋天。\n" for i in range(12)]
        if shard < 2:
            rows[3:3] = [f"{word}\n{TEXT}{shard}" for word, _ in BREAKING[shard::2]]
        ids = {f"{shard}-{i}": text for i, text in enumerate(rows)}
        lines = [json.dumps({"id": key, "text": text, "url": ADDRESS}) for key, text in ids.items()]
        (folder / f"{shard}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        texts |= ids
    return texts


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Shards in ``in``, and what two workers made of them in ``out``."""
    folder = tmp_path_factory.mktemp("datatrove")
    texts = shards(folder / "in")
    executor(folder / "in", folder / "out").run()
    return folder, texts


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    found = {one["id"]: one for one in map(json.loads, lines)}
    assert len(found) == len(lines), "a document stands there twice"
    return found


def test_shards_come_out_as_clean_gives_them(ran: tuple[Path, dict[str, str]]) -> None:
    folder, texts = ran
    on = documents(folder / "out/clean")
    assert {key: one["text"] for key, one in on.items()} == {
        key: clean(text, url=ADDRESS).text for key, text in texts.items() if text.startswith("SLOWLY")
    }
    assert [one["id"] for one in map(json.loads, (folder / "out/clean/00002.jsonl").open())] == [
        f"2-{i}" for i in range(12)
    ]


def test_what_breaks_workers_is_among_the_dead_letters_and_counts_agree(ran: tuple[Path, dict[str, str]]) -> None:
    folder, texts = ran
    dead = documents(folder / "out/dead")
    assert sorted(one["metadata"]["filter_reason"] for one in dead.values()) == sorted(code for _, code in BREAKING)
    assert {key: one["text"] for key, one in dead.items()} == {
        key: text for key, text in texts.items() if not text.startswith("SLOWLY")
    }
    counts = statuses(str(folder / "out/logs"))
    assert counts == {"ok": 48, "failed": len(BREAKING)} and counts.total() == len(texts)


@pytest.mark.skipif(os.name != "posix", reason="kills a group of processes")
def test_killed_and_run_again_the_bytes_are_the_same(ran: tuple[Path, dict[str, str]]) -> None:
    folder, texts = ran
    out = folder / "killed"
    command = [sys.executable, "-m", "tests.datatrove_run", str(folder / "in"), str(out)]
    first = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not list((out / "clean").glob("*")) and not list((out / "logs").glob("completions/*")):
        assert first.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert len(list((out / "logs").glob("completions/*"))) < TASKS
    executor(folder / "in", out).run()
    for path in sorted((folder / "out/clean").iterdir()):
        assert (out / "clean" / path.name).read_bytes() == path.read_bytes()
    dead = {key: (one["text"], one["metadata"]["filter_reason"]) for key, one in documents(out / "dead").items()}
    assert dead == {
        key: (one["text"], one["metadata"]["filter_reason"]) for key, one in documents(folder / "out/dead").items()
    }
    assert len(dead) + len(documents(out / "clean")) == len(texts)


@pytest.mark.parametrize("on", ["local", "slurm", "ray"])
def test_the_example_is_the_same_for_every_executor(tmp_path: Path, on: str) -> None:
    pytest.importorskip("pyarrow")
    example = runpy.run_path(str(ROOT / "examples/datatrove_warc.py"))
    wanted = Namespace(archives=str(tmp_path), out=str(tmp_path), tasks=3, workers=2, on=on, partition="cpu")
    made = example["executor"](wanted)
    assert (type(made).__name__.lower(), made.world_size) == (f"{on}pipelineexecutor", 3)
    again = dill.loads(dill.dumps(made))  # as Slurm and Ray send it
    assert [type(step).__name__ for step in again.pipeline] == [type(step).__name__ for step in made.pipeline]


def test_the_example_runs_and_its_exit_code_says_that_something_was_lost(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    lay(tmp_path / "in", **{"a.warc.gz": members_gzipped(record(), record(), record())[:-90], "b.warc": record()})
    done = _python(ROOT / "examples/datatrove_warc.py", "in", "out", "--tasks", "3", "--workers", "1", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "1 failed, 3 ok\n"), done.stderr
    made = sorted(
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*.*")
        if "logs" not in path.parts
    )
    assert made == [
        "failed/00000.jsonl.zst",
        "jsonl/00000.jsonl.zst",
        "jsonl/00001.jsonl.zst",
        "parquet/000_00000.parquet",
        "parquet/000_00001.parquet",
    ]
