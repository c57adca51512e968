# SPDX-License-Identifier: MIT
"""A paper that may follow later follows before the office has promised to be done."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._durations import is_longer
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if matter.tolerance is None or matter.tolerance.days is None:
        return
    local = at.survey.corpus.overlay(at.key).promised
    promised = [local] if local else [p.promised for p in matter.processing if p.promised]
    if promised and all(is_longer(matter.tolerance.days, limit) for limit in promised):
        yield at.finding(
            f"容缺补齐的时间 {matter.tolerance.days} 比承诺时限 {'、'.join(map(str, promised))} 还长",
            "补齐的时间要短于或等于承诺时限",
            "tolerance",
            "days",
        )


RULE = PartRule(
    code="tolerance-too-long",
    title="容缺时间比承诺时限长",
    why="办完了材料还没补齐，证就没法发。",
    bad="processing:\n  - promised: 5个工作日\ntolerance:\n  materials: [lease]\n  days: 10个工作日",
    good="processing:\n  - promised: 5个工作日\ntolerance:\n  materials: [lease]\n  days: 5个工作日",
    kinds=(Matter,),
    check=_check,
)
