# SPDX-License-Identifier: MIT
"""Facts about the project's own files: locks, licence lines, reasons for what is switched off."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SOURCES = sorted(
    path
    for part in ("build.py", "twotrees", "tests", "benchmarks")
    for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))
)


def pinned(lock: Path) -> dict[str, list[str]]:
    """Give the requirements of a lock file with their hashes."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.read_text("utf-8").splitlines():
        if match := re.match(r"([a-z0-9-]+==[^ ]+)", line):
            name = match[1]
            found[name] = []
        found.setdefault(name, []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    found.pop("", None)
    return found


def direct_names(requirements: list[str]) -> set[str]:
    """Give the names of requirements, as the locks spell them."""
    names = {re.match(r"[A-Za-z0-9._-]+", item) for item in requirements}
    return {match[0].lower() for match in names if match}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_pin_with_hashes_and_name_no_place(lock: Path) -> None:
    """Where packages come from is the machine's business; what they are is pinned by hash."""
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert all(pinned(lock).values())


def test_locks_hold_every_direct_dependency() -> None:
    """Each direct dependency is locked, and the test lock holds the run lock as it is."""
    run, test = (pinned(ROOT / "locks" / name) for name in ("run.txt", "test.txt"))
    groups = PROJECT["dependency-groups"]
    assert direct_names(PROJECT["project"]["dependencies"]) <= {item.split("==")[0] for item in run}
    assert direct_names(groups["test"]) <= {item.split("==")[0] for item in test}
    assert run.items() <= test.items()


def test_npm_lock_keeps_integrity_without_addresses() -> None:
    """The npm lock names no registry, and each package has its checksum."""
    text = (ROOT / "locks/npm/package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert all("integrity" in package for name, package in packages.items() if name)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_first_line_is_the_licence(source: Path) -> None:
    """Every source file says its licence in its first line."""
    assert source.read_text("utf-8").startswith("# SPDX-License-Identifier: MIT\n")


def test_every_switched_off_lint_rule_has_its_reason() -> None:
    """Each rule in an ignore list of ruff stands on its own line with a comment."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    rules = re.findall(r'^  "[A-Z]+[0-9]*",.*$', text, re.MULTILINE)
    lint = PROJECT["tool"]["ruff"]["lint"]
    listed = len(lint["ignore"]) + sum(map(len, lint["per-file-ignores"].values()))
    one_line = text.count('= ["T201"] # ')
    assert len(rules) + one_line == listed
    assert all(re.search(r" # \S+", rule) for rule in rules)
