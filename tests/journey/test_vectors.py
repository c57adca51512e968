# SPDX-License-Identifier: MIT
"""Small cases with known answers, which Python and the shipped JavaScript both compute."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey.events import ask, event, gift, limit, matter, when, window
from tests.journey.two_languages import Both
from tests.test_situation import VECTORS, read_when
from twotrees.journey import EventFacts, Request
from twotrees.journey.facts import Input, Listing, MatterFacts, Site, Window
from twotrees.model.calendar import Holiday, WorkYear
from twotrees.model.common import Duration, Unit, When
from twotrees.model.corpus import Corpus
from twotrees.model.terms import Need
from twotrees.workdays import WorkCalendar

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
NOTHING_OFF = WorkYear(source="没有放假", published=date(2025, 11, 1), holidays=())
HALL, OTHER = Site(place="hall:a", name="大厅"), Site(place="place:b", name="别处")


def day(text: str) -> date:
    """Read an ISO date."""
    return date.fromisoformat(text)


def span(text: str) -> Duration:
    """Read a span; 0个工作日 too, which no record says."""
    return Duration(n=0, unit=Unit.WORKDAY) if text == "0个工作日" else Duration.parse(text)


def listed(condition: When | None) -> tuple[Listing, ...]:
    """List a matter where the answers are these."""
    return (Listing(need=Need.REQUIRED, stage=0, when=condition),)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_conditions(both: Both, vector: dict[str, Any]) -> None:
    """The browser says of each condition what Python says."""
    assert both.holds(read_when(vector["when"]), vector["answers"]) is vector["holds"]


# ---- The calendar ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("what", "first", "second", "result"),
    [
        ("between", "2026-11-20", "2026-11-23", 1),
        ("between", "2026-11-23", "2026-11-20", 0),
        ("between", "2026-01-01", "2026-01-05", 2),  # 01-04 is a Sunday that is worked
        ("between", "2026-12-31", "2027-01-01", 0),
        ("between", "2027-01-01", "2026-12-31", 0),
        ("between", "2025-12-31", "2026-12-31", 248),
        ("after", "2026-11-21", "0个工作日", "2026-11-21"),
        ("before", "2026-11-21", "0个工作日", "2026-11-21"),
        ("after", "2026-12-31", "1个工作日", "2027-01-04"),
        ("after", "2026-11-23", "600个工作日", "2029-03-21"),
        ("before", "2026-01-01", "1个工作日", "2025-12-31"),
        ("before", "2026-01-05", "1个工作日", "2026-01-04"),
        ("before", "2026-01-05", "2个工作日", "2025-12-31"),
        ("before", "2026-11-23", "2个工作日", "2026-11-19"),
        ("after", "2026-01-31", "1个月", "2026-02-28"),
        ("after", "2026-12-15", "1个月", "2027-01-15"),
        ("before", "2026-01-15", "1个月", "2025-12-15"),
        ("before", "2026-12-31", "12个月", "2025-12-31"),
        ("before", "2026-11-23", "9999年", "1000-11-23"),
        ("after", "2026-11-23", "9999年", "9000-11-23"),
        ("before", "2026-11-23", "9999个月", "1193-08-23"),
        ("after", "2026-11-23", "25小时", "2026-11-25"),
        ("before", "2026-11-23", "25小时", "2026-11-21"),
        ("before", "2026-11-23", "2周", "2026-11-09"),
        ("endOf", "2026-11-21", "当场", "2026-11-21"),
        ("endOf", "2026-11-21", "1日", "2026-11-23"),
        ("startOf", "2026-11-21", "当场", "2026-11-21"),
        ("startOf", "2026-11-22", "1日", "2026-11-19"),
        ("startOf", "2026-11-30", "1个月", "2026-10-31"),
        ("startOf", "2026-03-30", "1个月", "2026-02-28"),
        ("startOf", "2026-11-23", "3个工作日", "2026-11-18"),
    ],
)  # fmt: skip
def test_days(
    both: Both, corpus: Corpus, *, what: str, first: str, second: str, result: str | int
) -> None:
    """Spans forwards and backwards, over years that are announced and others."""
    other = day(second) if what == "between" else span(second)
    expected = day(result) if isinstance(result, str) else result
    assert both.count(corpus.workdays, what, day(first), other) == expected


@pytest.mark.parametrize(
    ("what", "first", "result"),
    [
        ("onOrAfter", "2026-01-01", "2026-01-04"),
        ("onOrAfter", "2026-11-21", "2026-11-23"),
        ("onOrAfter", "2026-11-23", "2026-11-23"),
        (
            "onOrAfter",
            "2023-10-01",
            "2023-10-04",
        ),  # no notice: only the days that law fixes are off
        ("onOrBefore", "2026-01-01", "2025-12-31"),
        ("onOrBefore", "2025-12-31", "2025-12-31"),
        ("onOrBefore", "1969-12-28", "1969-12-26"),
    ],
)
def test_working_days(both: Both, corpus: Corpus, *, what: str, first: str, result: str) -> None:
    """The next and the last one, also on the first days of what a calendar knows."""
    assert both.count(corpus.workdays, what, day(first)) == day(result)


def test_a_notice_alone_says_what_is_off(both: Both) -> None:
    """In an announced year a day fixed by law is off only if the notice says so."""
    years = {"2026": NOTHING_OFF}
    assert both.count(years, "onOrAfter", date(2026, 10, 1)) == date(2026, 10, 1)
    assert both.count(years, "onOrAfter", date(2027, 10, 1)) == date(2027, 10, 4)
    holiday = Holiday(name="节", from_=date(2027, 1, 1), until=date(2027, 1, 4))
    worked = WorkYear(
        source="没有放假",
        published=date(2026, 11, 1),
        holidays=(holiday,),
        workdays=(date(2027, 1, 1), date(2027, 1, 2)),
    )
    assert both.count({"2027": worked}, "onOrAfter", date(2027, 1, 1)) == date(2027, 1, 1)
    assert both.count({"2027": worked}, "between", date(2026, 12, 31), date(2027, 1, 5)) == 3


@given(
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.builds(Duration, n=st.integers(0, 60), unit=st.sampled_from(Unit)),
)
def test_the_last_start_is_the_last(corpus: Corpus, end: date, some: Duration) -> None:
    """A span that begins on it ends in time; one that begins a day later doesn't."""
    calendar = WorkCalendar(corpus.workdays)
    start = calendar.start_of(end, some)
    later = date.fromordinal(start.toordinal() + 1)
    assert calendar.end_of(start, some) <= end < calendar.end_of(later, some)


# ---- Windows --------------------------------------------------------------------------------------
def windows(*items: Window) -> EventFacts:
    """Give an event of one matter with these windows."""
    return event(matter("a", windows=items))


@pytest.mark.parametrize(
    ("item", "event_day", "today", "opens", "closes", "state"),
    [
        (Window(index=0, on_or_after=MONDAY), None, MONDAY, "2026-11-23", None, "open"),
        (Window(index=0, on_or_after=MONDAY), None, SATURDAY, "2026-11-23", None, "later"),
        (Window(index=0, on_or_before=MONDAY), None, MONDAY, None, "2026-11-23", "open"),
        (Window(index=0, on_or_before=SATURDAY), None, MONDAY, None, "2026-11-21", "missed"),
        (Window(index=0, every_year="11-01..11-23"), None, MONDAY, "2026-11-01", "2026-11-23", "open"),
        (Window(index=0, every_year="11-01..11-22"), None, MONDAY, "2027-11-01", "2027-11-22", "later"),
        (Window(index=0, every_year="11-24..11-23"), None, MONDAY, "2025-11-24", "2026-11-23", "open"),
        (Window(index=0, every_year="11-23..11-23"), None, MONDAY, "2026-11-23", "2026-11-23", "open"),
        (Window(index=0, every_year="12-10..02-05"), None, MONDAY, "2026-12-10", "2027-02-05", "later"),
        (window("60日", starts="before", opens=span("30日")), "2026-12-24", MONDAY, "2026-10-25", "2026-11-24", "open"),
        (window("30日", on_or_after=date(2026, 12, 1)), "2026-11-23", MONDAY, "2026-12-01", "2026-12-23", "later"),
        (window("当场"), "2026-11-21", SATURDAY, "2026-11-21", "2026-11-21", "open"),
    ],
)  # fmt: skip
def test_spans(
    both: Both, *, item: Window, event_day: str | None, today: date, opens: str, closes: str, state: str
) -> None:  # fmt: skip
    """A window's first and last day belong to it; today may be either."""
    facts = windows(item)
    both.put(facts)
    (line,) = both.agree(facts, Request({}, today, day(event_day) if event_day else None)).dates
    said = [str(one) if one else None for one in (line.opens, line.closes)]
    assert (*said, line.state.value) == (opens, closes, state)


@pytest.mark.parametrize(
    ("closes", "due"),
    [
        (("2026-11-23", "2026-12-01"), "2026-11-23"),
        (("2026-12-01", "2026-11-22", "2026-11-30"), "2026-11-30"),
        (("2026-11-20", "2026-11-22", "2026-11-21"), "2026-11-22"),
        (("2026-11-20", None), None),
    ],
    ids=["a last day today", "one is over", "all are over", "over, and one without end"],
)
def test_what_is_due(both: Both, closes: tuple[str | None, ...], due: str | None) -> None:
    """The first last day that is left; else the last that is over."""
    items = [Window(index=n, on_or_before=day(c) if c else None) for n, c in enumerate(closes)]
    facts = windows(*items)
    both.put(facts)
    (made,) = both.agree(facts, Request({}, MONDAY)).matters
    assert made.due == (day(due) if due else None)


def test_done_at_once_is_done_on_a_day_off(both: Both) -> None:
    """Nothing moves to the next working day where nobody has to wait."""
    first = matter("a", days=0)
    second = matter("b", windows=(Window(index=0, on_or_before=date(2026, 11, 22)),))
    facts = event(first, second, after=(("a", "b"),))
    both.put(facts)
    (line,) = both.agree(facts, Request({}, SATURDAY)).dates
    assert line.state.value == "open"


# ---- Visits ---------------------------------------------------------------------------------------
SHOWN = matter("s", times=1, days=0)
SLOW, QUICK = matter("m", days=3), matter("n", days=0)
LAST = matter("u", times=1, days=0)
CHAINS: dict[str, tuple[EventFacts, int]] = {
    "what is done at once goes on in the same visit": (
        event(SHOWN, QUICK, LAST, after=(("s", "n"), ("n", "u"))), 1,
    ),
    "what takes days needs another, though nobody comes for it": (
        event(SHOWN, SLOW, LAST, after=(("s", "m"), ("m", "u"))), 2,
    ),
    "the stricter of two ways counts, the slow one first": (
        event(SHOWN, SLOW, QUICK, LAST, after=(("s", "m"), ("s", "n"), ("m", "u"), ("n", "u"))), 2,
    ),
    "the stricter of two ways counts, the slow one last": (
        event(SHOWN, QUICK, SLOW, LAST, after=(("s", "m"), ("s", "n"), ("m", "u"), ("n", "u"))), 2,
    ),
    "the slower of two limits counts": (
        event(
            matter("s", times=1, limits=(limit("当场"), limit("3个工作日"))),
            LAST,
            after=(("s", "u"),),
        ), 2,
    ),
    "the last of two visits brings the result": (
        event(matter("s", times=2, days=3), LAST, after=(("s", "u"),)), 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
def test_visits(both: Both, name: str) -> None:
    """One visit for what needn't wait."""
    facts, visits = CHAINS[name]
    both.put(facts)
    assert both.agree(facts, Request({}, MONDAY)).visits == visits


def test_one_goes_where_one_may_have_to(both: Both) -> None:
    """A place that the answers rule out is none, though it stands first and the other isn't sure."""
    sites = (
        Site(place=HALL.place, name=HALL.name, when=when(q="x")),
        Site(place=OTHER.place, name=OTHER.name, when=when(r="x")),
    )
    facts = event(matter("a", times=1, sites=sites))
    both.put(facts)
    places = {
        key: both.agree(facts, Request({"q": key}, MONDAY)).trips[0].place for key in ("x", "y")
    }
    assert places == {"x": HALL.place, "y": OTHER.place}


# ---- Papers ---------------------------------------------------------------------------------------
def test_one_certain_giver_is_enough(both: Both) -> None:
    """A paper that only one of two matters gives for certain makes another of its group needless."""
    group = (ask("x", one_of="组"), ask("y", one_of="组"))
    facts = event(
        matter("a", gifts=(gift("x"),)),
        matter("b", gifts=(gift("x", when=when(q="x")),)),
        matter("c", asks=group),
    )
    both.put(facts)
    lines = {line.id: line for line in both.agree(facts, Request({}, MONDAY)).materials}
    assert lines["x"].givers == ("a", "b")
    assert (lines["y"].covered_by, lines["x"].covered_by) == ("x", None)


def test_a_paper_that_its_giver_takes_too_is_not_certain(both: Both) -> None:
    """Whoever hands in the old one, if they have it, has nothing for certain that makes another needless."""
    facts = event(
        matter("a", asks=(ask("x", is_optional=True),), gifts=(gift("x"),)),
        matter("b", asks=(ask("x", one_of="组"), ask("y", one_of="组"))),
    )
    both.put(facts)
    lines = {line.id: line for line in both.agree(facts, Request({}, MONDAY)).materials}
    assert (lines["x"].givers, lines["y"].covered_by) == ((), None)


def test_what_to_think_of_is_told_by_text_and_source(both: Both) -> None:
    """Lines that go on in the source are other lines than those that go on in the text."""
    inputs = (Input(text="甲\n乙", source="丙"), Input(text="甲", source="乙\n丙"))
    facts = event(matter("a", inputs=inputs))
    both.put(facts)
    prepare = both.agree(facts, Request({}, MONDAY)).prepare
    assert [(one.text, one.source) for one in prepare] == [(i.text, i.source) for i in inputs]


# ---- Questions ------------------------------------------------------------------------------------
EITHER = When(any=(when(q="x"), when(r="x")))
NESTED = When(any=(when(q="x"), When(all=(when(r="x"), When(not_=when(s="x"))))))


@pytest.mark.parametrize(
    ("condition", "answers", "question"),
    [
        (NESTED, {}, "q"),
        (NESTED, {"q": "x"}, None),
        (NESTED, {"q": "y"}, "r"),
        (NESTED, {"q": "y", "r": "x"}, "s"),
        (NESTED, {"q": "y", "r": "z"}, None),
        (NESTED, {"q": "?"}, "r"),
        (when(q="x", r="x"), {"q": "y"}, None),
        (when(q="x", r="x"), {"r": "x"}, "q"),
    ],
)
def test_questions(
    both: Both, condition: When, answers: Mapping[str, str], question: str | None
) -> None:
    """A branch that is decided asks nothing more."""
    facts = event(matter("a", listings=listed(condition)))
    both.put(facts)
    assert both.agree(facts, Request(answers, MONDAY)).next_question == question


@pytest.mark.parametrize(
    ("asked", "question"),
    [("qrr", "r"), ("rrq", "r"), ("qr", "q"), ("qqrr", "q"), ("qrrqr", "r")],
)
def test_the_question_that_decides_most(both: Both, asked: str, question: str) -> None:
    """Of those that decide as much the first."""
    facts = event(needs(None, *(when(**{key: "x"}) for key in asked)))
    both.put(facts)
    assert both.agree(facts, Request({}, MONDAY)).next_question == question


def needs(condition: When | None, *asked: When) -> MatterFacts:
    """Give a matter listed where `condition` holds, with papers under conditions."""
    return matter("a", listings=listed(condition), asks=tuple(ask("p", when=one) for one in asked))


@pytest.mark.parametrize(
    ("matters", "answers", "left"),
    [
        ([needs(EITHER)], {"q": "x", "r": "x"}, {"q": "x"}),
        ([needs(EITHER)], {"r": "x", "q": "x"}, {"r": "x"}),
        ([needs(EITHER)], {"q": "y", "r": "x"}, {"r": "x"}),
        ([needs(EITHER)], {"q": "?", "r": "?"}, {"q": "?", "r": "?"}),
        ([needs(when(q="x"), when(r="x"))], {"q": "y", "r": "x"}, {"q": "y"}),
        ([needs(when(q="x"), when(r="x"))], {"q": "x", "r": "x"}, {"q": "x", "r": "x"}),
        ([needs(when(q="x"), when(r="x"))], {"q": "?", "r": "x"}, {"q": "?", "r": "x"}),
        ([needs(None, when(r="x"), when(s="x"))], {"s": "x"}, {"s": "x"}),
        ([needs(None, when(r="x")), matter("b")], {"r": "x", "t": "x"}, {"r": "x"}),
        ([needs(when(q="x")), matter("b")], {"q": "y"}, {"q": "y"}),
        ([needs(NESTED)], {"q": "y", "s": "x", "r": "z"}, {"q": "y", "s": "x"}),
    ],
)  # fmt: skip
def test_answers_that_decide_nothing_go(
    both: Both, matters: list[MatterFacts], answers: dict[str, str], left: dict[str, str]
) -> None:
    """Of two that make each other needless the first stays; what a matter asks that is out, goes."""
    facts = event(*matters)
    both.put(facts)
    assert both.prune(facts, answers) == left
