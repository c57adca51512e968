# SPDX-License-Identifier: MIT
"""No basis cites a law that doesn't hold yet on the day of the check."""

from collections.abc import Iterator

from twotrees.model.common import Basis
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    law = at.survey.corpus.laws.get(basis.law)
    if law and law.effective > at.survey.as_of:
        yield at.finding(
            f"《{law.title}》{law.effective} 才施行",
            "施行以前引用现行的法规；新规定写进 warnings 提醒",
        )


RULE = PartRule(
    code="law-not-yet-effective",
    title="引用了还没施行的法规",
    why="还没施行的规定不能拿来办事。按检查那一天（--as-of）算。",
    bad="basis: medical-security-law 第十条  # 2027-01-01 才施行",
    good="basis: social-insurance-law 第二十三条",
    kinds=(Basis,),
    check=_check,
)
