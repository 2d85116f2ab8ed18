"""What a block of code is written in, where the page says so: for those that colour code, pages name it in a class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice, pairwise

from cleaner.model import Box

#: The attributes that hold nothing but the name of a language.
_ATTRIBUTES = ("data-lang", "data-language", "data-enlighter-language", "data-code-language")
#: A name behind the word that announces it, in the classes of an element. Must not match "language-switcher-open" as a
#: whole: a name has no hyphen but in "objective-c".
_ANNOUNCED = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source-|text-)?|brush:\s?)(objective-c|[\w+#.]+)(?=[\s;]|$)"
)
#: Names that pages give to code without colours. Must not have the name of a language.
_NO_NAMES = frozenset(
    "auto code default highlight none notranslate nohighlight plain plaintext raw text txt undefined".split()
)
#: Names of languages that stand among the classes of an element without a word that announces them.
KNOWN = frozenset(
    """asm awk bash batch c clojure cmake cmd console cpp cs csharp css dart diff dockerfile elixir erlang fortran
    fsharp go golang graphql groovy haskell html http ini java javascript js json jsx julia kotlin latex less lisp lua
    makefile matlab nginx objc objectivec ocaml pascal perl php powershell properties protobuf ps1 py python r ruby rust
    sass scala scheme scss sh shell solidity sql svelte swift tcl toml ts tsx typescript vb vbnet verilog vhdl vim vue
    xml yaml yml zig zsh""".split()
)
#: Classes of the programs that colour code: beside them stands its language.
_COLOURED = frozenset("code hljs highlight prettyprint prism sourcecode syntaxhighlighter".split())
#: How many elements around a block of code may say it, from the inside.
_AROUND = 3


def language_of(attributes: Mapping[str, str]) -> str:
    """The language that the attributes of a block of code name, in lower case; "" where they name none."""
    for name in _ATTRIBUTES:
        if (said := attributes.get(name, "").strip().lower()) and re.fullmatch(r"[\w+#.-]{1,20}", said):
            return "" if said in _NO_NAMES else said
    classes = attributes.get("class", "").lower()
    if (found := _ANNOUNCED.search(classes)) is not None:
        return "" if found[1] in _NO_NAMES else found[1]
    names = classes.split()
    if _COLOURED.isdisjoint(names):
        return ""
    return next((name for name in names if name in KNOWN), "")


def language_around(boxes: Iterable[Box]) -> str:
    """The language that the elements around a block of code name, the nearest first; "" where they name none. Of those
    only the words of their names are known, so that a name of one letter is not found."""
    for box in islice(boxes, _AROUND):
        for announcing, name in pairwise(box.words):
            if announcing in ("highlight", "source", "language", "lang") and name in KNOWN:
                return name
    return ""
