# SPDX-License-Identifier: MIT
"""Days and time limits in, dates out: working days by the yearly notices, spans by the Civil Code.

The counting rules are those of 民法典 第二百零一条 to 第二百零三条: the day on which something
begins doesn't count; months and years end on the corresponding day, or on the month's last; a
last day that nobody works moves to the next working day. Limits in working days leave out
weekends and holidays (行政许可法 第八十二条) and run from the day after acceptance.

A year whose notice isn't out is an estimate: Monday to Friday, without the holidays whose date
the law itself fixes. `is_estimate` says so; nothing here fails for lack of a notice.
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from twotrees.model.calendar import WorkYear
from twotrees.model.common import Duration, Unit

_DAY = timedelta(days=1)
_FRIDAY = 4
# A span of a thousand years is an editor's slip, and no reason to fail.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000

# 全国年节及纪念日放假办法 (国务院令第795号) 第二条: 元旦, 劳动节 and 国庆节 stand on fixed days. 春节, 清明,
# 端午 and 中秋 move, so an estimate leaves them out.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class WorkCalendar:
    """Knows which days are worked; counts spans and working days."""

    def __init__(self, years: Mapping[str, WorkYear]) -> None:
        """Take the announced years by their number as text."""
        self._years = frozenset(int(year) for year in years)
        self._off = frozenset().union(*(year.days_off() for year in years.values()))
        self._worked = frozenset(day for year in years.values() for day in year.workdays)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self._worked:
            return True
        if day in self._off or day.weekday() > _FRIDAY:
            return False
        return day.year in self._years or (day.month, day.day) not in FIXED_HOLIDAYS

    def is_estimate(self, day: date) -> bool:
        """Whether the notice of the year of `day` isn't out."""
        return day.year not in self._years

    def on_or_after(self, day: date) -> date:
        """Give the first working day from `day` on."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Give the last working day up to `day`."""
        while not self.is_workday(day):
            day -= _DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """Give the `count`th working day after `day`, which isn't counted itself; 0 gives `day`."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def workdays_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`."""
        days = range(1, (last - first).days + 1)
        return sum(self.is_workday(first + timedelta(days=number)) for number in days)

    def end_of(self, start: date, span: Duration) -> date:
        """Give the last day of `span`, counted from the day after `start`, moved to a working day."""
        return self.on_or_after(self.after(start, span)) if span.n else start

    def start_of(self, end: date, span: Duration) -> date:
        """Give the last day from which `span` ends by `end`, as `end_of` counts.

        From the last days of a long month, months end on the same day: the last of them counts.
        """
        if not span.n:
            return end
        last = self.on_or_before(end)
        return max(self.before(last, span), self.before(last + _DAY, span) - _DAY)

    def after(self, day: date, span: Duration) -> date:
        """Give the day that lies `span` after `day`, worked or not."""
        return self.add_workdays(day, span.n) if span.unit is Unit.WORKDAY else shift(day, span)

    def before(self, day: date, span: Duration) -> date:
        """Give the day that lies `span` before `day`, worked or not."""
        if span.unit is not Unit.WORKDAY:
            return shift(day, span, back=True)
        for _ in range(span.n):
            day = self.on_or_before(day - _DAY)
        return day


def shift(day: date, span: Duration, *, back: bool = False) -> date:
    """Give the day that lies `span` after `day`, or before it: the plain calendar day.

    Hours count as the days that they fill. Working days need a `WorkCalendar`.
    """
    sign = -1 if back else 1
    match span.unit:
        case Unit.MONTH:
            return add_months(day, sign * span.n)
        case Unit.YEAR:
            return add_months(day, sign * span.n * 12)
        case Unit.WEEK:
            return day + sign * 7 * span.n * _DAY
        case Unit.HOUR:
            return day + sign * -(-span.n // 24) * _DAY
        case _:
            return day + sign * span.n * _DAY


def add_months(day: date, months: int) -> date:
    """Give the corresponding day `months` later, or the last day of that month (第二百零二条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day_of(min(max(year, _FIRST_YEAR), _LAST_YEAR), month + 1, day.day)


def day_of(year: int, month: int, day: int) -> date:
    """Give a day of the calendar, or the month's last where the month is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
