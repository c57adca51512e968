# SPDX-License-Identifier: MIT
"""A filing window says when it opens or closes."""

from collections.abc import Iterator

from twotrees.model.matter import Filing
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(filing: Filing, at: At) -> Iterator[Finding]:
    says_when = filing.every_year or filing.on_or_after or filing.on_or_before or filing.local
    if not (says_when or filing.after or filing.before):
        yield at.finding(
            "这条申请期限没说什么时候",
            "写 after 和 within、before、every_year 或日期；各地不同写 local",
        )
    elif (filing.within or filing.opens) and not (filing.after or filing.before):
        yield at.finding("没说从什么时候算起", "补上 after 或 before，如 after: 孩子出生")


RULE = PartRule(
    code="filing-without-date",
    title="申请期限没有起点",
    why="「60日内」要从哪一天数起？没有起点，日历算不出来，群众也算不出来。",
    bad="filing:\n  - within: 60日",
    good="filing:\n  - after: 离职\n    within: 60日",
    kinds=(Filing,),
    check=_check,
)
