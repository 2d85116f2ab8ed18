"""Bytes → text, saying which encoding was used and why."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from cleaner.model import Warn

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Labels that pages use for more than they say: the reading that loses nothing.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:-]{2,40})""", re.IGNORECASE)
#: How far into the bytes a charset label is looked for, in bytes (browsers look at 1024; pages put it later).
_META_BYTES = 4096
#: How much is shown to the detector, in bytes.
_DETECT_BYTES = 200_000
#: Share of control characters and NULs, in percent, above which bytes are no text.
_BINARY_PERCENT = 5
#: Share of characters that could not be decoded, in percent, above which the text is taken for lost.
_LOST_PERCENT = 10
#: A text is torn UTF-8 when it has so many times more whole characters of several bytes than places that are none.
_TORN_TIMES = 2
#: The characters that UTF-8 writes with three bytes or four, and those of more than one: two stand together in other
#: encodings, too.
_THREE_BYTES, _TWO_BYTES = (
    re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]"),
    re.compile("[\u0080-\ufffc\U00010000-\U0010ffff]"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x7f]")
#: Codecs that no page is written in: escapes, and ways to write addresses.
_NO_PAGE = frozenset(
    ("unicode_escape", "raw-unicode-escape", "unicode-escape", "utf-7", "punycode", "idna", "undefined")
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)


class ReadError(ValueError):
    """An input of which no text can be made; `code` is one of too_large, binary, undecodable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode(data: bytes, asked: str | None = None) -> tuple[str, str, str, tuple[Warn, ...]]:
    """The text of `data`, the encoding used, why (asked, bom, utf-8, meta, detector), and warnings.

    Bytes that the encoding does not know become U+FFFD, and a warning counts them. Raises `ReadError` when
    the bytes are of a known binary format, hold many control characters, or cannot be decoded for the most part.
    """
    if data.startswith(_MAGIC):
        raise ReadError("binary", "the content is binary, not text")
    text, encoding, why, warnings = _decode(data, asked)
    sample = text[:_DETECT_BYTES].rstrip("\x00 \r\n\t")
    if len(_CONTROLS.findall(sample)) * 100 > _BINARY_PERCENT * max(len(sample), 20):
        raise ReadError("binary", "the content is binary, not text")
    lost = text.count("\ufffd")
    if warnings and lost * 100 > _LOST_PERCENT * len(text):
        raise ReadError("undecodable", f"the text cannot be decoded: {lost} of {len(text)} characters are lost")
    return text, encoding, why, warnings


def scalar_text(text: str) -> tuple[str, tuple[Warn, ...]]:
    """`text` with surrogate pairs made characters and lone surrogates, which no encoding knows, made U+FFFD."""
    if not _SURROGATE.search(text):
        return text, ()
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lost = whole.count("\ufffd") - text.count("\ufffd")
    return whole, (Warn("undecodable", f"{lost} lone surrogates are marked U+FFFD"),) if lost else ()


def _decode(data: bytes, asked: str | None) -> tuple[str, str, str, tuple[Warn, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lossy(data, encoding, "bom")
    if asked:
        if (usable := _usable(asked)) is not None:
            return _lossy(data, usable, "asked")
        text, encoding, why, warnings = _decode(data, None)
        unknown = Warn("encoding_unknown", f"the encoding asked for, {asked!r}, is not known")
        return text, encoding, why, (unknown, *warnings)
    try:
        return data.decode("utf-8"), "utf-8", "utf-8", ()
    except UnicodeDecodeError as error:
        cut_in_two = error.start >= len(data) - 3  # the last character
        if cut_in_two or _torn_utf8(data, _THREE_BYTES):
            return _lossy(data, "utf-8", "utf-8")
    if label := _label(data):
        return _lossy(data, label, "meta")
    return _detected(data)


def _torn_utf8(data: bytes, characters: re.Pattern[str]) -> bool:
    """Whether bytes are UTF-8 with some of them lost: it has so many more whole characters of several bytes, as no
    other encoding has by accident (measured on 20,000 pieces of 3 to 1,000 characters in each of seven)."""
    text = data.decode("utf-8", "replace")
    return len(characters.findall(text)) >= _TORN_TIMES * text.count("\ufffd")


def _lossy(data: bytes, encoding: str, why: str) -> tuple[str, str, str, tuple[Warn, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    message = f"{lost} places could not be decoded as {encoding} and are marked U+FFFD"
    return text, encoding, why, (Warn("undecodable", message),) if lost else ()


def _label(data: bytes) -> str | None:
    match = _META.search(data[:_META_BYTES])
    return _usable(match[1].decode("ascii")) if match else None


def _usable(label: str) -> str | None:
    """The codec to read a label's bytes with, None for a label that names none, or no encoding of text."""
    name = _WIDER.get(label.lower(), label.lower())
    try:
        known = codecs.lookup(name)
    except LookupError:
        return None
    return name if known._is_text_encoding and known.name not in _NO_PAGE else None


def _detected(data: bytes) -> tuple[str, str, str, tuple[Warn, ...]]:
    """The encoding of Chinese, Japanese or Korean that reads all bytes as likely text, else what the detector finds."""
    likely = min(((_oddity(text, name), i, name, text) for i, (name, text) in enumerate(_readings(data))), default=None)
    if likely is not None and likely[0] < _ODD:
        return likely[3], likely[2], "detector", ()
    if _torn_utf8(data, _TWO_BYTES):
        return _lossy(data, "utf-8", "utf-8")
    for name in _western(data):
        try:
            return data.decode(name), name, "detector", ()
        except UnicodeDecodeError:
            continue
    return _lossy(data, "utf-8", "detector")


def _western(data: bytes) -> Iterator[str]:
    """Encodings to try where none of Chinese, Japanese and Korean fits, the likeliest first."""
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - only bytes that nothing else explains come here

    if sum(byte > 0x7F for byte in data[:_DETECT_BYTES]) < _FEW_HIGH * len(data[:_DETECT_BYTES]):
        yield "cp1252"
    for guess in EncodingDetector(data[:_DETECT_BYTES]).encodings:
        if (name := _usable(guess)) is not None:
            yield name


def _readings(data: bytes) -> list[tuple[str, str]]:
    readings = []
    for name in ("gb18030", "big5hkscs", "shift_jis", "euc_jp", "euc_kr"):
        try:
            readings.append((name, data.decode(name)))
        except UnicodeDecodeError:
            continue
    return readings


#: Characters that ordinary text in Chinese, simplified or traditional, and in Japanese is full of.
_COMMON = frozenset(
    "的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生会個們來這說國時為後對過學發"
    "日本会社月中行見分間市東京方事者今前自新同高後長部業場合員問題用作所定"
)
_KANA = re.compile("[\u3041-\u30fe]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_STRANGE = re.compile("[\ue000-\uf8ff\u0080-\u009f\uff61-\uff9f\U00020000-\U0010ffff\u2500-\u257f]")
#: How unlike its language a reading may look.
_ODD = 0.3
#: Share of bytes above ASCII below which text is Western: Cyrillic and Greek are made of them.
_FEW_HIGH = 0.15
#: The scripts that each encoding's language must show.
_JAPANESE, _KOREAN = ("shift_jis", "euc_jp"), ("euc_kr",)


def _oddity(text: str, encoding: str) -> float:
    """How unlike its language a reading looks: 0 (like) to 1 and above."""
    sample = text[:20_000]
    han, kana, hangul = _HAN.findall(sample), len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    wide = len(han) + kana + hangul or 1
    if encoding in _KOREAN:
        strange = 1 - hangul / wide
    else:
        wrong_script = (kana > 0.1 * wide) is not (encoding in _JAPANESE)
        strange = 1 - min(1.0, 5 * sum(c in _COMMON for c in han) / (len(han) or 1)) + 0.5 * wrong_script
    return strange + 4 * len(_STRANGE.findall(sample)) / (len(sample) or 1)
