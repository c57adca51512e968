# SPDX-License-Identifier: MIT
"""Every living matter stands in an event of one of the two trees."""

from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    if any(kind in ("tree", "event") for kind, _ in survey.corpus.unread):
        return  # what an event that can't be read lists, nobody knows
    for matter_id in survey.graph.orphans:
        yield Finding(
            survey.corpus.place("matter", matter_id),
            "哪棵树里都没有列出这个事项，群众找不到它",
            f"在 trees/ 的一件事里加上 - matter: {matter_id}",
        )


RULE = CorpusRule(
    code="matter-without-tree",
    title="事项不在树里",
    why="群众顺着两棵树找事项。不在树里的事项，只有扫码才看得到。",
    bad="# matters/birth/birth-registration.yaml 写好了，但哪个一件事都没有列它",
    good="# trees/personal/birth.yaml\nstages:\n  - name: 给孩子上户口\n    matters:\n      - matter: birth/birth-registration",
    check=_check,
)
