# SPDX-License-Identifier: MIT
"""A matter that is handled in the hall has a window that takes it."""

from collections.abc import Iterator

from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import CorpusRule, Survey


def _check(survey: Survey) -> Iterator[Finding]:
    if not survey.corpus.local_halls() or any(kind == "hall" for kind, _ in survey.corpus.unread):
        return
    for matter_id, head in survey.corpus.heads.items():
        is_taken = matter_id in survey.windowed or head.department not in survey.corpus.departments
        if head.is_living and head.has_hall and not is_taken:
            yield Finding(
                survey.corpus.place("matter", matter_id, "department"),
                "大厅里没有窗口受理这个事项",
                "在 halls/ 的窗口里写上这个部门或事项；不在大厅办的，在 where 里写 place",
            )


RULE = CorpusRule(
    code="matter-without-window",
    title="没有窗口受理",
    why="群众最先问的是去哪个窗口。没有窗口的事项，页面答不上来。",
    bad="department: fire  # 大厅没有一个窗口收消防的事项",
    good="# trees/regions/shifanxian/halls/main.yaml\nwindows:\n  - code: W08\n    departments: [fire]",
    severity=Severity.WARNING,
    check=_check,
)
