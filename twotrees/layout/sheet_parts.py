# SPDX-License-Identifier: MIT
"""The parts of one matter's sheet: what the record and the region's overlay say, as lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from twotrees.layout import wording
from twotrees.layout.sheet import (
    ChannelLine,
    DeadlineLine,
    Line,
    MaterialLine,
    MatterRef,
    MoneyLine,
    ResultLine,
    StepLine,
    TableSheet,
)
from twotrees.layout.tables import grids_of
from twotrees.model.common import Duration, Fact
from twotrees.model.matter import NO_FEE, Channel, MaterialUse, Matter, Result, Step, Waiver
from twotrees.model.place import Overlay
from twotrees.model.terms import Person

if TYPE_CHECKING:
    from twotrees.layout.sheets import SheetMaker

_NOT_APPLICANTS = frozenset({Person.ENTERPRISE, Person.EMPLOYER, Person.DECEASED})


@dataclass(frozen=True)
class SheetParts:
    """The parts of one sheet."""

    maker: "SheetMaker"
    matter_id: str
    matter: Matter
    overlay: Overlay

    def texts(self) -> dict[str, Any]:
        """Give the parts that are sentences with their proof."""
        line, clauses, matter = self.maker.line, self.maker.clauses, self.matter
        return {
            "conditions": clauses(matter.conditions),
            "exclusions": clauses(matter.exclusions),
            "authority": tuple(
                line(
                    wording.sentence(
                        a.level, a.department and self.maker.department_name(a.department), a.text
                    ),
                    a,
                )
                for a in matter.authority
            ),
            "where": tuple(line(wording.where(item), item) for item in matter.where),
            "quota": line(wording.sentence(matter.quota.text, matter.quota.selection), matter.quota)
            if matter.quota
            else None,
            "prepare": tuple(
                Line(
                    text=f"{item.text}（{item.source.rstrip('。')}）" if item.source else item.text,
                    when=self.maker.situation(item.when),
                    condition=item.when,
                )
                for item in matter.prepare
            ),
            "promise": self._waiver(matter.promise),
            "tolerance": self._waiver(matter.tolerance),
            "delivery": tuple(
                Line(
                    text=wording.delivery(item),
                    when=self.maker.situation(item.when),
                    condition=item.when,
                )
                for item in matter.delivery
            ),
            "visits": tuple(line(wording.visits(item), item) for item in matter.visits),
            "intermediaries": tuple(
                line(
                    wording.sentence(
                        f"{item.step}：{self.maker.material_name(item.produces)}",
                        item.typical_time,
                        item.payer and f"{item.payer}付钱",
                        item.choice,
                    ),
                    item,
                )
                for item in matter.intermediaries
            ),
            "basis": clauses(matter.basis),
            "tables": tuple(
                TableSheet(
                    text=grid.title,
                    head=grid.head,
                    rows=grid.rows,
                    note=grid.note,
                    **self._proof(item),
                )
                for item in matter.tables
                for grid in grids_of(item.table)
            ),
            "remedies": matter.remedies,
            "warnings": clauses(matter.warnings),
            "pitfalls": matter.pitfalls,
            "local": matter.local,
            "local_notes": clauses(self.overlay.notes),
            "rounds": self._rounds(),
            "conflicts": tuple(
                line(wording.sentence(f"和「{self._matter_name(c.matter)}」{c.rule}", c.note), c)
                for c in matter.conflicts
            ),
        }

    def money(self) -> dict[str, Any]:
        """Give fees (never blank: 不收费) and the other amounts."""
        fees = tuple(
            MoneyLine(
                direction="收费",
                text=wording.fee(item),
                item=item.item,
                value=item.value,
                reduction=item.reduction,
                **self._proof(item, said=wording.fee(item)),
            )
            for item in self.matter.fee_items
        )
        amounts = tuple(
            MoneyLine(
                direction=item.direction,
                text=wording.amount(item),
                item=item.item,
                value=item.value,
                percent=item.percent,
                group=item.group,
                **self._proof(item, said=wording.amount(item)),
            )
            for item in self.matter.amounts
        )
        return {
            "fees": fees or (MoneyLine(direction="收费", text=NO_FEE, value="0"),),
            "amounts": amounts,
        }

    @cached_property
    def materials(self) -> tuple[MaterialLine, ...]:
        """Give the papers in the record's order, then those that the region adds."""
        return tuple(
            self._material(use, is_local=local)
            for uses, local in ((self.matter.materials, False), (self.overlay.materials, True))
            for use in uses
        )

    def _material(self, use: MaterialUse, *, is_local: bool) -> MaterialLine:
        entry = self.maker.corpus.materials.get(use.material)
        return MaterialLine(
            id=use.material,
            name=entry.name if entry else use.material,
            text=wording.papers(use),
            of=tuple(map(str, use.of)),
            originals=use.originals,
            copies=use.copies,
            issuer=entry.issuer if entry else "",
            kind=entry.kind if entry else "",
            form=use.form,
            handling=use.handling,
            is_required=not (use.when or use.optional or use.one_of),
            optional=use.optional,
            is_local=is_local,
            one_of=use.one_of,
            per=use.per,
            due=use.due,
            exempt=use.exempt,
            promise=use.promise,
            tolerance=use.tolerance,
            instead=use.instead,
            check=use.check,
            note=use.note,
            how_to_get=entry.how_to_get if entry else "",
            obtained_in=self._givers(use),
            **self._proof(use),
        )

    def _givers(self, use: MaterialUse) -> tuple[MatterRef, ...]:
        """Give all matters where these people first get this paper: which is yours, you know.

        A child's first identity card is no answer for the parents.
        """
        exchanges = self.maker.corpus.exchanges
        refs = (
            self.maker.ref(key)
            for key in self.maker.index.producers.get(use.material, ())
            if key != self.matter_id
            and any(
                p.material == use.material and self._is_for(p.of, use)
                for p in exchanges[key].products
            )
        )
        return tuple(sorted((ref for ref in refs if ref), key=lambda ref: ref.code))

    def _is_for(self, person: Person, use: MaterialUse) -> bool:
        """Say whether a paper given to this person is the one asked for; 本人 is anybody alive."""
        if self.maker.corpus.materials[use.material].household or person in use.of:
            return True
        return person is Person.SELF and not _NOT_APPLICANTS.intersection(use.of)

    def step(self, item: Step) -> StepLine:
        """Give a step."""
        return StepLine(
            phase=item.phase,
            actor=item.actor,
            text=item.text,
            limit=str(item.limit) if item.limit else "",
            clock=item.clock or "",
            at_least=str(item.at_least) if item.at_least else "",
            if_objection=item.if_objection,
            **self._proof(item),
        )

    @cached_property
    def deadlines(self) -> tuple[DeadlineLine, ...]:
        """Give the clocks apart, in the order: filing, processing, correction, validity."""
        return (*self._filing(), *self._processing(), *self._correction(), *self._validity())

    def _filing(self) -> Iterable[DeadlineLine]:
        for item in self.matter.filing:
            span, text = item.within or item.opens, wording.filing(item)
            yield DeadlineLine(
                kind="申请期限",
                name=item.name,
                text=text,
                starts=item.after or item.before,
                if_late=item.if_late.text if item.if_late else "",
                late_effect=item.if_late.effect if item.if_late else "",
                **_span(span),
                **self._proof(item, said=text),
            )

    def _processing(self) -> Iterable[DeadlineLine]:
        for position, item in enumerate(self.matter.processing):
            # The region's promise is for the ordinary case: the first limit that the record names.
            promised = (self.overlay.promised if position == 0 else None) or item.promised
            text = wording.processing(item, promised)
            yield DeadlineLine(
                kind="办理时限",
                name=item.name,
                text=text,
                statutory=str(item.statutory) if item.statutory else "",
                promised=str(promised) if promised else "",
                starts=item.starts,
                excludes=item.excludes,
                extension=wording.extension(item),
                suspended_while=item.suspended_while,
                **_span(promised or item.statutory),
                **self._proof(item, said=text),
            )

    def _correction(self) -> Iterable[DeadlineLine]:
        for item in self.matter.correction:
            yield DeadlineLine(
                kind="补正期",
                text=wording.correction(item),
                **_span(item.within),
                **self._proof(item),
            )

    def _validity(self) -> Iterable[DeadlineLine]:
        for item in self.matter.results:
            if item.validity:
                name = self.maker.material_name(item.material)
                yield DeadlineLine(
                    kind="有效期", name=name, text=f"{name}：{item.validity}", **self._proof(item)
                )

    def result(self, item: Result) -> ResultLine:
        """Give a result."""
        name = self.maker.material_name(item.material)
        kind = "" if item.kind == "首次" else f"（{item.kind}）"
        return ResultLine(
            id=item.material,
            name=name,
            text=wording.sentence(name + kind, item.note),
            kind=item.kind,
            of=item.of,
            outcome=item.outcome,
            validity=item.validity,
            note=item.note,
            renew=self.maker.ref(item.renew) if item.renew else None,
            duties=tuple(map(wording.duty, item.duties)),
            **self._proof(item),
        )

    def channels(self) -> tuple[ChannelLine, ...]:
        """Give the ways to handle it, the region's after the national ones."""
        ways = [(c, False) for c in self.matter.channels] + [
            (c, True) for c in self.overlay.channels
        ]
        return tuple(self._channel(channel, is_local=local) for channel, local in ways)

    def _channel(self, item: Channel, *, is_local: bool) -> ChannelLine:
        return ChannelLine(
            kind=item.kind,
            text=wording.sentence(item.name or item.kind, item.depth or "", item.note),
            name=item.name,
            url=item.url,
            depth=item.depth or "",
            is_local=is_local,
            **self._proof(item),
        )

    def _waiver(self, item: Waiver | None) -> Line | None:
        if item is None:
            return None
        names = tuple(map(self.maker.material_name, item.materials))
        return self.maker.line(wording.waiver(item, names), item)

    def _rounds(self) -> tuple[Line, ...]:
        lines = []
        for item in sorted(self.overlay.rounds, key=lambda r: -r.year):
            past = "（往年安排，仅供参考）" if item.year < self.maker.day.year else ""
            lines += [
                Line(
                    text=f"{item.year}年{past}{p.step}：{p.opens.isoformat()}至{p.closes.isoformat()}{p.place}"
                )
                for p in item.phases
            ]
        return tuple(lines)

    def _matter_name(self, key: str) -> str:
        head = self.maker.corpus.heads.get(key)
        return head.name if head else key

    def _proof(self, fact: Fact, *, said: str = "") -> dict[str, Any]:
        """Give a fact's proof; what differs by place is left out where `said` is that sentence."""
        return {
            "when": self.maker.situation(fact.when),
            "condition": fact.when,
            "basis": self.maker.cite(fact.basis),
            "grade": fact.grade,
            "local": "" if fact.local.rstrip("。") in said else fact.local,
        }


def _span(span: Duration | None) -> dict[str, Any]:
    return {"n": span.n, "unit": str(span.unit)} if span else {}
