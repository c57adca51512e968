# SPDX-License-Identifier: MIT
"""A matter is 已取消 if and only if it says since when and why."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Status
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if matter.status is Status.ENDED and matter.ended is None:
        yield at.finding(
            "写了已取消，没写哪天取消、为什么", "补上 ended，写 on 和 reason", "status"
        )
    if matter.ended is not None and matter.status is not Status.ENDED:
        yield at.finding("写了 ended，状态却不是已取消", "状态改成 已取消，或删掉 ended", "ended")


RULE = PartRule(
    code="status-mismatch",
    title="状态和取消说明对不上",
    why="扫旧二维码的人要看到：哪天取消的、为什么、现在办什么。",
    bad="status: 已取消\n# 没有 ended",
    good="status: 已取消\nended:\n  on: 2026-03-30\n  reason: 和火化登记合并办理。\n  successor: farewell/cremation",
    kinds=(Matter,),
    check=_check,
)
