# SPDX-License-Identifier: MIT
"""Reading: the model says what a text means, and each fault is reported where it stands."""

from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from twotrees.model import common
from twotrees.model.common import Basis, Clause, Duration, Unit, When
from twotrees.model.matter import Matter, Visits
from twotrees.model.terms import MatterType
from twotrees.reading import FAULT, Faults, did_you_mean, read
from twotrees.source import compose

SHORT = Annotated[str, Meta(min_length=2, max_length=4)]
CODE = Annotated[str, Meta(pattern="^[0-9]{4}$", extra={"quoted": True})]


def _read(kind: Any, text: str) -> tuple[Any, list[str]]:
    faults = Faults()
    node = compose(text.encode(), faults.report)
    assert node is not None, faults.found
    value = read(kind, node, faults)
    return value, [f"{fault.code} {fault.line}:{fault.column}" for fault in faults.found]


VALUES: list[tuple[Any, str, Any]] = [
    (str, "no", "no"),
    (str, "9:00", "9:00"),
    (str, "0123", "0123"),
    (str, "1e3", "1e3"),
    (str, "~", "~"),
    (str, "null", "null"),
    (str, "2026-11-21", "2026-11-21"),
    (str, "'a: b'", "a: b"),
    (bool, "true", True),
    (bool, "false", False),
    (int, "7", 7),
    (int, "-1", -1),
    (date, "2026-02-28", date(2026, 2, 28)),
    (Duration, "10个工作日", Duration(n=10, unit=Unit.WORKDAY)),
    (Duration, "当场", Duration(n=0)),
    (Basis, "civil-code 第七条", Basis(law="civil-code", article="第七条")),
    (Basis, "gbf-2015-96", Basis(law="gbf-2015-96")),
    (MatterType, "行政许可", MatterType.LICENCE),
    (tuple[str, ...], "[甲, 乙]", ("甲", "乙")),
    (tuple[str, ...], "甲", ("甲",)),
    (Clause, "甲", Clause(text="甲")),
    (Clause, "{text: 甲, basis: a 第一条}", Clause(text="甲", basis=(Basis("a", "第一条"),))),
    (dict[str, int], "{a: 1}", {"a": 1}),
    (SHORT, "甲乙", "甲乙"),
    (CODE, "'1004'", "1004"),
    (When, "{a: b}", When(tests=(common.Test("a", ("b",)),))),
    (When, "{a: [b, c]}", When(tests=(common.Test("a", ("b", "c")),))),
    (When, "{a: {from: 1, below: 2}}", When(tests=(common.Test("a", (), "1", "2"),))),
    (When, "{not: {a: b}}", When(not_=When(tests=(common.Test("a", ("b",)),)))),
    (When, "{any: [{a: b}]}", When(any=(When(tests=(common.Test("a", ("b",)),)),))),
]


@pytest.mark.parametrize(("kind", "text", "value"), VALUES)
def test_values(kind: Any, text: str, value: Any) -> None:
    """A text is what the field's type makes of it, not what YAML would guess."""
    assert _read(kind, text) == (value, [])


REFUSED: list[tuple[Any, str, list[str]]] = [
    (bool, "yes", ["wrong-type 1:1"]),
    (bool, "True", ["wrong-type 1:1"]),
    (int, "1:30", ["wrong-type 1:1"]),
    (int, "007", ["wrong-type 1:1"]),
    (int, "１", ["wrong-type 1:1"]),
    (int, "1_000", ["wrong-type 1:1"]),
    (int, "1.0", ["wrong-type 1:1"]),
    (int, "9999999999", ["wrong-type 1:1"]),
    (date, "2026-13-01", ["wrong-date 1:1"]),
    (date, "2026-02-29", ["wrong-date 1:1"]),
    (date, "2026-1-1", ["wrong-date 1:1"]),
    (date, "20260101", ["wrong-date 1:1"]),
    (date, "二〇二六年", ["wrong-date 1:1"]),
    (Duration, "10 个工作日", ["wrong-duration 1:1"]),
    (Duration, "十日", ["wrong-duration 1:1"]),
    (Duration, "0日", ["wrong-duration 1:1"]),
    (Duration, "10天", ["wrong-duration 1:1"]),
    (Basis, "民法典 第七条", ["wrong-basis 1:1"]),
    (Basis, "civil-code  第七条", ["wrong-basis 1:1"]),
    (MatterType, "许可", ["unknown-word 1:1"]),
    (str, "[甲]", ["wrong-type 1:1"]),
    (str, "''", ["empty-value 1:1"]),
    (str, "'  '", ["empty-value 1:1"]),
    (str, "x" * 2001, ["too-large 1:1"]),
    (SHORT, "甲", ["too-small 1:1"]),
    (SHORT, "甲乙丙丁戊", ["too-large 1:1"]),
    (CODE, "'12'", ["wrong-form 1:1"]),
    (CODE, "1004", ["code-not-quoted 1:1"]),
    (tuple[int, ...], "[1, 甲, 乙]", ["wrong-type 1:5", "wrong-type 1:8"]),
    (dict[str, int], "[1]", ["wrong-type 1:1"]),
    (dict[str, int], "{a: 1, a: 2}", ["duplicate-key 1:8"]),
    (dict[str, int], "{[a]: 1}", ["wrong-type 1:2"]),
    (dict[str, int], "{? {a: b} : 1}", ["wrong-type 1:4"]),
    (Clause, "{txt: 甲}", ["unknown-key 1:2", "missing-key 1:1"]),
    (Clause, "text：甲", ["full-width-colon 1:5"]),
    (Visits, "times：1", ["full-width-colon 1:6"]),
    (Visits, "{times: 10}", ["too-large 1:9"]),
    (Visits, "一次", ["wrong-type 1:1"]),
    (When, "agent", ["wrong-type 1:1"]),
    (When, "{a: {from: 1, to: 2}}", ["unknown-key 1:15"]),
    (When, "{a: {from: [1]}}", ["wrong-type 1:12"]),
    (When, "{not: 甲}", ["wrong-type 1:7"]),
    (When, "{a: ''}", ["empty-value 1:5"]),
]


@pytest.mark.parametrize(("kind", "text", "faults"), REFUSED)
def test_refused(kind: Any, text: str, faults: list[str]) -> None:
    """What the type can't mean is reported in place, every fault of it."""
    value, found = _read(kind, text)
    assert (value is FAULT or kind == dict[str, int], found) == (True, faults)


def test_all_faults_at_once() -> None:
    """A record with many faults is read to its end."""
    _, found = _read(Matter, "code: 12\nnam: 甲\nsummary: 短\ntype: 别的\nfees: 无\n")
    assert [code.split()[0] for code in found] == [
        "wrong-form",
        "unknown-key",
        "too-small",
        "unknown-word",
        "unknown-word",
        *["missing-key"] * 5,
    ]


HINTS = [
    ("sumary", ["summary", "name"], "你是不是想写 summary?"),
    ("zzz", ["a", "b"], "可以写：a、b"),
    ("zzz", [], ""),
    ("zzz", [f"word-{n}" for n in range(20)], ""),
]


@pytest.mark.parametrize(("word", "known", "hint"), HINTS)
def test_did_you_mean(word: str, known: list[str], hint: str) -> None:
    """A misspelt word gets the nearest known one, or all there are if they are few."""
    assert did_you_mean(word, known) == hint


def test_a_pasted_page_is_not_quoted_whole() -> None:
    """A message quotes no more than the beginning of what was written."""
    faults = Faults()
    node = compose(("x" * 1900).encode(), faults.report)
    assert node is not None
    read(date, node, faults)
    assert len(faults.found[0].message) < 100


_SCALARS = st.text(st.sampled_from("ab1:：-年日 甲"), max_size=8)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            _SCALARS | st.sampled_from(["when", "materials", "fees", "code"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(_TREES)
def test_any_shape(tree: Any) -> None:
    """Whatever stands where a record should, it is read or reported, never raised."""
    faults = Faults()
    node = compose(_flow(tree).encode(), faults.report)
    value = FAULT if node is None else read(Matter, node, faults)
    assert value is FAULT
    assert faults.found


def _flow(tree: Any) -> str:
    """Write a tree as YAML flow text with every scalar quoted."""
    if isinstance(tree, list):
        return f"[{', '.join(map(_flow, tree))}]"
    if isinstance(tree, dict):
        return f"{{{', '.join(f'{_flow(k)}: {_flow(v)}' for k, v in tree.items())}}}"
    return f"'{tree}'"
