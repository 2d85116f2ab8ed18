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
    ("shift_jis", JA.encode("shift_jis"), JA, "shift_jis", "detector"),
    ("euc_jp", JA.encode("euc_jp"), JA, "euc_jp", "detector"),
    ("label of a page", *_page("gb2312", HANS, "gb18030"), "gb18030", "meta"),
    ("label wider than it says", *_page("gb2312", "镕𠮷", "gb18030"), "gb18030", "meta"),
    ("label of another script", *_page("big5", HANT, "big5"), "big5hkscs", "meta"),
    ("latin label means windows", *_page("iso-8859-1", "café “x”", "cp1252"), "cp1252", "meta"),
    ("stale label above utf-8", *_page("gb2312", HANS, "utf-8"), "utf-8", "utf-8"),
    ("label that nobody knows", *_page("x-nope", HANS, "gb18030"), "gb18030", "detector"),
    ("label of a codec that is no encoding", *_page("hex", HANS, "gb18030"), "gb18030", "detector"),
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
    assert ("\ufffd" in text) or not warnings


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        decode(HANS.encode()[:50] + b"\xff\xfe" + HANS.encode()[51:])
    assert caplog.records == []
