# SPDX-License-Identifier: MIT
"""Whoever must come to the hall is told why."""

from collections.abc import Iterator

from twotrees.model.matter import Visits
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(visits: Visits, at: At) -> Iterator[Finding]:
    if visits.times and not visits.reason:
        yield at.finding(
            f"要跑 {visits.times} 次，没写为什么", "补上 reason，如 要当面核对照片", "times"
        )
    if not visits.times and visits.reason:
        yield at.finding("不用到现场，就不用写原因", "删掉 reason", "reason")


RULE = PartRule(
    code="visit-without-reason",
    title="到现场次数和原因对不上",
    why="要群众跑一趟，就要说清为什么非跑不可。一次不跑的，写了原因反而让人糊涂。",
    bad="visits:\n  - times: 1",
    good="visits:\n  - times: 1\n    reason: 要当面采集指纹。",
    kinds=(Visits,),
    check=_check,
)
