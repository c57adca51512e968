# SPDX-License-Identifier: MIT
"""The model in; JSON Schemas (2020-12) for editors out, which complete and explain as one types.

They describe the files as people write them: a list of one without its dash, a clause as bare
text, a time limit or a basis as a word. What needs more than one record to judge is left to check.
"""

import json
from typing import Any

import msgspec

from twotrees.model.calendar import WorkYear
from twotrees.model.catalogue import Department, Law, Material, Question
from twotrees.model.common import Record
from twotrees.model.matter import Matter
from twotrees.model.place import Hall, Overlay, Region
from twotrees.model.tree import Event, Tree
from twotrees.reading import MAX_TEXT

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_PATH = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"

# File name → its title, the record, and, where the file maps ids to records, the form of an id.
_KINDS: dict[str, tuple[str, type[msgspec.Struct], str]] = {
    "matter": ("事项", Matter, ""),
    "event": ("一件事", Event, ""),
    "tree": ("生命周期树", Tree, ""),
    "region": ("区域", Region, ""),
    "hall": ("大厅", Hall, ""),
    "overlays": ("本地补充", Overlay, _PATH),
    "materials": ("材料目录", Material, _ID),
    "laws": ("法规登记", Law, _ID),
    "departments": ("部门目录", Department, _ID),
    "questions": ("情形问题", Question, _ID),
    "workdays": ("放假调休", WorkYear, ""),
}
FILES = {
    "matter": ["matters/**/*.yaml", "trees/regions/**/matters/**/*.yaml"],
    "event": [
        "trees/personal/*.yaml",
        "trees/enterprise/*.yaml",
        "!trees/personal/tree.yaml",
        "!trees/enterprise/tree.yaml",
    ],
    "tree": ["trees/personal/tree.yaml", "trees/enterprise/tree.yaml"],
    "region": ["trees/regions/**/region.yaml"],
    "hall": ["trees/regions/**/halls/*.yaml"],
    "overlays": ["trees/regions/**/matters.yaml"],
    "materials": ["trees/materials/*.yaml"],
    "laws": ["trees/laws/*.yaml"],
    "departments": ["trees/departments/*.yaml"],
    "questions": ["trees/questions/*.yaml"],
    "workdays": ["trees/workdays/*.yaml"],
}
"""Which schema describes which files of the content; `!` takes files out."""

# What is one word or one small map in YAML, though a record in the program.
_AS_WRITTEN: dict[str, Schema] = {
    "Duration": {
        "type": "string",
        "pattern": "^(当场|[1-9][0-9]{0,3}(个工作日|日|周|个月|年|小时))$",
    },
    "Basis": {"type": "string", "pattern": r"^[a-z0-9-]+( \S+)?$"},
    "When": {
        "type": "object",
        "properties": {
            "all": {"$ref": "#/$defs/Whens", "title": "都符合"},
            "any": {"$ref": "#/$defs/Whens", "title": "符合一个就行"},
            "not": {"$ref": "#/$defs/When", "title": "不符合"},
        },
        "propertyNames": {"pattern": _ID},
        "additionalProperties": {"$ref": "#/$defs/Test"},
    },
    "Whens": {
        "anyOf": [{"$ref": "#/$defs/When"}, {"type": "array", "items": {"$ref": "#/$defs/When"}}]
    },
    "Test": {
        "title": "回答",
        "description": "选项；几个选项写成列表；数字和日期写 {from: 含, below: 不含}。",
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {
                "type": "object",
                "properties": {
                    "from": {"type": ["string", "number"], "title": "从（含）"},
                    "below": {"type": ["string", "number"], "title": "到（不含）"},
                },
                "additionalProperties": False,
            },
        ],
    },
}


def schemas() -> dict[str, Schema]:
    """Give the schema of each kind of content file, by name."""
    return {name: _schema(*kind) for name, kind in _KINDS.items()}


def schema_files() -> dict[str, str]:
    """Give the text of each schema's file below schemas/."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas().items()
    }


def editor_settings() -> str:
    """Give the settings by which VS Code's YAML extension finds the schema of a content file."""
    mapping = {f"./schemas/{name}.json": files for name, files in FILES.items()}
    return json.dumps({"yaml.schemas": mapping}, ensure_ascii=False, indent=2) + "\n"


def _schema(title: str, kind: type[msgspec.Struct], keys: str) -> Schema:
    (root,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    short = _bare_texts()
    defs = {name: _record(part, may_be_text=name in short) for name, part in parts.items()}
    if "When" in defs:
        defs["Whens"] = {}
    defs |= {name: form for name, form in _AS_WRITTEN.items() if name in defs}
    shape: Schema = root
    if keys:
        shape = {"type": "object", "propertyNames": {"pattern": keys}, "additionalProperties": root}
    return {"$schema": _DRAFT, "title": title, **shape, "$defs": dict(sorted(defs.items()))}


def _bare_texts(kind: type[msgspec.Struct] = Record) -> dict[str, str]:
    """Give, by name, the records that a bare text may stand for, and their field that it fills."""
    found = {kind.__name__: kind.SHORT} if hasattr(kind, "SHORT") else {}
    for below in kind.__subclasses__():
        found |= _bare_texts(below)
    return found


def _record(part: Schema, *, may_be_text: bool) -> Schema:
    """Make a definition say what may be written; class names and docstrings are for programmers."""
    shape: Schema = {key: value for key, value in part.items() if key not in _WORDS}
    if "properties" not in shape:
        return shape
    shape["properties"] = {name: _field(field) for name, field in shape["properties"].items()}
    shape["additionalProperties"] = False
    return {"anyOf": [{"type": "string", "minLength": 1}, shape]} if may_be_text else shape


_WORDS = ("title", "description")


def _field(field: Schema) -> Schema:
    """Keep a field's words, and make its form what the reader takes; a default is no need to show."""
    words = {key: field[key] for key in _WORDS if key in field}
    form = {key: value for key, value in field.items() if key not in (*_WORDS, "default")}
    return words | _value(form)


def _value(form: Schema) -> Schema:
    if "anyOf" in form:
        options = [_value(option) for option in form["anyOf"] if option != {"type": "null"}]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if form.get("type") == "array":
        item = _value(form["items"])
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if form.get("type") == "object" and isinstance(form.get("additionalProperties"), dict):
        return form | {"propertyNames": {"pattern": _ID}}
    if form.get("type") == "string":
        # An amount is written as a number, and read as the text that it is.
        is_number = form.get("pattern", "").startswith(r"^\d+(")
        limits = {"minLength": 1, "maxLength": MAX_TEXT} | form
        return limits | {"type": ["string", "number"]} if is_number else limits
    return form
