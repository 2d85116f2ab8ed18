"""The account that posted an article, as platforms show it: its name above the button that follows it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.people import is_han_name, is_organisation
from cleaner.model import Block, Verdict
from cleaner.text.characters import key
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import han_kana, units

#: The buttons that follow whoever posted an article.
FOLLOW = frozenset(
    map(
        key,
        "关注 +关注 加关注 +加关注 关注他 关注她 关注TA 关注作者 收听TA 已关注 追蹤 訂閱 フォロー フォローする".split(),
    )
)
#: What an account can be called. Must not match a sentence, a count or a day.
_ACCOUNT = lazy_pattern(r"(?!\d+$|来自|发自|发布于|IP属地)[\w·.-]{2,16}(?: [\w.-]{2,12})?")
#: What a post was sent from, between the account and its button.
_FROM = lazy_pattern(r"(?:来自|发自)\s?\S")
#: The account and its button on one line. Must not match a menu.
_BESIDE = lazy_pattern(r"(?P<name>[\w·.-]{2,16})\s+(?:[+＋]\s?关注|加关注|已关注|关注\s+(?:赞赏支持|私信|发私信|打赏))")
#: What stands in the place of an account's name and is none.
NO_ACCOUNT = frozenset(("原创", "转载", "翻译", "置顶"))
#: The name stands at most so many lines above the button: what the account is and the day stand between.
REACH = 4
#: A name that may stand twice in a row is shorter than this, in units: a longer line said twice is a title.
NAME_UNITS = 6


def read_account(said: Sequence[Said], verdicts: Sequence[Verdict], title_keys: Set[str], found: Fields) -> None:
    """The account above the first follow button over the body, or beside it, or between the title and the line with
    the day: the author, or the outlet where it is no person's name."""
    titles = [verdict.block for verdict in verdicts if verdict.role == "title"]
    last = max(titles, default=-1)
    body = next((verdict.block for verdict in verdicts if verdict.role == "body" and verdict.block > last), 0)
    head = [piece for piece in said if piece.block < body]
    button = next((i for i, piece in enumerate(head) if key(piece.text) in FOLLOW), None)
    if button is not None:
        name = _above(head[max(0, button - REACH) : button], head[button].block)
        found.put("source" if is_organisation(name) else "authors", _value(name), head[button].origin)
        return
    for piece in head:
        if beside := _BESIDE.match(piece.text.strip()):
            found.put("authors", (beside["name"],), piece.origin)
    under = next((piece for piece in head if piece.block - 1 in titles and key(piece.text) not in title_keys), None)
    if under is not None and under.noise_class == "meta_line":
        _read_under(under, found)


def _read_under(piece: Said, found: Fields) -> None:
    """The line between the title and the line with the day, where it can be the name of an account in Han."""
    name = piece.text.strip()
    if not _is_name(piece) or not han_kana(name) or name in NO_ACCOUNT:
        return
    if is_han_name(name):
        found.put("authors", (name,), piece.origin)
    elif name not in found.values.get("authors", ()):
        found.put("source", name, piece.origin)


def _value(name: str) -> str | tuple[str, ...]:
    return name if is_organisation(name) or not name else (name,)


def _is_name(piece: Said) -> bool:
    return piece.date is None and not piece.labels and _ACCOUNT.fullmatch(piece.text.strip()) is not None


def _above(pieces: Sequence[Said], button: int) -> str:
    """The name in the lines above a button: one that stands twice, else the line above the button or above its day;
    "" for none."""
    near = [piece for piece in pieces if button - piece.block <= REACH and piece.noise_class == "meta_line"]
    near = near or [piece for piece in pieces if piece.block == button - 1 and piece.noise_class == "headline_list"]
    names = [piece.text.strip() for piece in near if _is_name(piece)]
    doubled = next((name for name in names if names.count(name) > 1), "")
    undated = (piece for piece in reversed(near) if piece.date is None and not _FROM.match(piece.folded.strip()))
    above = next((piece.text.strip() for piece in undated), "")
    return doubled or (above if above in names else "")


def is_account(keys: Sequence[str], block: Block) -> bool:
    """Whether a line is the name of an account or what it says of itself: it stands above the button that follows
    it, or it is short and said twice in a row."""
    above, below = keys[max(0, block.index - 1) : block.index], keys[block.index + 1 : block.index + REACH]
    twice = units(block.text) < NAME_UNITS and keys[block.index] in (*above, *below[:1])
    return any(k in FOLLOW for k in (below if twice else below[:1]))
