# SPDX-License-Identifier: MIT
"""A matter can be found by at least two of the names that people use."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, PartRule

_ENOUGH = 2


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    others = {alias for alias in matter.aliases if alias != matter.name}
    if matter.is_living and len(others) < _ENOUGH:
        yield at.finding(
            "俗称少于两个",
            "写群众平时怎么叫它，不算事项名称本身",
            *(["aliases"] * bool(matter.aliases)),
        )


RULE = PartRule(
    code="few-aliases",
    title="俗称太少",
    why="群众搜「上户口」，不会搜「出生登记」。没有俗称就搜不到。",
    bad="aliases: [出生登记]",
    good="aliases: [上户口, 报户口, 新生儿落户]",
    severity=Severity.WARNING,
    kinds=(Matter,),
    check=_check,
)
