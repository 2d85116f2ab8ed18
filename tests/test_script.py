"""Script: what is converted, what stays, what is told from what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Options, clean, repair
from cleaner.normalise.script import Target, ambiguous, convert, is_mostly_other, needs
from cleaner.normalise.script_choice import Choice, Decision, choose
from cleaner.text.changes import replay
from cleaner.text.protected import protected
from cleaner.text.script import Scripts, count_scripts, has_traditional, script_characters
from tests.conftest import any_text, table

TARGETS: list[Target] = ["hans", "hant", "tw", "hk"]
PHRASES = [line.split("\t") for line in (Path(__file__).parent / "script_phrases.tsv").read_text("utf-8").splitlines()]
#: Put behind a phrase so that its script is known: a phrase such as 心得到慰藉 is of both.
FOLLOWED = {"hans": "。這個時候，過來說話。", "hant": "。这个时候，过来说话。"}

UNTOUCHED: list[tuple[str, str, Target]] = [
    ("empty", "", "hans"),
    ("simplified to simplified", "他看着窗外，心里松了一口气。著名的渡口，乾隆年间的石碑。", "hans"),
    ("traditional to traditional", "他看著窗外，心裡鬆了一口氣。皇后的後宮。", "hant"),
    ("that of Taiwan to itself", "他看著窗外，心裡鬆了一口氣，為了群眾。", "tw"),
    ("English", "The ferryman is back.", "hant"),
    ("Korean", "안녕하세요, 세계!", "hans"),
    ("kana", "こんにちは、ボート。", "hans"),
    ("emoji", "👍🏽🚢", "hk"),
    ("code", "`這個` <a title='這個'> https://example.com/這個 a@example.com", "hans"),
]


def test_hard_phrases_come_out_right() -> None:
    """With whichever OpenCC is installed; `tox -e opencc` runs this with the official one."""
    wrong = []
    for target, before, expected in PHRASES:
        text = before + FOLLOWED.get(target, FOLLOWED["hant"])
        out = replay(text, convert(text, target))  # type: ignore[arg-type]
        wrong += [(before, expected, out)] if not out.startswith(f"{expected}。") else []
    assert len(PHRASES) >= 200
    assert len(wrong) <= 0.03 * len(PHRASES), wrong


@pytest.mark.parametrize(("text", "target"), table(UNTOUCHED))
def test_untouched(text: str, target: Target) -> None:
    assert convert(text, target) == ()


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    table(
        [
            ("only the line that needs it", "這裡\n著名的乾隆", "hans", "这里\n著名的乾隆"),
            ("a verb before a phrase of the table", "沈默著的船工說", "hans", "沉默着的船工说"),
            ("code beside", "這個`這個`那個", "hans", "这个`這個`那个"),
            ("an address beside", "這個 https://example.com/這個", "hans", "这个 https://example.com/這個"),
            (
                "a line without telling characters, in traditional text",
                "這裡說過\n他看著我",
                "hans",
                "这里说过\n他看着我",
            ),
            ("a line without telling characters, in simplified text", "这里说过\n皇后", "hant", "這裏說過\n皇后"),
            ("Taiwan, from OpenCC's own forms", "羣衆裏", "tw", "群眾裡"),
            ("Hong Kong, from OpenCC's own forms", "爲臺", "hk", "為台"),
        ]
    ),
)
def test_converted(text: str, target: Target, expected: str) -> None:
    assert replay(text, convert(text, target)) == expected


def test_changes_have_their_places_and_grades() -> None:
    text = "船工說,看著這裡。"
    found = [(change.start, change.before, change.after, change.grade) for change in convert(text, "hans")]
    assert found == [(2, "說", "说", "lossless"), (5, "著這裡", "着这里", "context")]


def test_a_piece_is_converted_as_its_document_is() -> None:
    piece = "他看著我"
    assert convert(piece, "hans") == ()
    assert convert(piece, "hans", mostly_other=False) == ()
    assert is_mostly_other("他說：他看著我", "hans")
    assert replay(piece, convert(piece, "hans", mostly_other=True)) == "他看着我"


#: A text of many words of one script around paragraphs that are of either.
TRADITIONAL = "這個渡口停了三十年，後來鄉親們說，還是開船的時候熱鬧。"
SIMPLIFIED = "这个渡口停了三十年，后来乡亲们说，还是开船的时候热闹。"


@pytest.mark.parametrize(
    ("around", "script", "expected"),
    table(
        [
            ("a traditional document, simplified", TRADITIONAL, "hans", ("他看着我", "他坐着。")),
            ("a simplified document, as it is", SIMPLIFIED, "hans", ("他看著我", "他坐著。")),
            ("a traditional document, as it is", TRADITIONAL, "hant", ("他看著我", "他坐著。")),
            ("no script asked for", TRADITIONAL, "keep", ("他看著我", "他坐著。")),
        ]
    ),
)
def test_paragraphs_of_either_script_are_converted_as_their_document_is(
    around: str, script: Choice, expected: tuple[str, str]
) -> None:
    text = "\n\n".join((around, "他看著我", around, "他坐著。", around))
    for out in (clean(text, options=Options(script=script)).text, repair(text, Options(script=script)).text):
        assert tuple(out.split("\n\n")[1::2]) == expected


def test_the_title_is_converted_as_the_text_is() -> None:
    page = f"<title>他看著我</title><h1>他看著我</h1>{f'<p>{TRADITIONAL}</p>' * 8}"
    assert clean(page, markup="html", options=Options(script="hans")).title == "他看着我"


def test_ambiguous_characters_are_pointed_out() -> None:
    assert [text_range.start for text_range in ambiguous("他看著乾河", "hans")] == [2, 3]
    assert ambiguous("他看河", "hans") == ()


MAINLAND = (
    "今年前三季度，高新区实现产值二百亿元，同比增长百分之六，新开工项目三十个，竣工项目二十个，人均收入也有增长。"
    "“项目多了，数据就好看。”园区书记说，智能化改造推进很快，网络和视频企业落地不少，省委、市委都来调研，质量有保证。"
    "以后还要打造新的示范区，优化服务，让群众满意，让企业家放心，最后冲刺年底的目标。"
)
TAIWAN = (
    "渡口的老船停了三十年，今年春天又下了水。民眾指出，撐船的是當年船工的孫女，她說槳還是那一支，只是換了新的槳柄。"
    "「我們透過網路才知道這件事。」里長表示，這個專案由縣市政府出錢，媒體也拍了影片，軟體和資訊都有專人處理，品質沒有問題。"
    "以後還會辦活動，讓更多國人來看，最後一班船在傍晚開航，業者說台幣五十元就能搭。"
)
#: Written in Taiwan, with quotation marks and words of the mainland that it reports on, and one slip.
BETWEEN = TAIWAN.replace("「", "“").replace("」", "”") + "省委書記說項目的質量、數據、信息、網絡都推進了，游客很多。"


def _machine_made(text: str) -> str:
    """A simplified text converted character by character, without knowledge of words."""
    out = replay(text, convert(text, "hant"))
    for right, wrong in (("以後", "以后"), ("最後", "最后"), ("衝刺", "沖刺"), ("示範", "示范")):
        out = out.replace(right, wrong)
    return out


@pytest.mark.parametrize(
    ("text", "choice", "target"),
    table(
        [
            ("nothing asked", _machine_made(MAINLAND) * 6, "keep", None),
            ("asked for", "这里", "tw", "tw"),
            ("simplified", MAINLAND * 6, "auto", None),
            ("a machine's", _machine_made(MAINLAND) * 6, "auto", "hans"),
            ("a short piece of a machine's", _machine_made(MAINLAND), "auto", None),
            ("Taiwan's", TAIWAN * 6, "auto", None),
            ("Taiwan's about the mainland", (TAIWAN + "省委書記說項目的質量和數據。") * 6, "auto", None),
            ("Taiwan's with words and marks of the mainland", BETWEEN * 6, "auto", None),
            ("English", "The ferryman is back. " * 100, "auto", None),
            ("Japanese", "渡し場の古い船が戻った。発電所の機関車。" * 60, "auto", None),
            ("empty", "", "auto", None),
        ]
    ),
)
def test_the_script_is_chosen(text: str, choice: Choice, target: Target | None) -> None:
    assert choose(text, choice).target == target


def test_a_choice_gives_its_signs() -> None:
    decision = choose(_machine_made(MAINLAND) * 6, "auto")
    assert decision.signs == ("spelt 以后", "spelt 最后", "spelt 示范", "words such as 網絡", "quoted with “”")


def test_damage_is_a_sign() -> None:
    text = _machine_made(MAINLAND.replace("“", "").replace("”", "")).replace("沖刺", "衝刺").replace("示范", "示範") * 6
    text = text.replace("以后", "以後").replace("最后", "最後")
    assert choose(text, "auto").target is None
    assert choose(text, "auto", damaged=True).target == "hans"


def test_mixed_script_is_reported() -> None:
    assert [warning.code for warning in choose(MAINLAND + TAIWAN, "auto").warnings] == ["mixed_script"]
    assert choose(MAINLAND + TAIWAN, "auto").target is None
    assert choose(MAINLAND * 6 + "鍾國強", "auto") == Decision(None)


@pytest.mark.parametrize(("traditional", "codes"), [(9, []), (10, ["mixed_script"])])
def test_so_many_characters_are_a_mixture(traditional: int, codes: list[str]) -> None:
    text = "这" * 100 + "這" * traditional
    assert [warning.code for warning in choose(text, "auto").warnings] == codes


@pytest.mark.parametrize(
    ("text", "fewest", "counts", "share"),
    [
        pytest.param("", 0, (0, 0), 0.0, id="nothing"),
        pytest.param("里山水 著", 0, (0, 0), 0.0, id="both scripts have them all"),
        pytest.param("這裡这里著里", 0, (2, 1), 2 / 3, id="both"),
        pytest.param("這裡这里著里", 3, (2, 0), 1.0, id="too few for the others to be counted"),
    ],
)
def test_characters_are_counted_by_script(text: str, fewest: int, counts: tuple[int, int], share: float) -> None:
    scripts = count_scripts(text, fewest=fewest)
    assert scripts == counts and scripts.traditional_share == pytest.approx(share)
    assert count_scripts(text, frozenset(text + "這这"), fewest) == counts


def test_many_different_characters_are_counted_as_few_are() -> None:
    known = script_characters()
    assert count_scripts("".join(known.traditional) * 2) == Scripts(2 * len(known.traditional), 0)
    assert count_scripts("".join(known.simplified) * 3) == Scripts(0, 3 * len(known.simplified))


def texts() -> st.SearchStrategy[str]:
    """Any text, and heaps of phrases in both scripts."""
    phrases = [cell for row in PHRASES[::7] for cell in row[1:]]
    pieces = [*phrases, "\n", " ", "。", "`這`", "著", "乾", "后", "里", "𫗧", "於", "妳", "http://a.b/這 ", "「", "」"]
    return st.one_of(any_text(), st.lists(st.sampled_from(pieces), max_size=20).map("".join))


@pytest.mark.parametrize("target", TARGETS)
@given(text=texts())
def test_laws(target: Target, text: str) -> None:
    changes = convert(text, target)
    out = replay(text, changes)
    assert bool(changes) == (out != text)
    assert not changes or needs(text, target)
    assert all(change.before != change.after for change in changes)
    spans = [(piece.start, piece.end) for piece in protected(text, frozenset({"code", "url", "email", "tag"}))]
    assert not any(
        start < change.start + len(change.before) and change.start < end for change in changes for start, end in spans
    )


@pytest.mark.parametrize("target", TARGETS)
@given(text=texts())
@example(text="干羣")
def test_twice_is_once(target: Target, text: str) -> None:
    out = replay(text, convert(text, target))
    assert convert(out, target) == ()


@given(text=any_text())
def test_any_text_has_a_choice(text: str) -> None:
    assert choose(text, "auto").target in (None, "hans")


@pytest.mark.parametrize("unit", ["這裡說", "這", "看著，", "这里", "𫗧"])
def test_a_long_line_is_read(unit: str) -> None:
    for target in TARGETS:
        assert len(replay(unit * 20_000, convert(unit * 20_000, target))) == 20_000 * len(unit)


@given(text=texts())
def test_traditional_characters_are_found(text: str) -> None:
    assert has_traditional(text) is any(map(script_characters().traditional.__contains__, text))


@pytest.mark.parametrize("text", ["後", "—·後", "€" * 30 + "說", "안" * 30 + "說", "\ud800說"])
def test_a_traditional_character_is_found_behind_what_no_encoding_has(text: str) -> None:
    assert has_traditional(text)
    assert not has_traditional(text[:-1])
