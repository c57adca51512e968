# SPDX-License-Identifier: MIT
"""Answers: what they keep, what they rule out, and what is asked next."""

import pytest

from tests.journey.events import ask, event, matter, plan, plan_with, when
from twotrees.journey.facts import Clash, Listing, Price, Task
from twotrees.model import common
from twotrees.model.common import When
from twotrees.model.terms import Need


def listed(need: Need = Need.REQUIRED, **tests: str) -> tuple[Listing, ...]:
    """List a matter where the answers are these."""
    return (Listing(need=need, stage=0, when=when(**tests) if tests else None),)


def test_without_answers_everything_that_may_apply_is_in() -> None:
    """What depends on an answer stays, not sure; an answer makes it sure or takes it out."""
    facts = event(
        matter("a"), matter("b", listings=listed(q="x")), matter("c", listings=listed(q="y"))
    )
    assert [(m.code, m.is_sure) for m in plan(facts).matters] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]
    assert [(m.code, m.is_sure) for m in plan(facts, q="x").matters] == [("a", True), ("b", True)]
    assert plan(facts, q="?").matters == plan(facts).matters


def test_a_matter_listed_twice_is_there_once() -> None:
    """The listing that needs it most says how it stands."""
    twice = (*listed(Need.OPTIONAL), *listed(q="x"))
    (made,) = plan(event(matter("a", listings=twice))).matters
    assert (made.need, made.is_sure) == (Need.REQUIRED, True)
    (made,) = plan(event(matter("a", listings=twice)), q="y").matters
    assert made.need is Need.OPTIONAL


def test_questions_about_whole_matters_come_first() -> None:
    """Then what decides most, then what comes up first; in the end there is none."""
    facts = event(
        matter(
            "a",
            asks=(
                ask("p", when=when(r="x")),
                ask("q", when=when(r="y")),
                ask("s", when=when(u="x")),
            ),
        ),
        matter("b", listings=listed(q="x"), asks=(ask("p", when=when(t="x")),)),
    )
    assert plan(facts).next_question == "q"
    assert plan(facts, q="x").next_question == "r"
    assert plan(facts, q="x", r="x").next_question == "u"
    assert plan(facts, q="x", r="x", u="x").next_question == "t"
    assert plan(facts, q="y", r="?", u="?").next_question is None


@pytest.mark.parametrize(
    ("answers", "question"),
    [({}, "q"), ({"q": "x"}, None), ({"q": "y"}, "r"), ({"q": "y", "r": "x"}, "s"), ({"q": "y", "r": "z"}, None)],
)  # fmt: skip
def test_only_what_still_matters_is_asked(answers: dict[str, str], question: str | None) -> None:
    """A branch that is decided asks nothing more."""
    condition = When(any=(when(q="x"), When(all=(when(r="x"), When(not_=when(s="x"))))))
    facts = event(matter("a", listings=(Listing(need=Need.REQUIRED, stage=0, when=condition),)))
    assert plan_with(facts, answers).next_question == question


def test_numbers_and_dates_decide_too() -> None:
    """A condition on a range holds from its first value to before its last."""
    old = When(tests=(common.Test(question="age", from_="60"),))
    facts = event(matter("a", listings=(Listing(need=Need.REQUIRED, stage=0, when=old),)))
    assert len(plan(facts, age="60").matters) == 1
    assert len(plan(facts, age="59").matters) == 0


def test_fees_are_summed_where_they_are_sure_numbers() -> None:
    """What isn't a number, or may not be due, is listed and makes the sum incomplete."""

    def fee(value: str, **tests: str) -> Price:
        return Price(index=0, item="工本费", value=value, when=when(**tests) if tests else None)

    facts = event(matter("a", fees=(fee("10"),)), matter("b", fees=(fee("2.5", q="x"),)))
    assert (plan(facts, q="x").fees.total, plan(facts, q="x").fees.is_complete) == ("12.5", True)
    assert (plan(facts).fees.total, plan(facts).fees.is_complete) == ("10", False)
    assert (plan(facts, q="y").fees.total, plan(facts, q="y").fees.is_complete) == ("10", True)
    assert not plan(event(matter("a", fees=(fee(""),)))).fees.is_complete
    assert plan(event(matter("a"))).fees.total == "0"


def test_a_plan_warns_of_what_does_not_go_together() -> None:
    """Each pair once; nothing where the other matter isn't in the plan."""
    a = matter("a", clashes=(Clash(matter="b", rule="二选一"), Clash(matter="z", rule="优先")))
    b = matter("b", clashes=(Clash(matter="a", rule="二选一"),), listings=listed(q="x"))
    warnings = plan(event(a, b)).warnings
    assert [(w.codes, w.rule, w.is_sure) for w in warnings] == [(("a", "b"), "二选一", False)]
    assert not plan(event(a, b), q="y").warnings


def test_duties_come_with_the_result() -> None:
    """What must be done afterwards is in the plan, if the result is."""
    task = Task(name="年报", every="每年", opens="1月1日", closes="6月30日", when=when(q="x"))
    facts = event(matter("a", tasks=(task,)))
    assert [d.closes for d in plan(facts).duties] == ["6月30日"]
    assert not plan(facts, q="y").duties
