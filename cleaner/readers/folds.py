"""Parts of a page that are folded up until a reader asks for them: answers under their questions, the sheets of tabs.

What a browser hides there is as much of the text as what it shows: the page says so by the control that unfolds it,
which names the part, heads it, or stands right above it. What opens on top of a page (menus, dialogs) is none of it.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The attributes of a control that unfolds a part of the page, and where it says which.
_TARGETS = ("aria-controls", "data-bs-target", "data-target")
UNFOLDING = frozenset(("aria-expanded", *_TARGETS))
#: Where a control says how it opens that, and what it says there of something on top of the page.
_MEANS = ("data-bs-toggle", "data-toggle")
_POPPING = frozenset("modal dropdown offcanvas tooltip popover".split())
#: Roles of what opens on top of a page.
_ON_TOP = frozenset("dialog alertdialog menu menubar listbox tooltip navigation search form status alert".split())
_MENUS = frozenset(("nav", "ul", "menu", "form", "dialog"))
#: What the name of a control ends with that says what a click does: no word of a heading.
_STATES = frozenset(
    "show hide expand collapse open close toggle 展开 收起 展開 隐藏 隱藏 显示 顯示 開く 閉じる + -".split()
)


def unfolded(attributes: Mapping[str, str]) -> list[str]:
    """The names of the parts of the page that a control with these attributes unfolds."""
    if _opens_on_top(attributes):
        return []
    return [name.lstrip("#") for target in _TARGETS for name in attributes.get(target, "").split()]


def _opens_on_top(attributes: Mapping[str, str]) -> bool:
    return "aria-haspopup" in attributes or any(attributes.get(name) in _POPPING for name in _MEANS)


def is_state(said: str) -> bool:
    """Whether a piece of a control's name says what a click does."""
    return said.strip().lower() in _STATES


class Folds:
    """What the controls read so far unfold."""

    def __init__(self) -> None:
        self._named: set[str] = set()
        self._behind = (-1, -1)

    def control(self, attributes: Mapping[str, str], box: int, runs: int) -> None:
        """A control opens, in a box, behind so many runs."""
        named = unfolded(attributes)
        self._named.update(named)
        if not (named or _opens_on_top(attributes)):
            self._behind = box, runs

    def hold(self, tag: str, attributes: Mapping[str, str], box: int, runs: int) -> bool:
        """Whether an element, in a box and behind so many runs, is such a part: the sheet of a tab, what a control
        names, or what stands right behind a control and its name."""
        role = attributes.get("role", "").lower()
        if tag in _MENUS or role in _ON_TOP or attributes.get("aria-modal") == "true":
            return False
        return role == "tabpanel" or attributes.get("id") in self._named or self._behind == (box, runs - 1)
