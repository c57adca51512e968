# SPDX-License-Identifier: MIT
"""A record was confirmed within the time that it sets itself."""

from collections.abc import Iterator
from datetime import timedelta

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, PartRule


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    due = matter.confirmed.on + timedelta(days=matter.confirmed.every_days)
    if matter.is_living and due < at.survey.as_of:
        yield at.finding(
            f"{matter.confirmed.on} 核对过，{due} 就该再核对了",
            "请主管部门核对后改日期",
            "confirmed",
            "on",
        )


RULE = PartRule(
    code="stale-confirmation",
    title="太久没核对",
    why="法规和办法会变。页面上写着核对日期，太旧了就没人信。按检查那一天（--as-of）算。",
    bad="confirmed:\n  on: 2024-01-05\n  by: 公安局户政科",
    good="confirmed:\n  on: 2026-11-21\n  by: 公安局户政科",
    severity=Severity.WARNING,
    kinds=(Matter,),
    check=_check,
)
