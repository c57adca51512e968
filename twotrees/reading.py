# SPDX-License-Identifier: MIT
"""Nodes in, typed records out: the model's types are the schema, each fault is reported in place.

A reader is compiled once for each type and then called for each value. Scalars arrive as text
and only the type says what they mean, so `no`, `9:00` and `0123` stay what the editor wrote.
"""

import difflib
import re
import types
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from twotrees.model.common import Basis, Duration, Test, When
from twotrees.source import Fault, position, wide_colon

MAX_TEXT = 2000
_WIDE_NAME = re.compile("[a-z_]+：")
_LONG = 40  # characters of a text that a message quotes
_MANY = 200  # faults in one file after which nobody reads hints
_FEW = 12  # as many words as a hint may list

FAULT: Any = object()
"""What a reader gives after it has reported; the record that holds it is then left out."""


class Faults:
    """Collects what is wrong in one file."""

    def __init__(self) -> None:
        """Start with none."""
        self.found: list[Fault] = []

    def report(self, fault: Fault) -> None:
        """Keep a fault."""
        self.found.append(fault)

    def at(self, node: Node, code: str, *said: str) -> Any:
        """Keep a fault at a node (`said` is its message and, if any, its hint), and give FAULT."""
        self.report(Fault(*position(node), code, *said))
        return FAULT


Reader = Callable[[Node, Faults], Any]


def read(kind: Any, node: Node, faults: Faults) -> Any:
    """Give the value of type `kind` that `node` spells, or FAULT after all reports."""
    return reader_of(kind)(node, faults)


def read_entries(kind: Any, node: Node, faults: Faults) -> tuple[dict[str, Any], set[str]]:
    """Give the entries of a catalogue by id, and the ids of those that have faults."""
    entries: dict[str, Any] = {}
    faulty: set[str] = set()
    for key, (_, value) in (_pairs(node, faults) or {}).items():
        entry = read(kind, value, faults)
        if entry is FAULT:
            faulty.add(key)
        else:
            entries[key] = entry
    return entries, faulty


_FILL_IN = "写上内容，或删掉这一行；内容以 # 开头时加引号"


def _shown(text: str) -> str:
    """Give a text as a message quotes it: what was pasted by mistake may be a whole page."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give the hint for a misspelt word: the nearest known one, or what there is if few."""
    choices = sorted(known)
    near = difflib.get_close_matches(word[:_LONG], choices, n=1, cutoff=0.5)
    if near:
        return f"你是不是想写 {near[0]}?"
    return f"可以写：{'、'.join(choices)}" if 0 < len(choices) <= _FEW else ""


@cache
def reader_of(kind: Any) -> Reader:  # noqa: PLR0911 - one line a form of type
    """Give the reader of a type; the same type always has the same reader."""
    special = _SPECIAL.get(kind)
    if special:
        return special
    origin = get_origin(kind)
    if origin is Annotated:
        base, *notes = get_args(kind)
        return _checked(reader_of(base), [n for n in notes if isinstance(n, Meta)])
    if origin in (Union, types.UnionType):
        return _union_reader([a for a in get_args(kind) if a is not type(None)])
    if origin is Literal:
        return _word_reader({str(a): a for a in get_args(kind)})
    if origin is tuple:
        return _list_reader(reader_of(get_args(kind)[0]))
    if origin is dict:
        return _dict_reader(reader_of(get_args(kind)[1]))
    if issubclass(kind, Enum):
        return _word_reader({str(e.value): e for e in kind})
    return _record_reader(kind)


def _union_reader(parts: list[Any]) -> Reader:
    if len(parts) == 1:
        return reader_of(parts[0])
    (words,) = (get_args(p) for p in parts if get_origin(p) is Literal)
    word = _word_reader({str(a): a for a in words}, "；要写别的，另起一行分项写")
    rest = next(reader_of(p) for p in parts if get_origin(p) is not Literal)
    return lambda node, faults: (word if isinstance(node, ScalarNode) else rest)(node, faults)


def _checked(read_base: Reader, notes: list[Meta]) -> Reader:
    """Add the limits that a field's Meta sets; Meta that only documents costs nothing."""
    meta = next((n for n in notes if _limits(n)), None)
    if meta is None:
        return read_base
    said = meta.description or ""
    pattern = re.compile(meta.pattern or "")
    is_quoted = bool(meta.extra)
    low = meta.min_length if meta.ge is None else meta.ge
    high = meta.max_length if meta.le is None else meta.le

    def read_checked(node: Node, faults: Faults) -> Any:
        value = read_base(node, faults)
        if value is FAULT:
            return value
        if isinstance(value, str) and not pattern.search(value):
            return faults.at(node, "wrong-form", f"「{_shown(value)}」写法不对", said)
        if is_quoted and isinstance(node, ScalarNode) and not node.style:
            return faults.at(
                node, "code-not-quoted", "编号没有加引号", f'写成 "{value}"，不然别的程序会当成数'
            )
        size = len(value) if isinstance(value, str) else value
        if low is not None and size < low:
            return faults.at(node, "too-small", _too("少", low, value), said)
        if high is not None and size > high:
            return faults.at(node, "too-large", _too("多", high, value), said)
        return value

    return read_checked


def _limits(meta: Meta) -> bool:
    """Whether `meta` asks anything of a value."""
    asked = (meta.pattern, meta.ge, meta.le, meta.min_length, meta.max_length, meta.extra)
    return asked != (None,) * len(asked)


def _too(what: str, limit: float, value: Any) -> str:
    unit, size = (
        ("个字", f"现在 {len(value)} 个字") if isinstance(value, str) else ("", f"现在是 {value}")
    )
    return f"{'至少' if what == '少' else '最多'} {limit}{unit}，{size}"


def _read_text(node: Node, faults: Faults) -> Any:
    if not isinstance(node, ScalarNode):
        return faults.at(
            node, "wrong-type", "这里要写一句话，不是列表或分项", "写在一行里；有冒号时给整句加引号"
        )
    value: str = node.value
    if not value or value.isspace():
        return faults.at(node, "empty-value", "这里是空的", _FILL_IN)
    if len(value) > MAX_TEXT:
        return faults.at(
            node, "too-large", f"最多 {MAX_TEXT} 个字，现在 {len(value)} 个字", "拆成几条"
        )
    return value


def _scalar(code: str, parse: Callable[[str], Any], hint: str) -> Reader:
    """Make the reader of a value that is parsed from text; the parser's ValueError may say more."""

    def read_scalar(node: Node, faults: Faults) -> Any:
        value = _read_text(node, faults)
        if value is FAULT:
            return value
        try:
            return parse(value)
        except ValueError as error:
            said = str(error) if parse in (Duration.parse, Basis.parse) else hint
            return faults.at(node, code, f"「{_shown(value)}」写法不对", said)

    return read_scalar


def _parse_bool(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _parse_int(text: str) -> int:
    if not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", text):
        raise ValueError(text)
    return int(text)


def _parse_date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _word_reader(words: dict[str, Any], otherwise: str = "") -> Reader:
    def read_word(node: Node, faults: Faults) -> Any:
        value = _read_text(node, faults)
        if value is FAULT or value in words:
            return words.get(value, FAULT)
        return faults.at(
            node,
            "unknown-word",
            f"这里不能写「{_shown(value)}」",
            did_you_mean(value, words) + otherwise,
        )

    return read_word


def _list_reader(read_item: Reader) -> Reader:
    """Read a list; a list of one may be written without its dash."""

    def read_list(node: Node, faults: Faults) -> Any:
        items = node.value if isinstance(node, SequenceNode) else [node]
        values = tuple(read_item(item, faults) for item in items)
        return FAULT if FAULT in values else values

    return read_list


def _dict_reader(read_value: Reader) -> Reader:
    def read_dict(node: Node, faults: Faults) -> Any:
        pairs = _pairs(node, faults)
        if pairs is None:
            return FAULT
        values = {key: read_value(value, faults) for key, (_, value) in pairs.items()}
        return FAULT if FAULT in values.values() else values

    return read_dict


def _pairs(node: Node, faults: Faults) -> dict[str, tuple[Node, Node]] | None:
    """Give a mapping's pairs by key; None, after the report, where it isn't one."""
    if not isinstance(node, MappingNode):
        if not _report_wide_colon(node, faults):
            faults.at(node, "wrong-type", "这里要分项写", "每项一行，写成「名称: 内容」")
        return None
    pairs: dict[str, tuple[Node, Node]] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name in pairs:
            first, _ = position(pairs[name][0])
            faults.at(
                key,
                "duplicate-key",
                f"「{_shown(name)}」写了两次",
                f"第一次在第 {first} 行，留一个",
            )
        elif not name:
            faults.at(key, "wrong-type", "名称要是一个词", "写成「名称: 内容」")
        else:
            pairs[name] = (key, value)
    return pairs


def _report_wide_colon(node: Node, faults: Faults) -> bool:
    """Report `name：text`, which YAML takes for a text; whether it is one."""
    match = _WIDE_NAME.match(node.value) if isinstance(node, ScalarNode) else None
    if match:
        line, column = position(node)
        faults.report(wide_colon(line, column + match.end() - 1))
    return match is not None


def _record_reader(kind: type[msgspec.Struct]) -> Reader:
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    readers = {name: reader_of(f.type) for name, f in fields.items()}
    names = {name: f.name for name, f in fields.items()}
    required = [name for name, f in fields.items() if f.required]
    titles = {name: _title(f.type) for name, f in fields.items()}
    short: str | None = getattr(kind, "SHORT", None)

    def read_record(node: Node, faults: Faults) -> Any:
        if short and isinstance(node, ScalarNode):
            if _report_wide_colon(node, faults):
                return FAULT
            text = _read_text(node, faults)
            return FAULT if text is FAULT else kind(**{short: text})
        pairs = _pairs(node, faults)
        if pairs is None:
            return FAULT
        values: dict[str, Any] = {}
        whole = True
        for name, (key, value) in pairs.items():
            reader = readers.get(name)
            if reader is None:
                hint = did_you_mean(name, readers) if len(faults.found) < _MANY else ""
                faults.at(key, "unknown-key", f"没有「{_shown(name)}」这一项", hint)
                whole = False
                continue
            values[names[name]] = result = reader(value, faults)
            whole = whole and result is not FAULT
        for name in required:
            if name not in pairs:
                faults.at(node, "missing-key", f"缺少 {name}（{titles[name]}）", f"补上 {name}:")
                whole = False
        return kind(**values) if whole else FAULT

    return read_record


def _title(kind: Any) -> str:
    notes = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((n.title for n in notes if isinstance(n, Meta) and n.title), "")


def _read_when(node: Node, faults: Faults) -> Any:
    """Read a rule: `question: choice`, `question: [a, b]`, `question: {from: 16}`, all, any, not."""
    pairs = _pairs(node, faults)
    if pairs is None:
        return FAULT
    parts: dict[str, Any] = {"tests": [], "all": (), "any": (), "not_": None}
    for name, (_, value) in pairs.items():
        if name in ("all", "any"):
            parts[name] = _list_reader(_read_when)(value, faults)
        elif name == "not":
            parts["not_"] = _read_when(value, faults)
        else:
            parts["tests"].append(_read_test(name, value, faults))
    parts["tests"] = FAULT if FAULT in parts["tests"] else tuple(parts["tests"])
    return FAULT if any(part is FAULT for part in parts.values()) else When(**parts)


def _read_test(question: str, node: Node, faults: Faults) -> Any:
    if not isinstance(node, MappingNode):
        choices = _list_reader(_read_text)(node, faults)
        return FAULT if choices is FAULT else Test(question=question, one_of=choices)
    pairs = _pairs(node, faults) or {}
    unknown = [key for name, (key, _) in pairs.items() if name not in ("from", "below")]
    for key in unknown:
        faults.at(
            key,
            "unknown-key",
            f"没有「{_shown(key.value)}」这一项",
            "范围用 from（含）和 below（不含）",
        )
    bounds = {name: _read_text(value, faults) for name, (_, value) in pairs.items()}
    if unknown or FAULT in bounds.values():
        return FAULT
    return Test(question=question, from_=bounds.get("from", ""), below=bounds.get("below", ""))


_SPECIAL: dict[Any, Reader] = {
    str: _read_text,
    bool: _scalar("wrong-type", _parse_bool, "是就写 true，不是就写 false（不写 yes、no、是、否）"),
    int: _scalar("wrong-type", _parse_int, "写整数，如 1；用半角数字，前面不加 0"),
    date: _scalar("wrong-date", _parse_date, "写真实存在的日期，如 2026-01-31"),
    Duration: _scalar("wrong-duration", Duration.parse, ""),
    Basis: _scalar("wrong-basis", Basis.parse, ""),
    When: _read_when,
}
