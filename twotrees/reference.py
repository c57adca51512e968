# SPDX-License-Identifier: MIT
"""The rules and the model in; the generated files of the repository out.

`python -m twotrees.reference` writes them: docs/rules/, docs/fields.md, schemas/ and the editor's
settings. A test says when they are out of date.
"""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta

from twotrees.model.calendar import WorkYear
from twotrees.model.catalogue import Department, Law, Material, Question
from twotrees.model.common import Basis, Duration, When
from twotrees.model.matter import Matter
from twotrees.model.place import Hall, Overlay, Region
from twotrees.model.problem import Severity
from twotrees.model.tree import Event, Tree
from twotrees.rules import PRINTED, RULES, UNREADABLE
from twotrees.rules._rule import Rule
from twotrees.schema import editor_settings, schema_files

_SEVERITIES = {Severity.ERROR: "错误，改好才能发布", Severity.WARNING: "警告，不影响发布，应当改好"}
_HOW = (
    "运行 `python3 build.py check` 就会检查全部内容。每个问题一行，写着文件、第几行、第几列、"
    "哪里不对、改成什么，最后的方括号里是代号。下面按代号列出每一种。"
)
_FIELDS_INTRO = (
    "# 每一项怎么写\n\n粗体的必须写，其余没有就不写。列表只有一条时可以不写短横线。"
    "写着「分项」的，点进去看里面有哪些。\n"
)
_PLAIN: dict[Any, str] = {
    Duration: "时限，如 10个工作日、30日、当场",
    Basis: "依据，如 hukou-regulations 第七条",
    When: "情形，如 {proxy: agent}",
    str: "文字",
    int: "整数",
    bool: "true 或 false",
}
_ROOTS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("事项 matters/**/*.yaml", Matter),
    ("生命周期树 trees/<树>/tree.yaml", Tree),
    ("一件事 trees/<树>/<一件事>.yaml", Event),
    ("材料 trees/materials/*.yaml", Material),
    ("法规 trees/laws/*.yaml", Law),
    ("部门 trees/departments/*.yaml", Department),
    ("情形问题 trees/questions/*.yaml", Question),
    ("放假调休 trees/workdays/<年份>.yaml", WorkYear),
    ("区域 trees/regions/<区域>/region.yaml", Region),
    ("大厅 trees/regions/<区域>/halls/*.yaml", Hall),
    ("本地补充 trees/regions/<区域>/matters.yaml", Overlay),
)


def generated_files() -> dict[str, str]:
    """Give the text of each generated file by its path in the repository."""
    every = sorted((*RULES, *UNREADABLE, *PRINTED), key=lambda rule: rule.code)
    return {
        **{f"docs/rules/{rule.code}.md": _rule_page(rule) for rule in every},
        "docs/rules/README.md": _rules_index(every),
        "docs/fields.md": _fields_page(),
        **{f"schemas/{name}": text for name, text in schema_files().items()},
        ".vscode/settings.json": editor_settings(),
    }


def _rule_page(rule: Rule) -> str:
    return (
        f"# {rule.title}\n\n代号 `{rule.code}`。{_SEVERITIES[rule.severity]}。\n\n{rule.why}\n\n"
        f"这样写会报：\n\n```yaml\n{rule.bad}\n```\n\n改成：\n\n```yaml\n{rule.good}\n```\n"
    )


def _rules_index(rules: list[Rule]) -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.title} | {_SEVERITIES[rule.severity][:2]} |"
        for rule in rules
    ]
    return "\n".join(
        ["# 报错说明", "", _HOW, "", "| 代号 | 意思 | 级别 |", "|---|---|---|", *rows, ""]
    )


def _fields_page() -> str:
    roots = [kind for _, kind in _ROOTS]
    uses: dict[type[msgspec.Struct], list[str]] = {}
    for kind in dict.fromkeys(part for root in roots for part in _records_in(root)):
        for field in msgspec.structs.fields(kind):
            for part in _records_of(field.type):
                uses.setdefault(part, []).append(_meta(field).title or field.encode_name)
    sections = [_section(title, kind) for title, kind in _ROOTS]
    sections += [_section("、".join(dict.fromkeys(titles)), kind) for kind, titles in uses.items()]
    return "\n".join([_FIELDS_INTRO, *sections])


def _section(title: str, kind: type[msgspec.Struct]) -> str:
    rows = [_row(field) for field in msgspec.structs.fields(kind)]
    anchor = f'<a id="{kind.__name__.lower()}"></a>'
    head = ["| 名称 | 中文 | 写什么 | 说明 |", "|---|---|---|---|"]
    return "\n".join([anchor, "", f"## {title}", "", *head, *rows, ""])


def _meta(field: msgspec.structs.FieldInfo) -> Meta:
    return next((m for m in get_args(field.type)[1:] if isinstance(m, Meta)), Meta())


def _row(field: msgspec.structs.FieldInfo) -> str:
    meta = _meta(field)
    name = f"**{field.encode_name}**" if field.required else field.encode_name
    cells = [name, meta.title or "", _form(field.type), meta.description or ""]
    return f"| {' | '.join(cells)} |"


def _form(kind: Any) -> str:  # noqa: PLR0911 - one line a form of type
    """Say in words what is written for a value of type `kind`."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _form(inside[0])
    if origin is Literal:
        return "、".join(word for word in inside if word)
    if origin is tuple:
        return f"列表：{_form(inside[0])}"
    if origin is dict:
        return f"编号 → {_form(inside[1])}"
    if inside:
        return "，或 ".join(_form(part) for part in inside if part is not type(None))
    if issubclass(kind, Enum):
        return "、".join(str(word.value) for word in kind)
    if not issubclass(kind, msgspec.Struct):
        return "日期，如 2026-01-31"
    link = f"[分项](#{kind.__name__.lower()})"
    return f"一句话，或 {link}" if hasattr(kind, "SHORT") else link


def _records_of(kind: Any) -> list[type[msgspec.Struct]]:
    """Give the records that a value of type `kind` is made of, not what is in them."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [] if kind in _PLAIN else [kind]
    return [record for part in get_args(kind) for record in _records_of(part)]


def _records_in(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """Give `kind` and the records that stand anywhere in it."""
    yield kind
    for field in msgspec.structs.fields(kind):
        for part in _records_of(field.type):
            yield from _records_in(part)


def main(root: Path) -> None:
    """Write the generated files below `root`, and take away pages of rules that are gone."""
    files = generated_files()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for page in (root / "docs/rules").glob("*.md"):
        if f"docs/rules/{page.name}" not in files:
            page.unlink()


if __name__ == "__main__":
    main(Path(__file__).parent.parent)
