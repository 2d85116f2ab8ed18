"""What is known of the site of a clipping, put where the stages ask for it: a profile's rules among the rules, its
elements and lines before the judge, its fields before the metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.judge.rulebook import Book, rulebook
from cleaner.judge.survey import How
from cleaner.metadata.found_title import Title
from cleaner.model import Document, Warn
from cleaner.options import Options
from cleaner.text.characters import key


class KnownSite(NamedTuple):
    """The rules to ask of a clipping, how its page is surveyed, the fields that its site's profile finds (each its
    name, its text, where it is from), and what is to be said of its site."""

    book: Book
    how: How
    fields: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[Warn, ...] = ()


def known_of(document: Document, options: Options) -> KnownSite:
    """What the options and their profiles know of the site of a document. Without profiles nothing is looked for."""
    book = rulebook(options.rules)
    if not options.profiles:
        return KnownSite(book, How(options.engine, options.mode))
    from cleaner.judge.finders import found_fields  # noqa: PLC0415
    from cleaner.judge.rulebook import with_rules  # noqa: PLC0415 - only for those who have profiles
    from cleaner.judge.site import recognise  # noqa: PLC0415
    from cleaner.metadata.stated import stated_addresses  # noqa: PLC0415

    site, warnings = recognise(document, stated_addresses(document), options.profiles)
    own = site.profiles if site else ()
    rules = tuple(rule for profile in own for rule in profile.rules)
    how = How(options.engine, options.mode, site)
    return KnownSite(with_rules(book, rules), how, found_fields(document, own), warnings)


def with_known(title: Title, known: KnownSite, keys: Sequence[str]) -> Title:
    """The title, or the one that the profile of the site finds: `keys` are those of the blocks."""
    told = next((one for one in known.fields if one[0] == "title"), None)
    if told is None:
        return title
    _, text, origin = told
    stating = frozenset(i for i, said in enumerate(keys) if said == key(text)) or title.blocks
    return replace(title, text=text, blocks=stating, keys=title.keys | {key(text)}, provenance=origin)
