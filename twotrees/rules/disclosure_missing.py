# SPDX-License-Identifier: MIT
"""The five disclosures (五公开) all say something: content, steps, materials, fees, time."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Initiative
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.is_living:
        return
    is_applied_for = matter.initiative is Initiative.APPLICATION
    wanted = (
        ("服务内容", "conditions（办理条件）", bool(matter.conditions)),
        ("办事流程", "steps", bool(matter.steps)),
        (
            "申请材料",
            "materials 或 prepare",
            bool(matter.materials or matter.prepare or not is_applied_for),
        ),
        ("收费标准", "fees；不收费就写 不收费", bool(matter.fees)),
        ("办理时限", "processing；国家没规定的写 local", bool(matter.processing)),
    )
    for name, field, is_there in wanted:
        if not is_there:
            yield at.finding(f"五公开缺一项：{name}", f"补上 {field}")
    for number, limit in enumerate(matter.processing):
        if not (limit.statutory or limit.promised or limit.local):
            yield at.finding(
                "这条办理时限没说要多久", "写 statutory、promised 或 local", "processing", number
            )


RULE = PartRule(
    code="disclosure-missing",
    title="五公开不全",
    why="服务内容、办事流程、申请材料、收费标准、办理时限，一项都不能空着。",
    bad="fees: []\n# 没有 processing",
    good="fees: 不收费\nprocessing:\n  - statutory: 当场",
    kinds=(Matter,),
    check=_check,
)
