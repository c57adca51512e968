# SPDX-License-Identifier: MIT
"""Whoever takes a fee says by which law."""

from collections.abc import Iterator

from twotrees.model.matter import Fee
from twotrees.model.problem import Finding
from twotrees.model.terms import Grade
from twotrees.rules._rule import At, PartRule


def _check(fee: Fee, at: At) -> Iterator[Finding]:
    if not fee.basis and not (fee.grade is Grade.DIFFERS and fee.local):
        yield at.finding(
            f"收费「{fee.item}」没有依据",
            "写上 basis；各地不同、国家没有统一规定的，写 grade: C 和 local",
        )


RULE = PartRule(
    code="fee-without-basis",
    title="收费没有依据",
    why="没有依据不能收费。群众和督查都会问凭什么收。",
    bad="fees:\n  - item: 证书工本费\n    value: '10'\n    per: 证",
    good="fees:\n  - item: 证书工本费\n    value: '10'\n    per: 证\n    basis: price-notice-2003 第二条",
    kinds=(Fee,),
    check=_check,
)
