# SPDX-License-Identifier: MIT
"""What has a first and a last day has them in this order."""

from collections.abc import Iterator

from twotrees.model.calendar import Holiday
from twotrees.model.catalogue import Law
from twotrees.model.common import Record
from twotrees.model.matter import Filing
from twotrees.model.place import Notice, Overlay, RoundStep
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

# Type → attribute and YAML name of the first and the last day.
_FIELDS = {
    Law: (("effective", "effective"), ("repealed", "repealed")),
    Filing: (("on_or_after", "on_or_after"), ("on_or_before", "on_or_before")),
    Holiday: (("from_", "from"), ("until", "until")),
    Notice: (("from_", "from"), ("until", "until")),
    Overlay: (("from_", "from"), ("until", "until")),
    RoundStep: (("opens", "opens"), ("closes", "closes")),
}


def _check(part: Record, at: At) -> Iterator[Finding]:
    (start, _), (end, name) = _FIELDS[type(part)]
    first, last = getattr(part, start), getattr(part, end)
    if first and last and last < first:
        yield at.finding(f"结束的日期 {last} 早于开始的日期 {first}", "核对两个日期", name)


RULE = PartRule(
    code="dates-reversed",
    title="结束早于开始",
    why="日期颠倒，这一条在哪一天都不生效。",
    bad="notices:\n  - from: 2026-10-01\n    until: 2026-09-01\n    text: 国庆节放假。",
    good="notices:\n  - from: 2026-10-01\n    until: 2026-10-07\n    text: 国庆节放假。",
    kinds=tuple(_FIELDS),
    check=_check,
)
