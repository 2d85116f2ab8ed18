"""The encoding that a page says it is written in: which label counts, and which codec reads what it names.

The table of labels is that of the WHATWG Encoding standard (https://encoding.spec.whatwg.org/#names-and-labels), which
says what labels mean on real pages: "gb2312" is written by programs that mean GBK, "iso-8859-1" by those that mean
windows-1252. Where the search for a label differs from the standard's, it is to read more pages: a browser looks at
1,024 bytes, and takes a `content` with a charset for a label only under `http-equiv`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from webencodings import lookup

#: How far into the bytes a label is looked for, in bytes (browsers look at 1024; pages put it later).
_HEAD_BYTES = 4096
#: Codecs that read all of what the standard's names stand for, where Python's own codec of that name reads less.
_WIDER = {"gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc-kr": "cp949", "windows-874": "cp874"}
#: Codecs that no page is written in: escapes, and ways to write addresses.
_NO_PAGE = frozenset(
    ("unicode_escape", "raw-unicode-escape", "unicode-escape", "utf-7", "punycode", "idna", "undefined")
)
#: What stands in the head without being of it: comments, scripts, styles, and text, closed or not. Must not match
#: "<scripture>" nor "<!doctype>", and needs no closing mark, so that it never looks back.
_UNSEEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(script|style|title|textarea|noscript)(?=[\s>/]).*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL
)
#: One meta tag with its attributes. Must not match "<metadata charset=x>", nor a tag that another one opens in.
_META = re.compile(rb"<meta[\s/]([^<>]{0,500})", re.IGNORECASE)
#: One attribute and its value, quoted or not. Must not match a name alone, nor "x = " without a value.
_ATTRIBUTE = re.compile(rb"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
#: The label within a `content`. Must not match "subcharset=x".
_CONTENT = re.compile(rb"""(?<![a-z-])charset\s{0,9}=\s{0,9}["']?\s{0,9}([a-z0-9_:.-]{2,40})""", re.IGNORECASE)
#: The label of an XML declaration, at the very beginning alone. Must not match `<?xml-stylesheet encoding="x"?>`.
_XML = re.compile(rb"""\s{0,99}<\?xml\s[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([a-z0-9_:.-]{2,40})""", re.IGNORECASE)


def codec_of(label: str) -> str | None:
    """The codec to read the bytes with that a label stands above; None for one that names no encoding of text.

    What the standard does not know is looked for among Python's codecs, so that "cp437" and "latin-1" can be asked for.
    The standard's two names that are for browsers alone, replacement and x-user-defined, are no codecs of Python.
    """
    label = label.strip("\t\n\f\r ")
    if not label.isascii():
        return None
    try:
        known = lookup(label) or lookup(codecs.lookup(label).name)
        codec = codecs.lookup(label) if known is None else codecs.lookup(_WIDER.get(known.name, known.codec_info.name))
    except (LookupError, ValueError):  # a name with a NUL is a ValueError
        return None
    return codec.name if codec._is_text_encoding and codec.name not in _NO_PAGE else None


def page_label(data: bytes) -> tuple[str, str] | None:
    """The label that a page gives itself, as it is written, and its codec; None when there is none that means one.

    The XML declaration, then each `<meta charset>` and each `content` with a charset, in the first 4,096 bytes outside
    comments, scripts, styles and text. As in the standard, a page whose label could be found cannot be UTF-16, and one
    that says so is taken for UTF-8.
    """
    for label in _labels(data[:_HEAD_BYTES]):
        if (codec := codec_of(label)) is not None:
            return label, "utf-8" if codec.startswith(("utf-16", "utf-32")) else codec
    return None


def _labels(head: bytes) -> Iterator[str]:
    if declared := _XML.match(head):
        yield declared[1].decode("ascii")
    for tag in _META.finditer(_UNSEEN.sub(b" ", head)):
        found = _ATTRIBUTE.findall(tag[1])
        attributes = {name.lower(): double or single or bare for name, double, single, bare in reversed(found)}
        if value := attributes.get(b"charset"):
            yield value.decode("latin-1")
        elif b"name" not in attributes and (written := _CONTENT.search(attributes.get(b"content", b""))):
            yield written[1].decode("ascii")
