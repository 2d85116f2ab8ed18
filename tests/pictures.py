"""The pictures of the report in the documentation: ``python -m tests.pictures`` takes them anew, to be looked at."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cleaner.batch.clippings import clippings_of
from cleaner.batch.reports import write_report
from cleaner.batch.walk import find_sources
from cleaner.options import MAX_BYTES, Options
from tests.browser import Browser, Scheme, chromium
from tests.conftest import ROOT

DOCS = ROOT / "docs"
#: Colours of a picture in the documentation.
COLOURS = 128


class Picture(NamedTuple):
    """One picture: its name, the page, the window, and the keys that are pressed before it is taken."""

    name: str
    page: str
    width: int
    height: int
    scheme: Scheme
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("report-document-light", "pages/000/00000.html", 1280, 800, "light", ("j", "j", "j")),
    Picture("report-document-dark", "pages/000/00000.html", 1280, 800, "dark", ("j", "4", "j", "j")),
    Picture("report-phone-light", "pages/000/00000.html", 390, 844, "light", ("j", "j", "j", "j", "j")),
    Picture("report-phone-dark", "pages/000/00000.html", 390, 844, "dark", ("c", "c")),
    Picture("report-index-light", "index.html", 1280, 800, "light"),
    Picture("report-index-dark", "index.html", 1280, 800, "dark", ("j", "j")),
    Picture("report-index-phone", "index.html", 390, 844, "light", ("j", "j")),
)


def report_on_seeds(folder: Path) -> Path:
    """A report on the seeds, in `folder`."""
    sources = find_sources([ROOT / "seeds"], ["README.md"])
    found = (one for source in sources for one in clippings_of(source, MAX_BYTES))
    list(write_report(found, folder, "seeds", Options()))
    return folder


def take(browser: Browser, report: Path, picture: Picture) -> bytes:
    """The picture of a report's page as PNG."""
    browser.show(picture.width, picture.height, picture.scheme)
    browser.open(report / picture.page)
    browser.press(*picture.keys)
    browser.settle()
    return browser.picture()


def small(png: bytes) -> bytes:
    """A picture in as few colours as text and charts need: a quarter of its bytes. Needs the extra `pictures`."""
    from PIL import Image  # noqa: PLC0415 - who does not take pictures needs no Pillow

    packed = BytesIO()
    whole = Image.open(BytesIO(png)).convert("RGB")
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main() -> None:
    """Take all pictures anew."""
    DOCS.mkdir(exist_ok=True)
    with chromium() as browser, TemporaryDirectory() as folder:
        report = report_on_seeds(Path(folder))
        for picture in PICTURES:
            (DOCS / f"{picture.name}.png").write_bytes(small(take(browser, report, picture)))


if __name__ == "__main__":
    main()
