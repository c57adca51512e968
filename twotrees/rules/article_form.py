# SPDX-License-Identifier: MIT
"""The article of a law, a regulation or a rule is written as its text writes it."""

import re
from collections.abc import Iterator

from twotrees.model.common import Basis
from twotrees.model.problem import Finding
from twotrees.model.terms import LawKind
from twotrees.rules._rule import At, PartRule

IN_ARTICLES = {LawKind.LAW, LawKind.REGULATION, LawKind.RULE, LawKind.LOCAL}
_NUMBER = "[一二三四五六七八九十百千零]+"
_ARTICLE = re.compile(
    f"第{_NUMBER}条(之{_NUMBER})?(第{_NUMBER}款)?(第[（(]?{_NUMBER}[）)]?项)?"
    f"([、至—](第{_NUMBER}[条款项])+)*|附件.*|附表.*"
)


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    law = at.survey.corpus.laws.get(basis.law)
    if law and law.kind in IN_ARTICLES and basis.article and not _ARTICLE.fullmatch(basis.article):
        yield at.finding(
            f"条款「{basis.article}」写法不对",
            f"照原文写汉字数字，如 {basis.law} 第七条第一款，条款里不空格",
        )


RULE = PartRule(
    code="article-form",
    title="条款写法不对",
    why="照原文写，人和程序都找得到。法律、法规、规章用「第几条」；国务院文件和规范性文件可以写「第二部分」。",
    bad="basis: civil-code 1076条",
    good="basis: civil-code 第一千零七十六条",
    kinds=(Basis,),
    check=_check,
)
