# SPDX-License-Identifier: MIT
"""Matters in their order and a calendar in; when each starts and ends, and what holds up the end.

Limits of different units are added only through the calendar: each is counted from the day on
which the one before it ends. What gives its limit from another moment (`starts`) comes after; limits
from the same moment are alternatives, and the longer one counts. Time that the law makes one wait
outside the office's limit (`at_least` of a step) comes first. A limit that isn't known is no time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import cached_property, reduce
from typing import NamedTuple

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import MatterFacts
from twotrees.journey.ordering import Route
from twotrees.model.common import Duration
from twotrees.workdays import WorkCalendar


class Pace(Enum):
    """Whose limits count."""

    PROMISED = auto()
    STATUTORY = auto()
    LONGEST = auto()


class _Limit(NamedTuple):
    """A limit by pace; what is missing, promise or law, is as the other."""

    promised: Duration
    statutory: Duration
    extension: Duration | None = None

    def span(self, pace: Pace) -> Duration:
        """Give the span without what extends it."""
        return self.promised if pace is Pace.PROMISED else self.statutory


Group = tuple[_Limit, ...]
"""Limits that are alternatives."""


@dataclass(frozen=True)
class Clockwork:
    """Counts how long matters take in one situation."""

    calendar: WorkCalendar
    situation: Situation
    _known: dict[str, tuple[Group, ...]] = field(default_factory=dict, repr=False)

    def finish(self, matter: MatterFacts, start: date, pace: Pace) -> date:
        """Give the day on which a matter that is applied for on `start` is finished."""
        day = start
        for group in self._groups(matter):
            day = max(self._end_of(limit, day, pace) for limit in group)
        return day

    def wait_end(self, matter: MatterFacts, start: date) -> date:
        """Give the day on which the waits end that come before the office's limit."""
        return reduce(self.calendar.end_of, self._waits(matter), start)

    def takes_time(self, matter: MatterFacts) -> bool:
        """Whether one must wait for the result, as promised."""
        return any(limit.promised.n for group in self._groups(matter) for limit in group)

    def is_known(self, matter: MatterFacts) -> bool:
        """Whether the record says how long it takes."""
        return bool(self._groups(matter))

    def latest_start(self, matter: MatterFacts, end: date, pace: Pace) -> date:
        """Give the last working day on which to apply, so that it is finished by `end`.

        Nothing is extended: whoever plans backwards counts on the law's limit at most.
        """
        day = end
        for group in reversed(self._groups(matter)):
            day = min(self.calendar.start_of(day, limit.span(pace)) for limit in group)
        return self.calendar.on_or_before(day)

    def _end_of(self, limit: _Limit, day: date, pace: Pace) -> date:
        end = self.calendar.end_of(day, limit.span(pace))
        if pace is Pace.LONGEST and limit.extension:
            return self.calendar.end_of(end, limit.extension)
        return end

    def _groups(self, matter: MatterFacts) -> tuple[Group, ...]:
        """Give what a matter consists of: groups of limits that follow each other."""
        if matter.id not in self._known:
            by_start: dict[str, list[_Limit]] = {}
            for starts, limit in self._limits(matter):
                by_start.setdefault(starts, []).append(limit)
            first = [(_Limit(wait, wait),) for wait in self._waits(matter)]
            self._known[matter.id] = (*first, *map(tuple, by_start.values()))
        return self._known[matter.id]

    def _limits(self, matter: MatterFacts) -> Iterator[tuple[str, _Limit]]:
        """Give the limits that are known, each with what it starts from."""
        for limit in self.situation.those(matter.limits):
            promised = limit.promised or limit.statutory
            statutory = limit.statutory or limit.promised
            if promised and statutory:
                yield limit.starts, _Limit(promised, statutory, limit.extension)

    def _waits(self, matter: MatterFacts) -> list[Duration]:
        """Give the waits that lie in no office's limit."""
        has_limit = any(self._limits(matter))
        waits = self.situation.those(matter.waits)
        return [wait.span for wait in waits if not (wait.is_office and has_limit)]


@dataclass(frozen=True)
class Schedule:
    """When each matter of a group starts and ends, everything as early as it can be."""

    clockwork: Clockwork
    route: Route
    members: tuple[Chosen, ...]
    begin: date
    pace: Pace

    @cached_property
    def spans(self) -> Mapping[str, tuple[date, date]]:
        """Give start and end by matter; what isn't a member is taken to be done."""
        found: dict[str, tuple[date, date]] = {}
        for chosen in self.members:
            ends = [found[key][1] for key in self.route.before[chosen.id] if key in found]
            start = max([self.begin, *ends])
            found[chosen.id] = (start, self.clockwork.finish(chosen.matter, start, self.pace))
        return found

    @property
    def end(self) -> date:
        """The day on which the last is finished."""
        return max((end for _, end in self.spans.values()), default=self.begin)

    @property
    def days(self) -> int:
        """Working days from the first day to the last."""
        return self.clockwork.calendar.workdays_between(self.begin, self.end)

    @cached_property
    def sequential(self) -> int:
        """Working days if each matter waits for the one before it in the list."""
        day = self.begin
        for chosen in self.members:
            day = self.clockwork.finish(chosen.matter, day, self.pace)
        return self.clockwork.calendar.workdays_between(self.begin, day)

    @cached_property
    def critical(self) -> tuple[Chosen, ...]:
        """The chain of matters that holds up the end, from first to last.

        It ends with the last matter of the list that ends on that day, so that it is whole.
        """
        by_id = {c.id: c for c in self.members}
        last = (c.id for c in reversed(self.members) if self.spans[c.id][1] == self.end)
        key = next(last, None)
        chain: list[Chosen] = []
        while key is not None:
            chain.append(by_id[key])
            start = self.spans[key][0]
            before = (other for other in self.route.before[key] if other in by_id)
            key = next((other for other in before if self.spans[other][1] == start), None)
        return tuple(reversed(chain))

    @cached_property
    def slack(self) -> Mapping[str, int]:
        """Working days by which each matter may start later without delaying the end."""
        last: dict[str, date] = {}
        for chosen in reversed(self.members):
            bounds = [last[key] for key in self.route.after[chosen.id] if key in last]
            end = min([self.end, *bounds])
            last[chosen.id] = self.clockwork.latest_start(chosen.matter, end, self.pace)
        count = self.clockwork.calendar.workdays_between
        return {key: count(start, last[key]) for key, (start, _) in self.spans.items()}
