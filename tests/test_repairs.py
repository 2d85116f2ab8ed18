"""Each family of damage: what must stay first, then what is undone."""

from __future__ import annotations

import pytest

from benchmarks.damage import broken, folded, misread, noted, strewn
from cleaner import Options, clean, repair
from cleaner.repairs.evasions import evasion_of, restored
from cleaner.text.changes import replay
from tests.conftest import table

SENTENCE = "河口的老渡船停了三十年，今年春天又下了水，撑船的是当年船工的孙女。"
HANT = "河口的老渡船停了三十年，今年春天又下了水，撐船的是當年船工的孫女，她說槳還是那一支。"
NOTES = {"撐": "chēng", "當": "dāng", "孫": "sūn", "說": "shuō", "槳": "jiǎng", "還": "hái"}

UNCHANGED = [
    ("nothing", ""),
    ("a clean article", SENTENCE),
    ("a clean traditional article", HANT),
    ("a question within a sentence", "他问：“真的吗?”她没有回答，只是笑了笑，把船推离了岸边。"),
    ("a query of an address", "地址是 https://example.com/a?b=1&c=2，打不开就多试几次，晚上人少的时候比较快。"),
    ("a text that teaches readings", "“单”作姓读 shàn，例如单(shàn)先生；重庆(chóngqìng)的“重”不读 zhòng。"),
    ("polyphones in brackets", "仇(qiú)先生、朴(piáo)先生、单(shàn)先生、查(zhā)先生都来了，名册上一个也没有念错。"),
    ("a book for children", "春(chūn)天(tiān)来(lái)了(le)，小(xiǎo)鸟(niǎo)唱(chàng)歌(gē)。"),
    ("commas of a chat", "唉,,,怎么说呢,,,就这样吧,,,"),
    ("one comma before a mark", "他说了半句,，又停下来，看着水面上的灯，很久没有再说话，直到船靠岸。" + SENTENCE * 4),
    ("a lesson on entities", "在 HTML 里，&ldquo; 是左引号的写法，&amp;ldquo; 是转义两次的结果。"),
    ("a lone ampersand", "AT&T 与 R&D 都不是实例，a & b; 也不是。"),
    ("radicals by themselves", "部首“⼀”“⼆”“⼈”各有各的来历。"),
    ("a list of radicals", "康熙部首⼀⼁⼂⼃⼄⼅依次排列。"),
    ("compatibility ideographs of Japanese", "神社の祭りは毎年この時期に開かれている。"),
    ("full-width letters of Japanese", "このＴシャツは駅前の店で買ったものです。"),
    ("a joined emoji", "一家人 👨‍👩‍👧 和一面旗 🏴󠁧󠁢󠁥󠁮󠁧󠁿 都要留着，❤️ 也是。"),
    ("a joiner of Persian", "می‌خواهم به خانه بروم."),
    ("direction marks where they work", "שלום\u200f! abc\u200e"),
    ("a small state", "蕞尔小邦，也有自己的渡口。"),
    ("the character itself", "“蕞”字今天已经很少有人写了。"),
    ("the head of a trade", "头部企业和头部主播拿走了大半的生意，他的头部也受了伤。"),
    ("accents", "Résumé, naïve, façade, Ærø, Ångström – all fine as they are; “quotes” too."),
    ("rare characters", "犇羴鱻麤，垚森淼焱，皆三叠之字。"),
    ("memory as text, spoken of", "烫烫烫和锟斤拷都是乱码的样子。"),
    ("Korean", "강가의 오래된 나룻배는 삼십 년 동안 멈춰 있었다."),
]


@pytest.mark.parametrize("text", table(UNCHANGED))
def test_what_is_no_damage_stays(text: str) -> None:
    assert repair(text).text == text


REPAIRED = [
    ("readings in traditional text", noted(HANT, NOTES), HANT),
    ("commas strewn", strewn(SENTENCE + SENTENCE), SENTENCE + SENTENCE),
    (
        "punctuation folded",
        folded(SENTENCE + "真的吗？他问；没人答（都走了）。"),
        SENTENCE + "真的吗？他问；没人答（都走了）。",
    ),
    ("readings, commas and folding", folded(strewn(noted(HANT * 2, NOTES))), HANT * 2),
    (
        "entities escaped once",
        "她说：&ldquo;船来了&rdquo;&hellip;&hellip;然后 5 &gt; 3。",
        "她说：“船来了”……然后 5 > 3。",
    ),
    ("entities escaped twice", "&amp;#12298;渡口&amp;#x300B;与 R&amp;amp;D", "《渡口》与 R&D"),
    ("zero-width spaces", "渡\u200b口的\u200c灯\ufeff还亮\u00ad着", "渡口的灯还亮着"),
    ("controls", "渡\x08口\x07的灯", "渡口的灯"),
    ("direction marks in Chinese", "渡口\u200e的灯\u202c", "渡口的灯"),
    ("a selector behind Han", "渡口\ufe0f的灯", "渡口的灯"),
    ("radicals", "唯⼀的⼈⼯渡⼝，⻋也能上。", "唯一的人工渡口，车也能上。"),
    ("compatibility ideographs", "六百年的老樹還在。", "六百年的老樹還在。"),
    ("full-width letters and digits", "共有１２３盏ＬＥＤ灯，电压３．５伏。", "共有123盏LED灯，电压3.5伏。"),
    ("half-width katakana", "このｶﾞｲﾄﾞは駅前で買いました。", "このガイドは駅前で買いました。"),
    ("thin spaces strewn", "\u2009".join(SENTENCE), SENTENCE),
    ("blanks strewn two at a time", "  ".join(SENTENCE), SENTENCE),
    ("an evasion", "这是全县蕞长的一座桥，也是蕞老的。", "这是全县最长的一座桥，也是最老的。"),
]


@pytest.mark.parametrize(("damaged", "whole"), table(REPAIRED))
def test_repaired(damaged: str, whole: str) -> None:
    mended = repair(damaged)
    assert mended.text == whole
    assert replay(damaged, mended.changes) == whole
    assert repair(whole).text == whole


MISREAD = [
    ("GBK as Latin-1", "gbk", "latin-1", 1),
    ("GBK as windows-1252", "gbk", "cp1252", 1),
    ("UTF-8 as Latin-1", "utf-8", "latin-1", 1),
    ("UTF-8 as windows-1252", "utf-8", "cp1252", 1),
    ("UTF-8 as windows-1252, twice", "utf-8", "cp1252", 2),
    ("UTF-8 as GB18030", "utf-8", "gb18030", 1),
]


@pytest.mark.parametrize(("written", "read", "times"), table(MISREAD))
@pytest.mark.parametrize("text", [SENTENCE + "\n\n" + SENTENCE, HANT + "\n" + HANT])
def test_mojibake_is_read_again(text: str, written: str, read: str, times: int) -> None:
    damaged = text
    for _ in range(times):
        damaged = misread(damaged, written, read)
    mended = repair(damaged)
    lost = mended.text.count("\ufffd")
    assert mended.text == text if read != "gb18030" else 0 < lost * 10 < len(text)
    assert [warning.code for warning in mended.warnings][:1] == ["mojibake"]
    assert replay(damaged, mended.changes) == mended.text


def test_latin_text_misread_is_left_to_ftfy() -> None:
    assert repair(misread("Le café fermé — une idée", "utf-8", "cp1252")).text == "Le café fermé — une idée"


def test_bytes_lost_from_mojibake_are_gaps() -> None:
    damaged = misread(SENTENCE * 3, "utf-8", "gbk")
    mended = repair(damaged)
    assert "\ufffd" in mended.text and "河口" in mended.text
    assert {warning.code for warning in mended.warnings} >= {"mojibake", "lost_characters"}


def test_the_article_says_what_was_read_again() -> None:
    text = "渡口最后的摆渡人\n\n" + SENTENCE + "\n\n" + SENTENCE
    damaged = misread(text, "utf-8", "latin-1")
    article = clean(damaged)
    assert article.text.endswith(SENTENCE) and article.title == "渡口最后的摆渡人"
    assert replay(damaged, article.document.clip.reread) == article.document.clip.text == text


FLAGGED = [
    ("nothing", SENTENCE, []),
    ("emphasis of Markdown", "他说 **不** 行，* 也不行。", []),
    ("a mask", "正如****所说，渡口还在。", ["mask"]),
    ("lost characters", "渡口的\ufffd还亮着\ufffd\ufffd", ["lost_characters"]),
    ("text that is lost", "锟斤拷锟斤拷锟斤拷", ["lost_text"]),
    ("memory", "烫烫烫烫烫烫", ["uninitialised"]),
    ("icons", "\ue66a 渡口", ["private_use"]),
    ("an evasion that is asked for", "荣登全国头部名，位居全省头部。", ["evasion"]),
    ("simplified bytes out of line", broken("河口的老渡船停了三十年。撑船的是当年船工的孙女", 11), ["misaligned"]),
]


@pytest.mark.parametrize(("text", "codes"), table(FLAGGED))
def test_what_is_lost_is_told_and_stays(text: str, codes: list[str]) -> None:
    mended = repair(text)
    assert [warning.code for warning in mended.warnings] == codes
    assert mended.text == text


def test_evasions_are_restored_when_asked_for() -> None:
    text = "荣登全国头部名，位居全省头部，胜过头部企业。"
    mended = repair(text, options=Options(restore_evasions=True))
    assert mended.text == "荣登全国第一名，位居全省第一，胜过头部企业。"
    assert mended.warnings == ()


SAFE = [
    ("words of one row", "蕞长，蕞老。", "最长，最老。"),
    ("words of two rows, the second one first", "苐一蕞老，苐二。", "第一最老，第二。"),
    ("words of two rows that overlap", "蕞苐，蕞苐一。", "最第，最第一。"),
]


@pytest.mark.parametrize(("text", "expected"), table(SAFE))
def test_rows_of_evasions_are_restored_in_the_order_of_the_text(text: str, expected: str) -> None:
    rows = [evasion_of("evasion", *row, "safe", "尔", "“", "x") for row in (("蕞", "最"), ("苐", "第"), ("苐一", "首"))]
    assert replay(text, restored(text, rows)) == expected


def test_without_repairs_damage_stays() -> None:
    text = "唯⼀的渡\u200b口，蕞老的灯。"
    assert repair(text, options=Options(repairs=False)).text == text


# GBK bytes out of line.

BROKEN = [
    ("at a full stop", "組裝車間內新設備全速運轉。總投資已經超過十億元，該公司副廠長介紹了計劃。", 12),
    ("at a comma before a trail of ASCII", "老船停在河口的時候，燈還亮著，孫女說槳還是那一支，誰也沒有動過。", 9),
]


@pytest.mark.parametrize(("text", "at"), table(BROKEN))
def test_known_bytes_are_realigned_and_nothing_is_made_up(text: str, at: int) -> None:
    damaged = broken(text, at)
    mended = repair(damaged)
    assert mended.text != damaged
    rest = iter(text)
    assert all(c == "\ufffd" or c in rest for c in mended.text if c not in "?")
    assert replay(damaged, mended.changes) == mended.text


LAMPS = "老船停在河口的時候，燈還亮著，孫女說槳還是那一支，誰也沒有動過。"


def test_a_folded_text_stays_folded_when_marks_are_put_in() -> None:
    assert repair(folded(broken(LAMPS, 14))).text == LAMPS


def test_a_comma_of_ascii_stays_where_the_others_are_full_width() -> None:
    text = LAMPS.replace("支，", "支,") + HANT
    assert "支,誰" in repair(text).text
    assert "支,誰" in repair(broken(text, 14)).text


BEFORE_A_LETTER = [
    ("at a sign", "這些", "他把停了三十年的老船修好了，這些燈是孫女點上的。"),
    ("at a capital", "預計", "河口的渡船還沒有開，預計要等到水退以後。"),
]


@pytest.mark.parametrize(("behind", "text"), table(BEFORE_A_LETTER))
def test_a_mark_that_may_be_lost_with_a_byte_is_a_gap(behind: str, text: str) -> None:
    mended = repair(broken(text, text.index("，")))
    assert mended.text in (text, text.replace(f"，{behind}", f"\ufffd{behind}"))


NO_MARK = [
    ("behind a pronoun", "我喜歡", "這是我喜歡的一條船，別的我都不要。"),
    ("behind an adverb", "先安靜", "請你先安靜下來，等船靠岸再說。"),
]


@pytest.mark.parametrize(("word", "text"), table(NO_MARK))
def test_no_mark_is_made_up_where_a_character_lost_its_byte(word: str, text: str) -> None:
    mended = repair(broken(text, text.index(word[1])))
    assert mended.text in (text, text.replace(word, f"{word[0]}\ufffd{word[1:]}"))


LAMP = "這些年船工換了一個又一個，燈塔也修了幾次，只有那面鏡子還是當年從海外運來的，擦得跟新的一樣。"
LOAN = "爲了這個展覽，博物館向民間徵集了三百多件舊物，從船槳到煤油燈，每一件都寫著主人的名字。"
VIEWS = "這條河兩岸的人說話口音不同，連對這座橋的稱呼也不同，村裏的老人各有各的看法："
TWO_AS_ONE = [
    ("of two characters with a dropped pair between, the bytes are no third one", LAMP, "，擦"),
    ("nor behind a mark", LAMP, "得跟"),
    ("what stood before is not guessed from one byte", LAMP, "從海"),
    ("nor at the end", LOAN, "著主"),
    ("a mark of which one byte is left is no comma", VIEWS, "各有"),
    ("whichever it was", VIEWS, "看法"),
]


@pytest.mark.parametrize(("text", "at"), table(TWO_AS_ONE))
def test_what_may_have_been_something_else_is_a_gap(text: str, at: str) -> None:
    mended = repair(broken(text, text.rindex(at)))
    rest = iter(text)
    assert "\ufffd" in mended.text
    assert all(c == "\ufffd" or c in rest for c in mended.text)


def test_a_mark_that_the_search_did_not_find_is_put_in_where_nothing_else_fits() -> None:
    text = "會議認爲，法律法規、行業標準和管理辦法都要跟上，否則這項工程的風險會由沿岸的居民來承擔。"
    assert repair(broken(text, text.index("、"))).text == text


def test_a_choice_of_letters_in_traditional_text_stays() -> None:
    text = HANT + "你要哪一種船?A渡船，B漁船，還是都不要?B漁船的人多。"
    assert repair(text).text == text


def test_a_question_mark_in_traditional_text_stays() -> None:
    text = "你說什麼?我沒有聽見。" + HANT
    assert "什麼?我" in repair(text).text or "什麼？我" in repair(text).text


BAD = [
    ("lost throughout", "锟斤拷" * 2000),
    ("marks throughout", "?" * 5000),
    ("marks before Han", "?廠" * 3000),
    ("lines of marks before Han", "\n".join(["?廠" * 300] * 100)),
    ("half of it misread", SENTENCE + "\n" + misread(SENTENCE, "utf-8", "latin-1")),
    ("notes throughout", "發(fā)" * 3000),
    ("right to left", "מעבורת ישנה עומדת בנמל" * 50),
    ("emoji", "👨‍👩‍👧" * 1000),
    ("one long line", SENTENCE * 3000),
    ("a lone surrogate", "渡口\ud800的灯"),
]


@pytest.mark.parametrize("text", table(BAD))
def test_bad_input_raises_nothing(text: str) -> None:
    mended = repair(text)
    if "\ud800" not in text:
        assert replay(text, mended.changes) == mended.text
    assert clean(text).status in ("ok", "needs_review", "empty")
