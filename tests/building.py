# SPDX-License-Identifier: MIT
"""Runs the real program on a content folder; gives the whole real site, and a small one."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "golden" / "content"
DAY = "2026-11-21"


def run(
    *words: str, content: Path, output: Path, env: Mapping[str, str] | None = None, umask: int = -1
) -> None:
    """Run a command line of the program; fails where the program does, with what it said."""
    command = [sys.executable, "-m", "twotrees", "--as-of", DAY, "--quiet"]
    done = subprocess.run(
        [*command, "--content", str(content), "--output", str(output), *words],
        cwd=ROOT, env={**os.environ, **(env or {})}, umask=umask,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def read_files(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `build.py build` publishes of the repository's own content: to be read, not changed.

    Workers of one session share it: the first builds, the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "built" / "site"
    site.parent.mkdir(exist_ok=True)
    with (site.parent / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            run("build", content=ROOT, output=site)
    return site


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `build` publishes of the small content, handbook included; to be read, not changed."""
    folder = tmp_path_factory.mktemp("small")
    run("build", content=copy_small(folder / "content"), output=folder / "site")
    return folder / "site"


def copy_small(folder: Path) -> Path:
    """Put the small content into `folder`, where it may be changed, and give it."""
    return copy_content(SMALL, folder)


def copy_content(content: Path, folder: Path) -> Path:
    """Put records and trees, and no caches, into `folder` and give it."""
    for part in ("matters", "trees"):
        shutil.copytree(content / part, folder / part)
    return folder
