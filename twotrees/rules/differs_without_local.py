# SPDX-License-Identifier: MIT
"""What differs by place (grade C) says what differs."""

from collections.abc import Iterator

import msgspec

from twotrees.model import common, matter
from twotrees.model.common import Fact
from twotrees.model.problem import Finding
from twotrees.model.terms import Grade
from twotrees.rules._rule import At, PartRule

_FACTS = tuple(
    kind
    for module in (common, matter)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and issubclass(kind, Fact)
)


def _check(fact: Fact, at: At) -> Iterator[Finding]:
    if fact.grade is Grade.DIFFERS and not fact.local:
        yield at.finding(
            "写了各地不同（C），没说哪里不同",
            "补上 local，如 天数各地不同，以窗口告知为准",
            "grade",
        )


RULE = PartRule(
    code="differs-without-local",
    title="各地不同没有说明",
    why="可信度 C 是「各地不同」。只打一个记号，群众不知道要问什么。",
    bad="processing:\n  - grade: C",
    good="processing:\n  - grade: C\n    local: 办理天数各地不同，以窗口告知为准。",
    kinds=_FACTS,
    check=_check,
)
