# SPDX-License-Identifier: MIT
"""A law, a regulation or a rule is cited with its article."""

from collections.abc import Iterator

from twotrees.model.common import Basis, Fact
from twotrees.model.problem import Finding, Severity
from twotrees.model.terms import Grade
from twotrees.rules._rule import At, PartRule
from twotrees.rules.article_form import IN_ARTICLES


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    if isinstance(at.owner, Fact) and at.owner.grade is Grade.SETTLED:
        return  # the text wasn't found: a number from memory would be a guess
    law = at.survey.corpus.laws.get(basis.law)
    # A decision of a standing committee is often one sentence, without articles.
    if law and law.kind in IN_ARTICLES and not basis.article and not law.title.endswith("决定"):
        yield at.finding(f"《{law.title}》没写第几条", f"写成 {basis.law} 第七条")


RULE = PartRule(
    code="article-missing",
    title="依据没写第几条",
    why="一部法律几百条，不写第几条就没法核对。国务院文件和规范性文件可以不写。没读到原文、标了 grade: B 的也可以不写，不要猜。",
    bad="basis: civil-code",
    good="basis: civil-code 第一千零七十六条",
    severity=Severity.WARNING,
    kinds=(Basis,),
    check=_check,
)
