# SPDX-License-Identifier: MIT
"""A year's holidays as the State Council's General Office announced them (trees/workdays/)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta, field

from twotrees.model.common import Record


class Holiday(Record, frozen=True, kw_only=True):
    """放假: a run of days off, first and last day included."""

    name: Annotated[str, Meta(title="节日", description="如 春节。")]
    from_: Annotated[date, Meta(title="从哪天起")] = field(name="from")
    until: Annotated[date, Meta(title="到哪天止", description="含这一天；只放一天就和上面相同。")]

    def days(self) -> Iterator[date]:
        """Give each day off."""
        for number in range((self.until - self.from_).days + 1):
            yield self.from_ + timedelta(days=number)


class WorkYear(Record, frozen=True, kw_only=True):
    """一年的放假调休, in trees/workdays/<year>.yaml."""

    source: Annotated[str, Meta(title="出处", description="通知的标题和文号。", min_length=6)]
    published: Annotated[date, Meta(title="公布日期")]
    holidays: Annotated[
        tuple[Holiday, ...], Meta(title="放假", description="照通知写，含假期里的周末。")
    ]
    workdays: Annotated[
        tuple[date, ...], Meta(title="调休上班", description="要上班的周六、周日。")
    ] = ()

    def days_off(self) -> frozenset[date]:
        """Give every announced day off, weekends inside a holiday included."""
        return frozenset(day for holiday in self.holidays for day in holiday.days())
