"""Damage done on purpose, as programs do it: for tests that a repair undoes it."""

from __future__ import annotations


def misread(text: str, written: str, read: str) -> str:
    """`text` stored in one encoding and read in another; bytes that the other lacks as Latin-1 has them."""
    data = text.encode(written)
    if read == "cp1252":
        return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
    return data.decode(read, "replace")


def broken(text: str, at: int, swallowed: bool = False) -> str:
    """`text` as GBK whose character `at` lost its first byte ("?" stands there), read anew from there on. Pairs among
    user-defined characters are dropped; a byte that begins nothing is "?", with the character behind it, if that is
    `swallowed`."""
    data = text[at:].encode("gbk", "ignore")[1:]
    said, place = [text[:at], "?"], 0
    while place < len(data):
        pair = data[place : place + 2]
        if pair[0] < 0x80:
            said.append(chr(pair[0]))
            place += 1
        elif len(pair) == 2 and pair[1] >= 0x40:
            said.append(pair.decode("gbk", "ignore"))
            place += 2
        else:
            said.append("?")
            place += 1 + swallowed
    return "".join(said)


def noted(text: str, notes: dict[str, str]) -> str:
    """`text` with a reading in brackets behind each of these characters."""
    return "".join(f"{c}({notes[c]})" if c in notes else c for c in text)


def strewn(text: str) -> str:
    """`text` with a comma before each of its marks."""
    return "".join(f",{c}" if c in "，。、；？" else c for c in text)


def folded(text: str) -> str:
    """`text` with full-width marks as ASCII."""
    return text.translate(str.maketrans("，；：！？（）", ",;:!?()"))
