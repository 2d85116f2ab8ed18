"""cleaner.readers.labels: which label of a page counts, and which codec reads what it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.readers.labels import codec_of, page_label
from tests.conftest import table

CODECS = [
    ("nothing", "", None),
    ("nobody knows it", "x-nope", None),
    ("no encoding of text", "hex", None),
    ("an escape, not an encoding", "unicode_escape", None),
    ("what browsers must not read", "iso-2022-kr", None),
    ("what browsers keep as it is", "x-user-defined", None),
    ("not ascii", "ｇｂｋ", None),
    ("a nul in it", "gb\0k", None),
    ("utf-8", "utf-8", "utf-8"),
    ("without the hyphen", "UTF8", "utf-8"),
    ("white space around it", " GBK\n", "gb18030"),
    ("gb2312 means more", "gb2312", "gb18030"),
    ("gbk", "gbk", "gb18030"),
    ("an old name of gbk", "x-gbk", "gb18030"),
    ("big5", "Big5", "big5hkscs"),
    ("big5 of Hong Kong", "big5-hkscs", "big5hkscs"),
    ("shift_jis", "shift_jis", "cp932"),
    ("an old name of shift_jis", "x-sjis", "cp932"),
    ("euc-kr", "euc-kr", "cp949"),
    ("an old name of euc-kr", "ks_c_5601-1987", "cp949"),
    ("euc-jp", "euc-jp", "euc_jp"),
    ("latin-1 means windows", "iso-8859-1", "cp1252"),
    ("ascii means windows", "us-ascii", "cp1252"),
    ("python's name of latin-1", "latin-1", "cp1252"),
    ("thai", "tis-620", "cp874"),
    ("turkish", "iso-8859-9", "cp1254"),
    ("only python knows it", "cp437", "cp437"),
]


@pytest.mark.parametrize(("label", "codec"), table(CODECS))
def test_codec_of_a_label(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


PAGES = [
    ("nothing", "", None),
    ("no label", "<html><head><title>渡口", None),
    ("a word in the text", "<p>write charset=big5 there", None),
    ("a tag that only begins so", "<metadata charset=big5>", None),
    ("a tag without a value", "<meta charset>", None),
    ("a description that speaks of one", '<meta name="description" content="how charset=big5 is written">', None),
    ("a label that nobody knows", "<meta charset=x-nope>", None),
    ("in a comment", "<!-- <meta charset=big5> -->", None),
    ("in a comment that is open", "<!-- <meta charset=big5>", None),
    ("in a script", "<script>document.write('<meta charset=big5>')</script>", None),
    ("in a style", "<style>/* <meta charset=big5> */</style>", None),
    ("in a title", "<title><meta charset=big5></title>", None),
    ("too far down", "<p>" + " " * 4096 + "<meta charset=big5>", None),
    ("a declaration that is not at the beginning", 'a<?xml version="1.0" encoding="big5"?>', None),
    ("a style sheet's declaration", '<?xml-stylesheet encoding="big5"?>', None),
    ("plain", "<meta charset=gbk>", ("gbk", "gb18030")),
    ("quoted", '<META CHARSET = "gbk" />', ("gbk", "gb18030")),
    ("in single quotes", "<meta charset='gbk'>", ("gbk", "gb18030")),
    (
        "of the older kind",
        '<meta http-equiv="Content-Type" content="text/html; charset=GB2312">',
        ("GB2312", "gb18030"),
    ),
    ("the other way round", '<meta content="text/html;charset=big5" http-equiv=content-type>', ("big5", "big5hkscs")),
    ("without http-equiv", '<meta content="text/html;charset=big5">', ("big5", "big5hkscs")),
    ("behind a comment", "<!-- <meta charset=big5> --><meta charset=gbk>", ("gbk", "gb18030")),
    ("behind a script", "<script>'<meta charset=big5>'</script><meta charset=gbk>", ("gbk", "gb18030")),
    ("behind one that nobody knows", "<meta charset=x-nope><meta charset=gbk>", ("gbk", "gb18030")),
    ("of xml", '<?xml version="1.0" encoding="GB2312"?>', ("GB2312", "gb18030")),
    ("of xml, in single quotes", "\n<?xml version='1.0' encoding='euc-jp'?><html>", ("euc-jp", "euc_jp")),
    ("utf-16 that cannot be", "<meta charset=utf-16>", ("utf-16", "utf-8")),
]


@pytest.mark.parametrize(("page", "label"), table(PAGES))
def test_label_of_a_page(page: str, label: tuple[str, str] | None) -> None:
    assert page_label(page.encode("gb18030")) == label


@given(st.text())
def test_any_label_is_a_codec_or_none(label: str) -> None:
    codec = codec_of(label)
    assert codec is None or isinstance(b"a".decode(codec, "replace"), str)


@given(st.lists(st.sampled_from([b"<meta ", b"charset=", b"<!--", b"-->", b"<script", b">", b"gbk", b'"', b"<?xml "])))
def test_any_head_is_searched(pieces: list[bytes]) -> None:
    label = page_label(b"".join(pieces))
    assert label is None or label[1] == "gb18030"
