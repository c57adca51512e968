# SPDX-License-Identifier: MIT
"""What build.py is, and what it does with the command line."""

import ast
import sys
import sysconfig
from types import ModuleType

import pytest

from tests.launcher.conftest import ROOT, Machine, complete, start

SOURCE = (ROOT / "build.py").read_text("utf-8")


def test_python_3_8_can_read_it() -> None:
    """An old Python must get as far as saying that it is too old."""
    ast.parse(SOURCE, feature_version=(3, 8))


def test_needs_only_the_standard_library() -> None:
    """A bare machine has nothing else."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install -y python3.11 python3.11-venv"),
        ("dnf", "sudo dnf install -y python3.11"),
        ("zypper", "sudo zypper --non-interactive install python311"),
        ("brew", "brew install python@3.11"),
        ("emerge", "（先装好新版）"),
    ],
)
def test_old_python_is_told_what_to_type(
    launcher: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    manager: str,
    command: str,
) -> None:
    """Below 3.11 there is one message with the lines to type, and exit code 2; nothing is made."""
    machine.manager = manager
    monkeypatch.setattr(launcher.sys, "version_info", (3, 10, 9))
    monkeypatch.setattr(launcher.sys, "argv", ["build.py", "check"])
    assert launcher.main([]) == 2
    _, *lines = capsys.readouterr().err.splitlines()
    assert [line.strip() for line in lines] == [command, "python3.11 build.py check"]
    assert not (launcher.ROOT / ".venv").exists()


def test_musl_is_told_that_tests_cannot_be(
    launcher: ModuleType,
    made: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On Alpine the tests are refused before anything is made; a build goes on."""
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "cpython-312-x86_64-linux-musl")
    assert launcher.main(["test"]) == 2
    assert "python3 build.py" in capsys.readouterr().err
    assert made == []
    start(launcher, "build")
    assert made == ["run"]


def test_windows_is_sent_to_wsl(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows is refused before anything that it lacks is touched."""
    monkeypatch.setattr(launcher.sys, "platform", "win32")
    assert launcher.main(["check"]) == 2
    assert "wsl --install" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "module", "rest"),
    [
        ([], "twotrees", []),
        (["check", "--as-of", "2026-01-01"], "twotrees", ["check", "--as-of", "2026-01-01"]),
        (["--quiet", "build"], "twotrees", ["--quiet", "build"]),
        (["new", "matter", "test"], "twotrees", ["new", "matter", "test"]),
        (["test"], "pytest", []),
        (["test", "-k", "test"], "pytest", ["-k", "test"]),
        (["--quiet", "test"], "pytest", ["--quiet"]),
        (["--wheels", ".", "test", "-x"], "pytest", ["-x"]),
        (["data", "--wheels=."], "twotrees", ["data"]),
    ],
)
def test_hands_over_the_line(
    launcher: ModuleType, arguments: list[str], module: str, rest: list[str]
) -> None:
    """`test` goes to pytest, all else to the program; `--wheels` is the launcher's own."""
    complete(launcher, launcher.VENV, "test")
    python = str(launcher.VENV / "bin" / "python")
    assert start(launcher, *arguments) == [python, "-P", "-m", module, *rest]


@pytest.mark.parametrize("arguments", [["--wheels"], ["--wheels", "no/such"], ["--wheels="]])
def test_wheels_must_be_a_folder(launcher: ModuleType, arguments: list[str]) -> None:
    """A folder that isn't there is wrong usage, and nothing is made."""
    assert launcher.main(arguments) == 2
    assert not launcher.FRESH.exists()


def test_quiet_sets_up_without_a_word(
    launcher: ModuleType, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--quiet` silences the set-up too."""
    start(launcher, "--quiet")
    assert made == ["run"]
    assert capsys.readouterr() == ("", "")
