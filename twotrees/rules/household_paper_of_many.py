# SPDX-License-Identifier: MIT
"""A paper that a family has once isn't asked of several of them at once."""

from collections.abc import Iterator

from twotrees.model.matter import MaterialUse
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, PartRule


def _check(use: MaterialUse, at: At) -> Iterator[Finding]:
    material = at.survey.corpus.materials.get(use.material)
    if material and material.household and len(use.of) > 1:
        yield at.finding(
            f"「{material.name}」一家只有一份，这里要了 {len(use.of)} 个人的",
            "只写一个人；两家各有一份的，分两条写",
            "of",
        )


RULE = PartRule(
    code="household-paper-of-many",
    title="一家一份的材料要了几个人的",
    why="户口簿一家一本，写「父亲、母亲」就会印成两本。",
    bad="materials:\n  - material: household-register\n    of: [父亲, 母亲]",
    good="materials:\n  - material: household-register\n    of: 户主",
    severity=Severity.WARNING,
    kinds=(MaterialUse,),
    check=_check,
)
