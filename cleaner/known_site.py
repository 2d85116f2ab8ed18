"""What is known of the site of a clipping, put where the stages ask for it: a profile's rules among the rules, its
elements and lines before the judge, its fields before the metadata."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.judge.rulebook import Book, rulebook
from cleaner.judge.survey import How
from cleaner.model import Document, Warn
from cleaner.options import Options


class KnownSite(NamedTuple):
    """The rules to ask of a clipping, how its page is surveyed, and what is to be said of its site."""

    book: Book
    how: How
    warnings: tuple[Warn, ...] = ()


def known_of(document: Document, options: Options) -> KnownSite:
    """What the options and their profiles know of the site of a document. Without profiles nothing is looked for."""
    book = rulebook(options.rules)
    if not options.profiles:
        return KnownSite(book, How(options.engine, options.mode))
    from cleaner.judge.rulebook import with_rules  # noqa: PLC0415 - only for those who have profiles
    from cleaner.judge.site import recognise  # noqa: PLC0415
    from cleaner.metadata.stated import stated_addresses  # noqa: PLC0415

    site, warnings = recognise(document, stated_addresses(document), options.profiles)
    rules = tuple(rule for profile in site.profiles for rule in profile.rules) if site else ()
    return KnownSite(with_rules(book, rules), How(options.engine, options.mode, site), warnings)
