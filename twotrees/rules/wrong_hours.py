# SPDX-License-Identifier: MIT
"""Opening hours are written 09:00-12:00, the earlier before the later."""

import re
from collections.abc import Iterator

from twotrees.model.place import DayHours
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_HOURS = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)")


def _check(day: DayHours, at: At) -> Iterator[Finding]:
    for number, hours in enumerate(day.hours):
        match = _HOURS.fullmatch(hours)
        if not match or match[1] >= match[2]:
            yield at.finding(
                f"「{hours}」不是时间段",
                "写成 09:00-12:00，两位数，半角冒号，加引号",
                "hours",
                number,
            )


RULE = PartRule(
    code="wrong-hours",
    title="办公时间写法不对",
    why="时间要能排成表，也要能算现在开不开门。",
    bad="hours: [9点到12点]",
    good='hours: ["09:00-12:00", "13:30-17:00"]',
    kinds=(DayHours,),
    check=_check,
)
