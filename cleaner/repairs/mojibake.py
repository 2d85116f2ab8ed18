"""Text that was decoded with the wrong encoding as a whole: ÖÐÎÄ, ä¸­æ–‡, 涓枃 for 中文.

Tested in this order: GBK read as Latin-1 or windows-1252 (ftfy, which does not know it, would alter it without
repairing it), UTF-8 read as GBK or GB18030, UTF-8 read as Latin-1 or windows-1252, by ftfy in a configuration that
touches nothing else. Once more for what was misread twice. The places of a change are lines: bytes of two lines never
mix.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import re2

from cleaner.model import Change, Warn
from cleaner.repairs.pinyin import common_characters
from cleaner.text.changes import compose, replay
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import IDEOGRAPHS

_UTF8_RULE = "mojibake: UTF-8 as Latin-1"
#: A line without Chinese is UTF-8 beyond doubt when so many bytes follow others as they must.
SURE_BYTES = 4
#: How often a text may have been misread.
ROUNDS = 3
#: Share of common characters among the Han of a text that was read rightly.
COMMON_SHARE = 0.9
#: Fewest Han characters that show that a reading is right.
LEAST_HAN = 3
#: Share of characters of a misread text that may be lost. Up to SAFE_SHARE they are no news; beyond LOST_SHARE the
#: text is left as it is.
SAFE_SHARE, LOST_SHARE = 0.02, 0.25

_CP1252 = {bytes((code,)).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
_BYTES = {chr(code): code for code in range(0x100)} | {sign: code for sign, code in _CP1252.items() if sign}
_SIGNS = "".join(re.escape(sign) for sign in _CP1252 if sign)
#: The first bytes of the characters U+0080 to U+00FF in UTF-8: a text without them holds no such character.
_LATIN_LEADS = (b"\xc2", b"\xc3")
#: What each byte stands for in the windows-1252 of browsers, as an encoder of the standard library wants it.
_BROWSERS = codecs.charmap_build("".join(bytes((c,)).decode("cp1252", "ignore") or chr(c) for c in range(0x100)))
#: Two high bytes as Latin letters and signs. Must not match "naïve", "——" or "“…”".
_LATIN_PAIR = f"[\u00a1-\u00fe][\u0080-\u00ff{_SIGNS}]"
_LATIN = lazy_pattern(_LATIN_PAIR)
#: A line of them: Latin letters, signs, ASCII.
_LATIN_LINE = lazy_pattern(f"[\u0000-\u00ff{_SIGNS}\ufffd]+")
#: First bytes of UTF-8 with what follows them, as Latin letters.
_UTF8_AS_LATIN = lazy_pattern(f"[\u00c2-\u00f4][\u0080-\u00bf{_SIGNS}]")
#: What the commonest characters and marks of Chinese become when their UTF-8 is read as GBK: ， 。 “ 的 是 中.
_UTF8_AS_GBK = lazy_pattern("锛|銆|鈥|鐨勶?|鏄|涓|浠|鍦|閿|鎴|绗|鍥")
_SURE_SIGNS = ("锛", "銆", "鈥", "鐨")
_HAN = lazy_pattern(f"[{IDEOGRAPHS}]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_FOREIGN_RUN = re.compile("[^\x00-\x7f]+")
#: So many characters beside foreign ones are shown to ftfy, whose signs of a bad line reach over two.
_BESIDE = 4
_LOST = re.compile("\ufffd[?\ufffd]*")


#: Where a line starts in a text, and the line.
Line = tuple[int, str]


class Reread(NamedTuple):
    """A text read again: the changes by line, and what to say of them."""

    changes: tuple[Change, ...] = ()
    warnings: tuple[Warn, ...] = ()


def reread(text: str) -> Reread:
    """The changes that give a misread text back; none for one that was read rightly, and most show no sign of it."""
    if not _may_be_misread(text):
        return Reread()
    ledger: tuple[Change, ...] = ()
    now = text
    for _ in range(ROUNDS):
        found = _found(now)
        if not found:
            break
        ledger = compose(text, ledger, found)
        now = replay(now, found)
    return Reread(ledger, _warned(text, now) if ledger else ())


def _may_be_misread(text: str) -> bool:
    """Whether a text shows a sign of it; of pages, which are long, hardly any does, and this is all they cost."""
    if text.isascii():
        return False
    if any(sign in text for sign in _SURE_SIGNS):
        return True
    data = text.encode("utf-8", "surrogatepass")  # to look for bytes is far faster than the pattern
    return any(lead in data for lead in _LATIN_LEADS) and _latin_pair().search(data) is not None


@cache
def _latin_pair() -> Any:
    """`_LATIN` for bytes of UTF-8, by RE2, which says yes or no in half the time."""
    return re2.compile(_LATIN_PAIR)


def _warned(text: str, now: str) -> tuple[Warn, ...]:
    lost = now.count("\ufffd")
    gaps = f"; {lost} characters were lost and are marked U+FFFD" if lost else ""
    return (Warn("mojibake", f"the text had been decoded with a wrong encoding and was read again{gaps}"),)


def _found(text: str) -> tuple[Change, ...]:
    """The changes by the first way in which a text reads well."""
    latin = list(_lines_with(_LATIN, text))
    return _gbk_as_latin(latin) or _utf8_as_gbk(text) or _utf8_as_latin(latin)


def _gbk_as_latin(lines: Sequence[Line]) -> tuple[Change, ...]:
    """Lines of GBK that were read as Latin-1 or windows-1252."""
    found = []
    for start, line in lines:
        data = _latin_bytes(line, lost=0x3F)
        if data is not None and not _is_utf8(data):
            after = _gaps(data.decode("gbk", "replace"))
            found.append(Change("mojibake: GBK as Latin-1", start, line, after, "lossless"))
    return _accepted(found)


def _lines_with(sign: re.Pattern[str], text: str) -> Iterator[Line]:
    """The lines of a text in which something matches, and where each starts."""
    end = 0
    while (found := sign.search(text, end)) is not None:
        start = max(text.rfind("\n", end, found.start()), text.rfind("\r", end, found.start()), end - 1) + 1
        end = _or_end(text.find("\n", found.end()), len(text))
        end = _or_end(text.find("\r", found.end(), end), end)
        yield start, text[start:end]


def _or_end(place: int, end: int) -> int:
    """A place found; the end where none was."""
    return end if place < 0 else place


def _latin_bytes(line: str, lost: int) -> bytes | None:
    """The bytes of a line that was read as Latin-1 or windows-1252, with one of `lost` for each character lost; None
    for a line of other characters."""
    try:
        return line.encode("latin-1")  # as most are
    except UnicodeEncodeError:
        pass
    try:
        return codecs.charmap_encode(line, "strict", _BROWSERS)[0]
    except UnicodeEncodeError:  # other characters, lost ones, or a mixture of both encodings
        return bytes(_BYTES.get(c, lost) for c in line) if _LATIN_LINE.fullmatch(line) else None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, which a line of GBK hardly ever is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8_as_gbk(text: str) -> tuple[Change, ...]:
    """Lines of UTF-8 that were read as GBK or GB18030."""
    if not any(sign in text for sign in _SURE_SIGNS) or len(_UTF8_AS_GBK.findall(text)) * 20 < _characters(text):
        return ()
    found = []
    for start, line in _lines_with(_FOREIGN, text):
        after = _gaps(_gbk_bytes(line).decode("utf-8", "replace"))
        found.append(Change("mojibake: UTF-8 as GBK", start, line, after, "lossless"))
    return _accepted(found)


def _utf8_as_latin(latin: Sequence[Line]) -> tuple[Change, ...]:
    """Lines of UTF-8 that were read as Latin-1 or windows-1252: those of a Chinese text, or what ftfy finds."""
    found = []
    lines = [(start, line) for start, line in latin if _UTF8_AS_LATIN.search(line)]
    for start, line in lines:
        if (data := _latin_bytes(line, lost=0xFF)) is not None:
            after = _gaps(data.decode("utf-8", "replace"))
            found.append(Change(_UTF8_RULE, start, line, after, "lossless"))
    whole = tuple(c for c in found if "\ufffd" not in c.after and len(c.before) - len(c.after) >= SURE_BYTES)
    return _accepted(found) or whole or (_by_ftfy(lines) if lines else ())


def _by_ftfy(lines: Sequence[Line]) -> tuple[Change, ...]:
    import ftfy  # noqa: PLC0415 - only for texts that show it
    from ftfy.badness import is_bad  # noqa: PLC0415

    settings = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    bad = ((start, line) for start, line in lines if is_bad("\n".join(_near_foreign(line))))
    found = ((start, line, ftfy.fix_encoding(line, settings)) for start, line in bad)
    return tuple(Change(_UTF8_RULE, start, line, after, "lossless") for start, line, after in found if after != line)


def _near_foreign(line: str) -> Iterator[str]:
    """The foreign characters of a line with what stands beside them: of a line that is a whole page a small part."""
    for run in _FOREIGN_RUN.finditer(line):
        yield line[max(0, run.start() - _BESIDE) : run.end() + _BESIDE]


def _gbk_bytes(text: str) -> bytes:
    """The bytes that `text` was read from as GBK; a byte that ends no character for what was lost."""
    return b"".join(_bytes_of(character) for character in text)


def _bytes_of(character: str) -> bytes:
    if character == "\ufffd":
        return b"\xff"
    if character == "€":
        return b"\x80"
    return character.encode("gb18030", "replace")


def _gaps(text: str) -> str:
    """`text` with one mark for each lost character: a decoder's "?" behind half a character is such a mark, too."""
    return _LOST.sub("\ufffd", text)


def _accepted(found: list[Change]) -> tuple[Change, ...]:
    """The lines read again when they are Chinese as it is written, taken together."""
    after = "".join(change.after for change in found)
    han, lost = _HAN.findall(after), after.count("\ufffd")
    common = sum(map(common_characters().__contains__, han)) if found else 0
    if len(han) < LEAST_HAN or common < COMMON_SHARE * len(han) or lost > LOST_SHARE * len(after):
        return ()
    return tuple(
        Change(c.rule, c.start, c.before, c.after, "flag") if "\ufffd" in c.after else c
        for c in found
        if c.after != c.before
    )


def _characters(text: str) -> int:
    return len(_FOREIGN.findall(text))
