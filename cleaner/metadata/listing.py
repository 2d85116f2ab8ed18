"""A page that is a list has no writer, no outlet and no day of its own: what its entries state is each entry's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.model import NO_METADATA, Metadata, Warn

#: The warnings that call a page a list.
LISTS = frozenset(("link_list", "teaser_list"))
#: What an entry of a list states.
_OF_ENTRIES = ("authors", "contributors", "editor", "source", "date", "date_raw", "modified", "views")
#: How the provenance begins of what stands among the entries; what the head states is the page's.
_AMONG_ENTRIES = ("element", "line")


def without_entries(metadata: Metadata, doubts: Sequence[Warn]) -> Metadata:
    """`metadata` of a page that `doubts` call a list without what only its entries state; of other pages as it is."""
    if LISTS.isdisjoint(doubt.code for doubt in doubts):
        return metadata
    told = [name for name in _OF_ENTRIES if metadata.provenance.get(name, "").startswith(_AMONG_ENTRIES)]
    provenance = {name: origin for name, origin in metadata.provenance.items() if name not in told}
    unknown = {name: getattr(NO_METADATA, name) for name in told}
    return replace(metadata, **unknown, provenance=provenance)
