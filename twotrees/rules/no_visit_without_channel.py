# SPDX-License-Identifier: MIT
"""A matter that needs no visit says by which channel it is handled from home."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Initiative
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if not matter.is_living or matter.initiative is not Initiative.APPLICATION:
        return
    local = at.survey.corpus.overlay(at.key).channels
    if any(channel.kind.is_remote() for channel in (*matter.channels, *local)):
        return
    for number, visits in enumerate(matter.visits):
        if not visits.times:
            yield at.finding(
                "写了一次不用跑，却没有网上、手机、邮寄、电话或上门的渠道",
                "在 channels 里补上，或改次数",
                "visits",
                number,
                "times",
            )


RULE = PartRule(
    code="no-visit-without-channel",
    title="不用跑，却没有别的渠道",
    why="说「一次不用跑」，就要说清在家怎么办。",
    bad="visits:\n  - times: 0\nchannels:\n  - kind: 窗口",
    good="visits:\n  - times: 0\nchannels:\n  - kind: 窗口\n  - kind: 网上\n    depth: 全程网办",
    kinds=(Matter,),
    check=_check,
)
