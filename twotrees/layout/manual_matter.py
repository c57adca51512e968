# SPDX-License-Identifier: MIT
"""What the manual sets in tables on a matter's page: a sheet in, key facts and groups of papers out."""

from collections.abc import Iterable
from typing import NamedTuple

from twotrees.layout.sheet import MaterialLine, MatterSheet

_NARROW = 20  # characters that half a row holds


class KeyFact(NamedTuple):
    """A label with its texts; `is_answer` marks what people look for first."""

    label: str
    texts: tuple[str, ...]
    is_answer: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether half a row holds it."""
        return len(self.texts) == 1 and len(self.texts[0]) <= _NARROW


def key_facts(sheet: MatterSheet, phone: str) -> tuple[tuple[KeyFact, ...], ...]:
    """Give the rows of the table at the head of a matter: two short facts, or one long."""
    glance = sheet.glance
    online = dict.fromkeys(c.name or c.kind for c in sheet.channels if c.kind in {"网上", "手机"})
    facts = (
        KeyFact("办理时限", (glance.how_long,), is_answer=True),
        KeyFact("收费", (glance.how_much,), is_answer=True),
        KeyFact("申请期限", _texts(glance.by_when), is_answer=True),
        KeyFact("跑几次", _texts(glance.visits), is_answer=True),
        KeyFact("去哪办", glance.where),
        KeyFact("谁来办", _texts(sheet.applicant)),
        KeyFact("网上办", _texts("、".join(online))),
        KeyFact("咨询", ("，".join(filter(None, (phone, sheet.hotline))),)),
        KeyFact("主管部门", ("、".join((sheet.department_name, *sheet.partners)),)),
        KeyFact(
            "事项类型", ("，".join(filter(None, (sheet.type, sheet.case_kind, sheet.status))),)
        ),
    )
    return tuple(_paired([fact for fact in facts if fact.texts]))


def _texts(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _paired(facts: Iterable[KeyFact]) -> Iterable[tuple[KeyFact, ...]]:
    """Put neighbours that are both short into one row."""
    waiting: list[KeyFact] = []
    for fact in facts:
        if fact.is_narrow and waiting:
            yield waiting.pop(), fact
        elif fact.is_narrow:
            waiting.append(fact)
        else:
            if waiting:
                yield (waiting.pop(),)
            yield (fact,)
    if waiting:
        yield (waiting.pop(),)


def paper_groups(
    lines: Iterable[MaterialLine],
) -> tuple[tuple[str, tuple[MaterialLine, ...]], ...]:
    """Put the papers of which one is enough together, where the first of them stands."""
    groups: dict[tuple[str, int], list[MaterialLine]] = {}
    for place, line in enumerate(lines):
        groups.setdefault((line.one_of, 0 if line.one_of else place), []).append(line)
    return tuple((name, tuple(items)) for (name, _), items in groups.items())
