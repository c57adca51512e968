# SPDX-License-Identifier: MIT
"""The merged checklist: each paper once, in the right number, and nothing that one gets anyway."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey.events import ask, event, gift, matter, plan, plan_with, when
from twotrees.journey import EventFacts
from twotrees.journey.facts import Ask, Gift, Input
from twotrees.journey.values import PlanMaterial

PAPERS = ("p", "q", "r")
PEOPLE = ("本人", "配偶")


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
        matters.append(matter(name, asks=some, gifts=tuple(given_)))
    return event(*matters)


@settings(max_examples=200, deadline=None)
@given(paper_events(), st.sampled_from(({}, {"q": "x"}, {"q": "y"}, {"q": "?"})))
def test_nothing_is_missing_twice_or_needless(facts: EventFacts, answers: dict[str, str]) -> None:
    """Each paper that a matter may ask for is in once, with its numbers, and no other is.

    What an earlier matter gives isn't asked for; what nobody gives is.
    """
    lines = plan_with(facts, answers).materials
    may = {"x", "y"} if answers.get("q", "?") == "?" else {answers["q"]}

    def holds(item: Ask | Gift) -> bool:
        return item.when is None or item.when.tests[0].one_of[0] in may

    found = {(line.id, line.of): line for line in lines}
    assert len(found) == len(lines)
    wanted = {(a.material, a.of) for m in facts.matters for a in m.asks if holds(a)}
    assert set(found) == wanted
    for paper, line in found.items():
        users = [
            (m, a)
            for m in facts.matters
            for a in m.asks
            if holds(a) and (a.material, a.of) == paper
        ]
        assert sorted(line.for_) == sorted({m.code for m, _ in users})
        assert line.copies == sum(a.copies for _, a in users)
        assert line.originals == max(a.originals for _, a in users)
        givers = {
            m.code
            for m in facts.matters
            for g in m.gifts
            if (g.material, g.of) == paper and holds(g)
        }
        assert (line.obtained_in is None) is not bool(givers)
        assert set(line.givers) == givers


def line(facts: EventFacts, paper: str, of: str = "本人", **answers: str) -> PlanMaterial:
    """Give the line of one paper."""
    (found,) = [m for m in plan_with(facts, answers).materials if (m.id, m.of) == (paper, of)]
    return found


def test_two_people_bring_two_papers() -> None:
    """Papers merge by material and person."""
    facts = event(matter("a", asks=(ask("p"), ask("p", "配偶"))), matter("b", asks=(ask("p"),)))
    assert line(facts, "p").for_ == ("a", "b")
    assert line(facts, "p", "配偶").for_ == ("a",)


def test_a_family_brings_its_paper_once() -> None:
    """A shared paper is one line; it is the family's where records name several people."""
    a = matter("a", asks=(ask("book", "", whose="户主"),))
    b = matter("b", asks=(ask("book", "", whose="孩子"),))
    assert line(event(a), "book", "户主").for_ == ("a",)
    assert line(event(a, b), "book", "全家").for_ == ("a", "b")


def test_kept_originals_are_counted_apart() -> None:
    """`originals` is the most one window has at a time; `kept` says how many are gone in the end."""
    facts = event(
        matter("a", asks=(ask("p", originals=2, is_kept=True),)),
        matter("b", asks=(ask("p", originals=1, is_kept=True),)),
    )
    assert (line(facts, "p").originals, line(facts, "p").kept) == (2, 3)


@pytest.mark.parametrize(
    ("marks", "waiver"),
    [
        ([{"exempt": "系统里查"}], "免提交"),
        ([{"exempt": "系统里查"}, {}], None),
        ([{"may_promise": True}], "告知承诺"),
        ([{"may_follow": True}], "容缺"),
        ([{"exempt": "系统里查"}, {"may_promise": True}], "告知承诺"),
        ([{"may_promise": True}, {"may_follow": True}], "容缺"),
    ],
)
def test_a_paper_is_waived_where_everyone_waives_it(
    marks: list[dict[str, Any]], waiver: str | None
) -> None:
    """One matter that insists is enough to have to bring it."""
    matters = [matter(str(n), asks=(ask("p", **mark),)) for n, mark in enumerate(marks)]
    assert line(event(*matters), "p").waiver == waiver


def test_one_of_several_papers_is_enough() -> None:
    """Where one of a group is brought or obtained anyway, the others say that they aren't needed."""
    group = matter("b", asks=(ask("p", one_of="身份"), ask("q", one_of="身份")))
    alone = event(group)
    assert [line(alone, paper).covered_by for paper in "pq"] == [None, None]
    assert not line(alone, "p").is_required
    assert line(alone, "p").one_of == ("b:身份",)
    brought = event(matter("a", asks=(ask("p"),)), group)
    assert [line(brought, paper).covered_by for paper in "pq"] == [None, "p"]
    obtained = event(matter("a", gifts=(gift("q"),)), group)
    assert [line(obtained, paper).covered_by for paper in "pq"] == ["q", None]


def test_a_paper_asked_for_too_early_must_be_brought() -> None:
    """What a matter gives isn't `办理中取得` if one needs it before."""
    facts = event(
        matter("a", asks=(ask("p"),)),
        matter("b", gifts=(gift("p"),)),
        matter("c", asks=(ask("p"),)),
    )
    early = EventFacts(
        id="event",
        code="E01",
        name="事",
        starts="开始",
        matters=facts.matters,
        orders=tuple(o for o in facts.orders if o.after == "c"),
        papers=facts.papers,
    )
    assert line(facts, "p").obtained_in == "b"
    assert line(early, "p").obtained_in is None


def test_a_paper_that_does_not_come_makes_no_order() -> None:
    """An answer that rules out the giving, or the asking, rules out the order too."""
    giver = matter("a", gifts=(gift("p", when=when(q="x")),))
    user = matter("b", asks=(ask("p"),))
    facts = event(giver, user)
    assert [m.wave for m in plan(facts).matters] == [1, 2]
    assert [m.wave for m in plan(facts, q="y").matters] == [1, 1]
    assert line(facts, "p", q="y").obtained_in is None


def test_inputs_are_asked_once() -> None:
    """The same thing to think of serves every matter."""
    name = Input(text="孩子的姓名")
    made = plan(event(matter("a", inputs=(name,)), matter("b", inputs=(name,))))
    assert [item.for_ for item in made.prepare] == [("a", "b")]
