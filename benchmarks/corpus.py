"""Rows of a corpus: pages with what is known of their main text. Corpora are given by path and never kept here."""

from __future__ import annotations

import base64
import gzip
import heapq
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A charset that a page states of itself, in its first bytes. Must not match an attribute such as data-charset-of.
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?\b(?:charset|encoding)\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,30})")
#: What browsers read for these labels: pages use characters that the older standards do not have.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252"}
_HEAD_BYTES = 4_096


@dataclass(frozen=True)
class Page:
    """What an extractor is given. The cleaner takes `data`; every peer takes `source`, the same string for all.

    `text` is None where finding the encoding is part of the task; `encoding` and `lang` (ISO 639-1) are None where
    they are not known.
    """

    data: bytes
    text: str | None
    url: str | None = None
    encoding: str | None = None
    lang: str | None = None

    @property
    def source(self) -> str | bytes:
        """The decoded page, or its bytes where nobody has decoded it."""
        return self.data if self.text is None else self.text


@dataclass(frozen=True)
class Row:
    """One page and its gold: `truth` is the main text (None: not marked), `wanted` and `unwanted` are pieces of text
    that must and must not come out, `captions` are lines that are neither right nor wrong. `kind` (article, forum,
    listing ...) and `host` are None where they are not known.
    """

    corpus: str
    id: str
    page: Page
    truth: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    kind: str | None = None
    host: str | None = None


def find(name: str) -> list[Path]:
    """The files that `name` means: a file, the files of a folder, or a corpus by its name alone.

    A name alone is looked for in the folder that CLEANER_CORPORA says (else ../shared beside the checkout), under
    corpora/html. Raises FileNotFoundError, naming the places that were tried.
    """
    shared = Path(os.environ.get("CLEANER_CORPORA", Path(__file__).parent.parent.parent / "shared"))
    tried = [Path(name), shared / "corpora" / "html" / f"{name}.jsonl.gz"]
    for path in tried:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        if found := [file for file in files if file.is_file() and file.name.endswith((".jsonl", ".jsonl.gz"))]:
            return found
    raise FileNotFoundError(f"no corpus at {' or '.join(map(str, tried))}")


def rows(path: Path, limit: int | None = None) -> Iterator[Row]:
    """The rows of one file, in its order: all, or `limit` of them spread over the file, the same ones each time.

    The sample is that of the smallest checksums of the lines; only the lines that are wanted are held in memory.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        full: Iterable[tuple[int, str]] = ((at, line) for at, line in enumerate(lines) if line.strip())
        if limit is not None:
            full = sorted(heapq.nsmallest(limit, full, key=lambda item: (zlib.crc32(item[1].encode()), item[0])))
        for at, line in full:
            yield _row(json.loads(line), path.name.split(".")[0], at)


def metadata_rows(names: Iterable[str]) -> Iterator[tuple[str, Page, dict[str, Any]]]:
    """The pages of corpora that state metadata: the corpus, the page, and its gold by field."""
    for path in (path for name in names for path in find(name)):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for at, line in enumerate(lines):
                raw = json.loads(line)
                if raw.get("meta"):
                    row = _row(raw, path.name.split(".")[0], at)
                    yield row.corpus, row.page, raw["meta"]


def _row(raw: dict[str, Any], corpus: str, at: int) -> Row:
    data = base64.b64decode(raw["html_b64"])
    page = Page(data, decoded(data, raw.get("encoding")), raw.get("url"), raw.get("encoding"), raw.get("lang"))
    wanted, unwanted, captions = (tuple(raw.get(key) or ()) for key in ("with", "without", "captions"))
    known = raw.get("page_type"), raw.get("host")
    return Row(corpus, str(raw.get("id", at)), page, raw.get("truth") or None, wanted, unwanted, captions, *known)


def decoded(data: bytes, encoding: str | None) -> str:
    """The string that all peers get: by the encoding that is known, else UTF-8, else what the page says of itself.

    What cannot be decoded becomes U+FFFD; nothing is guessed from the characters. A byte order mark is left out.
    """
    stated = _CHARSET.search(data[:_HEAD_BYTES])
    label = encoding or ("utf-8" if _is_utf8(data) else stated[1].decode("ascii") if stated else "utf-8")
    try:
        text = data.decode(_WIDER.get(label.lower(), label), "replace")
    except LookupError:  # a label that no codec has
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
