# SPDX-License-Identifier: MIT
"""An event and its plan without answers in; what a folded leaflet says of it out.

The leaflet is for everybody, so it lists the papers that whoever has this event brings for the matters that
must be handled; what only some situations need is named, and the code leads to one's own list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twotrees.graph import ServiceGraph
from twotrees.journey import Request, gather_event, make_plan
from twotrees.journey.values import Plan, PlanMaterial
from twotrees.layout.page_maker import PageMaker
from twotrees.layout.pages import EventPage
from twotrees.layout.sheet import MatterSheet
from twotrees.layout.sheets import SheetMaker
from twotrees.model.terms import Need
from twotrees.workdays import WorkCalendar


@dataclass(frozen=True)
class LeafletPaper:
    """A paper to bring: whose, how many, for which matters; or which matter gives it."""

    name: str
    of: str
    count: str
    codes: tuple[str, ...]
    obtained_in: str = ""
    waiver: str = ""


@dataclass(frozen=True)
class LeafletDate:
    """A matter's span in which to apply, as the page says it, and what happens when it is missed."""

    code: str
    name: str
    text: str
    if_late: str


@dataclass(frozen=True)
class LeafletDetail:
    """A matter in short: what to bring, and how long and how much."""

    bring: str
    terms: str


@dataclass(frozen=True)
class LeafletWindow:
    """A window and the matters of the event that it takes."""

    label: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Leaflet:
    """What a leaflet says: the event, its matters in short by code, papers, spans, windows, time.

    `papers` are for everybody, `further` are the names of papers that only some situations need.
    """

    event: EventPage
    details: dict[str, LeafletDetail]
    papers: tuple[LeafletPaper, ...]
    further: tuple[str, ...]
    dates: tuple[LeafletDate, ...]
    windows: tuple[LeafletWindow, ...]
    plan: Plan


def plan_leaflet(maker: SheetMaker, graph: ServiceGraph, event_id: str) -> Leaflet:
    """Plan the leaflet of an event."""
    corpus = maker.corpus
    facts = gather_event(corpus, graph, event_id, day=maker.day)
    request = Request(answers={}, today=maker.day, event_day=None)
    plan = make_plan(facts, request, WorkCalendar(corpus.workdays))
    counted = {m.code for m in plan.matters if m.is_counted}
    required = {m.code for m in plan.matters if m.need == Need.REQUIRED and m.is_counted}
    common = [m for m in plan.materials if _is_for_everybody(m, required)]
    names = {m.name for m in common}
    further = dict.fromkeys(m.name for m in plan.materials if m.name not in names)
    event = PageMaker(maker).event(event_id)
    codes = dict.fromkeys(row.code for stage in event.stages for row in stage.rows)
    sheets = [maker.sheet(head.id) for head in corpus.heads.values() if head.code in codes]
    return Leaflet(
        event=event,
        details={sheet.code: _detail(sheet) for sheet in sheets},
        papers=tuple(_paper(m, required, givers=counted) for m in common),
        further=tuple(name for name in further if name),
        dates=tuple(_dates(maker, plan)),
        windows=tuple(_windows(sheets)),
        plan=plan,
    )


def _is_for_everybody(material: PlanMaterial, required: set[str]) -> bool:
    return (
        material.is_required
        and material.is_sure
        and not material.covered_by
        and bool(required.intersection(material.for_))
    )


def _paper(material: PlanMaterial, required: set[str], *, givers: set[str]) -> LeafletPaper:
    """Give a paper for `required` matters; it is obtained on the way if one of `givers` gives it."""
    parts = [
        f"{word}{number}份"
        for word, number in (("原件", material.originals), ("复印件", material.copies))
        if number
    ]
    giver = material.obtained_in
    return LeafletPaper(
        name=material.name,
        of=material.of,
        count="、".join(parts),
        codes=tuple(code for code in material.for_ if code in required),
        obtained_in=giver if giver in givers else "",
        waiver=material.waiver or "",
    )


def _detail(sheet: MatterSheet) -> LeafletDetail:
    glance = sheet.glance
    bring = "、".join(glance.bring)
    if glance.bring_more:
        is_nothing = not any(line.is_required for line in sheet.materials)
        bring = "看情形，扫码看清单" if is_nothing else f"{bring}；有的情形还要别的"
    return LeafletDetail(bring, f"{glance.how_long}，{glance.how_much}")


def _windows(sheets: Sequence[MatterSheet]) -> Iterator[LeafletWindow]:
    """Give the windows by their labels, with the matters that each takes."""
    found: dict[tuple[str, str], list[str]] = {}
    for sheet in sheets:
        for window in sheet.windows:
            found.setdefault((window.label, window.name), []).append(sheet.code)
    for (label, name), codes in sorted(found.items()):
        yield LeafletWindow(label, name, tuple(sorted(codes)))


def _dates(maker: SheetMaker, plan: Plan) -> Iterator[LeafletDate]:
    """Give the spans of the plan's matters that close at some time, each sentence once."""
    for matter in plan.matters:
        said: set[str] = set()
        for line in maker.sheet(matter.id).deadlines:
            if line.kind == "申请期限" and line.n is not None and line.text not in said:
                said.add(line.text)
                yield LeafletDate(matter.code, matter.name, line.text, line.if_late)
