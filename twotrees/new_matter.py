# SPDX-License-Identifier: MIT
"""An id in; a new record out, with every field explained by the model's own titles."""

import re
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta

from twotrees.model.common import Basis, Duration, Fact, Record, When
from twotrees.model.corpus import is_local, matter_file
from twotrees.model.matter import Matter
from twotrees.model.problem import RefusalError

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_CODE = re.compile(r"^code:\s*[\"']?([1-9]\d{3})\b", re.MULTILINE)
_NATIONAL, _LOCAL = (1000, 8999), (9000, 9999)
_ONE_VALUE = (When, Basis, Duration)  # records that are written as one value

_HEADER = """\
# 事项记录 {id}。# 后面的是说明和可选内容：要用的去掉行首的“# ”，不用的整段删掉。
# 写好后运行 python3 build.py check，它会指出还缺什么；再把编号列进 trees/ 里那件事的阶段。
# 下面列表里的每一项，都可以再加：
"""


class NewMatterError(RefusalError):
    """The record can't be made, with what to do instead."""


def write_new_matter(content: Path, matter_id: str) -> Path:
    """Write the record with the next free code; give its file.

    Raises:
        NewMatterError: the id is badly named or taken, or no code is free.
    """
    if not _ID.fullmatch(matter_id):
        raise NewMatterError(
            f"“{matter_id}”不能作编号。用小写英文、数字和短横线，"
            "前面写文件夹，如 birth/birth-registration。",
        )
    file = content / matter_file(matter_id)
    text = _HEADER.format(id=matter_id) + _fact_lines() + _record(next_code(content, matter_id))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise NewMatterError(f"{file} 已经有了。换一个编号，或直接改它。") from None
    return file


def next_code(content: Path, matter_id: str) -> str:
    """Give the first free code after the highest one of the matter's folder, or of all.

    Raises:
        NewMatterError: no code is free.
    """
    taken: dict[int, Path] = {}
    for pattern in ("matters/**/*.yaml", "trees/regions/**/matters/**/*.yaml"):
        for file in sorted(content.glob(pattern)):
            found = _CODE.search(file.read_text("utf-8", errors="replace"))
            if found:
                taken[int(found[1])] = file.parent
    first, last = _LOCAL if is_local(matter_id) else _NATIONAL
    folder = (content / matter_file(matter_id)).parent
    used = [code for code in taken if first <= code <= last]
    near = [code for code in used if taken[code] == folder] or used or [first - 1]
    following = [*range(max(near) + 1, last + 1), *range(first, last + 1)]
    code = next((code for code in following if code not in taken), None)
    if code is None:
        raise NewMatterError(f"编号 {first} 到 {last} 用完了。")
    return str(code)


def _fact_lines() -> str:
    return "".join(
        f"#   {field.encode_name}：{_about(field.type)}\n" for field in msgspec.structs.fields(Fact)
    )


def _record(code: str) -> str:
    lines: list[str] = []
    for field in msgspec.structs.fields(Matter):
        value = f' "{code}"' if field.name == "code" else ""
        lines += ["", f"# {_about(field.type)}"]
        for is_needed, line in _field_lines(field.encode_name, field.type, value):
            lines.append(line if is_needed and field.required else f"# {line}")
    return "\n".join(lines) + "\n"


def _field_lines(name: str, kind: Any, value: str = "") -> Iterator[tuple[bool, str]]:
    """Give a field as YAML: each line with whether the field can't be without it."""
    yield True, f"{name}:{value}"
    is_list, item = _form(kind)
    if isinstance(item, type) and issubclass(item, Record) and item not in _ONE_VALUE:
        lead = "  - " if is_list else "  "
        for is_needed, line in _nested_lines(item):
            yield is_needed, lead + line
            lead = " " * len(lead)
    elif is_list:
        yield True, "  -"


def _nested_lines(record: type[Record]) -> Iterator[tuple[bool, str]]:
    """Give a nested record's own fields, each with its comment behind."""
    shared = {field.name for field in msgspec.structs.fields(Fact)}
    for field in msgspec.structs.fields(record):
        if field.name not in shared:
            (_, head), *rest = _field_lines(field.encode_name, field.type)
            yield field.required, f"{head}  # {_about(field.type)}"
            yield from ((field.required and is_needed, line) for is_needed, line in rest)


def _about(kind: Any) -> str:
    """Give a field's title, description and choices in one line."""
    notes = [note for note in getattr(kind, "__metadata__", ()) if isinstance(note, Meta)]
    title = next((note.title for note in notes if note.title), "")
    text = next((note.description for note in notes if note.description), "")
    _, item = _form(kind)
    choices = "、".join(_choices(item))
    dated = "写成 2026-01-05 这样。" if item is date and "20" not in text else ""
    said = [part for part in (text, dated, f"可以写：{choices}" if choices else "") if part]
    return "：".join(part for part in (title, " ".join(said)) if part)


def _choices(item: Any) -> list[str]:
    if item is bool:
        return ["true", "false"]
    if get_origin(item) is Literal:
        return [str(word) for word in get_args(item) if word]
    if isinstance(item, type) and issubclass(item, Enum):
        return [str(word.value) for word in item]
    return []


def _form(kind: Any) -> tuple[bool, Any]:
    """Give whether a type is a list, and the type of its items, or of itself."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _form(get_args(kind)[0])
    if origin in {Union, types.UnionType}:
        return _form(next(part for part in get_args(kind) if part is not type(None)))
    if origin is tuple:
        return True, _form(get_args(kind)[0])[1]
    return False, kind
