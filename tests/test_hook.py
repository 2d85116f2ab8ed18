"""The hooks with the real pre-commit, which builds their environment from a clone of this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_batch import BODY

pytest.importorskip("pre_commit", reason="pre-commit is not installed: `tox -e hook` does it")

DIRTY = f"首页 > 文化 > 正文\n\n渡口最后的摆渡人\n\n{BODY}\n\n扫码关注\n"
CLEAN = f"渡口最后的摆渡人\n\n{BODY}\n"
#: Building an environment takes a minute on a slow machine.
HANGS_SECONDS = 600
MANY = 500


def ran(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, its output together."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=HANGS_SECONDS,
        check=False,
    )


def git(folder: Path, *arguments: str) -> str:
    """What git says; a test whose git fails is no test."""
    done = ran(folder, "git", "-c", "user.name=T", "-c", "user.email=t@example.com", *arguments)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


@pytest.fixture(scope="session")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of this repository with the working tree's files in it, committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout of the repository, and a hook is installed from one")
    clone = tmp_path_factory.mktemp("offered") / "cleaner"
    git(ROOT, "clone", "-q", "--no-hardlinks", str(ROOT), str(clone))
    for name in ("cleaner", ".pre-commit-hooks.yaml", "setup.cfg", "pyproject.toml", "README.md"):
        source = ROOT / name
        if source.is_dir():
            shutil.rmtree(clone / name, ignore_errors=True)
            shutil.copytree(source, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, clone / name)
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "--allow-empty", "-m", "as it stands")
    return clone


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Where pre-commit keeps its environments, for all tests together."""
    return {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("store")),
        "PREK_HOME": str(tmp_path_factory.mktemp("prek")),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


def repository(folder: Path, offered: Path, *hooks: str) -> Path:
    """A repository that uses these hooks on its seeds."""
    git(folder, "init", "-q")
    listed = "".join(f"      - id: {hook}\n        files: ^seeds/\n" for hook in hooks)
    rev = git(offered, "rev-parse", "HEAD")
    config = f"repos:\n  - repo: {offered}\n    rev: {rev}\n    hooks:\n{listed}"
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    (folder / "seeds").mkdir()
    return folder


def seed(folder: Path, name: str, text: str) -> Path:
    path = folder / "seeds" / name
    path.write_text(text, "utf-8")
    return path


def commit(folder: Path, home: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    git(folder, "add", "-A")
    author = ("-c", "user.name=T", "-c", "user.email=t@example.com")
    return ran(folder, "git", *author, "commit", "-m", "seeds", **home)


PRE_COMMIT = (sys.executable, "-m", "pre_commit")


def test_a_dirty_seed_fails_and_is_cleaned_and_passes_the_second_time(
    tmp_path: Path, offered: Path, home: Mapping[str, str]
) -> None:
    folder = repository(tmp_path, offered, "cleaner-fix")
    assert ran(folder, *PRE_COMMIT, "install", **home).returncode == 0
    dirty, clean = seed(folder, "dirty.txt", DIRTY), seed(folder, "clean.txt", CLEAN)
    before = clean.stat()
    first = commit(folder, home)
    assert first.returncode == 1 and "seeds/dirty.txt:7: qr_prompt" in first.stdout, first.stdout
    assert "clean.txt" not in first.stdout
    assert dirty.read_text("utf-8").endswith(CLEAN) and "扫码" not in dirty.read_text("utf-8")
    assert clean.stat().st_mtime_ns == before.st_mtime_ns
    second = commit(folder, home)
    assert second.returncode == 0, second.stdout


def test_the_check_writes_nothing(tmp_path: Path, offered: Path, home: Mapping[str, str]) -> None:
    folder = repository(tmp_path, offered, "cleaner-check")
    assert ran(folder, *PRE_COMMIT, "install", **home).returncode == 0
    dirty = seed(folder, "dirty.md", DIRTY)
    seed(folder, "clean.md", CLEAN)
    for _ in range(2):
        done = commit(folder, home)
        assert done.returncode == 1 and "seeds/dirty.md:1: breadcrumb" in done.stdout, done.stdout
        assert "clean.md" not in done.stdout
    assert dirty.read_text("utf-8") == DIRTY
    assert git(folder, "status", "--porcelain", "--untracked-files=all").count("??") == 0


def test_500_seeds_in_batches_side_by_side(tmp_path: Path, offered: Path, home: Mapping[str, str]) -> None:
    folder = repository(tmp_path, offered, "cleaner-fix")
    for i in range(MANY):
        seed(folder, f"{i:03}-一篇相当长的文件名.txt", f"扫码关注\n\n{BODY}这是第{i}篇。\n\n分享到：\n")
    git(folder, "add", "-A")
    first = ran(folder, *PRE_COMMIT, "run", "--all-files", **home)
    assert first.returncode == 1, first.stdout[-2000:]
    written = {path.read_text("utf-8") for path in folder.glob("seeds/*.txt")}
    assert written == {f"{BODY}这是第{i}篇。\n" for i in range(MANY)}
    assert not list(folder.glob("seeds/.cleaner-*"))
    git(folder, "add", "-A")
    assert ran(folder, *PRE_COMMIT, "run", "--all-files", **home).returncode == 0


@pytest.mark.skipif(shutil.which("prek", path=str(Path(sys.executable).parent)) is None, reason="prek is not installed")
def test_under_prek(tmp_path: Path, offered: Path, home: Mapping[str, str]) -> None:
    folder = repository(tmp_path, offered, "cleaner-fix", "cleaner-check")
    seed(folder, "dirty.txt", DIRTY)
    git(folder, "add", "-A")
    prek = str(Path(sys.executable).parent / "prek")
    first = ran(folder, prek, "run", "--all-files", **home)
    assert first.returncode == 1 and "seeds/dirty.txt:7: qr_prompt" in first.stdout, first.stdout
    git(folder, "add", "-A")
    second = ran(folder, prek, "run", "--all-files", **home)
    assert second.returncode == 0, second.stdout
