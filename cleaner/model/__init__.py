"""The values that everything else passes around: frozen, typed, computing nothing but views of themselves."""

from cleaner.model.document import (
    NO_HEAD,
    NO_HINTS,
    VERBATIM,
    Block,
    Box,
    Clip,
    Document,
    Head,
    Hints,
    Kind,
    Marked,
    Stated,
    last_boxes,
)
from cleaner.model.metadata import NO_METADATA, Contributor, Metadata, Post
from cleaner.model.profile import Finder, Profile, SharedBox, SharedLine, SiteExample
from cleaner.model.rule import BELOW_TITLE, NOISE_CLASSES, Rule
from cleaner.model.terms import Change, Engine, Grade, Link, Markup, Mode, Script, Span, Status, Warn
from cleaner.model.verdict import Cut, Removed, Role, Verdict

__all__ = [
    "BELOW_TITLE",
    "NOISE_CLASSES",
    "NO_HEAD",
    "NO_HINTS",
    "NO_METADATA",
    "VERBATIM",
    "Block",
    "Box",
    "Change",
    "Clip",
    "Contributor",
    "Cut",
    "Document",
    "Engine",
    "Finder",
    "Grade",
    "Head",
    "Hints",
    "Kind",
    "Link",
    "Marked",
    "Markup",
    "Metadata",
    "Mode",
    "Post",
    "Profile",
    "Removed",
    "Role",
    "Rule",
    "Script",
    "SharedBox",
    "SharedLine",
    "SiteExample",
    "Span",
    "Stated",
    "Status",
    "Verdict",
    "Warn",
    "last_boxes",
]
