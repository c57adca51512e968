# SPDX-License-Identifier: MIT
"""即办件 can be finished on the spot, 承诺件 can't."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import CaseKind
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    limits = [limit for p in matter.processing if (limit := p.promised or p.statutory)]
    if matter.case_kind is CaseKind.INSTANT and limits and all(limit.n for limit in limits):
        yield at.finding(
            "即办件要当场办完，时限里却没有当场",
            "时限改成 当场，或把办件类型改成 承诺件",
            "case_kind",
        )
    if matter.case_kind is CaseKind.PROMISED and limits and not any(limit.n for limit in limits):
        yield at.finding("当场办完的是即办件", "办件类型改成 即办件，或改时限", "case_kind")


RULE = PartRule(
    code="instant-mismatch",
    title="办件类型和时限对不上",
    why="即办件就是当场办完的；要等几天的是承诺件。写错了，群众会白等或白跑。",
    bad="case_kind: 即办件\nprocessing:\n  - statutory: 20个工作日",
    good="case_kind: 承诺件\nprocessing:\n  - statutory: 20个工作日",
    kinds=(Matter,),
    check=_check,
)
