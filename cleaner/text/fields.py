"""Fields of messages as mail, HTTP and WARC write them."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import HeaderParser

#: What a field, or one more line of it, begins with. Must not match a line of anything else, at which the parser of
#: the email package would stop and take all fields below for text.
_LINE = re.compile(r"[ \t]|[!-9;-~]{1,100}:")


def fields_of(block: bytes) -> Message:
    """The fields in a block of bytes, in UTF-8 as far as they are; lines that are no fields are passed over."""
    lines = re.split(r"\r\n|\r|\n", block.decode("utf-8", "replace"))
    return HeaderParser().parsestr("\n".join(line for line in lines if _LINE.match(line)))
