"""cleaner.text: the fold that keeps offsets, the key, reading units, the shape of sentences."""

from __future__ import annotations

import pytest
from hypothesis import given

from cleaner import repair
from cleaner.metadata.language import language_of
from cleaner.text.characters import INVISIBLE, fold, key
from cleaner.text.loose_json import loose_json
from cleaner.text.names import SURNAMES
from cleaner.text.profile import profile
from cleaner.text.prose import ends_sentence, is_cut_off, is_prose, is_title_case, sentence_shape
from cleaner.text.units import count_han, count_kana, han_kana, units
from cleaner.text.width import is_folded
from tests.conftest import any_text, table


@given(any_text())
def test_fold_is_as_long_as_its_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(any_text())
def test_fold_and_key_once_are_fold_and_key_twice(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text)


@given(any_text())
def test_key_holds_nothing_invisible(text: str) -> None:
    assert not set(key(text)) & set(INVISIBLE)


@pytest.mark.parametrize("character", INVISIBLE, ids=[f"{ord(character):04X}" for character in INVISIBLE])
def test_what_hides_in_words_is_no_part_of_the_key_and_is_taken_out(character: str) -> None:
    hidden = f"分{character}享到{character}："
    assert key(hidden) == key("分享到：")
    assert repair(hidden).text == "分享到："


HAN = [
    ("nothing", "", 0),
    ("ASCII", "the ferry, 3.5", 0),
    ("marks and kana", "，。、々〇カな", 0),
    ("Hangul", "강가의", 0),
    ("both blocks", "㐀䶵一龥", 4),
    ("compatibility ideographs", "\uf900\ufaff", 2),
    ("hexagrams beside them", "\u4dbf\u4dc0\u4dff", 1),
    ("beyond the first plane", "\U00020000船\U0001f6a2", 2),
    ("half a pair", "\ud840船\udc00", 1),
]


@pytest.mark.parametrize(("text", "count"), table(HAN))
def test_han(text: str, count: int) -> None:
    assert count_han(text) == count


@given(any_text())
def test_han_by_bytes_and_by_characters(text: str) -> None:
    assert count_han(text) == sum(map(count_han, text))


@pytest.mark.parametrize(
    "text", ["", "渡口的灯", "the ferry", "a b", "3.5", "a, b", "a: [b]", "#*_=+", "ß", "İ", "한국어"]
)
def test_fold_leaves_plain_text(text: str) -> None:
    assert fold(text) == text


SAME = [
    ("a character of another plane", "𠁞船🚢", "𠀾船🚢"),
    ("spaces between han characters", "分 享 到：", "分享到:"),
    ("ideographic space", "大　中　小", "大中小"),
    ("traditional and simplified", "發佈時間", "发布时间"),
    ("full width letters", "ＱＱ空间", "qq空间"),
    ("full width digits", "２０２４年", "2024年"),
    ("upper case", "Read More", "read more"),
    ("two spaces between words", "READ  More", "read more"),
    ("tab between words", "read\tmore", "read more"),
    ("no-break space between words", "read\xa0more", "read more"),
    ("corner brackets and quotes", "「渡口」", "“渡口”"),
    ("lenticular brackets", "【打印】", "[打印]"),
    ("bullets", "• 首页", "■ 首页"),
    ("bars", "首页丨文化", "首页 | 文化"),
    ("arrows", "首页 » 文化", "首页 > 文化"),
    ("dashes", "—— 题记", "--题记"),
    ("full stops", "结束。", "结束."),
    ("zero-width space inside a word", "渡\u200b口", "渡口"),
    ("soft hyphen", "re\u00adlated", "related"),
    ("byte-order mark", "\ufeff相关", "相关"),
    ("icon glyph and bullet", "\ue66a首页", "·首页"),
]


@pytest.mark.parametrize(("one", "other"), table(SAME))
def test_same_key(one: str, other: str) -> None:
    assert key(one) == key(other)


DIFFERENT = [
    ("words glued and apart", "read more", "readmore"),
    ("numbers glued and apart", "1 2", "12"),
    ("number and word", "5 min", "5min"),
    ("other characters", "渡口", "渡船"),
    ("full stop and comma", "结束。", "结束，"),
    ("colon or none", "分享到：", "分享到"),
    ("question or exclamation", "为什么？", "为什么！"),
    ("accent", "resume", "résumé"),
    ("digit and numeral", "2", "二"),
]


@pytest.mark.parametrize(("one", "other"), table(DIFFERENT))
def test_different_key(one: str, other: str) -> None:
    assert key(one) != key(other)


UNITS = [
    ("nothing", "", 0, 0),
    ("marks alone", "……，。！—", 0, 0),
    ("underscores", "___", 0, 0),
    ("emoji", "😀", 0, 0),
    ("han", "渡口的灯", 4, 4),
    ("han with marks", "渡口，的灯。", 4, 4),
    ("han beyond the basic plane", "𠮷野", 2, 2),
    ("repeat mark", "人々", 2, 2),
    ("kana and long vowel", "カメラー", 4, 4),
    ("english words", "The ferry leaves", 3, 0),
    ("hyphen divides", "mill-wheel", 2, 0),
    ("accents do not divide", "café", 1, 0),
    ("hangul goes by words", "한국어 글", 2, 0),
    ("decimal point divides", "3.5", 2, 0),
    ("mixed", "渡口2号 gate", 5, 3),
    ("full width digits are one run", "２０２４年", 2, 1),
]


@pytest.mark.parametrize(("text", "count", "wide"), table(UNITS))
def test_units(text: str, count: int, wide: int) -> None:
    assert (units(text), han_kana(text)) == (count, wide)


@given(any_text(80), any_text(80))
def test_units_of_lines_add_up(one: str, other: str) -> None:
    assert units(f"{one}\n{other}") == units(one) + units(other)


ENDS = [
    ("nothing", "", False),
    ("a label", "来源：", False),
    ("a headline", "渡口最后的摆渡人", False),
    ("a comma", "渡口的灯，", False),
    ("a decimal", "3.5", False),
    ("a host", "www.example.com", False),
    ("a lone full stop", ".", False),
    ("a full stop set apart", "渡口的灯 .", False),
    ("a closing bracket alone", "渡口（旧）", False),
    ("a number in brackets", "see [3]", False),
    ("a remark in brackets", "渡口的灯还亮着。[图]", False),
    ("a hand that points at a button", "点击下方卡片关注👇", False),
    ("a sign before a label", "📍路线", False),
    ("the number of a note", "渡口的灯还亮着。 [3]", True),
    ("numbers of notes and a page", "He left.[1][12–14]: 34", True),
    ("a full stop", "渡口的灯还亮着。", True),
    ("a half-width full stop", "渡口的灯还亮着｡", True),
    ("an English full stop", "He left.", True),
    ("space behind the end", "He left. \n", True),
    ("a quoted sentence", "“走吧。”", True),
    ("corner bracket behind the stop", "そうです。」", True),
    ("stop behind the bracket", "（渡口）。", True),
    ("Markdown marks behind the stop", "**结束。**", True),
    ("six dots of Chinese", "等一等……", True),
    ("danda", "वह गया।", True),
    ("a face for a full stop", "我走了整整一天😂", True),
    ("a face behind the stop", "He left. 🙂", True),
]


@pytest.mark.parametrize(("text", "ends"), table(ENDS))
def test_ends_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


CUT = [
    ("nothing", "", False),
    ("a sentence", "渡口的灯还亮着。", False),
    ("Chinese six dots", "他停了一会儿……", False),
    ("the word for details in a sentence", "请把情况说得更详细。", False),
    ("a bracket", "渡口（旧）", False),
    ("a numbered note", "渡口的灯[1]", False),
    ("dots inside", "a...b", False),
    ("a day behind six dots", "他停了一会儿……2023-10-21", False),
    ("a day behind a sentence", "下一班船在2023年10月21日", False),
    ("a span of years", "1998...2021", False),
    ("three dots", "近日，旧桥完成检修，市民又能...", True),
    ("one ellipsis", "The ferry leaves at six, and…", True),
    ("details in brackets", "近日，旧桥完成检修[详细]", True),
    ("dots and whole text", "近日，旧桥...【全文】", True),
    ("Japanese read on", "古い橋の下を…続きを読む", True),
    ("the day of a teaser", "密封面渗漏是最常见的故障之一，首先要看…2023-10-21", True),
    ("the day of a teaser in brackets", "近日，旧桥完成检修，市民又能...[2024/3/5]", True),
    ("English read more", "The mill turned again ... Read more »", True),
]


@pytest.mark.parametrize(("text", "cut"), table(CUT))
def test_is_cut_off(text: str, cut: bool) -> None:
    assert is_cut_off(text) is cut


PROSE = [
    ("nothing", "", False),
    ("a headline", "石磨坊重新转动的那个冬天", False),
    ("a label", "来源：河口晚报 作者：林小溪", False),
    ("a menu", "要闻 财经 体育 娱乐 科技 教育", False),
    ("a short exclamation", "快走！", False),
    ("a teaser", "近日，旧桥完成检修，市民又能从桥上走过，孩子们最先跑了上去...", False),
    ("a breadcrumb", "Home > Culture > A mill turns", False),
    ("a date", "2024年3月5日 星期二 10:20", False),
    ("long without any mark", "海城旧桥城东公园南湖码头北山驿站西门市场中心广场青年路口老城墙根火车东站", False),
    ("a Chinese sentence", "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等人上船。", True),
    ("a short sentence with clauses", "雨停了，我们出门，去看桥。", True),
    ("two short sentences", "雨停了。我们出门去看桥。", True),
    ("a Japanese sentence", "港の灯台には今も二匹の猫が住んでいて、朝になると階段を下りていく。", True),
    (
        "an English sentence",
        "The ferry leaves at six, and nobody on the island has ever seen it wait for a latecomer.",
        True,
    ),
    (
        "a long list of clauses",
        "渡口、磨坊、修表巷、旧信、水库、幕布，都在这本书里，作者花了十一年才把它们一处一处写完",
        True,
    ),
    ("a Korean sentence of few words", "상인회는 내년부터 시각장애인을 위한 음성 편지도 받을 계획이다.", True),
    ("a Korean headline", "전통시장 주차장 내년부터 확충 시민들 위한 편의시설 계획", False),
    ("ends in six dots", "他站在渡口，看着对岸的灯一盏一盏熄灭，想起那年冬天……", True),
]


@pytest.mark.parametrize(("text", "prose"), table(PROSE))
def test_is_prose(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


@given(any_text())
def test_is_prose_with_and_without_known_units(text: str) -> None:
    assert is_prose(text) is is_prose(text, units(text)) is sentence_shape(text, units(text)).prose


@given(any_text(120))
def test_a_text_cut_off_is_no_prose(text: str) -> None:
    assert not (is_cut_off(text) and is_prose(text))


def test_surnames_are_folded_and_single() -> None:
    assert fold(SURNAMES) == SURNAMES
    assert han_kana(SURNAMES) == len(SURNAMES)


TITLE_CASE = [
    ("nothing", "", False),
    ("a sentence", "They lost their ferry. So they learned to sail.", False),
    ("names in a sentence", "Ada Fenwick and Martha Quill went to Greenholm by boat on Sunday.", False),
    ("two names", "Ada Fenwick, Martha Quill.", False),
    ("a German sentence", "Der Kapitän und die Fischer verließen den Hafen der Insel am Sonntag.", False),
    ("Chinese", "渡口的灯还亮着。", False),
    ("two sentences of a headline", "They Lost Their Ferry. So They Learned to Sail.", True),
    ("a quoted headline", "“We Learned to Sail,” Says the Keeper of the Lighthouse.", True),
]


@pytest.mark.parametrize(("text", "headline"), table(TITLE_CASE))
def test_title_case_is_no_running_text(text: str, headline: bool) -> None:
    assert is_title_case(text) is headline
    assert not (headline and is_prose(text))


KANA_COUNTS = [
    ("nothing", "", 0),
    ("Chinese with the marks that names carry", "玛丽・柯伦ー渡口", 0),
    ("both kinds", "渡しのフネ", 4),
    ("half width", "ﾌﾈ", 2),
]


@pytest.mark.parametrize(("text", "kana"), table(KANA_COUNTS))
def test_kana(text: str, kana: int) -> None:
    assert count_kana(text) == kana


@pytest.mark.parametrize(
    ("text", "japanese"),
    table(
        [
            ("Chinese", "渡口的老船停了三十年，今年春天又下了水。", False),
            (
                "Chinese that quotes a word",
                "渡口的老船停了三十年，今年春天又下了水，日语里叫“フネ”，别处也一样。",
                False,
            ),
            ("Japanese", "渡し場の古い船が三十年ぶりに水に浮かんだ。", True),
            ("Japanese in half width", "渡口ﾉ古船ﾊ三十年ﾌﾞﾘﾆ水上ﾆ浮ﾝﾀﾞ。", True),
        ]
    ),
)
def test_what_is_japanese_is_so_for_all_who_ask(text: str, japanese: bool) -> None:
    assert profile(text).japanese is japanese
    assert (language_of(text)[0] == "ja") is japanese
    assert is_folded(text.replace("，", ",") + text.replace("，", ",")[:-1] + ",渡口,渡口") is not japanese


LOOSE = [
    ("JSON", '{"a": [1, null]}', {"a": [1, None]}),
    ("code behind it", '\n{"a": 1};(function(){go()})()', {"a": 1}),
    ("values that are undefined", '{"a":undefined,"b":[ undefined , 1]}', {"a": None, "b": [None, 1]}),
    ("commas behind the last value", '{"a": [1, 2, ], "b": {"c": 3,\n},}', {"a": [1, 2], "b": {"c": 3}}),
    ("line ends in a string", '{"a": "b\nc"}', {"a": "b\nc"}),
    (
        "a string that speaks of both, in JSON",
        '{"a": "其中的值是, undefined, 所以 [1, 2, ]"}',
        {"a": "其中的值是, undefined, 所以 [1, 2, ]"},
    ),
    (
        "a string that speaks of both, beside them",
        r'{"a": "[\"值\", undefined, ]", "b": undefined, "c": [1,],}',
        {"a": '["值", undefined, ]', "b": None, "c": [1]},
    ),
]


@pytest.mark.parametrize(("text", "value"), table(LOOSE))
def test_loose_json(text: str, value: object) -> None:
    assert loose_json(text) == value


@pytest.mark.parametrize("text", ["", "go()", "{", '{"a": "undefined', "[undefinedValue]", '{"a": 1,,}'])
def test_what_is_no_loose_json(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d+ column"):
        loose_json(text)
