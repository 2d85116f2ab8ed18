"""Runs over folders: whatever a clipping does costs it alone, whatever ends a run loses nothing and doubles nothing."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

import cleaner.cli.clean
import cleaner.cli.main
from cleaner import clean
from cleaner.batch.job import Work, clean_one
from cleaner.batch.near import ALIKE, Seen, likeness, sketch
from tests.conftest import ROOT, table
from tests.faults import break_or_clean, remove_the_last
from tests.no_limits import clean_unlimited
from tests.test_batch import AS_ROOT, BODY, FURNITURE, TEXT, lay
from tests.test_cli import COMMAND, HANGS_SECONDS, Ran, cli, fair, interrupts_arrive, surroundings, tree

#: The command in a process of its own, with workers that break where a clipping says so.
BREAKABLE = (sys.executable, "-c", "from tests.faults import main; main()")


def here(*arguments: str | Path, cwd: Path, work: Work = clean_one) -> Ran:
    """Run `cleaner` in this process, with this work for its workers: they are forked from one server for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys.modules["cleaner.cli.clean"], "clean_one", work)
        done = CliRunner().invoke(cleaner.cli.main.group, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return fair(Ran(done.exit_code, done.stdout_bytes, done.stderr))


def breakable(*arguments: str | Path, cwd: Path) -> Ran:
    """Run `cleaner` in this process with workers that break where a clipping says so."""
    return here(*arguments, cwd=cwd, work=break_or_clean)


def clippings(folder: Path, count: int, **others: str) -> Path:
    """`count` clippings, each with a body of its own, and `others` by name, which come in their alphabetical place."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        (folder / f"{i:03}.txt").write_text(f"{TEXT}第{i}封信在春天寄出，收信的人等到了秋天，才看见邮差。\n", "utf-8")
    for name, text in others.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def state(folder: Path) -> Path:
    return folder / ".cleaner"


def rows(folder: Path) -> dict[str, str]:
    """Name and status of what a manifest knows."""
    base = sqlite3.connect(state(folder) / "manifest.sqlite")
    found = dict(base.execute("SELECT name, status FROM article"))
    base.close()
    return found


# The same whatever the number of workers.


def test_articles_manifest_and_lines_are_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    folder = clippings(tmp_path / "in", 40, a=FURNITURE, b="", c="\0\1\2" * 200, d=TEXT, e=TEXT)
    (folder / "large.txt").write_text(TEXT * 800, "utf-8")
    runs = {
        jobs: here("clean", folder, "-q", "-o", tmp_path / jobs, "--jobs", jobs, cwd=tmp_path)
        for jobs in ("1", "2", "5")
    }
    lines = {jobs: here("clean", folder, "-f", "jsonl", "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "3")}
    assert runs["1"] == runs["2"] == runs["5"] and runs["1"].code == 1
    assert tree(tmp_path / "1") == tree(tmp_path / "2") == tree(tmp_path / "5")
    assert rows(tmp_path / "1") == rows(tmp_path / "5")
    assert lines["1"] == lines["3"]
    names = [json.loads(line)["file"] for line in lines["1"].out.splitlines()]
    assert names == sorted(names) and len(names) == 44


def test_workers_start_where_the_path_of_temporary_files_is_too_long_for_a_socket(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 2)
    place = tmp_path / ("long" * 50)
    place.mkdir()
    assert cli("clean", "in", "-q", "-o", "out", cwd=tmp_path, TMPDIR=str(place)) == (0, b"", "")
    assert list(tree(tmp_path / "out")) == ["000.md", "001.md"]


class Watched(sqlite3.Connection):
    """A database that is known to be open until it is closed."""

    still_open: ClassVar[list[str]] = []

    def __init__(self, path: str | Path, *arguments: Any, **options: Any) -> None:
        super().__init__(path, *arguments, **options)
        self.name = str(path)
        self.still_open.append(self.name)

    def close(self) -> None:
        self.still_open.remove(self.name)
        super().close()


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_every_database_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    """Python 3.13 warns of one that is not."""
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    clippings(tmp_path / "in", 2)
    assert here("clean", "in", "-q", "-o", output, cwd=tmp_path).code == 0
    assert Watched.still_open == []


# What breaks a worker.

SAID = "the process that cleaned it "
#: What the clipping makes its worker do, what is told, what the trace holds.
BREAKING = [
    ("SEGFAULT", f"{SAID}died of SIGSEGV", "Segmentation fault"),
    ("KILLED", f"{SAID}died of SIGKILL", ""),
    ("EXIT", f"{SAID}ended with exit code 3", ""),
    ("HANG", "took longer than 2 s", "break_or_clean"),
    ("HANG IN C", "took longer than 2 s", "break_or_clean"),
    ("LEAK", "took more memory than it may", "MemoryError"),
    ("RAISE", "RuntimeError: this clipping is cursed", "break_or_clean"),
]


TIGHT = ("--deadline", "2", "--memory", "600", "--jobs", "2")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder in which clippings that break their worker stand among others; and the run into ``out``."""
    folder = tmp_path_factory.mktemp("broken")
    breaking = {f"{i:03}-{word.replace(' ', '-')}": f"{word}\n{TEXT}" for i, (word, *_) in enumerate(BREAKING)}
    clippings(folder / "in", 20, **breaking)
    return folder, breakable("clean", "in", "-o", "out", "-q", *TIGHT, cwd=folder)


@pytest.mark.parametrize(("word", "cause", "trace"), [pytest.param(*row, id=row[0].lower()) for row in BREAKING])
def test_a_clipping_that_breaks_its_worker_is_told_and_kept(
    broken: tuple[Path, Ran], word: str, cause: str, trace: str
) -> None:
    folder, ran = broken
    name = next(path.stem for path in (folder / "in").iterdir() if path.stem.endswith("-" + word.replace(" ", "-")))
    assert f"cleaner: in/{name}.txt: {cause}" in ran.told
    letter = state(folder / "out") / "failed" / name
    why = json.loads(Path(f"{letter}.why.json").read_text("utf-8"))
    assert (why["clipping"], why["cause"]) == (f"{name}.txt", cause)
    assert trace in why["trace"]
    assert Path(f"{letter}.clipping").read_bytes() == (folder / "in" / f"{name}.txt").read_bytes()


def test_the_clippings_beside_those_that_break_are_cleaned(broken: tuple[Path, Ran]) -> None:
    folder, ran = broken
    assert (ran.code, len(ran.told)) == (1, len(BREAKING))
    written = tree(folder / "out")
    assert list(written) == [f"{i:03}.md" for i in range(20)]
    for name, data in written.items():
        clip = (folder / "in" / name).with_suffix(".txt")
        assert data == clean(clip.read_bytes(), path=clip.name).to_markdown().encode()


def test_what_broke_is_known_the_next_time_and_tried_again_when_asked_for(broken: tuple[Path, Ran]) -> None:
    folder, ran = broken
    again = breakable("clean", "in", "-o", "out", "-q", *TIGHT, cwd=folder)
    assert (again.code, again.told) == (1, ran.told)
    retried = here("clean", "in", "-o", "out", "-q", "--retry", cwd=folder)
    assert (retried.code, retried.told) == (0, [])
    assert len(tree(folder / "out")) == 20 + len(BREAKING)
    assert not list(state(folder / "out").glob("failed/*"))


HANGS, LEAKS, DIES = f"HANG\n{TEXT}", f"LEAK\n{TEXT}", f"SEGFAULT\n{TEXT}"
#: The clipping, the limits of the first run and of the second one, whether that tries again.
LARGER = [
    ("the same deadline", HANGS, "--deadline 1", "--deadline 1", False),
    ("a shorter one", HANGS, "--deadline 1", "--deadline 0.5", False),
    ("a longer one", HANGS, "--deadline 1", "--deadline 1.5", True),
    ("more memory for what took too long", HANGS, "--deadline 1", "--deadline 1 --memory 5000", False),
    ("the same memory", LEAKS, "--memory 600", "--memory 600", False),
    ("less", LEAKS, "--memory 600", "--memory 500", False),
    ("more", LEAKS, "--memory 600", "--memory 3000", True),
    ("as much as nobody asks for", LEAKS, "--memory 600", "", True),
    ("more time for what took too much memory", LEAKS, "--memory 600", "--memory 600 --deadline 90", False),
    ("more of all for what crashed", DIES, "--memory 600 --deadline 20", "", False),
]


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
@pytest.mark.parametrize(("text", "first", "second", "again"), table(LARGER))
def test_what_failed_for_a_limit_is_tried_again_when_it_is_larger(
    tmp_path: Path, text: str, first: str, second: str, again: bool, output: str
) -> None:
    clippings(tmp_path / "in", 0, a=text)
    command = ("clean", "in", "-o", output, "--jobs", "1", "--log-format", "json")
    runs = [breakable(*command, *limits.split(), cwd=tmp_path) for limits in (first, second)]
    assert runs[0].code == 1
    assert [json.loads(ran.told[-1])["known"] for ran in runs] == [0, 0 if again else 1]
    assert runs[1].code == (0 if again and text == LEAKS else 1)


@pytest.mark.parametrize("paragraphs", table([("while it is cleaned", 60_000), ("before that", 400_000)]))
def test_a_clipping_that_takes_too_much_memory_is_told_as_such(tmp_path: Path, paragraphs: int) -> None:
    clippings(tmp_path / "in", 1, b=f"{BODY}\n" * paragraphs, c=TEXT)
    ran = here("clean", "in", "-o", "out", "-q", "--jobs", "1", "--memory", "64", cwd=tmp_path)
    assert (ran.code, ran.told) == (1, ["cleaner: in/b.txt: took more memory than it may"])
    assert list(tree(tmp_path / "out")) == ["000.md", "c.md"]


UNLIMITED = "cleaner: --memory: what a worker may take cannot be limited here: current limit exceeds maximum limit"


@pytest.mark.parametrize(
    ("options", "told"),
    table(
        [
            ("nobody asked for a limit", (), []),
            ("for another one", ("--deadline", "50"), []),
            ("for that one", ("--memory", "900"), [UNLIMITED]),
        ]
    ),
)
def test_where_the_system_limits_no_memory_workers_work_and_say_so_once_to_who_asked(
    tmp_path: Path, options: Sequence[str], told: list[str]
) -> None:
    clippings(tmp_path / "in", 4)
    ran = here("clean", "in", "-o", "out", "-q", "--jobs", "2", *options, cwd=tmp_path, work=clean_unlimited)
    assert (ran.code, ran.told, len(tree(tmp_path / "out"))) == (0, told, 4)


def test_what_an_earlier_clipping_left_behind_is_no_fault_of_the_next(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 0, a=f"SPOIL\n{TEXT}", b=f"ONLY WHEN FRESH\n{TEXT}", c=TEXT)
    leaks = {f"l{i}": f"HALF LEAK\n{TEXT}" for i in range(8)}
    clippings(tmp_path / "in", 0, **leaks)
    ran = breakable("clean", "in", "-o", "out", "-q", "--jobs", "1", "--memory", "700", cwd=tmp_path)
    assert (ran.code, ran.told) == (0, [])
    assert len(tree(tmp_path / "out")) == 11


def test_dead_letters_go_where_they_are_asked_to(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 2, b=f"EXIT\n{TEXT}")
    breakable("clean", "in", "-o", "out", "-q", "--dead-letters", "dead", cwd=tmp_path)
    assert list(tree(tmp_path / "dead")) == ["b.clipping", "b.why.json"]


def test_dead_letters_of_the_longest_names_are_kept_apart_and_go_when_they_are_mended(tmp_path: Path) -> None:
    names = ["渡" * 82 + end for end in ("aa", "ab")]
    clippings(tmp_path / "in", 0, **{name: f"EXIT\n{name[-1]}\n{TEXT}" for name in names})
    into = ("-o", "out", "-q", "--dead-letters", "dead")
    ran = breakable("clean", "in", *into, cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (1, 2)
    letters = tree(tmp_path / "dead")
    accounts = [json.loads(content) for name, content in letters.items() if name.endswith(".why.json")]
    assert sorted(account["clipping"] for account in accounts) == [f"{name}.txt" for name in names]
    assert len(letters) == 4
    assert here("clean", "in", *into, "--retry", cwd=tmp_path).code == 0
    assert not tree(tmp_path / "dead")


def test_to_standard_output_what_breaks_is_told_and_the_rest_comes(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 3, b=f"SEGFAULT\n{TEXT}")
    ran = breakable("clean", "in", "-f", "jsonl", cwd=tmp_path)
    # the last clipping breaks its worker, is tried again in a fresh one, and there is room for another
    assert (ran.code, len(ran.out.splitlines()), ran.told) == (1, 3, [f"cleaner: in/b.txt: {SAID}died of SIGSEGV"])


def test_a_worker_that_died_while_the_run_was_busy_costs_its_clipping_alone(tmp_path: Path) -> None:
    """The run waits for its reader, one worker dies meanwhile, and the next clipping is sent to what is no more."""
    clippings(tmp_path / "in", 6)
    (tmp_path / "in" / "000.txt").write_text(TEXT + f"{BODY}\n" * 20_000, "utf-8")  # more than a pipe holds
    (tmp_path / "in" / "002.txt").write_text(f"KILLED WITH A NOTE\n{TEXT}", "utf-8")
    command = [*BREAKABLE, "clean", "in", "-f", "jsonl", "--jobs", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings(PYTHONPATH=str(ROOT)), **pipes) as process:
        while process.poll() is None and _is_alive(tmp_path / "died"):
            time.sleep(0.01)
        out, err = process.communicate(timeout=HANGS_SECONDS)
    assert (process.returncode, err.decode()) == (1, f"cleaner: in/002.txt: {SAID}died of SIGKILL\n")
    assert [json.loads(line)["file"] for line in out.splitlines()] == [f"00{i}.txt" for i in (0, 1, 3, 4, 5)]


def _is_alive(note: Path) -> bool:
    """Whether the process that leaves this note has not left it yet, or lives on."""
    try:
        os.kill(int(note.read_text("utf-8") or "0"), 0)
    except FileNotFoundError:
        return True
    except ProcessLookupError:
        return False
    return True


def test_what_raises_without_a_worker_is_told_as_well(tmp_path: Path) -> None:
    clippings(tmp_path, 0, a=f"RAISE\n{TEXT}")
    ran = breakable("clean", "a.txt", "-o", "out", "-q", cwd=tmp_path)
    assert (ran.code, ran.told) == (1, ["cleaner: a.txt: RuntimeError: this clipping is cursed"])


def test_a_clipping_is_not_written_over_under_another_spelling_of_its_name(tmp_path: Path) -> None:
    """Two names of one file, as a file system gives it that does not look at case."""
    folder = lay(tmp_path / "in", "A.txt", "a.md")
    os.link(folder / "a.md", folder / "A.md")
    ran = here("clean", "in", "-q", "-o", "in", "--exclude", "A.md", cwd=tmp_path)
    assert (ran.code, ran.told) == (1, ["cleaner: in/A.md: would be written over a clipping; choose another folder"])
    assert (folder / "a.md").read_text("utf-8") == TEXT == (folder / "A.md").read_text("utf-8")


def test_beside_a_clipping_that_differs_by_case_an_article_is_written(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "A.txt", "a.md")
    if (folder / "a.txt").exists():
        pytest.skip("this file system does not look at case")
    assert here("clean", "in", "-q", "-o", "in", cwd=tmp_path) == (0, b"", "")
    assert [name for name in tree(folder) if name.endswith(".md")] == ["A.md", "a-2.md", "a.md"]


# Runs that are broken off, and go on.


def _until(out: Path, articles: int) -> Iterator[None]:
    while len(list(out.glob("*.md"))) < articles:
        time.sleep(0.005)
        yield


def _broken_off(folder: Path, by: signal.Signals, articles: int, output: str = "out") -> tuple[int, str]:
    """Clean ``in`` and send a signal as soon as so many articles are there."""
    with interrupts_arrive():
        command = [*BREAKABLE, "clean", "in", "-o", output, "--jobs", "2"]
        process = subprocess.Popen(
            command, cwd=folder, stderr=subprocess.PIPE, text=True, env=surroundings(PYTHONPATH=str(ROOT))
        )
    with process:
        for _ in _until(folder / output, articles):
            if process.poll() is not None:
                break
        process.send_signal(by)
        return process.wait(HANGS_SECONDS), process.stderr.read() if process.stderr else ""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A folder of clippings, and what a run that nobody disturbs makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    clippings(folder / "in", 0, **{f"{i:03}": f"SLOWLY\n{TEXT}第{i}封信在春天寄出。\n" for i in range(60)})
    assert here("clean", folder / "in", "-q", "-o", folder / "out", cwd=folder).code == 0
    return folder, dict(tree(folder / "out"))


ENDS = [
    ("killed", signal.SIGKILL, -9, None),
    ("interrupted", signal.SIGINT, 130, "interrupted"),
    ("terminated", signal.SIGTERM, 143, "terminated"),
]


@pytest.mark.parametrize(("by", "code", "word"), table(ENDS))
def test_a_run_that_is_broken_off_goes_on_to_the_same_bytes(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path, by: signal.Signals, code: int, word: str | None
) -> None:
    shutil.copytree(whole[0] / "in", tmp_path / "in")
    ended, told = _broken_off(tmp_path, by, 6)  # an article is there before it is noted: five are known by then
    assert (ended, "Traceback" in told) == (code, False)
    assert word is None or told.splitlines()[-1].startswith(f"cleaner: {word} after ")
    part = {name: data for name, data in tree(tmp_path / "out").items() if not name.startswith(".cleaner-")}
    assert 6 <= len(part) < 60 and part.items() <= whole[1].items()
    ran = here("clean", "in", "-o", "out", "--log-format", "json", "--jobs", "2", cwd=tmp_path)
    end = json.loads(ran.told[-1])
    assert (ran.code, end["documents"]) == (0, 60)
    assert tree(tmp_path / "out") == whole[1]
    assert word is None or end["known"] >= 5
    assert not list((tmp_path / "out").rglob(".cleaner-*"))


def test_a_run_whose_reader_of_remarks_goes_ends_without_a_word_and_what_was_done_counts(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 100)
    command = [*COMMAND, "clean", "in", "-o", "out", "--log-format", "json", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings(), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None and process.stderr.readline()
        process.stderr.close()
        assert process.wait(HANGS_SECONDS) == 141
    ran, end = run_into(tmp_path)
    assert (ran.code, end["documents"]) == (0, 100) and end["known"] > 0


#: The output, what of it is being finished, what breaks that off, the exit code and what is told.
FULL, STOPPED = OSError(errno.ENOSPC, "No space left on device"), "no space left on device; the run ends here"
FINISHING = [
    ("a folder, interrupted", "out", "cleaner.batch.folder.make_durable", KeyboardInterrupt(), 130, "interrupted"),
    (
        "a file, interrupted",
        "out.jsonl",
        "cleaner.batch.one_file.OneFile._finish",
        KeyboardInterrupt(),
        130,
        "interrupted",
    ),
    ("a file, on a full disk", "out.jsonl", "cleaner.batch.one_file.OneFile._finish", FULL, 1, STOPPED),
    (
        "a table, interrupted",
        "out.parquet",
        "cleaner.batch.parquet.write_parquet",
        KeyboardInterrupt(),
        130,
        "interrupted",
    ),
    ("a table, on a full disk", "out.parquet", "cleaner.batch.parquet.write_parquet", FULL, 1, STOPPED),
]


@pytest.mark.parametrize(("output", "step", "error", "code", "said"), table(FINISHING))
def test_a_run_that_is_broken_off_while_it_ends_says_so_and_goes_on(
    tmp_path: Path, output: str, step: str, error: BaseException, code: int, said: str
) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    clippings(tmp_path / "in", 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, lambda *_: _raised(error))
        ran = here("clean", "in", "-q", "-o", output, cwd=tmp_path)
    assert (ran.code, said in ran.told[0], ran.told[-1].endswith("goes on from there")) == (code, True, True)
    assert here("clean", "in", "-q", "-o", output, cwd=tmp_path) == (0, b"", "")
    assert here("clean", "in", "-q", "-o", f"other/{output}", cwd=tmp_path).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(("in", "other", *_made(tmp_path / "other")))
    assert (tmp_path / output).is_dir() or (tmp_path / output).read_bytes() == (
        tmp_path / "other" / output
    ).read_bytes()


class Cramped(Seen):
    """What was seen, with little room for it on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._base.execute("PRAGMA max_page_count = 6")


@pytest.mark.parametrize("output", ["out", "out.jsonl"])
def test_where_there_is_no_room_for_what_was_seen_the_run_ends_with_one_line(tmp_path: Path, output: str) -> None:
    clippings(tmp_path / "in", 0, **{f"{i:03}": "\n".join(f"{i} {BODY}{j}" for j in range(40)) for i in range(30)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleaner.batch.near.Seen", Cramped)
        ran = here("clean", "in", "-q", "-o", output, cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (1, 2)
    assert ran.told[0] == "cleaner: temporary files: database or disk is full; the run ends here"
    assert here("clean", "in", "-q", "-o", output, cwd=tmp_path) == (0, b"", "")


def _raised(error: BaseException) -> None:
    raise error


def _made(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_no_worker_outlives_a_run_that_was_killed(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 0, **{f"{i:03}": f"SLOWLY\n{TEXT}" for i in range(60)})
    before = _servers()
    _broken_off(tmp_path, signal.SIGKILL, 5)
    deadline = time.monotonic() + HANGS_SECONDS
    while _servers() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _servers() <= before


def _servers() -> set[int]:
    """Servers of processes, and the workers forked from them, that run now."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (
                b"forkserver" in (entry / "cmdline").read_bytes()
                and b"State:\tZ" not in (entry / "status").read_bytes()
            ):
                found.add(int(entry.name))
    return found


# Second runs.


def run_into(tmp_path: Path, *more: str) -> tuple[Ran, dict[str, object]]:
    ran = here("clean", "in", "-o", "out", "--log-format", "json", *more, cwd=tmp_path)
    return ran, json.loads(ran.told[-1])


def test_a_second_run_skips_what_is_done(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 3, a=FURNITURE)
    first, _ = run_into(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.md")}
    second, end = run_into(tmp_path)
    assert (first.code, second.code, end["known"], end["statuses"]) == (1, 1, 4, {"ok": 3, "empty": 1})
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.md")} == times


def _change(tmp_path: Path) -> None:
    (tmp_path / "in" / "001.txt").write_text(TEXT.replace("渡口", "磨坊"), "utf-8")


def _delete(tmp_path: Path) -> None:
    (tmp_path / "out" / "001.md").unlink()


def _touch(tmp_path: Path) -> None:
    os.utime(tmp_path / "out" / "001.md", (1, 1))


def _add(tmp_path: Path) -> None:
    (tmp_path / "in" / "new.txt").write_text(TEXT, "utf-8")


#: What happens between two runs, options of the second, how many articles it finds done.
BETWEEN = [
    ("nothing", lambda folder: None, (), 3),
    ("nothing but another number of workers", lambda folder: None, ("--jobs", "1"), 3),
    ("an article looks newer, and is the same", _touch, (), 3),
    ("a clipping changed", _change, (), 2),
    ("an article was deleted", _delete, (), 2),
    ("a clipping came", _add, (), 3),
    ("another option", lambda folder: None, ("--script", "hant"), 0),
    ("another form of metadata", lambda folder: None, ("--metadata-names", "obsidian"), 0),
    ("everything anew", lambda folder: None, ("--fresh",), 0),
]


@pytest.mark.parametrize(("happens", "options", "known"), table(BETWEEN))
def test_what_a_second_run_does_again(tmp_path: Path, happens: object, options: Sequence[str], known: int) -> None:
    clippings(tmp_path / "in", 3)
    run_into(tmp_path)
    happens(tmp_path)  # type: ignore[operator]
    ran, end = run_into(tmp_path, *options)
    assert (ran.code, end["known"]) == (0, known)
    fresh = here("clean", "in", "-q", "-o", "other", *options, cwd=tmp_path)
    assert fresh.code == 0 and tree(tmp_path / "out") == tree(tmp_path / "other")


def test_an_article_that_was_changed_by_hand_stays_as_long_as_its_clipping(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 2)
    run_into(tmp_path)
    edited = tmp_path / "out" / "001.md"
    edited.write_text("mine\n", "utf-8")
    second = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
    assert (second.code, edited.read_text()) == (0, "mine\n")
    assert second.told == ["cleaner: in/001.txt: out/001.md was changed by hand; it is left as it is"]
    _change(tmp_path)
    third = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
    assert "磨坊" in edited.read_text("utf-8")
    assert (state(tmp_path / "out") / "replaced" / "001.md").read_text() == "mine\n"
    assert "it is kept as out/.cleaner/replaced/001.md" in third.err


def test_what_stands_in_the_way_is_kept(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 1)
    lay(tmp_path, "out/000.md")
    ran = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (0, 1) and "out/.cleaner/replaced/000.md" in ran.err
    assert (state(tmp_path / "out") / "replaced" / "000.md").read_text("utf-8") == TEXT


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 3000)


def _of_another_program(path: Path) -> None:
    path.unlink()
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE article (name TEXT)")
    base.commit()
    base.close()


BAD_MANIFESTS = [
    ("no database", lambda path: path.write_bytes(b"not a database" * 400), "cannot be read"),
    ("torn", _torn, "cannot be read"),
    ("of another program", _of_another_program, "of another program or version"),
]


@pytest.mark.parametrize(("spoil", "said"), table(BAD_MANIFESTS))
def test_a_manifest_that_is_no_good_is_put_aside_and_nothing_is_lost(tmp_path: Path, spoil: object, said: str) -> None:
    clippings(tmp_path / "in", 3)
    run_into(tmp_path)
    before = tree(tmp_path / "out")
    spoil(state(tmp_path / "out") / "manifest.sqlite")  # type: ignore[operator]
    ran = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (0, 1) and said in ran.err and "manifest.sqlite.old-1" in ran.err
    assert tree(tmp_path / "out") == before
    assert (state(tmp_path / "out") / "manifest.sqlite.old-1").exists()
    assert run_into(tmp_path)[1]["known"] == 3


def test_a_second_run_at_the_same_time_ends_with_a_clear_word(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 2, z=f"HANG\n{TEXT}")
    with subprocess.Popen(
        [*BREAKABLE, "clean", "in", "-q", "-o", "out"], cwd=tmp_path, env=surroundings(PYTHONPATH=str(ROOT))
    ) as first:
        for _ in _until(tmp_path / "out", 2):
            assert first.poll() is None
        second = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
        first.terminate()
    assert second == (1, b"", "cleaner: out: another run writes there\n")
    assert here("clean", "in", "-q", "-o", "out", cwd=tmp_path).code == 0


# One file for all.


def lines_of(path: Path) -> list[str]:
    return [json.loads(line)["file"] for line in path.read_text("utf-8").splitlines()]


def test_one_file_holds_what_standard_output_would_get(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 4, a=FURNITURE, b="")
    ran = here("clean", "in", "-q", "-o", "all.jsonl", cwd=tmp_path)
    assert ran.code == 1
    assert (tmp_path / "all.jsonl").read_bytes() == here("clean", "in", "-f", "jsonl", cwd=tmp_path).out


def _fewer(tmp_path: Path) -> None:
    (tmp_path / "in" / "003.txt").unlink()


def _between(tmp_path: Path) -> None:
    (tmp_path / "in" / "001a.txt").write_text(TEXT, "utf-8")


FILE_BETWEEN = [
    ("nothing", lambda folder: None, 4),
    ("a clipping changed", _change, 1),
    ("a clipping came at the end", _add, 4),
    ("a clipping came in between", _between, 2),
    ("the last clipping has gone", _fewer, 3),
    ("the file has gone", lambda folder: (folder / "all.jsonl").unlink(), 0),
    ("the file was changed by hand", lambda folder: (folder / "all.jsonl").write_text("mine\n"), 0),
]


@pytest.mark.parametrize(("happens", "known"), table(FILE_BETWEEN))
def test_a_second_run_goes_on_in_one_file(tmp_path: Path, happens: object, known: int) -> None:
    clippings(tmp_path / "in", 4)
    here("clean", "in", "-q", "-o", "all.jsonl", cwd=tmp_path)
    happens(tmp_path)  # type: ignore[operator]
    mine = (tmp_path / "all.jsonl").exists() and (tmp_path / "all.jsonl").read_bytes() == b"mine\n"
    ran = here("clean", "in", "-o", "all.jsonl", "--log-format", "json", cwd=tmp_path)
    assert (ran.code, json.loads(ran.told[-1])["known"]) == (0, known)
    assert (tmp_path / "all.jsonl").read_bytes() == here("clean", "in", "-f", "jsonl", cwd=tmp_path).out
    kept = list((tmp_path / "all.jsonl.cleaner").glob("replaced-*"))
    assert [path.read_text() for path in kept] == (["mine\n"] if mine else [])


def test_one_file_is_there_when_all_is_and_a_killed_run_goes_on(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 5, z=f"HANG\n{TEXT}")
    command = [*BREAKABLE, "clean", "in", "-q", "-o", "all.jsonl"]
    with interrupts_arrive():
        process = subprocess.Popen(command, cwd=tmp_path, env=surroundings(PYTHONPATH=str(ROOT)), text=True)
    with process:
        part = tmp_path / "all.jsonl.cleaner" / "part"
        while not (part.exists() and part.stat().st_size) and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(HANGS_SECONDS) == 130
    assert not (tmp_path / "all.jsonl").exists()
    part.write_bytes(part.read_bytes() + b'{"half')  # as a run leaves it that is killed at this moment
    ran = here("clean", "in", "-o", "all.jsonl", "--log-format", "json", cwd=tmp_path)
    assert (ran.code, json.loads(ran.told[-1])["known"]) == (0, 5)
    assert lines_of(tmp_path / "all.jsonl") == [f"00{i}.txt" for i in range(5)] + ["z.txt"]


def test_the_file_that_is_written_is_no_input_of_its_own(tmp_path: Path) -> None:
    clippings(tmp_path, 2)
    for _ in range(2):
        assert here("clean", ".", "all.jsonl", "-q", "-o", "all.jsonl", cwd=tmp_path) == (0, b"", "")
        assert lines_of(tmp_path / "all.jsonl") == ["000.txt", "001.txt"]


# In place.


def test_in_place_text_and_markdown_are_rewritten_and_the_rest_stays(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "a.txt")
    article = f"# 渡口最后的摆渡人\n\n{BODY}\n"
    (folder / "b.md").write_text(article + "\n扫码关注\n", "utf-8")
    (folder / "c.html").write_text(f"<article><h1>渡口</h1><p>{BODY}</p></article>", "utf-8")
    (folder / "d.txt").write_text(FURNITURE, "utf-8")
    (folder / "b.md").chmod(0o640)
    before = dict(tree(folder))
    ran = here("clean", "in", "-q", "--in-place", "--backup", ".orig", cwd=tmp_path)
    after = dict(tree(folder))
    assert ran.code == 1 and len(ran.told) == 2
    assert [after[f"{name}.orig"] for name in ("a.txt", "b.md")] == [before["a.txt"], before["b.md"]]
    assert article in after["b.md"].decode() and "扫码" not in after["b.md"].decode()
    assert (folder / "b.md").stat().st_mode & 0o777 == 0o640
    assert {name: after[name] for name in ("c.html", "d.txt")} == {name: before[name] for name in ("c.html", "d.txt")}
    again = here("clean", "in", "-q", "--in-place", "--exclude", "[cd].*", cwd=tmp_path)
    assert again == (0, b"", "") and dict(tree(folder)) == after


def test_in_place_nothing_is_written_over_that_is_no_backup(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "a.txt", "b.txt", "a.txt.orig/")
    (folder / "b.txt.orig").write_text("somebody's work\n", "utf-8")
    before = tree(folder)
    ran = here("clean", "in", "-q", "--in-place", "--backup", ".orig", cwd=tmp_path)
    assert (ran.code, len(ran.told), tree(folder)) == (1, 2, before)
    assert ran.err.count(".orig: a backup of this name is there already") == 2


def test_in_place_pages_are_rewritten_as_pages_alone(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "a.txt")
    (folder / "c.html").write_text(f"<nav>首页</nav><article><h1>渡口</h1><p>{BODY}</p></article>", "utf-8")
    before = dict(tree(folder))
    ran = here("clean", "in", "-q", "--in-place", "-f", "html", cwd=tmp_path)
    after = dict(tree(folder))
    assert ran.code == 1 and ran.err.startswith("cleaner: in/a.txt: a page is rewritten in place as HTML alone")
    assert after["a.txt"] == before["a.txt"] and b"<h1>" in after["c.html"] and "首页".encode() not in after["c.html"]


def test_in_place_a_read_only_file_stays(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", "a.txt", "b.txt")
    (folder / "a.txt").chmod(0o444)
    before = dict(tree(folder))
    ran = here("clean", "in", "-q", "--in-place", "--backup", ".orig", cwd=tmp_path)
    after = dict(tree(folder))
    assert (ran.code, ran.err) == (1, "cleaner: in/a.txt: is read-only; it is left as it is\n")
    assert after["a.txt"] == before["a.txt"] and sorted(after) == ["a.txt", "b.txt", "b.txt.orig"]


# What cannot be written.


def test_a_dead_letter_that_cannot_go_is_told_and_keeps_no_other_file_from_being_cleaned(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 2)
    (tmp_path / "dead" / "000.why.json").mkdir(parents=True)
    ran = here("clean", "in", "-q", "-o", "out", "--dead-letters", "dead", cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (1, 1) and ran.told[0].startswith("cleaner: dead/000.why.json: ")
    assert [name for name in tree(tmp_path / "out") if name.endswith(".md")] == ["000.md", "001.md"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    lay(tmp_path, "in/sub/a.txt", "in/b.txt", "elsewhere/", "out/")
    (tmp_path / "out" / "sub").symlink_to(tmp_path / "elsewhere")
    ran = here("clean", "in", "-q", "-o", "out", cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (1, 1) and "out/sub: a link stands where a folder should" in ran.err
    assert not tree(tmp_path / "elsewhere") and "b.md" in tree(tmp_path / "out")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = (
        AS_ROOT
        and mount
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], capture_output=True, check=False
        ).returncode
    )
    if not made:
        pytest.skip("a file system can be mounted by root alone, where the system lets it")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_ends_the_run_with_one_line_and_whole_articles(tmp_path: Path, small_disk: Path) -> None:
    folder = clippings(tmp_path / "in", 0)
    for i in range(30):
        (folder / f"{i:02}.txt").write_text(f"{TEXT}第{i}封信。\n" + f"{BODY}{i}\n" * 300, "utf-8")
    ran = here("clean", folder, "-q", "-o", small_disk / "out", cwd=tmp_path)
    assert (ran.code, len(ran.told)) == (1, 2)
    assert "no space left on device; the run ends here" in ran.told[0] or "disk is full" in ran.told[0]
    written = {name: data for name, data in tree(small_disk / "out").items() if name.endswith(".md")}
    assert 0 < len(written) < 30
    for name, data in written.items():
        clip = folder / Path(name).with_suffix(".txt")
        assert data == clean(clip.read_bytes(), path=clip.name).to_markdown().encode()
    assert not list((small_disk / "out").glob(".cleaner-*"))


def test_an_output_that_is_read_only_ends_the_run_with_one_line(tmp_path: Path, small_disk: Path) -> None:
    clippings(tmp_path / "in", 3)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    ran = here("clean", tmp_path / "in", "-q", "-o", small_disk / "out", cwd=tmp_path)
    assert (ran.code, ran.out, len(ran.told)) == (1, b"", 1) and "read-only file system" in ran.err


def test_a_clipping_that_vanishes_after_it_was_found_is_told(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 60, z=TEXT)  # more than a run reads ahead for one worker
    ran = here("clean", "in", "-q", "-o", "out", "--jobs", "1", cwd=tmp_path, work=remove_the_last)
    assert (ran.code, ran.told) == (1, ["cleaner: in/z.txt: no such file or directory"])
    assert len(tree(tmp_path / "out")) == 60


# What is told.


def test_json_for_programs(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 1, a=FURNITURE, b="")
    ran = here("clean", "in", "-o", "out", "--log-format", "json", cwd=tmp_path)
    documents, end = [json.loads(line) for line in ran.told[:-1]], json.loads(ran.told[-1])
    assert [(one["event"], one["clipping"], one["status"]) for one in documents] == [
        ("document", "000.txt", "ok"),
        ("document", "a.txt", "empty"),
        ("document", "b.txt", "failed"),
    ]
    assert [one["article"] for one in documents] == ["000.md", "a.md", None]
    assert (end["event"], end["ended"], end["documents"]) == ("end", "whole", 3)


DUPLICATES = [("off", (), [None, None, None]), ("on", ("--dedup",), [None, "000.md", "000.md"])]


@pytest.mark.parametrize(("options", "marked"), table(DUPLICATES))
def test_duplicates_are_counted_and_marked_when_asked_for(
    tmp_path: Path, options: Sequence[str], marked: list[str | None]
) -> None:
    body = "".join(f"第{i}天，渡口的灯照旧亮着，老周把缆绳解开，等第{i + 3}批人上船。" for i in range(12))
    clippings(tmp_path / "in", 0, **{"000": f"渡口\n{body}\n", "001": f"渡口\n{body}\n分享到：\n"})
    clippings(tmp_path / "in", 0, **{"002": f"渡口\n{body.replace('第7天', '第七天')}\n", "003": TEXT})
    for jobs in ("1", "2"):
        ran, end = run_into(tmp_path, "-f", "json", "--jobs", jobs, *options)
        found = [json.loads(data)["duplicate_of"] for data in tree(tmp_path / "out").values()]
        assert (ran.code, end["alike"]) == (0, 2 if options else 1)
        assert found == [one and one.replace(".md", ".json") for one in marked] + [None]
    assert end["known"] == 4


LONG = "渡口的灯每天傍晚由老周点亮，他说只要还有一个人要过河，这盏灯就不会灭。"
OTHER = "石磨坊在第三个冬天又转了起来，面粉里带着一点石头的味道，孩子们排着队来看。"
PARAGRAPHS: list[tuple[str, str, str, int]] = [
    ("none of theirs", f"磨坊\n\n{OTHER}\n", "", 0),
    ("a short line of theirs", f"磨坊\n\n{OTHER}\n\n他没有说话。\n", "", 0),
    ("a paragraph of theirs", f"磨坊\n\n{OTHER}\n\n{LONG}\n", "000.md", 1),
    ("the same with other marks", f"磨坊\n\n{OTHER}\n\n{LONG.replace('，', ', ')}\n", "000.md", 1),
    ("twice", f"磨坊\n\n{OTHER}\n\n{LONG}\n\n{LONG}\n", "000.md", 1),
]


@pytest.mark.parametrize(("text", "first", "count"), table(PARAGRAPHS))
def test_articles_with_paragraphs_of_others_are_told(tmp_path: Path, text: str, first: str, count: int) -> None:
    clippings(tmp_path / "in", 0, **{"000": f"渡口\n\n{LONG}\n\n他没有说话。船已经走远了。\n", "001": text})
    for known in (0, 2):  # the second run knows it from the manifest
        ran = here("clean", "in", "-o", "out", "--log-format", "json", cwd=tmp_path)
        *documents, end = [json.loads(line) for line in ran.err.splitlines()]
        assert [one["shares"] for one in documents] == [{}, {first: count} if first else {}]
        assert (end["sharing"], end["known"]) == (int(count > 0), known)


def test_the_summary_shows_the_paragraphs_that_most_articles_have(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 0, **{f"{i:03}": f"第{i}天\n\n{OTHER}{i}\n\n{LONG}\n" for i in range(4)})
    ran = here("clean", "in", "-o", "out", cwd=tmp_path)
    assert "3 have paragraphs of earlier ones" in ran.err
    row = next(line for line in ran.err.splitlines() if LONG[:10] in line)
    assert row.split()[:2] == ["4", "000.md"]
    assert OTHER[:10] not in ran.err


def test_sketches_tell_how_near_two_texts_are() -> None:
    sentences = [f"第{i}天，渡口的灯照旧亮着，老周把缆绳解开，等第{i * 7}批人上船。" for i in range(40)]
    text = "".join(sentences)
    others = "".join(f"石磨坊在第{i}个冬天又转了起来，面粉里带着一点{i * 3}号石头的味道。" for i in range(40))
    assert likeness(sketch(text), sketch(text)) == 1.0
    assert likeness(sketch(text), sketch(text.replace("第3天", "第三天"))) >= ALIKE
    assert likeness(sketch(text), sketch("".join(sentences[:20]) + others)) < ALIKE
    assert likeness(sketch(text), sketch(others)) < 0.2
    assert sketch("一句话。") == b""


def test_progress_on_a_terminal_and_none_in_a_pipe(tmp_path: Path) -> None:
    clippings(tmp_path / "in", 3)
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [*COMMAND, "clean", "in", "-o", "out"], cwd=tmp_path, stderr=theirs, env=surroundings()
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # how Linux says that the other side has closed
            pass
        os.close(ours)
        assert process.wait(HANGS_SECONDS) == 0
    assert b"cleaning" in shown and b"3/3" in shown


LIGHT = ("sqlite3", "multiprocessing.connection", "rich", "rensa")


def test_one_file_to_standard_output_loads_neither_database_nor_processes(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    script = (
        "import sys; from cleaner.cli.main import group\n"
        "try: group.main(['clean', 'a.txt'])\n"
        f"except SystemExit: print([name for name in {LIGHT!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=surroundings(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_workers_do_not_run_the_script_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"""
from pathlib import Path
from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin
from cleaner.batch.run import Running, run
print("run")
for done in run([Clipping(Origin(STANDARD_INPUT), {TEXT!r})], Running(jobs=1)):
    print(done.result.status)
""",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], env=surroundings(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr) == ("run\nok\n", "")


def test_clippings_and_articles_larger_than_any_pipe_keep_nobody_waiting(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        """
from cleaner.batch.clippings import STANDARD_INPUT, Clipping, Origin
from cleaner.batch.run import Running, run
from cleaner.model import Stated
from tests.faults import echo

SIZES = (10, 3_000_000, 100_000, 190_000, 10, 400_000, 900_000, 10) * 3
CLIPPINGS = [
    Clipping(Origin(STANDARD_INPUT), sign * size, stated=(Stated("title", "t" * beside, "a column"),))
    for size in SIZES for sign in ("a", "船") for beside in (1, 700_000)
]
for jobs in (1, 2):
    done = [done.result.text for done in run(CLIPPINGS, Running(work=echo, jobs=jobs))]
    print(done == [clipping.data * 2 for clipping in CLIPPINGS])
""",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], env=surroundings(), capture_output=True, check=False, timeout=120)
    assert (done.stdout.decode(), done.stderr.decode()) == ("True\nTrue\n", "")
