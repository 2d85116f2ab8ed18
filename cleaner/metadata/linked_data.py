"""JSON-LD: what a page states of its article in the vocabulary of schema.org, whatever graph it stands in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.model import Warn
from cleaner.text.loose_json import loose_json

#: Longest script that is read, in characters, and most nodes of all scripts of a page.
SCRIPT_CHARACTERS, MOST_NODES = 1_000_000, 5_000
#: The kinds of things that an article is, best first; a page's own node says least.
_ARTICLES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "reviewnewsarticle",
    "backgroundnewsarticle", "blogposting", "liveblogposting", "techarticle", "scholarlyarticle",
    "medicalscholarlyarticle",
    "report", "article", "socialmediaposting", "discussionforumposting", "advertisercontentarticle", "satiricalarticle",
    "recipe", "review", "howto", "creativework", "videoobject", "webpage", "itempage",
)  # fmt: skip
_RANK: Mapping[str, int] = {kind: rank for rank, kind in enumerate(_ARTICLES)}
#: Kinds of articles whose publisher is the outlet that brings the news.
_NEWS = frozenset(kind for kind in _ARTICLES if kind.endswith("newsarticle"))
#: What programs write in front of JSON. Must not match inside a text.
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)?\s*")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The node of the page's article, its kind in lower case, all nodes by @id, and the breadcrumb's names."""

    article: Node = field(default_factory=dict)
    kind: str = ""
    nodes: Mapping[str, Node] = field(default_factory=dict)
    breadcrumb: tuple[str, ...] = ()
    site: str | None = None
    warnings: tuple[Warn, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether the article is a piece of news."""
        return self.kind in _NEWS

    def text(self, *names: str) -> str | None:
        """The first of these properties that is a text, or has one as its name."""
        return next((said for name in names for said in self.texts(self.article.get(name))), None)

    def texts(self, value: Any) -> Iterator[str]:
        """The texts that a value is or names: of lists each, of things their names, of references their targets'; what
        a program wrote for HTML, ``Redacci&oacute;n``, as a reader sees it."""
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, str) and one.strip():
                yield html.unescape(one.strip())
            elif isinstance(one, Mapping):
                known = one if "name" in one else self.nodes.get(str(one.get("@id")), one)
                name = known.get("name") or known.get("@value") or known.get("alternateName")
                names = name if isinstance(name, list) else [name]
                yield from (html.unescape(said.strip()) for said in names if isinstance(said, str) and said.strip())

    def persons(self, value: Any) -> list[str]:
        """The names in a value, less those of organisations."""
        return self._named(value, lambda one: not (isinstance(one, Mapping) and _is_organisation(one)))

    def declared_persons(self, value: Any) -> list[str]:
        """The names of the things in a value that are said to be persons and nothing else."""
        return self._named(value, lambda one: isinstance(one, Mapping) and _kinds(one) == ["person"])

    def _named(self, value: Any, asked: Callable[[Any], bool]) -> list[str]:
        """The names of those things in a value of which something is so."""
        values = value if isinstance(value, list) else [value]
        known = [
            self.nodes.get(str(v.get("@id")), v) if isinstance(v, Mapping) and "name" not in v else v for v in values
        ]
        return [said for one in known if asked(one) for said in self.texts(one)]


def read_linked_data(scripts: Sequence[str], title: str | None) -> LinkedData:
    """What the JSON scripts of a page state in schema.org's words; the article is the best node of all, one with the
    page's title before others. Scripts that are no JSON are left out with a warning."""
    nodes: list[Node] = []
    warnings: list[Warn] = []
    for script in scripts:
        if '"@' not in script:  # the data of a program, not of a page
            continue
        try:
            nodes += _nodes(_parsed(script), MOST_NODES - len(nodes))
        except (ValueError, RecursionError) as error:
            reason = str(error)[:80]
            warnings = [Warn("json_ld_invalid", f"a script that should state metadata is no JSON: {reason}")]
    by_id = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 1}
    article, kind = _best(nodes, title)
    return LinkedData(article, kind, by_id, _breadcrumb(nodes), _site(nodes), tuple(warnings))


def _parsed(script: str) -> Any:
    if len(script) > SCRIPT_CHARACTERS:
        raise ValueError(f"longer than {SCRIPT_CHARACTERS:,} characters")
    return loose_json(script[match.end() :] if (match := _WRAPPED.match(script)) else script)


def _nodes(value: Any, most: int) -> list[Node]:
    """The things in a value that have a type, outer ones first."""
    found: list[Node] = []
    waiting = [value]
    while waiting and len(found) < most:
        one = waiting.pop(0) if len(waiting) < 50 else waiting.pop()
        if isinstance(one, dict):
            if "@type" in one:
                found.append(one)
            waiting += [v for v in one.values() if isinstance(v, (dict, list))]
        elif isinstance(one, list):
            waiting += [v for v in one if isinstance(v, (dict, list))]
    return found


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _is_organisation(node: Node) -> bool:
    return any(kind.endswith(("organization", "corporation", "website", "brand")) for kind in _kinds(node))


def _best(nodes: Sequence[Node], title: str | None) -> tuple[Node, str]:
    """The node of the page's article: of those with the page's title, or of all, the one whose kind says most."""
    ranked = [
        (not _names(node, title), _RANK[kind], i, kind)
        for i, node in enumerate(nodes)
        for kind in _kinds(node)
        if kind in _RANK
    ]
    if not ranked:
        return {}, ""
    _, _, i, kind = min(ranked)
    return nodes[i], kind


def _names(node: Node, title: str | None) -> bool:
    said = node.get("headline") or node.get("name")
    return isinstance(said, str) and len(said) > 5 and title is not None and said[:20].lower() in title.lower()


def _breadcrumb(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The names in the page's breadcrumb, in order."""
    found = next((node for node in nodes if "breadcrumblist" in _kinds(node)), {})
    items = found.get("itemListElement")
    names = [_item_name(item) for item in (items if isinstance(items, list) else [items])]
    return tuple(name for name in names if name)[:12]


def _item_name(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    inner = item.get("item")
    name = item.get("name") or (inner.get("name") if isinstance(inner, Mapping) else None)
    return name.strip() if isinstance(name, str) else ""


def _site(nodes: Sequence[Node]) -> str | None:
    return next(
        (node["name"] for node in nodes if "website" in _kinds(node) and isinstance(node.get("name"), str)), None
    )
