# SPDX-License-Identifier: MIT
"""Layers: a module imports from those below it only, and each library stands in its one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "twotrees"

# From the ground up; a module may import what stands on its own line or on one above it.
LAYERS = [
    ["model"],
    ["source", "parallel", "cache", "kept", "characters"],
    ["reading"],
    ["load", "locate", "schema"],
    ["graph", "workdays"],
    ["statutes"],
    ["situation"],
    ["situations", "resolving"],
    ["rules"],
    ["reference", "journey"],
    ["layout"],
    ["render"],
    ["figures", "terminal"],
    ["publish", "progress", "reuse", "sources", "report", "plan_text", "figures_text"],
    ["checking", "new_matter", "arguments"],
    ["planning"],
    ["narrowing"],
    ["making", "frame", "mkdocs_plugin", "cli"],
    ["__main__"],
]
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}

# The libraries that only some modules may know (docs/architecture.md, Invariants).
KEPT_APART = {
    "yaml": {"source", "reading"},
    "networkx": {"graph"},
    "mkdocs": {"mkdocs_plugin", "frame"},
    "jinja2": {"render", "sources"},
    "weasyprint": {"render"},
    "pikepdf": {"render"},
    "qrcode": {"render"},
    "sqlite3": {"cache"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def _layer(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(file: Path) -> Iterator[str]:
    """Give the dotted name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            is_package = node.module == "twotrees"
            yield from (
                (f"twotrees.{alias.name}" for alias in node.names)
                if is_package
                else [node.module or ""]
            )


def test_every_module_has_its_layer() -> None:
    """A new module is put into the table above on purpose."""
    assert {_layer(file) for file in MODULES} - {"__init__"} == set(HEIGHT)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_go_down(file: Path) -> None:
    """No module imports from a layer above its own."""
    here = HEIGHT.get(_layer(file), len(LAYERS))
    names = [name.split(".")[1] for name in _imports(file) if name.startswith("twotrees.")]
    assert [name for name in names if name in HEIGHT and HEIGHT[name] > here] == []


@pytest.mark.parametrize("library", KEPT_APART)
def test_library_is_kept_apart(library: str) -> None:
    """A library that is to be replaceable is imported in its one place."""
    users = {
        _layer(file)
        for file in MODULES
        if library in {name.split(".")[0] for name in _imports(file)}
    }
    assert users <= KEPT_APART[library]
    assert users, f"nothing uses {library}: take it out of the dependencies"
