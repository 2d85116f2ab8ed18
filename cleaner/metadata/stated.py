"""The addresses that a clipping states of itself, before anything else is known of it."""

from __future__ import annotations

from cleaner.metadata.clipper import read_saved
from cleaner.metadata.fields import Fields
from cleaner.metadata.front_matter import ALIASES
from cleaner.model import Document

#: An address is read so far, in characters.
ADDRESS_CHARACTERS = 2_000


def stated_addresses(document: Document) -> tuple[str, ...]:
    """What the caller, the front matter, the head of a page and the comment of the program that saved it give as the
    clipping's address; empty for a flat text that says nothing of the kind."""
    head, saved = document.head, Fields()
    read_saved(document.clip.text, saved)
    named = {str(key).lower(): value for key, value in document.front_matter.items()}
    said = [document.clip.url, *(named.get(name) for name in ALIASES["url"]), saved.values.get("url")]
    said += [head.canonical, head.meta("og:url"), head.meta("twitter:url")]
    texts = (text.strip() for text in said if isinstance(text, str))
    return tuple(dict.fromkeys(t for t in texts if "://" in t[:12] and len(t) <= ADDRESS_CHARACTERS))
