"""The command line, run as a real process: what goes to standard output, what to standard error, which exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml
from click.testing import CliRunner

import cleaner.cli.main
import cleaner.cli.terminal
from cleaner import Article, Options, clean
from cleaner.cli.summary import print_summary
from cleaner.cli.terminal import read_options
from cleaner.judge.conditions import VOCABULARY
from cleaner.judge.rule_file import shipped_rules
from cleaner.model import Mode
from cleaner.options import load_rules
from cleaner.settings.files import written
from cleaner.writers.explained import explain_lines, to_tsv
from tests.conftest import table
from tests.test_batch import AS_ROOT, BODY, FURNITURE, TEXT, TOO_LONG, done, lay, run
from tests.test_batch import summed as added_up

COMMAND = (sys.executable, "-m", "cleaner.cli.main")
#: A process that takes longer hangs.
HANGS_SECONDS = 100
#: What of the tester's own surroundings would change what a command prints.
_OWN = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "PYTHONIOENCODING", "PYTHONHASHSEED", "LC_ALL")
MANY = 400


class Ran(NamedTuple):
    """What a process left: its exit code, what it wrote, and the lines it wrote for people."""

    code: int
    out: bytes
    err: str

    @property
    def told(self) -> list[str]:
        return self.err.splitlines()


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a process: the code that is tested here, and nothing of the tester's terminal."""
    own = {name: value for name, value in os.environ.items() if name not in _OWN and not name.startswith("CLEANER_")}
    return {**own, "PYTHONPATH": str(Path(cleaner.__file__).parent.parent), "TERM": "xterm", **more}


def started(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, by: Sequence[str] = (), **environment: str
) -> Ran:
    """Run `cleaner` with `arguments`, its output in pipes; `by` is a command that runs it."""
    done = subprocess.run(
        [*by, *COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=surroundings(**environment),
        timeout=HANGS_SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "surrogateescape"))


def fair(ran: Ran) -> Ran:
    """What every run is held to: no traceback ever, and no colour in a pipe."""
    assert "Traceback" not in ran.err, ran.err
    assert b"\x1b" not in ran.out and "\x1b" not in ran.err
    return ran


def cli(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, by: Sequence[str] = (), **environment: str
) -> Ran:
    """Run `cleaner` with `arguments` and hold the run to what is fair."""
    return fair(started(*arguments, stdin=stdin, cwd=cwd, by=by, **environment))


@pytest.fixture(scope="session")
def denied(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """What runs a command such that it may not read what its owner may not: nothing, or for root, who may read
    everything, what takes that right away."""
    by = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    shut = tmp_path_factory.mktemp("shut") / "a"
    shut.touch(0o000)
    if not AS_ROOT:
        return ()
    if shutil.which("setpriv") and subprocess.run([*by, "cat", shut], capture_output=True, check=False).returncode:
        return by
    pytest.skip("runs as root, who may read everything, and without setpriv, which would take that right away")


def together(folder: Path, commands: Mapping[str, Sequence[str]]) -> Mapping[str, Ran]:
    """Runs of many commands that write nothing, two at a time, all with the same standard input."""
    with ThreadPoolExecutor(2) as pool:
        runs = pool.map(lambda arguments: started(*arguments, stdin=OWN.encode(), cwd=folder), commands.values())
        return dict(zip(commands, runs, strict=True))


def tree(folder: Path) -> Mapping[str, bytes]:
    """Every file below `folder`, hidden ones too, with its content; what runs note of themselves left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".cleaner" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def own_rule(path: Path, **changed: str) -> Path:
    """A rule file that drops a line no shipped rule knows; `changed` replaces lines of it."""
    lines = {
        "id": '"night-talk"',
        "class": '"promo"',
        "reason": '"names our column"',
        "hits": '["渡口夜话第三期"]',
        "misses": '["在渡口夜话"]',
        "when": '{ starts = ["渡口夜话"] }',
        **changed,
    }
    path.write_text("[[rule]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items()), "utf-8")
    return path


OWN = "渡口最后的摆渡人\n" + BODY + "\n渡口夜话第三期\n"


# One input to standard output.

FORMS: list[tuple[str, tuple[str, ...], Callable[[Article], str]]] = [
    ("text when nothing is said", (), lambda article: article.text + "\n"),
    ("markdown", ("-f", "md"), lambda article: article.to_markdown()),
    ("json", ("--format=json",), lambda article: json.dumps(article.to_dict(), ensure_ascii=False, indent=2) + "\n"),
    ("json lines", ("-f", "jsonl"), lambda article: json.dumps(article.to_dict(), ensure_ascii=False) + "\n"),
]


@pytest.mark.parametrize(("options", "written"), table(FORMS))
def test_one_file_to_standard_output(tmp_path: Path, options: Sequence[str], written: Callable[[Article], str]) -> None:
    lay(tmp_path, "a.txt")
    ran = cli("clean", tmp_path / "a.txt", *options)
    assert ran == (0, written(clean(TEXT.encode(), path="a.txt")).encode(), "")
    assert BODY in ran.out.decode()
    assert list(tree(tmp_path)) == ["a.txt"]


def test_standard_input_is_one_clipping_and_a_clean_article_comes_out_as_it_is() -> None:
    ran = cli("clean", "-", "--format", "json", stdin=f"# 渡口最后的摆渡人\n\n{BODY}\n".encode())
    record = json.loads(ran.out)
    assert (ran.code, ran.err, record["text"], record["file"]) == (0, "", BODY, None)


STANDARD_INPUT = [
    ("nothing", b"", "the file is empty"),
    ("larger than the limit", b"x" * 1001, "more than the limit of 1,000 bytes"),
]


@pytest.mark.parametrize(("data", "cause"), table(STANDARD_INPUT))
def test_standard_input_that_gives_no_article(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "c.toml").write_text("max_bytes = 1000\n")
    ran = cli("clean", "-", "--config", tmp_path / "c.toml", stdin=data)
    assert ran == (1, b"", f"cleaner: standard input: {cause}\n")


def test_standard_input_goes_into_the_output_folder_or_is_refused(tmp_path: Path) -> None:
    ran = cli("clean", "-", "-q", "--output", tmp_path / "out", stdin=TEXT.encode())
    assert ran.code == 2 or BODY.encode() in b"".join(tree(tmp_path).values())


def test_standard_input_beside_a_file_is_cleaned_or_refused(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    ran = cli("clean", "-", tmp_path / "a.txt", "-f", "jsonl", stdin=TEXT.encode())
    assert ran.code == 2 or (ran.code == 0 and len(ran.out.splitlines()) == 2)


# Many inputs into a folder.


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = cli("clean", tmp_path / "in", "-q", "-o", tmp_path / "out")
    assert ran[:2] == (0, b"") and not tree(tmp_path)


def test_a_folder_is_cleaned_into_the_same_places(tmp_path: Path) -> None:
    clips = lay(tmp_path / "in", "a.txt", "sub/b.txt", "sub/deep/c.html", "渡口/d.md", "draft/e.txt", "f-draft.txt")
    lay(clips, ".hidden.txt", ".git/g.txt", "picture.png", "none.txt/")
    (clips / "link.txt").symlink_to("a.txt")
    (clips / "loop").symlink_to(clips)
    before = tree(clips)
    ran = cli("clean", clips, "-o", tmp_path / "out", "--exclude", "draft", "--exclude", "*-draft.*")
    assert (ran.code, ran.out) == (0, b"")
    written = tree(tmp_path / "out")
    assert list(written) == ["a.md", "sub/b.md", "sub/deep/c.md", "渡口/d.md"]
    assert all(BODY in content.decode() for content in written.values())
    assert tree(clips) == before


def test_several_folders_and_files_together_in_another_form(tmp_path: Path) -> None:
    lay(tmp_path, "one/a.txt", "two/a.txt", "b.txt")
    ran = cli("clean", "one", "two", "b.txt", "-q", "-o", "out", "-f", "json", cwd=tmp_path)
    assert ran == (0, b"", "")
    files = {name: json.loads(data)["file"] for name, data in tree(tmp_path / "out").items()}
    assert files == {"a.json": "a.txt", "a-2.json": "a.txt", "b.json": "b.txt"}


def test_names_that_meet_are_numbered_the_same_way_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "A.txt", "b.TXT", "b.txt", "sub/a.txt"):
        lay(tmp_path / "in", name)
        (tmp_path / "in" / name).write_text(
            f"{BODY}\n\n这是文件{name}的第二段，说的是另外一件事，和第一段没有关系。\n", "utf-8"
        )
    first, second = (cli("clean", tmp_path / "in", "-q", "-o", tmp_path / out) for out in ("one", "two"))
    assert first == second == (0, b"", "")
    written = tree(tmp_path / "one")
    assert written == tree(tmp_path / "two")
    said = {
        name: next(n for n in ("sub/a.txt", "a.txt", "a.md", "A.txt", "b.TXT", "b.txt") if n in data.decode())
        for name, data in written.items()
    }
    assert said == {
        "A.md": "A.txt",
        "a-2.md": "a.md",
        "a-3.md": "a.txt",
        "b.md": "b.TXT",
        "b-2.md": "b.txt",
        "sub/a.md": "sub/a.txt",
    }


def test_the_output_folder_is_no_input_of_the_next_run(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "sub/b.txt")
    first = cli("clean", ".", "-q", "-o", "out", cwd=tmp_path)
    once = tree(tmp_path)
    second = cli("clean", ".", "-q", "-o", "out", cwd=tmp_path)
    assert first == second == (0, b"", "")
    assert tree(tmp_path) == once


def test_no_clipping_is_written_over(tmp_path: Path) -> None:
    (lay(tmp_path, "a.md") / "a.md").write_text(FURNITURE + "\n" + BODY + "\n", "utf-8")
    before = (tmp_path / "a.md").read_bytes()
    cli("clean", tmp_path, "-q", "-o", tmp_path)
    assert (tmp_path / "a.md").read_bytes() == before


@pytest.mark.parametrize("output", table([("to standard output", []), ("into a folder", ["-o", "out", "-q"])]))
@pytest.mark.parametrize(
    "arguments",
    table(
        [
            ("nothing there", ["empty"]),
            ("nothing of a kind that is read", ["pictures"]),
            ("nothing left", ["in", "--exclude", "*"]),
            ("nothing wanted", ["in", "--include", "*.rst"]),
        ]
    ),
)
def test_where_there_is_nothing_to_clean_it_is_said(tmp_path: Path, arguments: list[str], output: list[str]) -> None:
    lay(tmp_path, "in/a.txt", "pictures/a.png", "empty/")
    ran = cli("clean", *arguments, *output, cwd=tmp_path)
    assert ran == (0, b"", f"cleaner: {arguments[0]}: there is no clipping in it\n")


@pytest.mark.parametrize("command", ["clean", "explain", "check", "fix", "diff", "learn"])
@pytest.mark.parametrize("address", ["https://example.org/a.html", "file:///a.html", "s3://a/b"])
def test_what_is_an_address_is_told_to_be_none_of_a_file(tmp_path: Path, command: str, address: str) -> None:
    ran = cli(command, address, cwd=tmp_path)
    told = f"{address} is an address, and nothing is fetched: save the page, and name its file"
    assert (ran.code, ran.out) == (2, b"") and ran.told[-1].endswith(told)


@pytest.mark.parametrize("name", ["https:", "a: b.txt", "c:d.txt"])
def test_what_looks_like_an_address_and_is_a_file_is_cleaned(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name)
    assert cli("clean", name, cwd=tmp_path).code == 0


def test_many_to_standard_output_as_json_lines(tmp_path: Path) -> None:
    clips = lay(tmp_path / "in", "a.txt", "sub/渡口.txt")
    (clips / "b.txt").write_text(FURNITURE, "utf-8")
    (clips / "c.txt").write_bytes(b"")
    ran = cli("clean", clips, "--format", "jsonl")
    records = [json.loads(line) for line in ran.out.split(b"\n")[:-1]]
    assert [(record["file"], record["status"]) for record in records] == [
        ("a.txt", "ok"),
        ("b.txt", "empty"),
        ("sub/渡口.txt", "ok"),
    ]
    assert ran.code == 1
    assert ran.told == [
        f"cleaner: {clips / 'b.txt'}: everything in the clipping is page furniture",
        f"cleaner: {clips / 'c.txt'}: the file is empty",
    ]


# Inputs that give no article, in one run together with inputs that do.


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def _holds(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


#: What it is, how it is made, the cause that is told.
BAD: list[tuple[str, Callable[[Path], object], str]] = [
    ("missing", lambda path: None, "no such file or directory"),
    ("empty", _holds(b""), "the file is empty"),
    ("white space alone", _holds(b" \r\n\t\n"), "the file is empty"),
    ("mark of the encoding alone", _holds(b"\xef\xbb\xbf"), "the file is empty"),
    ("NULs alone", _holds(b"\0" * 600), "the file is empty"),
    ("head of a picture", _holds(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0"), "the content is binary, not text"),
    ("NULs within", _holds(b"ab\0\0\1\2" * 90), "the content is binary, not text"),
    ("undecodable", _holds(b"\xef\xbb\xbf" + b"ab\xff\xfe" * 90), "the text cannot be decoded"),
    ("a hundred megabytes", _sparse, "100,000,000 bytes are more than the limit of 50,000,000"),
    ("named pipe", os.mkfifo, "not a regular file"),
    ("dangling link", lambda path: path.symlink_to("nowhere.txt"), "no such file or directory"),
    ("link to itself", lambda path: path.symlink_to(path.name), "too many levels of symbolic links"),
]
_BAD = {what: f"{what.replace(' ', '-')}.txt" for what, _, _ in BAD}
_GOOD = ("first.txt", "second.txt", "third.txt")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder in which good and bad inputs, each named by itself, were cleaned into ``out``; and the run."""
    folder = lay(tmp_path_factory.mktemp("mixed"), *_GOOD)
    for what, make, _ in BAD:
        make(folder / _BAD[what])
    names = [_GOOD[0], *list(_BAD.values())[:6], _GOOD[1], *list(_BAD.values())[6:], _GOOD[2]]
    return folder, cli("clean", *names, "--quiet", "-o", "out", cwd=folder)


@pytest.mark.parametrize(("what", "cause"), [pytest.param(what, cause, id=what) for what, _, cause in BAD])
def test_a_bad_input_is_told_in_one_line(mixed: tuple[Path, Ran], what: str, cause: str) -> None:
    told = [line for line in mixed[1].told if _BAD[what] in line]
    assert len(told) == 1
    assert told[0].startswith(f"cleaner: {_BAD[what]}: {cause}")


def test_beside_bad_inputs_the_others_are_cleaned_and_nothing_else_is_written(mixed: tuple[Path, Ran]) -> None:
    folder, ran = mixed
    assert (ran.code, ran.out, len(ran.told)) == (1, b"", len(BAD))
    expected = {Path(name).stem + ".md": clean(TEXT.encode(), path=name).to_markdown().encode() for name in _GOOD}
    assert tree(folder / "out") == expected


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    ran = cli("clean", TOO_LONG, "a.txt", "-q", "-o", "out", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, f"cleaner: {TOO_LONG}: {os.strerror(errno.ENAMETOOLONG).lower()}\n")
    assert list(tree(tmp_path / "out")) == ["a.md"]


def test_a_newline_in_the_name_of_a_bad_input_makes_no_second_line(tmp_path: Path) -> None:
    ran = cli("clean", "two\nlines.txt", cwd=tmp_path)
    assert (ran.code, ran.out, len(ran.told)) == (1, b"", 1)
    assert "two" in ran.err and "lines.txt" in ran.err and "no such file" in ran.err


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder with clippings, of which one, and a folder with another, may not be read."""
    folder = lay(tmp_path / "in", "a.txt", "b.txt", "shut/c.txt", "d.txt")
    (folder / "b.txt").chmod(0o000)
    (folder / "shut").chmod(0o000)
    yield folder
    (folder / "shut").chmod(0o700)


MAY_NOT_BE_READ = [
    ("in a folder", ["in"]),
    ("named", ["in/a.txt", "in/b.txt", "in/shut", "in/d.txt"]),
    ("named alone", ["in/b.txt", "in/shut"]),
]


@pytest.mark.parametrize("paths", table(MAY_NOT_BE_READ))
def test_what_may_not_be_read_is_told_and_the_rest_is_cleaned(
    shut: Path, denied: Sequence[str], paths: Sequence[str]
) -> None:
    ran = cli("clean", *paths, "-q", "-o", "out", cwd=shut.parent, by=denied)
    assert sorted(ran.told) == ["cleaner: in/b.txt: permission denied", "cleaner: in/shut: permission denied"]
    cleaned = [] if paths[0] == "in/b.txt" else ["a.md", "d.md"]
    assert (ran.code, list(tree(shut.parent / "out"))) == (1, cleaned)


def test_a_file_that_may_not_be_read_is_told_by_every_command_that_reads_it(shut: Path, denied: Sequence[str]) -> None:
    explained, learned = (cli(name, "in/b.txt", cwd=shut.parent, by=denied) for name in ("explain", "learn"))
    assert explained == (1, b"", "cleaner: in/b.txt: permission denied\n")
    assert learned.code == 1 and "cleaner: b.txt: permission denied" in learned.told
    checked = cli("check", "in/a.txt", "in/b.txt", cwd=shut.parent, by=denied)
    assert checked.code == 1 and "in/b.txt:1: seed [unreadable] permission denied" in checked.out.decode()


GONE, SHUT = 'rmdir "$PWD"', "chmod 000 ."
_WORKERS = "worker processes start in the working directory"
#: What became of the working directory, the command, its exit code, what is told in the end.
WORKING_DIRECTORIES: list[tuple[str, str, str, int, str]] = [
    ("gone", GONE, "clean {a}", 2, "Error: the working directory: no such file or directory; --no-config reads none"),
    ("gone, no configuration", GONE, "clean --no-config {a}", 0, ""),
    (
        "gone, no file asked for",
        GONE,
        "rules --no-config qr-promt",
        2,
        "Error: no rule 'qr-promt'; did you mean qr-prompt?",
    ),
    ("gone, a name from there", GONE, "check --no-config a.txt", 1, "the working directory: no such file or directory"),
    ("gone, workers", GONE, "clean --no-config {a} --jobs 1", 1, f"{_WORKERS}: no such file or directory; the run"),
    ("shut", SHUT, "clean {a}", 2, "wd/cleaner.toml: permission denied; --no-config reads none"),
    ("shut, no configuration", SHUT, "clean --no-config {a}", 0, ""),
    ("shut, a name from there", SHUT, "clean --no-config a.txt", 1, "cleaner: a.txt: permission denied"),
    ("shut, a folder there", SHUT, "clean --no-config {a} -o out", 1, "cleaner: out: permission denied"),
    ("shut, workers", SHUT, "clean --no-config {a} --jobs 1", 1, f"{_WORKERS}: permission denied; the run ends here"),
]


@pytest.mark.parametrize(("becomes", "command", "code", "told"), table(WORKING_DIRECTORIES))
def test_where_nobody_can_be_the_true_thing_is_named(
    tmp_path: Path, denied: Sequence[str], becomes: str, command: str, code: int, told: str
) -> None:
    lay(tmp_path, "a.txt", "wd/")
    by = ("sh", "-c", f'{becomes}; exec "$@"', "sh", *denied)
    ran = cli(*command.format(a=tmp_path / "a.txt").split(), cwd=tmp_path / "wd", by=by)
    assert (ran.code, told in ran.err, bool(ran.err)) == (code, True, bool(told))
    assert "standard output" not in ran.err


# What cannot be written.


@pytest.fixture(scope="module")
def blocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder in which a file stands where the output folder's parent should, and the run."""
    folder = lay(tmp_path_factory.mktemp("blocked"), "a.txt", "file")
    return folder, cli("clean", "a.txt", "-o", "file/out", cwd=folder, COLUMNS="200")


def test_an_output_folder_below_a_file(blocked: tuple[Path, Ran]) -> None:
    folder, ran = blocked
    assert (ran.code, ran.out) == (1, b"")
    (told,) = [line for line in ran.told if line.startswith("cleaner: ")]
    assert told.startswith("cleaner: file/out") and "not a directory" in told
    assert tree(folder) == {"a.txt": TEXT.encode(), "file": TEXT.encode()}


def test_the_summary_does_not_call_cleaned_what_could_not_be_written(blocked: tuple[Path, Ran]) -> None:
    assert "1 ok" not in blocked[1].err


def test_a_file_too_large_for_the_disk_leaves_the_old_article_and_the_small_ones_are_written(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt", "in/c.txt", "out/b.md")
    (tmp_path / "in" / "b.txt").write_text((BODY + "\n\n") * 2000, "utf-8")
    limited = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh", *COMMAND, "clean", "in", "-q", "-o", "out"]
    environment = surroundings(PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(limited, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "cleaner: out/b.md: file too large\n")
    written = tree(tmp_path / "out")
    assert list(written) == ["a.md", "b.md", "c.md"]
    assert written["b.md"] == TEXT.encode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_standard_output_that_is_full_is_told(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "clean", "a.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=surroundings(),
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1) and "no space left" in done.stderr.lower()


# Standard streams that are closed.

_CLOSED_IN, _CLOSED_OUT = "cleaner: standard input: not open\n", "cleaner: standard output: not open\n"
#: What is closed, the command, its exit code, what is told.
CLOSED: list[tuple[str, str, str, int, str]] = [
    ("output, an article", ">&-", "clean a.txt", 1, _CLOSED_OUT),
    ("output, several articles", ">&-", "clean in -f jsonl", 1, _CLOSED_OUT),
    ("output, an account", ">&-", "explain a.txt", 1, _CLOSED_OUT),
    ("output, an account as a table", ">&-", "explain a.txt -f tsv", 1, _CLOSED_OUT),
    ("output, what would change", ">&-", "check a.txt", 1, _CLOSED_OUT),
    ("output, the rules", ">&-", "rules", 1, _CLOSED_OUT),
    ("output, which nobody needs", ">&-", "clean in -q -o out", 0, ""),
    ("input, of a clipping", "<&-", "clean -", 1, _CLOSED_IN),
    ("input, of what is explained", "<&-", "explain -", 1, _CLOSED_IN),
    ("input, which nobody needs", "<&-", "clean in -q -o out", 0, ""),
    ("errors, a folder", "2>&-", "clean in -o out", 0, ""),
    ("errors, one that cannot be read", "2>&-", "clean in gone.txt -o out", 1, ""),
    ("errors, for programs", "2>&-", "clean in -o out --log-format json", 0, ""),
    ("errors, a mistake", "2>&-", "clean", 2, ""),
    ("everything", "<&- >&- 2>&-", "clean in -o out", 0, ""),
]


@pytest.mark.parametrize(("closed", "command", "code", "told"), table(CLOSED))
def test_with_a_stream_closed_the_work_is_done_or_one_line_says_why_not(
    tmp_path: Path, closed: str, command: str, code: int, told: str
) -> None:
    lay(tmp_path, "a.txt", "in/a.txt", "in/b.txt")
    ran = cli(*command.split(), cwd=tmp_path, by=("sh", "-c", f'exec "$@" {closed}', "sh"))
    assert ran == (code, b"", told)
    assert list(tree(tmp_path / "out")) == (["a.md", "b.md"] if "-o" in command else [])


# Runs that are broken off.


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many clippings, each with a line of its own."""
    folder = tmp_path_factory.mktemp("many")
    for i in range(MANY):
        (folder / f"{i:03}.txt").write_text(
            f"{TEXT}第{i}封信在春天寄出，收信的人等到了秋天，才在门口看见邮差。\n" * 3, "utf-8"
        )
    return folder


def _is_whole(clip: Path, article: bytes) -> bool:
    return clean(clip.read_bytes(), path=clip.name).to_markdown().encode() == article


@contextmanager
def interrupts_arrive() -> Iterator[None]:
    """The started process takes SIGINT, though a shell may have started the tests with it switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _broken_off(many: Path, out: Path, by: signal.Signals) -> tuple[int, str]:
    """Clean into `out`; send the signal as soon as some articles are there. The exit code and what was told."""
    with interrupts_arrive():
        process = subprocess.Popen(
            [*COMMAND, "clean", many, "-o", out], stderr=subprocess.PIPE, text=True, env=surroundings()
        )
    with process:
        while process.poll() is None and len(list(out.glob("*.md"))) < 5:
            time.sleep(0.005)
        process.send_signal(by)
        return process.wait(HANGS_SECONDS), process.stderr.read() if process.stderr else ""


@pytest.mark.parametrize(("by", "code"), table([("killed", signal.SIGKILL, -9), ("interrupted", signal.SIGINT, 130)]))
def test_a_run_that_is_broken_off_leaves_whole_articles(
    many: Path, tmp_path: Path, by: signal.Signals, code: int
) -> None:
    ended, told = _broken_off(many, tmp_path / "out", by)
    assert ended == code
    assert "Traceback" not in told
    written = {name: data for name, data in tree(tmp_path / "out").items() if name.endswith(".md")}
    assert 5 <= len(written) < MANY
    assert not any(Path(name).name.startswith(".") for name in written)
    assert all(_is_whole(many / Path(name).with_suffix(".txt"), data) for name, data in written.items())


def _read_one_line(*arguments: str | Path) -> tuple[int, str]:
    """Run a command whose reader goes after one line, as ``head -1`` does. Its exit code and what it told."""
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings()
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        return process.wait(HANGS_SECONDS), process.stderr.read().decode()


@pytest.fixture(scope="module")
def unread(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, str]]:
    """What commands with much to say leave when nobody listens."""
    long = tmp_path_factory.mktemp("long") / "a.txt"
    long.write_text(TEXT * 4000, "utf-8")
    return {"clean": _read_one_line("clean", many, "-f", "jsonl"), "explain": _read_one_line("explain", long)}


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_a_closed_pipe_is_no_error(unread: Mapping[str, tuple[int, str]], command: str) -> None:
    assert unread[command][1] == ""


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_a_closed_pipe_is_not_told_as_an_input_that_could_not_be_cleaned(
    unread: Mapping[str, tuple[int, str]], command: str
) -> None:
    assert unread[command][0] in (0, -signal.SIGPIPE, 128 + signal.SIGPIPE)


# The same bytes whatever the surroundings.

#: Name, content, what must be in the article.
ODD = [
    ("windows line ends", "crlf.txt", TEXT.replace("\n", "\r\n").encode(), BODY),
    ("old mac line ends", "cr.txt", TEXT.replace("\n", "\r").encode(), BODY),
    ("mark of the encoding", "bom.txt", b"\xef\xbb\xbf" + TEXT.encode(), BODY),
    ("gb18030", "gb.txt", TEXT.encode("gb18030"), BODY),
    ("utf-16", "wide.txt", TEXT.encode("utf-16"), BODY),
    ("beyond the first plane", "plane.txt", TEXT.replace("缆绳", "𠮷🐈").encode(), BODY.replace("缆绳", "𠮷🐈")),
    ("spaces in the name", "a  b .txt", TEXT.encode(), BODY),
    ("han in the name", "渡口 的灯.txt", TEXT.encode(), BODY),
    ("a leading dash", "-x.txt", TEXT.encode(), BODY),
    ("a newline in the name", "two\nlines.txt", TEXT.encode(), BODY),
    ("brackets in the name", "[b]a[1, 2].txt", TEXT.encode(), BODY),
    ("a name that is no text", os.fsdecode(b"\xe6\xb8.txt"), TEXT.encode(), BODY),
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder with odd files, each named by itself, cleaned into ``out``; and the run."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "in").mkdir()
    for _, name, data, _ in ODD:
        (folder / "in" / name).write_bytes(data)
    return folder, cli("clean", *(f"./{name}" for _, name, _, _ in ODD), "-o", "../out", cwd=folder / "in")


@pytest.mark.parametrize(("name", "body"), [pytest.param(name, body, id=what) for what, name, _, body in ODD])
def test_an_odd_file_is_cleaned(odd: tuple[Path, Ran], name: str, body: str) -> None:
    assert odd[1].code == 0, odd[1].err
    article = tree(odd[0] / "out")[name.removesuffix(".txt").replace("\n", "_") + ".md"].decode()
    head, _, rest = article.removeprefix("---\n").partition("\n---\n\n")
    assert rest == f"# 渡口最后的摆渡人\n\n{body}\n"
    assert yaml.safe_load(head)["title"] == "渡口最后的摆渡人"


def test_a_second_run_in_other_surroundings_writes_the_same_bytes(odd: tuple[Path, Ran], tmp_path: Path) -> None:
    folder = odd[0] / "in"
    names = [folder / name for _, name, _, _ in ODD]
    ran = cli(
        "clean", *names, "-o", tmp_path / "out", cwd=tmp_path, LANG="C", LC_ALL="C", PYTHONHASHSEED="1", TZ="Asia/Tokyo"
    )
    assert ran.code == 0, ran.err
    assert tree(tmp_path / "out") == tree(odd[0] / "out")


def test_json_and_tsv_are_the_same_bytes_where_the_terminal_knows_ascii_alone(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    narrow = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "1"}
    article = clean(TEXT.encode(), path="a.txt")
    record = cli("clean", "a.txt", "-f", "jsonl", cwd=tmp_path, **narrow)
    assert record == (0, json.dumps(article.to_dict(), ensure_ascii=False).encode() + b"\n", "")
    account = cli("explain", "-f", "tsv", "-", stdin=CLIP.encode(), **narrow)
    assert account == (0, to_tsv(clean(CLIP)).encode(), "")


class _Windows:
    """The module `os` as far as the command asks it what system it is on, and shells leave patterns to commands."""

    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


#: The arguments of `clean`, what is cleaned.
PATTERNS = [
    ("names", ["a.txt", "b.md"], ["a.txt", "b.md"]),
    ("a pattern", ["*.txt"], ["[a].txt", "a.txt", "c.txt"]),
    ("a pattern of an option", [".", "--exclude", "*.txt"], ["b.md", "sub/d.md"]),
    ("another", [".", "--include", "[bc].*"], ["b.md", "c.txt"]),
    ("both", ["*.txt", "sub", "--exclude", "*.md"], ["[a].txt", "a.txt", "c.txt"]),
    ("a name that looks like a pattern", ["[a].txt"], ["[a].txt"]),
]


@pytest.mark.parametrize(("arguments", "cleaned"), table(PATTERNS))
def test_where_shells_leave_patterns_to_commands_those_of_options_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], cleaned: Sequence[str]
) -> None:
    monkeypatch.chdir(lay(tmp_path, "a.txt", "b.md", "c.txt", "[a].txt", "sub/d.md"))
    for module in (click.core, cleaner.cli.main, cleaner.cli.terminal):
        monkeypatch.setattr(module, "os", _Windows())
    out = _redirected(monkeypatch, "clean", *arguments, "-f", "jsonl", "--jobs", "1")[0]
    assert [json.loads(line)["file"] for line in out.splitlines()] == cleaned


def _redirected(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[bytes, bytes]:
    """What a command prints into files that Python opened with the code page of a western Windows."""
    files = (io.BytesIO(), io.BytesIO())
    for name, file in zip(("stdout", "stderr"), files, strict=True):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(file, "cp1252"))
    monkeypatch.setattr(sys, "argv", ["cleaner", *arguments])
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    with suppress(SystemExit):
        cleaner.cli.main.main()
    return files[0].getvalue(), files[1].getvalue()


def test_what_is_printed_for_people_is_utf_8_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt")
    assert "渡口最后的摆渡人".encode() in _redirected(monkeypatch, "explain", str(tmp_path / "a.txt"))[0]
    assert "扫码".encode() in _redirected(monkeypatch, "rules", "qr-prompt")[0]
    rules = own_rule(tmp_path / "石桥.toml", hits='["石桥"]')
    assert "石桥.toml".encode() in _redirected(monkeypatch, "clean", "-", "--rules", str(rules))[1]


def test_who_asks_for_an_encoding_gets_it() -> None:
    assert "扫码".encode("gbk") in cli("rules", "qr-prompt", PYTHONIOENCODING="gbk").out


NARROW = [("explain", "gbk", ("explain", "a.txt")), ("rules", "ascii", ("rules", "qr-prompt"))]


@pytest.mark.parametrize(("encoding", "arguments"), table(NARROW))
def test_characters_that_the_terminal_does_not_know_are_no_reason_to_fail(
    tmp_path: Path, encoding: str, arguments: Sequence[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("缆绳", "𠮷🐈"), "utf-8")
    ran = cli(*arguments, cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert ran.code == 0 and ran.out


# Rules and configurations of one's own.


def test_a_rule_file_of_ones_own(tmp_path: Path) -> None:
    rules = own_rule(tmp_path / "own.toml")
    ran = cli("clean", "-", "-f", "json", "--rules", rules, stdin=OWN.encode())
    record = json.loads(ran.out)
    assert (ran.code, ran.err, record["text"]) == (0, "", BODY)
    assert [(piece["text"], piece["rules"]) for piece in record["removed"]] == [("渡口夜话第三期", ["night-talk"])]


def test_a_configuration_with_rule_files_beside_itself_and_a_limit(tmp_path: Path) -> None:
    lay(tmp_path, "sub/", "b.txt")
    own_rule(tmp_path / "sub" / "own.toml")
    size, limit = len(TEXT.encode()), len(OWN.encode())
    (tmp_path / "sub" / "c.toml").write_text(f'rules = ["own.toml"]\nmax_bytes = {limit}\n')
    (tmp_path / "a.txt").write_text(OWN, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT * 2, "utf-8")
    ran = cli("clean", "a.txt", "b.txt", "-q", "-o", "out", "-f", "txt", "--config", "sub/c.toml", cwd=tmp_path)
    assert ran == (1, b"", f"cleaner: b.txt: {2 * size} bytes are more than the limit of {limit}\n")
    assert tree(tmp_path / "out") == {"a.txt": (BODY + "\n").encode()}


# What is refused before anything is read: usage, rules and configurations.

#: Files beside which the commands below are run; every one of them but the first two is wrong.
WRONG_RULES: Mapping[str, Mapping[str, str]] = {
    "own.toml": {},
    "again.toml": {},
    "condition.toml": {"when": "{ unit_max = 3 }"},
    "example.toml": {"hits": '["石桥"]'},
    "pattern.toml": {"when": "{ matches = ['(?=a)b'] }"},
}
CONFIGURATIONS = {
    "c.toml": 'rules = ["own.toml"]',
    "c-option.toml": "max_byte = 3",
}
_WRONG = "rule 'night-talk': "
#: What is wrong, the command, what the message says.
REFUSED: list[tuple[str, str, Sequence[str]]] = [
    ("no command", "", ["Usage"]),
    ("unknown command", "cleanse", ["cleanse"]),
    ("no input", "clean", ["PATHS"]),
    ("unknown form", "clean a.txt -f doc", ["doc"]),
    ("output folder where a file stands", "clean a.txt -o own.toml", ["own.toml", "is a file"]),
    ("two files without a folder for them", "clean a.txt b.txt", ["--output"]),
    ("a folder of two without a folder for them", "clean in -f md", ["--output"]),
    ("unknown rule near one", "rules qr-promt", ["no rule 'qr-promt'; did you mean qr-prompt?"]),
    ("rule file missing", "clean - --rules gone.toml", ["gone.toml", "No such file"]),
    (
        "condition unknown",
        "clean - --rules condition.toml",
        [f"condition.toml: {_WRONG}unknown condition unit_max; did you mean units_max?"],
    ),
    (
        "an example fails",
        "clean - --rules example.toml",
        [f"example.toml: {_WRONG}does not hold for its own hit: 石桥"],
    ),
    ("pattern that could hang", "explain - --rules pattern.toml", [f"pattern.toml: {_WRONG}matches: "]),
    ("configuration missing", "clean - --config gone.toml", ["gone.toml", "No such file"]),
    (
        "unknown option in it",
        "explain - --config c-option.toml",
        ["c-option.toml: unknown option max_byte; did you mean max_bytes?"],
    ),
    ("unknown engine", "clean - --engine densities", ["densities", "density", "trafilatura", "agree"]),
    ("unknown mode", "explain - --mode careful", ["careful", "balanced", "precision", "recall"]),
    (
        "the same rule from two files",
        "clean - --config c.toml --rules again.toml",
        [f"again.toml: {_WRONG}the id is taken"],
    ),
    ("a deadline without an end", "clean a.txt --deadline inf", ["--deadline", "inf", "1000000"]),
    ("a deadline that is no number", "clean a.txt --deadline nan", ["deadline", "nan", "1,000,000 seconds"]),
    ("a deadline that no clock takes", "clean a.txt --deadline 1e12", ["--deadline", "1000000"]),
    ("memory that no machine has", "clean a.txt --memory 99999999999999", ["--memory", "1073741824"]),
    ("an empty path to fix, which is not the folder one is in", "fix ''", ["PATHS", "an empty path names nothing"]),
    ("an empty path to check", "check a.txt ''", ["PATHS", "an empty path names nothing"]),
    ("an empty path to rewrite", "clean '' --in-place", ["PATHS", "an empty path names nothing"]),
    ("an empty output", "clean a.txt -o ''", ["--output", "an empty path names nothing"]),
    ("an empty configuration", "clean a.txt --config ''", ["--config", "an empty path names nothing"]),
    ("an empty suffix, which is not no backup", "clean a.txt --in-place --backup ''", ["--backup", "no suffix"]),
    ("a suffix that is a path", "clean a.txt --in-place --backup /abs", ["--backup", "'/abs' is no suffix"]),
    ("a suffix that leads elsewhere", "clean a.txt --in-place --backup /../b", ["--backup", "no suffix"]),
    ("JSON in the place of a text", "clean a.txt --in-place -f json", ["--in-place writes md or html", "json"]),
    ("lines in the place of a text", "clean a.txt --in-place -f jsonl", ["--in-place writes md or html", "jsonl"]),
    ("TEI in the place of a text", "clean a.txt --in-place -f tei", ["--in-place writes md or html", "tei"]),
    (
        "a table in the place of a text",
        "clean a.txt --in-place -f parquet",
        ["--in-place writes md or html", "parquet"],
    ),
    ("a text without its title", "clean a.txt --in-place -f txt", ["--in-place writes md or html", "txt"]),
    ("a configuration and none", "clean - --config c.toml --no-config", ["--config", "--no-config"]),
]


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, Ran], bool]:
    """The runs of all commands that are refused; and whether the files beside them are as before."""
    folder = lay(tmp_path_factory.mktemp("refused"), "a.txt", "b.txt", "in/a.txt", "in/b.txt")
    for name, changed in WRONG_RULES.items():
        own_rule(folder / name, **changed)
    for name, content in CONFIGURATIONS.items():
        (folder / name).write_text(content, "utf-8")
    before = tree(folder)
    runs = together(folder, {what: shlex.split(command) for what, command, _ in REFUSED})
    return runs, tree(folder) == before


@pytest.mark.parametrize(("what", "said"), [pytest.param(what, said, id=what) for what, _, said in REFUSED])
def test_what_is_refused_with_the_place_to_mend(
    refused: tuple[Mapping[str, Ran], bool], what: str, said: Sequence[str]
) -> None:
    ran = fair(refused[0][what])
    assert (ran.code, ran.out) == (2, b"")
    told = ran.err if what == "no command" else ran.told[-1].removeprefix("Error: ")
    assert all(part in told for part in said)


def test_what_is_refused_writes_nothing(refused: tuple[Mapping[str, Ran], bool]) -> None:
    assert refused[1]


# Engine and mode.

CHOSEN = [
    ("nothing said", "", {}, ("density", "balanced")),
    ("the command line alone", "", {"engine": "agree", "mode": "recall"}, ("agree", "recall")),
    ("the configuration alone", 'engine = "agree"\nmode = "recall"', {}, ("agree", "recall")),
    ("the command line counts", 'engine = "agree"\nmode = "recall"', {"mode": "precision"}, ("agree", "precision")),
]


@pytest.mark.parametrize(("config", "given", "chosen"), table(CHOSEN))
def test_the_command_line_counts_before_the_configuration(
    tmp_path: Path, config: str, given: Mapping[str, str], chosen: tuple[str, str]
) -> None:
    (tmp_path / "c.toml").write_text(config, "utf-8")
    options = read_options(written(tmp_path / "c.toml"), given)
    assert (options.engine, options.mode) == chosen


_LINES = "".join(
    f"<div>{line}</div>" for line in ("渡口最后的摆渡人", "石磨坊重新转动的那个冬天", "一百二十步的修表巷")
)
DOUBTFUL = f"<html><body><ul class=nav><li><a href=/>首页</a></li></ul><div>{_LINES}</div></body></html>"


@pytest.mark.parametrize("mode", ["balanced", "precision", "recall"])
def test_every_mode_is_that_of_the_library(mode: Mode) -> None:
    article = clean(DOUBTFUL, options=Options(mode=mode))
    commands = {form: ("clean", "-", "--mode", mode, "-f", form) for form in ("txt", "json")}
    ran = {form: cli(*command, stdin=DOUBTFUL.encode()) for form, command in commands.items()}
    assert ran["txt"].out.decode().removesuffix("\n") == article.text
    assert json.loads(ran["json"].out) == json.loads(json.dumps(article.to_dict()))
    explained = cli("explain", "-", "--mode", mode, "-f", "tsv", stdin=DOUBTFUL.encode())
    assert explained.out.decode() == to_tsv(article)


@pytest.mark.parametrize("engine", ["density", "trafilatura", "agree"])
def test_every_engine_gives_the_article(engine: str) -> None:
    sentences = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。"
    page = f"<html><body><article><h1>渡口</h1><p>{sentences * 4}</p></article></body></html>"
    assert cli("clean", "-", "--engine", engine, stdin=page.encode()).out.decode() == f"{sentences * 4}\n"


# explain.

CLIP = f"""---
author: 林小溪
---

首页 > 文化 > 正文

# 渡口最后的摆渡人

{BODY}

村里的磨坊停了二十年，去年冬天又转了起来，磨出来的面粉带着一点石头的味道。返回搜狐，查看更多


扫码关注
责任编辑：周小川

"""
#: Line, fate, class, the rule that is named first.
ACCOUNT = [
    (1, "front_matter", "", ""),
    (2, "front_matter", "", ""),
    (3, "front_matter", "", ""),
    (4, "blank", "", ""),
    (5, "dropped", "breadcrumb", None),
    (6, "blank", "", ""),
    (7, "title", "", ""),
    (8, "blank", "", ""),
    (9, "kept", "", ""),
    (10, "blank", "", ""),
    (11, "kept", "", None),
    (11, "cut", "portal_residue", "back-to-portal"),
    (12, "blank", "", ""),
    (13, "blank", "", ""),
    (14, "dropped", "qr_prompt", "qr-prompt"),
    (15, "dropped", "editor_credit", None),
    (16, "blank", "", ""),
]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "clip.md"
    path.write_text(CLIP, "utf-8")
    return path


def test_explain_as_tsv(clip: Path) -> None:
    ran = cli("explain", "--format", "tsv", clip)
    assert (ran.code, ran.err) == (0, "")
    head, *rows = [line.split("\t") for line in ran.out.decode().removesuffix("\n").split("\n")]
    assert head == ["line", "fate", "class", "rules", "reason", "text"]
    assert {len(row) for row in rows} == {6}
    assert [(int(row[0]), row[1], row[2]) for row in rows] == [expected[:3] for expected in ACCOUNT]
    firsts = [(row[3].split(",")[0], rule) for row, (*_, rule) in zip(rows, ACCOUNT, strict=True) if rule is not None]
    assert all(first == rule for first, rule in firsts)
    assert all(row[4] for row in rows if row[1] in ("dropped", "cut"))
    assert [row[5] for row in rows if row[1] != "cut"] == CLIP.splitlines()
    assert [row[5] for row in rows if row[1] == "cut"] == ["返回搜狐，查看更多"]


def test_explain_as_text(clip: Path) -> None:
    ran = cli("explain", clip)
    told = ran.out.decode().splitlines()
    assert (ran.code, ran.err) == (0, "")
    signs = {"kept": " ", "dropped": "-", "cut": "~", "title": "T", "front_matter": "M", "blank": " "}
    rows = [line for line in told if line[:5].strip().isdigit()]
    assert [(int(row[:5]), row[6]) for row in rows] == [(line, signs[fate]) for line, fate, *_ in ACCOUNT]
    for row, (line, fate, noise_class, _) in zip(rows, ACCOUNT, strict=True):
        assert fate == "cut" or row[8:].rstrip() == CLIP.splitlines()[line - 1]
        assert not noise_class or told[told.index(row) + 1].strip().startswith(f"{noise_class}: ")
    assert "title: 渡口最后的摆渡人  (line 7: heading)" in told
    assert told[-1].startswith("ok, confidence ")


@pytest.mark.parametrize(
    ("text", "shown"),
    table(
        [
            ("Latin", "a" * 200, "a" * 91 + "…"),
            ("Han", "渡" * 200, "渡" * 45 + "…"),
            ("full-width marks", "！？" * 100, "！？" * 22 + "！…"),
            ("as much as there is room for", "渡，" * 23, "渡，" * 23),
        ]
    ),
)
def test_explain_cuts_lines_at_the_columns_of_the_terminal(text: str, shown: str) -> None:
    ran = cli("explain", "-", stdin=f"{text}\n".encode())
    assert next(line for line in ran.out.decode().splitlines() if line[:5] == "    1")[8:] == shown


def test_explain_gives_an_account_of_furniture_alone_and_asks_the_rules_of_ones_own(tmp_path: Path) -> None:
    rules = own_rule(tmp_path / "own.toml")
    ran = cli("explain", "--rules", rules, "-", stdin=(FURNITURE + "渡口夜话第三期\n").encode())
    told = ran.out.decode().splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert [line[:7] for line in told if line[:5].strip().isdigit()] == ["    1 -", "    2 -", "    3 -"]
    assert "        promo: names our column [night-talk]" in told


UNEXPLAINED: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("folder", "folder", Path.mkdir, "there is no clipping in it"),
    ("binary", "binary.txt", _holds(b"%PDF-1.4\n\0\0"), "the content is binary, not text"),
    ("named pipe", "pipe", os.mkfifo, "not a regular file"),
    ("name too long", TOO_LONG, lambda path: None, "file name too long"),
]


@pytest.fixture(scope="module")
def unexplained(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ran]:
    folder = tmp_path_factory.mktemp("unexplained")
    for _, name, make, _ in UNEXPLAINED:
        make(folder / name)
    return together(folder, {name: ("explain", name) for _, name, _, _ in UNEXPLAINED})


@pytest.mark.parametrize(
    ("name", "cause"), [pytest.param(name, cause, id=what) for what, name, _, cause in UNEXPLAINED]
)
def test_explain_tells_what_cannot_be_explained(unexplained: Mapping[str, Ran], name: str, cause: str) -> None:
    assert fair(unexplained[name]) == (1, b"", f"cleaner: {name}: {cause}\n")


WRAPPED = (
    "The ferry leaves at six, and nobody on the island has\never seen it wait for a latecomer, however loud the\n"
    "shouting from the hill above the landing stage may\nbe on a market day.\n"
)
#: Texts whose lines the account must number: (text, markup).
NUMBERED = [
    ("one line", BODY, "text"),
    ("one line with its end", BODY + "\n", "text"),
    ("blank lines around", f"\n\n \n{BODY}\n\n{BODY}\n\n\t\n", "text"),
    ("blank lines alone", "\n \n\n", "text"),
    ("windows line ends", TEXT.replace("\n", "\r\n"), "text"),
    ("old mac line ends", TEXT.replace("\n", "\r"), "text"),
    ("line ends of every kind", f"{BODY}\r\n{BODY}\r\r{BODY}\n\r\n{BODY}", "text"),
    ("wrapped paragraph", WRAPPED + "\n" + WRAPPED, "text"),
    ("form feed within a line", BODY.replace("，", "，\x0c", 1) + "\n" + BODY, "text"),
    ("line separator within a line", BODY.replace("，", "，\u2028", 1) + "\n" + BODY, "text"),
    ("vertical tab and NEL within a line", BODY.replace("，", "\x0b\x85", 1) + "\n" + BODY, "text"),
    ("tabs within a line", BODY.replace("，", "\t") + "\n扫码\t关注\n", "text"),
    ("mark of the encoding", "\ufeff" + TEXT, "text"),
    ("indented lines", f"　　{BODY}\n  {BODY}  \n", "text"),
    ("furniture above and below", f"首页 > 文化\n\n{TEXT}\n\n\n责任编辑：周小川\n", "text"),
    ("a clipping with everything", CLIP, "markdown"),
    ("code", f"{BODY}\n\n```\na\n\n  b\n```\n\n{BODY}\n", "markdown"),
    ("a table", f"{BODY}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{BODY}", "markdown"),
    ("front matter alone", "---\ntitle: 渡口\n---\n", "markdown"),
    ("hidden front matter", f"[#]: author: 林小溪\n[#]: via: x\n\n# 渡口\n\n{BODY}\n", "markdown"),
    ("cut in a code span", f"`a` {BODY}返回搜狐，查看更多\n", "markdown"),
]


def _lines(text: str) -> list[str]:
    """The lines of a text as an editor numbers them: CR, LF and CRLF end a line, and nothing else does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


@pytest.mark.parametrize(("text", "markup"), table(NUMBERED))
def test_every_line_is_explained_once_under_its_number(text: str, markup: str) -> None:
    rows = [row for row in explain_lines(clean(text, markup=markup)) if row.fate != "cut"]  # type: ignore[arg-type]
    assert [row.line for row in rows] == list(range(1, len(_lines(text)) + 1))
    for row, line in zip(rows, _lines(text), strict=True):
        assert row.text.strip("\ufeff \t\u3000") == line.strip("\ufeff \t\u3000")


def _rows_of(text: str, markup: str, rules: Path | None = None) -> list[list[str]]:
    options = Options(rules=load_rules([rules])) if rules else Options()
    tsv = to_tsv(clean(text, markup=markup, options=options))  # type: ignore[arg-type]
    assert tsv.endswith("\n")
    return [line.split("\t") for line in tsv.removesuffix("\n").split("\n")]


@pytest.mark.parametrize(("text", "markup"), table(NUMBERED))
def test_every_row_has_six_columns(text: str, markup: str) -> None:
    assert {len(row) for row in _rows_of(text, markup)} == {6}


@pytest.mark.parametrize("reason", table([("tab", '"a\\tb"'), ("newline", '"a\\nb"'), ("carriage return", '"a\\rb"')]))
def test_a_rule_of_ones_own_does_not_break_the_columns(tmp_path: Path, reason: str) -> None:
    rows = _rows_of(OWN, "text", own_rule(tmp_path / "own.toml", reason=reason))
    assert [len(row) for row in rows] == [6] * 4
    assert "\r" not in "".join(rows[3])


# Colour.


def _on_a_terminal(*arguments: str | Path, **environment: str) -> bytes:
    """What a command writes when standard output and standard error are a terminal."""
    ours, theirs = os.openpty()
    around = surroundings(**environment)
    with subprocess.Popen([*COMMAND, *arguments], stdout=theirs, stderr=theirs, env=around) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError as error:  # how Linux says that the other side has closed
            assert error.errno == errno.EIO  # noqa: PT017
        os.close(ours)
        assert process.wait(HANGS_SECONDS) == 0
    return shown


COLOURED = [
    ("explain", ["explain", "clip.md"]),
    ("rules", ["rules", "qr-prompt"]),
    ("summary", ["clean", "clip.md", "-o", "out"]),
]


@pytest.mark.parametrize("arguments", table(COLOURED))
def test_colour_on_a_terminal(clip: Path, tmp_path: Path, arguments: Sequence[str]) -> None:
    """In pipes there is none: every other run of this file is held to that."""
    placed = [{"clip.md": clip, "out": tmp_path / "out"}.get(argument, argument) for argument in arguments]
    assert b"\x1b[" in _on_a_terminal(*placed)
    assert b"\x1b[" in _on_a_terminal(*placed, NO_COLOR="")


@pytest.mark.parametrize("arguments", table(COLOURED))
def test_no_colour_where_nobody_wants_it(clip: Path, tmp_path: Path, arguments: Sequence[str]) -> None:
    placed = [{"clip.md": clip, "out": tmp_path / "out"}.get(argument, argument) for argument in arguments]
    shown = _on_a_terminal(*placed, NO_COLOR="1")
    assert not re.search(rb"\x1b\[[\d;]*3\d", shown) and (b"\x1b[" not in shown or "out" in arguments)


# rules.

RULES = shipped_rules()


def test_rules_lists_every_rule_with_its_reason() -> None:
    ran = cli("rules")
    told = ran.out.decode().splitlines()
    assert (ran.code, ran.err, len(told)) == (0, "", len(RULES))
    assert [line.split()[:3] for line in told] == [[rule.id, rule.action, rule.noise_class] for rule in RULES]
    assert all(line.endswith(rule.reason) for line, rule in zip(told, RULES, strict=True))


def test_rules_of_one_class() -> None:
    told = cli("rules", "--class", "qr_prompt").out.decode().splitlines()
    assert [line.split()[0] for line in told] == [rule.id for rule in RULES if rule.noise_class == "qr_prompt"]


def test_one_rule_with_its_reason_and_examples() -> None:
    rule = next(rule for rule in RULES if rule.id == "qr-prompt")
    ran = cli("rules", "qr-prompt")
    told = ran.out.decode()
    assert (ran.code, ran.err) == (0, "")
    assert all(said in told for said in (rule.id, rule.noise_class, rule.action, rule.reason, rule.origin))
    assert all(f"+ {hit}" in told for hit in rule.hits) and all(miss in told for miss in rule.misses)
    assert all(f"when {name} = " in told for name, _ in rule.when)


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        ("opens", "  what stands under it is measured as a zone of its class"),
        ("closes", "  ends the zone above it"),
        ("amid", "  stands amid texts and tells nothing of where they start or end"),
    ],
)
def test_the_flags_of_a_rule_are_told_and_no_others(flag: str, told: str) -> None:
    bare, flagged = (next(rule for rule in RULES if getattr(rule, flag) is wanted) for wanted in (False, True))
    assert told in cli("rules", flagged.id).out.decode().splitlines()
    assert told not in cli("rules", bare.id).out.decode().splitlines()


OWN_RULES: list[tuple[str, str, list[str], str]] = [
    ("named", "", ["--rules", "own.toml"], "own.toml"),
    ("of the configuration", 'rules = ["own.toml"]\n', [], "own.toml"),
    ("of a profile", "", ["--profile", "sites.toml"], "sites.toml"),
]


@pytest.mark.parametrize(("configuration", "arguments", "origin"), table(OWN_RULES))
def test_rules_of_ones_own_are_among_them(
    tmp_path: Path, configuration: str, arguments: list[str], origin: str
) -> None:
    own = own_rule(tmp_path / "own.toml").read_text("utf-8")
    (tmp_path / "sites.toml").write_text(
        '[[site]]\nname = "park"\n' + own.replace("[[rule]]", "[[site.rule]]"), "utf-8"
    )
    (tmp_path / "cleaner.toml").write_text(configuration, "utf-8")
    shown = cli("rules", "night-talk", *arguments, cwd=tmp_path).out.decode().splitlines()
    assert shown[0] == "night-talk" and shown[2] == "  because: names our column"
    assert origin in shown[3]
    listed = cli("rules", *arguments, cwd=tmp_path).out.decode().splitlines()
    assert (len(listed), listed[-1].split()[0]) == (len(RULES) + 1, "night-talk")
    assert "did you mean night-talk?" in cli("rules", "nigh-talk", *arguments, cwd=tmp_path).err


def test_without_a_configuration_the_rules_are_those_of_the_package(tmp_path: Path) -> None:
    own_rule(tmp_path / "own.toml")
    (tmp_path / "cleaner.toml").write_text('rules = ["own.toml"]\n', "utf-8")
    assert "no rule 'night-talk'" in cli("rules", "night-talk", "--no-config", cwd=tmp_path).err
    (tmp_path / "cleaner.toml").write_text('rules = ["gone.toml"]\n', "utf-8")
    assert cli("rules", cwd=tmp_path).code == 2


def test_the_vocabulary_names_every_condition() -> None:
    ran = cli("rules", "--vocabulary")
    told = ran.out.decode().splitlines()
    assert (ran.code, ran.err) == (0, "")
    for condition in VOCABULARY.values():
        assert f"{condition.name} ({condition.value}): {condition.asks}" in told


# Help.


def test_the_package_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "--version"], capture_output=True, text=True, env=surroundings(), check=True
    )
    assert done.stdout == f"cleaner, version {cleaner.__version__}\n"


QUICK = [("help", "--help", "explain"), ("version", "--version", cleaner.__version__)]
_LOADED = """
import sys
from cleaner.cli.main import main
sys.argv = ["cleaner", *sys.argv[1:]]
try:
    main()
except SystemExit as exit:
    assert not exit.code, exit.code
print(sorted({"re2", "lxml", "yaml", "rich", "ahocorasick_rs", "bs4", "trafilatura"} & set(sys.modules)))
"""


@pytest.mark.parametrize(("option", "said"), table(QUICK))
def test_help_and_version_load_no_heavy_library(option: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, option], capture_output=True, text=True, env=surroundings(), check=True
    )
    *told, loaded = done.stdout.splitlines()
    assert said in "\n".join(told)
    assert loaded == "[]"


# The summary.


@pytest.fixture(scope="module")
def summed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder in which an article, furniture alone and an empty file were cleaned into ``out``; and the run."""
    folder = lay(tmp_path_factory.mktemp("summed"), "a.txt", "b.txt", "c.txt")
    (folder / "b.txt").write_text(FURNITURE, "utf-8")
    (folder / "c.txt").write_bytes(b"")
    return folder, cli("clean", "a.txt", "b.txt", "c.txt", "-o", "out", cwd=folder, COLUMNS="200")


def test_furniture_alone_is_written_with_its_status_and_told(summed: tuple[Path, Ran]) -> None:
    folder, ran = summed
    assert ran.code == 1
    assert ran.told.count("cleaner: b.txt: everything in the clipping is page furniture") == 1
    fence, head, body = (folder / "out" / "b.md").read_text("utf-8").split("---\n")
    assert (fence, yaml.safe_load(head)["status"], body) == ("", "empty", "")


def test_the_summary_goes_to_standard_error_and_names_the_counts(summed: tuple[Path, Ran]) -> None:
    """Without it (--quiet) standard error holds the bad inputs alone: the run over them above is held to that."""
    ran = summed[1]
    told = [line.rstrip() for line in ran.told]
    assert ran.out == b""
    assert "3 clippings cleaned into out: 1 empty, 1 failed, 1 ok" in told
    kept, removed = len(BODY), sum(map(len, FURNITURE.split("\n")))
    share = round(100 * removed / (removed + kept))
    assert f"{kept} characters kept, {removed} removed ({share} %)" in told
    assert any("breadcrumb" in line for line in told) and any("qr-prompt" in line for line in told)


def _summary(folder: Path, capsys: pytest.CaptureFixture[str], output: str, **files: str | bytes) -> str:
    print_summary(added_up(done(run(folder, **files))), Path(output))
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_the_summary_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "0 clippings cleaned into out: none" in _summary(tmp_path, capsys, "out")


@pytest.mark.parametrize("name", table([("a pair", "[draft]a"), ("a colour", "[red]a"), ("a list", "a[1, 2]")]))
def test_brackets_in_a_name_are_shown_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert f"look at sub/{name}.txt: the file is empty" in _summary(tmp_path, capsys, "out", **{name: b""})


@pytest.mark.parametrize("output", table([("a pair", "[new]out"), ("an end without a beginning", "[/b]out")]))
def test_brackets_in_the_output_folder_are_shown_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    assert f"cleaned into {output}:" in _summary(tmp_path, capsys, output, a=TEXT)


@pytest.mark.parametrize(
    "line",
    table([("an end without a beginning", "[/关闭]"), ("a colour", "[red]关闭"), ("a picture's name", ":ship: 关闭")]),
)
def test_the_line_of_a_page_that_a_rule_is_called_by_is_shown_as_it_is(tmp_path: Path, line: str) -> None:
    lay(tmp_path, "a.txt")
    (tmp_path / "a.txt").write_text(f"{line}\n\n{BODY}\n\n{line}\n", "utf-8")
    profile = f'[[site]]\nname = "park"\nhosts = ["example.com"]\n[[site.line]]\ntext = "{line}"\non = 5\n'
    (tmp_path / "park.toml").write_text(profile, "utf-8")
    given = ("--profile", "park.toml", "--url", "https://example.com/a")
    ran = cli("clean", "a.txt", "-o", "out", *given, cwd=tmp_path, COLUMNS="200")
    assert (ran.code, line in (tmp_path / "out" / "a.md").read_text("utf-8")) == (0, False)
    assert any(f"park: {line}" in told for told in ran.told)


def test_a_clipping_with_lost_bytes_is_cleaned_and_said(tmp_path: Path) -> None:
    (tmp_path / "torn.txt").write_bytes(
        "渡口的灯亮了一夜，".encode() + b"\xff\xfe" + "没有人来，船也没有开，一句也没有少。".encode()
    )
    done = subprocess.run(
        [*COMMAND, "clean", "torn.txt"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=surroundings(),
        check=False,
    )
    assert done.returncode == 0 and "没有人来" in done.stdout
    assert done.stderr.startswith("cleaner: torn.txt: ") and "U+FFFD" in done.stderr


@pytest.mark.parametrize(
    ("wanted", "key", "value"),
    [
        pytest.param((), "date", None, id="nobody knows when it was fetched"),
        pytest.param(("--crawled", "2024-05-01"), "date", "2024-04-28", id="the day of fetching"),
        pytest.param(("--metadata-names", "schema-org"), "headline", "渡口最后的摆渡人", id="other people's names"),
        pytest.param(("--thorough",), "source", "河口晚报", id="the thorough mode changes nothing that is stated"),
    ],
)
def test_metadata_options(tmp_path: Path, wanted: tuple[str, ...], key: str, value: str | None) -> None:
    clip = tmp_path / "a.txt"
    body = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。"
    clip.write_text(f"渡口最后的摆渡人\n\n3天前 来源：河口晚报\n\n{body}\n", "utf-8")
    done = CliRunner().invoke(cleaner.cli.main.group, ["clean", str(clip), "--format", "json", *wanted])
    assert done.exit_code == 0
    assert json.loads(done.stdout)[key] == value


_LINKED = f'<article><h1>渡口最后的摆渡人</h1><p>{BODY}<a href="t.html">时刻表</a></p><p>{BODY}</p></article>'


@pytest.mark.parametrize("path", ["a.html", "-"])
def test_links_count_from_the_address_that_is_given(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.html").write_text(_LINKED, "utf-8")
    place = path if path == "-" else str(tmp_path / path)
    ran = cli("clean", place, "-f", "md", "--url", "https://example.org/b/c.html", stdin=_LINKED.encode())
    assert ran.code == 0 and b"[\xe6\x97\xb6" in ran.out and b"](https://example.org/b/t.html)" in ran.out
    assert cli("explain", place, "--url", "https://example.org/", stdin=_LINKED.encode()).code == 0


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    "address", ["", "渡口", "example.org/a", "javascript:alert(1)", "https://", "http://[a", "https://a.b/ c"]
)
def test_what_is_no_address_is_a_mistake(tmp_path: Path, command: str, address: str) -> None:
    (tmp_path / "a.html").write_text(_LINKED, "utf-8")
    ran = cli(command, tmp_path / "a.html", "--url", address)
    assert ran.code == 2 and "is no address such as https://example.org/page.html" in ran.err.splitlines()[-1]


def test_several_clippings_have_no_one_address(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "b.txt")
    ran = cli("clean", tmp_path, "-o", tmp_path / "out", "--url", "https://example.org/")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: --url is the address of one clipping")
    assert cli("clean", "-", "--url", "https://a.b/", stdin=b'{"text": "a"}\n{"text": "b"}\n').code == 2


def test_an_unknown_scheme_of_names_is_answered_with_those_there_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(cleaner.cli.main.group, ["clean", str(tmp_path), "--metadata-names", "marc"])
    assert done.exit_code == 2
    assert "dublin-core" in done.output
