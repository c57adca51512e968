# SPDX-License-Identifier: MIT
"""The corpus on a day in; the figures that a hall reports about its handbook out.

Where a figure depends on the situation, it is that of the plainest one: every question answered
with its first letter, as far as the event allows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import fmean

import msgspec

from twotrees.graph import windows_of
from twotrees.model.common import Duration, Fact
from twotrees.model.corpus import Corpus
from twotrees.model.matter import MaterialUse, Matter, Processing
from twotrees.model.parts import parts_of
from twotrees.model.place import Overlay
from twotrees.model.terms import Depth, Grade, Need
from twotrees.situation import holds
from twotrees.situations import Answers, applies_of, situations_of
from twotrees.workdays import WorkCalendar

MANY = 15  # how many of the most used materials are told
_NONE = ""
_CALENDAR = WorkCalendar({})
_MONDAY = date(2026, 6, 1)  # limits in days are counted from one Monday for all, no holiday near


class _Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Base: frozen, by keyword."""


class EventFigures(_Figures, frozen=True, kw_only=True):
    """How far one event is covered."""

    code: str
    name: str
    matters: int
    required: int
    situations: int
    windowed: int
    """Those that a window of the publishing region takes, or that are handled elsewhere."""
    online: int
    """Those for which one can apply online."""
    stale: int


class StaleMatter(_Figures, frozen=True, kw_only=True):
    """A record that should have been confirmed again."""

    code: str
    id: str
    name: str
    confirmed: date
    due: date


class MaterialFigures(_Figures, frozen=True, kw_only=True):
    """How many matters ask for a material, and how many of them never need to see it."""

    id: str
    name: str
    matters: int
    exempt: int


class Average(_Figures, frozen=True, kw_only=True):
    """A mean, and of how many matters it is; the others say nothing about it."""

    mean: float
    of: int


class Reductions(_Figures, frozen=True, kw_only=True):
    """减时限、减材料、减跑动、减环节: the figures that halls publish."""

    statutory: Average
    """Working days by law."""
    promised: Average
    """Working days as promised; by law where nothing is promised. Of the same matters."""
    materials: Average
    exempt: Average
    """Of these, the ones that needn't be handed in."""
    steps: Average
    visits: Average
    never: int
    """Matters for which nobody has to come."""
    once: int
    """Matters for which one comes once at the most; `never` is among them."""
    online: int
    wholly_online: int


class Figures(_Figures, frozen=True, kw_only=True):
    """Everything that `check --report` tells."""

    day: date
    matters: int
    situations: int
    events: tuple[EventFigures, ...]
    grades: dict[str, int]
    """Facts that name their basis or a confidence of their own, by confidence: A, B, C."""
    unproved: int
    """Facts for which the matter's own basis stands."""
    stale: tuple[StaleMatter, ...]
    materials: tuple[MaterialFigures, ...]
    reductions: Reductions


def figures_of(corpus: Corpus, day: date) -> Figures:
    """Give the figures of all living matters as they are on `day`."""
    return _Counting(corpus, day).figures()


@dataclass(frozen=True)
class _Counting:
    """Counts one corpus."""

    corpus: Corpus
    day: date

    @cached_property
    def matters(self) -> Mapping[str, "_Counted"]:
        """The living matters by id."""
        applies = applies_of(self.corpus)
        found = {}
        for key, head in self.corpus.heads.items():
            if head.is_living:
                matter, overlay = self.corpus.matters[key], self.corpus.overlay(key)
                situations = situations_of(matter, self.corpus.questions, applies.get(key))
                plainest = next((s.answers for s in situations), {})
                overlay = overlay if overlay.holds_on(self.day) else Overlay()
                found[key] = _Counted(key, matter, overlay, plainest, len(situations))
        return found

    def figures(self) -> Figures:
        """Give everything."""
        counted = self.matters.values()
        return Figures(
            day=self.day,
            matters=len(counted),
            situations=sum(one.situations for one in counted),
            events=tuple(self._events()),
            grades={grade: self._grades[grade] for grade in Grade},
            unproved=self._grades[_NONE],
            stale=tuple(
                StaleMatter(
                    code=one.matter.code,
                    id=one.id,
                    name=one.matter.name,
                    confirmed=one.matter.confirmed.on,
                    due=one.due,
                )
                for one in counted
                if one.due < self.day
            ),
            materials=tuple(self._materials()),
            reductions=_reductions(list(counted)),
        )

    @cached_property
    def _grades(self) -> Counter[str]:
        return Counter(
            part.grade if part.basis or part.grade is not Grade.SEEN else _NONE
            for one in self.matters.values()
            for _, part, _ in parts_of(one.matter)
            if isinstance(part, Fact)
        )

    def _events(self) -> Iterator[EventFigures]:
        windowed = {matter for matters in windows_of(self.corpus).values() for matter in matters}
        for event in sorted(self.corpus.events.values(), key=lambda event: event.code):
            items = [item for stage in event.stages for item in stage.matters]
            listed = dict.fromkeys(item.matter for item in items if item.matter in self.matters)
            found = [self.matters[key] for key in listed]
            required = {item.matter for item in items if item.need is Need.REQUIRED}
            yield EventFigures(
                code=event.code,
                name=event.name,
                matters=len(found),
                required=len(required & listed.keys()),
                situations=sum(one.situations for one in found),
                windowed=sum(
                    one.id in windowed or not self.corpus.heads[one.id].has_hall for one in found
                ),
                online=sum(one.is_online for one in found),
                stale=sum(one.due < self.day for one in found),
            )

    def _materials(self) -> Iterator[MaterialFigures]:
        uses: dict[str, dict[str, bool]] = {}
        for one in self.matters.values():
            for use in one.matter.materials:
                by_matter = uses.setdefault(use.material, {})
                by_matter[one.id] = by_matter.get(one.id, True) and _is_exempt(use)
        ranked = sorted(uses, key=lambda key: (-len(uses[key]), key))
        for key in ranked[:MANY]:
            entry = self.corpus.materials.get(key)
            yield MaterialFigures(
                id=key,
                name=entry.name if entry else key,
                matters=len(uses[key]),
                exempt=sum(uses[key].values()),
            )


@dataclass(frozen=True)
class _Counted:
    """One matter in its plainest situation."""

    id: str
    matter: Matter
    overlay: Overlay
    answers: Answers
    situations: int

    @property
    def due(self) -> date:
        """The day by which it must be confirmed again."""
        return self.matter.confirmed.on + timedelta(days=self.matter.confirmed.every_days)

    @property
    def is_online(self) -> bool:
        """Whether one can apply online."""
        return bool(self._depths & {Depth.ACCEPTANCE, Depth.FULL})

    @property
    def is_wholly_online(self) -> bool:
        """Whether nothing has to be done anywhere else."""
        return Depth.FULL in self._depths

    @property
    def _depths(self) -> set[Depth | None]:
        channels = (*self.matter.channels, *self.overlay.channels)
        return {channel.depth for channel in channels if channel.kind.is_online()}

    @cached_property
    def papers(self) -> tuple[MaterialUse, ...]:
        """The papers that must be shown or left; of a group, its first."""
        groups: dict[tuple[str, int], MaterialUse] = {}
        for number, use in enumerate((*self.matter.materials, *self.overlay.materials)):
            if self._holds(use) and not use.optional:
                groups.setdefault((use.one_of, 0 if use.one_of else number), use)
        return tuple(groups.values())

    @property
    def steps(self) -> int:
        """How many steps it takes."""
        return sum(map(self._holds, self.matter.steps))

    @property
    def visits(self) -> int:
        """How often one comes."""
        return max((visit.times for visit in self.matter.visits if self._holds(visit)), default=0)

    @cached_property
    def limits(self) -> tuple[int, int] | None:
        """The limit by law and as promised, in working days; nothing where no law sets one."""
        items = [(n, item) for n, item in enumerate(self.matter.processing) if self._holds(item)]
        for number, item in items:
            if item.statutory:
                promised = (self.overlay.promised if number == 0 else None) or item.promised
                return _workdays(item.statutory), _workdays(promised or item.statutory)
        return None

    def _holds(self, fact: Fact | Processing) -> bool:
        return holds(fact.when, self.answers) is not False


def _is_exempt(use: MaterialUse) -> bool:
    return bool(use.exempt or use.promise)


def _workdays(span: Duration) -> int:
    return _CALENDAR.workdays_between(_MONDAY, _CALENDAR.after(_MONDAY, span))


def _reductions(matters: list[_Counted]) -> Reductions:
    limits = [one.limits for one in matters if one.limits]
    visits = [one.visits for one in matters]
    return Reductions(
        statutory=_average(statutory for statutory, _ in limits),
        promised=_average(promised for _, promised in limits),
        materials=_average(len(one.papers) for one in matters),
        exempt=_average(sum(map(_is_exempt, one.papers)) for one in matters),
        steps=_average(one.steps for one in matters),
        visits=_average(visits),
        never=sum(times == 0 for times in visits),
        once=sum(times <= 1 for times in visits),
        online=sum(one.is_online for one in matters),
        wholly_online=sum(one.is_wholly_online for one in matters),
    )


def _average(numbers: Iterable[int]) -> Average:
    known = list(numbers)
    return Average(mean=round(fmean(known), 1) if known else 0.0, of=len(known))
