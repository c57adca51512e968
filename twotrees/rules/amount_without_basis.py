# SPDX-License-Identifier: MIT
"""Money that a record promises or asks for rests on a law."""

from collections.abc import Iterator

from twotrees.model.matter import Amount
from twotrees.model.problem import Finding
from twotrees.model.terms import Grade
from twotrees.rules._rule import At, PartRule


def _check(amount: Amount, at: At) -> Iterator[Finding]:
    if not amount.basis and not (amount.grade is Grade.DIFFERS and amount.local):
        yield at.finding(
            f"「{amount.item}」没有依据",
            "写上 basis；各地不同、国家没有统一规定的，写 grade: C 和 local",
        )


RULE = PartRule(
    code="amount-without-basis",
    title="领钱或缴钱没有依据",
    why="写错一个数，就有人多等或白跑。每一笔钱都要查得到是哪一条规定的。",
    bad="amounts:\n  - direction: 领取\n    item: 育儿补贴\n    value: '3600'",
    good="amounts:\n  - direction: 领取\n    item: 育儿补贴\n    value: '3600'\n    basis: childcare-subsidy-plan 第二部分",
    kinds=(Amount,),
    check=_check,
)
