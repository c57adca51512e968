# SPDX-License-Identifier: MIT
"""Templates that were compiled before do what they would do if compiled now."""

from pathlib import Path
from typing import Any

import jinja2
import pytest

from twotrees.render.compiled import CompiledTemplates
from twotrees.render.escaping import Environment


def shout(value: Any) -> str:
    """A way of setting values that shows."""
    return str(value).upper()


def environment(templates: Path, kept: Path, **options: Any) -> jinja2.Environment:
    """Give a new environment, as a new process has it."""
    loader = jinja2.FileSystemLoader(templates)
    return Environment(loader=loader, bytecode_cache=CompiledTemplates(kept), **options)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with one template."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "t").write_text("{{ text }}", encoding="utf-8")
    return folder


def test_a_template_is_compiled_once(
    templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second process doesn't compile; after a change of the template or the program, one does."""
    compiled: list[str | None] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: Any, name: str | None = None, *rest: Any) -> Any:
        compiled.append(name)
        return compile_(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", noted)
    for _ in range(2):
        assert environment(templates, tmp_path / "kept").get_template("t").render(text="a") == "a"
    (templates / "t").write_text("{{ text }}!", encoding="utf-8")
    assert environment(templates, tmp_path / "kept").get_template("t").render(text="a") == "a!"
    monkeypatch.setattr("twotrees.render.compiled.program_stamp", lambda: b"another program")
    assert environment(templates, tmp_path / "kept").get_template("t").render(text="a") == "a!"
    assert compiled == ["t", "t", "t"]


def test_environments_that_compile_differently_share_a_folder(
    templates: Path, tmp_path: Path
) -> None:
    """Escaping and the setting of values are compiled in; one environment never gets another's."""
    for _ in range(2):
        plain = environment(templates, tmp_path / "kept")
        safe = environment(templates, tmp_path / "kept", autoescape=True)
        loud = safe.overlay(finalize=shout)
        found = [one.get_template("t").render(text="<a>") for one in (plain, safe, loud)]
        assert found == ["<a>", "&lt;a&gt;", "&lt;A&gt;"]


def test_a_folder_that_cannot_be_written_costs_time_only(templates: Path, tmp_path: Path) -> None:
    """As on a read-only disk."""
    (tmp_path / "kept").write_text("no folder", encoding="ascii")
    assert environment(templates, tmp_path / "kept").get_template("t").render(text="a") == "a"
