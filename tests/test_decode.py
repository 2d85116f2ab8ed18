"""cleaner.readers.decode: bytes to text, with the encoding used and why; what is no text is said to be none."""

from __future__ import annotations

import codecs
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.readers.decode import ReadError, decode
from tests.conftest import any_bytes, table

HANS = "渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。村里的磨坊停了二十年，去年冬天又转了起来。"
HANT = "山腳下的雜貨店開了四十年，老闆娘記得每個孩子愛吃的糖果，也記得他們什麼時候離開。這條街只剩下三塊招牌。"
JA = "港の灯台には今も二匹の猫が住んでいて、朝になると階段を下りて魚市場まで歩いていく。町の人はそれを知っている。"


def _page(charset: str, text: str, encoding: str) -> tuple[bytes, str]:
    page = f'<html><head><meta charset="{charset}"></head><p>{text}'
    return page.encode(encoding), page


def _commented(charset: str, text: str, encoding: str) -> tuple[bytes, str]:
    page = f"<html><!-- <meta charset={charset}> --><p>{text}"
    return page.encode(encoding), page


def _declared(charset: str, text: str, encoding: str) -> tuple[bytes, str]:
    page = f'<?xml version="1.0" encoding="{charset}"?><html><p>{text}'
    return page.encode(encoding), page


READ = [
    ("nothing", b"", "", "utf-8", "utf-8"),
    ("ascii", b"The ferry", "The ferry", "utf-8", "utf-8"),
    ("utf-8", HANS.encode(), HANS, "utf-8", "utf-8"),
    ("utf-8 with a mark", codecs.BOM_UTF8 + HANS.encode(), HANS, "utf-8-sig", "bom"),
    ("utf-16 with a mark", HANS.encode("utf-16"), HANS, "utf-16", "bom"),
    ("utf-16 the other way round", codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), HANS, "utf-16", "bom"),
    ("utf-32 with a mark", HANS.encode("utf-32"), HANS, "utf-32", "bom"),
    ("gb18030", HANS.encode("gb18030"), HANS, "gb18030", "detector"),
    ("gb18030, a short line", "来源：渡口".encode("gb18030"), "来源：渡口", "gb18030", "detector"),
    ("big5", HANT.encode("big5"), HANT, "big5hkscs", "detector"),
    ("shift_jis", JA.encode("shift_jis"), JA, "cp932", "detector"),
    ("euc_jp", JA.encode("euc_jp"), JA, "euc_jp", "detector"),
    ("label of a page", *_page("gb2312", HANS, "gb18030"), "gb18030", "meta"),
    ("label wider than it says", *_page("gb2312", "镕𠮷", "gb18030"), "gb18030", "meta"),
    ("label of another script", *_page("big5", HANT, "big5"), "big5hkscs", "meta"),
    ("latin label means windows", *_page("iso-8859-1", "café “x”", "cp1252"), "cp1252", "meta"),
    ("stale label above utf-8", *_page("gb2312", HANS, "utf-8"), "utf-8", "utf-8"),
    ("label that nobody knows", *_page("x-nope", HANS, "gb18030"), "gb18030", "detector"),
    ("label of a codec that is no encoding", *_page("hex", HANS, "gb18030"), "gb18030", "detector"),
    ("wide without a mark", HANS.encode("utf-16-le"), HANS, "utf-16-le", "detector"),
    ("wide without a mark, latin", "The ferry".encode("utf-16-be"), "The ferry", "utf-16-be", "detector"),
    ("wide twice over without a mark", HANS.encode("utf-32-le"), HANS, "utf-32-le", "detector"),
    ("seven-bit japanese", JA.encode("iso2022_jp"), JA, "iso2022_jp", "detector"),
    (
        "colours of a terminal",
        b"\x1b[31mred\x1b[0m and the rest of a line",
        "\x1b[31mred\x1b[0m and the rest of a line",
        "utf-8",
        "utf-8",
    ),
    ("korean", "나루터의 등불은 아직".encode("cp949"), "나루터의 등불은 아직", "cp949", "detector"),
    ("french, short", "près du café".encode("cp1252"), "près du café", "cp1252", "detector"),
    ("a word with its last letter", "caf\u00e9".encode("cp1252"), "caf\u00e9", "cp1252", "detector"),
    ("russian", "Паромщик ждал".encode("koi8-r"), "Паромщик ждал", "koi8-r", "detector"),
    ("circled numbers in euc-jp", *_page("euc-jp", JA + "①", "euc_jis_2004"), "euc_jis_2004", "meta"),
    ("signs of big5 as windows has them", *_page("big5", HANT + "‧～￥", "cp950"), "big5hkscs", "meta"),
    ("label in a comment", *_commented("big5", HANS, "gb18030"), "gb18030", "detector"),
    ("label of an xml declaration", *_declared("gb2312", "镕𠮷", "gb18030"), "gb18030", "meta"),
    ("padding behind the text", HANS.encode() + b"\0" * 400, HANS + "\0" * 400, "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("data", "text", "encoding", "why"), table(READ))
def test_decode(data: bytes, text: str, encoding: str, why: str) -> None:
    assert decode(data) == (text, encoding, why, ())


def test_asked_encoding_goes_before_the_label() -> None:
    data, page = _page("utf-8", HANS, "gb18030")
    assert decode(data, "gbk") == (page, "gb18030", "asked", ())


def test_a_mark_goes_before_the_asked_encoding() -> None:
    assert decode(HANS.encode("utf-16"), "gbk")[:3] == (HANS, "utf-16", "bom")


@pytest.mark.parametrize("asked", ["nope", "hex", "rot13", "undefined", ""])
def test_asked_encoding_that_is_none_is_warned_of(asked: str) -> None:
    text, encoding, _, warnings = decode(HANS.encode(), asked)
    assert (text, encoding) == (HANS, "utf-8")
    assert [warning.code for warning in warnings] == (["encoding_unknown"] if asked else [])


@pytest.mark.parametrize("cut", [1, 2])
def test_last_character_cut_in_two_is_marked(cut: int) -> None:
    text, encoding, why, warnings = decode(HANS.encode()[:-cut])
    assert (text, encoding, why) == (HANS[:-1] + "\ufffd", "utf-8", "utf-8")
    assert [warning.code for warning in warnings] == ["undecodable"]


STALE = [
    ("chinese called traditional", "big5", HANS, "gb18030", "gb18030"),
    ("chinese called western", "windows-1252", HANS, "gb18030", "gb18030"),
    ("chinese called utf-8", "utf-8", HANS, "gb18030", "gb18030"),
    ("chinese called utf-16", "utf-16", HANS, "gb18030", "gb18030"),
    ("traditional called simplified", "gb2312", HANT, "big5", "big5hkscs"),
    ("japanese called utf-8", "utf-8", JA, "cp932", "cp932"),
    ("japanese called chinese", "gbk", JA, "euc_jp", "euc_jp"),
    ("japanese called by another name", "euc-jp", JA, "cp932", "cp932"),
]


@pytest.mark.parametrize(("charset", "text", "encoding", "codec"), table(STALE))
def test_stale_label_loses_and_is_named(charset: str, text: str, encoding: str, codec: str) -> None:
    data, page = _page(charset, text, encoding)
    read, used, why, warnings = decode(data)
    assert (read, used, why) == (page, codec, "detector")
    assert [warning.code for warning in warnings] == ["label_stale"]
    assert repr(charset) in warnings[0].message


def test_label_that_loses_by_little_is_believed() -> None:
    data, _ = _page("windows-1250", "près du café", "cp1252")
    assert decode(data)[1:] == ("cp1250", "meta", ())


HELD = [
    ("utf-8", "渡口的灯\ufffd亮着，老周".encode(), None, 1),
    ("wide", "渡口的灯\ufffd\ufffd亮着，老周".encode("utf-16"), None, 2),
    ("asked for", "渡口的灯\ufffd亮着，老周".encode("gb18030"), "gb18030", 1),
]


@pytest.mark.parametrize(("data", "asked", "count"), table(HELD))
def test_characters_lost_before_are_counted(data: bytes, asked: str | None, count: int) -> None:
    warnings = decode(data, asked)[3]
    assert [warning.code for warning in warnings] == ["replacement_characters"]
    assert warnings[0].message.startswith(f"{count} ")


BOTH = [
    ("UTF-8", (HANS + "\ufffd").encode() + b"\xff" + HANS.encode() + b"\xff", None, 2, 1),
    ("UTF-8 with a mark", (HANS + "\ufffd\ufffd").encode("utf-8-sig") + b"\xff", None, 1, 2),
    ("UTF-16 with a mark", (HANS + "\ufffd\ufffd").encode("utf-16") + b"\xff", None, 1, 2),
    ("UTF-16 in the other order", b"\xfe\xff" + (HANS + "\ufffd\ufffd").encode("utf-16-be") + b"\xff", None, 1, 2),
    ("an encoding that has none", HANS.encode("gbk") + b"\xff" + HANS.encode("gbk") + b"\xff", "gbk", 2, 0),
]


@pytest.mark.parametrize(("data", "asked", "lost", "held"), table(BOTH))
def test_characters_lost_before_are_told_from_those_lost_now(
    data: bytes, asked: str | None, lost: int, held: int
) -> None:
    said = [(warning.code, warning.message.split()[0]) for warning in decode(data, asked)[3]]
    both = [("undecodable", str(lost)), ("replacement_characters", str(held))]
    assert said == (both if held else both[:1])


def test_many_characters_lost_before_are_no_reason_to_refuse() -> None:
    assert decode("\ufffd\ufffd渡口".encode())[0] == "\ufffd\ufffd渡口"


TORN = [
    (
        "two bytes in the middle of a short line",
        "渡口的灯亮了一夜，".encode() + b"\xff\xfe" + "老何还坐在船头等雾散去。".encode(),
    ),
    ("half a character", "渡口的灯亮了一夜，".encode()[:-1] + "老何还坐在船头。".encode()),
    ("under a label that is stale", b"<meta charset=gbk>" + HANS.encode() + b"\xe6\xb8" + HANS.encode()),
    ("accents", "Là-bas, l'été était déjà passé; ".encode() + b"\xe9" + "où étiez-vous, à Noël?".encode()),
]


@pytest.mark.parametrize("data", [data for _, data in TORN], ids=[name for name, _ in TORN])
def test_utf_8_that_lost_bytes_is_still_utf_8(data: bytes) -> None:
    text, encoding, why, warnings = decode(data)
    assert (encoding, why) == ("utf-8", "utf-8")
    assert text == data.decode("utf-8", "replace")
    assert [warning.code for warning in warnings] == ["undecodable"]


def test_short_utf_8_that_lost_much_is_refused_rather_than_misread() -> None:
    with pytest.raises(ReadError, match="cannot be decoded"):
        decode("正文".encode() + b"\xff\xfe" + "断了的字节".encode())


REFUSED = [
    ("a document format", b"%PDF-1.7\n" + b"a" * 100, None, "binary"),
    ("an archive", b"PK\x03\x04" + b"a" * 100, None, "binary"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + b"a" * 100, None, "binary"),
    ("control characters", bytes(range(32)) * 20, None, "binary"),
    ("every byte there is", bytes(range(256)) * 4, None, "binary"),
    ("not what was asked for", HANS.encode("gb18030"), "utf-8", "undecodable"),
    ("odd bytes behind a mark", codecs.BOM_UTF8 + b"\xff\xfe" * 30, None, "undecodable"),
]


@pytest.mark.parametrize(("data", "asked", "code"), table(REFUSED))
def test_unreadable(data: bytes, asked: str | None, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, asked)
    assert caught.value.code == code


@given(any_bytes())
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding, why, warnings = decode(data)
    except ReadError as error:
        assert error.code in ("binary", "undecodable")  # noqa: PT017 - both ends are right, this one has a condition
        return
    assert codecs.lookup(encoding)
    assert why in ("bom", "utf-8", "meta", "detector")
    counted = {"undecodable", "replacement_characters"} & {warning.code for warning in warnings}
    assert ("\ufffd" in text) is bool(counted)


@given(
    st.sampled_from([(HANS, "gb18030"), (HANT, "big5"), (JA, "cp932"), (JA, "euc_jp")]),
    st.sampled_from(["gb2312", "big5", "shift_jis", "euc-jp", "utf-8", "iso-8859-1", "x-nope"]),
    st.integers(0, 20),
    st.integers(30, 50),
)
def test_no_label_changes_a_sentence(written: tuple[str, str], charset: str, start: int, length: int) -> None:
    text, encoding = written
    data, page = _page(charset, text[start : start + length], encoding)
    assert decode(data)[0] == page


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        decode(HANS.encode()[:50] + b"\xff\xfe" + HANS.encode()[51:])
    assert caplog.records == []
