# SPDX-License-Identifier: MIT
"""Where nobody applies, the one who was left out is told what to do."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Initiative
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.is_living or matter.initiative is Initiative.APPLICATION:
        return
    if not matter.remedies and not any(step.if_objection for step in matter.steps):
        yield at.finding(
            f"{matter.initiative}的事项，没写名单里没有我怎么办",
            "在 remedies 里写清找谁问、怎么提异议",
            "initiative",
        )


RULE = PartRule(
    code="list-without-objection",
    title="没写漏掉了怎么办",
    why="不用申请的事，群众不知道自己算不算。要写清没收到通知、名单里没有自己时怎么办。",
    bad="initiative: 免申即享\n# 没有 remedies",
    good="initiative: 免申即享\nremedies:\n  - 名单里没有您的，带身份证到窗口问，或打 12345。",
    kinds=(Matter,),
    check=_check,
)
