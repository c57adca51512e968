# SPDX-License-Identifier: MIT
"""National matters are numbered 1000 to 8999; 9000 to 9999 is kept for a region's own."""

import re
from collections.abc import Iterator

from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_LOCAL = re.compile("9[0-9]{3}")


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    if _LOCAL.fullmatch(matter.code):
        yield at.finding(
            f"编号 {matter.code} 留给各地自己的事项", "全国通用的事项用 1000 到 8999", "code"
        )


RULE = PartRule(
    code="code-out-of-range",
    title="编号超出范围",
    why="matters/ 里是全国通用的事项。9000 到 9999 留给各地，免得以后撞号。",
    bad='code: "9004"',
    good='code: "1004"',
    kinds=(Matter,),
    check=_check,
)
