# SPDX-License-Identifier: MIT
"""The steps of an administrative licence tell acceptance, review, decision and hand-over."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import MatterType, Phase
from twotrees.rules._rule import At, PartRule

_NEEDED = (
    (Phase.ACCEPTANCE,),
    (Phase.REVIEW,),
    (Phase.DECISION,),
    (Phase.ISSUE, Phase.DELIVERY),
)


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.is_living or matter.type is not MatterType.LICENCE or not matter.steps:
        return
    phases = {step.phase for step in matter.steps}
    missing = ["或".join(group) for group in _NEEDED if not phases.intersection(group)]
    if missing:
        yield at.finding(
            f"行政许可的流程缺少：{'、'.join(missing)}", "在 steps 里补上这些阶段", "steps"
        )


RULE = PartRule(
    code="licence-without-phase",
    title="行政许可的流程不全",
    why="受理、审查、决定、送达，每一步谁来做、等多久，申请人有权知道。",
    bad="type: 行政许可\nsteps:\n  - phase: 申请\n    actor: 申请人\n    text: 到窗口交材料。",
    good="steps:\n  - phase: 受理\n  - phase: 审查\n  - phase: 决定\n  - phase: 送达\n  # 每步写 actor 和 text",
    kinds=(Matter,),
    check=_check,
)
