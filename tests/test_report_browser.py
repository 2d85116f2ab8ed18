"""The report in a real Chromium: nothing is loaded, the keys walk, filters and the table work, contrast is enough.

Skipped where there is no Chromium. Nothing is installed here: `.ci/run` does that.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from cleaner import Options, clean
from cleaner.batch.clippings import Clipping, Origin
from cleaner.batch.files import Source
from cleaner.batch.reports import write_report
from cleaner.model import NOISE_CLASSES
from cleaner.writers.report.document import to_page
from cleaner.writers.report.index import to_index
from cleaner.writers.report.record import Record
from tests.browser import CHROMIUM, Browser, Scheme, chromium
from tests.conftest import ROOT, table
from tests.pictures import DOCS, PICTURES, Picture, report_on_seeds, take
from tests.test_batch import BODY
from tests.test_cli import CLIP
from tests.test_report import HOSTILE

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt-get install chromium)")

CONTRAST = (ROOT / "tests" / "contrast.js").read_text("utf-8")
WIDE, PHONE = (1280, 800), (390, 844)
MANY = 5_000
LONG = 10_000
STATUSES = ("ok", "ok", "ok", "needs_review", "empty")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the seeds."""
    return report_on_seeds(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on a clipping with a part cut out and on hostile ones."""
    texts = [CLIP, "\n\n".join(f"{text}\n\n{BODY}{text}" for _, text in HOSTILE), "", f"# <b>x</b>\n\n{BODY}\n"]
    sources = [Source(Path(f"{i}.md"), Path(f"<img src=x onerror=alert(1)>{i}.md")) for i in range(len(texts))]
    found = [Clipping(Origin(source), text) for source, text in zip(sources, texts, strict=True)]
    folder = tmp_path_factory.mktemp("odd")
    list(write_report(found, folder, "</script><script>alert(1)</script>", Options()))
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of many documents."""
    classes = list(NOISE_CLASSES)
    records = [
        Record(
            file=f"site{i % 40}/文章-{i}.html",
            status=STATUSES[i % 5],  # type: ignore[arg-type]
            page=f"pages/{i // 500:03}/{i:05}.html",
            title=f"第{i}篇：渡口的老船 {i * 7919 % MANY}",
            confidence=(i * 7919 % MANY) / MANY,
            kept=500 + i * 31 % 4000,
            removed={classes[i % 23]: 1 + i % 900, classes[i % 7]: 40},
            changes=i % 60,
        )
        for i in range(MANY)
    ]
    path = tmp_path_factory.mktemp("many") / "index.html"
    path.write_text(to_index(records, "many", "cleaner"), "utf-8")
    return path


def document(report: Path, number: int = 0) -> Path:
    return report / "pages" / "000" / f"{number:05}.html"


def stops(browser: Browser) -> list[list[str]]:
    """Class and reason of every removed block that is not filtered away."""
    found: list[list[str]] = browser.ask("stops.map(one => [one.dataset.class, one.dataset.why])")
    return found


def told(browser: Browser) -> str:
    text: str = browser.ask("document.querySelector('#told').textContent")
    return text


# Nothing is loaded, nothing is complained of.


@pytest.mark.parametrize(("width", "height"), table([("desktop", *WIDE), ("phone", *PHONE)]))
def test_pages_load_nothing_say_nothing_and_fit(
    browser: Browser, seeds: Path, odd: Path, width: int, height: int
) -> None:
    browser.show(width, height)
    for page in [*sorted(seeds.rglob("*.html"))[::3], *sorted(odd.rglob("*.html"))]:
        browser.open(page)
        assert (browser.console, browser.requests) == ([], [page.as_uri()]), page
        assert browser.ask("document.documentElement.scrollWidth - innerWidth") <= 0, page


@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
def test_every_part_fits_a_phone(browser: Browser, seeds: Path, key: str) -> None:
    browser.show(*PHONE)
    browser.open(document(seeds))
    browser.press(key)
    browser.settle()
    assert browser.ask("document.documentElement.scrollWidth - innerWidth") <= 0
    assert browser.ask("$('[role=tablist]').scrollWidth - $('[role=tablist]').clientWidth") <= 0
    assert browser.ask("Math.round($('aside').getBoundingClientRect().bottom)") == PHONE[1]


def test_a_script_that_gets_into_a_page_all_the_same_does_not_run(browser: Browser, seeds: Path) -> None:
    browser.open(document(seeds))
    browser.ask(
        "(() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
        "document.body.append(one); document.body.insertAdjacentHTML('beforeend',"
        '\'<img src="https://example.com/x.png" onerror="window.ran = 2"><p style="color:red" id=mine>x</p>\'); })()'
    )
    browser.settle()
    ran, colour = browser.ask("[typeof window.ran, getComputedStyle(document.getElementById('mine')).color]")
    assert ran == "undefined" and colour != "rgb(255, 0, 0)"
    assert len([line for line in browser.console if "Content Security Policy" in line]) >= 3
    assert browser.blocked == ["https://example.com/x.png"]
    assert browser.requests == [document(seeds).as_uri()]


@pytest.mark.parametrize("page", ["index.html", "pages/000/00000.html"])
def test_without_scripts_everything_is_there_to_read(browser: Browser, seeds: Path, page: str) -> None:
    browser.scripts(on=False)
    browser.show(*WIDE)
    try:
        browser.open(seeds / page)
        shown = (
            "[...document.querySelectorAll('section, aside')].filter(one => one.checkVisibility()).map(one => one.id)"
        )
        expected = (
            ["charts", "documents"] if page == "index.html" else "clipping article metadata rules changes".split()
        )
        assert browser.ask(shown) == expected
    finally:
        browser.scripts(on=True)


# Contrast, names, languages.

SCENES: list[tuple[str, str, Sequence[str]]] = [
    ("article", "pages/000/00000.html", ("j", "b")),
    ("metadata", "pages/000/00000.html", ("2",)),
    ("rules", "pages/000/00007.html", ("3", "j")),
    ("changes", "pages/000/00000.html", ("4", "c")),
    ("keys", "pages/000/00001.html", ("?",)),
    ("index", "index.html", ("j",)),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("page", "keys"), table(SCENES))
def test_every_text_has_contrast_enough(
    browser: Browser, seeds: Path, page: str, keys: Sequence[str], scheme: Scheme
) -> None:
    browser.show(*WIDE, scheme)
    browser.open(seeds / page)
    browser.press(*keys)
    browser.settle()
    found = browser.ask(CONTRAST)
    assert found["measured"] > 50
    assert found["poor"] == []


def test_poor_contrast_is_found(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    browser.ask("document.querySelector('h1').style.color = '#bbb'")
    assert len(browser.ask(CONTRAST)["poor"]) == 1


NAMELESS = """[...document.querySelectorAll("button, a[href], input, section, dialog, nav, aside, [role=group]")]
  .filter(one => one.checkVisibility() && !one.closest("[aria-hidden]"))
  .filter(one => !(one.textContent.trim() || one.ariaLabel || one.labels?.length || one.getAttribute("aria-labelledby")))
  .map(one => one.outerHTML)"""
#: What is wrong with the outline of the page, as far as a program sees it.
OUTLINE = """(() => { const levels = [...document.querySelectorAll("h1, h2, h3")].map(one => Number(one.tagName[1]));
  return [levels[0], levels.filter(level => level === 1).length, document.documentElement.lang,
    document.querySelectorAll("main").length, document.querySelectorAll("header").length,
    new Set([...document.querySelectorAll("[id]")].map(one => one.id)).size === document.querySelectorAll("[id]").length];
})()"""


@pytest.mark.parametrize("page", ["index.html", "pages/000/00000.html"])
def test_what_can_be_used_has_a_name_and_the_page_an_outline(browser: Browser, seeds: Path, page: str) -> None:
    browser.show(*WIDE)
    browser.open(seeds / page)
    assert browser.ask(NAMELESS) == []
    assert browser.ask(OUTLINE) == [1, 1, "en", 1, 1, True]


# The keys of a document.


def test_the_keys_walk_through_all_that_was_removed(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    expected = stops(browser)
    assert len(expected) == 27
    for i, (noise_class, why) in enumerate(expected):
        browser.press("j" if i % 2 == 0 or i == 0 else "ArrowDown")
        assert browser.ask("document.activeElement === chosen && chosen.matches('.stop')")
        assert noise_class in told(browser) and why in told(browser)
        assert browser.ask("document.querySelector('#place').textContent") == f"{i + 1} / {len(expected)}"
    browser.press("j")
    assert browser.ask("stops.indexOf(chosen)") == len(expected) - 1
    browser.press("k", "ArrowUp")
    assert browser.ask("stops.indexOf(chosen)") == len(expected) - 3
    browser.settle()
    assert browser.ask(
        "(() => { const box = chosen.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; })()"
    )


def test_runs_of_removed_blocks_are_walked_in_great_steps(browser: Browser, seeds: Path) -> None:
    browser.open(document(seeds))
    browser.press("J", "J", "J")
    assert browser.ask("[chosen.dataset.class, chosen.id]") == ["headline_list", "l21"]
    browser.press("J")
    assert browser.ask("[chosen.dataset.class, chosen.id]") == ["contact_ad", "l29"]
    browser.press("K")
    assert browser.ask("chosen.id") == "l21"


def test_a_part_cut_out_is_one_of_the_steps(browser: Browser, odd: Path) -> None:
    browser.open(document(odd))
    browser.press("j", "j")
    assert browser.ask("[chosen.tagName, chosen.dataset.class]") == ["MARK", "portal_residue"]
    assert told(browser).startswith("line 11portal_residue")


def test_enter_goes_from_a_line_to_its_paragraph_and_back(browser: Browser, seeds: Path) -> None:
    browser.open(document(seeds))
    browser.press("n", "n")
    assert told(browser).startswith("line 9kept")
    paragraph = browser.ask("chosen.id")
    browser.press("Enter")
    assert browser.ask("[chosen.id, document.activeElement.id]") == ["l9", "l9"]
    browser.press("Enter")
    assert browser.ask("chosen.id") == paragraph


def test_changes_are_walked_and_told(browser: Browser, seeds: Path) -> None:
    browser.open(document(seeds))
    browser.press("c", "c")
    assert told(browser) == "line 9, → ，full-width punctuationcontext"
    browser.press("C")
    assert browser.ask("changes.indexOf(chosen)") == 0


def test_keys_switch_what_is_shown(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    panel = "[...document.querySelectorAll('.panel')].filter(one => one.checkVisibility()).map(one => one.id).join()"
    for key, name in (("2", "metadata"), ("3", "rules"), ("4", "changes"), ("1", "article")):
        browser.press(key)
        assert browser.ask(panel) == name
    browser.press("h", "b")
    assert browser.ask("$$('li.kept').filter(one => one.checkVisibility()).length") == 0
    assert browser.ask("getComputedStyle(changes[0], '::before').content") == '","'
    browser.press("?")
    assert browser.ask("document.querySelector('dialog').open")
    browser.press("Escape")
    assert not browser.ask("document.querySelector('dialog').open")


def test_letters_can_be_switched_off_as_keys(browser: Browser, seeds: Path) -> None:
    browser.open(document(seeds))
    browser.ask("$('[data-switch=keys]').click()")
    browser.press("j")
    assert browser.ask("chosen") is None


def test_keys_lead_through_the_run(browser: Browser, seeds: Path) -> None:
    here = "location.pathname.split('/').at(-1)"
    browser.open(document(seeds))
    for key, page in (("]", "00001.html"), ("[", "00000.html"), ("u", "index.html")):
        browser.press(key)
        browser.loaded()
        assert browser.ask(here) == page


def test_the_tab_key_shows_where_it_is(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    seen = []
    for _ in range(24):
        browser.press("Tab")
        seen.append(
            browser.ask("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
        )
    assert seen[0][0] == "A" and not [one for one in seen if one[0] != "BODY" and one[1] == "none"]
    assert {"BUTTON", "INPUT", "SECTION"} <= {tag for tag, _ in seen}


# The mouse, and the narrow screen.


def test_pointing_tells_the_reason_and_shows_the_other_side(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    browser.point("#l1 .t")
    assert told(browser).startswith("line 1breadcrumba path that ends at the article")
    browser.point("#l9 .t")
    assert browser.ask("document.querySelector('.twin').closest('.group') !== null")
    browser.point("#l7", click=True)
    assert browser.ask("chosen.id") == "l7"


def test_a_number_leads_to_the_other_side(browser: Browser, seeds: Path) -> None:
    browser.show(*PHONE)
    browser.open(document(seeds))
    assert browser.ask("$('#article').checkVisibility()") is False
    browser.point("#l19 .n", click=True)
    assert browser.ask("[$('#clipping').checkVisibility(), $('.n', chosen).textContent]") == [False, "19"]
    browser.point(".paragraph.chosen .n", click=True)
    assert browser.ask("[$('#clipping').checkVisibility(), chosen.id]") == [True, "l19"]


def test_a_line_in_the_address_is_shown(browser: Browser, seeds: Path) -> None:
    browser.show(*PHONE)
    browser.open(document(seeds), "#l43")
    assert browser.ask("chosen.id") == "l43"
    assert browser.ask("chosen.getBoundingClientRect().top < innerHeight")


def test_the_legend_filters_classes(browser: Browser, seeds: Path) -> None:
    browser.show(*WIDE)
    browser.open(document(seeds))
    everything = stops(browser)
    browser.point(".key[data-class=qr_prompt]", click=True)
    assert stops(browser) == [one for one in everything if one[0] == "qr_prompt"]
    visible = "[...new Set($$('.gone').filter(one => one.checkVisibility()).map(one => one.dataset.class))]"
    assert browser.ask(visible) == ["qr_prompt"]
    browser.point(".key[data-class=contact_ad]", click=True)
    assert browser.ask(visible) == ["contact_ad", "qr_prompt"]
    assert browser.ask("$$('li.kept').every(one => one.checkVisibility())")
    browser.press("Escape")
    assert stops(browser) == everything


def test_a_long_clipping_is_walked_to_its_end(browser: Browser, tmp_path: Path) -> None:
    lines = (f"{BODY}{i}" if i % 2 else "分享到：微信 微博" for i in range(LONG))
    article = clean("\n\n".join(lines), options=Options(repairs=False))
    assert len(article.document.blocks) == LONG
    (tmp_path / "long.html").write_text(to_page(article), "utf-8")
    browser.show(*WIDE)
    browser.open(tmp_path / "long.html")
    assert browser.console == []
    browser.ask("choose(stops.at(-2))")
    browser.press("j")
    browser.settle()
    assert browser.ask(
        "stops.indexOf(chosen) === stops.length - 1 && chosen.getBoundingClientRect().bottom <= innerHeight"
    )
    browser.press("Enter")
    browser.settle()
    assert browser.ask("chosen.matches('.paragraph') && chosen.getBoundingClientRect().top > 0")


# The index.


def column(browser: Browser, number: int) -> list[str]:
    found: list[str] = browser.ask(f"$$('#documents tbody tr').map(row => row.children[{number}].textContent)")
    return found


def shown(browser: Browser) -> str:
    text: str = browser.ask("$('#shown').textContent")
    return text


def test_many_documents_sort(browser: Browser, many: Path) -> None:
    browser.show(*WIDE)
    browser.open(many)
    assert (shown(browser), len(column(browser, 0))) == ("1–100 of 5,000", 100)
    browser.point("[data-sort=confidence]", click=True)
    assert [column(browser, 2)[i] for i in (0, 99)] == ["0.00", "0.02"]
    assert browser.ask("$('[data-sort=confidence]').parentElement.ariaSort") == "ascending"
    browser.point("[data-sort=confidence]", click=True)
    assert column(browser, 2)[0] == "1.00"
    browser.point("[data-sort=status]", click=True)
    assert set(column(browser, 1)) == {"empty"}
    browser.point("[data-sort=title]", click=True)
    assert column(browser, 0)[0].startswith("第0篇") and column(browser, 0)[2].startswith("第2篇")


def test_many_documents_filter_and_are_searched(browser: Browser, many: Path) -> None:
    browser.open(many)
    browser.point("[data-status=needs_review]", click=True)
    assert shown(browser) == "1–100 of 1,000"
    browser.point("[data-class=hidden]", click=True)
    assert shown(browser).endswith(f" of {sum(1 for i in range(MANY) if i % 5 == 3 and i % 23 == 22)}")
    browser.press("/", *"site3/ 文章-14")
    expected = [i for i in range(MANY) if i % 5 == 3 and i % 23 == 22 and i % 40 == 3 and str(i).startswith("14")]
    assert shown(browser) == (f"1–{len(expected)} of {len(expected)}" if expected else "0")
    browser.press("Escape")
    assert shown(browser) == "1–100 of 5,000"


def test_pages_of_the_table_are_turned_and_rows_walked(browser: Browser, many: Path) -> None:
    browser.open(many)
    browser.press("]", "]")
    assert shown(browser) == "201–300 of 5,000"
    browser.press("j", "j", "ArrowDown", "k")
    assert browser.ask("document.activeElement.getAttribute('href')") == "pages/000/00201.html"


def test_the_way_back_leads_to_the_same_rows(browser: Browser, many: Path) -> None:
    browser.open(many)
    browser.point("[data-sort=gone]", click=True)
    browser.point("[data-status=empty]", click=True)
    before = (column(browser, 0), browser.ask("location.hash"))
    browser.open(many, before[1])
    assert column(browser, 0) == before[0]


def test_a_click_opens_the_document(browser: Browser, seeds: Path) -> None:
    browser.open(seeds / "index.html")
    browser.press("j", "j", "Enter")
    browser.loaded()
    assert browser.ask("document.querySelector('.facts code').textContent") == "002-government-page.txt"


# The pictures of the documentation.


def size_of(png: bytes) -> tuple[Any, ...]:
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("picture", [pytest.param(one, id=one.name) for one in PICTURES])
def test_a_picture_is_taken_and_one_is_in_the_documentation(browser: Browser, seeds: Path, picture: Picture) -> None:
    """Whoever changes the page looks at new ones: `python -m tests.pictures`."""
    taken = take(browser, seeds, picture)
    kept = (DOCS / f"{picture.name}.png").read_bytes()
    assert size_of(taken) == size_of(kept) == (picture.width, picture.height)
    assert len(taken) > 10_000 and browser.console == []
