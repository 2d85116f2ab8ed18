"""Files that hold many clippings: what they give, what is told of those that are damaged, what memory they take."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Options, clean
from cleaner.batch.archives import streams
from cleaner.batch.archives.enex import as_html
from cleaner.batch.archives.http import unchunked
from cleaner.batch.archives.opening import kind_of
from cleaner.batch.archives.packed import zstandard
from cleaner.batch.archives.place import ArchiveError
from cleaner.batch.clippings import (
    Clipping,
    Origin,
    Unreadable,
    clean_clipping,
    clippings_in,
    clippings_of,
    holds_many,
)
from cleaner.batch.files import Source
from cleaner.batch.names import place_of
from cleaner.batch.walk import Inputs
from tests.conftest import table
from tests.containers import (
    ADDRESS,
    BODY,
    PAGE,
    SENTENCE,
    TEXT,
    enex,
    lines,
    members_gzipped,
    mhtml,
    note,
    record,
    tarred,
    webarchive,
    zipped,
)

LIMIT = 1_000_000
try:
    zstd = zstandard()
except ArchiveError as error:
    pytest.skip(str(error), allow_module_level=True)


class Pipe(io.BytesIO):
    """A stream that only goes forward, as standard input does."""

    def seekable(self) -> bool:
        return False


def found(data: bytes, name: str = "a", column: str | None = None, limit: int = LIMIT) -> list[Clipping | Unreadable]:
    """What a stream of this name gives; by the way, that a pipe gives the same, and that kind and content agree."""
    source = Source(Path(name), Path(name))
    there = list(clippings_in(Pipe(data), source, limit, Inputs(column=column)))
    assert list(clippings_in(io.BytesIO(data), source, limit, Inputs(column=column))) == there
    return there


def clippings(there: Iterable[Clipping | Unreadable]) -> dict[str, bytes | str]:
    return {one.origin.member or "": one.data for one in there if isinstance(one, Clipping)}


def troubles(there: Iterable[Clipping | Unreadable]) -> list[tuple[str, str]]:
    return [(one.origin.member or "", one.cause) for one in there if isinstance(one, Unreadable)]


# One clipping.

ONE = [
    ("a text", TEXT.encode(), "a.txt"),
    ("a page", PAGE.encode(), "a.html"),
    ("a saved page", mhtml(PAGE.encode()), "a.mhtml"),
    ("a web archive of Safari", webarchive(PAGE.encode()), "a.webarchive"),
    ("a page under an archive's name", PAGE.encode(), "a.zip"),
    ("a text under an archive's name", TEXT.encode(), "a.jsonl"),
    ("a text that begins like bzip2", b"BZh9 is not how a text begins.\n" + TEXT.encode(), "a.txt"),
    ("a text that begins with a brace", ("{ 老船\n" + TEXT).encode(), "a.txt"),
    ("an object of JSON without a text", b'{"a": 1}\n{"a": 2}\n', "a.txt"),
    ("a text on an export", f"{TEXT}\n<en-export>".encode(), "a.txt"),
    ("a text on web archives", f"WARC/1.0 是一种格式。\n{TEXT}".encode(), "a.txt"),
]


@pytest.mark.parametrize(("data", "name"), table(ONE))
def test_one_clipping_is_given_as_it_is(data: bytes, name: str) -> None:
    assert found(data, name) == [Clipping(Origin(Source(Path(name), Path(name))), data)]


PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("bzip2", bz2.compress),
    ("xz", lzma.compress),
    ("zstd", zstd.compress),
]


@pytest.mark.parametrize("pack", table(PACKED))
def test_a_clipping_that_is_packed_and_its_markup_by_the_name_within(pack: Callable[[bytes], bytes]) -> None:
    (one,) = found(pack(TEXT.encode()), "a.md.gz")
    assert isinstance(one, Clipping)
    assert (one.data, one.markup, one.origin.member) == (TEXT.encode(), "markdown", None)
    (two,) = found(pack(TEXT.encode() * 50)[:-20], "a.txt.gz")
    assert isinstance(two, Unreadable) and two.cause.startswith(("cut off", "damaged"))


# Zip and tar.

MEMBERS: dict[str, bytes | str] = {"a.txt": TEXT, "sub/b.html": PAGE, "sub/c.md": "# " + TEXT}


def as_bytes(members: dict[str, bytes | str]) -> dict[str, bytes]:
    return {name: data.encode() if isinstance(data, str) else data for name, data in members.items()}


WHOLE = [
    ("zip, deflated", zipped(MEMBERS)),
    ("zip, stored", zipped(MEMBERS, zipfile.ZIP_STORED)),
    ("zip, bzip2", zipped(MEMBERS, zipfile.ZIP_BZIP2)),
    ("zip, lzma", zipped(MEMBERS, zipfile.ZIP_LZMA)),
    ("zip behind other bytes", b"#!/bin/sh\n" * 0 + zipped(MEMBERS)),
    ("tar", tarred(MEMBERS)),
    ("tar.gz", tarred(MEMBERS, "w:gz")),
    ("tar.bz2", tarred(MEMBERS, "w:bz2")),
    ("tar.xz", tarred(MEMBERS, "w:xz")),
    ("tar.zst", zstd.compress(tarred(MEMBERS))),
    ("tar in two members of gzip", gzip.compress(tarred(MEMBERS)[:700]) + gzip.compress(tarred(MEMBERS)[700:])),
]


@pytest.mark.parametrize("data", table(WHOLE))
def test_the_members_of_an_archive_in_their_order(data: bytes) -> None:
    there = found(data)
    assert clippings(there) == as_bytes(MEMBERS) and list(clippings(there)) == list(MEMBERS)
    assert troubles(there) == []


def test_a_zip_of_everything() -> None:
    members = {"a.txt": TEXT, "b.mhtml": mhtml(PAGE.encode()), "c.webarchive": webarchive(PAGE.encode())}
    articles = [clean_clipping(one, None, Options()) for one in found(zipped(members)) if isinstance(one, Clipping)]
    assert [article.text for article in articles] == [BODY] * 3
    assert [article.document.clip.path for article in articles] == ["a!/a.txt", "a!/b.mhtml", "a!/c.webarchive"]


def test_what_is_no_clipping_is_counted() -> None:
    members = {**MEMBERS, "x/1.png": b"p", "2.PNG": b"p", "style.css": "c", "__MACOSX/._a.txt": b"m", "README": "r"}
    for data in (zipped(members), tarred(members)):
        there = found(data)
        assert clippings(there) == as_bytes(MEMBERS)
        assert troubles(there) == [("", "left out, being no clippings: 2 .png, 1 .css, 1 hidden, 1 without a suffix")]
        assert [one.lost for one in there if isinstance(one, Unreadable)] == [False]


EMPTY = [
    ("zip", zipped({}), "no clipping in it"),
    ("tar", tarred({}), "the file is empty"),
    ("zip of pictures", zipped({"a.png": b"p"}), "no clipping in it, but 1 .png"),
    ("export", enex(), "no note in it"),
    ("web archive of a request", record(kind="request"), "no clipping in it"),
]


@pytest.mark.parametrize(("data", "cause"), table(EMPTY))
def test_an_archive_without_a_clipping_is_told(data: bytes, cause: str) -> None:
    assert found(data) == [Unreadable(Origin(Source(Path("a"), Path("a"))), cause)]


WITHIN = [
    ("a web archive in a zip", zipped({"in.warc.gz": members_gzipped(record())}), ["in.warc.gz!/record-1"]),
    ("lines in a tar", tarred({"in.jsonl": lines({"text": TEXT})}), ["in.jsonl!/row-1"]),
    ("a zip in a zip", zipped({"d/in.zip": zipped({"e/a.txt": TEXT})}), ["d/in.zip!/e/a.txt"]),
    ("a tar.gz in a tar.gz", tarred({"in.tgz": tarred({"a.txt": TEXT}, "w:gz")}, "w:gz"), ["in.tgz!/a.txt"]),
    ("a packed text in a zip", zipped({"a.txt.gz": gzip.compress(TEXT.encode())}), ["a.txt.gz"]),
]


@pytest.mark.parametrize(("data", "names"), table(WITHIN))
def test_archives_within_archives_are_opened_once(data: bytes, names: list[str]) -> None:
    there = found(data)
    assert list(clippings(there)) == names and troubles(there) == []


TOO_DEEP = [
    (
        "three zips",
        zipped({"1.zip": zipped({"2.zip": zipped({"a.txt": TEXT})})}),
        "1.zip!/2.zip",
        "an archive within an",
    ),
    ("gzip twice", gzip.compress(gzip.compress(TEXT.encode())), "", "compressed more than once"),
]


@pytest.mark.parametrize(("data", "member", "cause"), table(TOO_DEEP))
def test_archives_are_not_opened_deeper(data: bytes, member: str, cause: str) -> None:
    ((where, why),) = troubles(found(data))
    assert where == member and why.startswith(cause)


def named_in(encoding: str, name: str) -> bytes:
    """A zip whose one name is written in an encoding that it does not state."""
    raw = name.encode(encoding)
    return zipped({"x" * (len(raw) - 4) + ".txt": TEXT}).replace(b"x" * (len(raw) - 4) + b".txt", raw)


NAMES = [
    ("marked as UTF-8", zipped({"渡口/老船.txt": TEXT}), "渡口/老船.txt"),
    ("GBK", named_in("gb18030", "渡口/老船.txt"), "渡口/老船.txt"),
    ("UTF-8 without a mark", named_in("utf-8", "渡口/老船.txt"), "渡口/老船.txt"),
    ("tar, UTF-8", tarred({"渡口/老船.txt": TEXT}), "渡口/老船.txt"),
    ("tar, a long name", tarred({"渡" * 80 + ".txt": TEXT}), "渡" * 80 + ".txt"),
]


@pytest.mark.parametrize(("data", "name"), table(NAMES))
def test_names_of_members(data: bytes, name: str) -> None:
    assert list(clippings(found(data))) == [name]


def test_a_name_in_gbk_in_a_tar() -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", encoding="gb18030", format=tarfile.GNU_FORMAT) as archive:
        info = tarfile.TarInfo("渡口.txt")
        info.size = len(TEXT.encode())
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert list(clippings(found(data.getvalue()))) == ["渡口.txt"]


PLACES = [
    ("none", None, "in/site.zip"),
    ("a name", "a.html", "in/site.zip/a.html"),
    ("folders", "a/b.html", "in/site.zip/a/b.html"),
    ("an archive within", "b.warc!/record-3", "in/site.zip/b.warc/record-3"),
    ("a way up", "../../etc/passwd.txt", "in/site.zip/etc/passwd.txt"),
    ("a root", "/etc/a.txt", "in/site.zip/etc/a.txt"),
    ("of Windows", "..\\..\\a\\b.txt", "in/site.zip/a/b.txt"),
    ("nothing but a way up", "../..", "in/site.zip"),
    ("an address", "https://example.com/a?b", "in/site.zip/https:/example.com/a?b"),
]


@pytest.mark.parametrize(("member", "place"), table(PLACES))
def test_the_place_of_a_member_leads_nowhere_else(member: str | None, place: str) -> None:
    assert place_of(Origin(Source(Path("x/in/site.zip"), Path("in/site.zip")), member)).as_posix() == place


def special(kind: bytes, name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def test_links_and_devices_of_a_tar_are_never_followed() -> None:
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    odd = [special(kind, f"{i}.txt") for i, kind in enumerate(kinds)]
    there = found(tarred({"../../a.txt": TEXT, "/b.txt": TEXT}, special=odd))
    assert list(clippings(there)) == ["../../a.txt", "/b.txt"]
    assert troubles(there) == [("", "left out, being no clippings: 4 links and devices")]


# What is damaged.


def flagged(data: bytes, name: bytes, bit: int) -> bytes:
    """A zip that marks one member as encrypted, in both its headers."""
    whole = bytearray(data)
    local, central = data.index(name) - 30, data.rindex(name) - 46
    for place in (local + 6, central + 8):
        whole[place] |= bit
    return bytes(whole)


def spoiled(data: bytes, part: bytes) -> bytes:
    """Data with one byte changed in the middle of a part."""
    at = data.index(part) + len(part) // 2
    return data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]


STORED = zipped({"a.txt": TEXT, "b.txt": "第二篇。" + TEXT}, zipfile.ZIP_STORED)
RECORDS = [record(f"<p>{i} {SENTENCE}</p>".encode()) for i in range(4)]
ROWS = lines(*({"id": f"n{i}", "text": f"{i} {SENTENCE}"} for i in range(4)))
NOTES = enex(*(note(f"n{i}") for i in range(4)))
BOMB = '<!DOCTYPE en-export [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
BROKEN: list[tuple[str, bytes, int, list[tuple[str, str]]]] = [
    ("zip, encrypted", flagged(STORED, b"a.txt", 1), 1, [("a.txt", "encrypted: it takes a password to read it")]),
    ("zip, a sum that does not hold", spoiled(STORED, TEXT.encode()), 1, [("a.txt", "damaged: Bad CRC-32")]),
    ("zip, cut off", STORED[:-40], 0, [("", "cut off or damaged: the directory")]),
    ("zip, its head alone", b"PK\x03\x04" + b"\0" * 40, 0, [("", "cut off or damaged: the directory")]),
    ("zip, a member gone from its directory", STORED[:-12] + b"\3\0" + STORED[-10:], 2, [("", "its directory names 2 members, and should 3")]),
    ("tar, cut off in a member", tarred(MEMBERS)[:1700], 1, [("sub/b.html", "damaged: unexpected end"), ("", "damaged: un")]),
    ("tar, cut off between members", tarred(MEMBERS)[:1024], 1, [("", "ends without the mark of its end")]),
    ("tar, a header that is none", spoiled(tarred(MEMBERS), b"sub/b.html"), 1, [("", "damaged at byte 1,024; what follows the first clipping is lost")]),
    ("tar.gz, cut off", tarred({"a.txt": TEXT, "b.txt": bytes(range(256)) * 400}, "w:gz")[:700], 1, [("b.txt", "cut off: the file ends"), ("", "cut off: the file ends")]),
    ("export, cut off", NOTES[:-100], 3, [("", "cut off or damaged: ")]),
    ("export with entities", enex(note(), head=BOMB), 0, [("", "it declares the entity 'a', which can stand for gigabytes")]),
    ("export, far too deep", enex("<x>" * 200 + "</x>" * 200), 0, [("", "elements within elements, more than 60 deep")]),
    ("export, an empty note", enex(note(content=""), "<note><title>t</title></note>"), 1, [("note-2 t", "the note is empty")]),
    ("lines, one cut off", ROWS[:-30], 3, [("row-4", "the line is no JSON")]),
    ("lines, one that is none", b'{"text": "a"}\nnonsense\n[1]\n' + ROWS, 5, [("row-2", "the line is no JSON"), ("row-3", "a line of JSON with list")]),
    ("lines, one too deep", ROWS + b'{"text":' + b"[" * 100_000 + b"\n", 4, [("row-5", "the line is no JSON: maximum recursion")]),
    ("lines, one not UTF-8", ROWS + json.dumps({"text": SENTENCE}, ensure_ascii=False).encode("gb18030"), 4, [("row-5", "the line is not UTF-8")]),
    ("lines without a text", b'{"text": ""}\n{"text": null}\n{"text": 3}\n{"id": "x"}\n', 0, [("row-1", "column 'text' is empty"), ("row-2", "column 'text' is empty"), ("row-3", "column 'text' is no text but int"), ("row-4", "no column that is known to hold text: name one with --column; its columns: id")]),
    ("web archive, cut off", b"".join(RECORDS)[:-60], 3, [("record-4", "cut off: ")]),
    ("web archive, cut off in its fields", b"".join(RECORDS) + b"WARC/1.0\r\nWARC-Type: resp", 4, [("record-5", "cut off within the fields")]),
    ("web archive, packed and cut off", members_gzipped(*RECORDS)[:-60], 3, [("", "cut off: the file ends within compressed data; what follows the 3")]),
    ("web archive, packed and spoiled", members_gzipped(*RECORDS[:2]) + spoiled(gzip.compress(RECORDS[2]), gzip.compress(RECORDS[2])[-8:-4]), 3, [("", "damaged: CRC check failed")]),
    ("web archive, a length too small", RECORDS[0] + record(length=90) + RECORDS[1], 2, [("record-2", "the record's length is wrong")]),
    ("web archive, a length too large", RECORDS[0] + record(length=500) + RECORDS[1] * 2, 2, [("record-2", "the record's length is wrong")]),
    ("web archive, a length beyond its end", RECORDS[0] + record(length=10**12), 1, [("record-2", "cut off: 999,999,999,")]),
    ("web archive, no length", RECORDS[0] + record().replace(b"Content-Length", b"Content-Longth") + RECORDS[1], 2, [("record-2", "a record that does not state its length")]),
    ("web archive, thousands of digits for a length", RECORDS[0] + record(length="9" * 5_000) + RECORDS[1], 2, [("record-2", "a record that does not state its length")]),
    ("web archive, other bytes between", RECORDS[0] + b"nonsense\r\n" + RECORDS[1], 2, [("record-2", "10 bytes before it belong to no record")]),
    ("web archive, damaged in front", b"\n" * 60_000 + b"x" + b"".join(RECORDS), 3, [("record-1", "")]),
    ("web archive, other bytes behind", RECORDS[0] + b"nonsense\r\n", 1, [("", "damaged: the last 10 bytes belong to no record")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "count", "told"), table(BROKEN))
def test_what_is_damaged_is_told_and_the_rest_is_given(data: bytes, count: int, told: list[tuple[str, str]]) -> None:
    there = found(data, "a.jsonl" if data[:1] == b"{" else "a.warc")
    assert len(clippings(there)) == count
    assert [(where, why[: len(cause)]) for (where, why), (_, cause) in zip(troubles(there), told, strict=True)] == told
    assert all(one.lost for one in there if isinstance(one, Unreadable))


@pytest.mark.parametrize("whole", [zipped(MEMBERS), tarred(MEMBERS, "w:gz"), NOTES, ROWS, members_gzipped(*RECORDS)])
@settings(max_examples=25)
@given(place=st.integers(0, 3000), junk=st.binary(max_size=30), gone=st.integers(0, 60))
def test_nothing_is_raised_and_nothing_is_lost_in_silence(whole: bytes, place: int, junk: bytes, gone: int) -> None:
    """Where clippings are missing there is a word on it, or what is damaged is given as a whole to whom it tells."""
    before = clippings(found(whole, "a.jsonl"))
    broken = whole[:place] + junk + whole[place + gone :]
    there = found(broken, "a.jsonl")
    assert len(clippings(there)) >= len(before) or troubles(there) or clippings(there) == {"": broken}


# Bombs.


def test_a_bomb_is_refused_and_takes_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE_BYTES", 4_000_000)
    bomb = gzip.compress(b"\0" * 30_000_000)
    zeros = {f"{i}.txt": bytes(900_000) for i in range(20)}
    tracemalloc.start()
    try:
        gz, tar, zips = found(bomb), found(gzip.compress(tarred(zeros))), found(zipped(zeros))
        assert tracemalloc.get_traced_memory()[1] < 80_000_000  # the tests' own data among it
    finally:
        tracemalloc.stop()
    assert troubles(gz) == [("", "more than the limit of 1,000,000 bytes")]
    for there in (tar, zips):
        assert troubles(there)[-1] == ("", "more than 300 times its size comes out of it: refused as a bomb")
        assert len(there) < 15


LARGE = [
    ("zip", zipped({"a.txt": "桥" * LIMIT, "b.txt": TEXT}), "a.txt", "more than the limit of 1,000,000 bytes"),
    ("tar", tarred({"a.txt": "桥" * LIMIT, "b.txt": TEXT}), "a.txt", "more than the limit of 1,000,000 bytes"),
    ("export", enex(note("t", "桥" * LIMIT), note()), "note-1 t", "more than the limit of 1,000,000 bytes"),
    ("lines", lines({"text": "桥" * LIMIT}, {"text": TEXT}), "row-1", "the line is longer than 2,000,000 bytes"),
    ("web archive", record(b"<p>" + b"x" * LIMIT) + record(), "record-1", "1,000,062 bytes are more than the limit of 1,000,000"),
    ("an encoding that swells", record(gzip.compress(bytes(5 * LIMIT)), "Content-Encoding: gzip") + record(), "record-1", "more than the limit of 1,000,000 bytes"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "member", "cause"), table(LARGE))
def test_a_clipping_that_is_too_large_costs_itself_alone(data: bytes, member: str, cause: str) -> None:
    there = found(data, "a.jsonl")
    assert troubles(there) == [(member, cause)] and len(clippings(there)) == 1


def endless(piece: bytes, count: int, head: bytes, tail: bytes) -> io.BufferedReader:
    """A stream of `count` pieces between head and tail that nobody ever holds as a whole."""

    def pieces() -> Iterator[bytes]:
        yield from (head, *(), *[])
        for _ in range(count):
            yield piece
        yield tail

    rest, source = [b""], pieces()

    class Stream(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            data = rest.pop() or next(source, b"")
            buffer[: len(data)] = data[: len(buffer)]
            rest.append(data[len(buffer) :])
            return min(len(data), len(buffer))

    return io.BufferedReader(Stream())


SIZE = 90_000_000
HUGE = [
    ("a picture in an export", enex(note(more="<resource><data>@</data></resource>"), note()), 2, 0),
    ("a note", enex(note("t", "@"), note()), 1, 1),
    ("a line", lines({"text": TEXT}) + b'{"text": "@"}\n' + lines({"text": TEXT}), 2, 1),
    ("a record of a film", record() + record(b"@", "Content-Type: video/mp4", length=SIZE + 46) + record(), 2, 1),
    ("a record of a page", record() + record(b"@", "Content-Type: text/html", length=SIZE + 46) + record(), 2, 1),
]


@pytest.mark.parametrize(("frame", "given_back", "told"), table(HUGE))
def test_what_is_large_is_passed_over_and_never_held(frame: bytes, given_back: int, told: int) -> None:
    head, tail = frame.split(b"@", 1)
    stream = endless(b"A" * 60_000, SIZE // 60_000, head, tail)
    tracemalloc.start()
    try:
        there = list(clippings_in(stream, Source(Path("a"), Path("a.jsonl")), LIMIT))
        assert tracemalloc.get_traced_memory()[1] < 12 * LIMIT
    finally:
        tracemalloc.stop()
    assert (len(clippings(there)), len(troubles(there))) == (given_back, told)


# What is known of a clipping.


def article_of(data: bytes, name: str = "a", column: str | None = None):  # type: ignore[no-untyped-def]
    (one,) = (one for one in found(data, name, column) if isinstance(one, Clipping))
    return one, clean_clipping(one, None, Options())


def test_a_clipped_note_states_address_and_title_and_when_it_was_clipped() -> None:
    attributes = f"<author>Ada Fenwick</author><source-url>{ADDRESS}</source-url>"
    one, article = article_of(enex(note(attributes=attributes)))
    assert one.crawled == datetime(2024, 3, 9, 6, 5, 11, tzinfo=UTC)
    assert (article.text, article.title, article.metadata.authors) == (BODY, "老船又下水", ("Ada Fenwick",))
    assert (article.metadata.url, article.metadata.date) == (ADDRESS, None)
    known = {name: article.metadata.provenance[name] for name in ("title", "url", "authors")}
    assert known == {"title": "enex: title", "url": "enex: source-url", "authors": "enex: author"}
    assert article.document.clip.path == "a!/note-1 老船又下水"


def test_a_note_of_ones_own_states_its_day() -> None:
    _, article = article_of(enex(note()))
    assert (article.metadata.date, article.metadata.provenance["date"]) == ("2024-03-09T06:05+00:00", "enex: created")


def test_what_a_note_says_itself_comes_before_what_the_export_says() -> None:
    content = f"<h1>老船又下水</h1><div>作者：林夏　2024-01-02 09:10</div><div>{SENTENCE}</div>"
    _, article = article_of(enex(note("老船又下水_河岸晚报", content, "<author>Ada Fenwick</author>")))
    assert (article.title, article.metadata.authors) == ("老船又下水", ("林夏",))
    assert article.metadata.date == "2024-01-02T09:10"


ENML = [
    ("none", "<div>a<br/>b</div>", "<div>a<br/>b</div>"),
    ("a sign", "a < b / c > d", "a < b / c > d"),
    ("a picture", '<en-media type="image/png" hash="x"/>b', '<en-media type="image/png" hash="x"></en-media>b'),
    ("an empty element", "<div/>b<a name='x' />", "<div></div>b<a name='x' ></a>"),
]


@pytest.mark.parametrize(("enml", "html"), table(ENML))
def test_enml_as_html(enml: str, html: str) -> None:
    assert as_html(enml) == html


ROWS_READ = [
    ("text", {"text": TEXT}, None, (TEXT, None, None)),
    ("html before text", {"text": "short", "html": PAGE}, None, (PAGE, "html", None)),
    ("content, which may be either", {"content": PAGE, "url": ADDRESS}, None, (PAGE, None, ADDRESS)),
    ("a column by its name", {"text": "short", "我的": TEXT, "link": ADDRESS}, "我的", (TEXT, None, ADDRESS)),
    ("an address that is none", {"text": TEXT, "url": "/a"}, None, (TEXT, None, None)),
]


@pytest.mark.parametrize(("row", "column", "known"), table(ROWS_READ))
def test_the_columns_of_a_row(row: dict[str, str], column: str | None, known: tuple[str, ...]) -> None:
    for data in (lines(row), gzip.compress(lines(row)), b"\xef\xbb\xbf" + lines(row), b"\n" + lines(row)):
        one, article = article_of(data, "a.jsonl.gz", column)
        assert (one.data, one.markup, one.url) == known
        assert (article.text, article.metadata.url) == (BODY, known[2])
        assert known[2] is None or article.metadata.provenance["url"].startswith("column: ")


def test_rows_go_by_their_names_or_their_lines() -> None:
    rows = [{"id": "x/1", "text": TEXT}, {"id": 7, "text": TEXT}, {"text": TEXT}]
    assert list(clippings(found(lines(*rows), "a.jsonl"))) == ["x/1", "7", "row-3"]
    assert list(clippings(found(lines(*rows)))) == ["x/1", "7", "row-3"]  # by the content alone


def test_a_column_that_is_not_there_is_told() -> None:
    there = found(lines({"text": TEXT, "n": 1}), "a.jsonl", "body")
    assert troubles(there) == [("row-1", "no column 'body'; its columns: text, n")]


# Parquet.


def parquet(**columns: list[object]) -> bytes:
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is an extra: pip install 'clipping-cleaner[parquet]'")
    from pyarrow import parquet as writer  # noqa: PLC0415

    file = io.BytesIO()
    writer.write_table(pyarrow.table(columns), file, row_group_size=2)
    return file.getvalue()


def test_the_rows_of_a_parquet_file() -> None:
    data = parquet(id=["a", "b", None, "d"], html=[PAGE, PAGE, PAGE, None], url=[ADDRESS] * 4, other=[1, 2, 3, 4])
    there = found(data, "a.parquet")
    assert clippings(there) == {"a": PAGE, "b": PAGE, "row-3": PAGE}
    assert troubles(there) == [("d", "column 'html' is empty")]
    assert all(one.url == ADDRESS for one in there if isinstance(one, Clipping))


PARQUETS: list[tuple[str, Callable[[], bytes], str | None, str]] = [
    ("cut off", lambda: parquet(text=[TEXT] * 9)[:-20], None, "damaged: "),
    ("its first bytes alone", lambda: b"PAR1" + b"\0" * 50, None, "damaged: "),
    ("no column of text", lambda: parquet(n=[1, 2]), None, "no column that is known to hold text"),
    ("not the column asked for", lambda: parquet(text=[TEXT]), "body", "no column 'body'; its columns: text"),
]


@pytest.mark.parametrize(("make", "column", "cause"), table(PARQUETS))
def test_a_parquet_file_that_cannot_be_read_is_told(make: Callable[[], bytes], column: str | None, cause: str) -> None:
    pytest.importorskip("pyarrow", reason="Parquet is an extra: pip install 'clipping-cleaner[parquet]'")
    ((member, why),) = troubles(found(make(), "a.parquet", column))
    assert member == "" and why.startswith(cause)


def test_a_parquet_column_of_bytes() -> None:
    one, article = article_of(parquet(content=[PAGE.encode("gb18030")]), "a.parquet")
    assert (one.data, article.text) == (PAGE.encode("gb18030"), BODY)


# Web archives.


def chunked(data: bytes, size: int = 50, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


RAW = PAGE.encode()
GZIP, CHUNKED = "Content-Encoding: gzip", "Transfer-Encoding: chunked"
DEFLATED = zlib.compressobj(wbits=-15)
BODIES = [
    ("as it is", RAW, ""),
    ("in chunks", chunked(RAW), CHUNKED),
    ("gzip", gzip.compress(RAW), GZIP),
    ("gzip by its old name", gzip.compress(RAW), "Content-Encoding: x-gzip"),
    ("deflate", zlib.compress(RAW), "Content-Encoding: deflate"),
    ("deflate without a head", DEFLATED.compress(RAW) + DEFLATED.flush(), "Content-Encoding: deflate"),
    ("zstd", zstd.compress(RAW), "Content-Encoding: zstd"),
    ("gzip in chunks", chunked(gzip.compress(RAW)), f"{GZIP}\r\n{CHUNKED}"),
    ("the crawler undid the chunks", RAW, CHUNKED),
    ("the crawler undid gzip", RAW, GZIP),
    ("the crawler undid deflate", RAW, "Content-Encoding: deflate"),
    ("the crawler undid brotli", RAW, "Content-Encoding: br"),
]


@pytest.mark.parametrize(("body", "fields"), table(BODIES))
def test_the_encodings_of_a_body_are_undone(body: bytes, fields: str) -> None:
    ((name, data),) = clippings(found(record(body, f"Content-Type: text/html\r\n{fields}".strip()))).items()
    assert (name, data) == ("record-1", RAW)


def test_brotli() -> None:
    brotli = pytest.importorskip("brotli", reason="brotli is an extra: pip install 'clipping-cleaner[warc]'")
    one, _ = article_of(record(brotli.compress(RAW), "Content-Type: text/html\r\nContent-Encoding: br"))
    assert (one.data, one.warnings) == (RAW, ())
    bomb = record(brotli.compress(bytes(5 * LIMIT)), "Content-Type: text/html\r\nContent-Encoding: br")
    assert troubles(found(bomb)) == [("record-1", "more than the limit of 1,000,000 bytes")]


CUT = [
    ("by the crawler", record(more="WARC-Truncated: length\r\n"), "the crawler cut the page off: length"),
    ("in a chunk", record(chunked(RAW, end=b""), f"Content-Type: text/html\r\n{CHUNKED}"), "the page is cut off"),
    ("in gzip", record(gzip.compress(RAW)[:-12], f"Content-Type: text/html\r\n{GZIP}"), "the page is cut off"),
]


@pytest.mark.parametrize(("data", "message"), table(CUT))
def test_a_page_that_was_cut_off_is_given_with_a_warning(data: bytes, message: str) -> None:
    _, article = article_of(data)
    assert SENTENCE in article.text
    assert [one.message[: len(message)] for one in article.warnings if one.code == "truncated"] == [message]


def test_what_a_record_says_of_its_page() -> None:
    one, article = article_of(record(PAGE.encode("gb18030"), "Content-Type: text/html; charset=gb2312"))
    clip = article.document.clip
    assert (article.text, clip.encoding, clip.decoded_by) == (BODY, "gb18030", "header")
    assert one.crawled == clip.crawled == datetime(2024, 3, 9, 6, 5, 11, tzinfo=UTC)
    assert (article.metadata.url, article.metadata.provenance["url"]) == (ADDRESS, "warc: WARC-Target-URI")


def test_a_header_that_is_plainly_wrong_is_not_followed() -> None:
    _, article = article_of(record(PAGE.encode("gb18030"), "Content-Type: text/html; charset=iso-8859-1"))
    assert article.text == BODY and article.document.clip.decoded_by == "detector"
    assert "label_stale" in [one.code for one in article.warnings]


def test_the_day_of_a_record_makes_a_day_of_what_is_said_to_be_yesterday() -> None:
    page = PAGE.replace("</h1>", "</h1><p>来源：河岸晚报 昨天 09:10</p>")
    _, article = article_of(record(page.encode()))
    assert article.metadata.date == "2024-03-08T09:10"


TYPES = [
    ("a resource", record(kind="resource", fields="Content-Type: text/html"), "html"),
    ("a conversion to text", record(TEXT.encode(), "Content-Type: text/plain", "conversion"), None),
    ("XHTML", record(fields="Content-Type: application/xhtml+xml"), "html"),
    ("no type", record(fields="Server: x"), None),
    ("a line among the fields that is none", record(fields="nonsense\r\nContent-Type: text/html"), "html"),
    ("status 203", record(status="203 OK"), "html"),
    ("an address in brackets", record().replace(ADDRESS.encode(), b"<%s>" % ADDRESS.encode()), "html"),
    ("version 1.1", record().replace(b"WARC/1.0", b"WARC/1.1"), "html"),
    ("line feeds alone", record(kind="resource", fields="Content-Type: text/html").replace(b"\r\n", b"\n"), "html"),
]


@pytest.mark.parametrize(("data", "markup"), table(TYPES))
def test_the_records_that_are_clippings(data: bytes, markup: str | None) -> None:
    (one,) = found(data)
    assert isinstance(one, Clipping) and (one.markup, one.url) == (markup, ADDRESS)


def test_the_records_that_are_none_are_counted() -> None:
    others = [
        record(b"x", "Content-Type: image/png"),
        record(b"x", "Content-Type: image/png"),
        record(status="404 Not Found"),
        record(b"", kind="revisit"),
        record(b"x", kind="request"),
        record().replace(b"/ferry/1.html", b"/robots.txt   "),
    ]
    there = found(b"".join([record(), *others, record()]))
    assert list(clippings(there)) == ["record-1", "record-8"]
    cause = "left out, being no clippings: 2 image/png, 1 answers with status 404, 1 revisit, 1 robots.txt"
    assert troubles(there) == [("", cause)]


WARCS = [
    ("plain", b"".join(RECORDS)),
    ("a member for each record", members_gzipped(*RECORDS)),
    ("one member for all", gzip.compress(b"".join(RECORDS))),
    ("zstd, a frame for each record", b"".join(zstd.compress(one) for one in RECORDS)),
    ("more blank lines", b"\r\n\r\n".join(RECORDS) + b"\r\n" * 9),
]


@pytest.mark.parametrize("data", table(WARCS))
def test_web_archives_however_they_are_packed(data: bytes) -> None:
    there = found(data)
    assert list(clippings(there)) == [f"record-{i}" for i in (1, 2, 3, 4)] and troubles(there) == []


@pytest.mark.parametrize("packed", [False, True], ids=["a plain dictionary", "a packed one"])
def test_a_web_archive_with_a_dictionary_of_zstd(packed: bool) -> None:
    dictionary = zstd.ZstdDict(b"".join(RECORDS)[:4000], is_raw=True)
    trained = zstd.train_dict([record(f"<p>{i} {SENTENCE[i:]}</p>".encode()) for i in range(30)] * 9, 2000)
    assert dictionary.dict_id == 0 and trained.dict_id
    raw = trained.dict_content
    head = zstd.compress(raw) if packed else raw
    frames = b"".join(zstd.compress(one, zstd_dict=trained) for one in RECORDS)
    assert len(clippings(found(b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(head)) + head + frames))) == 4


def test_an_archive_as_a_crawler_writes_it() -> None:
    warcio = pytest.importorskip("warcio", reason="warcio writes it: pip install warcio")
    file = io.BytesIO()
    writer = warcio.WARCWriter(file, gzip=True)
    head = warcio.StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "x"}))
    for number in range(3):
        payload = io.BytesIO(PAGE.encode())
        address = f"https://example.com/{number}"
        writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=head))
    there = found(file.getvalue(), "a.warc.gz")
    assert [one.url for one in there if isinstance(one, Clipping)] == [f"https://example.com/{i}" for i in range(3)]
    assert troubles(there) == []


CHUNKS = [
    ("no chunks", RAW, (RAW, True)),
    ("a text that begins with a number", b"12\r\nferries", (b"12\r\nferries", True)),
    ("chunks", chunked(b"abc", 2), (b"abc", True)),
    ("an extension", b"3;a=b\r\nabc\r\n0\r\n\r\n", (b"abc", True)),
    ("no end", chunked(b"abc", 2, b""), (b"abc", False)),
]


@pytest.mark.parametrize(("body", "whole"), table(CHUNKS))
def test_chunks(body: bytes, whole: tuple[bytes, bool]) -> None:
    assert unchunked(body) == whole


# Files.

KINDS = [
    ("a text", TEXT.encode(), False),
    ("nothing", b"", False),
    ("a packed text", gzip.compress(TEXT.encode()), False),
    ("a packed text that is cut off", gzip.compress(TEXT.encode())[:9], False),
    ("a zip", zipped(MEMBERS), True),
    ("a packed tar", tarred(MEMBERS, "w:gz"), True),
    ("a web archive", members_gzipped(*RECORDS), True),
]


@pytest.mark.parametrize(("data", "many"), table(KINDS))
def test_which_files_hold_many(tmp_path: Path, data: bytes, many: bool) -> None:
    (tmp_path / "a").write_bytes(data)
    assert holds_many(tmp_path / "a") is many
    assert holds_many(tmp_path / "gone") is False


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**31)


def looped(path: Path) -> None:
    path.symlink_to(path.name)


FAULTS: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("gone", "gone.zip", lambda path: None, "no such file"),
    ("a folder called a.zip", "a.zip", Path.mkdir, "not a regular file"),
    ("no byte", "a.zip", Path.touch, "the file is empty"),
    ("two gigabytes of nothing", "a.txt", sparse, "2,147,483,648 bytes are more than the limit of 1,000,000"),
    ("two gigabytes of nothing, by the name of lines", "a.jsonl", sparse, "2,147,483,648 bytes are more than"),
    ("a loop of links", "a.zip", looped, "symbolic links"),
    ("a name of 300 bytes", "x" * 296 + ".zip", lambda path: None, "file name too long"),
]


@pytest.mark.parametrize(("name", "make", "cause"), table(FAULTS))
def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, name: str, make: Callable[[Path], object], cause: str
) -> None:
    make(tmp_path / name)
    (one,) = clippings_of(Source(tmp_path / name, Path(name)), LIMIT)
    assert isinstance(one, Unreadable) and cause in one.cause and one.origin.name == name


@given(st.binary(max_size=600))
def test_no_head_of_a_file_is_too_odd_to_be_told(head: bytes) -> None:
    assert kind_of(head, "a.jsonl") and kind_of(b"{" + head) and kind_of(b"BZh9" + head)


def test_the_library_reads_what_the_batch_reads() -> None:
    assert clean(mhtml(PAGE.encode())).text == clean(webarchive(PAGE.encode())).text == BODY
