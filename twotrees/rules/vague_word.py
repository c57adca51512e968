# SPDX-License-Identifier: MIT
"""No text uses words that leave open what, who or when."""

import re
from collections.abc import Iterator

from twotrees.model.problem import Finding
from twotrees.rules._rule import At, TextRule
from twotrees.rules._texts import QUOTED, is_question

_NOUNS = "材料|证明|证件|资料|手续|规定|文件|部门|单位|机关|机构|政策|人员|条件|要求|程序|费用|待遇"
_HINTS = {
    "及时": "写清几天之内",
    "适时": "写清什么时候",
    "原则上": "删掉它；有例外就另写一条，说清什么情况",
    "视情况": "写清什么情况下怎么办",
    "酌情": "写清什么情况下怎么办",
    "必要时": "写清什么情况下",
    "按规定": "写清按哪条规定、具体怎么做",
    "按照规定": "写清按哪条规定、具体怎么做",
    "依照规定": "写清按哪条规定、具体怎么做",
}
# 「没按规定」 says what went wrong, it asks nothing of anybody.
_FAILING = ("没", "没有", "未", "不")


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    is_breach = match.string[: match.start()].endswith(_FAILING)
    if not is_question(at) and not is_breach:
        hint = _HINTS.get(match[0]) or f"写出是哪一种{match[1]}；说不全就分条列出来"
        yield at.finding(f"「{match[0]}」说得太含糊", hint)


RULE = TextRule(
    code="vague-word",
    title="含糊的词",
    why="「相关材料」「及时」这样的词，群众看了不知道带什么、什么时候来，窗口也可以随意解释。",
    bad="text: 带相关证明材料，及时到有关部门办理。",
    good="text: 带劳动合同，7日内到人社局窗口办理。",
    pattern=re.compile(rf"(?:相关|有关)的?({_NOUNS})|{'|'.join(_HINTS)}"),
    words=("关", *_HINTS),
    exempt=QUOTED,
    check=_check,
)
