"""Names in bylines: where one ends and the next begins, and what is no person."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from cleaner.model import Contributor
from cleaner.text.characters import fold
from cleaner.text.names import SURNAMES
from cleaner.text.pattern import lazy_pattern
from cleaner.text.units import han_kana, units

#: Words for those who write, longest first: the names behind them are authors.
ROLES = (
    "全媒体记者 融媒体记者 首席记者 特派记者 特约记者 见习记者 实习记者 本报记者 本网记者 本刊记者 实习生 通讯员 "
    "评论员 特约撰稿人 特约撰稿 撰稿人 撰稿 撰文 采写 采访 执笔 编译 翻译 作者 记者 文 全媒體記者 特派記者 特約記者 "
    "見習記者 實習記者 本報記者 實習生 通訊員 撰稿 撰文 採訪 執筆 編譯 作者 記者 取材・文 執筆 筆者 著者 文責"
).split()
#: Accounts and desks that stand where a name does.
_NO_PERSON = lazy_pattern(
    r"^(?:\d+\s?#|#\s?\d+|"
    r"(?:site |web |super )?admin(?:istrator)?|super ?user|webmaster|(?:网站|系统|超级)管理员|信息员|发布员|"
    r"网站编辑|root|editor|editors?|system|user|guest|anonymous|匿名|佚名|管理员|小编|站长|编辑部?|本站|本网|本报|"
    r"本刊|网络|互联网|未知|综合|staff|unknown|作者|来源|发布|记者|责任|最后|版主|楼主|游客|网友|会员|用户|(?:每?周|星期)[一二三四五六日天]+(?:店|公)?休息?|转载|原创|新闻|文章|信息|未知|不详|权利|版权|主题|今日|昨日|来自|发自)$"
)
#: How names of organisations end. Must not match a person's name.
_ORGANISATION = lazy_pattern(
    r"(?:日报|晚报|时报|早报|商报|周刊|周报|新闻|新闻社|通讯社|新华社|中新社|中新网|电视台|广播|网|网站|社|台|报|局|厅|部|"
    r"委员会|委|政府|办公室|公司|集团|中心|学院|大学|协会|联合会|研究院|研究所|编辑部|出版社|频道|客户端|公众号|时间|新聞雲|快報|杂志|传媒|在线|发布|头条|新媒体)$"
)
#: Sections of any site, and words, which end like names of outlets.
_SECTION = lazy_pattern(
    r"^(?:国内|国际|时政|社会|财经|体育|娱乐|专题|图片|视频|本地|热点|最新|今日|头条|热门|相关|推荐|综合|要闻|更多|其他|即时|生活|地方|滚动|"
    r"行业|企业|公司|科技|文化|教育|健康|军事|汽车|房产|旅游|本站|本网|全部|官方)+(?:新闻|头条|频道|网|资讯|中心|时间|发布|在线|社)?$"
    r"|^(?:播|日|晚|简|预|情|海|举|汇|通|申|填|回|警|电|公|喜)报$|^(?:增|专|停|创)刊$"
)
#: Where the report is from, behind the reporter's name: ``記者莫雅青／雲汀報導``.
_PLACE = lazy_pattern(
    r"(?:[/／]\s?|(?<=[\u4e00-\u9fff])\s)[^/／\s,，]{2,6}(?:报道|报导|報導|報道)|[/／]\s?[文图圖摄攝]"
)
_SPLIT = lazy_pattern(
    r"(?:(?<!\s)\s++)?[、,;/&|]\s*|(?<!\s)\s++(?:and|和|与)\s+|(?<=[\u4e00-\u9fff])(?:和|与|暨)(?=[\u4e00-\u9fff])"
)
_HAN_WORD = lazy_pattern(r"[\u3400-\u9fff]+")
_ROLE = lazy_pattern("|".join(sorted(map(re.escape, {fold(role) for role in ROLES}), key=len, reverse=True)))


#: Words of Latin script that are in the names of desks, agencies and firms. Must not match within a person's name.
_LATIN_DESK = lazy_pattern(
    r"\b(?:staff|team|redaktion|redaction|rédaction|redacción|redacao|redazione|editors?|editorial|desk|news|newsroom|press|agency|agentur"
    r"|reuters|dpa|afp|epd|kna|associated|magazine|magazin|blog|media|group|inc|gmbh|ltd|llc|university|city|county|government|council|ministry|department|institute|college|school|bureau|association|foundation|wire|online|digital|taboola\w*|outbrain|sponsored|advertisement|werbung"
    r"|correspondents?|contributors?|attorneys?|representatives?|analysts?|directors?|managers?|officers?|consultants?|modified|posted|edited|admin(?:istrator)?|webmaster|guest|posts?|home|about|share|comments?|read|more|menu|author|authors"
    r"|profile|follow|subscribe|login|twitter|facebook|updated|published|by|the|and|with|from|of|minutes?|views?|geschrieben|erstellt|eingestellt|artikel|interview|fotos?|foto|bild|bilder|datum|auteur|autore?|autor(?:in)?|publicado|publié|veröffentlicht|agencies|agencias?|uhr|kommentare?|politik|wirtschaft|sport|kultur|print|anzeige|quelle|text|unknown)\b|\.\w{2,4}$"
)
#: A word of a name in Latin script: it begins with a capital, or is one of the small words inside names.
_NAME_WORD = lazy_pattern(
    r"[^\W\d_a-zß-ÿ]|(?:de|del|della|der|den|di|da|do|dos|du|la|le|van|von|vom|zu|zur|af|al|el|bin|ter|ten|y|e)$|[dl]'"
)
#: Surnames of two characters, and pairs of surnames that are borne together.
_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 夏侯 轩辕 呼延 南宫 独孤 拓跋 "
    "范姜 张简 张廖 欧文".split()
)
#: Characters that write names of Uyghurs, Kazakhs, Mongols and Tibetans in Chinese. Must not match 现场直击, 综合报道.
_TRANSLITERATED = lazy_pattern(
    "[阿艾安巴白拜班贝比毕波布不才次达丹旦德登迪地丁都杜顿顿多尔尕甘格古哈海赫吉加嘉江金居卡凯康科克库拉兰朗勒力里丽利列卢鲁罗洛吕"
    "玛麦买满曼米敏明莫木穆那乃娜南尼年努诺帕拍皮普其奇恰强仁热日肉萨赛桑沙山史斯苏索塔台泰特提铁图吐托瓦旺维翁乌西希夏肖辛雅亚央依伊"
    "吾孜则扎旦增珍珠卓措热孟古娃罕汗]{3,8}"
)
#: How words end that begin with a surname's character. Must not match names such as 文海 or 时明.
_NO_GIVEN_NAME = lazy_pattern(
    r"(?:频道|栏目|新闻|要闻|资讯|快讯|报道|评论|专题|首页|正文|时间|日期|来源|编辑|记者|大学|公司|中心|作者|小时|分钟)$"
)
_ADDRESS = lazy_pattern(r"\w@\w+\.\w|://|^www\.|\.(?:com|cn|net|org|jp|tw|hk)\b")


#: An address of a person's own page. Must not match a link to log in, or to show only one author's posts.
PERSON_PAGE = lazy_pattern(
    r"/(?:u|users?|members?|people|profiles?|author)/[^/]|member\.php|memberlist\.php\?mode=viewprofile|space-uid-|"
    r"space(?:&amp;|&|\?)uid=|profile\.php|/space/\d|(?:^|/)user\?id=|[?&]uid=\d"
)


@cache
def _common_words() -> frozenset[str]:
    """Words that stand in meta lines and menus and begin with a surname's character, as folding keys."""
    return frozenset(fold(files(__package__).joinpath("no_names.txt").read_text("utf-8")).split())


def is_nobody(name: str) -> bool:
    """Whether `name` is what accounts and desks are called that stand where a name does: ``admin``, 小编."""
    return _NO_PERSON.match(fold(name).strip()) is not None


def is_organisation(name: str) -> bool:
    """Whether `name` ends like the name of an organisation."""
    folded = fold(name)
    return (
        _ORGANISATION.search(folded) is not None
        and (len(name) > 2 or folded[-1:] in "报刊")
        and not _SECTION.match(folded)
    )


#: What stands around a name without being of it: blanks, dots, pictures. Must not match a letter or a bracket.
_EDGE_SIGNS = lazy_pattern(r"^[\s　@・·\U0001f000-\U0001faff☞☛●■□◆▲-]+|[\s　@・·\U0001f000-\U0001faff☞●■□◆▲-]+$")


def split_names(text: str) -> list[str]:
    """The persons' names in `text`, in order; accounts and organisations are left out."""
    names: list[str] = []
    bare = _without_remarks(_bare(_FROM.sub("", _unfolded_split(text))))
    for piece in _SPLIT.split(_between_names(bare)):
        names += _spaced(_EDGE_SIGNS.sub("", _OPEN_REMARK.sub("", piece)))
    return [name for name in dict.fromkeys(names) if _is_name(name)]


#: What stands around a list of names, and brackets around or beside it. Must not match a letter.
_EDGES = " \t　:：=＝。.,，@・·"
_OPENS, _CLOSES = "(（[【〔", ")）]】〕"
#: A remark behind a name whose closing bracket is lost: ``宋禾 [现代``. Must not match a name in brackets.
_OPEN_REMARK = lazy_pattern(r"(?<=\S)\s*[(（\[【〔][^()（）\[\]【】〔〕]*$")
#: A remark behind a name that is none of it: ``(Tallin, bureau du nord)``. Must not match a spelling, ``阿里(Ali)``.
_REMARK = lazy_pattern(r"(?:(?<!\s)\s++)?[(（][^()（）,、;/&|]*+[,、;/&|][^()（）]*+[)）]")


#: Where a writer is from, in brackets before the name: ``[美] 艾伦·沃克``. Must not match a name in brackets.
_FROM = lazy_pattern(r"^\s*[\[［(（【〔][\u4e00-\u9fff]{1,5}[\]］)）】〕]\s?(?=[^\s\W])")


def _bare(text: str) -> str:
    """A text without the marks and brackets around it; a bracket that closes one within it stays."""
    bare = text.strip(_EDGES + _OPENS)
    while bare and bare[-1] in _EDGES + _OPENS + _CLOSES:
        opening = _OPENS[_CLOSES.index(bare[-1])] if bare[-1] in _CLOSES else None
        if opening and bare.count(opening) >= bare.count(bare[-1]):
            break
        bare = bare[:-1]
    return bare


def _without_remarks(text: str) -> str:
    """A list of names without what brackets say of one of them."""
    return _REMARK.sub("", text) if text[0:1] not in ("", *_OPENS) else text


def _between_names(text: str) -> str:
    """A middle dot between two Chinese names made a separator; within a foreign name it stays."""
    pieces = re.split(r"[·・]", text)
    whole = len(pieces) > 1 and all(is_han_name(piece.strip()) for piece in pieces)
    return "、".join(pieces) if whole else text


def _unfolded_split(text: str) -> str:
    """Separators in their plain spelling; names keep theirs."""
    return text.translate(
        {
            ord("，"): ",",
            ord("；"): ";",
            ord("／"): "/",
            ord("｜"): "|",
            ord("丨"): "|",
            ord("　"): " ",
            ord("\xa0"): " ",
        }
    )


def _spaced(piece: str) -> list[str]:
    """A piece split at its spaces when they stand between whole Han names; ``赵　娟`` is one name."""
    words = piece.split()
    if len(words) < 2 or han_kana(piece) < 2 or not all(_HAN_WORD.fullmatch(word) for word in words):
        return [" ".join(words)] if words else []
    joined: list[str] = []
    for word in words:
        if joined and len(word) == 1 and len(joined[-1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


#: What stands in no name. Must not match "O'Neil" or "J. R. Quill".
_NO_NAME_MARK = lazy_pattern(
    r"[。！？!?；;：:=<>\"{}的了吗呢吧]|https?:|[a-z]\(|\d{4}(?<![A-Za-z]\d{4})|(?i:url)\s?복사|이웃추가|구독하기"
)


def _is_name(name: str) -> bool:
    folded = fold(name).strip()
    if not folded or _NO_PERSON.match(folded) or is_organisation(name) or folded in _common_words():
        return False
    if _ROLE.fullmatch(folded) or _ADDRESS.search(folded) or len(folded) < 2:
        return False
    if _HAN_WORD.fullmatch(folded):
        return 2 <= len(folded) <= 4 or (len(folded) <= 6 and folded[0] in SURNAMES) or is_borne(folded)
    return 1 <= units(name) <= 8 and len(name) <= 40 and _NO_NAME_MARK.search(name) is None


def is_person(name: str) -> bool:
    """Whether `name` can be a person's: a Chinese name or account, or words of Latin script that begin with capitals.

    Unlike `split_names` it is asked of names that something else calls an author's, so pen names pass.
    """
    folded = fold(name).strip()
    if not _is_name(name) or _LATIN_DESK.search(folded):
        return False
    words = name.split()
    if not any(map(str.isalpha, name)):
        return False
    return not name.isascii() or len(words) == 1 or all(_NAME_WORD.match(word) for word in words)


def is_han_name(name: str) -> bool:
    """Whether `name` is a Chinese name: a surname and one or two characters more."""
    folded = fold(name).replace(" ", "")
    return (
        (2 <= len(folded) <= 3 or (len(folded) == 4 and folded[:2] in _COMPOUND))
        and folded[0] in SURNAMES
        and _HAN_WORD.fullmatch(folded) is not None
        and folded not in _common_words()
        and _NO_PERSON.match(folded) is None
        and _NO_GIVEN_NAME.search(folded) is None
    )


def is_borne(name: str) -> bool:
    """Whether `name` is a Chinese name, or one of another people of China in Chinese characters: 赛买提江."""
    return is_han_name(name) or _TRANSLITERATED.fullmatch(fold(name)) is not None


def read_roles(text: str) -> list[Contributor]:
    """Roles and names of a byline such as ``科技日报实习记者 夏天一 通讯员 孙嘉隆 周娴``.

    The organisation before a role goes to the first person behind it. Text without a role gives nothing.
    """
    folded = fold(text)
    found: list[Contributor] = []
    marks = [match for match in _ROLE.finditer(folded) if not _inside_word(folded, match)]
    for i, match in enumerate(marks):
        before = text[marks[i - 1].end() if i else 0 : match.start()]
        behind = text[match.end() : marks[i + 1].start() if i + 1 < len(marks) else len(text)]
        if _QUESTION.search(behind):  # an interview, not a byline
            continue
        org = organisation_at_end(before)
        names = split_names(_until_organisation(_person_part(behind), i + 1 < len(marks)))
        if len(names) == 1 and _HAN_WORD.match(behind):  # glued to the role, it must be a name by itself
            names = [name for name in names if is_borne(name) or not _HAN_WORD.fullmatch(name)]
        role = text[match.start() : match.end()]
        found += [Contributor(role, name, org if n == 0 else None) for n, name in enumerate(names)]
    return found


_QUESTION = lazy_pattern(r"[?？]")


def _inside_word(folded: str, match: re.Match[str]) -> bool:
    """Whether 文 or 作者 is part of a longer word: 文 counts only before a mark."""
    if match[0] != "文":
        return False
    return folded[match.end() : match.end() + 1] not in tuple("/:|=") or folded[: match.start()].strip(" (,·/图") != ""


#: What stands behind the names of a byline, over folded text. Must not match a given name: 张民国.
_BEHIND_PEOPLE = lazy_pattern(
    r"报道|报导|整合|整理|综合|编译|供图|摄影|出自|摄(?![\u4e00-\u9fff])|图/|来源|编辑|责编|校对|审核|\d{4}|民国 ?\d"
    r"|[.!?](?=\s|$)|[)\]]|\|"
)


def _person_part(text: str) -> str:
    """What stands behind a role up to the sentence that begins or the report's own word."""
    place = _PLACE.search(text)
    if place:
        return text[: place.start()]
    end = _BEHIND_PEOPLE.search(fold(text))
    return text[: end.start()] if end else text


def _until_organisation(text: str, more: bool) -> str:
    """Without the organisation that belongs to the next role."""
    words = text.split()
    if more and words and is_organisation(words[-1]):
        return " ".join(words[:-1])
    return text


def organisation_at_end(text: str) -> str | None:
    """The organisation that `text` ends with, directly before a role; None when there is none."""
    word = re.split(r"[\s()（）\[\]〔〕【】、,，:：;；|/]+", text.rstrip())[-1] if text.strip() else ""
    word = re.sub(r"^\d\d(?=\D)", "", word) if re.search(r"[:：]\d\d\S*$", text.rstrip()) else word  # 09:10晚报
    return word if is_organisation(word) else None
