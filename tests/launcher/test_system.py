# SPDX-License-Identifier: MIT
"""What build.py asks of the system, installs, or says to type."""

import platform
import sys
from types import ModuleType

import pytest

from tests.browser import BROWSERS
from tests.launcher.conftest import ROOT, Machine, complete, load_launcher, start

MANAGERS = ("apt-get", "dnf", "pacman", "apk", "zypper", "brew")
BASE_PARTS = ("pango", "subset", "fonts", "venv")
TEST_PARTS = ("browser", "atomic")


@pytest.mark.parametrize("manager", MANAGERS)
@pytest.mark.parametrize("arguments", [["build"], ["test"]])
def test_other_systems_get_their_command(
    launcher: ModuleType,
    machine: Machine,
    capsys: pytest.CaptureFixture[str],
    manager: str,
    arguments: list[str],
) -> None:
    """Without root, one message holds one line to type; nothing is made."""
    parts = [*BASE_PARTS, *(TEST_PARTS if arguments == ["test"] else ())]
    machine.manager = manager
    machine.lacks = set(parts) - ({"atomic"} if manager == "brew" else set())
    assert launcher.main(arguments) == 2
    *_, command = capsys.readouterr().err.strip().splitlines()
    table = launcher.read_toml(launcher.LOCKS / "system.toml")[manager]
    for part in machine.lacks:
        assert table[part].format(*sys.version_info) in command
    assert command.strip().startswith("brew" if manager == "brew" else "sudo ")
    assert not {path.name for path in launcher.ROOT.iterdir()} & {".venv", ".venv.new"}


@pytest.mark.parametrize(("user", "sudo", "first"), [(0, True, "dnf"), (1000, False, "su -c")])
def test_command_fits_the_user(
    launcher: ModuleType,
    machine: Machine,
    capsys: pytest.CaptureFixture[str],
    user: int,
    sudo: bool,  # noqa: FBT001 - a column of the table
    first: str,
) -> None:
    """Root needs no sudo, and a machine without sudo has su."""
    machine.manager = "dnf"
    machine.user = user
    machine.sudo = sudo
    machine.lacks = {"pango"}
    assert launcher.main([]) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1].strip().startswith(first)


@pytest.mark.parametrize(
    ("system", "package"),
    [("debian", "chromium"), ("ubuntu", "chromium-browser"), ("linuxmint", "chromium")],
)
def test_ubuntu_names_its_browser(
    launcher: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    system: str,
    package: str,
) -> None:
    """Ubuntu has no package `chromium`: the command would fail there."""
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": system})
    machine.lacks = {"browser"}
    assert launcher.main(["test"]) == 2
    assert capsys.readouterr().err.split()[-1] == package


def test_the_tests_find_the_browser_that_was_asked_for(launcher: ModuleType) -> None:
    """What counts as a browser for the launcher is what the tests start."""
    assert launcher.BROWSERS == BROWSERS


def test_unknown_system_is_told_what_is_missing(launcher: ModuleType, machine: Machine) -> None:
    """A system without a known package manager is refused, not guessed at."""
    machine.manager = "emerge"
    machine.lacks = {"fonts"}
    assert launcher.main([]) == 2


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["build"], {"libpango-1.0-0", "fonts-noto-cjk"}),
        (["test"], {"libpango-1.0-0", "fonts-noto-cjk", "chromium", "libatomic1"}),
    ],
)
def test_root_on_debian_gets_it_installed(
    launcher: ModuleType,
    made: list[str],
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    asked: set[str],
) -> None:
    """As root apt is run with what is missing, and the browser only for the tests."""
    machine.user = 0
    machine.lacks = {*BASE_PARTS, *TEST_PARTS}
    commands: list[list[str]] = []

    def attempt(command: list[str]) -> str:
        commands.append(command)
        if "install" in command:
            machine.lacks = set()
        return ""

    monkeypatch.setattr(launcher, "attempt", attempt)
    start(launcher, *arguments)
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert asked <= set(commands[1])
    assert ("chromium" in commands[1]) == ("chromium" in asked)
    assert made == ["test" if arguments == ["test"] else "run"]


def test_interrupted_dpkg_is_mended(
    launcher: ModuleType,
    made: list[str],
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An apt that fails is tried again after `dpkg --configure -a`."""
    machine.user = 0
    machine.lacks = {"pango"}
    commands: list[str] = []

    def attempt(command: list[str]) -> str:
        commands.append(command[0])
        if command[0] == "apt-get" and "dpkg" in commands:
            machine.lacks = set()
            return ""
        return "E: dpkg was interrupted" if "install" in command else ""

    monkeypatch.setattr(launcher, "attempt", attempt)
    start(launcher)
    assert made == ["run"]


def test_failed_apt_says_why_and_what_to_type(
    launcher: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """When apt can't, its own words and the command are shown."""
    machine.user = 0
    machine.lacks = {"pango"}
    monkeypatch.setattr(launcher, "attempt", lambda _command: "E: Unable to locate package x")
    assert launcher.main([]) == 2
    printed = capsys.readouterr().err
    assert "E: Unable to locate package x" in printed
    assert "\n  apt-get update && apt-get install" in printed


def test_a_ready_environment_needs_no_venv_module(launcher: ModuleType, machine: Machine) -> None:
    """`ensurepip` is asked for only where an environment has to be made."""
    complete(launcher, launcher.VENV, "run")
    machine.lacks = {"venv"}
    start(launcher)


def test_fonts_are_asked_for_by_family() -> None:
    """The families that the templates name are found, an invented one is not."""
    module = load_launcher(ROOT)
    assert module.has_part("fonts")
    assert not module.has_font("No Such Family 42")
