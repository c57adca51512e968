# SPDX-License-Identifier: MIT
"""Whoever must apply is told where."""

from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.model.terms import Initiative
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    is_due = matter.is_living and matter.initiative is Initiative.APPLICATION
    if is_due and not matter.channels and not at.survey.corpus.overlay(at.key).channels:
        yield at.finding("要申请才办的事项，没写到哪里申请", "补上 channels，如 - kind: 窗口")


RULE = PartRule(
    code="application-without-channel",
    title="没有办理渠道",
    why="群众看完要知道去哪里办：窗口、网上、手机，还是邮寄。",
    bad="initiative: 依申请\n# 没有 channels",
    good="channels:\n  - kind: 窗口\n  - kind: 网上\n    depth: 网上受理",
    kinds=(Matter,),
    check=_check,
)
