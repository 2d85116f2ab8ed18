"""What is in the distributions: notices that others ask for, what the tests need, and no link that leads nowhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, table

#: What serves git and nobody else.
_GIT_ALONE = (".ci/", ".gitignore")


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The files that git knows."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository")
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [name for name in found.split("\0") if name and (ROOT / name).exists()]


@pytest.fixture(scope="module")
def laid(tracked: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git knows."""
    place = tmp_path_factory.mktemp("package")
    for name in tracked:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, place / name)
    return place


def _built(place: Path, kind: str) -> Path:
    """The distribution of a kind, made of a copy."""
    pytest.importorskip("setuptools", minversion="65.5")
    script = f"from setuptools import build_meta; print(build_meta.build_{kind}('dist'))"
    done = subprocess.run([sys.executable, "-c", script], cwd=place, check=True, capture_output=True, text=True)
    return place / "dist" / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(laid: Path) -> dict[str, bytes]:
    """The files of the wheel, by name."""
    pytest.importorskip("wheel")
    with zipfile.ZipFile(_built(laid, "wheel")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_source_distribution_has_all_that_its_tests_need(laid: Path, tracked: list[str]) -> None:
    with tarfile.open(_built(laid, "sdist")) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {name for name in tracked if not name.startswith(_GIT_ALONE)} - held == set()


def test_a_wheel_has_the_package_with_its_data_and_nothing_else(wheel: dict[str, bytes], tracked: list[str]) -> None:
    held = {name for name in wheel if ".dist-info/" not in name}
    assert held == {name for name in tracked if name.startswith("cleaner/")}


def test_a_wheel_has_the_licence_and_the_notices(wheel: dict[str, bytes]) -> None:
    held = {Path(name).name: data for name, data in wheel.items() if ".dist-info/" in name}
    assert held["LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert held["NOTICE"] == (ROOT / "NOTICE").read_bytes()


#: The file that is made of others' data, what its project asks to be said.
NOTICES = [
    ("words", "cleaner/repairs/words.txt", "Copyright (c) 2013 Sun Junyi"),
    ("readings", "cleaner/repairs/readings.tsv", "Copyright (c) 2016 mozillazg, 闲耘 <hotoo.cn@gmail.com>"),
    (
        "folding",
        "cleaner/text/script_fold.tsv",
        "This product includes dictionary data and configurations developed by",
    ),
    ("weights", "cleaner/judge/weights.json", "benchmarks/train/density.py"),
]


@pytest.mark.parametrize(("name", "said"), table(NOTICES))
def test_what_is_made_of_others_data_says_so(name: str, said: str) -> None:
    assert (ROOT / name).is_file()
    (part,) = [
        part for part in re.split(r"\n\n\n", (ROOT / "NOTICE").read_text("utf-8")) if name in part.partition("---")[0]
    ]
    assert said in part


def test_every_file_that_is_made_is_among_them() -> None:
    makers = (ROOT / "benchmarks" / "train").glob("*.py")
    made = {
        name for maker in makers for name in re.findall(r"cleaner/[\w/]+\.(?:tsv|txt|json)", maker.read_text("utf-8"))
    }
    assert made <= {name for _, name, _ in NOTICES}


def test_what_the_index_of_packages_shows_has_no_link_into_the_repository() -> None:
    shown = re.search(r"^long_description = file: (\S+)$", (ROOT / "setup.cfg").read_text("utf-8"), re.MULTILINE)
    assert shown is not None
    assert re.findall(r"\]\((?!https?://)[^)]*\)|<img ", (ROOT / shown[1]).read_text("utf-8")) == []
