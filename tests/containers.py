"""Files around clippings, made as the programs make them that write such files."""

from __future__ import annotations

import base64
import gzip
import io
import json
import plistlib
import quopri
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

SENTENCE = "渡口的老船停了三十年，今年春天又下了水，撑船的是当年船工的孙女，她说桨还是那一支。"
SECOND = "磨坊的水车修了两个冬天，开春时第一次转起来，守磨坊的老人把头一袋面分给了邻居。"
PAGE = f"<html><head></head><body><h1>老船又下水</h1><p>{SENTENCE}</p><p>{SECOND}</p></body></html>"
TEXT = f"老船又下水\n\n{SENTENCE}\n\n{SECOND}\n"
BODY = f"{SENTENCE}\n\n{SECOND}"
ADDRESS = "https://example.com/ferry/1.html"


def transferred(data: bytes, how: str) -> bytes:
    """`data` in a transfer encoding of mail."""
    return {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(how, bytes)(data)


def part(data: bytes, how: str = "base64", kind: str = "text/html", **fields: str) -> bytes:
    """A part of a message; fields go by their names with ``_`` for ``-``."""
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {how}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + transferred(data, how)


def message(*parts: bytes, boundary: str = "----ferry--", more: str = "", **fields: str) -> bytes:
    """A message in MIME with these parts."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    lines += [
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{more}\r\n\tboundary="{boundary}"',
    ]
    middle = b"".join(b"\r\n--" + boundary.encode() + b"\r\n" + one for one in parts)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + middle + f"\r\n--{boundary}--\r\n".encode()


def mhtml(data: bytes, how: str = "quoted-printable", kind: str = "text/html", *others: bytes) -> bytes:
    """A page as Chrome saves it."""
    return message(
        part(data, how, kind, Content_ID="<frame@mhtml.example>", Content_Location=ADDRESS),
        part(b"\x89PNG\r\n", "base64", "image/png", Content_Location="https://example.com/a.png"),
        *others,
        From="<Saved by Blink>",
        Snapshot_Content_Location=ADDRESS,
        Subject="=?utf-8?Q?=E8=80=81=E8=88=B9=E5=8F=88=E4=B8=8B=E6=B0=B4?=",
        Date="Sat, 9 Mar 2024 14:05:11 +0800",
    )


def letter(text: str = TEXT) -> bytes:
    """A letter of text with something attached, as a mail program saves it."""
    return message(
        part(text.encode(), "base64", "text/plain; charset=utf-8"),
        part(b"%PDF-1.4\n", "base64", "application/pdf", Content_Disposition="attachment"),
        From="Lin <lin@example.com>",
        Subject="ferry",
        Date="Sat, 9 Mar 2024 14:05:11 +0800",
        Message_ID="<1@example.com>",
    )


def webarchive(data: bytes, encoding: str = "UTF-8", binary: bool = True, **more: Any) -> bytes:
    """A page as Safari saves it."""
    main = {
        "WebResourceData": data,
        "WebResourceTextEncodingName": encoding,
        "WebResourceURL": ADDRESS,
        "WebResourceMIMEType": "text/html",
        "WebResourceFrameName": "",
    }
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    return plistlib.dumps({"WebMainResource": {**main, **more.pop("main", {})}, **more}, fmt=form)


def note(title: str = "老船又下水", content: str | None = None, attributes: str = "", more: str = "") -> str:
    """A note as Evernote exports it."""
    inner = f"<div>{SENTENCE}</div><div>{SECOND}</div>" if content is None else content
    enml = f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd"><en-note>{inner}</en-note>'
    return (
        f"<note><title>{title}</title><content><![CDATA[{enml}]]></content><created>20240309T060511Z</created>"
        f"<note-attributes>{attributes}</note-attributes>{more}</note>"
    )


def enex(*notes: str, head: str = "") -> bytes:
    """An export of these notes."""
    doctype = head or '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export3.dtd">'
    body = "".join(notes)
    return f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<en-export export-date="20240310T000000Z">{body}</en-export>'.encode()


def zipped(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: Mapping[str, bytes | str], mode: str = "w:", special: Sequence[tarfile.TarInfo] = ()) -> bytes:
    """A tar file; `special` members come first."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for info in special:
            archive.addfile(info)
        for name, data in members.items():
            raw = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return file.getvalue()


def lines(*rows: object) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def record(
    body: bytes = PAGE.encode(),
    fields: str = "Content-Type: text/html; charset=utf-8",
    kind: str = "response",
    length: int | None = None,
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """A record of a web archive with a response in it; with `length` it states another length than it has."""
    block = f"HTTP/1.1 {status}\r\n{fields}\r\n\r\n".encode() + body if kind in ("response", "request") else body
    described = "application/http; msgtype=response" if kind in ("response", "request") else fields.partition(": ")[2]
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: 2024-03-09T06:05:11Z\r\n{more}"
        f"Content-Type: {described}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def members_gzipped(*records: bytes) -> bytes:
    """Records as ``.warc.gz`` holds them: each a member of its own."""
    return b"".join(gzip.compress(one) for one in records)
