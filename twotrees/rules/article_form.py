# SPDX-License-Identifier: MIT
"""A law, a regulation or a rule is cited with the article, written as its text writes it."""

import re
from collections.abc import Iterator

from twotrees.model.common import Basis
from twotrees.model.problem import Finding
from twotrees.model.terms import LawKind
from twotrees.rules._rule import At, PartRule

_IN_ARTICLES = {LawKind.LAW, LawKind.REGULATION, LawKind.RULE, LawKind.LOCAL}
_NUMBER = "[一二三四五六七八九十百千零]+"
_ARTICLE = re.compile(
    f"第{_NUMBER}条(之{_NUMBER})?(第{_NUMBER}款)?(第[（(]?{_NUMBER}[）)]?项)?"
    f"([、至—](第{_NUMBER}[条款项])+)*|附件.*|附表.*"
)


def _check(basis: Basis, at: At) -> Iterator[Finding]:
    law = at.survey.corpus.laws.get(basis.law)
    if law is None or law.kind not in _IN_ARTICLES or _ARTICLE.fullmatch(basis.article):
        return
    hint = f"写成 {basis.law} 第七条，数字用汉字，可以加第几款、第几项"
    if basis.article:
        yield at.finding(f"条款「{basis.article}」写法不对", hint)
    else:
        yield at.finding(f"《{law.title}》没写第几条", hint)


RULE = PartRule(
    code="article-form",
    title="依据没写清第几条",
    why="一部法律几百条，不写第几条就没法核对。国务院文件和规范性文件没有条的，可以不写。",
    bad="basis: civil-code",
    good="basis: civil-code 第一千零七十六条",
    kinds=(Basis,),
    check=_check,
)
