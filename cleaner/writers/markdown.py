"""Article → Markdown with YAML front matter.

A clipping that was Markdown is given back byte for byte, less what was dropped: its own front matter first, our
fields behind the last of its keys where it does not speak of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.model import Block, Kind
from cleaner.text.yaml_values import YamlError, yaml_values
from cleaner.writers.names import OWN, renamed
from cleaner.writers.page_markdown import page_markdown
from cleaner.writers.record import metadata_dict
from cleaner.writers.verbatim import fenced

if TYPE_CHECKING:
    from cleaner.article import Article

#: What of these kinds stands on several lines is no paragraph.
_OWN_LINES: frozenset[Kind] = frozenset(("table", "formula", "html"))
#: A line break inside a paragraph: Markdown needs two spaces to show it.
_HARD_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
#: Where a line ends; and line separators that stand inside lines, though not to YAML.
_LINE_END, _SEPARATOR = re.compile(r"\r\n|\r|\n"), re.compile("[\x85\u2028\u2029]")
#: The fields that go into front matter, in their order. `date_raw` goes only where the day is not known.
FIELDS = (
    "title authors contributors editor source site via date date_raw modified category tags views url original_title "
    "duplicate_of language"
).split()


def to_markdown(article: Article, names: str = OWN) -> str:
    """The article as Markdown: front matter under the names of a scheme, the title as a heading when the source has a
    line for it, the body.

    Ends with one line end, of the kind that the clipping has if it is Markdown; the empty string for an article
    without body, title and metadata.
    """
    end = _end(article)
    return _together((front_matter(article, end, names), _title(article, end), _body(article)), end)


def body_markdown(article: Article) -> str:
    """The same without front matter, the clipping's own included."""
    end = _end(article)
    return _together((_title(article, end), _body(article)), end)


def _end(article: Article) -> str:
    return line_end(article.document.text) if article.document.clip.markup == "markdown" else "\n"


def _together(parts: Iterable[str], end: str) -> str:
    said = (end * 2).join(part for part in parts if part)
    return said + end if said else ""


def line_end(text: str) -> str:
    """How the lines of `text` end: as the first one does."""
    match = re.search(r"\r\n|\r|\n", text)
    return match[0] if match else "\n"


def front_matter(article: Article, end: str = "\n", names: str = OWN) -> str:
    """The fences and what stands between them, without a line end; "" when there is nothing to say.

    The clipping's own front matter stays as it is, with the fields that it lacks behind its last key. One that
    no YAML reader takes becomes a text within ours, under the key `front_matter`.
    """
    fields = renamed(_fields(article), names)
    own = own_head(article)
    if own is not None and not own.source.lstrip("\ufeff").startswith("[#]:") and not _is_yaml(own.source):
        return f"---{end}{_yaml({**fields, 'front_matter': _inside(own.source)}, end)}---"
    return head_with(article, fields, end)


def own_head(article: Article) -> Block | None:
    """The front matter that the clipping came with; None for one without."""
    return next((block for block in article.document.blocks if block.kind == "front_matter"), None)


def head_with(article: Article, fields: dict[str, Any], end: str) -> str:
    """The clipping's own front matter as it stands, with those of the fields that it does not speak of behind its last
    key; fences around the fields where it has none. One that no YAML reader takes stays as it is, without them."""
    own, new = own_head(article), new_in_head(article, fields)
    if own is None:
        return f"---{end}{_yaml(new, end)}---" if new else ""
    if _is_hidden(own):
        return end.join([own.source.strip("\r\n"), *_hidden_lines(new)])
    body = own.source.strip("\ufeff\r\n")
    if not new:
        return body
    fence = max(body.rfind("\n"), body.rfind("\r")) + 1
    return body[:fence] + _yaml(new, end) + body[fence:]


def new_in_head(article: Article, fields: dict[str, Any]) -> dict[str, Any]:
    """Those of the fields that `head_with` puts into the front matter."""
    own = own_head(article)
    if own is None:
        return fields
    missing = _missing(article, fields)
    return missing if missing and (_is_hidden(own) or _is_yaml(own.source)) else {}


def _is_hidden(head: Block) -> bool:
    return head.source.lstrip("\ufeff").startswith("[#]:")


def _missing(article: Article, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that the clipping's own front matter does not speak of."""
    read = {name for name, origin in article.metadata.provenance.items() if origin.startswith("front matter")}
    taken = read | {key.lower() for key in article.document.front_matter}
    return {name: value for name, value in fields.items() if name not in taken}


def _inside(source: str) -> str:
    """What stands between the fences of a front matter, its line ends made \\n."""
    return "\n".join(_LINE_END.split(source.strip("\ufeff\r\n"))[1:-1])


def _is_yaml(source: str) -> bool:
    """Whether what stands between the fences is a YAML mapping to every reader."""
    inner = _inside(source)
    if "&" in inner and "*" in inner:  # aliases: a few lines can stand for gigabytes
        return False
    try:
        return isinstance(yaml_values(inner), dict)
    except YamlError:
        return False


def _fields(article: Article) -> dict[str, Any]:
    """The metadata that is stated, in order, as YAML shall have it."""
    record = metadata_dict(article.metadata)
    if article.metadata.date:
        record["date_raw"] = None
    record["contributors"] = [{k: v for k, v in person.items() if v} for person in record["contributors"]]
    fields = {name: record[name] for name in FIELDS if record[name] not in (None, [], "")}
    return {**fields, "status": article.status} if article.status not in ("ok", "failed") else fields


def to_yaml(fields: dict[str, Any]) -> str:
    """Fields as YAML that every reader takes, a line end behind each."""
    return _yaml(fields, "\n")


def _yaml(fields: dict[str, Any], end: str) -> str:
    return _dump(fields).replace("\n", end) if fields else ""


def _hidden_lines(fields: dict[str, Any]) -> list[str]:
    """Fields in the form of a head whose lines a Markdown renderer hides, a line each."""
    return [f"[#]: {name}: {_dump([value], flow=True).strip()[1:-1]}" for name, value in fields.items()]


def _dump(value: object, flow: bool = False) -> str:
    import yaml  # noqa: PLC0415 - a third of the start-up time, needed by this form alone

    return str(
        yaml.dump(value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=flow)
    )


@cache
def _dumper() -> Any:
    """The emitter in Python: the one in C escapes characters beyond the first plane. Line separators inside a text
    are escaped, or YAML would read them as line breaks and fold them."""
    import yaml  # noqa: PLC0415

    def text(emitter: Any, value: str) -> Any:
        style = '"' if _SEPARATOR.search(value) else None
        return emitter.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    dumper: Any = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(str, text)
    return dumper


def _title(article: Article, end: str) -> str:
    """The lines that state the title: as they stand in Markdown, as a heading of level one elsewhere."""
    lines = article.heading
    if not lines:
        return ""
    if article.document.clip.markup == "markdown":
        return end.join(block.source for block in lines)
    return f"# {article.title}"


def _body(article: Article) -> str:
    document = article.document
    if document.clip.markup == "markdown":
        return between(document.text, document.blocks, article.blocks)
    if document.boxes:
        return page_markdown(article)
    return "".join(_as_markdown(article.blocks))


def _as_markdown(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of flat lines, its line breaks such as Markdown shows, and its code between fences."""
    first = True
    for block in blocks:
        if block.text:
            yield "" if first else "  \n" if block.joined else "\n\n"
            yield _lines_of(block)
            first = False


def _lines_of(block: Block) -> str:
    if block.kind == "code":
        return fenced(block)
    return block.text if block.kind in _OWN_LINES else _HARD_BREAK.sub("  \n", block.text)


def between(text: str, blocks: Sequence[Block], kept: Sequence[Block]) -> str:
    """The kept blocks' sources with the white space that stood between them.

    Where blocks were dropped in between, a blank line stands when one stood anywhere among them.
    """
    pieces: list[str] = []
    for i, block in enumerate(kept):
        if i:
            pieces.append(_gap(text, blocks, kept[i - 1], block))
        pieces.append(block.source)
    return "".join(pieces).strip("\r\n")


def _gap(text: str, blocks: Sequence[Block], above: Block, below: Block) -> str:
    """The longest white space between two blocks."""
    gaps = (text[block.start + len(block.source) : block.span.end] for block in blocks[above.index : below.index])
    return max(gaps, key=len)
