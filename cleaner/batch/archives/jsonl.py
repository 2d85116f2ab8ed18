"""JSON lines: a record on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import IO

from cleaner.batch.archives.columns import clipping_of
from cleaner.batch.archives.place import ArchiveError, Found, Place
from cleaner.batch.files import PIECE_BYTES

#: What JSON may need for one byte of text at most, in bytes: "\\u6e21" for the three bytes of a Han character.
_ESCAPED = 2


def read_jsonl(stream: IO[bytes], place: Place) -> Iterator[Found]:
    """The clipping of every line. A line that is none is told with its number, and the others are read."""
    longest = place.max_bytes * _ESCAPED
    for number in count(1):
        line = stream.readline(longest + 1)
        if not line:
            return
        if len(line) > longest:
            _pass_over(stream, line)
            yield place.unreadable(f"row-{number}", f"the line is longer than {longest:,} bytes")
        elif line.strip(b"\xef\xbb\xbf \t\r\n\0"):
            yield _row(line, number, place)


def _row(line: bytes, number: int, place: Place) -> Found:
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if not isinstance(row, dict):
            raise ArchiveError(f"a line of JSON with {type(row).__name__}, not with named values")
        return clipping_of(row, number, place)
    except ArchiveError as error:
        return place.unreadable(f"row-{number}", str(error))
    except UnicodeDecodeError:
        return place.unreadable(f"row-{number}", "the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        end = "" if line.endswith(b"\n") else ", and the file ends within it"
        return place.unreadable(f"row-{number}", f"the line is no JSON: {error}{end}")


def _pass_over(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(PIECE_BYTES)
