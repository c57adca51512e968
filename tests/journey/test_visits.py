# SPDX-License-Identifier: MIT
"""Trips: as few as a search through everything that a person could do finds."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings

from tests.journey.events import event, matter, plan, random_events, when
from twotrees.journey import EventFacts
from twotrees.journey.facts import Listing, MatterFacts, Site, Visit
from twotrees.model.terms import Need

ELSEWHERE = (Site(place="place:b", name="别处"),)


class World(NamedTuple):
    """What a person has done: visits to each matter, what is finished, where they are."""

    made: tuple[int, ...]
    finished: frozenset[int]
    today: frozenset[int]
    place: str


class Person:
    """Tries everything: goes to any place, makes any stop that may be made, or goes on."""

    def __init__(self, facts: EventFacts) -> None:
        self.matters = facts.matters
        number = {m.id: n for n, m in enumerate(facts.matters)}
        self.before = [
            {number[o.before] for o in facts.orders if o.after == m.id} for m in facts.matters
        ]

    def times(self, number: int) -> int:
        """Give how many visits a matter needs."""
        return self.matters[number].visits[0].times

    def takes_time(self, number: int) -> bool:
        """Whether its result comes another day."""
        return any(limit.promised and limit.promised.n for limit in self.matters[number].limits)

    def fewest(self) -> int:
        """Give the number of visits after which everything is finished, days passing between."""
        worlds = {self.wait(World((0,) * len(self.matters), frozenset(), frozenset(), ""))}
        visits = 0
        while not any(len(world.finished) == len(self.matters) for world in worlds):
            places = {m.sites[0].place for m in self.matters}
            arrived = {w._replace(place=p, today=frozenset()) for w in worlds for p in places}
            worlds = {self.wait(world) for world in self.stay(arrived)}
            visits += 1
        return visits

    def wait(self, world: World) -> World:
        """Let days pass: what was applied for is finished, and so is all that is done online."""
        done = set(world.finished)
        done |= {n for n, made in enumerate(world.made) if made and made == self.times(n)}
        while online := {
            n
            for n in range(len(self.matters))
            if not self.times(n) and n not in done and self.before[n] <= done
        }:
            done |= online
        return world._replace(finished=frozenset(done))

    def stay(self, worlds: set[World]) -> set[World]:
        """Make any of the stops that can be made at this place today, in any order."""
        found = set(worlds)
        new = worlds
        while new:
            new = {after for world in new for after in self.stops(world)} - found
            found |= new
        return found

    def stops(self, world: World) -> set[World]:
        """Give the worlds after one more stop."""
        found = set()
        for n, m in enumerate(self.matters):
            is_here = m.sites[0].place == world.place and world.made[n] < self.times(n)
            if is_here and n not in world.today and self.before[n] <= world.finished:
                made = (*world.made[:n], world.made[n] + 1, *world.made[n + 1 :])
                after = world._replace(made=made, today=world.today | {n})
                found.add(self.at_once(after, n))
        return found

    def at_once(self, world: World, number: int) -> World:
        """Finish what needs no waiting: this matter, and what is done online at once."""
        last = world.made[number] == self.times(number)
        if not last or (self.times(number) == 1 and self.takes_time(number)):
            return world
        done = {*world.finished, number}
        while online := {
            n
            for n in range(len(self.matters))
            if not self.times(n)
            and n not in done
            and not self.takes_time(n)
            and self.before[n] <= done
        }:
            done |= online
        return world._replace(finished=frozenset(done))


@settings(max_examples=120, deadline=None)
@given(random_events())
def test_no_one_could_go_less_often(facts: EventFacts) -> None:
    """A search through all that a person could do needs as many visits as the plan."""
    assert plan(facts).visits == Person(facts).fewest()


@settings(max_examples=60, deadline=None)
@given(random_events(size=8))
def test_every_stop_is_made_at_its_place_and_in_order(facts: EventFacts) -> None:
    """Each matter is visited as often as it must be, and never before what it waits for."""
    made = plan(facts)
    stops = [code for trip in made.trips for code in trip.matters]
    first = {code: n for n, trip in reversed(list(enumerate(made.trips))) for code in trip.matters}
    for m in facts.matters:
        assert stops.count(m.code) == m.visits[0].times
        assert all(t.place == m.sites[0].place for t in made.trips if m.code in t.matters)
    for order in facts.orders:
        if order.before in first and order.after in first:
            assert first[order.before] <= first[order.after]


@pytest.mark.parametrize(
    ("matters", "after", "visits"),
    [
        ([matter("a", days=0, times=1), matter("b", days=0, times=1)], (), 1),
        ([matter("a", days=0, times=1), matter("b", days=0, times=1)], (("a", "b"),), 1),
        ([matter("a", days=5, times=1), matter("b", days=0, times=1)], (("a", "b"),), 2),
        ([matter("a", days=5, times=1), matter("b", days=0, times=1)], (), 1),
        ([matter("a", times=1), matter("b", times=1)], (("a", "b"),), 1),
        ([matter("a", days=5), matter("b", days=0)], (("a", "b"),), 0),
        ([matter("a", days=5, times=2), matter("b", days=0, times=1)], (("a", "b"),), 2),
        ([matter("a", days=0, times=1), matter("b", times=1, sites=ELSEWHERE)], (), 2),
        (
            [
                matter("a", days=0, times=1),
                matter("b", days=3),
                matter("c", days=0, times=1),
            ],
            (("a", "b"), ("b", "c")),
            2,
        ),
    ],
    ids=[
        "together",
        "one after the other at once",
        "waits for days",
        "nothing to wait for",
        "unknown limits don't wait",
        "online",
        "fetched on the second visit",
        "two places",
        "waits for something online",
    ],
)
def test_what_can_be_done_in_one_visit(
    matters: list[MatterFacts], after: tuple[tuple[str, str], ...], visits: int
) -> None:
    """Places, waiting and second visits make trips; nothing else does."""
    assert plan(event(*matters, after=after)).visits == visits


def test_twenty_places_are_no_burden() -> None:
    """Places that have nothing to do with each other aren't tried in every order."""
    many = [
        matter(f"{n}", times=1, sites=(Site(place=f"place:{n}", name="处"),)) for n in range(30)
    ]
    assert plan(event(*many)).visits == 30


def test_optional_matters_and_further_choices_make_no_trips() -> None:
    """Counted is what is required, and the first choice of a stage."""
    choice = tuple(
        matter(n, times=1, sites=ELSEWHERE, listings=(Listing(need=Need.CHOICE, stage=1),))
        for n in "ab"
    )
    spare = matter("c", times=1, listings=(Listing(need=Need.OPTIONAL, stage=0),))
    made = plan(event(*choice, spare))
    assert made.visits == 1
    assert made.trips[0].matters == ("a",)
    assert [m.code for m in made.matters if not m.is_counted] == ["b", "c"]


def test_a_sure_choice_counts_before_a_possible_one() -> None:
    """Of the choices of a stage the first sure one counts."""
    maybe = Listing(need=Need.CHOICE, stage=0, when=when(q="x"))
    sure = replace_need(maybe)
    made = plan(event(matter("a", listings=(maybe,)), matter("b", listings=(sure,))))
    assert [m.code for m in made.matters if m.is_counted] == ["b"]


def replace_need(listing: Listing) -> Listing:
    """Give the same listing for every situation."""
    return Listing(need=listing.need, stage=listing.stage)


def test_the_situation_decides_how_often_and_where() -> None:
    """Of several numbers of visits the highest that may hold counts; a sure place comes first."""
    m = matter(
        "a",
        visits=(Visit(times=2, when=when(q="x")), Visit(times=1, when=when(q="y"))),
        sites=(
            Site(place="place:x", name="甲", when=when(q="x")),
            Site(place="place:y", name="乙", when=when(q="y")),
        ),
    )
    assert plan(event(m)).visits == 2
    assert plan(event(m), q="y").visits == 1
    assert plan(event(m), q="y").trips[0].name == "乙"
    assert plan(event(m), q="?").trips[0].name == "甲"
