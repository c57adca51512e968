# SPDX-License-Identifier: MIT
"""The spans in which to apply, the day of the event and today in; dates and what is late out.

A span counted from the event ends as 民法典 第二百零一条 to 第二百零三条 say. A day that the law names
itself (6月30日) or that lies before something stays as it is: to be a day early harms nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import Window
from twotrees.journey.ordering import Route
from twotrees.journey.timing import Clockwork, Pace, Schedule
from twotrees.journey.values import DateState, PlanDate
from twotrees.workdays import WorkCalendar, day_of


@dataclass(frozen=True)
class Dates:
    """Puts dates to the windows of a plan's matters."""

    route: Route
    clockwork: Clockwork
    event: date | None
    today: date

    @cached_property
    def _soonest(self) -> dict[str, Schedule]:
        """When each matter can be applied for at the soonest, by where its window stands.

        What waits for the event begins on its day; what comes before it begins today.
        """
        before, after = (
            Schedule(self.clockwork, self.route, self.route.chosen, day, Pace.PROMISED)
            for day in (self.today, max(self.today, self.event or self.today))
        )
        return {"before": before, "after": after, "": after}

    @cached_property
    def lines(self) -> tuple[PlanDate, ...]:
        """Give every window of every matter, in the plan's order."""
        situation = self.clockwork.situation
        return tuple(
            self._line(chosen, window, situation)
            for chosen in self.route.chosen
            for window in situation.those(chosen.matter.windows)
        )

    def _line(self, chosen: Chosen, window: Window, situation: Situation) -> PlanDate:
        opens, closes = bounds(window, self.clockwork.calendar, event=self.event, today=self.today)
        return PlanDate(
            code=chosen.matter.code,
            index=window.index,
            opens=opens,
            closes=closes,
            state=self._state(opens, closes, self._soonest[window.starts].spans[chosen.id][0]),
            effect=window.effect,
            is_sure=chosen.is_sure and situation.is_sure(window),
        )

    def _state(self, opens: date | None, closes: date | None, earliest: date) -> DateState:
        if opens is None and closes is None:
            return DateState.UNDATED
        if closes is not None and closes < self.today:
            return DateState.MISSED
        if closes is not None and closes < earliest:
            return DateState.LATE
        return DateState.LATER if opens is not None and opens > self.today else DateState.OPEN

    def dues(self) -> dict[str, date]:
        """Give the first last day of each matter that has one, by id.

        A day that is over counts only where no other window is left.
        """
        found: dict[str, date] = {}
        for chosen in self.route.chosen:
            lines = [line for line in self.lines if line.code == chosen.matter.code]
            days = [line.closes for line in lines if line.closes]
            left = [day for day in days if day >= self.today]
            if left:
                found[chosen.id] = min(left)
            elif days and len(days) == len(lines):
                found[chosen.id] = max(days)
        return found

    def start_by(self, dues: Mapping[str, date]) -> dict[str, date]:
        """Give the last safe day to apply for each matter, of those whose time is limited.

        Safe means: whatever waits for it can still be applied for in time, though each office
        takes as long as the law allows.
        """
        found: dict[str, date] = {}
        for chosen in reversed(self.route.chosen):
            days = [
                self.clockwork.latest_start(chosen.matter, found[key], Pace.STATUTORY)
                for key in self.route.after[chosen.id]
                if key in found
            ]
            if chosen.id in dues:
                days.append(self.clockwork.calendar.on_or_before(dues[chosen.id]))
            if days:
                found[chosen.id] = min(days)
        return found


def bounds(
    window: Window, calendar: WorkCalendar, *, event: date | None, today: date
) -> tuple[date | None, date | None]:
    """Give the first and the last day on which to apply, as far as they are known."""
    if window.every_year:
        return _yearly(window.every_year, today)
    opens, closes = window.on_or_after, window.on_or_before
    if event is not None and window.starts == "after":
        first = calendar.after(event, window.opens) if window.opens else event
        opens = max(first, opens or first)
        if window.within:
            last = calendar.end_of(first, window.within)
            closes = min(last, closes or last)
    if event is not None and window.starts == "before":
        spans = [span for span in (window.opens, window.within) if span]
        days = sorted(calendar.before(event, span) for span in spans)
        opens = days[0] if days else opens
        closes = days[1] if len(days) > 1 else event - timedelta(days=1)
    return opens, closes


def _yearly(text: str, today: date) -> tuple[date, date]:
    """Give the span `01-01..06-30` that isn't over yet; it may go over the turn of a year."""
    first, last = (tuple(map(int, part.split("-"))) for part in text.split(".."))
    closes = day_of(today.year, *last)
    if closes < today:
        closes = day_of(today.year + 1, *last)
    return day_of(closes.year - (first > last), *first), closes
