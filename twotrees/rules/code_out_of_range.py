# SPDX-License-Identifier: MIT
"""National matters are numbered 1000 to 8999, then with five digits; 9000 to 9999 is a region's."""

import re
from collections.abc import Iterator

from twotrees.model.corpus import is_local
from twotrees.model.matter import Matter
from twotrees.model.problem import Finding
from twotrees.rules._rule import At, PartRule

_LOCAL = re.compile("9[0-9]{3}")
_FOUR = 4


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
    elif len(matter.code) > _FOUR and not at.survey.is_full:
        # One digit too many is a slip far more often than a city with 8,001 matters.
        yield at.finding(
            f"编号 {matter.code} 是五位数",
            "四位的号还没用完，选一个 1000 到 8999 里没用过的",
            "code",
        )


RULE = PartRule(
    code="code-out-of-range",
    title="编号超出范围",
    why="matters/ 里是全国通用的事项。9000 到 9999 留给各地，免得以后撞号。编号是四位数；8000 个全用完了，才用五位数。",
    bad='code: "9004"',
    good='code: "1004"',
    kinds=(Matter,),
    check=_check,
)
