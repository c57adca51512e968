# SPDX-License-Identifier: MIT
"""A stage lists a matter once."""

from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.model.tree import Stage
from twotrees.rules._rule import At, PartRule


def _check(stage: Stage, at: At) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, item in enumerate(stage.matters):
        earlier = first.setdefault(item.matter, number)
        if earlier != number:
            see = at.place("matters", earlier, "matter")
            yield at.finding(
                "同一个阶段里列了两次",
                "留一个；情形不同的，合成一个 when",
                "matters",
                number,
                "matter",
                see=see,
            )


RULE = PartRule(
    code="duplicate-in-stage",
    title="一个阶段里列了两次",
    why="群众会以为要办两遍。",
    bad="matters:\n  - matter: birth/birth-registration\n  - matter: birth/birth-registration",
    good="matters:\n  - matter: birth/birth-registration",
    kinds=(Stage,),
    check=_check,
)
