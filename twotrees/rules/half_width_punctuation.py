# SPDX-License-Identifier: MIT
"""Chinese sentences have full-width punctuation (CLREQ 3.1); numbers and addresses keep their own."""

import re
from collections.abc import Iterator

from twotrees.model.problem import Finding, Severity
from twotrees.rules._rule import At, TextRule

_WIDE = str.maketrans(",:;?!()", "，：；？！（）")


def _check(match: re.Match[str], at: At) -> Iterator[Finding]:
    sign = match[0][-1]
    yield at.finding(f"「{match[0]}」里的标点是半角", f"换成全角「{sign.translate(_WIDE)}」")


RULE = TextRule(
    code="half-width-punctuation",
    title="汉字旁边的半角标点",
    why="半角标点印在中文里，字距忽宽忽窄，行首行尾也排不齐。",
    bad="note: 带身份证,不用复印件。",
    good="note: 带身份证，不用复印件。",
    severity=Severity.WARNING,
    pattern=re.compile(r"[\u4e00-\u9fff》」）][,:;?!()]|[,;?!)](?=[\u4e00-\u9fff《「（])"),
    check=_check,
)
