# SPDX-License-Identifier: MIT
"""The first screen of a matter: what to bring, where, how long, how much, answered in few words."""

from collections.abc import Sequence

from twotrees.layout import wording
from twotrees.layout.sheet import DeadlineLine, Glance, MaterialLine, WindowRef
from twotrees.model.matter import NO_FEE, Matter
from twotrees.model.terms import Initiative

SHOWN = 2
ASK = "各地不同，以窗口告知为准"


def make_glance(
    matter: Matter,
    *,
    materials: Sequence[MaterialLine],
    deadlines: Sequence[DeadlineLine],
    windows: Sequence[WindowRef],
) -> Glance:
    """Answer the four questions from the parts of a sheet."""
    required = [m for m in materials if m.is_required and not m.is_looked_up]
    groups = dict.fromkeys(
        m.one_of for m in materials if m.one_of and not m.when and not m.is_looked_up
    )
    bring = [_paper(m) for m in required]
    bring += [_one_of([m for m in materials if m.one_of == group]) for group in groups]
    if not bring:
        automatic = matter.initiative is not Initiative.APPLICATION
        bring = ["不用申请，不用带材料" if automatic else "不用带材料"]
    return Glance(
        bring=tuple(bring),
        bring_more=sum(bool(m.when) for m in materials),
        where=_where(matter, windows),
        how_long=_how_long(deadlines) + _waiting(matter),
        how_much=_how_much(matter),
        by_when=next(
            (d.text for d in deadlines if d.kind == "申请期限" and d.n is not None and not d.when),
            "",
        ),
        visits=wording.visits(matter.visits[0]).split("，")[0] if matter.visits else "",
    )


def _paper(line: MaterialLine) -> str:
    owners = "、".join(line.of)
    return line.name if owners == "本人" else f"{line.name}（{owners}）"


def _one_of(lines: Sequence[MaterialLine]) -> str:
    return "任选一样：" + "、".join(dict.fromkeys(line.name for line in lines))


def _where(matter: Matter, windows: Sequence[WindowRef]) -> tuple[str, ...]:
    places = [wording.where(item) for item in matter.where if item.place and item.when is None]
    if places and all(item.place for item in matter.where):
        return tuple(places)
    halls = [f"{w.hall_name} {w.floor}{w.zone} {w.label}窗口" for w in windows]
    if halls:
        return (*halls, *places)
    return tuple(wording.where(item) for item in matter.where) or (ASK,)


def _how_long(deadlines: Sequence[DeadlineLine]) -> str:
    """Say the limit; where one limit isn't the whole truth, the first two with their names."""
    limits = [d for d in deadlines if d.kind == "办理时限"]
    known = [d for d in limits if d.n is not None and not d.when] or [
        d for d in limits if d.n is not None
    ]
    if not known:
        return ASK
    if len(known) == 1 and not (known[0].when and len(limits) > 1):
        return _limit(known[0])
    more = f"；另有{len(known) - SHOWN}种" if len(known) > SHOWN else ""
    return "；".join(f"{d.name or d.when}：{_brief_limit(d)}" for d in known[:SHOWN]) + more


def _brief_limit(line: DeadlineLine) -> str:
    return str(line.promised or line.statutory) if line.n else "当场办完"


def _limit(line: DeadlineLine) -> str:
    if line.n == 0:
        return "当场办完"
    if line.promised and line.promised != line.statutory:
        return f"承诺{line.promised}" + (f"，法定{line.statutory}" if line.statutory else "")
    return f"{line.statutory or line.promised}内" + ("（法定）" if line.statutory else "")


def _waiting(matter: Matter) -> str:
    """Say how long the law makes one wait on the way, such as the 30 days before a divorce."""
    waits = [step.at_least for step in matter.steps if step.at_least and step.when is None]
    return f"，中间至少等{waits[0]}" if waits else ""


def _how_much(matter: Matter) -> str:
    fees = matter.fee_items
    if not fees:
        return NO_FEE
    first = wording.fee(fees[0])
    return f"{first}，另有{len(fees) - 1}项收费" if len(fees) > 1 else first
