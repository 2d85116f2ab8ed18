"""What an HTTP response brought: its fields, and its body with the encodings of its way undone."""

from __future__ import annotations

import re
import zlib
from email.message import Message
from typing import NamedTuple

from cleaner.batch.archives.packed import zstandard
from cleaner.batch.archives.place import ArchiveError
from cleaner.text.fields import fields_of

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})[^\r\n]*\r?\n")
_END_OF_FIELDS = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\r?\n?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class Head(NamedTuple):
    """The head of a response: its status (None: it does not say), its fields, and how many bytes it takes."""

    status: int | None
    fields: Message
    length: int


def head_of(block: bytes) -> Head:
    """The head that a response begins with; none of it where the block does not begin as one."""
    status = _STATUS.match(block)
    if status is None:
        return Head(None, Message(), 0)
    end = _END_OF_FIELDS.search(block, status.end() - 2)
    stop = end.start() if end else len(block)
    fields = fields_of(block[status.end() : stop])
    return Head(int(status[1]), fields, end.end() if end else len(block))


def body_of(head: Head, body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    """The body without its transfer and content encodings, and whether it is whole. Archives that undid them and kept
    the fields are read as they are. Raises `ArchiveError` for more than `max_bytes`, or an unknown encoding."""
    whole = True
    if "chunked" in str(head.fields.get("Transfer-Encoding", "")).lower():
        body, whole = unchunked(body)
    for name in reversed(str(head.fields.get("Content-Encoding", "")).lower().split(",")):
        body, complete = _decoded(body, name.strip().removeprefix("x-"), max_bytes)
        whole = whole and complete
        if len(body) > max_bytes:
            raise ArchiveError(f"more than the limit of {max_bytes:,} bytes")
    return body, whole


def unchunked(body: bytes) -> tuple[bytes, bool]:
    """The chunks of a body put together, and whether the last one is there; a body that does not begin with a chunk as
    it is."""
    pieces: list[bytes] = []
    at = 0
    while (chunk := _CHUNK.match(body, at)) is not None:
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(pieces), True
        if not at and chunk.end() + size > len(body) and b"\n" not in body[chunk.end() :]:
            break
        pieces.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
    return (b"".join(pieces), False) if pieces else (body, True)


def _decoded(body: bytes, name: str, max_bytes: int) -> tuple[bytes, bool]:
    if name == "gzip":
        return _inflated(body, 31, max_bytes) if body[:2] == b"\x1f\x8b" else (body, True)
    if name == "deflate":
        return _inflated(body, 15 if body[:1] == b"\x78" else -15, max_bytes)
    if name == "br":
        return _brotli(body, max_bytes)
    if name == "zstd":
        return _zstd(body, max_bytes) if body[:4] == b"\x28\xb5\x2f\xfd" else (body, True)
    if name in ("", "identity", "none", "utf-8"):
        return body, True
    raise ArchiveError(f"its content encoding {name!r} is not read")


def _inflated(body: bytes, window: int, max_bytes: int) -> tuple[bytes, bool]:
    decoder = zlib.decompressobj(window)
    try:
        return decoder.decompress(body, max_bytes + 1), decoder.eof
    except zlib.error as error:
        if not body.lstrip().startswith(b"<"):
            raise ArchiveError(f"its body is damaged: {error}") from error
        return body, True  # the archive undid the encoding and kept the field


def _brotli(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    if body.lstrip().startswith(b"<"):
        return body, True
    try:
        import brotli  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ArchiveError("its body is in brotli: pip install 'clipping-cleaner[warc]' reads it") from error
    decoder = brotli.Decompressor()
    pieces = [b""]
    size = 0
    try:
        pieces.append(decoder.process(body, output_buffer_limit=max_bytes + 1))
        while not decoder.can_accept_more_data() and (size := size + len(pieces[-1])) <= max_bytes:
            pieces.append(decoder.process(b"", output_buffer_limit=max_bytes + 1))
    except brotli.error as error:
        raise ArchiveError(f"its body is damaged: {error}") from error
    return b"".join(pieces), decoder.is_finished()


def _zstd(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    zstd = zstandard()
    decoder = zstd.ZstdDecompressor()
    try:
        return decoder.decompress(body, max_bytes + 1), decoder.eof
    except zstd.ZstdError as error:
        raise ArchiveError(f"its body is damaged: {error}") from error
