# SPDX-License-Identifier: MIT
"""One truth in two languages: Python and the shipped JavaScript compute the same plan."""

import json
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.journey.events import odd_events, paper_events, random_events
from twotrees.graph import build_graph
from twotrees.journey import EventFacts, Request, gather_event, make_plan
from twotrees.journey.choosing import every_question
from twotrees.model.corpus import Corpus
from twotrees.model.terms import QuestionKind
from twotrees.render.data import workdays_json
from twotrees.render.site import read_asset
from twotrees.workdays import WorkCalendar

FIRST = date(2025, 6, 1)
SITUATIONS = 2000


class Both:
    """Computes a plan in both languages."""

    def __init__(self, page: Page, corpus: Corpus) -> None:
        graph = build_graph(corpus)
        self.page = page
        self.calendar = WorkCalendar(corpus.workdays)
        self.events = [gather_event(corpus, graph, key, day=FIRST) for key in corpus.events]
        page.goto("about:blank")
        page.add_script_tag(content=read_asset("plan.js").decode())
        years = json.loads(workdays_json(corpus))["years"]
        page.evaluate("years => { globalThis.calendar = new twotrees.WorkCalendar(years); }", years)
        page.evaluate("() => { globalThis.events = {}; }")
        for facts in self.events:
            self.put(facts)

    def put(self, facts: EventFacts) -> None:
        """Give an event's facts to the browser."""
        page_facts = msgspec.to_builtins(facts)
        self.page.evaluate("facts => { events[facts.id] = facts; }", page_facts)

    def agree(self, facts: EventFacts, request: Request) -> None:
        """Check that both languages plan alike."""
        wish = {
            "answers": dict(request.answers),
            "today": request.today.isoformat(),
            "date": request.event_day.isoformat() if request.event_day else None,
        }
        call = "([id, wish]) => JSON.stringify(twotrees.makePlan(events[id], wish, calendar))"
        found = json.loads(self.page.evaluate(call, [facts.id, wish]))
        assert found == json.loads(msgspec.json.encode(make_plan(facts, request, self.calendar)))


@pytest.fixture(scope="module")
def both(page: Page, corpus: Corpus) -> Both:
    """The shipped script in Chromium beside the Python engine, with the real events."""
    return Both(page, corpus)


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
