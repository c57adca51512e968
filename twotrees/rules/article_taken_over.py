# SPDX-License-Identifier: MIT
"""No basis cites an article of a law in force whose matter a newer law has taken over by that day."""

from collections.abc import Iterator

from twotrees.model.catalogue import Law
from twotrees.model.common import Basis
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, PartRule


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    if isinstance(at.root, Law):
        return
    for key, article in at.survey.taken_over.get(basis.law, ()):
        law = at.survey.corpus.laws[key]
        if law.effective <= at.survey.as_of and basis.article.startswith(article):
            yield at.finding(
                f"从 {law.effective} 起，这一条的内容由《{law.title}》规定",
                f"改引 {key} 的相应条款",
            )


RULE = PartRule(
    code="article-taken-over",
    title="这一条改由新法规定了",
    why="新法施行，旧法没有失效，但有的内容以新法为准。登记新法时写上 takes_over，到那一天检查就会列出要改的地方。按检查那一天（--as-of）算。",
    bad="basis: social-insurance-law 第二十五条  # 2027-01-01 起看医疗保障法第十一条",
    good="basis: medical-security-law 第十一条",
    severity=Severity.WARNING,
    kinds=(Basis,),
    check=_check,
)
