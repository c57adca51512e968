# SPDX-License-Identifier: MIT
"""Sheets and working days in; for each limit in use, the last day to decide by the day of acceptance, out.

Counted as `workdays.py` says: from the day after acceptance (行政许可法 第八十二条, 民法典 第二百零一条).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from twotrees.layout.sheet import MatterSheet
from twotrees.model.common import Duration, Unit
from twotrees.workdays import WorkCalendar

CLOSED, NO_DAY = "休", ""
_LONGEST_MONTH = 31


@dataclass(frozen=True)
class LimitTable:
    """The last days for one limit in one year: `rows` are the days of the month, columns the months.

    A cell is a day (`12月3日`), with `→` where it lies in the next year and `约` where that year's
    holidays aren't announced; `CLOSED` where nobody accepts; empty where there is no such day.
    """

    limit: str
    year: int
    is_estimate: bool
    codes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def limit_tables(
    sheets: Iterable[MatterSheet], days: WorkCalendar, year: int
) -> tuple[LimitTable, ...]:
    """Give a table for each limit, statutory or promised, that some sheet names."""
    used: dict[Duration, set[str]] = {}
    for sheet in sheets:
        for line in sheet.deadlines:
            if line.kind == "办理时限":
                for text in filter(None, (line.statutory, line.promised)):
                    used.setdefault(Duration.parse(text), set()).add(sheet.code)
    return tuple(
        LimitTable(
            limit=str(limit),
            year=year,
            is_estimate=days.is_estimate(date(year, 1, 1)),
            codes=tuple(sorted(used[limit])),
            rows=tuple(
                tuple(_cell(year, month, day, limit=limit, days=days) for month in range(1, 13))
                for day in range(1, _LONGEST_MONTH + 1)
            ),
        )
        for limit in sorted(used, key=_order)
        if limit.n
    )


def _order(limit: Duration) -> tuple[bool, str, int]:
    """Put working days first, then each unit by itself."""
    return limit.unit is not Unit.WORKDAY, limit.unit, limit.n


def _cell(year: int, month: int, day: int, *, limit: Duration, days: WorkCalendar) -> str:
    if day > calendar.monthrange(year, month)[1]:
        return NO_DAY
    accepted = date(year, month, day)
    if not days.is_workday(accepted):
        return CLOSED
    last = days.end_of(accepted, limit)
    mark = "→" if last.year > year else ""
    unsure = "约" if days.is_estimate(last) and not days.is_estimate(accepted) else ""
    return f"{mark}{unsure}{last.month}月{last.day}日"
