# SPDX-License-Identifier: MIT
"""A copy of the launcher in a folder of its own, which makes, installs and starts nothing."""

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


class HandedOver(BaseException):
    """Stands for the process that `os.execv` would replace; holds its command."""


@dataclass
class Machine:
    """A machine to describe: its package manager, its user, what it lacks."""

    manager: str = "apt-get"
    user: int = 1000
    sudo: bool = True
    lacks: set[str] = field(default_factory=set)

    def which(self, name: str) -> str | None:
        """Find a program as `shutil.which` does."""
        return f"/bin/{name}" if name == self.manager or (name == "sudo" and self.sudo) else None


def load_launcher(folder: Path) -> ModuleType:
    """Load the build.py of a folder as a module."""
    spec = importlib.util.spec_from_file_location("launcher_under_test", folder / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def complete(launcher: ModuleType, folder: Path, goal: str) -> None:
    """Lay a folder that looks like a complete environment for the goal."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    goals = ["run", "test"] if goal == "test" else ["run"]
    (folder / "stamp").write_text("\n".join(map(launcher.fingerprint, goals)) + "\n")


def start(launcher: ModuleType, *arguments: str) -> list[str]:
    """Start the launcher; gives the command that it hands over to."""
    with pytest.raises(HandedOver) as caught:
        launcher.main(list(arguments))
    return list(caught.value.args[0])


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give build.py from a copy of the project that has no environment yet, on a full machine."""
    shutil.copy(ROOT / "build.py", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "locks", tmp_path / "locks")
    module = load_launcher(tmp_path)

    def hand_over(_path: str, command: list[str]) -> None:
        raise HandedOver(command)

    monkeypatch.setattr(os, "execv", hand_over)
    monkeypatch.setattr(module, "has_part", lambda _part: True)
    return module


@pytest.fixture
def made(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the making of an environment; gives the goals that were made."""
    goals: list[str] = []

    def make(request: object, _lock: int) -> None:
        goals.append(str(vars(request)["goal"]))
        launcher.remove(launcher.FRESH)
        complete(launcher, launcher.FRESH, goals[-1])

    monkeypatch.setattr(launcher, "make_environment", make)
    return goals


@pytest.fixture
def machine(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Give the machine that the launcher sees; set its attributes to describe it."""
    state = Machine()
    monkeypatch.setattr(launcher.shutil, "which", state.which)
    monkeypatch.setattr(launcher.os, "geteuid", lambda: state.user)
    monkeypatch.setattr(launcher, "has_part", lambda part: part not in state.lacks)
    return state
