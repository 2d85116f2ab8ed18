"""Which site a clipping is from, by the profiles that somebody gave, and what its profile says of each block.

A clipping that states its address is of the site with that host, and of no other. A flat text that states none is of
the site whose lines it bears: long ones, which another site would hardly have, and more than one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.judge.facts import NEVER_RUNNING
from cleaner.judge.paths import paths
from cleaner.judge.selectors import selected, within
from cleaner.judge.shapes import fixed, is_shape, line_key, shape
from cleaner.model import Block, Document, Profile, SharedBox, SharedLine, Warn
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import units

#: A line of so many units is hardly found on another site, and a text that bears so many of them is of this one.
SIGN_UNITS, SIGNS = 6, 2
#: Boxes like a block's own speak against it only where they hardly ever held main text: in doubt it is kept.
HARDLY = 0.15
#: On a page of the make that is known a box that held main text, by this share, has a text of so many units.
HELD, TEXT_UNITS = 0.5, 25
#: No line that pages share is longer than this, in characters.
LINE_CHARACTERS = 600
#: An address in a text. Must not match a name with dots or a number.
_ADDRESS = lazy_pattern(r"(?:https?://|\bwww\.)([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})", re.IGNORECASE)


class Known(NamedTuple):
    """A line that a profile knows: the profile's name, the line, and how many documents the profile is from."""

    site: str
    line: SharedLine
    documents: int


class Site(NamedTuple):
    """What the profiles of a clipping's site say of it: for each block the line that the pages share, why it is no main
    text ("" for nothing against it), and the share of main text in boxes like its own. `names_main`: an element that
    holds the main text is named, and what is not left out is main text."""

    profiles: tuple[Profile, ...]
    lines: tuple[Known | None, ...]
    left: tuple[str, ...]
    kept: tuple[float | None, ...]
    names_main: bool


class Recognised(NamedTuple):
    """The site of a clipping, None for none that a profile knows; and what its reader should know of that."""

    site: Site | None = None
    warnings: tuple[Warn, ...] = ()


NOWHERE = Recognised()
#: So many characters of a line tell which it is.
NAMED_CHARACTERS = 40


def rule_id(known: Known) -> str:
    """What a verdict names as its rule: the profile and the line."""
    return f"{known.site}: {known.line.text[:NAMED_CHARACTERS]}"


def host_of(address: str) -> str:
    """The host of an address in lower case, without ``www.`` and port; "" for none."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def recognise(document: Document, addresses: Sequence[str], profiles: tuple[Profile, ...]) -> Recognised:
    """What `profiles` know of the site of a document that states `addresses`."""
    if not profiles:
        return NOWHERE
    index = _index(profiles)
    keys = [block_key(block) for block in document.blocks]
    named = () if document.boxes else _addresses(document.text)
    own = index.by_address(addresses) if addresses else index.by_lines(keys) or index.by_address(named)
    return _informed(document, keys, own) if own else NOWHERE


def block_key(block: Block) -> str:
    """What a block is looked up by among its site's lines; "" for what no two pages share: code, tables, long text."""
    return "" if block.kind in NEVER_RUNNING or len(block.text) > LINE_CHARACTERS else line_key(block.text)


def _addresses(text: str) -> tuple[str, ...]:
    """The address of the host that a flat text names most, as its permalink and its copyright do; () for none."""
    named = Counter(found[1].lower() for found in _ADDRESS.finditer(text))
    return tuple(f"https://{host}/" for host in sorted(named, key=lambda host: (-named[host], host))[:1])


class Index:
    """Profiles by their hosts and by their lines."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._hosts: dict[str, list[Profile]] = defaultdict(list)
        self._named: dict[str, list[Profile]] = defaultdict(list)
        self._signs: dict[str, list[str]] = defaultdict(list)
        for profile in sorted(profiles, key=lambda profile: (profile.name, profile.origin)):
            self._named[profile.name].append(profile)
            for host in profile.hosts:
                self._hosts[host].append(profile)
            for sign in {line_key(line.text) for line in profile.lines}:
                if units(fixed(sign)) >= SIGN_UNITS:
                    self._signs[sign].append(profile.name)

    def by_address(self, addresses: Iterable[str]) -> tuple[Profile, ...]:
        """The profiles of the hosts of these addresses, and of the hosts above them."""
        found: dict[Profile, None] = {}
        for host in map(host_of, addresses):
            parts = host.split(".")
            for i in range(len(parts) - 1):
                found.update(dict.fromkeys(self._hosts.get(".".join(parts[i:]), ())))
        return tuple(found)

    def by_lines(self, keys: Iterable[str]) -> tuple[Profile, ...]:
        """The profile that most of the lines speak for, none where they are too few."""
        seen = set(keys) - {""}
        votes = Counter(name for k in seen | set(map(shape, seen)) for name in self._signs.get(k, ()))
        best = min(votes, key=lambda name: (-votes[name], name), default=None)
        return () if best is None or votes[best] < SIGNS else tuple(self._named[best])


@lru_cache(maxsize=8)
def _index(profiles: tuple[Profile, ...]) -> Index:
    return Index(profiles)


def _informed(document: Document, keys: Sequence[str], profiles: tuple[Profile, ...]) -> Recognised:
    """What the profiles say of the blocks; a profile whose main element is not on a page is not asked."""
    mains = {profile: _roots(profile.main, document) for profile in profiles if profile.main and document.boxes}
    lost = tuple(_lost(profile) for profile, roots in mains.items() if not roots)
    profiles = tuple(profile for profile in profiles if mains.get(profile, True))
    if not profiles:
        return Recognised(None, lost)
    roots = [root for roots in mains.values() for root in roots]
    left, kept = _left_out(document, profiles, roots), _kept(document, profiles)
    return Recognised(Site(profiles, _lines(keys, profiles), left, kept, bool(roots)), lost)


def _roots(selectors: Iterable[str], document: Document) -> list[int]:
    """The boxes of the first selector that selects one with something in it."""
    held = {max(block.hints.box, 0) for block in document.blocks if block.text}
    for selector in selectors:
        roots = selected(selector, document.boxes)
        inside = within(roots, document.boxes)
        if any(inside[box] for box in held):
            return roots
    return []


def _lost(profile: Profile) -> Warn:
    why = f"the profile of {profile.name} is not used: its main element {' or '.join(profile.main)} is not on the page"
    return Warn("profile_ignored", why)


def _left_out(document: Document, profiles: Sequence[Profile], roots: Sequence[int]) -> tuple[str, ...]:
    """For each block why the elements that the profiles name leave it out."""
    boxes = document.boxes
    if not boxes:
        return ("",) * len(document.blocks)
    why = [""] * len(boxes)
    if roots:
        name = next(profile.name for profile in profiles if profile.main)
        inside = within(roots, boxes)
        why = ["" if held else f"outside of the main element that the profile of {name} names" for held in inside]
    for profile in profiles:
        for selector in profile.strip:
            said = f"in {selector}, which the profile of {profile.name} takes out"
            held = within(selected(selector, boxes), boxes)
            why = [said if strip else reason for strip, reason in zip(held, why, strict=True)]
    return tuple(why[max(block.hints.box, 0)] for block in document.blocks)


def _kept(document: Document, profiles: Sequence[Profile]) -> tuple[float | None, ...]:
    """For each block the share of main text that boxes of its box's path had on the pages learned from. On a page
    without a text where those have theirs, such as the site's front page, boxes that held none speak against nothing.
    """
    known: dict[str, SharedBox] = {box.path: box for profile in profiles for box in profile.boxes}
    shares = [known[path].kept if path in known else None for path in paths(document.boxes)] if known else []
    kept = tuple(shares[max(block.hints.box, 0)] if shares else None for block in document.blocks)
    alike = any(
        share is not None and share >= HELD and units(block.text) >= TEXT_UNITS
        for share, block in zip(kept, document.blocks, strict=True)
    )
    return kept if alike else tuple(share if share is not None and share >= HARDLY else None for share in kept)


def _lines(keys: Sequence[str], profiles: tuple[Profile, ...]) -> tuple[Known | None, ...]:
    """For each block the line that it is; a line as it stands before a shape. Several lines of one shape are a list of
    the page's own."""
    lines, shapes = _known(profiles)
    if not shapes:
        return tuple(map(lines.get, keys))
    formed = [shape(k) if k and k not in lines else "" for k in keys]
    borne = Counter(form for form in formed if form in shapes)
    return tuple(
        lines.get(k) or (shapes[form] if borne[form] == 1 else None) for k, form in zip(keys, formed, strict=True)
    )


@lru_cache(maxsize=256)
def _known(profiles: tuple[Profile, ...]) -> tuple[Mapping[str, Known], Mapping[str, Known]]:
    """The lines of the profiles by their keys, and those that are shapes by theirs."""
    lines: dict[str, Known] = {}
    shapes: dict[str, Known] = {}
    for profile in profiles:
        for line in profile.lines:
            wanted = line_key(line.text)
            (shapes if is_shape(wanted) else lines).setdefault(wanted, Known(profile.name, line, profile.documents))
    return lines, shapes
