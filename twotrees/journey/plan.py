# SPDX-License-Identifier: MIT
"""An event's facts, a person's answers and a calendar in; the plan out. Pure: no disk, no clock."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from twotrees.journey.checklist import merge_inputs, merge_materials
from twotrees.journey.choosing import Chosen, Situation, choose, next_question
from twotrees.journey.dates import Dates
from twotrees.journey.facts import EventFacts, MatterFacts, Price
from twotrees.journey.ordering import Route, find_route
from twotrees.journey.timing import Clockwork, Pace, Schedule
from twotrees.journey.values import (
    Plan,
    PlanDate,
    PlanDays,
    PlanFees,
    PlanMatter,
    PlanPrice,
    PlanTask,
    PlanWarning,
)
from twotrees.journey.visits import plan_trips, times_of
from twotrees.workdays import WorkCalendar


@dataclass(frozen=True)
class Request:
    """What one person says: answers (question → choice, number, date or `?`), the event's day."""

    answers: Mapping[str, str]
    today: date
    event_day: date | None = None


def make_plan(facts: EventFacts, request: Request, calendar: WorkCalendar) -> Plan:
    """Give the plan of an event for one person."""
    situation = Situation(request.answers)
    chosen = choose(facts, situation)
    route = find_route(facts, chosen, situation)
    clockwork = Clockwork(calendar, situation)
    dates = Dates(route, clockwork, request.event_day, request.today)
    counted = tuple(c for c in route.chosen if c.is_counted)
    begin = calendar.on_or_after(max(request.today, request.event_day or request.today))
    promised, statutory, longest = (
        Schedule(clockwork, route, counted, begin, pace) for pace in Pace
    )
    lines = dates.lines
    trips = plan_trips(route, clockwork)
    return Plan(
        event=facts.id,
        answers=dict(request.answers),
        date=request.event_day,
        matters=tuple(_Lines(route, clockwork, dates, promised).matters()),
        materials=merge_materials(facts, route, situation),
        visits=len(trips),
        trips=trips,
        days=PlanDays(
            parallel=promised.days,
            sequential=promised.sequential,
            statutory=statutory.days,
            longest=longest.days,
            unknown=tuple(c.matter.code for c in counted if not clockwork.is_known(c.matter)),
        ),
        critical_path=tuple(c.matter.code for c in promised.critical),
        fees=_sum_fees(route, situation),
        amounts=tuple(_prices(route, situation, "amounts")),
        prepare=merge_inputs(route, situation),
        dates=lines,
        duties=tuple(_duties(route, situation)),
        warnings=tuple(_warnings(route, situation)),
        next_question=next_question(facts, chosen, situation),
        estimated_years=_estimated(calendar, longest, lines),
    )


@dataclass(frozen=True)
class _Lines:
    """Makes the lines of the matters."""

    route: Route
    clockwork: Clockwork
    dates: Dates
    schedule: Schedule

    def matters(self) -> Iterator[PlanMatter]:
        """Give each matter in the plan's order."""
        dues = self.dates.dues()
        start_by = self.dates.start_by(dues)
        codes = {c.id: c.matter.code for c in self.route.chosen}
        for c in self.route.chosen:
            start, finish = self.schedule.spans.get(c.id, (None, None))
            yield PlanMatter(
                code=c.matter.code,
                id=c.id,
                name=c.matter.name,
                wave=self.route.wave[c.id],
                need=c.listing.need,
                start_by=start_by.get(c.id),
                due=dues.get(c.id),
                is_sure=c.is_sure,
                is_counted=c.is_counted,
                after=tuple(codes[key] for key in self.route.before[c.id]),
                days=self._between(c, partial(self.clockwork.finish, pace=Pace.PROMISED)),
                longest=self._between(c, partial(self.clockwork.finish, pace=Pace.LONGEST)),
                is_limit_known=self.clockwork.is_known(c.matter),
                slack=self.schedule.slack.get(c.id),
                start=start,
                finish=finish,
                wait=self._between(c, self.clockwork.wait_end),
                is_online=not times_of(c, self.clockwork.situation),
                note=c.listing.note,
            )

    def _between(self, chosen: Chosen, end_of: Callable[[MatterFacts, date], date]) -> int:
        """Count a matter's own working days, from its start in the plan to some end."""
        start, _ = self.schedule.spans.get(chosen.id, (self.schedule.begin, None))
        end = end_of(chosen.matter, start)
        return self.clockwork.calendar.workdays_between(start, end)


def _prices(route: Route, situation: Situation, kind: str) -> Iterator[PlanPrice]:
    for chosen in route.chosen:
        items: tuple[Price, ...] = getattr(chosen.matter, kind)
        for item in situation.those(items):
            yield PlanPrice(
                code=chosen.matter.code,
                index=item.index,
                item=item.item,
                value=item.value,
                per=item.per,
                direction=item.direction,
                is_sure=chosen.is_sure and chosen.is_counted and situation.is_sure(item),
            )


def _sum_fees(route: Route, situation: Situation) -> PlanFees:
    items = tuple(_prices(route, situation, "fees"))
    numbers = [Decimal(item.value) for item in items if item.value and item.is_sure]
    return PlanFees(
        total=str(sum(numbers, Decimal(0))),
        is_complete=len(numbers) == len(items),
        items=items,
    )


def _duties(route: Route, situation: Situation) -> Iterator[PlanTask]:
    for chosen in route.chosen:
        for task in situation.those(chosen.matter.tasks):
            yield PlanTask(
                code=chosen.matter.code,
                name=task.name,
                matter=task.matter,
                every=task.every,
                opens=task.opens,
                closes=task.closes,
                exempt=task.exempt,
                if_missed=task.if_missed,
                is_sure=chosen.is_sure and situation.is_sure(task),
            )


def _warnings(route: Route, situation: Situation) -> Iterator[PlanWarning]:
    """Give each pair of matters that don't go together, once."""
    by_id = {c.id: c for c in route.chosen}
    seen: set[tuple[frozenset[str], str]] = set()
    for chosen in route.chosen:
        for clash in situation.those(chosen.matter.clashes):
            other = by_id.get(clash.matter)
            pair = (frozenset({chosen.id, clash.matter}), clash.rule)
            if other is None or pair in seen:
                continue
            seen.add(pair)
            yield PlanWarning(
                codes=(chosen.matter.code, other.matter.code),
                rule=clash.rule,
                note=clash.note,
                is_sure=chosen.is_sure and other.is_sure and situation.is_sure(clash),
            )


def _estimated(
    calendar: WorkCalendar, schedule: Schedule, lines: Iterable[PlanDate]
) -> tuple[int, ...]:
    """Give the years of the plan's dates whose notice isn't out."""
    closes = [line.closes for line in lines if line.closes]
    years = {*range(schedule.begin.year, schedule.end.year + 1), *(day.year for day in closes)}
    return tuple(year for year in sorted(years) if calendar.is_estimate(date(year, 1, 1)))
