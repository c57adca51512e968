# SPDX-License-Identifier: MIT
"""Small events made for tests, and how they are planned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from twotrees.journey import EventFacts, Plan, Request, make_plan
from twotrees.journey.facts import (
    Ask,
    Clash,
    Gift,
    Input,
    Limit,
    Listing,
    MatterFacts,
    Order,
    PaperFacts,
    Price,
    Site,
    Visit,
    Wait,
    Window,
)
from twotrees.model.common import Duration, Test, Unit, When
from twotrees.model.terms import Need
from twotrees.workdays import WorkCalendar

MONDAY = date(2026, 11, 23)
CALENDAR = WorkCalendar({})
PAPERS = ("p", "q", "r")
PEOPLE = ("本人", "配偶")


def when(**tests: str | tuple[str, ...]) -> When:
    """Give a condition: each question has one of these choices."""
    choices = {key: (value,) if isinstance(value, str) else value for key, value in tests.items()}
    return When(tests=tuple(Test(question=key, one_of=value) for key, value in choices.items()))


def matter(name: str, *, days: int | None = None, times: int = 0, **parts: Any) -> MatterFacts:
    """Give a required matter whose id and code are `name`, done in `days` working days."""
    parts.setdefault("listings", (Listing(need=Need.REQUIRED, stage=0),))
    parts.setdefault("visits", (Visit(times=times),))
    parts.setdefault("sites", (Site(place="hall:a", name="大厅"),))
    if days is not None:
        parts.setdefault("limits", (limit(f"{days}个工作日" if days else "当场"),))
    return MatterFacts(id=name, code=name, name=f"办{name}", **parts)


def limit(promised: str, statutory: str = "", starts: str = "受理", extension: str = "") -> Limit:
    """Give a limit of the office."""
    return Limit(
        starts=starts,
        promised=Duration.parse(promised) if promised else None,
        statutory=Duration.parse(statutory) if statutory else None,
        extension=Duration.parse(extension) if extension else None,
    )


def ask(material: str, of: str = "本人", **parts: Any) -> Ask:
    """Ask for a paper of one person."""
    parts.setdefault("originals", 1)
    return Ask(material=material, of=of, **parts)


def gift(material: str, of: str = "本人", **parts: Any) -> Gift:
    """Give a paper to one person."""
    return Gift(material=material, of=of, **parts)


def window(within: str = "", starts: str = "after", index: int = 0, **parts: Any) -> Window:
    """Let people apply within a span of the event."""
    span = Duration.parse(within) if within else None
    return Window(index=index, starts=starts, within=span, **parts)


def event(*matters: MatterFacts, after: tuple[tuple[str, str], ...] = ()) -> EventFacts:
    """Give an event of `matters`; papers make their order by themselves, `after` adds some."""
    orders = [Order(before=a, after=b) for a, b in after]
    orders += [
        Order(before=giver.id, after=user.id, material=g.material, of=g.of)
        for giver in matters
        for g in giver.gifts
        for user in matters
        if user is not giver and any((a.material, a.of) == (g.material, g.of) for a in user.asks)
    ]
    names = dict.fromkeys(a.material for m in matters for a in m.asks)
    papers = {name: PaperFacts(name=name, kind="证明", issuer="谁") for name in names}
    return EventFacts(
        id="event",
        code="E01",
        name="事",
        starts="开始",
        matters=matters,
        orders=tuple(dict.fromkeys(orders)),
        papers=papers,
    )


def plan(
    facts: EventFacts,
    *,
    day: date | None = None,
    today: date = MONDAY,
    calendar: WorkCalendar = CALENDAR,
    **answers: str,
) -> Plan:
    """Give the plan of `facts`."""
    return make_plan(facts, Request(answers, today, day), calendar)


def plan_with(facts: EventFacts, answers: Mapping[str, str]) -> Plan:
    """Give the plan of `facts` for answers that a table holds."""
    return make_plan(facts, Request(answers, MONDAY), CALENDAR)


@st.composite
def random_events(draw: st.DrawFn, size: int = 5) -> EventFacts:
    """Draw an event of a few matters in a random order, at a few places."""
    count = draw(st.integers(1, size))
    names = "abcdefgh"[:count]
    matters = [
        matter(
            name,
            days=draw(st.sampled_from((None, 0, 1, 3, 7))),
            times=draw(st.integers(0, 2)),
            sites=(Site(place=draw(st.sampled_from(("hall:a", "place:b", "place:c"))), name="处"),),
        )
        for name in names
    ]
    pairs = [(a, b) for number, b in enumerate(names) for a in names[:number]]
    after = tuple(pair for pair in pairs if draw(st.booleans()))
    return event(*matters, after=after)


@st.composite
def paper_events(draw: st.DrawFn) -> EventFacts:
    """Draw an event whose matters ask for papers and give some; a later one never gives to an earlier."""
    conditions = st.sampled_from((None, when(q="x"), when(q="y")))
    asks = st.builds(
        ask,
        st.sampled_from(PAPERS),
        st.sampled_from(PEOPLE),
        originals=st.integers(0, 2),
        copies=st.integers(0, 3),
        is_optional=st.booleans(),
        one_of=st.sampled_from(("", "", "组")),
        is_kept=st.booleans(),
        when=conditions,
    )
    gifts = st.builds(gift, st.sampled_from(PAPERS), st.sampled_from(PEOPLE), when=conditions)
    matters = []
    asked: set[tuple[str, str]] = set()
    for name in "abcd"[: draw(st.integers(1, 4))]:
        some = tuple(draw(st.lists(asks, max_size=4)))
        asked |= {(a.material, a.of) for a in some}
        given_ = [g for g in draw(st.lists(gifts, max_size=2)) if (g.material, g.of) not in asked]
        need = draw(st.sampled_from((Need.REQUIRED, Need.REQUIRED, Need.OPTIONAL)))
        listing = Listing(need=need, stage=0, when=draw(conditions))
        matters.append(matter(name, asks=some, gifts=tuple(given_), listings=(listing,)))
    return event(*matters)


@st.composite
def odd_events(draw: st.DrawFn) -> EventFacts:
    """Draw an event with what records may say beside papers: listings, limits, windows, money, clashes."""
    flags, few = st.booleans(), st.integers(0, 3)
    conditions = st.sampled_from((None, when(q="x"), when(q="y")))
    spans = st.builds(Duration, n=st.integers(0, 40), unit=st.sampled_from(Unit))
    some_span, texts = st.none() | spans, st.sampled_from(("", "一", "二"))
    days = st.none() | st.dates(date(2026, 1, 1), date(2028, 2, 29))
    seasons = st.sampled_from(("", "", "01-01..06-30", "03-10..03-05", "11-01..02-29"))
    values = st.sampled_from(("", "10", "0.5", "20.25"))
    codes = "abcd"[: draw(st.integers(1, 4))]

    def some(kind: Any, *, least: int = 0, **parts: Any) -> Any:
        found = draw(
            st.lists(st.builds(kind, when=conditions, **parts), min_size=least, max_size=3)
        )
        return tuple(found)

    marks: dict[str, Any] = dict.fromkeys(
        ("is_kept", "is_each", "is_for_collection", "is_exempt", "may_promise", "may_follow"), flags
    )
    prices: dict[str, Any] = {
        "index": few,
        "item": texts,
        "value": values,
        "per": texts,
        "direction": texts,
    }
    return event(
        *(
            MatterFacts(
                id=code,
                code=code,
                name=code,
                listings=some(Listing, least=1, need=st.sampled_from(Need), stage=few),
                asks=some(
                    Ask,
                    material=st.sampled_from(PAPERS),
                    of=st.just(""),
                    whose=st.sampled_from(PEOPLE),
                    originals=few,
                    **marks,
                ),
                limits=some(
                    Limit,
                    starts=texts,
                    promised=some_span,
                    statutory=some_span,
                    extension=some_span,
                ),
                waits=some(Wait, span=spans, is_office=flags),
                windows=some(
                    Window,
                    index=few,
                    starts=st.sampled_from(("", "after", "before")),
                    opens=some_span,
                    within=some_span,
                    every_year=seasons,
                    on_or_after=days,
                    on_or_before=days,
                ),
                visits=some(Visit, times=few),
                sites=some(
                    Site, least=1, place=st.sampled_from(("hall:a", "place:b")), name=st.just("处")
                ),
                counters=draw(st.sampled_from(((), ("W1",), ("W1", "W2")))),
                inputs=some(Input, text=texts, source=texts),
                fees=some(Price, **prices),
                amounts=some(Price, **prices),
                clashes=some(Clash, matter=st.sampled_from(codes), rule=texts, note=texts),
            )
            for code in codes
        ),
        after=tuple((a, b) for a in codes for b in codes if a < b and draw(flags)),
    )
