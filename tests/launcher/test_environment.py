# SPDX-License-Identifier: MIT
"""How build.py makes, renews, mends and moves in the environment."""

import fcntl
import sys
import threading
import time
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest

from tests.launcher.conftest import ROOT, complete, load_launcher, start


def test_second_start_makes_nothing(launcher: ModuleType, made: list[str]) -> None:
    """What is ready is used as it is."""
    start(launcher)
    start(launcher)
    assert made == ["run"]


def test_ready_start_is_quick() -> None:
    """Finding that all is ready, probing the system included, takes far less than a second."""
    before = time.process_time()
    module = load_launcher(ROOT)
    module.missing_parts(module.Request(["test"]))
    module.is_ready(module.VENV, "test")
    assert time.process_time() - before < 0.5


@pytest.mark.parametrize("changed", ["run.txt", "npm/package-lock.json"])
def test_changed_lock_updates_by_itself(
    launcher: ModuleType, made: list[str], changed: str
) -> None:
    """A new set of dependencies is taken at the next start."""
    start(launcher)
    with (launcher.LOCKS / changed).open("a") as lock:
        lock.write("\n")
    start(launcher)
    assert made == ["run", "run"]


def test_changed_entry_points_update_by_themselves(launcher: ModuleType, made: list[str]) -> None:
    """Only the installed entry points tell MkDocs of the plugin."""
    start(launcher)
    project = launcher.ROOT / "pyproject.toml"
    project.write_text(project.read_text("utf-8").replace("TwotreesPlugin", "Other"), "utf-8")
    start(launcher)
    assert made == ["run", "run"]


def test_other_python_makes_another_environment(
    launcher: ModuleType, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment belongs to one minor version of Python."""
    start(launcher)
    monkeypatch.setattr(launcher, "PYTHON", "3.99")
    start(launcher)
    assert made == ["run", "run"]


def test_test_dependencies_only_for_tests(launcher: ModuleType, made: list[str]) -> None:
    """`test` asks for more than a build does, and a build is content with it."""
    start(launcher, "build")
    start(launcher, "test")
    start(launcher, "build")
    assert made == ["run", "test"]


@pytest.mark.parametrize(
    ("former", "line", "goal"),
    [
        (None, "build", "run"),
        ("run", "build", "run"),
        ("test", "build", "test"),
        ("run", "test", "test"),
    ],
)
def test_a_renewed_environment_keeps_its_tests(
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    former: str | None,
    line: str,
    goal: str,
) -> None:
    """After a change of the locks a build leaves a developer what the tests need."""
    if former:
        complete(launcher, launcher.VENV, former)
    with (launcher.LOCKS / "run.txt").open("a") as lock:
        lock.write("\n")
    steps: list[str] = []

    def attempt(command: list[str], keep_open: tuple[int, ...]) -> str:
        del keep_open
        if "venv" in command:
            (launcher.FRESH / "bin").mkdir(parents=True)
            (launcher.FRESH / "bin" / "python").symlink_to(sys.executable)
        steps.append(Path(command[-1]).name)
        return ""

    monkeypatch.setattr(launcher, "attempt", attempt)
    monkeypatch.setattr(launcher, "install_self", lambda: None)
    start(launcher, line)
    assert f"{goal}.txt" in steps
    assert launcher.is_ready(launcher.VENV, "run")
    assert launcher.is_ready(launcher.VENV, "test") is (goal == "test")


def test_half_made_environment_is_made_anew(launcher: ModuleType, made: list[str]) -> None:
    """What a killed set-up left has no stamp, and is never used."""
    (launcher.FRESH / "bin").mkdir(parents=True)
    (launcher.FRESH / "bin" / "python").symlink_to(sys.executable)
    start(launcher)
    assert made == ["run"]
    assert not launcher.FRESH.exists()


def test_kill_between_the_renames_heals(launcher: ModuleType, made: list[str]) -> None:
    """A complete environment that wasn't moved in yet is moved in, not made again."""
    complete(launcher, launcher.FRESH, "run")
    (launcher.FORMER / "bin").mkdir(parents=True)
    start(launcher)
    assert made == []
    assert not launcher.FORMER.exists()


@pytest.mark.parametrize("kind", ["file", "link", "folder", "dangling python"])
def test_whatever_stands_in_the_place_is_replaced(
    launcher: ModuleType, made: list[str], tmp_path: Path, kind: str
) -> None:
    """A broken `.venv` of any kind is replaced, and what a link pointed to stays."""
    target = tmp_path / "elsewhere"
    target.mkdir()
    if kind == "file":
        launcher.VENV.touch()
    elif kind == "link":
        launcher.VENV.symlink_to(target)
    elif kind == "folder":
        launcher.VENV.mkdir()
    else:
        complete(launcher, launcher.VENV, "run")
        (launcher.VENV / "bin" / "python").unlink()
        (launcher.VENV / "bin" / "python").symlink_to(tmp_path / "gone")
    start(launcher)
    assert made == ["run"]
    assert launcher.is_ready(launcher.VENV, "run")
    assert target.is_dir()


@pytest.mark.parametrize(
    ("printed", "sign"),
    [
        ("ERROR: No matching distribution found for x", "--wheels"),
        ("npm error code ENOTFOUND", "--wheels"),
        ("OSError: [Errno 28] No space left on device", "磁盘"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "校验值"),
        ("Error: [Errno 13] Permission denied: 'x'", "不能写"),
        ("something else", "原文"),
    ],
)
def test_failed_step_leaves_nothing_and_says_why(
    launcher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    printed: str,
    sign: str,
) -> None:
    """A step that fails ends with 2, its reason in Chinese, its own words and a clean folder."""

    def attempt(command: list[str], keep_open: tuple[int, ...] = ()) -> str:
        assert keep_open
        Path(command[-1]).mkdir(exist_ok=True)
        return printed

    monkeypatch.setattr(launcher, "attempt", attempt)
    assert launcher.main([]) == 2
    message = capsys.readouterr().err
    assert sign in message
    assert printed in message
    assert not launcher.FRESH.exists()
    assert not launcher.VENV.exists()


def test_interruption_leaves_nothing(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with 130 and one line."""

    def interrupt(*_: object) -> None:
        launcher.FRESH.mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "make_environment", interrupt)
    assert launcher.main(["--quiet"]) == 130
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not launcher.FRESH.exists()


def test_two_at_once_make_one(launcher: ModuleType, made: list[str]) -> None:
    """The second launcher waits for the first, then finds all ready."""
    with (launcher.ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        request = launcher.Request(["--quiet"])
        second = threading.Thread(target=launcher.prepare_environment, args=[request], daemon=True)
        second.start()
        second.join(0.2)
        assert second.is_alive()
        complete(launcher, launcher.VENV, "run")
        fcntl.flock(lock, fcntl.LOCK_UN)
        second.join(10)
    assert not second.is_alive()
    assert made == []


def test_scripts_name_the_final_place(launcher: ModuleType) -> None:
    """Scripts made in the fresh folder start the Python of the final one."""
    script = launcher.FRESH / "bin" / "tool"
    script.parent.mkdir(parents=True)
    script.write_text(f"#!{launcher.FRESH}/bin/python\n")
    launcher.name_final_place()
    assert script.read_text() == f"#!{launcher.VENV}/bin/python\n"


def test_mkdocs_finds_the_plugin() -> None:
    """The entry point that pyproject.toml declares is installed in this environment."""
    (plugin,) = entry_points(group="mkdocs.plugins", name="twotrees")
    assert plugin.value == "twotrees.mkdocs_plugin:TwotreesPlugin"
    assert plugin.dist is not None
    assert plugin.dist.name == "twotrees"
