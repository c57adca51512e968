# SPDX-License-Identifier: MIT
"""A condition can come true, for anybody and among those who have the matter."""

from collections.abc import Iterator

from twotrees.model.common import When
from twotrees.model.problem import Finding
from twotrees.rules._conditions import asked_in, outcomes_among, outcomes_at
from twotrees.rules._rule import At, PartRule

# What these say to people who don't have the matter is that they don't.
_WHO_IT_IS_FOR = {"conditions", "exclusions", "warnings"}


def _check(when: When, at: At) -> Iterator[Finding]:
    if not any(outcomes_at(when, at)):
        yield at.finding("这个条件谁也不符合", "看看几个条件是不是互相打架")
    elif at.kind == "matter" and at.path[0] not in _WHO_IT_IS_FOR and _is_shut_out(when, at):
        yield at.finding("办这件事的人里，谁也不符合这个条件", "改条件，或改阶段里这个事项的 when")


def _is_shut_out(when: When, at: At) -> bool:
    """Whether nobody who has the matter gives such an answer."""
    applies = at.survey.applies.get(at.key)
    if applies is None or not asked_in(when) & asked_in(applies):
        return False
    outcomes = outcomes_among([when], at)
    return bool(outcomes) and not any(outcomes)


RULE = PartRule(
    code="condition-never-holds",
    title="条件永远不成立",
    why="谁也不符合的条件，下面的材料、环节谁也看不到。多半是写反了，或者阶段里已经把这些人排除了。",
    bad="materials:\n  - material: lease\n    when: {premises: rented, not: {premises: rented}}",
    good="materials:\n  - material: lease\n    when: {premises: rented}",
    kinds=(When,),
    check=_check,
)
