"""Pages that browsers save in one file: MHTML, Safari's web archives, SingleFile."""

from __future__ import annotations

import plistlib
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.model import Clip, Markup
from cleaner.readers import open_clip
from cleaner.readers.decode import ReadError
from tests.conftest import any_bytes, table
from tests.containers import (
    ADDRESS,
    BODY,
    PAGE,
    SECOND,
    SENTENCE,
    TEXT,
    enex,
    message,
    mhtml,
    note,
    part,
    record,
    webarchive,
)

LIMIT = 50_000_000
CHINA = timezone(timedelta(hours=8))


def opened(data: bytes | str, markup: Markup | None = None, **known: object) -> Clip:
    return open_clip(data, Clip("", "text", **known), markup, None, LIMIT)  # type: ignore[arg-type]


# What stays as it is.

FIELDS = "From: a@example.com\nDate: Sat, 9 Mar 2024 14:05:11 +0800\nMessage-ID: <1@example.com>\n"
RECEIVED = f"Received: from a by b\n{FIELDS}Content-Type: text/plain\n"
LEFT: list[tuple[str, str]] = [
    ("a text", TEXT),
    ("a page", PAGE),
    ("a text that begins like a letter", f"Date: 2024-03-09\nSubject: 老船\n\n{SENTENCE}\n"),
    ("a text that begins with a label", f"From: 河岸晚报\n\n{SENTENCE}\n"),
    ("a letter without a page", f"From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{SENTENCE}\n"),
    ("a text on MIME", f"MIME-Version: 1.0 是邮件的一行。\n\n{SENTENCE}\n"),
    ("a text of fields with all of a letter's", f"{FIELDS}\n{SENTENCE}\n"),
    ("a text on letters that begins with one's fields", f"例：\n{RECEIVED}\n{SENTENCE}\n"),
    ("the same, in one block with its text", f"{RECEIVED}{SENTENCE}\n\n{SECOND}\n"),
    ("fields and no blank line", RECEIVED * 9),
    ("an entry of a diary", f"From Mon, the river rose; by 2024 it was over.\n\n{SENTENCE}\n"),
    ("an essay on its subject", f"Subject: the ferry\nTo: whom it may concern\n\n{SENTENCE}\n"),
    ("particulars", f"Name: the ferry\nBuilt: 1951\nContent-Type: wood\nDate: spring\n\n{SENTENCE}\n"),
    ("a text on exports", f"印象笔记导出的文件以 <en-export> 开头。\n\n{SENTENCE}\n"),
    ("a property list of something else", plistlib.dumps({"a": SENTENCE}).decode()),
    ("a broken property list", '<?xml version="1.0"?><!DOCTYPE plist><plist><dict>' + SENTENCE),
]


@pytest.mark.parametrize("text", table(LEFT))
def test_what_is_no_saved_page_is_read_as_it_is(text: str) -> None:
    assert opened(text.encode()).text == opened(text).text == text
    assert opened(text.encode()).stated == ()


def test_a_saved_page_that_is_to_be_read_as_text_is() -> None:
    assert opened(mhtml(PAGE.encode()), "text").text == mhtml(PAGE.encode()).decode()


# MHTML.

CODED = [
    ("quoted-printable, UTF-8", "quoted-printable", "utf-8", "text/html; charset=utf-8", "utf-8", "utf-8"),
    ("base64, GBK by its label", "base64", "gb18030", 'text/html; charset="gb2312"', "gb18030", "header"),
    ("eight bits, Big5 by its label", "8bit", "big5", "text/html; charset=big5", "big5hkscs", "header"),
    ("binary, no label", "binary", "gb18030", "text/html", "gb18030", "detector"),
    ("a label of nothing", "base64", "gb18030", "text/html; charset=x-nothing", "gb18030", "detector"),
    ("XHTML", "base64", "utf-8", "application/xhtml+xml", "utf-8", "utf-8"),
]


@pytest.mark.parametrize(("how", "encoding", "kind", "codec", "why"), table(CODED))
def test_the_page_of_an_mhtml_file(how: str, encoding: str, kind: str, codec: str, why: str) -> None:
    page = PAGE.translate(str.maketrans("春从两个转", "秋自二只走")) if encoding == "big5" else PAGE
    page = page.encode(encoding, "xmlcharrefreplace").decode(encoding)
    clip = opened(mhtml(page.encode(encoding), how, kind))
    assert (clip.text.rstrip(), clip.markup) == (page, "html")
    assert (clip.encoding, clip.decoded_by) == (codec, why)
    assert clip.crawled == datetime(2024, 3, 9, 14, 5, 11, tzinfo=CHINA)


def test_the_article_of_an_mhtml_file_and_where_its_metadata_comes_from() -> None:
    article = clean(mhtml(PAGE.encode()))
    assert (article.status, article.text, article.title) == ("ok", BODY, "老船又下水")
    assert article.metadata.url == ADDRESS
    assert article.metadata.provenance["url"] == "mhtml: Content-Location"


def test_the_subject_is_the_title_of_a_page_without_one() -> None:
    article = clean(mhtml(PAGE.replace("<h1>老船又下水</h1>", "").encode()))
    assert (article.title, article.metadata.provenance["title"]) == ("老船又下水", "mhtml: Subject")


LETTER = (
    'From: "=?utf-8?B?5p6X5bCP5rqq?=" <lin@example.com>\r\nTo: readers@example.com\r\n'
    "Subject: =?utf-8?Q?=E8=80=81=E8=88=B9=E5=8F=88=E4=B8=8B=E6=B0=B4?=\r\nDate: Sat, 9 Mar 2024 14:05:11 +0800\r\n"
    "Message-ID: <1@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n"
)
LETTERS = [
    ("of text", LETTER.format(kind="text/plain") + f"{SENTENCE}\r\n\r\n{SECOND}\r\n"),
    ("of a page", LETTER.format(kind="text/html") + f"<p>{SENTENCE}</p><p>{SECOND}</p>"),
]


@pytest.mark.parametrize("letter", table(LETTERS))
def test_a_letter_says_who_wrote_it_and_when(letter: str) -> None:
    article = clean(letter.encode())
    assert (article.text, article.title) == (BODY, "老船又下水")
    assert (article.metadata.authors, article.metadata.date) == (("林小溪",), "2024-03-09T14:05+08:00")
    assert [article.metadata.provenance[field] for field in ("title", "authors", "date")] == [
        "letter: Subject",
        "letter: From",
        "letter: Date",
    ]


WAY = "Received: by 2002:a05 with SMTP id 1;\r\n        Sat, 9 Mar 2024 06:05:12 +0000 (UTC)\r\n"
FIRST = [
    ("what the way left", "Return-Path: <lin@example.com>\r\n" + WAY),
    ("a service's download", "Delivered-To: readers@example.com\r\n" + WAY),
    ("each server", WAY * 3),
    ("a signature over lines", "DKIM-Signature: v=1; a=rsa-sha256;\r\n\tb=abc=\r\n"),
    ("a seal", "ARC-Seal: i=1; a=rsa-sha256\r\n"),
    ("what was checked", "Authentication-Results: mx.example.com; spf=pass\r\n"),
    ("whom to answer", "Reply-To: lin@example.com\r\n"),
    ("who sent it for another", "Sender: list@example.com\r\n"),
    ("how to leave a list", "List-Unsubscribe: <https://example.com/leave>\r\n"),
    ("who else got it", "Cc: mo@example.com\r\n"),
    ("a program's own", "Thread-Topic: ferry\r\n"),
    ("one that nobody knows", "Ferry-Bell: 3\r\n"),
    ("a mailbox", "From lin@example.com Sat Mar  9 14:05:11 2024\r\n"),
    ("a mailbox of another program", "From - Sat Mar 09 14:05:11 2024\r\n"),
    ("more than others read of fields", WAY * 500),
]


@pytest.mark.parametrize("first", table(FIRST))
@pytest.mark.parametrize("letter", table(LETTERS))
def test_a_letter_is_one_whatever_field_comes_first(letter: str, first: str) -> None:
    for data in ((first + letter).encode(), first + letter, (first + letter).replace("\r\n", "\n").encode()):
        article = clean(data)
        assert (article.text, article.title) == (BODY, "老船又下水")
        assert (article.metadata.authors, article.metadata.date) == (("林小溪",), "2024-03-09T14:05+08:00")


def test_a_letter_that_says_nothing_of_what_it_holds_is_text() -> None:
    assert clean(f"{WAY}{FIELDS}\r\n{TEXT}".encode()).text == BODY


NAMED = [
    ("without a number", "From: Lin <a@example.com>\nDate: Sat, 9 Mar 2024 14:05:11 +0800\n"),
    ("of nothing but a writer", "From: Lin <a@example.com>\n"),
    ("a draft", "X-Unsent: 1\nMIME-Version: 1.0\n"),
    ("with a line that is no field", "From: Lin <a@example.com>\nFerry\n"),
]


@pytest.mark.parametrize("fields", table(NAMED))
def test_a_file_named_as_a_letter_is_one_with_less(fields: str) -> None:
    letter = f"{fields}\n{SENTENCE}\n\n{SECOND}\n"
    for path in ("a.eml", "site.zip!/b/A.EML", "a.eml.gz"):
        assert clean(letter, path=path).text == BODY
    assert opened(letter).text == letter


@pytest.mark.parametrize("text", table([*LEFT[:2], ("a note", f"Note: it was spring.\n\n{SENTENCE}\n")]))
def test_a_text_named_as_a_letter_is_none(text: str) -> None:
    assert opened(text, path="a.eml").text == text


TEXT_PART = part(TEXT.encode(), kind="text/plain; charset=utf-8")
FOOTER = part("名单的说明在此。".encode(), kind="text/html; charset=utf-8")
PARTS = [
    ("a text and its page", "alternative", [TEXT_PART, part(PAGE.encode())], "html", []),
    ("a text and a list's footer as a page", "mixed", [TEXT_PART, FOOTER], "text", ["1 more text"]),
    ("a page and a list's footer", "mixed", [part(PAGE.encode()), TEXT_PART], "html", ["1 more text"]),
    ("nothing, then a page", "mixed", [part(b" \n", kind="text/plain"), part(PAGE.encode())], "html", []),
    (
        "a text and a page that is attached",
        "mixed",
        [part(PAGE.encode(), Content_Disposition="attachment; filename=a.html"), TEXT_PART],
        "text",
        ["1 more text"],
    ),
    ("a text and a picture", "mixed", [TEXT_PART, part(b"\x89PNG", kind="image/png")], "text", []),
    (
        "a text and letters",
        "mixed",
        [TEXT_PART, *[part(b"From: b\n\nx", "7bit", "message/rfc822")] * 2],
        "text",
        ["2 more letters"],
    ),
    ("a part without fields", "mixed", [b"\r\n" + TEXT.encode()], "text", []),
]


@pytest.mark.parametrize(("kind", "parts", "markup", "left"), table(PARTS))
def test_the_parts_of_a_letter(kind: str, parts: list[bytes], markup: str, left: list[str]) -> None:
    letter = f"Return-Path: <a>\r\n{FIELDS}".encode() + message(*parts).replace(b"related", kind.encode(), 1)
    article = clean(letter)
    assert (article.document.clip.markup, article.text) == (markup, BODY)
    told = [one.message for one in article.warnings if one.code == "parts_left_out"]
    assert told == [f"{what} within the message left out" for what in left]


def test_what_stands_behind_the_parts_is_told() -> None:
    article = clean(mhtml(PAGE.encode()) + f"\n{SENTENCE}\n".encode())
    behind = f"{len(SENTENCE.encode())} bytes behind the last part of the message left out"
    assert behind in [one.message for one in article.warnings if one.code == "parts_left_out"]


def test_a_letter_without_a_text_says_what_it_holds() -> None:
    letter = RECEIVED.replace("text/plain", "application/pdf").encode() + b"\n%PDF"
    article = clean(letter, path="a.eml")
    assert (article.status, article.warnings[0].message) == (
        "failed",
        "the message holds application/pdf, and neither a page nor a text",
    )


def test_a_mailbox_of_many_letters_is_told() -> None:
    letter = f"From a@example.com Sat Mar  9 14:05:11 2024\n{RECEIVED}\n{TEXT}\n"
    assert clean(letter + f"From there the road goes on.\n\n{TEXT}").status == "ok"
    article = clean(letter * 2)
    assert (article.status, article.warnings[0].code) == ("failed", "archive")
    assert "a mailbox of many letters" in article.warnings[0].message


def test_a_name_in_brackets_without_end_is_none() -> None:
    assert clean(f"From: {'(' * 60_000}\n{RECEIVED.replace('From', 'Cc')}\n{TEXT}").text == BODY


def test_a_name_that_cannot_be_decoded_is_none() -> None:
    letter = f"From: =?utf-9?Q?=ZZ?= <a@b.example>\nSubject: =?x?B?!?=\nDate: x\nMessage-ID: <1>\nContent-Type: text/plain\n\n{SENTENCE}\n"
    metadata = clean(letter).metadata
    assert (metadata.authors, metadata.title, metadata.date) == ((), None, None)


def test_a_browser_that_saved_a_page_did_not_write_it() -> None:
    assert clean(mhtml(PAGE.replace("<h1>老船又下水</h1>", "").encode())).metadata.authors == ()


def test_what_the_caller_knows_stands() -> None:
    known = datetime(2020, 1, 1)
    article = clean(mhtml(PAGE.encode()), url="https://example.com/own", crawled=known)
    assert (article.metadata.url, article.metadata.provenance["url"]) == ("https://example.com/own", "given")
    assert article.document.clip.crawled == known


FRAME = part(b"<html><body>advert</body></html>", Content_Location="https://example.com/frame")
MAIN = part(PAGE.encode(), Content_ID="<main@a>", Content_Location=ADDRESS)
SEVERAL = [
    ("the first page", message(MAIN, FRAME)),
    ("the page with the message's address", message(FRAME, MAIN, Snapshot_Content_Location=ADDRESS)),
    ("the page with the address as Word names it", message(FRAME, MAIN, Content_Location=ADDRESS)),
    ("the part that is named as the root", message(FRAME, MAIN, more=' start="<main@a>";')),
]


@pytest.mark.parametrize("data", table(SEVERAL))
def test_the_main_page_of_several(data: bytes) -> None:
    article = clean(data)
    assert article.text == BODY
    (warning,) = (one for one in article.warnings if one.code == "frames_left_out")
    assert warning.message == "1 more page within the file (frames) left out: https://example.com/frame"


def test_parts_within_parts() -> None:
    inner = message(part(b"plain", kind="text/plain"), MAIN, boundary="inner")
    assert clean(message(inner, boundary="outer")).text == BODY


def test_a_message_of_one_page() -> None:
    data = part(PAGE.encode(), "quoted-printable", "text/html; charset=utf-8", MIME_Version="1.0", Subject="x")
    assert clean(data).text == BODY


BROKEN = [
    ("cut off before its last line", mhtml(PAGE.encode())[:-30]),
    ("one line feed for every line end", mhtml(PAGE.encode()).replace(b"\r\n", b"\n")),
    ("blank lines in front", b"\r\n\r\n" + mhtml(PAGE.encode())),
    ("a mark of UTF-8 in front", b"\xef\xbb\xbf" + mhtml(PAGE.encode())),
    ("base64 with blanks and a letter too many", message(part(PAGE.encode()) + b" Q")),
    ("a date that is none", mhtml(PAGE.encode()).replace(b"Sat, 9 Mar 2024", b"Sat, 99 Xyz 2024")),
    ("a subject in an encoding of nobody", mhtml(PAGE.encode()).replace(b"=?utf-8?Q?", b"=?x-none?Q?")),
]


@pytest.mark.parametrize("data", table(BROKEN))
def test_damaged_mhtml_gives_what_is_there(data: bytes) -> None:
    text = clean(data).text
    assert SENTENCE in text and SECOND in text


def test_a_message_in_a_message_a_thousand_times_takes_no_time() -> None:
    data = PAGE.encode()
    for level in range(1000):
        data = message(data, boundary=f"b{level}")
    assert clean(data).status in ("ok", "needs_review", "failed", "empty")


# Safari's web archives.


@pytest.mark.parametrize("binary", [True, False], ids=["binary", "XML"])
def test_the_page_of_a_webarchive(binary: bool) -> None:
    article = clean(webarchive(PAGE.encode("gb18030"), "gb2312", binary))
    clip = article.document.clip
    assert (article.text, clip.encoding, clip.decoded_by) == (BODY, "gb18030", "header")
    assert (article.metadata.url, article.metadata.provenance["url"]) == (ADDRESS, "webarchive: WebResourceURL")


def test_frames_of_a_webarchive_are_told() -> None:
    article = clean(webarchive(PAGE.encode(), WebSubframeArchives=[{}, {}]))
    assert article.warnings[0].message == "2 framed pages of the web archive left out"


BOMB = '<!DOCTYPE plist [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
DAMAGED = [
    ("binary, cut off", webarchive(PAGE.encode())[:-40], "the web archive is damaged"),
    ("XML, cut off", webarchive(PAGE.encode(), binary=False)[:-40], "the web archive is damaged"),
    (
        "XML with entities",
        webarchive(PAGE.encode(), binary=False).replace(b"<plist ", BOMB.encode() + b"<plist ", 1),
        "the web archive is damaged",
    ),
    ("a picture", webarchive(b"\x89PNG", main={"WebResourceMIMEType": "image/png"}), "holds image/png, not a page"),
]


@pytest.mark.parametrize(("data", "cause"), table(DAMAGED))
def test_a_webarchive_that_cannot_be_read_is_told(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError, match=cause):
        opened(data)
    assert clean(data).status == "failed"


# SingleFile.


def test_the_comment_of_singlefile_says_address_and_day() -> None:
    comment = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Sat Mar 09 2024 14:05:11 GMT+0800 (China Standard Time)\n-->"
    page = PAGE.replace("<h1>老船又下水</h1>", "<h1>老船又下水</h1><p>来源：河岸晚报 昨天 09:10</p>")
    article = clean(page.replace("<html>", f"<!DOCTYPE html> <html>{comment}", 1))
    assert (article.metadata.url, article.metadata.date) == (ADDRESS, "2024-03-08T09:10")


# A whole page is one whatever its name.

NAMES = [
    ("a text", SENTENCE, "a.txt", "text"),
    ("Markdown that begins with an element", "<div align=center>\n\n# 老船", "a.md", "markdown"),
    ("a page under a text's name", PAGE, "a.txt", "html"),
    ("a page under a Markdown's name", "<!DOCTYPE html>\n" + PAGE, "a.md", "html"),
    ("a text with an element in it", f"{SENTENCE}\n<html>", "a.txt", "text"),
]


@pytest.mark.parametrize(("text", "path", "markup"), table(NAMES))
def test_a_whole_page_is_one_whatever_its_name(text: str, path: str, markup: str) -> None:
    assert opened(text, path=path).markup == markup


MANY = [
    ("an export of Evernote", enex(note())),
    ("a web archive", record()),
]


@pytest.mark.parametrize("data", table(MANY))
def test_an_archive_of_many_is_no_clipping(data: bytes) -> None:
    for given_as in (data, data.decode("utf-8", "replace")):
        article = clean(given_as)
        assert (article.status, article.warnings[0].code) == ("failed", "archive")
    assert clean(data, markup="text").status != "failed"


def test_a_file_name_of_a_saved_page_is_a_title_without_its_suffix() -> None:
    page = f"<p>{SENTENCE}</p><p>{SECOND}</p>".encode()
    data = part(page, kind="text/html; charset=utf-8", MIME_Version="1.0", Date="x")
    assert clean(b"Subject: \r\n" + data, path="老船又下水了.mhtml").title == "老船又下水了"


@given(any_bytes(), st.integers(0, 400))
def test_no_bytes_within_a_saved_page_raise(junk: bytes, place: int) -> None:
    for whole in (mhtml(PAGE.encode(), "base64"), webarchive(PAGE.encode())):
        assert clean(whole[:place] + junk + whole[place:]).status in ("ok", "needs_review", "empty", "failed")
