# SPDX-License-Identifier: MIT
"""A plan and the records that it speaks of in; the plan as one reads it in a terminal out."""

from collections.abc import Iterator
from dataclasses import dataclass

from twotrees.journey import EventFacts, Plan
from twotrees.journey.choosing import UNSURE
from twotrees.journey.values import (
    DateState,
    PlanDate,
    PlanMaterial,
    PlanMatter,
    PlanPrice,
)
from twotrees.layout import wording
from twotrees.model.common import Basis
from twotrees.model.corpus import Corpus
from twotrees.model.matter import Matter
from twotrees.model.terms import Need
from twotrees.terminal import pad, width_of, wrap

_NEEDS = {Need.REQUIRED: "必办", Need.CHOICE: "任选", Need.OPTIONAL: "按需"}
_STATES = {
    DateState.LATE: "来不及了：要先办的事办不完",
    DateState.MISSED: "已经过期",
    DateState.LATER: "还没开始",
}
_NAME = 44
_DAYS = 14


def plan_text(corpus: Corpus, facts: EventFacts, plan: Plan) -> str:
    """Give the plan's lines, each at most 80 columns wide."""
    text = _PlanText(corpus, facts, plan, {m.code: m for m in plan.matters})
    return "\n".join(text.lines()) + "\n"


@dataclass(frozen=True)
class _PlanText:
    corpus: Corpus
    facts: EventFacts
    plan: Plan
    matters: dict[str, PlanMatter]

    def lines(self) -> Iterator[str]:
        """Give all lines; a section with nothing to say is left out."""
        yield from self._head()
        for title, lines in (
            ("先办什么，后办什么", self._order()),
            ("带什么", self._bring()),
            ("办的路上会拿到（不用先准备）", self._obtained()),
            ("提前想好", self._prepare()),
            ("跑几趟", self._trips()),
            ("最晚哪天办", self._dates()),
            ("花多少钱，领多少钱", self._money()),
            ("办完以后", self._duties()),
            ("要注意", self._cautions()),
        ):
            found = list(lines)
            if found:
                yield from ("", f"【{title}】", *found)

    def _head(self) -> Iterator[str]:
        plan, days = self.plan, self.plan.days
        day = f"，从{self.facts.starts}那天（{plan.date}）算起" if plan.date else ""
        yield f"{self.facts.name}（{self.facts.code}）{day}"
        for key, answer in plan.answers.items():
            question = self.corpus.questions[key]
            choice = question.choices.get(answer)
            said = choice.text if choice else f"{answer}{question.unit}"
            said = "不确定" if answer == UNSURE else said
            yield from wrap(f"{question.text}{said}", first="  ")
        counted = [m for m in plan.matters if m.is_counted]
        optional = sum(m.need is Need.OPTIONAL for m in plan.matters)
        at_once = "几天办完各地不同" if days.unknown else "当天能办完"
        spans = [f"最快{days.parallel}个工作日" if days.parallel else at_once]
        if days.sequential != days.parallel:
            spans.append(f"一件一件办{days.sequential}个工作日")
        if days.longest != days.parallel:
            spans.append(f"法律允许的最长时间{days.longest}个工作日")
        yield from wrap(
            f"{'要办' if all(m.is_sure for m in counted) else '最多要办'}{len(counted)}件，{f'跑{plan.visits}趟' if plan.visits else '不用跑'}，{'，'.join(spans)}。"
            + (f"另有{optional}件按需办，不算在内。" if optional else "")
        )
        if plan.next_question:
            yield from self._ask(plan.next_question)

    def _ask(self, key: str) -> Iterator[str]:
        question = self.corpus.questions[key]
        choices = "、".join(f"{name}（{c.text}）" for name, c in question.choices.items())
        form = choices or question.unit
        yield from wrap("没回答的问题都按可能要办来算，标“？”。回答下面这个，计划更准：")
        yield from wrap(f"{question.text} {form}，不确定写 ?", first=f"  {key}=")

    def _order(self) -> Iterator[str]:
        wave = 0
        for matter in self.plan.matters:
            if matter.wave != wave:
                wave = matter.wave
                same = sum(m.wave == wave for m in self.plan.matters) > 1
                yield f"第{wave}批{'（可以同时办）' if same else ''}"
            yield from self._matter(matter)

    def _need(self, matter: PlanMatter) -> Need:
        """A choice that the answers have made is no choice any more: nothing else is left to take."""
        is_open = any(
            m.need is Need.CHOICE and not (m.is_counted and m.is_sure) for m in self.plan.matters
        )
        return Need.REQUIRED if matter.need is Need.CHOICE and not is_open else matter.need

    def _matter(self, matter: PlanMatter) -> Iterator[str]:
        mark = "？" if not matter.is_sure else "  "
        name = wrap(
            f"{matter.code} {matter.name}", first=f"{mark}{_NEEDS[self._need(matter)]} ", indent=12
        )
        span = f"{matter.days}个工作日" if matter.days else "当场"
        span = span if matter.is_limit_known else "时限各地不同"
        due = f"{matter.start_by}前" if matter.start_by else ""
        if len(name) == 1 and width_of(name[0]) <= _NAME:
            yield f"{pad(name[0], _NAME)}  {pad(span, _DAYS)}  {due}".rstrip()
        else:
            yield from name
            yield f"{' ' * _NAME}  {pad(span, _DAYS)}  {due}".rstrip()
        if matter.note:
            yield from wrap(matter.note, first=" " * 12)

    def _bring(self) -> Iterator[str]:
        counted = {m.code for m in self.plan.matters if m.is_counted}
        lines = [line for line in self.plan.materials if line.obtained_in is None]
        spare = [line for line in lines if not counted.intersection(line.for_)]
        for line in lines:
            if line not in spare:
                yield from self._paper(line)
        if spare:
            yield "下面的只有按需办、任选的事才用："
        for line in spare:
            yield from self._paper(line)

    def _paper(self, line: PlanMaterial) -> Iterator[str]:
        each = "每人" if line.is_each else ""
        parts = [
            f"{each}原件{line.originals}份" if line.originals else "",
            f"窗口收走的一共{line.kept}份" if line.kept > line.originals else "",
            f"{each}复印件{line.copies}份" if line.copies else "",
            "报出信息即可" if not line.originals and not line.copies else "",
            line.waiver or "",
            "" if line.is_required else "任选一样" if line.one_of else "没有也能办",
            self._covered(line),
            "领取或核查时才要" if line.is_for_collection else "",
            f"用于{'、'.join(line.for_)}",
        ]
        text = f"{line.name}（{line.of}）：{'，'.join(part for part in parts if part)}"
        yield from wrap(text, first="□ " if line.is_sure else "□？")

    def _covered(self, line: PlanMaterial) -> str:
        if line.covered_by is None:
            return ""
        whose = "" if line.covered_by_of == line.of else f"{line.covered_by_of}的"
        return f"已有{whose}{self.corpus.materials[line.covered_by].name}就不用"

    def _obtained(self) -> Iterator[str]:
        for line in self.plan.materials:
            if line.obtained_in is not None:
                giver = self.matters[line.obtained_in]
                others = f"（或{'、'.join(line.givers[1:])}）" if line.givers[1:] else ""
                where = f"办{giver.code} {giver.name}{others}时拿到"
                where += "" if giver.is_counted and giver.is_sure else "，不办就要自己带"
                text = f"{line.name}（{line.of}）：{where}，用于{'、'.join(line.for_)}"
                yield from wrap(text, first="· ")

    def _prepare(self) -> Iterator[str]:
        for item in self.plan.prepare:
            source = f"：{item.source}" if item.source else ""
            yield from wrap(f"{item.text}{source}", first="□ " if item.is_sure else "□？")

    def _trips(self) -> Iterator[str]:
        for number, trip in enumerate(self.plan.trips, 1):
            windows = f"，窗口{'、'.join(trip.windows)}" if trip.windows else ""
            names = "、".join(f"{code} {self.matters[code].name}" for code in trip.matters)
            yield from wrap(f"{trip.name}{windows}：{names}", first=f"第{number}趟 ")

    def _dates(self) -> Iterator[str]:
        for line in self.plan.dates:
            text = self._date(line)
            if text:
                mark = "· " if line.is_sure else "？"
                yield from wrap(text, first=f"{mark}{line.code} ", indent=7)

    def _date(self, line: PlanDate) -> str:
        """Say a span with its basis; one that isn't limited is left out."""
        item = self._record(line.code).filing[line.index]
        if not (line.closes or item.within or item.before):
            return ""
        bounds = [
            f"{line.opens}起" if line.opens else "",
            f"{line.closes}止" if line.closes else "",
        ]
        day = f"→ {''.join(bounds)}" if any(bounds) else ""
        state = _STATES.get(line.state, "")
        is_late = line.state in {DateState.LATE, DateState.MISSED}
        late = item.if_late.text if is_late and item.if_late else ""
        basis = "".join(map(self._cite, item.basis))
        return " ".join(p for p in (wording.filing(item), basis, day, state, late) if p)

    def _cite(self, basis: Basis) -> str:
        law = self.corpus.laws.get(basis.law)
        return f"《{law.short or law.title}》{basis.article}" if law else ""

    def _money(self) -> Iterator[str]:
        fees = self.plan.fees
        if not fees.items:
            yield "· 办手续不收费"
        elif fees.is_complete:
            yield f"· 一共收费{wording.yuan(fees.total)}"
        for price in fees.items:
            yield from self._price(
                price, wording.fee(self._record(price.code).fee_items[price.index])
            )
        for price in self.plan.amounts:
            said = wording.amount(self._record(price.code).amounts[price.index])
            yield from self._price(price, f"{price.direction} {said}")

    @staticmethod
    def _price(price: PlanPrice, said: str) -> Iterator[str]:
        yield from wrap(said, first=f"{'· ' if price.is_sure else '？'}{price.code} ", indent=7)

    def _duties(self) -> Iterator[str]:
        for task in self.plan.duties:
            span = "至".join(part for part in (task.opens, task.closes) if part)
            missed = f"没做：{task.if_missed}" if task.if_missed else ""
            text = wording.sentence(task.name, task.every, span, missed)
            yield from wrap(text, first=f"{'· ' if task.is_sure else '？'}{task.code} ", indent=7)

    def _cautions(self) -> Iterator[str]:
        for warning in self.plan.warnings:
            pair = "和".join(f"{code} {self.matters[code].name}" for code in warning.codes)
            yield from wrap(f"{pair}：{warning.rule}。{warning.note}", first="· ")
        if self.plan.days.unknown:
            codes = "、".join(self.plan.days.unknown)
            yield from wrap(f"{codes} 没有统一时限，按当场办完算，以窗口告知为准。", first="· ")
        if self.plan.estimated_years:
            years = "、".join(f"{year}年" for year in self.plan.estimated_years)
            yield from wrap(f"{years}的放假安排还没公布，日期是估算的。", first="· ")

    def _record(self, code: str) -> Matter:
        return self.corpus.matters[self.matters[code].id]
