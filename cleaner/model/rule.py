"""One rule as data, and the classes of what rules drop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: The noise classes, with what each one means. A rule of any other class does not load.
NOISE_CLASSES: Mapping[str, str] = {
    "breadcrumb": "the path of the page within its site",
    "nav": "menus, links to other parts of the site, next and previous",
    "login": "log in, register, personal centre",
    "meta_line": "byline, date, source: read into the metadata",
    "view_counter": "how often the page was read",
    "font_size": "font size and reading aids",
    "contact_ad": "somebody's phone, address or messenger number as an advert",
    "qr_prompt": "asks to scan a code or follow an account",
    "share": "share, like, favourite, print",
    "copyright": "who owns the page and what may be copied",
    "permalink": "the page's own address",
    "related": "other articles, offered under a label",
    "headline_list": "headlines of other articles without sentences of their own",
    "footer": "the foot of the page: organiser, address, policies",
    "icp": "registration numbers of the site",
    "portal_residue": "remains of the portal or program that the text went through",
    "original_title": "states the title of the original",
    "duplicate_title": "the title once more",
    "editor_credit": "editor, proof-reader, layout",
    "comments": "readers' comments and the form for them",
    "promo": "asks for something or advertises something",
    "caption": "label of a picture that is not there",
    "hidden": "not shown by a browser",
    "template": "repeats on all pages of the site",
}
#: Classes of the lines that stand right below a title: they tell the body apart from its head, and a title from a line.
BELOW_TITLE = frozenset(("meta_line", "font_size", "view_counter", "share"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it was written: data, with its reason and its examples.

    `when` holds the conditions by name, all of which must hold. A rule with a `part` (a pattern over the text)
    or a `part_source` (over the source, marks included) drops only what the pattern matches. A rule that `opens`
    marks a label: what stands under it is measured as a zone of the rule's class; one that `closes` ends the zone
    above it. What a rule says stands `amid` texts, at each of their sections, tells nothing of where one starts or
    ends; an `interlude` interrupts a text, and where that goes on behind it, it shuts nothing out.
    `origin` is the file it is from.
    """

    id: str
    noise_class: str
    action: Literal["drop", "keep"]
    reason: str
    when: tuple[tuple[str, object], ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    part: str | None = None
    part_source: str | None = None
    opens: bool = False
    closes: bool = False
    amid: bool = False
    interlude: bool = False
    origin: str = ""
