# SPDX-License-Identifier: MIT
"""Which fields of which records name something by its id."""

from collections.abc import Iterator
from typing import Any

from twotrees.model.catalogue import Law
from twotrees.model.common import Basis, Test
from twotrees.model.matter import (
    Authority,
    Conflict,
    Duty,
    Ended,
    MaterialUse,
    Matter,
    Result,
    Waiver,
)
from twotrees.model.place import Notice, Region, Window
from twotrees.model.problem import Finding
from twotrees.model.tree import Joint, JointMember, StageItem
from twotrees.reading import did_you_mean
from twotrees.rules._rule import At, Reference, ReferenceRule

# (record, field) by what the field names. Basis and Test are written as one text or key in YAML,
# so that the place of the reference is the part itself.
_FIELDS: dict[str, tuple[tuple[type, str], ...]] = {
    "material": ((MaterialUse, "material"), (Result, "material"), (Waiver, "materials")),
    "law": ((Basis, "law"), (Law, "replaced_by")),
    "department": (
        (Matter, "department"),
        (Matter, "partners"),
        (Authority, "department"),
        (Window, "departments"),
        (Joint, "lead"),
    ),
    "question": ((Test, "question"),),
    "matter": (
        (StageItem, "matter"),
        (JointMember, "matter"),
        (Matter, "after"),
        (Conflict, "matter"),
        (Ended, "successor"),
        (Duty, "matter"),
        (Result, "renew"),
        (Window, "matters"),
        (Notice, "matters"),
    ),
    "region": ((Region, "parent"),),
}
_INLINE = (Basis, Test)


_BY_TYPE: dict[type, list[tuple[str, str]]] = {}
for _kind, _pairs in _FIELDS.items():
    for _record, _name in _pairs:
        _BY_TYPE.setdefault(_record, []).append((_kind, _name))


def references(part: Any) -> Iterator[Reference]:
    """Give the ids that `part` itself names, with their places in it."""
    for kind, name in _BY_TYPE.get(type(part), ()):
        value: Any = getattr(part, name)
        if isinstance(value, tuple):
            for number, key in enumerate(value):
                yield Reference(kind, key, (name, number))
        elif value:
            yield Reference(kind, value, () if isinstance(part, _INLINE) else (name,))


HOLDERS = frozenset(_BY_TYPE)
"""The types of parts that name something."""


def unknown_rule(kind: str, word: str, *, where: str, bad: str, good: str) -> ReferenceRule:
    """Make the rule that every id of `kind` exists; `word` is what people call it."""

    def check(reference: Reference, at: At) -> Iterator[Finding]:
        if not at.survey.knows(kind, reference.key):
            hint = did_you_mean(reference.key, at.survey.known[kind]) or f"先在 {where} 里登记"
            yield at.finding(f"没有编号为「{reference.key}」的{word}", hint, *reference.path)

    return ReferenceRule(
        code=f"unknown-{kind}",
        title=f"写了不存在的{word}",
        why=f"编号对不上，页面上就显示不出{word}的名称。多半是打错了字，或者忘了登记。",
        bad=bad,
        good=good,
        kind=kind,
        check=check,
    )
