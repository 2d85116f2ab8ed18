"""cleaner.batch: which files are taken, where their articles go, whole files or none, what a run comes to."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner.batch.writing
from cleaner import Options, clean
from cleaner.batch.clippings import Origin
from cleaner.batch.files import FileError, Source, read_bytes
from cleaner.batch.job import Job
from cleaner.batch.names import Names
from cleaner.batch.run import Done, Running, found_in
from cleaner.batch.run import run as run_all
from cleaner.batch.summary import REVIEWED, Summary, Tally
from cleaner.batch.walk import find_sources
from cleaner.batch.writing import make_durable, write_alone, write_atomic
from tests.conftest import table

TEXT = "渡口最后的摆渡人\n清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。\n"
BODY = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。"
FURNITURE = "首页 > 文化 > 正文\n扫码关注\n"
#: A name that no file system takes.
TOO_LONG = "x" * 296 + ".txt"
AS_ROOT = os.geteuid() == 0
not_root = pytest.mark.skipif(AS_ROOT, reason="runs as root, who may read and write everything")


def lay(folder: Path, *names: str) -> Path:
    """Files with a small clipping each; a name that ends in a slash is an empty folder."""
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT, "utf-8")
    return folder


def found(folder: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    return [source.relative.as_posix() for source in find_sources([folder], exclude)]


# What is taken from a folder.

LEFT_OUT: list[tuple[str, list[str]]] = [
    ("an empty folder", []),
    ("empty folders within", ["one/", "two/three/"]),
    ("hidden files", [".a.txt", ".b.md", "sub/.c.html"]),
    ("hidden folders", [".git/a.txt", "sub/.cache/b.md"]),
    ("other suffixes", ["a.png", "b.pdf", "c", "d.txt.bak", "e.txt~", "txt"]),
    ("a folder named like a clipping", ["a.txt/"]),
]


@pytest.mark.parametrize("names", table(LEFT_OUT))
def test_nothing_is_taken(tmp_path: Path, names: list[str]) -> None:
    assert found(lay(tmp_path, *names)) == []


TAKEN = [
    ("every suffix that is known", ["a.txt", "b.text", "c.md", "d.markdown", "e.html", "f.htm", "g.xhtml"], None),
    ("suffixes in upper case", ["A.TXT", "B.Md", "C.HTML"], None),
    ("files of the folder, then its folders", ["z.txt", "a/b.txt"], None),
    ("by name, not by age", ["c.txt", "a.txt", "b.txt"], ["a.txt", "b.txt", "c.txt"]),
    ("places within places", ["a/b/c/d.txt"], None),
    ("odd names", ["-x.txt", "a b.txt", "two\nlines.txt", "渡口.txt", "🐈.txt"], None),
    ("more than one dot", ["v1.2.txt", "a.tar.md"], ["a.tar.md", "v1.2.txt"]),
]


@pytest.mark.parametrize(("names", "expected"), table(TAKEN))
def test_taken_in_this_order(tmp_path: Path, names: list[str], expected: list[str] | None) -> None:
    assert found(lay(tmp_path, *names)) == (expected or names)


EXCLUDED = [
    ("no pattern", (), ["a.txt", "b.md", "sub/a.txt", "sub/deep/c.html"]),
    ("a pattern that nothing matches", ("*.png",), ["a.txt", "b.md", "sub/a.txt", "sub/deep/c.html"]),
    ("an open bracket, which is no pattern", ("[",), ["a.txt", "b.md", "sub/a.txt", "sub/deep/c.html"]),
    ("a name, wherever it stands", ("a.txt",), ["b.md", "sub/deep/c.html"]),
    ("a suffix", ("*.md",), ["a.txt", "sub/a.txt", "sub/deep/c.html"]),
    ("a path", ("sub/a.txt",), ["a.txt", "b.md", "sub/deep/c.html"]),
    ("a folder by name", ("deep",), ["a.txt", "b.md", "sub/a.txt"]),
    ("all of a folder", ("sub/*",), ["a.txt", "b.md"]),
    ("two patterns", ("*.md", "sub"), ["a.txt"]),
    ("everything", ("*",), []),
]


@pytest.mark.parametrize(("exclude", "left"), table(EXCLUDED))
def test_exclude(tmp_path: Path, exclude: tuple[str, ...], left: list[str]) -> None:
    assert found(lay(tmp_path, "a.txt", "b.md", "sub/a.txt", "sub/deep/c.html"), exclude) == left


def test_exclude_does_not_speak_of_a_file_named_by_itself(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    assert [source.relative for source in find_sources([tmp_path / "a.txt"], ("*.txt",))] == [Path("a.txt")]


def test_links_are_left_out_of_folders(tmp_path: Path) -> None:
    folder = lay(tmp_path / "clips", "a.txt", "sub/b.txt")
    (folder / "file.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "outside").symlink_to(lay(tmp_path / "outside", "c.txt"))
    assert found(folder) == ["a.txt", "sub/b.txt"]


def test_links_named_by_themselves_are_followed(tmp_path: Path) -> None:
    lay(tmp_path / "clips", "a.txt")
    (tmp_path / "file").symlink_to(tmp_path / "clips" / "a.txt")
    (tmp_path / "folder").symlink_to(tmp_path / "clips")
    sources = list(find_sources([tmp_path / "file", tmp_path / "folder"]))
    assert [source.relative for source in sources] == [Path("file"), Path("a.txt")]
    assert [read_bytes(source.path, 1000) for source in sources] == [TEXT.encode()] * 2


YIELDED = [
    ("any suffix", "notes.2024"),
    ("no suffix", "notes"),
    ("hidden", ".hidden.txt"),
    ("missing", "gone.txt"),
    ("below a file", "notes/x.txt"),
    ("name too long", TOO_LONG),
]


@pytest.mark.parametrize("name", table(YIELDED))
def test_a_file_named_by_itself_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    lay(tmp_path, "notes.2024", "notes", ".hidden.txt")
    path = tmp_path / name
    assert list(find_sources([path])) == [Source(path, Path(path.name))]


@not_root
def test_a_file_in_a_folder_that_may_not_be_entered_is_told_when_read(tmp_path: Path) -> None:
    folder = lay(tmp_path / "shut", "a.txt")
    folder.chmod(0o000)
    try:
        assert list(find_sources([folder / "a.txt"])) == [Source(folder / "a.txt", Path("a.txt"))]
    finally:
        folder.chmod(0o700)


# Reading.

READ = [
    ("a small file", b"x", 1),
    ("exactly the limit", b"x" * 1000, 1000),
    ("white space and a letter", b" \r\n\tx", 1000),
    ("NULs and a letter", b"\0\0x\0", 1000),
    ("bytes that are no text are not judged here", b"\x89PNG\r\n\x1a\n", 1000),
]


@pytest.mark.parametrize(("data", "limit"), table(READ))
def test_read_gives_the_bytes_as_they_are(tmp_path: Path, data: bytes, limit: int) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_bytes(tmp_path / "a.txt", limit) == data


EMPTY = [
    ("no byte", b""),
    ("line ends", b"\n\r\n\r"),
    ("spaces and tabs", b" \t \t"),
    ("a mark of the encoding alone", b"\xef\xbb\xbf"),
    ("NUL padding", b"\0" * 512),
]


@pytest.mark.parametrize("data", table(EMPTY))
def test_a_file_without_anything_in_it_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(FileError, match="the file is empty"):
        read_bytes(tmp_path / "a.txt", 1000)


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


REFUSED = [
    ("missing", "gone.txt", lambda path: None, "no such file"),
    ("name too long", TOO_LONG, lambda path: None, "file name too long"),
    ("folder", "folder.txt", Path.mkdir, "not a regular file|is a directory"),
    ("named pipe", "pipe.txt", os.mkfifo, "not a regular file"),
    ("dangling link", "link.txt", lambda path: path.symlink_to("gone.txt"), "no such file"),
    ("link to itself", "loop.txt", lambda path: path.symlink_to("loop.txt"), "symbolic links"),
    ("a hundred megabytes", "large.txt", _large, "100,000,000 bytes are more than the limit of 50,000,000"),
]


@pytest.mark.parametrize(("name", "make", "cause"), table(REFUSED))
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, make: object, cause: str) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    with pytest.raises(FileError, match=cause) as caught:
        read_bytes(path, Options().max_bytes)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


def test_one_byte_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1001)
    with pytest.raises(FileError, match="1,001 bytes are more than the limit of 1,000"):
        read_bytes(tmp_path / "a.txt", 1000)


@not_root
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = lay(tmp_path, "a.txt") / "a.txt"
    path.chmod(0o000)
    with pytest.raises(FileError, match="permission denied"):
        read_bytes(path, 1000)


# Writing: whole files or none.

WRITTEN = [
    ("nothing", "", b""),
    ("han", BODY, BODY.encode()),
    ("line ends stay as they are", "a\r\nb\rc\n", b"a\r\nb\rc\n"),
    ("beyond the first plane", "𠮷野🐈", "𠮷野🐈".encode()),
    ("a lone surrogate", "a\ud800b", b"a?b"),
]


@pytest.mark.parametrize(("text", "data"), table(WRITTEN))
def test_what_is_written(tmp_path: Path, text: str, data: bytes) -> None:
    write_atomic(tmp_path / "a.md", text)
    assert (tmp_path / "a.md").read_bytes() == data
    assert os.listdir(tmp_path) == ["a.md"]


TARGETS = [
    ("in folders that are not there yet", "one/two/a.md"),
    ("han", "渡口.md"),
    ("a newline", "two\nlines.md"),
    ("a leading dash", "-x.md"),
    ("hidden", ".a.md"),
    ("as long as a name may be, in bytes", "x" * 252 + ".md"),
    ("as long as a name may be, in han", "渡" * 84 + ".md"),
    ("as long as a name may be, beyond the first plane", "🐈" * 63 + ".md"),
    ("bytes that are no text", os.fsdecode(b"\xe6\xb8.md")),
]


@pytest.mark.parametrize("name", table(TARGETS))
def test_where_it_is_written(tmp_path: Path, name: str) -> None:
    write_atomic(tmp_path / name, TEXT)
    assert (tmp_path / name).read_text("utf-8") == TEXT
    assert os.listdir((tmp_path / name).parent) == [Path(name).name]


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.md", "old " * 1000)
    write_atomic(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_text("utf-8") == "new"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    (tmp_path / "a.md").symlink_to("mine.txt")
    write_atomic(tmp_path / "a.md", "new")
    assert ((tmp_path / "a.md").read_text(), (tmp_path / "mine.txt").read_text()) == ("new", "mine")


MASKS = [("others may read", 0o022, 0o644), ("nobody else", 0o077, 0o600), ("everybody may write", 0o000, 0o666)]


@pytest.mark.parametrize(("mask", "mode"), table(MASKS))
def test_others_may_read_it_as_the_mask_says(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_atomic(tmp_path / "a.md", TEXT)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == mode


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes: what a full disk looks like to the program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_when_the_disk_is_full_the_old_content_stays(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.md", "old")
    with file_size_limit(4096), pytest.raises(FileError, match="file too large") as caught:
        write_atomic(tmp_path / "a.md", "new " * 10_000)
    assert caught.value.path == tmp_path / "a.md"
    assert (tmp_path / "a.md").read_text("utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_when_the_write_breaks_off_the_old_content_stays(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.md", "old")
    with pytest.raises(TypeError):
        write_atomic(tmp_path / "a.md", ["no text"])  # type: ignore[arg-type]
    assert (tmp_path / "a.md").read_text("utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.md"]


@contextmanager
def interrupt_at(step: int) -> Iterator[None]:
    """Interrupt whatever `cleaner.batch.writing` does within, at the step of this number: a line, a call or a return."""
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename != cleaner.batch.writing.__file__:
            return None
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def _alone(path: Path, text: str) -> None:
    write_alone(path, text.encode())


@pytest.mark.parametrize("write", table([("by itself", write_atomic), ("alone in its folder", _alone)]))
def test_an_interrupt_at_any_moment_is_an_interrupt_and_leaves_the_old_file_or_the_new(
    tmp_path: Path, write: Callable[[Path, str], None]
) -> None:
    found, step = [], 0
    while not found or found[-1] != "nothing interrupts":
        step += 1
        write_atomic(tmp_path / "a.md", "old")
        try:
            with interrupt_at(step):
                write(tmp_path / "a.md", "new")
            found.append("nothing interrupts")
        except KeyboardInterrupt:
            found.append((tmp_path / "a.md").read_text("utf-8"))
        assert os.listdir(tmp_path) == ["a.md"], step
    assert step > 10 and set(found) == {"old", "new", "nothing interrupts"}


@pytest.mark.parametrize(("call", "text"), table([("made", "open", "old"), ("in its place", "replace", "new")]))
def test_an_interrupt_that_comes_as_soon_as_the_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, text: str
) -> None:
    write_atomic(tmp_path / "a.md", "old")
    do = getattr(os, call)

    def interrupted(*given: Any) -> None:
        do(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, call, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.md", "new")
    assert (os.listdir(tmp_path), (tmp_path / "a.md").read_text("utf-8")) == (["a.md"], text)


def _a_part(folder: Path) -> None:
    (folder / ".cleaner-part").write_text("half of", "utf-8")


def _a_part_that_may_not_be_written(folder: Path) -> None:
    _a_part(folder)
    (folder / ".cleaner-part").chmod(0o400)


def _a_link_to_the_old_file(folder: Path) -> None:
    (folder / ".cleaner-part").symlink_to("b.md")


LEFT = [_a_part, _a_part_that_may_not_be_written, _a_link_to_the_old_file]


@pytest.mark.parametrize("leave", LEFT, ids=lambda leave: leave.__name__)
def test_what_a_killed_process_left_goes_with_the_next_article(tmp_path: Path, leave: Callable[[Path], None]) -> None:
    (tmp_path / "b.md").write_text("mine", "utf-8")
    leave(tmp_path)
    write_alone(tmp_path / "a.md", b"new")
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a.md": "new", "b.md": "mine"}


UNWRITABLE = [
    ("a file stands where a folder should", "file/a.md", "not a directory|file exists"),
    ("a folder stands where the file should", "folder", "is a directory"),
    ("name too long", "x" * 300 + ".md", "file name too long"),
]


@pytest.mark.parametrize(("name", "cause"), table(UNWRITABLE))
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, name: str, cause: str) -> None:
    lay(tmp_path, "file", "folder/")
    with pytest.raises(FileError, match=cause) as caught:
        write_atomic(tmp_path / name, TEXT)
    assert caught.value.path == tmp_path / name
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
    assert (tmp_path / "file").read_text("utf-8") == TEXT and os.listdir(tmp_path / "folder") == []


def test_what_is_made_durable_is_open_for_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows syncs nothing else. Its rule is put on this system, which knows none."""
    sync, synced = os.fsync, []

    def windows(handle: int) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        synced.append(handle)
        sync(handle)

    monkeypatch.setattr(os, "fsync", windows)
    lay(tmp_path, "a.md")
    make_durable(tmp_path / "a.md")
    assert len(synced) == 1 and (tmp_path / "a.md").read_text("utf-8") == TEXT


@not_root
def test_what_may_only_be_read_is_made_durable(tmp_path: Path) -> None:
    (lay(tmp_path, "a.md") / "a.md").chmod(0o444)
    make_durable(tmp_path / "a.md")


def test_what_has_gone_needs_not_be_made_durable(tmp_path: Path) -> None:
    make_durable(tmp_path / "a.md")


@not_root
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileError, match="permission denied"):
            write_atomic(tmp_path / "a.md", TEXT)
    finally:
        tmp_path.chmod(0o700)


# Names of the articles.


def named(*names: str, suffix: str = ".md", flat: bool = False, member: str | None = None) -> list[str]:
    given_out = Names(suffix, flat)
    return [given_out.of(Origin(Source(Path("in") / name, Path(name)), member)).as_posix() for name in names]


KEPT_APART: list[tuple[str, list[str], list[str]]] = [
    ("no file", [], []),
    ("the suffix is ours", ["a.md"], ["a.md"]),
    ("names that differ", ["a.txt", "b.html"], ["a.md", "b.md"]),
    ("one name in two folders", ["a/x.txt", "b/x.txt"], ["a/x.md", "b/x.md"]),
    ("only the last suffix is changed", ["v1.2.txt", "v1.3.txt"], ["v1.2.md", "v1.3.md"]),
    ("no suffix", ["notes"], ["notes.md"]),
    ("a name like one that was numbered", ["a-2.txt"], ["a-2.md"]),
    ("odd names", ["-x.txt", "a b.txt", "渡口.txt", "[b]a.txt"], ["-x.md", "a b.md", "渡口.md", "[b]a.md"]),
    ("words that hold a device's name", ["console.txt", "auxiliary.txt"], ["console.md", "auxiliary.md"]),
    ("full-width signs", ["什么？《渡口》：一.txt"], ["什么？《渡口》：一.md"]),
    ("hidden", [".a.txt"], [".a.md"]),
    ("as long as a name may be", ["渡" * 84 + ".md"], ["渡" * 84 + ".md"]),
]
#: What some file system would not take, or would take for something else.
MADE_SAFE = [
    ("a control", ["two\nlines.txt"], ["two_lines.md"]),
    ("signs that Windows keeps for itself", ['a<b>"c"|d?*:.txt'], ["a_b__c__d___.md"]),
    ("a device", ["NUL.txt", "con.tar.md", "sub/com1/x.txt"], ["_NUL.md", "_con.tar.md", "sub/_com1/x.md"]),
    ("dots and blanks at the end", ["a. .", "b/c ./d.txt"], ["a.md", "b/c/d.md"]),
    ("a way out", ["../../etc/x.txt", "a/../b.txt"], ["etc/x.md", "a/b.md"]),
    ("our own folder", [".cleaner/manifest.txt"], ["_.cleaner/manifest.md"]),
    ("too long, in letters", ["x" * 260 + ".txt"], ["x" * 252 + ".md"]),
    ("too long, in han", ["渡" * 85 + ".txt"], ["渡" * 84 + ".md"]),
    ("too long beyond the first plane", ["🐈" * 64 + ".txt"], ["🐈" * 63 + ".md"]),
    ("too long, and numbered", ["渡" * 85 + "a.txt", "渡" * 85 + "b.txt"], ["渡" * 84 + ".md", "渡" * 83 + "-2.md"]),
    ("made the same by it", ["a?.txt", "a*.txt"], ["a_.md", "a_-2.md"]),
]
NUMBERED = [
    ("two suffixes", ["a.md", "a.txt"], ["a.md", "a-2.md"]),
    ("three suffixes", ["a.htm", "a.md", "a.txt"], ["a.md", "a-2.md", "a-3.md"]),
    ("case of the name", ["A.txt", "a.txt"], ["A.md", "a-2.md"]),
    ("case of the suffix", ["a.TXT", "a.txt"], ["a.md", "a-2.md"]),
    ("case of the folder", ["A/x.txt", "a/x.txt"], ["A/x.md", "a/x-2.md"]),
    ("sharp s is two letters to some file systems", ["STRASSE.txt", "straße.txt"], ["STRASSE.md", "straße-2.md"]),
    ("an accent written in two ways", ["caf\u00e9.txt", "cafe\u0301.txt"], ["caf\u00e9.md", "cafe\u0301-2.md"]),
    ("the same the other way round", ["cafe\u0301.txt", "caf\u00e9.txt"], ["cafe\u0301.md", "caf\u00e9-2.md"]),
    ("an accent in another case", ["CAF\u00c9.txt", "cafe\u0301.txt"], ["CAF\u00c9.md", "cafe\u0301-2.md"]),
    ("an accent of the folder", ["\u00e9/x.txt", "e\u0301/x.txt"], ["\u00e9/x.md", "e\u0301/x-2.md"]),
    ("kana with a mark", ["\u30ac.txt", "\u30ab\u3099.txt"], ["\u30ac.md", "\u30ab\u3099-2.md"]),
    ("hangul in its parts", ["\uac00.txt", "\u1100\u1161.txt"], ["\uac00.md", "\u1100\u1161-2.md"]),
    ("no accent and one", ["cafe.txt", "caf\u00e9.txt"], ["cafe.md", "caf\u00e9.md"]),
    ("wide and narrow are two everywhere", ["\uff21.txt", "A.txt"], ["\uff21.md", "A.md"]),
    ("bytes that are no text", ["\udce6.txt", "\udce6.md"], ["\udce6.md", "\udce6-2.md"]),
    ("the same file twice", ["a.txt", "a.txt"], ["a.md", "a-2.md"]),
    ("the number is taken before", ["a-2.md", "a.md", "a.txt"], ["a-2.md", "a.md", "a-3.md"]),
    ("the number is taken behind", ["a.md", "a.txt", "a-2.txt"], ["a.md", "a-2.md", "a-2-2.md"]),
    ("the number is taken in another case", ["A-2.md", "a.md", "a.txt"], ["A-2.md", "a.md", "a-3.md"]),
    ("only where they meet", ["a/x.md", "a/x.txt", "b/x.txt"], ["a/x.md", "a/x-2.md", "b/x.md"]),
    ("a folder named like an article", ["a.txt", "a.md/x.txt", "a.md/y.txt"], ["a.md", "a.md-2/x.md", "a.md-2/y.md"]),
    ("an article named like a folder", ["a.md/x.txt", "a.txt"], ["a.md/x.md", "a-2.md"]),
]


@pytest.mark.parametrize(("names", "expected"), table([*KEPT_APART, *MADE_SAFE, *NUMBERED]))
def test_names_of_the_articles(names: list[str], expected: list[str]) -> None:
    assert named(*names) == expected


def test_without_folders_names_that_meet_are_numbered() -> None:
    assert named("a/x.txt", "b/x.txt", "x.html", flat=True) == ["x.md", "x-2.md", "x-3.md"]


MEMBERS = [
    ("a place in an archive", "sub/b.html", "in.zip/sub/b.md"),
    ("a way out of it", "../../b.html", "in.zip/b.md"),
    ("a root", "/etc/passwd", "in.zip/etc/passwd.md"),
    ("separators of Windows", "C:\\sub\\b.html", "in.zip/C_/sub/b.md"),
    ("an archive within", "b.zip!/c.txt", "in.zip/b.zip/c.md"),
]


@pytest.mark.parametrize(("member", "expected"), table(MEMBERS))
def test_an_archive_is_a_folder_with_its_name(member: str, expected: str) -> None:
    assert named("in.zip", member=member) == [expected]


@pytest.mark.parametrize("suffix", [".md", ".txt", ".json", ".jsonl"])
def test_names_take_the_suffix_of_the_form(suffix: str) -> None:
    assert named("sub/a.html", "sub/a.txt", suffix=suffix) == [f"sub/a{suffix}", f"sub/a-2{suffix}"]


_STEMS = st.sampled_from(["a", "A", "a-2", "A-2", "a-3", "a-2-2", "ß", "SS", "b/a", "B/a", "渡口", "é", "e\u0301", "É"])
_NAMES = st.lists(st.builds(str.__add__, _STEMS, st.sampled_from([".txt", ".md", ".TXT", ".html", ""])), max_size=14)


@given(_NAMES)
def test_no_two_articles_meet_and_names_do_not_depend_on_what_follows(names: list[str]) -> None:
    given_names = named(*names)
    assert len({normalize("NFC", name.casefold()) for name in given_names}) == len(names)
    assert named(*names) == given_names
    assert given_names[: len(names) // 2] == named(*names[: len(names) // 2])
    assert [Path(name).parent for name in given_names] == [Path(name).parent for name in names]


# A run.


def run(folder: Path, **files: str | bytes) -> list[Source]:
    """Files with this content, as sources in this order; a name stands for ``name.txt``."""
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    return [Source(folder / f"{name}.txt", Path(f"sub/{name}.txt")) for name in files]


def done(sources: list[Source], options: Options | None = None) -> list[Done]:
    """What comes of the sources in this process."""
    options = options or Options()
    return list(run_all(found_in(sources, options.max_bytes), Running(Job(options))))


def summed(results: list[Done]) -> Summary:
    tally = Tally()
    for result in results:
        tally.add(result)
    return tally.summary()


def test_no_source_gives_no_outcome_and_a_summary_of_nothing() -> None:
    summary = summed(done([]))
    assert (dict(summary.statuses), summary.kept_characters, summary.review) == ({}, 0, ())


def test_each_source_is_cleaned_as_by_itself_whatever_stands_around_it(tmp_path: Path) -> None:
    sources = run(tmp_path, a=TEXT, b=FURNITURE, c=b"\x89PNG\r\n\x1a\n", d=TEXT.replace("渡口", "磨坊"))
    there, back = done(sources), done(sources[::-1])
    assert there == back[::-1]
    for source, outcome in zip(sources, there, strict=True):
        article = clean(source.path.read_bytes(), path=source.relative.as_posix())
        assert outcome.origin == Origin(source)
        assert outcome.result.text == (None if article.status == "failed" else article.to_markdown())
        assert (outcome.result.status, outcome.result.warnings) == (article.status, article.warnings)


OUTCOMES = [
    ("an article", TEXT, None),
    ("an article that wants a second look", FURNITURE * 9 + "桥。\n", None),
    ("furniture alone", FURNITURE, "everything in the clipping is page furniture"),
    ("white space that only a decoder sees", "\u3000\n".encode("utf-16"), "the clipping holds no text"),
    ("binary", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the content is binary, not text"),
    ("nothing", b"", "the file is empty"),
    ("too large", "桥" * 400, "1,200 bytes are more than the limit of 1,000"),
]


@pytest.mark.parametrize(("content", "trouble"), table(OUTCOMES))
def test_what_is_told_of_an_outcome(tmp_path: Path, content: str | bytes, trouble: str | None) -> None:
    (outcome,) = done(run(tmp_path, a=content), Options(max_bytes=1000))
    assert outcome.result.trouble == trouble


def test_the_summary_adds_up_and_names_the_least_confident_first(tmp_path: Path) -> None:
    files = {"a": TEXT, "b": TEXT + "扫码关注\n", "c": FURNITURE, "d": b"\x89PNG\r\n\x1a\n", "e": b""}
    summary = summed(done(run(tmp_path, **files)))
    assert summary.statuses == {"ok": 2, "empty": 1, "failed": 2}
    assert summary.kept_characters == 2 * len(BODY)
    assert summary.removed_characters == {"qr_prompt": 8, "breadcrumb": len("首页 > 文化 > 正文")}
    assert summary.rules["qr-prompt"] == 2 and summary.rules.total() == 3
    assert [row[:2] for row in summary.review] == [
        ("sub/d.txt", "the content is binary, not text"),
        ("sub/e.txt", "the file is empty"),
        ("sub/c.txt", "everything in the clipping is page furniture"),
    ]
    assert [row[2] for row in summary.review] == sorted(row[2] for row in summary.review)


def test_a_summary_stays_what_it_was_when_more_is_added(tmp_path: Path) -> None:
    (result,) = done(run(tmp_path, a=TEXT + "扫码关注\n"))
    tally = Tally()
    tally.add(result)
    first = tally.summary()
    tally.add(result)
    assert (first.documents, first.rules["qr-prompt"], first.removed_characters["qr_prompt"]) == (1, 1, 4)
    assert (tally.summary().documents, tally.summary().rules["qr-prompt"]) == (2, 2)


def test_a_summary_of_many_remembers_those_to_review_first_alone(tmp_path: Path) -> None:
    (failed,) = done(run(tmp_path, a=b""))
    assert len(summed([failed] * 1000).review) == REVIEWED
