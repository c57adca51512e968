# SPDX-License-Identifier: MIT
"""A matter says on which law it rests, and where its facts were read."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.is_living:
        return
    if not any(clause.basis for clause in matter.basis):
        yield at.finding("没写设定依据", "补上 basis：写法规编号、第几条、它规定了什么")
    if not matter.sources:
        yield at.finding("没写出处", "补上 sources：文件名和文号", "sources")


RULE = PartRule(
    code="matter-without-basis",
    title="事项没有依据",
    why="没有依据的事项不能办，没有出处的内容没法核对。",
    bad="# 没有 basis\nsources: []",
    good="basis:\n  - text: 婴儿出生后一个月内申报登记。\n    basis: hukou-regulations 第七条\nsources:\n  - 中华人民共和国户口登记条例",
    kinds=(Matter,),
    check=_check,
)
