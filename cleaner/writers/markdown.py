"""Article → Markdown with YAML front matter.

A clipping that was Markdown is given back byte for byte, less what was dropped: its own front matter first, our
fields behind the last of its keys where it does not speak of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaner.metadata.head import covered_fields
from cleaner.model import Block
from cleaner.writers.record import metadata_dict

if TYPE_CHECKING:
    from cleaner.article import Article

#: A line break inside a paragraph: Markdown needs two spaces to show it.
_HARD_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
#: The fields that go into front matter, in their order. `date_raw` goes only where the day is not known.
FIELDS = (
    "title authors contributors editor source site via date date_raw modified category tags views url original_title "
    "language"
).split()


def to_markdown(article: Article) -> str:
    """The article as Markdown: front matter, the title as a heading when the source has a line for it, the body.

    Ends with one line end; the empty string for an article without body, title and metadata.
    """
    head = front_matter(article)
    parts = [part for part in (head, _title(article), _body(article)) if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def front_matter(article: Article) -> str:
    """The fences and what stands between them, without a line end; "" when there is nothing to say."""
    fields = _fields(article)
    own = next((block for block in article.document.blocks if block.kind == "front_matter"), None)
    if own is None:
        return f"---\n{_yaml(fields)}---" if fields else ""
    if own.source.lstrip("\ufeff").startswith("[#]:") or not article.document.front_matter:
        return own.source.strip("\r\n")
    said = covered_fields(article.document.front_matter)
    missing = {name: value for name, value in fields.items() if name not in said}
    lines = own.source.strip("\ufeff\r\n").splitlines()
    return "\n".join([*lines[:-1], *_yaml(missing).splitlines(), lines[-1]])


def _fields(article: Article) -> dict[str, Any]:
    """The metadata that is stated, in order, as YAML shall have it."""
    record = metadata_dict(article.metadata)
    if article.metadata.date:
        record["date_raw"] = None
    record["contributors"] = [{k: v for k, v in person.items() if v} for person in record["contributors"]]
    fields = {name: record[name] for name in FIELDS if record[name] not in (None, [], "")}
    return {**fields, "status": article.status} if article.status not in ("ok", "failed") else fields


def _yaml(fields: dict[str, Any]) -> str:
    import yaml  # noqa: PLC0415 - a third of the start-up time, needed by this form alone

    if not fields:
        return ""
    # the emitter in Python: the one in C escapes characters beyond the first plane
    return str(yaml.dump(fields, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=2**20))


def _title(article: Article) -> str:
    """The lines that state the title: as they stand in Markdown, as a heading of level one elsewhere."""
    lines = [article.document.blocks[v.block] for v in article.verdicts if v.role == "title"]
    if not lines:
        return ""
    if article.document.clip.markup == "markdown":
        return "\n".join(block.source for block in lines)
    return f"# {article.title}"


def _body(article: Article) -> str:
    if article.document.clip.markup != "markdown":
        return _HARD_BREAK.sub("  \n", article.text)
    return between(article.document.text, article.document.blocks, article.blocks)


def between(text: str, blocks: Sequence[Block], kept: Sequence[Block]) -> str:
    """The kept blocks' sources with the white space that stood between them.

    Where blocks were dropped in between, a blank line stands when one stood on either side.
    """
    pieces: list[str] = []
    for i, block in enumerate(kept):
        if i:
            pieces.append(_gap(text, blocks, kept[i - 1], block))
        pieces.append(block.source)
    return "".join(pieces).strip("\r\n")


def _gap(text: str, blocks: Sequence[Block], above: Block, below: Block) -> str:
    start = blocks[above.index].start + len(blocks[above.index].source)
    behind = text[start : blocks[above.index].span.end]
    if below.index == above.index + 1:
        return behind
    last = blocks[below.index - 1]
    before = text[last.start + len(last.source) : last.span.end]
    return max(behind, before, key=len)
