# SPDX-License-Identifier: MIT
"""YAML text in; a tree of nodes with their places out, or the problems that make it unreadable.

The only module that knows YAML. It refuses what records don't need and what can be used against
the build: anchors, aliases, tags, several documents, tabs, more than 20 levels, files over 1 MiB.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from twotrees.model.problem import Path as ValuePath

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

# What may hide deep nesting, anchors, aliases, tags or a second document: only such a text is
# walked event by event (which costs half as much again as composing it).
_SUSPICIOUS = re.compile(
    r"[&*!]|^(?:---|\.\.\.|%)|^\s*(?:[-?][ \t]+){8}|^ {40}|[\[{](?:[^\]}\[{]*[\[{]){11}",
    re.MULTILINE,
)
_MANY_BRACKETS = 400


class Fault(NamedTuple):
    """What is wrong at a line and column (both from 1) of a file, and what to write instead."""

    line: int
    column: int
    code: str
    message: str
    hint: str = ""


Report = Callable[[Fault], None]


class _Composer(CParser):
    """libyaml's parser with nodes left untyped: every scalar is text until the schema types it."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> str:
        del value, implicit
        return kind.__name__

    def descend_resolver(self, parent: object, index: object) -> None:
        """Do nothing: tags aren't used."""

    def ascend_resolver(self) -> None:
        """Do nothing: tags aren't used."""


def read_bytes(file: Path) -> bytes:
    """Give a file's content; files over the limit are cut one byte after it and so refused."""
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def compose(data: bytes, report: Report) -> Node | None:
    """Give the root node of a YAML file's bytes; None, after reports, where it can't be read."""
    text = _decode(data, report)
    if text is None or not _is_clean(text, report):
        return None
    if _is_suspicious(text) and not _is_tame(text, report):
        return None
    try:
        node: Node | None = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        _report_syntax(text, error, report)
        return None
    except yaml.YAMLError:
        report(Fault(1, 1, "yaml-syntax", "这个文件里有 YAML 不能用的字符", "删掉看不见的控制字符"))
        return None
    if node is None:
        report(Fault(1, 1, "yaml-empty", "这个文件是空的", "写上内容，或删掉这个文件"))
    return node


def position(node: Node) -> tuple[int, int]:
    """Give a node's line and column, both from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def find_positions(data: bytes, paths: Iterable[ValuePath]) -> list[tuple[int, int]]:
    """Give line and column of the value at each path, or of the nearest part of it that exists.

    A value of several lines stands where its name does.
    """
    root = compose(data, lambda *_: None)
    return [_place_of(root, path) for path in paths]


def _place_of(root: Node | None, path: ValuePath) -> tuple[int, int]:
    if root is None:
        return 1, 1
    node, best = root, root
    for step in path:
        name, value = _child(node, step)
        if value is None:
            break
        best = name if name is not None and not isinstance(value, ScalarNode) else value
        node = value
    return position(best)


def _child(node: Node, step: str | int) -> tuple[Node | None, Node | None]:
    """Give the name and the value of a node's part; neither where there is no such part."""
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == str(step):
                return name, value
    if isinstance(node, SequenceNode):
        is_there = isinstance(step, int) and step < len(node.value)
        return None, node.value[step] if is_there else None
    # A list of one may be written without its dash: position 0 is then the value itself.
    return None, node if step == 0 else None


def _decode(data: bytes, report: Report) -> str | None:
    if len(data) > MAX_BYTES:
        report(Fault(1, 1, "file-too-large", "文件超过 1 MB", "一个文件只写一件事；长文字请缩短"))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        report(
            Fault(
                1,
                1,
                "byte-order-mark",
                "文件开头有 BOM 标记",
                "另存为「UTF-8」，不要选「UTF-8 BOM」",
            )
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        report(
            Fault(
                line,
                column,
                "not-utf-8",
                "文件不是 UTF-8 编码" + _likely_encoding(data),
                "在编辑器里另存为「UTF-8」",
            )
        )
        return None


def _likely_encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "(像是 UTF-16)"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "(像是 GBK)"


def _is_clean(text: str, report: Report) -> bool:
    """Report tabs and full-width look-alikes where YAML's own message would mislead."""
    if "\t" not in text and "\u3000" not in text and "\x00" not in text:
        return True
    clean = True
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in line:
            report(
                Fault(
                    number,
                    line.index("\t") + 1,
                    "tab",
                    "这里有制表符（Tab）",
                    "换成空格，一级缩进两个空格",
                )
            )
            clean = False
        elif "\u3000" in indent:
            report(
                Fault(
                    number,
                    indent.index("\u3000") + 1,
                    "full-width-space",
                    "行首有全角空格",
                    "换成半角空格",
                )
            )
            clean = False
        elif "\x00" in line:
            report(
                Fault(
                    number,
                    line.index("\x00") + 1,
                    "yaml-syntax",
                    "这里有看不见的控制字符",
                    "删掉它",
                )
            )
            clean = False
    return clean


def _is_suspicious(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return brackets > _MANY_BRACKETS or _SUSPICIOUS.search(text) is not None


def _is_tame(text: str, report: Report) -> bool:  # noqa: PLR0911 - one line a refusal
    """Walk the events: False, after the report, at the first one that records may not use."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                report(
                    Fault(
                        *at,
                        "yaml-anchor",
                        "不能用 YAML 的锚点(& 和 *)",
                        "把内容直接写出来;文字里有 & 或 * 时加引号",
                    )
                )
                return False
            if getattr(event, "tag", None):
                report(
                    Fault(
                        *at,
                        "yaml-tag",
                        "不能用 YAML 的标签（!）",
                        "去掉标签；文字以 ! 开头时加引号",
                    )
                )
                return False
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                report(
                    Fault(
                        *at, "yaml-documents", "一个文件只能写一份内容", "删掉 ---,或拆成几个文件"
                    )
                )
                return False
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                report(
                    Fault(
                        *at,
                        "yaml-depth",
                        f"缩进超过 {MAX_DEPTH} 层",
                        "记录用不到这么多层，检查是不是粘贴错了",
                    )
                )
                return False
    except yaml.MarkedYAMLError as error:
        _report_syntax(text, error, report)
        return False
    except yaml.YAMLError:
        report(Fault(1, 1, "yaml-syntax", "这个文件里有 YAML 不能用的字符", "删掉看不见的控制字符"))
        return False
    return True


_SYNTAX = (
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或缩进不对",
        "文字里有英文冒号加空格时，给整句加引号",
    ),
    ("could not find expected ':'", "这一行缺少冒号", "写成「名称: 内容」，冒号用半角，后面空一格"),
    (
        "did not find expected key",
        "缩进不对，或引号没有配对",
        "和上一行同级的名称要对齐；内容里有引号时换成「」",
    ),
    ("did not find expected '-'", "列表的缩进不对", "同一列表的「-」要对齐"),
    ("did not find expected ',' or ']'", "方括号没有配对", "写成 [甲, 乙],逗号用半角"),
    ("did not find expected ',' or '}'", "花括号没有配对", "写成 {甲: 1, 乙: 2}，逗号和冒号用半角"),
    ("found unexpected end of stream", "引号没有配对", "补上结尾的引号"),
    ("cannot start any token", "这里有不能放在开头的符号", "给整句加引号"),
    ("found character that cannot", "这里有不能放在开头的符号", "给整句加引号"),
    ("block sequence entries are not allowed", "列表的「-」位置不对", "「-」要另起一行"),
    ("found unknown escape", "双引号里的反斜杠用错了", "换成单引号，或去掉反斜杠"),
    ("control characters are not allowed", "这里有看不见的控制字符", "删掉它"),
)


def _report_syntax(text: str, error: yaml.MarkedYAMLError, report: Report) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    wide = _full_width_colon(text, line)
    if wide:
        report(
            Fault(
                *wide,
                "full-width-colon",
                "名称后面用了全角冒号「：」",
                "换成半角冒号加一个空格，如 name: 出生登记",
            )
        )
        return
    said = str(error.problem or "")
    message, hint = next(
        ((m, h) for part, m, h in _SYNTAX if part in said),
        ("这里不符合 YAML 的写法", "对照 docs/editors/ 里的例子检查缩进和冒号"),
    )
    report(Fault(line, column, "yaml-syntax", message, hint))


_WIDE_KEY = re.compile(r"^\s*(?:- )?[a-z_]+：")


def _full_width_colon(text: str, line: int) -> tuple[int, int] | None:
    """Find a key with a full-width colon on the faulty line or the two before it."""
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(line - 3, 0), -1):
        match = _WIDE_KEY.match(lines[number - 1])
        if match:
            return number, match.end()
    return None
