# SPDX-License-Identifier: MIT
"""Time: limits through the calendar, waves, the critical path and slack."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings

from tests.journey.events import CALENDAR, MONDAY, event, limit, matter, plan, random_events, when
from twotrees.journey import EventFacts, Plan
from twotrees.journey.facts import Limit, Listing, Wait
from twotrees.model.common import Duration
from twotrees.model.terms import Need


def paths(facts: EventFacts, last: str) -> Iterator[list[str]]:
    """Give every way through the order that ends with `last`."""
    yield [last]
    for order in facts.orders:
        if order.after == last:
            yield from ([*path, last] for path in paths(facts, order.before))


def lengths(facts: EventFacts) -> dict[str, int]:
    """Give the working days of each matter."""
    return {m.id: next((x.promised.n for x in m.limits if x.promised), 0) for m in facts.matters}


@settings(max_examples=150, deadline=None)
@given(random_events(size=7))
def test_every_way_through_the_order_was_looked_at(facts: EventFacts) -> None:
    """The days are those of the longest of all ways; the critical path is one of these."""
    made, days = plan(facts), lengths(facts)
    every = [path for m in facts.matters for path in paths(facts, m.id)]
    longest = max(sum(days[key] for key in path) for path in every)
    assert made.days.parallel == longest
    assert made.days.sequential == sum(days.values())
    assert list(made.critical_path) in every
    assert sum(days[key] for key in made.critical_path) == longest
    assert {m.id: m.wave for m in made.matters} == {
        m.id: max(len(path) for path in paths(facts, m.id)) for m in facts.matters
    }


@settings(max_examples=60, deadline=None)
@given(random_events(size=6))
def test_slack_is_what_a_matter_may_lose(facts: EventFacts) -> None:
    """A matter that takes its slack longer leaves the end where it is; one day more doesn't."""
    made = plan(facts)
    for m in made.matters:
        assert m.slack is not None
        for more, moved in ((m.slack, False), (m.slack + 1, True)):
            slower = [
                matter(x.id, days=lengths(facts)[x.id] + more * (x.id == m.id))
                for x in facts.matters
            ]
            after = tuple((o.before, o.after) for o in facts.orders)
            end = plan(event(*slower, after=after)).days.parallel
            assert (end > made.days.parallel) is moved


@settings(max_examples=100, deadline=None)
@given(random_events(size=7))
def test_each_matter_starts_when_what_it_needs_is_there(facts: EventFacts) -> None:
    """It starts on the first day, or when the last of what comes before is finished."""
    made = plan(facts)
    finishes = {m.code: m.finish for m in made.matters}
    for m in made.matters:
        assert m.start == max([MONDAY, *(day for code in m.after if (day := finishes[code]))])
        assert m.finish
        assert CALENDAR.workdays_between(m.start, m.finish) == m.days
    last = max(day for day in finishes.values() if day)
    assert CALENDAR.workdays_between(MONDAY, last) == made.days.parallel


def one(*limits: Limit, today: date = MONDAY, waits: tuple[Wait, ...] = ()) -> Plan:
    """Plan an event of one matter with these limits."""
    return plan(event(matter("a", limits=limits, waits=waits)), today=today)


def wait(span: str, *, is_office: bool = False) -> Wait:
    """Make people wait."""
    return Wait(span=Duration.parse(span), is_office=is_office)


@pytest.mark.parametrize(
    ("limits", "waits", "days"),
    [
        ([limit("5个工作日", "20个工作日")], [], (5, 20, 20)),
        ([limit("5个工作日", "20个工作日", extension="10个工作日")], [], (5, 20, 30)),
        ([limit("", "20个工作日")], [], (20, 20, 20)),
        ([limit("5个工作日")], [], (5, 5, 5)),
        ([limit("当场"), limit("3个工作日")], [], (3, 3, 3)),
        ([limit("20个工作日"), limit("10个工作日", starts="作出决定")], [], (30, 30, 30)),
        ([limit("7日")], [], (5, 5, 5)),
        ([limit("30日")], [], (22, 22, 22)),
        ([limit("1个月")], [], (22, 22, 22)),
        ([limit("当场")], [wait("30日")], (22, 22, 22)),
        ([limit("5个工作日")], [wait("7日", is_office=True)], (5, 5, 5)),
        ([limit("")], [wait("7日", is_office=True)], (5, 5, 5)),
        ([limit("")], [], (0, 0, 0)),
    ],
    ids=[
        "promised and statutory",
        "extended",
        "statutory alone",
        "promised alone",
        "alternatives",
        "one after the other",
        "calendar days",
        "thirty days",
        "a month",
        "a wait outside the limit",
        "a wait within the limit",
        "a wait without a limit",
        "unknown",
    ],
)
def test_limits_are_counted_in_working_days(
    limits: list[Limit], waits: list[Wait], days: tuple[int, int, int]
) -> None:
    """What the law makes one wait counts; limits from different moments follow each other."""
    made = one(*limits, waits=tuple(waits))
    assert (made.days.parallel, made.days.statutory, made.days.longest) == days
    assert (made.matters[0].days, made.matters[0].longest) == (days[0], days[2])


@pytest.mark.parametrize(
    ("limits", "is_office", "days"),
    [([limit("5个工作日")], False, 22), ([limit("5个工作日")], True, 0), ([limit("")], True, 22)],
    ids=["before the limit", "within it", "without a limit"],
)
def test_what_the_law_makes_one_wait_is_told_apart(
    limits: list[Limit],
    is_office: bool,  # noqa: FBT001 - a table of truth
    days: int,
) -> None:
    """`wait` counts the days before the office's own begin."""
    made = one(*limits, waits=(wait("30日", is_office=is_office),))
    assert made.matters[0].wait == days
    assert made.matters[0].days == days + (5 if limits[0].promised else 0)


def test_an_unknown_limit_is_said() -> None:
    """A matter without a limit counts as no time, and stands among the unknown."""
    assert one(limit("")).days.unknown == ("a",)
    assert not one(limit("")).matters[0].is_limit_known
    assert one(limit("当场")).days.unknown == ()


def test_the_situation_decides_the_limit() -> None:
    """Of limits that may hold the longest counts, until an answer rules it out."""
    slow = Limit(starts="受理", promised=Duration.parse("9个工作日"), when=when(q="x"))
    fast = Limit(starts="受理", promised=Duration.parse("2个工作日"), when=when(q="y"))
    facts = event(matter("a", limits=(slow, fast)))
    assert plan(facts).days.parallel == 9
    assert plan(facts, q="y").days.parallel == 2
    assert plan(facts, q="?").days.parallel == 9


def test_a_year_without_a_notice_is_named() -> None:
    """A plan that reaches into a year whose holidays aren't announced says so."""
    assert one(limit("5个工作日"), today=date(2030, 12, 30)).estimated_years == (2030, 2031)


def test_only_what_is_required_takes_time() -> None:
    """Optional matters and further choices don't count, and have no slack."""
    spare = matter("b", days=9, listings=(Listing(need=Need.OPTIONAL, stage=0),))
    made = plan(event(matter("a", days=2), spare, after=(("a", "b"),)))
    assert (made.days.parallel, made.days.sequential) == (2, 2)
    assert made.critical_path == ("a",)
    assert [m.slack for m in made.matters] == [0, None]
    assert [m.wave for m in made.matters] == [1, 2]
