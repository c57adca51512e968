# SPDX-License-Identifier: MIT
"""The corpus and its graph in; the facts of one event out, with the region's additions merged."""

from dataclasses import dataclass
from datetime import date

from twotrees.graph import ServiceGraph, windows_of
from twotrees.journey.facts import (
    FAMILY,
    Ask,
    Clash,
    EventFacts,
    Gift,
    Input,
    Limit,
    Listing,
    MatterFacts,
    Order,
    PaperFacts,
    Price,
    Site,
    Task,
    Visit,
    Wait,
    Window,
)
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Filing, MaterialUse, Matter, Processing, Step
from twotrees.model.place import Overlay
from twotrees.model.terms import Actor, Clock, Depth, Due, Handling, Person, ResultKind
from twotrees.model.tree import Event


def gather_event(corpus: Corpus, graph: ServiceGraph, event_id: str, *, day: date) -> EventFacts:
    """Give the facts of an event as they are on `day`; KeyError where there is no such event."""
    event = corpus.events[event_id]
    listings = _listings(corpus, event)
    gather = _Gather(corpus, event, day, *_counters(corpus))
    matters = tuple(gather.matter(key, found) for key, found in listings.items())
    asked = dict.fromkeys(ask.material for matter in matters for ask in matter.asks)
    return EventFacts(
        id=event_id,
        code=event.code,
        name=event.name,
        starts=event.starts,
        matters=matters,
        orders=tuple(
            Order(before=o.before, after=o.after, material=o.material, of=o.of)
            for o in graph.hand_overs(listings)
        ),
        papers={key: _paper(corpus, key) for key in asked},
    )


def _listings(corpus: Corpus, event: Event) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {}
    for number, stage in enumerate(event.stages):
        for item in stage.matters:
            if item.matter in corpus.heads and corpus.heads[item.matter].is_living:
                listing = Listing(need=item.need, stage=number, note=item.note, when=item.when)
                found.setdefault(item.matter, []).append(listing)
    return found


def _paper(corpus: Corpus, key: str) -> PaperFacts:
    material = corpus.materials[key]
    return PaperFacts(
        name=material.name,
        kind=material.kind,
        issuer=material.issuer,
        how_to_get=material.how_to_get,
    )


def _counters(corpus: Corpus) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Give the windows that take each matter, and the hall in which each window stands."""
    counters: dict[str, list[str]] = {}
    for code, matters in windows_of(corpus).items():
        for key in matters:
            counters.setdefault(key, []).append(code)
    halls = {
        window.code: hall_id
        for hall_id, hall in corpus.local_halls().items()
        for zone in hall.zones
        for window in zone.windows
    }
    return counters, halls


@dataclass(frozen=True)
class _Gather:
    """Gathers the matters of one event."""

    corpus: Corpus
    event: Event
    day: date
    counters: dict[str, list[str]]
    halls: dict[str, str]

    def matter(self, key: str, listings: list[Listing]) -> MatterFacts:
        """Give one matter's facts."""
        matter = self.corpus.matters[key]
        overlay = self.corpus.overlay(key)
        overlay = overlay if overlay.holds_on(self.day) else Overlay()
        return MatterFacts(
            id=key,
            code=matter.code,
            name=matter.name,
            listings=tuple(listings),
            asks=self._asks((*matter.materials, *overlay.materials)),
            gifts=self._gifts(matter),
            limits=_limits(matter, overlay),
            waits=tuple(_wait(step) for step in matter.steps if step.at_least),
            windows=tuple(self._window(n, item) for n, item in enumerate(matter.filing)),
            visits=_visits(matter),
            sites=self._sites(key, matter),
            counters=tuple(self.counters.get(key, ())),
            inputs=tuple(Input(text=p.text, source=p.source, when=p.when) for p in matter.prepare),
            **_money(matter),
            tasks=_tasks(matter),
            clashes=tuple(
                Clash(matter=c.matter, rule=c.rule, note=c.note, when=c.when)
                for c in matter.conflicts
            ),
        )

    def _asks(self, uses: tuple[MaterialUse, ...]) -> tuple[Ask, ...]:
        """Give one ask a person; a paper that a family shares is asked for once."""
        return tuple(self._ask(use, of) for use in uses for of in self._people(use))

    def _shared(self, material: str, person: Person) -> str:
        """Give the person whose paper it is; nobody where a family shares it."""
        entry = self.corpus.materials.get(material)
        return "" if entry and entry.household else str(person)

    def _people(self, use: MaterialUse) -> dict[str, str]:
        """Give the person whose paper it is by the person as the record names it."""
        entry = self.corpus.materials.get(use.material)
        if entry and entry.household:
            return {str(use.of[0] if len(use.of) == 1 else FAMILY): ""}
        return {str(person): str(person) for person in use.of}

    def _ask(self, use: MaterialUse, whose: str) -> Ask:
        of = self._people(use)[whose]
        return Ask(
            material=use.material,
            of=of,
            whose="" if of else whose,
            originals=use.originals,
            copies=use.copies,
            is_kept=use.handling is Handling.KEPT,
            is_optional=use.optional,
            one_of=use.one_of,
            is_each=bool(use.per),
            is_for_collection=use.due is not Due.APPLICATION,
            is_exempt=bool(use.exempt),
            may_promise=use.promise,
            may_follow=use.tolerance,
            when=use.when,
        )

    def _gifts(self, matter: Matter) -> tuple[Gift, ...]:
        return tuple(
            Gift(material=r.material, of=self._shared(r.material, r.of), when=r.when)
            for r in matter.results
            if r.kind is ResultKind.FIRST
        )

    def _window(self, index: int, item: Filing) -> Window:
        return Window(
            index=index,
            starts=self._side(item),
            opens=item.opens,
            within=item.within,
            every_year=item.every_year,
            on_or_after=item.on_or_after,
            on_or_before=item.on_or_before,
            effect=item.if_late.effect if item.if_late else None,
            when=item.when,
        )

    def _side(self, item: Filing) -> str:
        """Say on which side of the event's day a span lies.

        A record says 去世 where the event says 亲人去世: its words may be the end of the event's.
        """
        if item.after and self.event.starts.endswith(item.after):
            return "after"
        return "before" if item.before and self.event.starts.endswith(item.before) else ""

    def _sites(self, key: str, matter: Matter) -> tuple[Site, ...]:
        """Give where one goes, the hall first: there most can be handled at once."""
        hall = self._hall(key, matter)
        sites = [
            Site(place=f"place:{w.place}", name=w.place, when=w.when)
            if w.place
            else Site(place=hall.place, name=hall.name, when=w.when)
            for w in matter.where
        ] or [hall]
        return tuple(sorted(sites, key=lambda site: site.place != hall.place))

    def _hall(self, key: str, matter: Matter) -> Site:
        for code in self.counters.get(key, ()):
            hall = self.halls[code]
            return Site(place=f"hall:{hall}", name=self.corpus.halls[hall].name)
        department = self.corpus.departments.get(matter.department)
        name = department.name if department else matter.department
        return Site(place=f"department:{matter.department}", name=name)


def _limits(matter: Matter, overlay: Overlay) -> tuple[Limit, ...]:
    """Give the limits; a region's promise stands in the place of the first, or alone."""
    items = matter.processing or ((Processing(),) if overlay.promised else ())
    return tuple(
        Limit(
            starts=item.starts,
            promised=(overlay.promised if number == 0 else None) or item.promised,
            statutory=item.statutory,
            extension=item.extension.by if item.extension else None,
            when=item.when,
        )
        for number, item in enumerate(items)
    )


def _wait(step: Step) -> Wait:
    own = Clock.APPLICANT if step.actor is Actor.APPLICANT else Clock.OFFICE
    assert step.at_least is not None  # noqa: S101 - only such steps are asked about
    return Wait(span=step.at_least, is_office=(step.clock or own) is Clock.OFFICE, when=step.when)


def _visits(matter: Matter) -> tuple[Visit, ...]:
    """Give how often to come; a record that doesn't say so is once, or never if wholly online."""
    if matter.visits:
        return tuple(Visit(times=v.times, when=v.when) for v in matter.visits)
    online = any(c.depth is Depth.FULL and c.when is None for c in matter.channels)
    return (Visit(times=0 if online else 1),)


def _money(matter: Matter) -> dict[str, tuple[Price, ...]]:
    fees = tuple(
        Price(index=n, item=fee.item, value=fee.value, per=fee.per, when=fee.when)
        for n, fee in enumerate(matter.fee_items)
    )
    amounts = tuple(
        Price(
            index=n,
            item=amount.item,
            value=amount.value,
            per=amount.per,
            direction=amount.direction,
            when=amount.when,
        )
        for n, amount in enumerate(matter.amounts)
    )
    return {"fees": fees, "amounts": amounts}


def _tasks(matter: Matter) -> tuple[Task, ...]:
    return tuple(
        Task(
            name=duty.name,
            matter=duty.matter,
            every=duty.every,
            opens=duty.opens,
            closes=duty.closes,
            exempt=duty.exempt,
            if_missed=duty.if_missed,
            when=result.when,
        )
        for result in matter.results
        for duty in result.duties
    )
