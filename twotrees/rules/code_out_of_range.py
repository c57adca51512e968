# SPDX-License-Identifier: MIT
"""National matters are numbered 1000 to 8999; 9000 to 9999 is kept for a region's own."""

import re
from collections.abc import Iterator

from twotrees.model.corpus import is_local
from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_LOCAL = re.compile("9[0-9]{3}")


def _check(matter: Matter, at: At) -> Iterator[Finding]:
    has_local_code = _LOCAL.fullmatch(matter.code) is not None
    if has_local_code and not is_local(at.key):
        yield at.finding(
            f"编号 {matter.code} 留给各地自己的事项", "全国通用的事项用 1000 到 8999", "code"
        )
    elif is_local(at.key) and not has_local_code:
        yield at.finding(
            f"编号 {matter.code} 是全国通用的号", "本地自己的事项用 9000 到 9999", "code"
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
