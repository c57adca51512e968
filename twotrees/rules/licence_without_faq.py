# SPDX-License-Identifier: MIT
"""An administrative licence answers at least one question that people ask."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import MatterType
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if matter.is_living and matter.type is MatterType.LICENCE and not matter.faq:
        yield at.finding("行政许可至少要有一个常见问题", "补上 faq，写群众真的会问的", "type")


RULE = PartRule(
    code="licence-without-faq",
    title="行政许可没有常见问题",
    why="许可条件多，群众总有问题。先答好，窗口就少解释一遍。",
    bad="type: 行政许可\n# 没有 faq",
    good="type: 行政许可\nfaq:\n  - q: 没拿到证能先开业吗?\n    a: 不能。拿到许可证以后再开业。",
    kinds=(Matter,),
    check=_check,
)
