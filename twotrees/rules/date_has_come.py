# SPDX-License-Identifier: MIT
"""No sentence still speaks of a day as coming that has come since the record was confirmed."""

import re
from collections.abc import Iterator
from datetime import date

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, TextRule


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    if not isinstance(at.root, Matter):
        return
    try:
        day = date(*(int(number or 1) for number in match.groups()))
    except ValueError:
        return  # not a day; an example
    confirmed = at.root.confirmed.on
    if confirmed < day <= at.survey.as_of:
        yield at.finding(
            f"{confirmed} 核对时「{match[0]}」还没到，现在到了",
            "看这句话还对不对，改好，再改核对日期",
        )


RULE = TextRule(
    code="date-has-come",
    title="说的日子已经到了",
    why="写着「从某日起」「某日以前」的话，过了那一天就要改。记录核对时还没到、检查那一天（--as-of）已经到的日期，都列出来。",
    bad="warnings:\n  - 新办法从2027年1月1日起施行，之后以新办法为准。  # 已经是2027年了",
    good="# 照新办法改好记录，删掉这句，再改核对日期\nconfirmed:\n  on: 2027-01-04",
    severity=Severity.WARNING,
    pattern=re.compile(r"(20\d\d)年(?:(1[0-2]|[1-9])月(?:([12]\d|3[01]|[1-9])日)?)?"),
    words=("年",),
    check=_check,
)
