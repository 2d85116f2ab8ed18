"""The rules: their own examples, strict loading with messages that lead to the line, patterns that cannot hang."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner import clean
from cleaner.judge.conditions import SHAPE_OF_BLOCK, VOCABULARY, Condition, Shape
from cleaner.judge.examples import failing_examples
from cleaner.judge.facts import BlockFacts, PageFacts
from cleaner.judge.openers import VOTES
from cleaner.judge.places import Places
from cleaner.judge.rule_file import RuleError, parse_rules, shipped_rules
from cleaner.judge.rulebook import Rulebook, rulebook
from cleaner.judge.survey import survey
from cleaner.model import NOISE_CLASSES, Clip, Rule
from cleaner.options import ConfigurationError, Options, load_rules
from cleaner.readers import open_clip, read
from cleaner.text.characters import key
from tests.conftest import table

RULES = shipped_rules()


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples_of_a_shipped_rule(rule: Rule) -> None:
    assert failing_examples([rule]) == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_shipped_rule_is_complete(rule: Rule) -> None:
    assert rule.hits and rule.misses and rule.reason.strip()
    assert rule.noise_class in NOISE_CLASSES
    assert rule.origin.endswith(".toml")


@pytest.mark.parametrize("noise_class", NOISE_CLASSES)
def test_every_noise_class_has_a_rule(noise_class: str) -> None:
    assert any(rule.noise_class == noise_class and rule.action == "drop" for rule in RULES)


@pytest.mark.parametrize("condition", VOCABULARY.values(), ids=list(VOCABULARY))
def test_every_condition_says_what_it_asks(condition: object) -> None:
    assert condition.asks.strip()  # type: ignore[attr-defined]


def _toml(when: str = 'says = ["扫码"]', **changed: str | None) -> str:
    """A rule file of one rule; `changed` replaces lines or, where None, leaves them out."""
    lines: dict[str, str | None] = {
        "id": '"own"',
        "class": '"promo"',
        "reason": '"says so"',
        "hits": '["扫码"]',
        "misses": '["扫地"]',
        **changed,
    }
    written = "\n".join(f"{name} = {value}" for name, value in lines.items() if value is not None)
    return f"[[rule]]\n{written}\n[rule.when]\n{when}\n"


def _pattern(pattern: str) -> str:
    return _toml(f"matches = ['{pattern}']")


FINE = [
    ("one phrase", _toml()),
    ("one phrase without a list", _toml('says = "扫码"')),
    ("numbers and flags", _toml('says = ["扫码"]\nunits_max = 9\nprose = false')),
    ("a pattern with a name", _pattern("^扫码{date}?")),
    ("an escaped upper case class", _pattern(r"^扫\D")),
    ("a property of characters", _pattern(r"^\p{Han}码")),
    ("a part instead of conditions", _toml("", part="'扫码'")),
    ("a region", _toml('says = ["扫码"]\nregion = ["before", "after"]')),
]


@pytest.mark.parametrize("toml", table(FINE))
def test_rules_that_load(toml: str) -> None:
    rules = parse_rules(toml, "own.toml")
    Rulebook(rules)
    assert [rule.id for rule in rules] == ["own"]


def test_a_file_without_rules_is_fine() -> None:
    assert parse_rules("# nothing yet\n", "own.toml") == ()


BROKEN = [
    ("no TOML", "[[rule]\n", "own.toml: no TOML: "),
    ("a nest of lists", "x = " + "[" * 5000, "own.toml: no TOML: "),
    ("a number without end", f"x = {'9' * 5000}\n", "own.toml: no TOML: "),
    (
        "one rule without its list",
        _toml().replace("[[rule]]", "[rule]"),
        "own.toml: rule takes a list of tables, [[rule]] each",
    ),
    ("rule is a number", "rule = 3\n", "own.toml: rule takes a list of tables, [[rule]] each"),
    ("rule is a list of numbers", "rule = [3]\n", "own.toml: rule takes a list of tables, [[rule]] each"),
    ("class is a list", _toml(**{"class": '["nav"]'}), "own.toml: rule 'own': class takes a text, not ['nav']"),
    ("action is a list", _toml(action='["drop"]'), "own.toml: rule 'own': action takes a text, not ['drop']"),
    ("unknown key of the file", "[[rules]]\nid = 'x'\n", "own.toml: unknown key rules; did you mean rule?"),
    ("unknown key", _toml(reasons='"x"'), "own.toml: rule 'own': unknown key reasons; did you mean reason?"),
    ("key far from any", _toml(zzz='"x"'), "own.toml: rule 'own': unknown key zzz"),
    ("no id", _toml(id=None), "own.toml: rule '?': id is missing"),
    ("no class", _toml(**{"class": None}), "own.toml: rule 'own': class is missing"),
    ("no reason", _toml(reason=None), "own.toml: rule 'own': reason is missing"),
    ("no hits", _toml(hits=None), "own.toml: rule 'own': hits is missing"),
    ("no misses", _toml(misses=None), "own.toml: rule 'own': misses is missing"),
    ("empty misses", _toml(misses="[]"), "own.toml: rule 'own': misses is missing"),
    ("empty example", _toml(hits='[""]'), "own.toml: rule 'own': hits takes a list of texts"),
    ("example without a list", _toml(hits='"扫码"'), "own.toml: rule 'own': hits takes a list of texts"),
    (
        "unknown class",
        _toml(**{"class": '"promos"'}),
        "own.toml: rule 'own': unknown class promos; did you mean promo?",
    ),
    ("unknown action", _toml(action='"hide"'), "own.toml: rule 'own': action is drop or keep, not 'hide'"),
    ("no condition", _toml(""), "own.toml: rule 'own': when is empty"),
    (
        "when is no table",
        '[[rule]]\nid="own"\nclass="promo"\nreason="x"\nhits=["a"]\nmisses=["b"]\nwhen=3\n',
        "own.toml: rule 'own': when is empty",
    ),
    (
        "unknown condition",
        _toml("unit_max = 3"),
        "own.toml: rule 'own': unknown condition unit_max; did you mean units_max?",
    ),
    ("condition far from any", _toml("zzz = 3"), "own.toml: rule 'own': unknown condition zzz"),
    ("number as text", _toml('units_max = "3"'), "own.toml: rule 'own': units_max takes a number, not '3'"),
    ("number as flag", _toml("units_max = true"), "own.toml: rule 'own': units_max takes a number, not True"),
    ("number as share", _toml("units_max = 1.5"), "own.toml: rule 'own': units_max takes a number, not 1.5"),
    ("flag as number", _toml("prose = 0"), "own.toml: rule 'own': prose takes a flag, not 0"),
    (
        "share as text",
        _toml('link_density_min = "all"'),
        "own.toml: rule 'own': link_density_min takes a share, not 'all'",
    ),
    (
        "more than all",
        _toml("link_density_max = 2"),
        "own.toml: rule 'own': link_density_max takes a share from 0.0 to 1.0",
    ),
    (
        "less than none",
        _toml("link_density_min = -0.5"),
        "own.toml: rule 'own': link_density_min takes a share from 0.0",
    ),
    (
        "no number",
        _toml("link_density_min = nan"),
        "own.toml: rule 'own': link_density_min takes a share from 0.0 to 1.0",
    ),
    ("phrases as number", _toml("says = 3"), "own.toml: rule 'own': says takes a list of texts"),
    ("empty phrase", _toml('says = [""]'), "own.toml: rule 'own': says takes a list of texts"),
    ("no phrase", _toml("says = []"), "own.toml: rule 'own': says takes a list of texts"),
    ("unknown region", _toml('region = ["below"]'), "own.toml: rule 'own': region does not know below"),
    (
        "unknown kind",
        _toml('kind = ["paragraf"]'),
        "own.toml: rule 'own': kind does not know paragraf; did you mean paragraph?",
    ),
    ("part that is no text", _toml(part="3"), "own.toml: rule 'own': part takes a"),
    ("opens that is no flag", _toml(opens='"no"'), "own.toml: rule 'own': opens takes a flag"),
    ("duplicate id", _toml() + _toml(), "own.toml: rule 'own': the id is taken"),
    ("phrase that folds to nothing", _toml('says = ["\u200b"]'), "own.toml: rule 'own': says: "),
    (
        "phrase longer than any block",
        _toml('is = ["订阅"]\nunits_max = 1'),
        "own.toml: rule 'own': is: '订阅' never holds: 2 units are more than units_max",
    ),
    ("upper case in a pattern", _pattern("^Share"), "own.toml: rule 'own': matches: 'S' never matches"),
    ("look-ahead", _pattern("a(?=b)"), "own.toml: rule 'own': matches: "),
    ("look-behind", _pattern("(?<=a)b"), "own.toml: rule 'own': matches: "),
    ("back-reference", _pattern(r"(a)\1"), "own.toml: rule 'own': matches: "),
    ("open bracket", _pattern("(a"), "own.toml: rule 'own': matches: "),
    ("unknown name", _pattern("{dates}"), "own.toml: rule 'own': matches: unknown name {dates}"),
    ("unknown name in a part", _toml("", part="'{when}'"), "own.toml: rule 'own': part: unknown name {when}"),
]


@pytest.mark.parametrize(("toml", "message"), table(BROKEN))
def test_a_broken_rule_is_refused_with_the_place_to_mend(toml: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        Rulebook(parse_rules(toml, "own.toml"))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("pattern", ["a(?=b)", r"(a)\1"])
def test_a_refused_pattern_says_what_patterns_are(pattern: str) -> None:
    with pytest.raises(RuleError, match="RE2"):
        Rulebook(parse_rules(_pattern(pattern), "own.toml"))


def _written(folder: Path, toml: str) -> Path:
    path = folder / "own.toml"
    path.write_text(toml, "utf-8")
    return path


REFUSED = [
    ("hit that does not hold", _toml(hits='["扫地"]'), "rule 'own': does not hold for its own hit: 扫地"),
    ("miss that holds", _toml(misses='["扫码吧"]'), "rule 'own': holds for its own miss: 扫码吧"),
    ("more pictures than there are", _toml("images_min = 300000000"), "rule 'own': does not hold for its own hit: "),
    ("id of a shipped rule", _toml(id='"qr-prompt"'), "rule 'qr-prompt': the id is taken"),
    ("broken rule", _toml("unit_max = 3"), "rule 'own': unknown condition unit_max"),
    ("no TOML", "[", "no TOML"),
]


@pytest.mark.parametrize(("toml", "said"), table(REFUSED))
def test_a_users_rule_file_that_is_refused(tmp_path: Path, toml: str, said: str) -> None:
    path = _written(tmp_path, toml)
    with pytest.raises(ConfigurationError) as caught:
        load_rules([path])
    assert str(caught.value).startswith(f"{path}: ") and said in str(caught.value)


def test_a_users_rule_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml"):
        load_rules([tmp_path / "nowhere.toml"])


def test_a_users_rule_is_asked_with_the_shipped_ones(tmp_path: Path) -> None:
    toml = _toml('starts = ["渡口夜话"]', hits='["渡口夜话第三期"]', misses='["在渡口夜话"]')
    options = Options(rules=load_rules([_written(tmp_path, toml)]))
    text = "清晨五点，渡口的灯还亮着，老周已经把缆绳解开，等第一批赶早市的人上船。\n\n渡口夜话第三期\n\n分享到："
    removed = {piece.text: piece.rules for piece in clean(text, options=options).removed}
    assert removed.keys() == {"渡口夜话第三期", "分享到："}
    assert removed["渡口夜话第三期"] == ("own",)


def test_options_from_a_file(tmp_path: Path) -> None:
    _written(tmp_path, _toml())
    (tmp_path / "cleaner.toml").write_text('rules = ["own.toml"]\nmax_bytes = 1000\n', "utf-8")
    options = Options.from_file(tmp_path / "cleaner.toml")
    assert ([rule.id for rule in options.rules], options.max_bytes) == (["own"], 1000)


def test_the_engine_and_the_mode_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('engine = "trafilatura"\nmode = "recall"\n', "utf-8")
    options = Options.from_file(tmp_path / "cleaner.toml")
    assert (options.engine, options.mode) == ("trafilatura", "recall")
    assert (Options().engine, Options().mode) == ("density", "balanced")


WRONG_OPTIONS = [
    ("unknown mode", 'mode = "fast"', "mode is balanced or precision or recall, not 'fast'"),
    ("unknown engine", 'engine = "xpath"', "engine is density or trafilatura or agree, not 'xpath'"),
    ("mode as number", "mode = 1", "mode is balanced or precision or recall, not 1"),
    ("no TOML", "rules = ", "cleaner.toml"),
    ("unknown option", "rule = []", "unknown option rule; did you mean rules?"),
    ("rules as text", 'rules = "own.toml"', "rules takes a list of file names"),
    ("size as text", 'max_bytes = "1"', "max_bytes takes a whole number above 0"),
    ("size as flag", "max_bytes = true", "max_bytes takes a whole number above 0"),
    ("size of nothing", "max_bytes = 0", "max_bytes takes a whole number above 0"),
    ("file that is not there", 'rules = ["nowhere.toml"]', "nowhere.toml"),
]


@pytest.mark.parametrize(("toml", "said"), table(WRONG_OPTIONS))
def test_options_that_are_refused(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "cleaner.toml").write_text(toml, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        Options.from_file(tmp_path / "cleaner.toml")
    assert said in str(caught.value)


HOSTILE = [
    ("nested plus", "(a+)+$"),
    ("overlapping runs", "(x+x+)+y"),
    ("star of star", "(.*)*$"),
    ("alternatives that overlap", "(a|aa)+$"),
    ("many optional", "a?" * 60 + "a" * 60),
    ("nested counted repeats", "((a{1,100}){1,100}){1,100}"),
    ("counted repeats in a row", "(a{0,900}){0,900}"),
    ("words of every script, repeated", r"(\w+\s?)+$"),
]
BAIT = {"a": "a" * 200_000 + "!", "x": "x" * 200_000, "words": "ferry " * 30_000 + "!"}


@pytest.mark.parametrize("bait", BAIT)
@pytest.mark.parametrize("pattern", table(HOSTILE))
def test_a_hostile_pattern_is_refused_or_finishes(pattern: str, bait: str) -> None:
    try:
        book = Rulebook(parse_rules(_pattern(pattern), "own.toml"))
    except RuleError:
        return
    for compiled in book.rules:
        assert compiled.matches is not None
        compiled.matches.found(BAIT[bait].encode())


@pytest.mark.parametrize("pattern", table(HOSTILE))
def test_a_hostile_part_is_refused_or_finishes(pattern: str) -> None:
    try:
        rules = parse_rules(_toml("", part=f"'{pattern}'"), "own.toml")
        Rulebook(rules)
    except RuleError:
        return
    assert clean(BAIT["a"], options=Options(rules=rules)).status != "failed"


def _idle(phrases: Sequence[str]) -> Iterator[str]:
    """The phrases that decide nothing: they hold another of their list, or are one as they are compared."""
    keys = list(map(key, phrases))
    for i, (phrase, own) in enumerate(zip(phrases, keys, strict=True)):
        if own in keys[:i] or any(other in own for other in keys if other != own):
            yield phrase


@pytest.mark.parametrize(
    ("phrases", "idle"),
    table(
        [
            ("none like another", ["扫码", "扫描"], []),
            ("one within another", ["扫码关注", "扫码"], ["扫码关注"]),
            ("one in the other script", ["扫码", "掃碼"], ["掃碼"]),
            ("one in capitals", ["QR Code", "qr code"], ["qr code"]),
        ]
    ),
)
def test_which_phrases_decide_nothing(phrases: list[str], idle: list[str]) -> None:
    assert list(_idle(phrases)) == idle


@pytest.mark.parametrize("name", dict.fromkeys(rule.origin for rule in RULES))
def test_every_phrase_of_the_shipped_rules_decides_something(name: str) -> None:
    lists = ((rule, how, dict(rule.when).get(how, ())) for rule in RULES for how in ("says", "lacks"))
    idle = {
        (rule.id, how): found
        for rule, how, phrases in lists
        if rule.origin == name and isinstance(phrases, tuple) and (found := list(_idle(phrases)))
    }
    assert idle == {}


def test_all_patterns_of_the_shipped_rules_compile() -> None:
    Rulebook(RULES)  # where they are shipped they are compiled only when they are asked


def test_the_rulebook_of_the_shipped_rules_holds_each_once() -> None:
    assert sorted(compiled.rule.id for compiled in rulebook(()).rules) == sorted(rule.id for rule in RULES)


def test_the_facts_of_a_shape_stand_first_among_those_of_a_block() -> None:
    names = BlockFacts(*BlockFacts._fields)  # type: ignore[arg-type]
    assert SHAPE_OF_BLOCK(names) == Shape._fields[: Shape._fields.index("region")]


def test_the_rule_that_knows_the_votes_of_answers_is_shipped() -> None:
    assert VOTES in {rule.id for rule in RULES}


def test_every_fact_of_a_place_can_be_found() -> None:
    document = read(
        open_clip("渡口的灯\n\n老船停了三十年，今年春天又下了水。".encode(), Clip("", "text"), None, None, 10**6)
    )
    place = Places(survey(document, rulebook(())), frozenset({0}), frozenset({"渡口的灯"})).at(1)
    for name in PageFacts.__annotations__:
        getattr(place, name)
    assert (place.from_start, place.under_title, place.stranded) == (1, True, 0)
    assert not hasattr(place, "from_nowhere") and copy(place).from_start == 1


@pytest.mark.parametrize("condition", VOCABULARY.values(), ids=VOCABULARY)
def test_every_condition_of_a_place_asks_for_a_fact_of_it(condition: Condition) -> None:
    fact = condition.name.removesuffix("_min").removesuffix("_max")
    assert condition.scope not in ("page", "settled") or fact in PageFacts.__annotations__


STEPS = """渡口的灯怎样关

老船停了三十年，今年春天又下了水，船工的孙女把船上的灯也修好了，大家都很高兴。灯是从前那一盏，比码头上的电灯还亮一些。

{}

绿灯先灭

红灯后灭
"""


@pytest.mark.parametrize(
    ("line", "walled"),
    [
        pytest.param("设置 > 灯光 > 关灯", False, id="a path below the text is a step of it"),
        pytest.param("当前位置：首页 > 河岸", True, id="furniture wherever it stands"),
    ],
)
def test_what_walls_the_body_off(line: str, walled: bool) -> None:
    document = read(open_clip(STEPS.format(line).encode(), Clip("", "text"), None, None, 10**6))
    places = Places(survey(document, rulebook(())), frozenset({0}), frozenset())
    assert (places.side(3), places.at(3).walled) == ("after", walled)


@pytest.mark.parametrize(
    ("chosen", "excerpt"),
    [pytest.param(False, True, id="flat"), pytest.param(True, False, id="a page looked at again")],
)
def test_a_text_that_the_next_begins_with_is_an_excerpt_where_there_are_only_lines(chosen: bool, excerpt: bool) -> None:
    said = "设置也可以在代码里当作环境变量来读，磨坊的人都这样做"
    document = read(open_clip(f"{said}……\n\n{said}，渡口的人也是。\n".encode(), Clip("", "text"), None, None, 10**6))
    page = replace(survey(document, rulebook(())), chosen=chosen)
    assert Places(page, frozenset(), frozenset()).at(0).begins_below is excerpt
