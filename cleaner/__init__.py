"""Clean article bodies and metadata from raw web clippings. `clean` is the whole program; see README."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.article import Article as Article
    from cleaner.mending import Repair as Repair
    from cleaner.mending import repair as repair
    from cleaner.options import Options as Options
    from cleaner.pipeline import clean as clean
    from cleaner.settings.declared import ConfigurationError as ConfigurationError

__version__ = "0.1.0"
__all__ = ["Article", "ConfigurationError", "Options", "Repair", "__version__", "clean", "repair"]

#: Public name → the module that holds it; loaded when it is first used, so that the command's help starts at once.
_HOMES = {
    "Article": "cleaner.article",
    "ConfigurationError": "cleaner.settings.declared",
    "Options": "cleaner.options",
    "Repair": "cleaner.mending",
    "clean": "cleaner.pipeline",
    "repair": "cleaner.mending",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
