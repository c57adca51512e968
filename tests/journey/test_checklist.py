# SPDX-License-Identifier: MIT
"""The merged checklist: each paper once, in the right number, and nothing that one gets anyway."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey.events import ask, event, gift, matter, paper_events, plan, plan_with, when
from twotrees.journey import EventFacts
from twotrees.journey.facts import Ask, Gift, Input, Listing
from twotrees.journey.values import PlanMaterial
from twotrees.model.terms import Need


@settings(max_examples=200, deadline=None)
@given(paper_events(), st.sampled_from(({}, {"q": "x"}, {"q": "y"}, {"q": "?"})))
def test_nothing_is_missing_twice_or_needless(facts: EventFacts, answers: dict[str, str]) -> None:
    """Each paper that a matter may ask for is in once, with its numbers, and no other is.

    What an earlier matter gives isn't asked for; what nobody gives is.
    """
    lines = plan_with(facts, answers).materials
    may = {"x", "y"} if answers.get("q", "?") == "?" else {answers["q"]}

    def holds(item: Ask | Gift | Listing) -> bool:
        return item.when is None or item.when.tests[0].one_of[0] in may

    doing = [m for m in facts.matters if holds(m.listings[0])]
    found = {(line.id, line.of): line for line in lines}
    assert len(found) == len(lines)
    wanted = {(a.material, a.of) for m in doing for a in m.asks if holds(a)}
    assert set(found) == wanted
    for paper, line in found.items():
        users = [(m, a) for m in doing for a in m.asks if holds(a) and (a.material, a.of) == paper]
        assert sorted(line.for_) == sorted({m.code for m, _ in users})
        assert line.copies == sum(a.copies for _, a in users)
        assert line.originals == max(a.originals for _, a in users)
        givers = {
            m.code for m in doing for g in m.gifts if (g.material, g.of) == paper and holds(g)
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
        ([{"is_exempt": True}], "免提交"),
        ([{"is_exempt": True}, {}], None),
        ([{"may_promise": True}], "告知承诺"),
        ([{"may_follow": True}], "容缺"),
        ([{"is_exempt": True}, {"may_promise": True}], "告知承诺"),
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


def test_what_is_uncertain_makes_nothing_needless() -> None:
    """Only what a matter that must be done asks for or gives, and the group takes for certain, does."""
    maybe = when(q="x")
    spare = (Listing(need=Need.OPTIONAL, stage=0),)
    unsure = (Listing(need=Need.REQUIRED, stage=0, when=maybe),)
    group = matter("b", asks=(ask("p", one_of="身份"), ask("q", one_of="身份")))
    partly = matter("b", asks=(ask("p", one_of="身份", when=maybe), ask("q", one_of="身份")))
    for facts in (
        event(matter("a", asks=(ask("p"),), listings=spare), group),
        event(matter("a", asks=(ask("p"),), listings=unsure), group),
        event(matter("a", asks=(ask("p", when=maybe),)), group),
        event(matter("a", asks=(ask("p"),)), partly),
        event(matter("a", gifts=(gift("p"),), listings=spare), group),
        event(matter("a", gifts=(gift("p"),), listings=unsure), group),
        event(matter("a", gifts=(gift("p", when=maybe),)), group),
    ):
        assert line(facts, "q").covered_by is None


def test_a_group_of_two_people_says_whose_paper_will_do() -> None:
    """Father's or mother's: the one that is brought anyway is named with its person."""
    either = (ask("id", "父亲", one_of="身份"), ask("id", "母亲", one_of="身份"))
    facts = event(matter("a", asks=(ask("id", "父亲"),)), matter("b", asks=either))
    assert line(facts, "id", "父亲").covered_by is None
    mother = line(facts, "id", "母亲")
    assert (mother.covered_by, mother.covered_by_of) == ("id", "父亲")


@settings(max_examples=500, deadline=None)
@given(paper_events(), st.sampled_from(({}, {"q": "x"}, {"q": "?"})))
def test_what_is_left_out_is_there_in_every_case(
    facts: EventFacts, answers: dict[str, str]
) -> None:
    """Whatever is answered further, each group of a paper left out takes one that the person has."""
    lines = [m for m in plan_with(facts, answers).materials if m.covered_by]
    for truth in {"x"} if answers.get("q") == "x" else {"x", "y"}:

        def holds(item: Ask | Gift | Listing, truth: str = truth) -> bool:
            return item.when is None or truth in item.when.tests[0].one_of

        doing = [m for m in facts.matters if any(holds(at) for at in m.listings)]
        must = [m for m in doing if m.listings[0].need is Need.REQUIRED]
        firm = [a for m in must for a in m.asks if not (a.is_optional or a.one_of)]
        had = {(a.material, a.of) for a in firm if holds(a)}
        had |= {(g.material, g.of) for m in must for g in m.gifts if holds(g)}
        for m in doing:
            group = {(a.material, a.of) for a in m.asks if a.one_of and holds(a)}
            for left_out in lines:
                if (left_out.id, left_out.of) in group:
                    assert group & had


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
