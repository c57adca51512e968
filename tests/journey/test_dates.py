# SPDX-License-Identifier: MIT
"""Dates: spans in which to apply, last safe days, and what is late."""

from datetime import date

import pytest

from tests.journey.events import ask as asks
from tests.journey.events import event, gift, limit, matter, plan, when, window
from twotrees.journey.facts import Window
from twotrees.journey.values import DateState
from twotrees.model.common import Duration
from twotrees.model.corpus import Corpus
from twotrees.workdays import WorkCalendar

TODAY = date(2026, 11, 21)  # a Saturday


def parse(text: str | None) -> date | None:
    """Read an ISO date."""
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("item", "day", "opens", "closes", "state"),
    [
        (window("1个月"), "2026-11-18", "2026-11-18", "2026-12-18", "open"),
        (window("60日"), "2026-10-01", "2026-10-01", "2026-11-30", "open"),
        (window("90日"), "2026-11-18", "2026-11-18", "2027-02-16", "open"),
        (window("1个月"), "2026-10-15", "2026-10-15", "2026-11-16", "missed"),
        (window("10个工作日"), "2026-11-18", "2026-11-18", "2026-12-02", "open"),
        (window("1个月", opens=Duration.parse("6个月")), "2026-11-18", "2027-05-18", "2027-06-18", "later"),
        (window("", opens=Duration.parse("6个月")), "2026-11-18", "2027-05-18", None, "later"),
        (window(""), "2026-11-18", "2026-11-18", None, "open"),
        (window("1个月"), None, None, None, "undated"),
        (window("1个月", starts=""), "2026-11-18", None, None, "undated"),
        (window("", starts="before"), "2026-12-18", None, "2026-12-17", "open"),
        (window("30日", starts="before"), "2026-12-18", "2026-11-18", "2026-12-17", "open"),
        (window("30日", starts="before", opens=Duration.parse("60日")), "2026-12-24", "2026-10-25", "2026-11-24", "open"),
        (window("10个工作日", starts="before"), "2026-12-18", "2026-12-04", "2026-12-17", "later"),
        (Window(index=0, every_year="01-01..06-30"), None, "2027-01-01", "2027-06-30", "later"),
        (Window(index=0, every_year="09-01..12-31"), None, "2026-09-01", "2026-12-31", "open"),
        (Window(index=0, every_year="10-01..02-29"), None, "2026-10-01", "2027-02-28", "open"),
        (Window(index=0, on_or_before=date(2026, 12, 31)), None, None, "2026-12-31", "open"),
        (Window(index=0, on_or_after=date(2026, 12, 1)), None, "2026-12-01", None, "later"),
        (window("1个月", on_or_before=date(2026, 11, 30)), "2026-11-18", "2026-11-18", "2026-11-30", "open"),
    ],
)  # fmt: skip
def test_windows_have_dates(
    corpus: Corpus, item: Window, day: str | None, opens: str | None, closes: str | None, state: str
) -> None:
    """After and before the event, every year, by fixed dates; last days move as the law says."""
    facts = event(matter("a", windows=(item,)))
    made = plan(facts, day=parse(day), today=TODAY, calendar=WorkCalendar(corpus.workdays))
    (line,) = made.dates
    assert (line.opens, line.closes) == (parse(opens), parse(closes))
    assert line.state == DateState(state)


def test_the_first_window_that_is_left_is_due() -> None:
    """A window that is over doesn't count while another is left; alone it does."""
    windows = (window("1个月"), window("90日", index=1))
    facts = event(matter("a", windows=windows))
    assert plan(facts, day=date(2026, 11, 2), today=TODAY).matters[0].due == date(2026, 12, 2)
    assert plan(facts, day=date(2026, 10, 1), today=TODAY).matters[0].due == date(2026, 12, 30)
    assert plan(facts, day=date(2026, 1, 5), today=TODAY).matters[0].due == date(2026, 4, 6)
    unlimited = event(matter("a", windows=(window("1个月"), window("", index=1))))
    assert plan(unlimited, day=date(2026, 1, 5), today=TODAY).matters[0].due is None


def test_what_comes_first_must_start_in_time() -> None:
    """The last safe day leaves room for the law's limit of all that comes before."""
    first = matter("a", gifts=(gift("x"),), limits=(limit("3个工作日", "10个工作日"),))
    second = matter("b", asks=(asks("x"),), windows=(window("1个月"),), days=0)
    free = matter("c", days=5)
    made = plan(event(first, second, free), day=date(2026, 11, 18), today=TODAY)
    dates = {m.id: (m.start_by, m.due) for m in made.matters}
    assert dates["b"] == (date(2026, 12, 18), date(2026, 12, 18))
    assert dates["a"] == (date(2026, 12, 4), None)
    assert dates["c"] == (None, None)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-11-18", "open"), ("2026-10-22", "late"), ("2026-10-19", "missed")],
)
def test_a_deadline_that_cannot_be_met_is_said(day: str, state: str) -> None:
    """Late is what still isn't over, though what comes first takes too long."""
    first = matter("a", gifts=(gift("x"),), days=5)
    second = matter("b", asks=(asks("x"),), windows=(window("1个月"),))
    made = plan(event(first, second), day=date.fromisoformat(day), today=TODAY)
    assert made.dates[0].state == DateState(state)


def test_nothing_that_follows_an_event_starts_before_it() -> None:
    """With an event in the future, what takes too long after it is late."""
    first = matter("a", gifts=(gift("x"),), days=40)
    second = matter("b", asks=(asks("x"),), windows=(window("1个月"),))
    made = plan(event(first, second), day=date(2027, 1, 20), today=TODAY)
    assert made.dates[0].state is DateState.LATE


def test_a_window_of_another_situation_is_left_out() -> None:
    """An answer rules windows out; without it they stay, not sure."""
    windows = (window("1个月", when=when(q="x")), window("90日", index=1, when=when(q="y")))
    facts = event(matter("a", windows=windows))
    day = date(2026, 11, 18)
    assert [(d.index, d.is_sure) for d in plan(facts, day=day).dates] == [(0, False), (1, False)]
    assert [(d.index, d.is_sure) for d in plan(facts, day=day, q="y").dates] == [(1, True)]
    assert plan(facts, day=day, q="y").matters[0].due == date(2027, 2, 16)
