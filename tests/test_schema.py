# SPDX-License-Identifier: MIT
"""Schemas: an editor that follows them accepts the content and marks what check would refuse."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.content import BAD, cases, copy_base, edit
from twotrees.reference import generated_files
from twotrees.schema import FILES, schemas

ROOT = Path(__file__).parent.parent
SCHEMAS = {name: Draft202012Validator(schema) for name, schema in schemas().items()}


class _EditorLoader(yaml.SafeLoader):
    """Types scalars as YAML 1.2's core schema does, which editors follow: a date is a text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it


for _tag, _form, _first in (
    ("bool", "true|false", "tf"),
    ("int", "-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", "~|null|", ["~", "n", ""]),
):
    _EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first)
    )


def _files(folder: Path, name: str) -> list[Path]:
    """Give the files that a schema describes, as the editor picks them."""
    found: set[Path] = set()
    for pattern in FILES[name]:
        if pattern.startswith("!"):
            found -= set(folder.glob(pattern[1:]))
        else:
            found |= set(folder.glob(pattern))
    return sorted(found)


def _errors(name: str, file: Path) -> list[str]:
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=_EditorLoader)  # noqa: S506 - a safe loader
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in SCHEMAS[name].iter_errors(content)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    """Each schema is a valid JSON Schema of 2020-12."""
    Draft202012Validator.check_schema(SCHEMAS[name].schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_content_follows_its_schema(name: str) -> None:
    """Every file of the content satisfies the schema that an editor applies to it."""
    wrong = {
        str(file.relative_to(ROOT)): errors
        for file in _files(ROOT, name)
        if (errors := _errors(name, file))
    }
    assert wrong == {}


def test_every_content_file_has_a_schema() -> None:
    """No YAML file of the content is without help."""
    described = [file for name in SCHEMAS for file in _files(ROOT, name)]
    every = [*(ROOT / "matters").rglob("*.yaml"), *(ROOT / "trees").rglob("*.yaml")]
    assert {str(f) for f in every if f not in described} == set()
    assert len(described) == len(set(described))


MARKED = [
    "unknown-key",
    "unknown-word",
    "missing-key",
    "wrong-duration",
    "wrong-form",
    "too-small",
    "too-large",
    "code-not-quoted",
]


@pytest.mark.parametrize("code", MARKED)
def test_schema_marks_what_check_refuses(code: str, tmp_path: Path) -> None:
    """The broken examples that need no second record fail in the editor too."""
    for number, case in enumerate(cases(BAD / f"{code}.txt")):
        folder = edit(copy_base(tmp_path / str(number)), *case.edits)
        assert [e for name in SCHEMAS for f in _files(folder, name) for e in _errors(name, f)], case


def _fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name, part in schema["$defs"].items():
        for shape in (part, *part.get("anyOf", ())):
            found += [
                (f"{name}.{key}", field) for key, field in shape.get("properties", {}).items()
            ]
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_fields_have_chinese_titles(name: str) -> None:
    """Each field has a Chinese title, which the editor shows beside its name."""
    fields = [
        (key, field.get("title", ""))
        for key, field in _fields(schemas()[name])
        if not key.startswith("Test.")
    ]
    assert [key for key, title in fields if not re.search("[一-鿿]", title)] == []


def test_generated_files_are_up_to_date() -> None:
    """The rule pages, field tables and schemas in the repository are what the code makes now.

    If not: python -m twotrees.reference
    """
    files = generated_files()
    stale = [
        p
        for p, text in files.items()
        if not (ROOT / p).exists() or (ROOT / p).read_text(encoding="utf-8") != text
    ]
    assert stale == []
    pages = {f"docs/rules/{page.name}" for page in (ROOT / "docs/rules").glob("*.md")}
    assert pages - set(files) == set()


def test_editor_finds_the_schemas() -> None:
    """The editor's settings name a schema file that exists for each kind of content."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert {Path(path).stem for path in settings["yaml.schemas"]} == set(SCHEMAS)
    assert [path for path in settings["yaml.schemas"] if not (ROOT / path).is_file()] == []
