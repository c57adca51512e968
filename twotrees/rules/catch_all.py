# SPDX-License-Identifier: MIT
"""No list ends in a clause that takes in whatever else may be wanted."""

import re
from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.rules._rule import At, TextRule
from twotrees.rules._texts import QUOTED, clause_before, is_question

# 「不能再要其他材料」 forbids a catch-all, it isn't one.
_FORBIDS = re.compile("[不无免没别勿]")


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    before = clause_before(match.string, match.start())
    if not is_question(at) and not _FORBIDS.search(before):
        yield at.finding(f"「{match[0]}」是兜底的话", "一样一样列出来；列不出来就删掉")


RULE = TextRule(
    code="catch-all",
    title="兜底条款",
    why="「法律法规规定的其他条件」等于没说，却能让人多跑几趟。要什么就写什么，没写的不能要。",
    bad="conditions:\n  - 法律法规规定的其他条件。",
    good="conditions:\n  - 年满16周岁。\n  - 户口在本县。",
    pattern=re.compile(
        "其他(?:相关|有关|必要|所需|需要)?的?(?:证明材料|材料|证明|证件|资料|手续|条件|情形|文件|凭证)"
        "|(?:法律|法规|规章|国家)[^,，。；]{0,8}规定的其他"
    ),
    words=("其他",),
    exempt=QUOTED,
    check=_check,
)
