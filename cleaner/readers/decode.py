"""Bytes → text, saying which encoding was used and why: the order in which evidence is believed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TypeAlias

from cleaner.model import Warn
from cleaner.readers.labels import codec_of, page_label
from cleaner.readers.likely import Reading, beyond_ascii, is_text, likeliest, sample_of, unmarked_wide, weigh
from cleaner.text.pattern import lazy_pattern

#: A text, its codec, why it was chosen, and warnings.
Decoded: TypeAlias = tuple[str, str, str, tuple[Warn, ...]]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Other codecs of an encoding, for pages that use what the first does not know: Big5 with the signs of Windows, EUC-JP
#: with circled numbers, ISO-2022-JP with half-width kana.
_SUPPLEMENTS = {"big5hkscs": ("cp950",), "euc_jp": ("euc_jis_2004",), "iso2022_jp": ("iso2022_jp_ext",)}
#: Signs that the standard's Big5 and Windows have where Python's codec has look-alikes: "～", "￥" and the like.
_BIG5_SIGNS = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
#: A label loses only to a reading that costs so many bits less, and less by such a share: labels are right far more
#: often than not, and the weights are rough.
_CLEARLY_BITS, _CLEARLY_TIMES = 16.0, 1.1
#: How much is looked at for NULs, in bytes, and for control characters, in characters.
_NUL_BYTES, _PROBED = 4_096, 200_000
#: The escapes that begin Japanese in ISO-2022-JP. Must not match the colours of a terminal, "\x1b[31m".
_SHIFTS = re.compile(rb"\x1b\$(?:[@B]|\([DOPQ])")
#: Share of control characters and NULs, in percent, above which bytes are no text.
_BINARY_PERCENT = 5
#: Share of characters that could not be decoded, in percent, above which the text is taken for lost.
_LOST_PERCENT = 10
#: A text is torn UTF-8 when it has so many times more whole characters of several bytes than places that are none.
_TORN_TIMES = 2
#: The characters that UTF-8 writes with three bytes or four: two stand together in other encodings, too.
_THREE_BYTES = lazy_pattern("[\u0800-\ufffc\U00010000-\U0010ffff]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x1B), 0x7F))
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
    """An input of which no text can be made; `code` is one of too_large, binary, undecodable, archive."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode(data: bytes, asked: str | None = None, header: str | None = None) -> tuple[str, str, str, tuple[Warn, ...]]:
    """The text of `data`, the codec used, why (asked, bom, utf-8, header, meta, detector), and warnings.

    The order of evidence: a byte-order mark; the encoding `asked` for; bytes that are UTF-8, all or but for a few; the
    label that came with the bytes (`header`: that of HTTP or of a part of a message) or, without one, the page's own,
    unless another reading is clearly likelier; the likeliest reading. Bytes that the encoding does
    not know become U+FFFD, and a warning counts them (`undecodable`), as one does the U+FFFD that the bytes hold
    already (`replacement_characters`); `label_stale` and `encoding_unknown` name a label that was not followed.
    Raises `ReadError` when the bytes are of a known binary format, hold many control characters, or cannot be decoded
    for the most part.
    """
    if data.startswith(_MAGIC):
        raise ReadError("binary", "the content is binary, not text")
    text, encoding, why, warnings = _decode(data, asked, header)
    sample = text[:_PROBED].rstrip("\x00 \r\n\t")
    if _controls(sample) * 100 > _BINARY_PERCENT * max(len(sample), 20):
        raise ReadError("binary", "the content is binary, not text")
    lost = text.count("\ufffd") if any(warning.code == "undecodable" for warning in warnings) else 0
    if lost * 100 > _LOST_PERCENT * len(text):
        raise ReadError("undecodable", f"the text cannot be decoded: {lost} of {len(text)} characters are lost")
    return text, encoding, why, warnings


def _controls(text: str) -> int:
    """How many control characters a text holds. Counted in UTF-8, where each is a byte: in a tenth of the time."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS))


def scalar_text(text: str) -> tuple[str, tuple[Warn, ...]]:
    """`text` with surrogate pairs made characters and lone surrogates, which no encoding knows, made U+FFFD."""
    if not _SURROGATE.search(text):
        return text, ()
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lost = whole.count("\ufffd") - text.count("\ufffd")
    return whole, (Warn("undecodable", f"{lost} lone surrogates are marked U+FFFD"),) if lost else ()


def _decode(data: bytes, asked: str | None, header: str | None) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _read(data, encoding, "bom")
    if asked:
        if (usable := codec_of(asked)) is not None:
            return _read(data, usable, "asked")
        text, encoding, why, warnings = _decode(data, None, header)
        unknown = Warn("encoding_unknown", f"the encoding asked for, {asked!r}, is not known")
        return text, encoding, why, (unknown, *warnings)
    if (name := _unusual(data)) is not None:
        return _read(data, name, "detector")
    try:
        return _marked(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        return _read(data, "utf-8", "utf-8") if _nearly_utf8(data, error) else _judged(data, header)


def _unusual(data: bytes) -> str | None:
    """The encoding of bytes that may pass for UTF-8 and are not: UTF-16 and UTF-32 without a mark, full of NULs, and
    ISO-2022-JP, which writes Japanese in ASCII between escapes."""
    if b"\x1b" in data and data.isascii() and _SHIFTS.search(data):
        return "iso2022_jp"
    return unmarked_wide(data) if b"\0" in data[:_NUL_BYTES].rstrip(b"\0") else None


def _nearly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether bytes that are not UTF-8 were so: but for the last character, which is cut in two, or but for a few.

    A lone letter behind ASCII is not called a character cut in two: "caf\\xe9" is whole in windows-1252.
    """
    cut_in_two = error.reason == "unexpected end of data" and not data[: error.start].isascii()
    return cut_in_two or _torn_utf8(data)


def _torn_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with some of them lost: it has so many more whole characters of several bytes, as no
    other encoding has by accident (measured on 20,000 pieces of 3 to 1,000 characters in each of seven)."""
    text = data.decode("utf-8", "replace")
    return len(_THREE_BYTES.findall(text)) >= _TORN_TIMES * text.count("\ufffd")


def _judged(data: bytes, header: str | None) -> Decoded:
    """The reading by the label of the header or the page, unless another one is clearly likelier; the likeliest one
    where none is said."""
    if (wide := unmarked_wide(data)) is not None:
        return _read(data, wide, "detector")
    by_header = codec_of(header) if header else None
    sample, labelled = sample_of(data), (header, by_header) if header and by_header else page_label(data)
    best = likeliest(sample)
    if labelled is None:
        return _detected(data, sample, best)
    label, codec = labelled
    if beyond_ascii(weigh(sample, codec), sample) <= beyond_ascii(best, sample) * _CLEARLY_TIMES + _CLEARLY_BITS:
        return _read(data, codec, "header" if by_header else "meta")
    text, encoding, why, warnings = _detected(data, sample, best)
    stale = Warn("label_stale", f"the page calls its encoding {label!r}, but its bytes read as {encoding}")
    return text, encoding, why, (stale, *warnings)


def _detected(data: bytes, sample: bytes, best: Reading) -> Decoded:
    """The likeliest reading when it looks like text; else what the last detector finds."""
    if is_text(best, sample):
        return _read(data, best.encoding, "utf-8" if best.encoding == "utf-8" else "detector")
    return _read(data, next(_guesses(data, sample), best.encoding), "detector")


def _guesses(data: bytes, sample: bytes) -> Iterator[str]:
    """The encodings that Beautiful Soup's detector takes bytes for, those that know all of them."""
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - only bytes that nothing else explains come here

    for guess in EncodingDetector(sample).encodings:
        codec = codec_of(guess)
        if codec is not None and _strict(data, codec) is not None:
            yield codec


def _strict(data: bytes, codec: str) -> str | None:
    """The text when the codec knows all bytes; None when it does not."""
    try:
        return _text(data, codec, "strict")
    except UnicodeDecodeError:
        return None


def _text(data: bytes, codec: str, errors: str) -> str:
    text = data.decode(codec, errors)
    return text.translate(_BIG5_SIGNS) if codec == "big5hkscs" else text


def _read(data: bytes, encoding: str, why: str) -> Decoded:
    """The text in an encoding, by the codec of it that loses least, and what is warned of."""
    codecs_of_it = (encoding, *_SUPPLEMENTS.get(encoding, ()))
    for codec in codecs_of_it:
        if (text := _strict(data, codec)) is not None:
            return _marked(text, codec, why)
    texts = [(_text(data, codec, "replace"), codec) for codec in codecs_of_it]
    text, codec = min(texts, key=lambda pair: pair[0].count("\ufffd"))
    held = _text(data, codec, "ignore").count("\ufffd")
    lost = text.count("\ufffd") - held
    places = "1 place" if lost == 1 else f"{lost} places"
    message = f"{places} could not be decoded as {codec} and marked U+FFFD"
    _, _, _, warnings = _marked(text, codec, why, lost)
    return text, codec, why, (Warn("undecodable", message), *warnings)


def _marked(text: str, encoding: str, why: str, lost: int = 0) -> Decoded:
    """A reading with a warning of the U+FFFD in it that were there before: what was lost, nobody can say any more."""
    if not (held := text.count("\ufffd") - lost):
        return text, encoding, why, ()
    message = f"{held} U+FFFD stand in the bytes themselves: characters were lost before they were read"
    return text, encoding, why, (Warn("replacement_characters", message),)
