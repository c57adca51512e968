# SPDX-License-Identifier: MIT
"""The matters of a plan in their order in; the fewest visits that do for all of them out.

A matter is as many stops as it needs visits, all at its place. One visit takes every stop of one
place that needn't wait. A stop waits for another visit where the matter before it takes days, or
where it is the same matter's second stop; what is done at once can go on in the same visit.
Matters for which nobody has to come are no stops, but others may have to wait for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from twotrees.journey.choosing import Chosen, Situation
from twotrees.journey.facts import Site
from twotrees.journey.ordering import Route
from twotrees.journey.timing import Clockwork
from twotrees.journey.values import PlanTrip


class Need(NamedTuple):
    """A stop that must come first; in an earlier visit, if `is_earlier`."""

    stop: int
    is_earlier: bool


@dataclass(frozen=True)
class Stop:
    """One time at one place, with the stops (by their number) that must come first."""

    place: str
    needs: frozenset[Need]


Visit = tuple[str, tuple[int, ...]]
"""A place, and the stops made there in their order."""


def plan_trips(route: Route, clockwork: Clockwork) -> tuple[PlanTrip, ...]:
    """Give the trips for what is counted in `route`."""
    counted = [c for c in route.chosen if c.is_counted]
    stops, owners = make_stops(counted, route, clockwork)
    sites = {c.id: site_of(c, clockwork.situation) for c in counted}
    trips = []
    for place, made in fewest_visits(stops):
        members = [owners[stop] for stop in made]
        windows = [code for c in members if place.startswith("hall:") for code in c.matter.counters]
        trips.append(
            PlanTrip(
                place=place,
                name=sites[members[0].id].name,
                matters=tuple(dict.fromkeys(c.matter.code for c in members)),
                windows=tuple(dict.fromkeys(windows)),
            )
        )
    return tuple(trips)


def times_of(chosen: Chosen, situation: Situation) -> int:
    """Give how often one must come for a matter: the most that its situation may ask for."""
    return max((visit.times for visit in situation.those(chosen.matter.visits)), default=0)


def site_of(chosen: Chosen, situation: Situation) -> Site:
    """Give where one goes: what is sure before what may be, the hall before other places."""
    sites = situation.those(chosen.matter.sites) or chosen.matter.sites
    return min(sites, key=lambda site: not situation.is_sure(site))


def make_stops(
    counted: Iterable[Chosen], route: Route, clockwork: Clockwork
) -> tuple[list[Stop], list[Chosen]]:
    """Give the stops, and beside each the matter whose it is."""
    stops: list[Stop] = []
    owners: list[Chosen] = []
    # What must be over before a matter's result is there.
    done: dict[str, frozenset[Need]] = {}
    for chosen in counted:
        needs = _join(done[key] for key in route.before[chosen.id] if key in done)
        times = times_of(chosen, clockwork.situation)
        for _ in range(times):
            stops.append(Stop(site_of(chosen, clockwork.situation).place, needs))
            owners.append(chosen)
            needs = frozenset({Need(len(stops) - 1, is_earlier=True)})
        # The last of several visits is the one on which the result is there.
        waits = times <= 1 and clockwork.takes_time(chosen.matter)
        if times:
            needs = frozenset({Need(len(stops) - 1, is_earlier=waits)})
        elif waits:
            needs = frozenset(Need(need.stop, is_earlier=True) for need in needs)
        done[chosen.id] = needs
    return stops, owners


def _join(groups: Iterable[frozenset[Need]]) -> frozenset[Need]:
    """Put needs together; the stricter one of a stop stays."""
    found: dict[int, bool] = {}
    for need in (need for group in groups for need in group):
        found[need.stop] = found.get(need.stop, False) or need.is_earlier
    return frozenset(Need(*item) for item in found.items())


def fewest_visits(stops: list[Stop]) -> tuple[Visit, ...]:
    """Give the fewest visits that make all stops; of equally few, those to the place named first.

    Whoever visits a place makes every stop there that can be made: leaving one out never helps.
    A visit that finishes with its place for good is made at once, which never costs another one.
    Among the rest every order of places is tried, in width, so that the first end is the shortest.
    """
    places = tuple(dict.fromkeys(stop.place for stop in stops))
    left = {place: {n for n, s in enumerate(stops) if s.place == place} for place in places}
    states: dict[frozenset[int], tuple[Visit, ...]] = {frozenset(): ()}
    everything = frozenset(range(len(stops)))
    while everything not in states:
        following: dict[frozenset[int], tuple[Visit, ...]] = {}
        for done, visits in states.items():
            for place, made in _next_visits(stops, left, done).items():
                following.setdefault(done | set(made), (*visits, (place, made)))
        states = following
    return states[everything]


def _next_visits(
    stops: list[Stop], left: Mapping[str, set[int]], done: frozenset[int]
) -> dict[str, tuple[int, ...]]:
    """Give what can be done at each place; only one place where that finishes with it."""
    found: dict[str, tuple[int, ...]] = {}
    for place, all_stops in left.items():
        made = _stops_made(stops, all_stops - done, done)
        if made and len(made) == len(all_stops - done):
            return {place: made}
        if made:
            found[place] = made
    return found


def _stops_made(stops: list[Stop], wanted: set[int], done: frozenset[int]) -> tuple[int, ...]:
    """Give the stops of `wanted` that one visit can make; a stop's number follows those it needs."""
    made: list[int] = []
    for number in sorted(wanted):
        needs = stops[number].needs
        if all(n.stop in done or (not n.is_earlier and n.stop in made) for n in needs):
            made.append(number)
    return tuple(made)
