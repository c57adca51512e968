# SPDX-License-Identifier: MIT
"""Matters in their order and a calendar in; when each starts and ends, and what holds up the end.

Limits of different units are added only through the calendar: each is counted from the day on
which the one before it ends. What gives its limit from another moment (`starts`) comes after; limits
from the same moment are alternatives, and the longer one counts. Time that the law makes one wait
outside the office's limit (`at_least` of a step) comes first. A limit that isn't known is no time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from functools import cached_property

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import Limit, MatterFacts
from twotrees.journey.ordering import Route
from twotrees.model.common import Duration
from twotrees.workdays import WorkCalendar

_LOOK_BACK = 8000
"""Days within which a start before a last day is looked for: longer than any limit."""


class Pace(Enum):
    """Whose limits count."""

    PROMISED = auto()
    STATUTORY = auto()
    LONGEST = auto()


Chain = tuple[Duration, ...]
"""Spans one after the other."""


@dataclass(frozen=True)
class Clockwork:
    """Counts how long matters take in one situation."""

    calendar: WorkCalendar
    situation: Situation
    _groups: dict[tuple[str, Pace], tuple[tuple[Chain, ...], ...]] = field(
        default_factory=dict, repr=False
    )

    def finish(self, matter: MatterFacts, start: date, pace: Pace) -> date:
        """Give the day on which a matter that is applied for on `start` is finished."""
        day = start
        for alternatives in self._spans(matter, pace):
            day = max(self._end(day, chain) for chain in alternatives)
        return day

    def wait_end(self, matter: MatterFacts, start: date) -> date:
        """Give the day on which the waits end that come before the office's limit."""
        day = start
        for wait in self._waits(matter):
            day = self.calendar.end_of(day, wait)
        return day

    def takes_time(self, matter: MatterFacts) -> bool:
        """Whether one must wait for the result, as promised."""
        spans = self._spans(matter, Pace.PROMISED)
        return any(span.n for group in spans for chain in group for span in chain)

    def is_known(self, matter: MatterFacts) -> bool:
        """Whether the record says how long it takes."""
        return bool(self._spans(matter, Pace.PROMISED))

    def latest_start(self, matter: MatterFacts, end: date, pace: Pace) -> date:
        """Give the last working day on which to apply, so that it is finished by `end`."""
        low, high = end - timedelta(days=_LOOK_BACK), end
        while low < high:
            middle = high - (high - low) // 2
            if self.finish(matter, middle, pace) <= end:
                low = middle
            else:
                high = middle - timedelta(days=1)
        return self.calendar.on_or_before(low)

    def _end(self, day: date, chain: Chain) -> date:
        for span in chain:
            day = self.calendar.end_of(day, span)
        return day

    def _spans(self, matter: MatterFacts, pace: Pace) -> tuple[tuple[Chain, ...], ...]:
        """Give what a matter consists of: groups one after the other, of which each has alternatives."""
        key = (matter.id, pace)
        if key not in self._groups:
            limits: dict[str, list[Chain]] = {}
            for limit in self.situation.those(matter.limits):
                chain = _chain(limit, pace)
                if chain:
                    limits.setdefault(limit.starts, []).append(chain)
            first = [((wait,),) for wait in self._waits(matter)]
            self._groups[key] = (*first, *map(tuple, limits.values()))
        return self._groups[key]

    def _waits(self, matter: MatterFacts) -> list[Duration]:
        """Give the waits that lie in no office's limit."""
        limits = self.situation.those(matter.limits)
        has_limit = any(limit.promised or limit.statutory for limit in limits)
        waits = self.situation.those(matter.waits)
        return [wait.span for wait in waits if not (wait.is_office and has_limit)]


def _chain(limit: Limit, pace: Pace) -> Chain:
    if pace is Pace.PROMISED:
        span = limit.promised or limit.statutory
    else:
        span = limit.statutory or limit.promised
    extended = limit.extension if pace is Pace.LONGEST and span else None
    return tuple(part for part in (span, extended) if part)


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
