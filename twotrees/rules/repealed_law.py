# SPDX-License-Identifier: MIT
"""No basis cites a law that no longer holds on the day of the check."""

from collections.abc import Iterator

from twotrees.model.common import Basis
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    law = at.survey.corpus.laws.get(basis.law)
    if law and law.repealed and law.repealed <= at.survey.as_of:
        hint = (
            f"改引 {'、'.join(law.replaced_by)} 的相应条款"
            if law.replaced_by
            else "改引现行有效的法规"
        )
        yield at.finding(f"《{law.title}》从 {law.repealed} 起失效", hint)


RULE = PartRule(
    code="repealed-law",
    title="引用了失效的法规",
    why="依据失效了，材料、时限和收费都可能变了。按检查那一天（--as-of）算。",
    bad="basis: funeral-regulations-1997 第七条  # 登记表里写了 repealed: 2026-03-30",
    good="basis: funeral-regulations 第七条",
    kinds=(Basis,),
    check=_check,
)
