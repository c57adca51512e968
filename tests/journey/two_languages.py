# SPDX-License-Identifier: MIT
"""The shipped JavaScript in Chromium beside the Python engine."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from playwright.sync_api import Page

from twotrees.graph import build_graph
from twotrees.journey import EventFacts, Plan, Request, gather_event, make_plan
from twotrees.model.calendar import WorkYear
from twotrees.model.common import Duration
from twotrees.model.corpus import Corpus
from twotrees.render.data import workdays_json
from twotrees.render.site import read_asset
from twotrees.workdays import WorkCalendar

FIRST = date(2025, 6, 1)
_EPOCH = date(1970, 1, 1)


class Both:
    """Computes in both languages."""

    def __init__(self, page: Page, corpus: Corpus) -> None:
        graph = build_graph(corpus)
        self.page = page
        self.calendar = WorkCalendar(corpus.workdays)
        self.events = [gather_event(corpus, graph, key, day=FIRST) for key in corpus.events]
        page.goto("about:blank")
        for name in ("outline.js", "plan.js"):
            page.add_script_tag(content=read_asset(name).decode())
        years = json.loads(workdays_json(corpus))["years"]
        page.evaluate("years => { globalThis.calendar = new twotrees.WorkCalendar(years); }", years)
        page.evaluate("() => { globalThis.events = {}; }")
        for facts in self.events:
            self.put(facts)

    def put(self, facts: EventFacts) -> None:
        """Give an event's facts to the browser."""
        page_facts = msgspec.to_builtins(facts)
        self.page.evaluate("facts => { events[facts.id] = facts; }", page_facts)

    def agree(self, facts: EventFacts, request: Request) -> Plan:
        """Check that both languages plan alike; give the plan."""
        wish = {
            "answers": dict(request.answers),
            "today": request.today.isoformat(),
            "date": request.event_day.isoformat() if request.event_day else "",
        }
        call = """([id, wish]) => {
          const begun = twotrees.beginPlan(events[id], wish, calendar);
          return JSON.stringify([twotrees.outlinePlan(begun), twotrees.makePlan(begun)]);
        }"""
        outline, found = json.loads(self.page.evaluate(call, [facts.id, wish]))
        made = make_plan(facts, request, self.calendar)
        assert found == json.loads(msgspec.json.encode(made))
        assert _outline(found, like=outline) == outline
        return made

    def prune(self, facts: EventFacts, answers: Mapping[str, str]) -> dict[str, str]:
        """Give the answers that the browser keeps."""
        call = "([id, answers]) => twotrees.pruneFor(events[id], answers)"
        left: dict[str, str] = self.page.evaluate(call, [facts.id, dict(answers)])
        return left

    def holds(self, when: Any, answers: Mapping[str, str]) -> bool | None:
        """Say what the browser says of a condition."""
        call = "([when, answers]) => new twotrees.Situation(answers).holds(when)"
        said: bool | None = self.page.evaluate(call, [msgspec.to_builtins(when), dict(answers)])
        return said

    def count(self, years: Mapping[str, WorkYear], what: str, *args: date | Duration) -> date | int:
        """Ask a new calendar of both languages; check that they say the same, and give it."""
        python = {"between": "workdays_between"}.get(what, _snake(what))
        found: date | int = getattr(WorkCalendar(years), python)(*args)
        notices = {
            year: {
                "holidays": sorted(day.isoformat() for day in notice.days_off()),
                "workdays": [day.isoformat() for day in notice.workdays],
            }
            for year, notice in years.items()
        }
        call = "([years, what, args]) => new twotrees.WorkCalendar(years)[what](...args)"
        given = [_days(arg) if isinstance(arg, date) else msgspec.to_builtins(arg) for arg in args]
        said = self.page.evaluate(call, [notices, what, given])
        assert said == (_days(found) if isinstance(found, date) else found)
        return found


def _outline(plan: Any, *, like: Any) -> Any:
    """Give what a plan says of what its outline names."""
    if isinstance(like, dict):
        return {key: _outline(plan[key], like=value) for key, value in like.items()}
    if isinstance(like, list):
        return [_outline(part, like=value) for part, value in zip(plan, like, strict=True)]
    return plan


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _days(day: date) -> int:
    return (day - _EPOCH).days
