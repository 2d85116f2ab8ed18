"""Imports run one way, downward; heavy libraries are loaded where they are used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, table

PACKAGE = ROOT / "cleaner"

#: Every room with its height: a module may import what is lower, and its own room. "" is the package's own module.
HEIGHTS = {
    "__main__": 10,
    "cli": 9,
    "integrations": 9,
    "learning": 8,
    "upkeep": 8,
    "batch": 7,
    "": 6,
    "pipeline": 5,
    "mending": 4,
    "described": 4,
    "known_site": 4,
    "second_look": 3,
    "memory": 3,
    "options": 3,
    "settings": 2,
    "article": 3,
    "writers": 2,
    "normalise": 2,
    "metadata": 2,
    "judge": 2,
    "repairs": 2,
    "readers": 2,
    "text": 1,
    "model": 0,
}
#: (importing module, imported module) that break the order, each with its reason.
EXCEPTIONS: dict[tuple[str, str], str] = {}

MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    """A module's dotted name within the package: "judge.rulebook", "model", "" for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _imports(node: ast.AST, package: str) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in it but under TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from _from(child, package)
        elif not _is_type_checking(child):
            yield from _imports(child, package)


def _from(node: ast.ImportFrom, package: str) -> Iterator[str]:
    base = package.rsplit(".", node.level - 1)[0] if node.level else ""
    module = ".".join(part for part in (base, node.module) if part)
    for alias in node.names:
        inner = PACKAGE.parent.joinpath(*module.split("."), alias.name)
        yield f"{module}.{alias.name}" if inner.is_dir() or inner.with_suffix(".py").exists() else module


def _imported(path: Path) -> list[str]:
    """What one module imports of the package, as names within it."""
    dotted = ".".join(filter(None, ("cleaner", _name(path))))
    package = dotted if path.name == "__init__.py" else dotted.rpartition(".")[0]
    found = _imports(ast.parse(path.read_text("utf-8")), package)
    return [name.partition(".")[2] for name in found if name.partition(".")[0] == "cleaner"]


def _room(name: str) -> str:
    return name.partition(".")[0]


def _may_import(importer: str, imported: str) -> bool:
    one, other = _room(importer), _room(imported)
    return one == other or HEIGHTS[other] < HEIGHTS[one]


@pytest.mark.parametrize("path", MODULES, ids=[_name(path) or "cleaner" for path in MODULES])
def test_imports_run_downward(path: Path) -> None:
    name = _name(path)
    assert _room(name) in HEIGHTS, f"{name}: a new room needs its height in HEIGHTS"
    wrong = [other for other in _imported(path) if not _may_import(name, other) and (name, other) not in EXCEPTIONS]
    assert wrong == []


def test_the_imports_of_a_module_are_found() -> None:
    assert {"model", "judge.judge", "readers"} <= set(_imported(PACKAGE / "pipeline.py"))


def test_every_exception_is_still_needed() -> None:
    broken = {(_name(path), other) for path in MODULES for other in _imported(path)}
    assert EXCEPTIONS.keys() <= {(one, other) for one, other in broken if not _may_import(one, other)}


@pytest.mark.parametrize(
    ("source", "package", "imported"),
    table(
        [
            ("none", "x = 1", "cleaner.judge", []),
            ("a module", "import cleaner.model", "cleaner.judge", ["cleaner.model"]),
            ("a name of a module", "from cleaner.model import Clip", "cleaner.judge", ["cleaner.model"]),
            ("a module of a room", "from cleaner.judge import facts", "cleaner", ["cleaner.judge.facts"]),
            ("relative", "from . import facts", "cleaner.judge", ["cleaner.judge.facts"]),
            ("relative, one up", "from ..text import units", "cleaner.judge", ["cleaner.text.units"]),
            ("within a function", "def f():\n    import cleaner.options", "cleaner.judge", ["cleaner.options"]),
            ("for types alone", "if TYPE_CHECKING:\n    import cleaner.article", "cleaner.judge", []),
            ("for types alone, by module", "if t.TYPE_CHECKING:\n    import cleaner.article", "cleaner.judge", []),
            ("under another test", "if x:\n    import cleaner.article", "cleaner.judge", ["cleaner.article"]),
        ]
    ),
)
def test_imports_are_found(source: str, package: str, imported: list[str]) -> None:
    assert list(_imports(ast.parse(source), package)) == imported


@pytest.mark.parametrize(
    ("importer", "imported", "may"),
    table(
        [
            ("down", "judge.judge", "text.units", True),
            ("within a room", "judge.judge", "judge.facts", True),
            ("two rooms beside each other", "writers.markdown", "metadata.head", False),
            ("up", "text.units", "judge.facts", False),
            ("up to the pipeline", "judge.judge", "pipeline", False),
            ("the bottom", "model", "text.units", False),
            ("the top", "cli.clean", "model", True),
            ("from above to the package", "cli.clean", "", True),
            ("from within to the package", "article", "", False),
        ]
    ),
)
def test_what_may_be_imported(importer: str, imported: str, may: bool) -> None:
    assert _may_import(importer, imported) is may


HEAVY = ("lxml", "rich", "click", "yaml", "bs4", "trafilatura", "re2", "ahocorasick_rs")
LOADED = [
    ("the package", "import cleaner", HEAVY),
    ("the options", "from cleaner import Options, Article, ConfigurationError", HEAVY),
    ("the program", "from cleaner import clean", ("lxml", "rich", "click", "yaml", "bs4", "trafilatura")),
    (
        "cleaning a flat text",
        "from cleaner import clean; clean('渡口\\n\\n分享到：').to_dict()",
        ("lxml", "rich", "click", "yaml", "bs4", "trafilatura", "opencc", "ftfy", "socket"),
    ),
    (
        "cleaning a page",
        "from cleaner import clean; clean('<p>a</p>', markup='html')",
        ("rich", "click", "trafilatura"),
    ),
]


@pytest.mark.parametrize(("code", "unwanted"), table(LOADED))
def test_heavy_libraries_are_not_loaded(code: str, unwanted: tuple[str, ...]) -> None:
    script = f"import sys\n{code}\nprint([name for name in {unwanted!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_public_names_are_there() -> None:
    script = "import cleaner; print([name for name in cleaner.__all__ if getattr(cleaner, name, None) is None])"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True)
    assert found.stdout.strip() == "[]"


def test_an_unknown_public_name_is_an_error() -> None:
    import cleaner  # noqa: PLC0415

    with pytest.raises(AttributeError, match="no_such_name"):
        cleaner.no_such_name  # noqa: B018
