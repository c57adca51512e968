# SPDX-License-Identifier: MIT
"""A day worked instead is a Saturday or Sunday of the file's year that isn't off."""

from collections.abc import Iterator
from datetime import date

from twotrees.model.calendar import WorkYear
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_SATURDAY = 5


def _check(year: WorkYear, at: At) -> Iterator[Finding]:
    for number, day in enumerate(year.workdays):
        wrong = _what_is_wrong(day, at.key, year)
        if wrong:
            yield at.finding(f"{day} {wrong}", "照国务院办公厅的通知核对", "workdays", number)


def _what_is_wrong(day: date, year: str, announced: WorkYear) -> str:
    if str(day.year) != year:
        return f"不在 {year} 年"
    if day.weekday() < _SATURDAY:
        return "不是周六、周日，本来就上班"
    return "又放假又上班" if day in announced.days_off() else ""


RULE = PartRule(
    code="wrong-workday",
    title="调休上班的日子不对",
    why="工作日按这张表数。错一天，承诺几个工作日办完就差一天。",
    bad="# trees/workdays/2026.yaml\nworkdays:\n  - 2026-01-05  # 星期一",
    good="workdays:\n  - 2026-01-04  # 星期日",
    kinds=(WorkYear,),
    check=_check,
)
