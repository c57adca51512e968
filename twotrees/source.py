# SPDX-License-Identifier: MIT
"""YAML text in; a tree of nodes with their places out, or the problems that make it unreadable.

The only module that knows YAML. It refuses what records don't need and what can be used against
the build: anchors, aliases, tags, several documents, tabs, more than 20 levels, files over 1 MiB.
"""

import errno
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from twotrees.model.problem import Place

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

# What may hide deep nesting, anchors, aliases, tags or a second document: only such a text is
# walked event by event (which costs half as much again as composing it).
_SUSPICIOUS = re.compile(
    r"[&*!]|^(?:---|\.\.\.|%)|^ *(?:[-?] +){8}|^ {20}|[\[{](?:[^\]}\[{]*[\[{]){11}",
    re.MULTILINE,
)
_MANY_BRACKETS = 400
_REASONS = {
    errno.EISDIR: "它是一个文件夹",
    errno.ENOENT: "链接指向的文件不在了",
    errno.ELOOP: "链接绕成了圈",
    errno.EACCES: "没有读的权限",
    errno.ESPIPE: "它是一个管道",
}


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
    if file.is_fifo():  # to open it would wait for whoever writes into it
        raise OSError(errno.ESPIPE, "is a pipe", str(file))
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def read_or_report(file: Path, report: Report) -> bytes | None:
    """Give a file's content; None, after a report, where the system doesn't open it."""
    try:
        return read_bytes(file)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        report(Fault(1, 1, "file-unreadable", f"打不开：{reason}", "换成能读的文件，或删掉它"))
        return None


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
    if node is None:
        report(Fault(1, 1, "yaml-empty", "这个文件是空的", "写上内容，或删掉这个文件"))
    return node


def position(node: Node) -> tuple[int, int]:
    """Give a node's line and column, both from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def find_positions(data: bytes, places: Iterable[Place]) -> list[tuple[int, int]]:
    """Give line and column of the value at each place, or of the nearest part of it that exists.

    A value of several lines stands where its name does; a place's text, where it first stands in the value.
    """
    root = compose(data, lambda *_: None)
    if root is None:
        return [(1, 1) for _ in places]
    source = data.decode()
    return [_place_of(root, place, source) for place in places]


def _place_of(root: Node, place: Place, source: str) -> tuple[int, int]:
    node, best = root, root
    for step in place.path:
        name, value = _child(node, step)
        if value is None:
            break
        best = name if name is not None and not isinstance(value, ScalarNode) else value
        node = value
    if place.text:
        start = source.find(place.text, node.start_mark.index, node.end_mark.index)
        if start >= 0:  # a text may be written as escapes
            return source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
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
        return "（像是 UTF-16）"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK）"


def _is_clean(text: str, report: Report) -> bool:
    """Report what can't be seen on the screen, where YAML's own message would mislead."""
    if not _UNSEEN.search(text):
        return True
    faults = [_unseen(number, line) for number, line in enumerate(text.split("\n"), 1)]
    for fault in filter(None, faults):
        report(fault)
    return not any(faults)


# A full-width space is unseen where it indents; the other characters aren't YAML's anywhere.
_UNSEEN = re.compile(
    "^[ \u3000]*\u3000|[\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", re.MULTILINE
)


def _unseen(number: int, line: str) -> Fault | None:
    """Give the fault of a line's first unseen character."""
    found = _UNSEEN.search(line)
    if not found:
        return None
    at = (number, found.end())
    if found[0] == "\t":
        return Fault(*at, "tab", "这里有制表符（Tab）", "换成空格，一级缩进两个空格")
    if found[0].endswith("\u3000"):
        return Fault(*at, "full-width-space", "行首有全角空格", "换成半角空格")
    return Fault(*at, "yaml-syntax", "这里有看不见的控制字符", "删掉它")


def _is_suspicious(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return brackets > _MANY_BRACKETS or _SUSPICIOUS.search(text) is not None


def _is_tame(text: str, report: Report) -> bool:
    """Walk the events: False, after the report, at the first one that records may not use."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            code = _refusal(event, documents, depth)
            if code:
                mark = event.start_mark
                report(_refused(code, *((mark.line + 1, mark.column + 1) if mark else (1, 1))))
                return False
    except yaml.MarkedYAMLError as error:
        _report_syntax(text, error, report)
        return False
    return True


def _refusal(event: yaml.Event, documents: int, depth: int) -> str:
    """Give the code with which an event is refused; none for what records are made of."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "yaml-anchor"
    if getattr(event, "tag", None):
        return "yaml-tag"
    if documents > 1:
        return "yaml-documents"
    return "yaml-depth" if depth > MAX_DEPTH else ""


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
    ("did not find expected ',' or ']'", "方括号没有配对", "写成 [甲, 乙]，逗号用半角"),
    ("did not find expected ',' or '}'", "花括号没有配对", "写成 {甲: 1, 乙: 2}，逗号和冒号用半角"),
    ("found unexpected end of stream", "引号没有配对", "补上结尾的引号"),
    ("cannot start any token", "这里有不能放在开头的符号", "给整句加引号"),
    ("found character that cannot", "这里有不能放在开头的符号", "给整句加引号"),
    ("block sequence entries are not allowed", "列表的「-」位置不对", "「-」要另起一行"),
    ("found unknown escape", "双引号里的反斜杠用错了", "换成单引号，或去掉反斜杠"),
    ("expected <document start>", "最外层的缩进不齐", "最外层的名称都顶格写"),
)


# Anchors and tags are refused before composing; a name of theirs in Chinese isn't even scanned.
_SCANNING = {"an alias": "yaml-anchor", "an anchor": "yaml-anchor", "a tag": "yaml-tag"}


def _report_syntax(text: str, error: yaml.MarkedYAMLError, report: Report) -> None:
    doing = str(error.context or "").removeprefix("while scanning ")
    # A quote that is never closed is found at the end of the file, and to be mended where it opens.
    marks = (error.problem_mark, error.context_mark)
    mark = next(filter(None, reversed(marks) if doing == "a quoted scalar" else marks), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    wide = _full_width_colon(text, line)
    if wide:
        report(wide_colon(*wide))
    elif doing in _SCANNING:
        report(_refused(_SCANNING[doing], line, column))
    else:
        said = str(error.problem or "")
        message, hint = next(
            ((m, h) for part, m, h in _SYNTAX if part in said),
            ("这里不符合 YAML 的写法", "对照 docs/editors/ 里的例子检查缩进和冒号"),
        )
        report(Fault(line, column, "yaml-syntax", message, hint))


_REFUSED = {
    "yaml-anchor": ("不能用 YAML 的锚点（& 和 *）", "把内容直接写出来；文字里有 & 或 * 时加引号"),
    "yaml-tag": ("不能用 YAML 的标签（!）", "去掉标签；文字以 ! 开头时加引号"),
    "yaml-documents": ("一个文件只能写一份内容", "删掉 ---，或拆成几个文件"),
    "yaml-depth": (f"缩进超过 {MAX_DEPTH} 层", "记录用不到这么多层，检查是不是粘贴错了"),
}


def _refused(code: str, line: int, column: int) -> Fault:
    return Fault(line, column, code, *_REFUSED[code])


def wide_colon(line: int, column: int) -> Fault:
    """Give the fault of a full-width colon after a name."""
    hint = "换成半角冒号加一个空格，如 name: 出生登记"
    return Fault(line, column, "full-width-colon", "名称后面用了全角冒号「：」", hint)


_WIDE_KEY = re.compile(r"^\s*(?:- )?[a-z_]+：")


def _full_width_colon(text: str, line: int) -> tuple[int, int] | None:
    """Find a key with a full-width colon on the faulty line or the two before it."""
    lines = text.split("\n")
    for number in range(min(line, len(lines)), max(line - 3, 0), -1):
        match = _WIDE_KEY.match(lines[number - 1])
        if match:
            return number, match.end()
    return None
