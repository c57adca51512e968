# SPDX-License-Identifier: MIT
"""A national record names no phone but 12345 and the national hotlines of departments."""

import re
from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, TextRule

_NATIONAL = frozenset({"12345", "12348", "12355", "12338", "12379", "12388"})

# Digits that go on from a number or a word are a document's number or a part of an address.
_WITHIN = re.compile("[0-9A-Za-z.]$")


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    is_within = _WITHIN.search(match.string[: match.start()])
    if is_within or not isinstance(at.root, Matter):
        return
    if match[0] not in _NATIONAL | at.survey.hotlines:
        yield at.finding(
            f"「{match[0]}」像是一个电话号码",
            "全国通用的事项里只写 12345 和部门的全国热线；本地电话写在大厅或窗口里",
        )


RULE = TextRule(
    code="phone-in-matter",
    title="事项里写了本地电话",
    why="事项是全国通用的，换一个地方电话就错了。本地电话放在区域的大厅和窗口里，换地方只换那里。",
    bad="note: 先打 0551-12345678 预约。",
    good="note: 先打 12345 预约。",
    pattern=re.compile(
        r"(?:0[0-9]{2,3}[- ]?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}"
        r"|12[0-9]{3}|9[56][0-9]{3})(?![0-9A-Za-z.]|[号元万人年户件家倍])"
    ),
    check=_check,
)
