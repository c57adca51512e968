# SPDX-License-Identifier: MIT
"""The sentences of deadlines, money, papers and steps: model values in, plain Chinese out.

Digits and units stand unspaced (`30日`), so that paper, page and data can be compared.
"""

from collections.abc import Iterable
from decimal import Decimal

from twotrees.model.common import Duration
from twotrees.model.matter import (
    Amount,
    Correction,
    Delivery,
    Duty,
    Fee,
    Filing,
    MaterialUse,
    Processing,
    Visits,
    Waiver,
    Where,
)
from twotrees.model.place import Hours
from twotrees.model.terms import Direction, Handling, PaperForm, Scope


def sentence(*parts: str) -> str:
    """Join parts that aren't empty by a comma."""
    return "，".join(part.rstrip("。") for part in parts if part)


def said(parts: Iterable[str]) -> str:
    """Join sentences that aren't empty by a full stop, one each."""
    return "。".join(part.rstrip("。") for part in parts if part)


def papers(use: MaterialUse) -> str:
    """Say how many originals and copies, and what the window does with them: `原件1份（核验后退还）`."""
    each = "每人" if use.per or len(use.of) > 1 else ""
    counts = []
    if use.originals:
        kept = "收存" if use.handling is Handling.KEPT else "看后退还"
        counts.append(f"{each}原件{use.originals}份（{kept}）")
    if use.copies:
        counts.append(f"{each}复印件{use.copies}份")
    if not counts:
        counts.append("报出信息即可")
    if use.form is PaperForm.ELECTRONIC:
        counts.append("电子版")
    return sentence(*counts)


def filing(item: Filing) -> str:
    """Say by when to apply: `孩子出生后1个月内`."""
    parts = []
    if item.every_year:
        first, last = item.every_year.split("..")
        parts.append(f"每年{month_day(first)}至{month_day(last)}")
    if item.on_or_after or item.on_or_before:
        start = f"{item.on_or_after.isoformat()}起" if item.on_or_after else ""
        end = f"{item.on_or_before.isoformat()}止" if item.on_or_before else ""
        parts.append(start + end)
    parts.append(_relative(item))
    said = sentence(*parts) or item.local
    return f"{item.name}：{said}" if item.name else said


def _relative(item: Filing) -> str:
    if item.after:
        if item.opens and item.within:
            return f"{item.after}满{item.opens}后，{item.within}内"
        if item.opens:
            return f"{item.after}满{item.opens}后"
        return f"{item.after}后{item.within}内" if item.within else f"{item.after}以后"
    if item.before:
        if item.opens and item.within:
            return f"{item.before}前{item.opens}至{item.within}"
        span = item.within or item.opens
        return f"{item.before}前{span}内" if span else f"{item.before}以前"
    return f"{item.within}内" if item.within else ""


def month_day(text: str) -> str:
    """Give `01-05` as `1月5日`."""
    month, day = text.split("-")
    return f"{int(month)}月{int(day)}日"


def processing(item: Processing, promised: Duration | None) -> str:
    """Say by when the office finishes; the promise first, the law's limit beside it."""
    parts = []
    if promised is not None:
        parts.append("当场办完" if not promised.n else f"承诺{promised}内办完")
    if item.statutory is not None and item.statutory != promised:
        law = "当场办完" if not item.statutory.n else f"{item.statutory}内办完"
        parts.append(f"法定{law}" if promised is not None else f"{law}（法定）")
    if parts and any(span and span.n for span in (promised, item.statutory)):
        parts.append(
            f"从{item.starts}之日起算" if item.starts == "受理" else f"从{item.starts}起算"
        )
    said = sentence(*parts) or item.local
    return f"{item.name}：{said}" if item.name else said


def extension(item: Processing) -> str:
    """Say by how much the office may take longer."""
    if item.extension is None:
        return ""
    e = item.extension
    approval = f"经{e.approval}，" if e.approval else ""
    reason = f"{e.text.rstrip('。')}，" if e.text else ""
    return f"{reason}{approval}可以延长{e.by}"


def correction(item: Correction) -> str:
    """Say who asks for or brings what is missing, within which time."""
    within = "当场" if not item.within.n else f"{item.within}内"
    return f"{item.actor}{within}：{item.text.rstrip('。')}"


def yuan(value: str) -> str:
    """Give `3600` as `3600元`, without needless decimals."""
    number = Decimal(value)
    plain = number.quantize(Decimal(1)) if number == number.to_integral() else number
    return f"{plain}元"


def fee(item: Fee) -> str:
    """Say what a fee is for and how much."""
    price = yuan(item.value) + (f"/{item.per}" if item.per else "") if item.value else ""
    return f"{item.item}：{sentence(price, item.standard) or item.local}"


def amount(item: Amount) -> str:
    """Say what is received, borrowed or contributed."""
    value = yuan(item.value) if item.value else ""
    if item.percent:
        value = f"{item.of}的{item.percent}%" if item.of else f"{item.percent}%"
    per = f"每{item.per.removeprefix('每')}" if item.per else ""
    every = (
        item.every if item.every.startswith(("每", "一")) or not item.every else f"每{item.every}"
    )
    lowest, highest = item.min and f"最低{yuan(item.min)}", item.max and f"最高{yuan(item.max)}"
    sums = [part for part in (value, lowest, highest) if part]
    said = sentence(
        *(f"{per}{every}{part}" if part == sums[0] else part for part in sums),
        item.standard,
        item.starts and f"从{item.starts}起",
        item.lasts and f"发{item.lasts}" if item.direction is Direction.RECEIVE else item.lasts,
        item.due_at,
    )
    return f"{item.item}：{said or item.local or '以当地公布的标准为准'}"


def where(item: Where) -> str:
    """Say where it is handled, apart from the windows of this hall."""
    scope = {Scope.CITY: "全市都能办", Scope.PROVINCE: "全省都能办", Scope.NATION: "全国都能办"}
    by = f"在{item.by}办" if item.by and not item.place else ""
    return sentence(item.place and f"到{item.place}办", by, scope.get(item.scope, ""), item.note)


def visits(item: Visits) -> str:
    """Say how often one must come, and why."""
    if not item.times:
        return "不用到现场"
    return sentence(f"最多跑{item.times}次", item.reason)


def delivery(item: Delivery) -> str:
    """Say how the result is fetched."""
    return sentence(
        str(item.way),
        f"{item.within}内" if item.within is not None and item.within.n else "",
        item.bring and f"带{item.bring.removeprefix('带')}",
        item.by_agent and f"别人代领：{item.by_agent}",
        item.if_lost and f"凭条丢了：{item.if_lost}",
        item.who_pays and f"邮费：{item.who_pays}",
    )


def waiver(item: Waiver, names: tuple[str, ...]) -> str:
    """Say which papers a promise replaces or may follow later, and on what terms."""
    return said(
        (
            "、".join(names),
            item.not_for and f"这些人不能用：{item.not_for}",
            f"{item.clock_starts or '受理'}后{item.days}内补齐" if item.days is not None else "",
            item.until_then,
            item.check,
            item.if_missed,
        )
    )


def duty(item: Duty) -> str:
    """Say what must be done later."""
    span = (
        f"{item.opens}至{item.closes}" if item.opens and item.closes else item.closes or item.opens
    )
    return sentence(
        item.name,
        item.every,
        span,
        item.exempt and f"不用做的人：{item.exempt}",
        item.if_missed and f"没做的后果：{item.if_missed}",
    )


def hours(item: Hours) -> tuple[str, ...]:
    """Give opening hours line by line; the last line says what happens on public holidays."""
    lines = [f"{day.days} {'、'.join(day.hours)}" for day in (*item.weekly, *item.nth, *item.dates)]
    return (*lines, f"法定节假日：{item.holidays}")
