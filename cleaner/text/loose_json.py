"""JSON as pages hold it: followed by code, and with what JavaScript allows and JSON does not."""

from __future__ import annotations

import json
import re
from typing import Any

#: A string, which stays whatever it says, or what JSON lacks: a value that is undefined, a comma behind the last value.
#: A string that never ends is the rest of the text. Must not match within a word ("undefinedValue").
_PIECE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|(?P<undefined>\bundefined\b)|,(?=\s*[}\]])', re.DOTALL)


def loose_json(text: str) -> Any:
    """The value of the JSON that `text` begins with, whatever stands behind it. Strings may hold control characters;
    where it is no JSON, "undefined" is read as null and a comma behind the last value as nothing, outside of strings.

    Raises ValueError where that is no JSON either, RecursionError where it is nested too deep.
    """
    decoder = json.JSONDecoder(strict=False)
    bare = text.lstrip()
    try:
        return decoder.raw_decode(bare)[0]
    except ValueError:
        return decoder.raw_decode(_PIECE.sub(_mended, bare))[0]


def _mended(piece: re.Match[str]) -> str:
    if piece["undefined"]:
        return "null"
    return "" if piece[0] == "," else piece[0]
