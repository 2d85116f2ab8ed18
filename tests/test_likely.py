"""cleaner.readers.likely: the encoding of bytes by the reading that surprises least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.readers.languages import extra_bits, languages
from cleaner.readers.likely import is_text, likeliest, sample_of, unmarked_wide, weigh
from tests.conftest import table

SENTENCES = {
    "simplified": "渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。村里的磨坊停了二十年，去年冬天又转了起来。",
    "traditional": "山腳下的雜貨店開了四十年，老闆娘記得每個孩子愛吃的糖果，也記得他們什麼時候離開。這條街只剩下三塊招牌。",
    "japanese": "港の灯台には今も二匹の猫が住んでいて、朝になると階段を下りて魚市場まで歩いていく。町の人はそれを知っている。",
    "korean": "나루터의 등불은 아직 켜져 있고 뱃사공은 벌써 밧줄을 풀어 놓고 첫 손님을 기다리고 있었다.",
    "french": "L'été dernier, le vieux passeur a déjà cédé sa barque à la fille du meunier, près du café.",
    "german": "Die Fähre fährt früh über den Fluß, und die Müllerin hört die Glocken schon im Dämmerlicht läuten.",
    "spanish": "¿Quién cruzará el río mañana? El barquero enseñó a su hijo a remar y volvió a la montaña.",
    "portuguese": "A estação fechou, mas o barqueiro não deixou a aldeia; à noite há sempre luz na ilha e pão na mesa.",
    "polish": "Przewoźnik odwiązał linę i czekał na pierwszych gości, którzy każdego ranka płynęli na targ, żeby coś kupić.",
    "czech": "Převozník už odvázal lano a čekal na první lidi, kteří každé ráno jezdí přes řeku na trh.",
    "russian": "Паромщик уже отвязал канат и ждал первых пассажиров, которые каждое утро плыли на рынок.",
    "greek": "Ο βαρκάρης έλυσε ήδη το σχοινί και περίμενε τους πρώτους επιβάτες για την αγορά.",
    "turkish": "Kayıkçı ipi çoktan çözmüş, sabah pazarına giden ilk yolcuları bekliyordu; değirmen yıllardır çalışmıyordu.",
    "thai": "คนแจวเรือแก้เชือกแล้วและรอผู้โดยสารกลุ่มแรกที่จะไปตลาดเช้า",
}
WRITTEN = [
    ("simplified", "gb18030"),
    ("traditional", "big5hkscs"),
    ("traditional", "gb18030"),
    ("japanese", "cp932"),
    ("japanese", "euc_jp"),
    ("korean", "cp949"),
    ("french", "cp1252"),
    ("german", "cp1252"),
    ("spanish", "cp1252"),
    ("portuguese", "cp1252"),
    ("polish", "cp1250"),
    ("czech", "cp1250"),
    ("russian", "cp1251"),
    ("russian", "koi8-r"),
    ("greek", "cp1253"),
    ("turkish", "cp1254"),
    ("thai", "cp874"),
]
SHORT = [
    ("a word behind ascii", "caf\u00e9", "cp1252"),
    ("french that was read as baltic", "Là-bas, près du père", "cp1252"),
    ("two names", "来源：渡口", "gb18030"),
    ("rare characters of gbk", "朱镕基说的是", "gb18030"),
    ("latin words within", "他用Python写了一个小程序", "gb18030"),
    ("a greeting", "Привет, мир", "koi8-r"),
    ("another greeting", "안녕하세요", "cp949"),
]
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(("language", "encoding"), WRITTEN, ids=[" in ".join(row) for row in WRITTEN])
def test_sentence(language: str, encoding: str) -> None:
    sample = sample_of(SENTENCES[language].encode(encoding))
    assert likeliest(sample).encoding == encoding
    assert is_text(likeliest(sample), sample)


@pytest.mark.parametrize(("text", "encoding"), table(SHORT))
def test_few_characters(text: str, encoding: str) -> None:
    assert likeliest(sample_of(text.encode(encoding))).encoding == encoding


NOT_WIDE = [
    ("nothing", b""),
    ("padding alone", b"\0" * 40),
    ("ascii", b"Bush hid the facts, and the bytes passed for Chinese"),
    ("utf-8", SENTENCES["simplified"].encode()),
    ("utf-8 with a nul in it", b"the ferry\0the mill\0the lamp"),
    ("gb18030", SENTENCES["simplified"].encode("gb18030")),
    ("latin", SENTENCES["french"].encode("cp1252")),
    ("every byte there is", bytes(range(256)) * 4),
    ("small numbers", bytes(range(32)) * 20),
]


@pytest.mark.parametrize("data", [data for _, data in NOT_WIDE], ids=[name for name, _ in NOT_WIDE])
def test_bytes_that_are_not_wide(data: bytes) -> None:
    assert unmarked_wide(data) is None


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("language", ["simplified", "traditional", "japanese", "korean", "french", "russian"])
def test_wide_characters_without_a_mark(language: str, encoding: str) -> None:
    assert unmarked_wide(SENTENCES[language].encode(encoding)) == encoding


def test_padding_behind_wide_characters_tells_nothing() -> None:
    assert unmarked_wide("The ferry".encode("utf-16-le") + b"\0" * 400) == "utf-16-le"


def test_traditional_characters_are_as_usual_as_simplified_ones() -> None:
    traditional, simplified = "這個時候們說", "这个时候们说"
    more = weigh(traditional.encode("gb18030"), "gb18030").bits - weigh(simplified.encode("gb18030"), "gb18030").bits
    assert 0 <= more <= len(simplified)


def test_sample_leaves_the_plain_part_of_a_page_out() -> None:
    data = b"<p>" + b"a" * 50_000 + "渡口的灯".encode("gb18030") + b"b" * 50_000 + "亮着".encode("gb18030")
    assert "渡口的灯".encode("gb18030") in sample_of(data)
    assert len(sample_of(data)) < 100


def test_sample_is_bounded() -> None:
    assert len(sample_of(SENTENCES["simplified"].encode("gb18030") * 1000)) <= 6000


def test_noise_is_no_text() -> None:
    sample = bytes(range(0x80, 0x100)) * 3
    assert not is_text(likeliest(sample), sample)


def test_every_encoding_has_a_language_and_costs_what_the_table_says() -> None:
    spoken = {encoding for language in languages() for encoding in language.encodings}
    assert spoken | {"utf-8"} == set(extra_bits())


@given(st.sampled_from(WRITTEN), st.integers(0, 60), st.integers(20, 60))
def test_any_piece_of_a_sentence_of_east_asia(row: tuple[str, str], start: int, length: int) -> None:
    language, encoding = row
    piece = (SENTENCES[language] * 3)[start : start + length]
    if language in ("simplified", "traditional", "japanese", "russian"):
        assert likeliest(sample_of(piece.encode(encoding))).encoding == encoding


@given(st.binary(max_size=200), st.sampled_from(sorted(extra_bits())))
def test_any_bytes_are_weighed(data: bytes, encoding: str) -> None:
    assert weigh(data, encoding).bits >= 0
    assert likeliest(data).bits <= weigh(data, encoding).bits
