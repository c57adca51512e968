# SPDX-License-Identifier: MIT
"""Whoever has a matter is told what to do, where, in which way, within which limit, how often."""

from collections.abc import Iterator

from twotrees.model.common import Fact
from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._conditions import outcomes_among
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    parts: dict[str, tuple[str, tuple[Fact, ...]]] = {
        "where": ("在哪里办", matter.where),
        "steps": ("办理流程", matter.steps),
        "processing": ("办理时限", matter.processing),
        "visits": ("到现场次数", matter.visits),
        "channels": ("办理渠道", matter.channels),
    }
    for name, (words, items) in parts.items():
        whens = [item.when for item in items if item.when]
        if whens and len(whens) == len(items) and frozenset() in outcomes_among(whens, at):
            yield at.finding(
                f"有的情形下，「{words}」一条也没有",
                "补上其余情形的一条，或给其中一条去掉 when",
                name,
            )


RULE = PartRule(
    code="situation-without-answer",
    title="有的情形没有答案",
    why="每一条都写了 when，剩下的人就什么也看不到：不知道去哪里、怎么办、要多久。",
    bad="visits:\n  - times: 0\n    when: {proxy: agent}",
    good="visits:\n  - times: 0\n    when: {proxy: agent}\n  - times: 1\n    reason: 要当面核对照片。\n    when: {proxy: self}",
    kinds=(Matter,),
    check=_check,
)
