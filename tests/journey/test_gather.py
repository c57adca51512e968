# SPDX-License-Identifier: MIT
"""Gathering: what a plan is computed from says what the records, the region and the graph say."""

from datetime import date
from pathlib import Path

import pytest

from tests.content import Edit, edit
from twotrees.cache import ByteCache
from twotrees.graph import build_graph
from twotrees.journey import EventFacts, gather_event
from twotrees.load import load_corpus
from twotrees.model.corpus import Corpus

DAY = date(2026, 11, 21)
REGISTRATION = "matters/birth/registration.yaml"


def gather(folder: Path, event: str = "birth") -> EventFacts:
    """Give an event's facts of the content in `folder`."""
    corpus, problems = load_corpus(folder, cache=ByteCache(None))
    assert not problems
    return gather_event(corpus, build_graph(corpus), event, day=DAY)


def test_every_real_event_is_gathered(corpus: Corpus) -> None:
    """All living matters of the stages, every paper by name, and orders only among them."""
    graph = build_graph(corpus)
    for key, event in corpus.events.items():
        facts = gather_event(corpus, graph, key, day=DAY)
        listed = {item.matter for stage in event.stages for item in stage.matters}
        ids = {m.id for m in facts.matters}
        assert ids == {m for m in listed if corpus.heads[m].is_living}
        assert {a.material for m in facts.matters for a in m.asks} == set(facts.papers)
        assert all(o.before in ids and o.after in ids for o in facts.orders)
        assert all(m.sites and m.visits for m in facts.matters)


@pytest.mark.parametrize(
    ("old", "new", "starts"),
    [
        ("after: 孩子出生", "after: 孩子出生", "after"),
        ("after: 孩子出生", "after: 出生", "after"),
        ("after: 孩子出生", "before: 出生", "before"),
        ("after: 孩子出生", "after: 入学", ""),
    ],
)
def test_a_span_is_tied_to_the_event_by_its_words(
    small_content: Path, old: str, new: str, starts: str
) -> None:
    """The words of the record are those of the event, or their end."""
    folder = edit(small_content, Edit(REGISTRATION, "utf-8", old, new))
    (window,) = gather(folder).matters[1].windows
    assert window.starts == starts


def test_a_shared_paper_has_no_person(small_content: Path) -> None:
    """It keeps the person whom the record names, for the reader."""
    asks = {a.material: a for a in gather(small_content).matters[1].asks}
    assert (asks["household-register"].of, asks["household-register"].whose) == ("", "户主")
    assert (asks["birth-certificate"].of, asks["birth-certificate"].whose) == ("孩子", "")


def test_papers_make_the_order(small_content: Path) -> None:
    """The certificate comes before the registration that asks for it."""
    (order,) = gather(small_content).orders
    assert (order.before, order.after) == ("birth/certificate", "birth/registration")
    assert (order.material, order.of) == ("birth-certificate", "孩子")


def test_one_visit_where_a_record_does_not_say(small_content: Path) -> None:
    """A record without visits is once; one that is wholly online is none."""
    visits = "visits:\n  - times: 1\n    reason: 要核对原件。\n"
    folder = edit(small_content, Edit(REGISTRATION, "utf-8", visits, ""))
    assert [v.times for v in gather(folder).matters[1].visits] == [1]
    online = Edit(
        REGISTRATION, "utf-8", "  - kind: 窗口\n", "  - kind: 网上\n    depth: 全程网办\n"
    )
    assert [v.times for v in gather(edit(folder, online)).matters[1].visits] == [0]
