# SPDX-License-Identifier: MIT
"""Makes matter sheets: a record, the region's overlay and the index in, a `MatterSheet` out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from twotrees.layout.glance import make_glance
from twotrees.layout.index import SiteIndex, matter_ref
from twotrees.layout.sheet import (
    BasisRef,
    ChangeLine,
    ChoiceLine,
    ConfirmedLine,
    EndedLine,
    Line,
    MatterRef,
    MatterSheet,
    Question,
    QuestionLine,
    SourceLine,
)
from twotrees.layout.sheet_parts import SheetParts
from twotrees.model.common import Basis, Clause, Fact, Record, When
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter, Source
from twotrees.model.place import Overlay
from twotrees.resolving import Known, resolve
from twotrees.situation import phrase, questions_of
from twotrees.situations import Tree, applies_of, situations_of


@dataclass(frozen=True)
class SheetMaker:
    """Makes the sheets of one corpus as they are on one day."""

    corpus: Corpus
    index: SiteIndex
    day: date
    _cited: dict[Basis, BasisRef] = field(default_factory=dict, repr=False)

    def sheet(self, matter_id: str, known: Known | None = None) -> MatterSheet:
        """Give the sheet of a matter, for a situation if one is `known`; KeyError where there is no such record."""
        matter = self.corpus.matters[matter_id]
        overlay = self._overlay(matter_id)
        if known is not None:
            matter, overlay = resolve(matter, overlay, known)
        parts = SheetParts(self, matter_id, matter, overlay)
        department = self.corpus.departments.get(matter.department)
        index, codes = self.index, matter.codes
        return MatterSheet(
            id=matter_id,
            code=matter.code,
            name=matter.name,
            aliases=matter.aliases,
            summary=matter.summary,
            type=matter.type,
            department=matter.department,
            department_name=department.name if department else matter.department,
            hotline=department.hotline if department else "",
            url=f"{self.corpus.region.site_url}/m/{matter.code}.html",
            audience=matter.audience,
            initiative=matter.initiative,
            case_kind=matter.case_kind or "",
            status="" if matter.status == "在用" else matter.status,
            applicant=matter.applicant,
            partners=tuple(self.department_name(key) for key in matter.partners),
            **parts.texts(),
            **parts.money(),
            materials=parts.materials,
            steps=tuple(map(parts.step, matter.steps)),
            deadlines=parts.deadlines,
            results=tuple(map(parts.result, matter.results)),
            channels=parts.channels(),
            questions=tuple(self._questions(matter, overlay)),
            faq=tuple(Question(q=item.q, a=item.a) for item in matter.faq),
            sources=tuple(_source(item) for item in matter.sources),
            confirmed=ConfirmedLine(
                on=matter.confirmed.on.isoformat(),
                by=matter.confirmed.by,
                every_days=matter.confirmed.every_days,
            ),
            changes=tuple(
                ChangeLine(on=c.on.isoformat(), text=c.text, weight=c.weight)
                for c in matter.changes
            ),
            ended=self._ended(matter),
            glance=make_glance(
                matter,
                materials=parts.materials,
                deadlines=parts.deadlines,
                windows=self.index.windows.get(matter_id, ()),
            ),
            codes=tuple(
                (label, value)
                for label, value in (
                    ("基本编码", codes.base),
                    ("实施编码", codes.impl),
                    ("业务办理项编码", codes.item),
                    ("地方编码", codes.local),
                )
                if value
            )
            if codes
            else (),
            appointment=matter.appointment,
            locations=index.locations.get(matter_id, ()),
            windows=index.windows.get(matter_id, ()),
            before=index.before.get(matter_id, ()),
            after=index.after.get(matter_id, ()),
            notices=self.notices(matter_id),
        )

    @cached_property
    def applies(self) -> dict[str, When]:
        """Give, by matter, who has it, where not everybody does."""
        return applies_of(self.corpus)

    def numbers(self, matter_id: str) -> tuple[Tree, ...]:
        """Give the way from answers to the number of their situation."""
        applies = self.applies.get(matter_id)
        matter = self.corpus.matters[matter_id]
        return situations_of(matter, self.corpus.questions, applies).trees()

    def notices(self, matter_id: str = "") -> tuple[str, ...]:
        """Give the region's notices in force; those of single matters only for that matter."""
        return tuple(
            notice.text
            for notice in self.corpus.region.notices
            if notice.from_ <= self.day
            and (notice.until is None or self.day <= notice.until)
            and (not notice.matters or matter_id in notice.matters)
        )

    def cite(self, bases: Iterable[Basis]) -> tuple[BasisRef, ...]:
        """Give bases as they are cited; each law and article is looked up once."""
        return tuple(self._cited.get(basis) or self._cite(basis) for basis in bases)

    def _cite(self, basis: Basis) -> BasisRef:
        law = self.corpus.laws.get(basis.law)
        if law is None:
            ref = BasisRef(label=str(basis), law=basis.law, title=basis.law, article=basis.article)
        else:
            ref = BasisRef(
                label=f"《{law.short or law.title}》{basis.article}",
                law=basis.law,
                title=law.title,
                number=law.number,
                article=basis.article,
                effective=law.effective.isoformat(),
            )
        self._cited[basis] = ref
        return ref

    def situation(self, when: When | None) -> str:
        """Say in words when something holds; empty where it always does."""
        return phrase(when, self.corpus.questions) if when is not None else ""

    def line(self, text: str, fact: Fact) -> Line:
        """Give a sentence with the proof that `fact` carries."""
        return Line(
            text=text,
            when=self.situation(fact.when),
            condition=fact.when,
            basis=self.cite(fact.basis),
            grade=fact.grade,
            local=fact.local if fact.local != text else "",
        )

    def clauses(self, items: Iterable[Clause]) -> tuple[Line, ...]:
        """Give clauses as lines."""
        return tuple(self.line(item.text, item) for item in items)

    def _questions(self, *records: Record) -> Iterator[QuestionLine]:
        """Give the questions on which anything in `records` depends."""
        for key in questions_of(*records):
            if key in self.corpus.questions:
                question = self.corpus.questions[key]
                yield QuestionLine(
                    id=key,
                    text=question.text,
                    kind=question.kind,
                    help=question.help,
                    unit=question.unit,
                    choices=tuple(
                        ChoiceLine(id=name, letter=choice.letter, text=choice.text)
                        for name, choice in question.choices.items()
                    ),
                )

    def material_name(self, key: str) -> str:
        """Give a material's name, or its id where the catalogue lacks it."""
        material = self.corpus.materials.get(key)
        return material.name if material else key

    def department_name(self, key: str) -> str:
        """Give a department's name, or its id where the catalogue lacks it."""
        department = self.corpus.departments.get(key)
        return department.name if department else key

    def _overlay(self, matter_id: str) -> Overlay:
        overlay = self.corpus.overlay(matter_id)
        return overlay if overlay.holds_on(self.day) else Overlay()

    def _ended(self, matter: Matter) -> EndedLine | None:
        if matter.ended is None:
            return None
        successor = matter.ended.successor
        return EndedLine(
            on=matter.ended.on.isoformat(),
            reason=matter.ended.reason,
            successor=self.ref(successor) if successor else None,
        )

    def ref(self, matter_id: str) -> MatterRef | None:
        """Give a matter as others name it; None where it doesn't exist."""
        return matter_ref(self.corpus, matter_id) if matter_id in self.corpus.heads else None


def _source(item: Source) -> SourceLine:
    return SourceLine(
        title=item.title,
        url=item.url,
        seen=item.seen.isoformat() if item.seen else "",
        note=item.note,
    )
