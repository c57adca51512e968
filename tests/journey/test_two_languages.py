# SPDX-License-Identifier: MIT
"""One truth in two languages: Python and the shipped JavaScript compute the same plan."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journey.events import odd_events, paper_events, random_events
from tests.journey.two_languages import FIRST, Both
from twotrees.journey import EventFacts, Request
from twotrees.journey.choosing import every_question
from twotrees.model.corpus import Corpus
from twotrees.model.terms import QuestionKind

SITUATIONS = 2000


def draw_answers(data: st.DataObject, corpus: Corpus, facts: EventFacts) -> dict[str, str]:
    """Draw answers to some of the questions on which an event depends."""
    answers = {}
    for key in every_question(facts):
        question = corpus.questions[key]
        values: Any = {
            QuestionKind.CHOICE: st.sampled_from(sorted(question.choices) or ["?"]),
            QuestionKind.NUMBER: st.integers(0, 120).map(str),
            QuestionKind.DATE: st.dates(FIRST, FIRST + timedelta(days=900)).map(date.isoformat),
        }[question.kind]
        answer = data.draw(st.none() | values | st.just("?"), label=key)
        if answer is not None:
            answers[key] = answer
    return answers


@settings(max_examples=SITUATIONS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_thousands_of_situations_agree(both: Both, corpus: Corpus, data: st.DataObject) -> None:
    """Any event with any answers, day of the event and today: the same plan, field by field."""
    facts = data.draw(st.sampled_from(both.events), label="event")
    days = st.dates(FIRST, FIRST + timedelta(days=900))
    request = Request(
        answers=draw_answers(data, corpus, facts),
        today=data.draw(days, label="today"),
        event_day=data.draw(st.none() | days, label="event's day"),
    )
    both.agree(facts, request)


@settings(max_examples=200, deadline=None)
@given(random_events(size=7), st.dates(FIRST, FIRST + timedelta(days=900)))
def test_invented_orders_agree(both: Both, facts: EventFacts, today: date) -> None:
    """Orders, places and waits that the real content doesn't have agree as well."""
    both.put(facts)
    both.agree(facts, Request({}, today, today))


@settings(max_examples=200, deadline=None)
@given(paper_events(), st.sampled_from(({}, {"q": "x"}, {"q": "y"}, {"q": "?"})))
def test_invented_papers_agree(both: Both, facts: EventFacts, answers: dict[str, str]) -> None:
    """Groups, gifts and conditions that the real content doesn't have agree as well."""
    both.put(facts)
    both.agree(facts, Request(answers, FIRST))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    odd_events(),
    st.sampled_from(({}, {"q": "x"}, {"q": "?"})),
    st.dates(FIRST, FIRST + timedelta(days=900)),
    st.none() | st.dates(FIRST, FIRST + timedelta(days=900)),
)
def test_invented_matters_agree(
    both: Both, facts: EventFacts, answers: dict[str, str], today: date, event_day: date | None
) -> None:
    """Limits, windows, money and clashes that the real content doesn't have agree as well."""
    both.put(facts)
    both.agree(facts, Request(answers, today, event_day))
