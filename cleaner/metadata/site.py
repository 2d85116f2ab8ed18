"""Where a clipping stands: breadcrumb and category, the site, the portal it was copied from."""

from __future__ import annotations

from cleaner.metadata.fields import Fields, Said
from cleaner.metadata.found_title import Title
from cleaner.metadata.labels import EDGES
from cleaner.metadata.people import is_organisation, split_names
from cleaner.text.characters import fold, key
from cleaner.text.pattern import lazy_pattern

_LEVEL_GAP = lazy_pattern(r"(?:(?<!\s)\s++)?(?:>+|/(?!/)|::|-(?=\s|$)|(?<=\s)\|(?=\s))\s*")
_LEVELS_LABEL = lazy_pattern(r"^.{0,8}?(?:位置|在这里|阅读|here|パンくず(?:リスト)?)\s*(?:是|为)?\s*:?\s*")
#: Levels of a breadcrumb that name no category.
_NO_LEVEL = lazy_pattern(
    r"^(?:.{0,8}首页|主页|home|ホーム|トップ(?:ページ)?|top|[正内本]文(?:内容)?|内容|.{0,2}详情|文章(?:详情|正文|内容)?|记事|阅读)$"
)
_PUBLISHED_BY = lazy_pattern(
    r"本文(?:由|为)\s*[“\"']?(?P<site>[^，,。由\s]{2,20}?)[”\"']?\s*(?:发布|發布|整理|编辑|原创|原創|首发)",
    words=("本文",),
)
_POSTED_BY = lazy_pattern(
    r"本文由(?:用户|网友|作者|会员)\s?(?P<name>[^\s，,。]{2,20})\s(?:自行)?(?:上传|投稿|分享|原创|撰写|编写|发布)",
    words=("本文由",),
)
_ORGANISER = lazy_pattern(r"(?:主办单位|主办|版权所有|主辦單位|版權所有)\s*[:：]\s*(?P<site>[^\s，,。;；|©]{3,24})")
#: The office that runs the site of a government is not its name.
_OFFICE = lazy_pattern(r"(?:办公室|办公厅|辦公室|辦公廳)$")
#: The owner behind or before a copyright sign, over folded text.
_RIGHTS = lazy_pattern(
    r"(?:(?:copyright|©|ⓒ|\(c\))\s{0,9}){1,4}(?:(?:19|20)\d\d(?:\s*+-\s*+(?:(?:19|20)\d\d|now|present|至今))?)?[\s,]*(?:by\s+)?"
    r"(?P<after>[^\d©.|,]{2,40}?)\s*(?:[.|,。·]|$|版权所有|版权|all\b|\d|公司|(?:记事|写真|画像)(?:[・、]\S{2,4})?の|无断|未经|禁止"
    r"|.(?:icp|公网安)[备证]|增值电信业务|互联网新闻信息|使用.{0,8}前必读|[\u4e00-\u9fff]{2}(?:条款|政策|协议)"
    r"|(?:terms (?:of|&)|privacy|cookie))"
    r"|(?P<before>[^\s，,。、:：;；|©\d]{2,20}?)\s*(?:版权所有|着作权所有)"
    r"|^(?:版权所有|着作权所有)\s+(?P<named>[^\s，,。、:：;；|©\d]{2,20})(?:\s|$)"
)
_PERSONS = lazy_pattern("作者|用户|记者|网友|会员|博主|楼主|笔者|本人|个人")
_NO_OWNER = lazy_pattern(
    r"all right|copyright|版权|reserved|^[本该]|^了解|转载|未经|授权|^[a-z]{1,3}$|^the$"
    # makers of the programs that sites run on
    r"|^(?:vbulletin|jelsoft|discuz|comsenz|phpbb|xenforo|invision (?:power|community)|simple machines|mybb|nodebb)\b"
)
_BACK_TO = lazy_pattern(
    r"返回(?P<via>搜狐|网易|新浪|腾讯|凤凰|头条|[\u4e00-\u9fff]{2,6}?网?)(?:首页)?\s*+,?\s*+(?:查看|阅读|了解)更多",
    words=("返回",),
)


def read_breadcrumb(piece: Said, title: Title, found: Fields) -> None:
    """The levels of a breadcrumb; the last one that is neither the home page nor the article is the category."""
    label = _LEVELS_LABEL.match(piece.folded)
    text = piece.text[label.end() :] if label else piece.text
    edges = [0, *(edge for match in _LEVEL_GAP.finditer(fold(text)) for edge in match.span()), len(text)]
    levels = [text[a:b].strip(EDGES) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    levels = [level for level in levels if level]
    named = [level for level in levels if not _NO_LEVEL.match(key(level)) and key(level) not in title.keys]
    if len(levels) > 1:
        origin = f"{piece.origin}: breadcrumb"
        found.put("breadcrumb", tuple(levels), origin)
        found.put("category", named[-1] if named else None, origin)
        found.put("home", levels[0] if is_organisation(levels[0]) else None, origin)


def read_portal(piece: Said, found: Fields) -> None:
    """The portal that a link back names, and the site that a notice says has published the text."""
    if via := _BACK_TO.search(piece.folded):
        found.put("via", piece.text[slice(*via.span("via"))], piece.origin)
    if (site := _PUBLISHED_BY.search(piece.text)) and not _PERSONS.search(site["site"]):
        writes = site["site"] in found.values.get("authors", ())  # who wrote a text is not where it stands
        found.put("site", None if writes else site["site"], piece.origin)
    if posted := _POSTED_BY.search(piece.text):
        found.put("authors", tuple(split_names(posted["name"])), piece.origin)


def read_owner(piece: Said, found: Fields) -> None:
    """The site's name from its copyright line or from the organiser in its foot."""
    if organiser := _ORGANISER.search(piece.text):
        found.put("site", _OFFICE.sub("", organiser["site"]), piece.origin)
    elif rights := _RIGHTS.search(piece.folded):
        group = next(name for name in ("after", "before", "named") if rights[name])
        name = piece.text[slice(*rights.span(group))].strip(EDGES + ".©")
        if len(name) > 1 and not _NO_OWNER.search(fold(name)):
            found.put("site", name, piece.origin)
