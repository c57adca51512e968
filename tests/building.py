# SPDX-License-Identifier: MIT
"""Runs the real program on a content folder, and gives the whole real site, built once a session."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAY = "2026-11-21"


def run(*words: str, content: Path, output: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command line of the program and give what it said; fails where the program does."""
    command = [sys.executable, "-m", "twotrees", *words, "--content", str(content)]
    done = subprocess.run(
        [*command, "--output", str(output), "--as-of", DAY, "--quiet"],
        cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


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
