# SPDX-License-Identifier: MIT
"""People as sentences (tests/scenarios/*.yaml): what each must do, bring and keep to, from the law.

The expectations were written from the law and the researched facts, not from the program. Keys:

    情形, 依据    who it is; where that is written
    回答          question → choice
    起算, 今天    the day of the event; today (2026-11-23)
    必办          exactly the matters that this person has to handle
    按需, 不办    matters that are offered; matters that aren't
    先后          chains of matters, each before the next
    要带          paper and person → originals, or 原件 and 复印件; `@` a matter: that one asks for it
    不要          papers that nobody asks for; `@` a matter: that one doesn't
    中途拿到      paper and person → the matter that gives it
    最晚          matter → the last day to apply
    法定, 承诺    matter → the office's limits by law; those that the whole country promises
    等            matter → the least time that the law makes one wait
    收费, 领取    matter → the sums
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from twotrees.graph import ServiceGraph, build_graph
from twotrees.journey import EventFacts, Plan, Request, gather_event, make_plan
from twotrees.journey.facts import MatterFacts
from twotrees.journey.values import PlanMaterial
from twotrees.model.corpus import Corpus
from twotrees.situation import holds
from twotrees.workdays import WorkCalendar

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.yaml"))
TOLD: list[tuple[str, dict[str, Any]]] = [
    (file.stem, one) for file in FILES for one in yaml.safe_load(file.read_text("utf-8"))
]
SCENARIOS = [pytest.param(told, id=f"{told[0]}-{told[1]['情形']}") for told in TOLD]
TODAY = date(2026, 11, 23)
LEAST = 3  # scenarios of each event


@dataclass(frozen=True)
class Case:
    """A scenario and its plan."""

    said: Mapping[str, Any]
    facts: EventFacts
    plan: Plan

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code by id of the event's matters."""
        return {matter.id: matter.code for matter in self.facts.matters}

    @cached_property
    def waves(self) -> dict[str, int]:
        """Wave by id of the plan's matters."""
        return {matter.id: matter.wave for matter in self.plan.matters}

    def facts_of(self, matter: str) -> MatterFacts:
        """Give a matter's facts."""
        return next(one for one in self.facts.matters if one.id == matter)

    def holding(self, items: tuple[Any, ...]) -> list[Any]:
        """Give the items that are sure in this situation."""
        return [item for item in items if holds(item.when, self.plan.answers) is True]

    def papers(self, words: str) -> list[PlanMaterial]:
        """Give the lines for `material person @ matter`; person and matter may be left out."""
        paper, _, matter = words.partition(" @ ")
        name, _, of = paper.partition(" ")
        return [
            line
            for line in self.plan.materials
            if line.id == name
            and (not of or line.of == of)
            and (not matter or self.codes[matter] in line.for_)
        ]


@pytest.fixture(scope="module")
def graph(corpus: Corpus) -> ServiceGraph:
    """The graph of the content."""
    return build_graph(corpus)


@pytest.fixture
def case(request: pytest.FixtureRequest, corpus: Corpus, graph: ServiceGraph) -> Case:
    """The scenario with its plan."""
    event, said = request.param
    today = said.get("今天", TODAY)
    facts = gather_event(corpus, graph, event, day=today)
    wish = Request(answers=said["回答"], today=today, event_day=said.get("起算"))
    return Case(said, facts, make_plan(facts, wish, WorkCalendar(corpus.workdays)))


each_scenario = pytest.mark.parametrize("case", SCENARIOS, indirect=True)


def test_every_event_is_told_several_times(corpus: Corpus) -> None:
    """Each event has three scenarios or more, and no scenario stands under what isn't an event."""
    told = [event for event, _ in TOLD]
    assert {event: told.count(event) for event in corpus.events if told.count(event) < LEAST} == {}
    assert set(told) == set(corpus.events)


@each_scenario
def test_it_speaks_of_what_there_is(case: Case, corpus: Corpus) -> None:
    """Questions, choices, matters and papers that a scenario names exist."""
    for question, choice in case.said["回答"].items():
        assert choice in corpus.questions[question].choices, f"{question}: {choice}"
    said = case.said
    named = {*said["必办"], *said.get("按需", ()), *said.get("不办", ())}
    for key in ("中途拿到", "最晚", "法定", "承诺", "等", "收费", "领取"):
        entry = said.get(key, {})
        named |= set(entry.values() if key == "中途拿到" else entry)
    named |= {matter for chain in said.get("先后", ()) for matter in chain}
    papers = [*said.get("要带", ()), *said.get("不要", ()), *said.get("中途拿到", ())]
    named |= {words.split(" @ ")[1] for words in papers if " @ " in words}
    assert named - {matter.id for matter in case.facts.matters} == set()
    assert {words.split()[0] for words in papers} - corpus.materials.keys() == set()


@each_scenario
def test_matters(case: Case) -> None:
    """Exactly what must be handled must be; what is offered is there, what doesn't apply isn't."""
    must = {m.id for m in case.plan.matters if m.is_sure and m.is_counted}
    assert must == set(case.said["必办"])
    assert set(case.said.get("按需", ())) - case.waves.keys() == set()
    assert set(case.said.get("不办", ())) & case.waves.keys() == set()


@each_scenario
def test_order(case: Case) -> None:
    """What gives a paper comes before what needs it."""
    for chain in case.said.get("先后", ()):
        waves = [case.waves[matter] for matter in chain]
        assert waves == sorted(set(waves)), dict(zip(chain, waves, strict=True))


@each_scenario
def test_papers(case: Case) -> None:
    """Each paper is asked for in its number; none that isn't needed is; what one gets isn't brought."""
    for words, count in case.said.get("要带", {}).items():
        (line,) = case.papers(words)
        assert line.obtained_in is None, words
        found = {"原件": line.originals, "复印件": line.copies}
        assert (found if isinstance(count, dict) else line.originals) == count, words
    assert [words for words in case.said.get("不要", ()) if case.papers(words)] == []
    for words, matter in case.said.get("中途拿到", {}).items():
        (line,) = case.papers(words)
        assert line.obtained_in == case.codes[matter], words


@each_scenario
def test_deadlines(case: Case) -> None:
    """The last day to apply, the limits by law and the waits are those of the law."""
    dues = {matter.id: matter.due for matter in case.plan.matters}
    for matter, day in case.said.get("最晚", {}).items():
        assert dues[matter] == day, matter
    for key, field in (("法定", "statutory"), ("承诺", "promised")):
        for matter, limits in case.said.get(key, {}).items():
            items = case.holding(case.facts_of(matter).limits)
            found = {str(getattr(item, field)) for item in items}
            assert found == set([limits] if isinstance(limits, str) else limits), matter
    for matter, span in case.said.get("等", {}).items():
        found = {str(item.span) for item in case.holding(case.facts_of(matter).waits)}
        assert found == {span}, matter


@each_scenario
def test_money(case: Case) -> None:
    """What is to be paid and received are the sums of the law; what is free costs nothing."""
    for key, field in (("收费", "fees"), ("领取", "amounts")):
        for matter, sums in case.said.get(key, {}).items():
            found = [p.value for p in case.holding(getattr(case.facts_of(matter), field))]
            assert found == sums, matter
